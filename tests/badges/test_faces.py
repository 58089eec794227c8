"""What stands on a badge: read back from the PDF, and looked at."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from checkin.badges import pictures
from checkin.badges.faces import BadgeFace
from checkin.badges.sheets import write_badge_sheets
from checkin.badges.templates import DEFAULT
from tests.badges.faces import LONG, NAMES, face, long_face, token

PER_MM = 8
DPI = PER_MM * 25.4


def written(path: Path, *faces: BadgeFace) -> str:
    """Write badges and return the text of the first page."""
    write_badge_sheets(faces, path, cut_marks=False)
    return pictures.page_text(path, 0)


def badge(page: NDArray[np.uint8], index: int) -> NDArray[np.uint8]:
    """Cut a badge out of a page, eight pixels a millimetre, without its frame."""
    left, bottom = DEFAULT.place(index)
    top = DEFAULT.page_height - bottom - DEFAULT.height
    rows = slice(round(top * PER_MM) + 2, round((top + DEFAULT.height) * PER_MM) - 2)
    return page[rows, round(left * PER_MM) + 2 : round((left + DEFAULT.width) * PER_MM) - 2]


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
def test_names_of_every_script_are_read_back_as_they_were_written(tmp_path: Path, names: tuple[str, str]) -> None:
    text = unicodedata.normalize("NFC", written(tmp_path / "b.pdf", face(1, names)))
    for name in names:
        assert name in text.replace("\r\n", " ")


def test_everything_that_is_known_is_on_the_badge(tmp_path: Path) -> None:
    text = written(tmp_path / "b.pdf", face(1))
    for said in ("Maëlle", "Kervella", "@kervella", "Les Fougères", "Presse", "Apéro n° 26", "first visit"):
        assert said in text


def test_where_only_a_full_name_is_known_it_is_the_name(tmp_path: Path) -> None:
    only = BadgeFace(token=token(1), full_name="Ludwig van Beethoven")
    assert written(tmp_path / "b.pdf", only).split() == ["Ludwig", "van", "Beethoven"]


def test_a_badge_says_nothing_that_identifies_but_the_code(tmp_path: Path) -> None:
    assert token(1) not in written(tmp_path / "b.pdf", face(1))


@pytest.mark.parametrize("names", LONG.values(), ids=LONG)
def test_long_texts_never_reach_the_code_or_leave_the_badge(tmp_path: Path, names: tuple[str, str]) -> None:
    # in one place: codes are on the printer's dots, which are not those of the picture
    pages = []
    for shown in (BadgeFace(token=token(0)), long_face(0, names)):
        write_badge_sheets([shown], tmp_path / "b.pdf", cut_marks=False)
        pages.append(pictures.render_page(tmp_path / "b.pdf", 0, dpi=DPI))
    page = pages[1]
    bare, long = (badge(one, 0) for one in pages)
    band = round(8.6 * PER_MM)
    column = round((DEFAULT.width - 30 - 2 * 4.8) * PER_MM) - 2
    assert (long[band:, column:] == bare[band:, column:]).all(), "code and quiet zone are as without any text"
    assert (long[: band - 4, : 4 * PER_MM] == long[0, 0]).all(), "the band's left margin is empty"
    assert (long[: band - 4, -4 * PER_MM :] == long[0, 0]).all(), "the band's right margin is empty"
    assert (long[band:, : 4 * PER_MM] == 255).all(), "the left margin is empty"
    assert (long[-2 * PER_MM :] == 255).all(), "the foot is empty"
    left, bottom = (round(edge * PER_MM) for edge in DEFAULT.place(0))
    frame = 2
    assert (page[:, : left - frame] == 255).all()
    assert (
        page[page.shape[0] - bottom + frame : page.shape[0] - bottom + 2 * PER_MM, : left + 80 * PER_MM] == 255
    ).all()


def test_names_written_from_right_to_left_are_drawn_so(tmp_path: Path) -> None:
    """Alef, a bare stroke, begins the first name and ends the second: it stands right, then left."""
    path = tmp_path / "b.pdf"
    stroke_first = BadgeFace(token=token(0), given_name="اسس", event_title="")
    stroke_last = BadgeFace(token=token(1), given_name="سسا", event_title="")
    write_badge_sheets([stroke_first, stroke_last], path, cut_marks=False)
    page = pictures.render_page(path, 0, dpi=DPI)
    heights = []
    for index in (0, 1):
        dark = badge(page, index)[9 * PER_MM : 22 * PER_MM, : 40 * PER_MM].max(axis=2) < 128
        columns = np.flatnonzero(dark.any(axis=0))
        tops = [int(np.flatnonzero(dark[:, c])[0]) for c in columns]
        third = len(tops) // 3
        heights.append(min(tops[:third]) - min(tops[-third:]))
    assert heights[0] > 0 > heights[1]


def test_the_category_has_its_colour_and_its_word(tmp_path: Path) -> None:
    path = tmp_path / "b.pdf"
    text = written(path, face(0, category="Membre"), face(1, category="Membre", colour="#FFE08A"))
    assert text.count("Membre") == 2
    page = pictures.render_page(path, 0, dpi=DPI)
    assert tuple(badge(page, 0)[4, 4]) == (0x6A, 0x3F, 0xC8)
    assert tuple(badge(page, 1)[4, 4]) == (0xFF, 0xE0, 0x8A)
    dark_text = badge(page, 1)[: 8 * PER_MM].min()
    assert dark_text < 0x40
