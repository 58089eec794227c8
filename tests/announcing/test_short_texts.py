"""Texts that fit their network, shortened at sense."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.announcing.announcement import FIELDS
from checkin.announcing.counting import LIMITS, graphemes
from checkin.announcing.faults import TextFault, TextTemplateError
from checkin.announcing.networks import Network
from checkin.announcing.short_texts import fitted, short_text
from checkin.announcing.shortening import shortened
from checkin.announcing.text_templates import parse
from tests.announcing.evening import EN, FR, THEME, URL, bare, evening

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
WORDS = st.sampled_from(
    ["eau", "écoles,", "territoire", FAMILY, "क्षेत्र", "地域のため", "e\u0301te\u0301", "—", "«", "»"]
)
TEXTS = st.lists(WORDS, max_size=120).map(" ".join)


@pytest.mark.parametrize("network", list(Network))
@pytest.mark.parametrize("language", [FR, EN], ids=["fr", "en"])
def test_the_usual_evening_fits_with_its_whole_theme_its_day_and_its_address(
    network: Network, language: object
) -> None:
    text = short_text(evening(), network, language)  # type: ignore[arg-type]
    assert text.count == LIMITS[network].count(text.text) <= text.limit
    for kept in (THEME, URL, "2026", "Le Bistrot du Port"):
        assert kept in text.text


def test_what_is_too_long_loses_the_lowest_ranks_first() -> None:
    text = short_text(evening(guests=tuple(f"Guest Number {n}" for n in range(20))), Network.X, EN)
    assert text.shortened
    assert "Guest" not in text.text
    assert THEME in text.text


def test_then_the_theme_is_cut_after_a_word_with_an_ellipsis() -> None:
    theme = "Lorem ipsum dolor sit amet, consectetur adipiscing " * 12
    for network in Network:
        said = short_text(evening(theme=theme.strip()), network, FR)
        cut = said.text.split("\n")[0].removeprefix("Apéro #26\u00a0: ")
        if network is not Network.X and cut == theme.strip():
            continue
        assert cut.endswith("…")
        assert theme.startswith(cut[:-1])
        assert not theme[len(cut) - 1].isalnum()
        assert URL in said.text
        assert said.limit - said.count < 16  # no more is lost than a word


def test_a_long_venue_does_not_cost_the_theme() -> None:
    text = short_text(evening(venue="Salle " * 100), Network.X, FR)
    assert text.text.startswith("Apéro #26\u00a0: Des données ouvertes")
    assert "Salle" in text.text


def test_an_address_is_never_cut_but_left_out_where_it_cannot_fit() -> None:
    url = "https://example.org/" + "x" * 400
    assert url in short_text(evening(url=url), Network.X, EN).text
    assert url in short_text(evening(url=url), Network.MASTODON, EN).text
    bluesky = short_text(evening(url=url), Network.BLUESKY, EN)
    assert "example.org" not in bluesky.text
    assert bluesky.shortened


def test_words_around_the_fields_that_are_too_long_are_an_error_with_its_line() -> None:
    with pytest.raises(TextTemplateError) as caught:
        fitted(parse(["x" * 281], Path("x.txt"), 4), dict.fromkeys(FIELDS, ""), Network.X)
    assert (caught.value.fault, caught.value.line, caught.value.allowed) == (TextFault.TOO_LONG, 4, "280")


def test_a_bare_evening_has_texts_too() -> None:
    assert short_text(bare(), Network.X, FR).text == "Apéro #26\nLe jeudi 3 décembre 2026 à 19:00"


def test_a_hostile_theme_is_cut_within_reason() -> None:
    text = short_text(evening(theme="a" * 20_000, guests=("b " * 10_000,)), Network.X, FR)
    assert "a" * 30 not in text.text
    assert text.count <= 280


@settings(max_examples=25)
@given(TEXTS, TEXTS, st.sampled_from(list(Network)))
def test_every_text_fits_and_nothing_is_cut_within(theme: str, venue: str, network: Network) -> None:
    announcement = evening(theme=theme, venue=venue)
    said = short_text(announcement, network, EN)
    assert LIMITS[network].takes(said.text)
    assert said.text.count("https://") == said.text.count(URL)
    whole = set(graphemes(f"{theme} {venue} {announcement.values(EN)}")) | {"\n", "…"}
    assert set(graphemes(said.text)) <= whole | set(
        graphemes("📅📍 To go further: On the menu: With Join us: –,.:·\u00a0")
    )


@settings(max_examples=50)
@given(TEXTS)
def test_shorter_and_shorter_texts_begin_as_the_text_does(text: str) -> None:
    found = list(shortened(text))
    assert found[-1] == ""
    for longer, shorter in pairwise(found):
        assert len(shorter) < len(longer)
    for cut in found[:-1]:
        assert cut.endswith("…")
        assert text.startswith(cut[:-1])
        rest = text[len(cut) - 1 :]
        assert graphemes(text)[: len(graphemes(cut)) - 1] == graphemes(cut[:-1])
        assert not (cut[-2].islower() and rest[0].islower())  # Latin letters; the ideographs have no case
