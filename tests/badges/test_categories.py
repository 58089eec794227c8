"""The colours of categories."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.badges.categories import BLACK, NEUTRAL, WHITE, Palette, category_colour, contrast, text_colour


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


KNOWN = ["vip", "presse", "speaker", "partner", "member", "mairie", "volunteer"]
SIGHTS = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""What is seen of linear red, green and blue (Machado, Oliveira and Fernandes 2009, severity 1)."""


def seen(colour: str, sight: str) -> np.ndarray:
    """Return what is seen of a colour as L*, a*, b* (CIE 1976, D65)."""
    levels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    got = np.clip(np.array(SIGHTS[sight]) @ linear, 0, 1)
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = np.cbrt(matrix @ got / (0.9505, 1, 1.089))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def nearest(palette: Palette, sight: str) -> float:
    """Return how far apart the two nearest known categories are."""
    colours = [seen(category_colour(name, palette), sight) for name in KNOWN]
    return min(float(np.linalg.norm(one - other)) for one, other in combinations(colours, 2))


@pytest.mark.parametrize("sight", SIGHTS)
def test_the_safe_colours_are_told_apart_by_whoever_looks(sight: str) -> None:
    """15 in L*a*b* are a plain difference of two large areas; the standard colours come down to a third of it."""
    assert nearest(Palette.SAFE, sight) > 15


def test_the_standard_colours_are_not_which_is_why_there_are_safe_ones() -> None:
    assert min(nearest(Palette.STANDARD, sight) for sight in SIGHTS) < 15


@given(st.text(), st.sampled_from(Palette))
def test_the_word_stands_out_on_every_colour_of_every_palette(name: str, palette: Palette) -> None:
    colour = category_colour(name, palette)
    assert contrast(text_colour(colour), colour) >= 4.5
    assert (colour == BLACK) is (palette is Palette.MONO)
