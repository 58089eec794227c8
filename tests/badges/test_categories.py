"""The colours of categories."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.badges.categories import NEUTRAL, WHITE, category_colour, contrast, text_colour


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Presse", "Press"),
        ("Intervenante", "Speaker"),
        ("Partenaires", "PARTNER"),
        ("Adhérent", "member"),
        ("Tarif membre", "Member ticket"),
        ("Invitée d’honneur", "Guest of honour"),
        ("Invité d'honneur", "Guest of Honor"),
        ("Bénévole", "Volunteer"),
        ("Institution", "institution"),
    ],
)
def test_a_known_category_has_one_colour_in_french_and_in_english(french: str, english: str) -> None:
    assert category_colour(french) == category_colour(english) != NEUTRAL


def test_the_known_categories_are_told_apart() -> None:
    names = ["press", "speaker", "partner", "member", "institution", "guest of honour"]
    assert len({category_colour(name) for name in names}) == len(names)


def test_an_unknown_category_keeps_its_colour_however_it_is_typed() -> None:
    assert category_colour("Étudiante") == category_colour(" etudiante ") == category_colour("ÉTUDIANTE")


def test_nobody_in_particular_is_neutral() -> None:
    assert category_colour("") == category_colour("  ") == NEUTRAL


@given(st.text())
def test_white_text_stands_out_on_every_category(name: str) -> None:
    colour = category_colour(name)
    assert contrast(WHITE, colour) >= 4.5
    assert text_colour(colour) == WHITE


def test_text_on_a_light_colour_is_dark() -> None:
    assert contrast(text_colour("#FFE08A"), "#FFE08A") > 10
