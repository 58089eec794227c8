"""Sheets of badges as a PDF."""

from __future__ import annotations

import errno
from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from numpy.typing import NDArray

from checkin.badges import pictures
from checkin.badges.faces import BadgeFace
from checkin.badges.sheets import write_badge_sheets
from checkin.badges.templates import DEFAULT
from checkin.errors import FileError, FileFault
from checkin.files import written_whole
from tests.badges.faces import NAMES, face


def sheet(path: Path, *, cut_marks: bool, dpi: float = 254) -> NDArray[np.uint8]:
    """Return the first page of three badges, in grey; ten pixels are a millimetre."""
    write_badge_sheets([face(i) for i in range(3)], path, DEFAULT, cut_marks=cut_marks)
    grey: NDArray[np.uint8] = pictures.render_page(path, 0, dpi=dpi).min(axis=2)
    return grey


@pytest.mark.parametrize(("badges", "pages"), [(1, 1), (10, 1), (11, 2), (25, 3)])
def test_ten_badges_go_on_a_page_of_a4(tmp_path: Path, badges: int, pages: int) -> None:
    path = tmp_path / "badges.pdf"
    assert write_badge_sheets([face(i) for i in range(badges)], path) == pages
    assert pictures.page_count(path) == pages
    assert pictures.page_size(path, 0) == pytest.approx((595.28, 841.89), abs=0.01)


def test_the_same_badges_give_the_same_bytes(tmp_path: Path) -> None:
    faces = [face(i, names) for i, names in enumerate(NAMES.values())]
    write_badge_sheets(faces, tmp_path / "one.pdf")
    write_badge_sheets(faces, tmp_path / "two.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_progress_is_told_badge_by_badge(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_badge_sheets([face(i) for i in range(3)], tmp_path / "b.pdf", progress=lambda *done: told.append(done))
    assert told == [(1, 3), (2, 3), (3, 3)]


class StoppedError(Exception):
    """Somebody pressed cancel."""


def test_a_cancelled_batch_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "badges.pdf"
    path.write_text("before")

    def stop(done: int, total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        write_badge_sheets([face(0)], path, progress=stop)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    for path in (in_the_way / "badges.pdf", tmp_path):
        with pytest.raises(FileError) as caught:
            write_badge_sheets([face(0)], path)
        assert (caught.value.fault, caught.value.path) == (FileFault.UNWRITABLE, path)
    assert list(tmp_path.iterdir()) == [in_the_way]


def test_a_full_disk_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "badges.pdf"
    with pytest.raises(FileError) as caught, written_whole(path):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert caught.value.fault is FileFault.FULL
    assert not list(tmp_path.iterdir())


def test_no_badge_at_all_is_a_bug(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no badges"):
        write_badge_sheets([], tmp_path / "badges.pdf")


def test_cut_marks_are_outside_of_the_badges_in_line_with_their_edges(tmp_path: Path) -> None:
    plain, marked = (sheet(tmp_path / "b.pdf", cut_marks=marks) for marks in (False, True))
    inside = np.zeros(plain.shape, dtype=bool)
    edge = 0.2
    for i in range(3):
        left, bottom = DEFAULT.place(i)
        top = DEFAULT.page_height - bottom - DEFAULT.height
        inside[
            round((top - edge) * 10) : round((top + 54 + edge) * 10),
            round((left - edge) * 10) : round((left + 86 + edge) * 10),
        ] = True
        for x in (left, left + 86):
            assert marked[round((top - 1) * 10), round(x * 10) - 2 : round(x * 10) + 3].min() < 128
            assert marked[round((top + 55) * 10), round(x * 10) - 2 : round(x * 10) + 3].min() < 128
        for y in (top, top + 54):
            assert marked[round(y * 10) - 2 : round(y * 10) + 3, round((left - 1.5) * 10)].min() < 128
            assert marked[round(y * 10) - 2 : round(y * 10) + 3, round((left + 87.5) * 10)].min() < 128
    assert (plain[inside] == marked[inside]).all()
    assert plain[~inside].min() == 255


def test_nothing_on_a_page_is_a_bitmap(tmp_path: Path) -> None:
    path = tmp_path / "badges.pdf"
    write_badge_sheets([face(i, NAMES["emoji"]) for i in range(10)], path)
    assert b"/Subtype /Image" not in path.read_bytes()
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        kinds = {thing.type for thing in document[0].get_objects()}
    assert kinds == {pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH}


def test_a_badge_without_a_name_is_a_badge_too(tmp_path: Path) -> None:
    blank = BadgeFace(token=face(1).token)
    assert write_badge_sheets([blank], tmp_path / "blank.pdf") == 1


def test_the_fonts_are_embedded_as_the_letters_that_are_used(tmp_path: Path) -> None:
    path = tmp_path / "badges.pdf"
    write_badge_sheets([face(i, names) for i, names in enumerate(NAMES.values())], path)
    assert path.stat().st_size < 300_000
