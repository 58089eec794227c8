"""What an evening is announced with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from checkin.announcing.announcement import FIELDS, Extras, announcement_of
from checkin.errors import InvalidError
from tests.announcing.evening import EN, EVENT, FR, PARIS, bare, evening


def test_every_field_has_words_in_both_languages() -> None:
    for language in (FR, EN):
        values = evening().values(language)
        assert tuple(values) == FIELDS
        assert [name for name, value in values.items() if not value] == ["number"]
    assert evening().values(FR)["guests"] == "Maëlle Kervella, Karim Benali et Ji-woo 김"
    assert evening().values(EN)["day"] == "Thursday 3 December 2026"


def test_what_is_not_known_is_empty() -> None:
    known = {name for name, value in bare().values(FR).items() if value}
    assert known == {"title", "day", "short_day", "time"}


@pytest.mark.parametrize(("title", "shown"), [("Apéro #26", ""), ("Apéro 2026", "26"), ("Apéro", "26")])
def test_the_number_is_not_said_twice(title: str, shown: str) -> None:
    announced = announcement_of(replace(EVENT, title=title), Extras(number=26))
    assert announced.values(FR)["number"] == shown


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("apéro 26", "#Apéro26"),
        ("#ApéroNantes", "#ApéroNantes"),
        ("open-data!", "#OpenData"),
        ("#", ""),
        ("क्षेत्र", "#क्षेत्र"),
    ],
)
def test_a_tag_is_as_networks_link_it(typed: str, tag: str) -> None:
    assert announcement_of(EVENT, Extras(hashtag=typed)).hashtag == tag


def test_texts_are_single_lines_without_tricks() -> None:
    announced = announcement_of(
        replace(EVENT, theme=" L’eau\r\nqui\tcoule\u202e\x00 "), Extras(guests=("", " A\n B ", "A B"))
    )
    assert announced.theme == "L’eau qui coule"
    assert announced.guests == ("A B",)


def test_no_break_spaces_and_joined_emoji_stay() -> None:
    family = "👨\u200d👩\u200d👧"
    assert announcement_of(replace(EVENT, theme=f"Qui paie\u202f? {family}")).theme == f"Qui paie\u202f? {family}"


def test_an_end_without_a_zone_is_in_the_evenings_own() -> None:
    assert evening().ends == datetime(2026, 12, 3, 23, tzinfo=PARIS)
    other = announcement_of(EVENT, Extras(ends=datetime(2026, 12, 3, 22, tzinfo=UTC)))
    assert other.ends == datetime(2026, 12, 3, 23, tzinfo=PARIS)
    assert str(other.ends)[-6:] == "+01:00"


@pytest.mark.parametrize(
    ("extras", "name"),
    [
        (Extras(ends=datetime(2026, 12, 3, 18)), "ends"),  # noqa: DTZ001 - as typed
        (Extras(ends=EVENT.starts), "ends"),
        (Extras(number=0), "number"),
        *((Extras(url=url), "url") for url in ("example.org", "javascript:alert(1)", "https://", "https://a b.org",
                                               "http://[::1", "https://a.org/\u202e", "https://a.org/" + "x" * 1000)),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(extras: Extras, name: str) -> None:
    with pytest.raises(InvalidError) as caught:
        announcement_of(EVENT, extras)
    assert caught.value.name == name


def test_an_end_in_the_night_when_clocks_go_back_is_after_the_start_by_the_hour_that_passes() -> None:
    starts = datetime(2026, 10, 25, 2, 30, tzinfo=PARIS)
    ends = datetime(2026, 10, 25, 2, 15, tzinfo=PARIS, fold=1)
    assert announcement_of(replace(EVENT, starts=starts), Extras(ends=ends)).ends == ends
