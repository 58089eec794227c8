"""Pages of a PDF as pictures."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from checkin.badges import pictures
from checkin.badges.sheets import write_badge_sheets
from checkin.errors import FileError, FileFault
from tests.badges.faces import face


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    """Two pages of badges."""
    path = tmp_path / "badges.pdf"
    write_badge_sheets([face(i, category="Membre") for i in range(11)], path)
    return path


def test_a_page_is_a_picture_in_red_green_and_blue(sheets: Path) -> None:
    picture = pictures.render_page(sheets, 1, dpi=72)
    assert picture.shape == (842, 596, 3)
    assert picture.dtype == np.uint8
    assert (picture == (0x6A, 0x3F, 0xC8)).all(axis=2).any()


def test_a_page_that_is_not_there_is_a_bug(sheets: Path) -> None:
    for page in (-1, 2):
        with pytest.raises(IndexError):
            pictures.render_page(sheets, page, dpi=72)


def test_a_missing_or_damaged_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FileError) as missing:
        pictures.page_count(tmp_path / "missing.pdf")
    assert missing.value.fault is FileFault.MISSING
    (tmp_path / "damaged.pdf").write_bytes(b"%PDF-1.4 and no more")
    with pytest.raises(FileError) as damaged:
        pictures.render_page(tmp_path / "damaged.pdf", 0, dpi=72)
    assert damaged.value.fault is FileFault.UNREADABLE


def test_threads_take_turns(sheets: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        rendered = list(pool.map(lambda page: pictures.render_page(sheets, page % 2, dpi=50), range(24)))
    assert all((picture == rendered[i % 2]).all() for i, picture in enumerate(rendered))


def test_the_file_can_be_replaced_while_its_picture_is_shown(sheets: Path) -> None:
    before = pictures.render_page(sheets, 0, dpi=50)
    write_badge_sheets([face(99)], sheets)
    assert pictures.page_count(sheets) == 1
    assert before.max() == 255
