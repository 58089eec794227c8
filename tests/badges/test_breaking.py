"""Text into a width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.badges.breaking import ELLIPSIS, Fit, fit, shorten
from checkin.badges.fonts import Weight
from checkin.badges.shaping import Shaper
from tests.badges.faces import LONG

SHAPER = Shaper()
NAME = Fit(26, 18, 12, lines=2)


def texts(text: str, width: float = 118, how: Fit = NAME) -> list[str]:
    return [line.text for line in fit(SHAPER, text, Weight.BOLD, width, how).lines]


def test_a_short_name_keeps_its_size() -> None:
    block = fit(SHAPER, "Karim", Weight.BOLD, 118, NAME)
    assert (block.size, len(block.lines), block.cut) == (26, 1, False)


def test_a_longer_name_shrinks_first() -> None:
    block = fit(SHAPER, "Gwenaëlle", Weight.BOLD, 118, NAME)
    assert len(block.lines) == 1
    assert 18 <= block.size < 26


def test_then_it_is_broken_at_a_space_or_after_a_hyphen() -> None:
    assert texts("Ludwig van Beethoven") == ["Ludwig van", "Beethoven"]
    assert texts("Jean-Christophe") == ["Jean-", "Christophe"]


def test_a_word_without_end_is_broken_with_a_hyphen() -> None:
    first, second = texts("Wolfeschlegelsteinhausen")
    assert first.endswith("-")
    assert first[:-1] + second == "Wolfeschlegelsteinhausen"


def test_a_handle_gains_no_hyphen_and_breaks_before_its_server() -> None:
    how = Fit(11, 9, 6.5, lines=2, hyphens=False)
    assert texts("@maelle_kervella@framapiaf.example", how=how) == ["@maelle_kervella", "@framapiaf.example"]
    assert "".join(texts("@" + "abcdefghij" * 4, how=how)) == "@" + "abcdefghij" * 4


def test_chinese_is_broken_anywhere_without_a_hyphen() -> None:
    assert "".join(texts("中国科学院自动化研究所", width=100)) == "中国科学院自动化研究所"


def test_then_it_is_cut_with_an_ellipsis() -> None:
    block = fit(SHAPER, "B " * 200, Weight.BOLD, 118, NAME)
    assert block.cut
    assert block.lines[-1].text.endswith(ELLIPSIS)
    assert len(block.lines) == 2


def test_an_empty_text_takes_no_line() -> None:
    assert texts("") == texts(" \u200b ") == []


@pytest.mark.parametrize("name", [name for names in LONG.values() for name in names])
@pytest.mark.parametrize("lines", [1, 2, 3])
def test_no_long_name_is_wider_than_its_room(name: str, lines: int) -> None:
    block = fit(SHAPER, name, Weight.EXTRABOLD, 118, Fit(26, 18, 12, lines=lines))
    assert block.width <= 118.001
    assert 1 <= len(block.lines) <= lines
    assert block.size >= 12


@given(st.text(max_size=80), st.floats(30, 300), st.integers(1, 3))
def test_no_text_at_all_is_wider_than_its_room(text: str, width: float, lines: int) -> None:
    block = fit(SHAPER, text, Weight.REGULAR, width, Fit(20, 15, 10, lines=lines))
    assert block.width <= width * 1.001
    assert len(block.lines) <= lines


@given(st.text(max_size=80), st.floats(3, 30))
def test_a_shortened_text_fits(text: str, ems: float) -> None:
    assert shorten(SHAPER, text, Weight.REGULAR, ems).width <= ems
