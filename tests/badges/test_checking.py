"""The self-check reads what was printed, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from checkin.badges.backs import Back
from checkin.badges.checking import unread
from checkin.badges.sheets import Placing, write_badge_sheets
from checkin.badges.templates import DEFAULT, TEMPLATES
from checkin.errors import FileError
from tests.badges.faces import face, token

Read = Callable[[NDArray[np.uint8]], list[str]]


def read(picture: NDArray[np.uint8]) -> list[str]:
    assert picture.dtype == np.uint8
    assert picture.ndim == 2
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("name", ["badge-86x54", "lanyard-a7-a4", "herma-4411", "zebra-102x76", "brother-62mm"])
def test_every_badge_that_was_written_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / "b.pdf"
    write_badge_sheets([face(i) for i in range(13)], path, TEMPLATES[name])
    told: list[tuple[int, int]] = []
    assert unread(path, TEMPLATES[name], [token(i) for i in range(13)], read, progress=lambda *n: told.append(n)) == ()
    assert [done for done, _ in told] == list(range(1, 14))


def test_a_started_sheet_backs_and_an_offset_are_taken_into_account(tmp_path: Path) -> None:
    path = tmp_path / "b.pdf"
    placing = Placing(start=3, dx=12, dy=-9, back=Back.EVENT)
    template = TEMPLATES["avery-l4785"]
    write_badge_sheets([face(i) for i in range(11)], path, template, placing=placing)
    assert unread(path, template, [token(i) for i in range(11)], read, placing=placing) == ()


def test_a_code_that_is_another_ones_or_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "b.pdf"
    write_badge_sheets([face(i) for i in range(12)], path)
    tokens = [token(i) for i in range(12)]
    tokens[2], tokens[3] = tokens[3], tokens[2]
    told: list[int] = []

    def all_but_one(picture: NDArray[np.uint8]) -> list[str]:
        return [text for text in read(picture) if text != token(11)]

    assert unread(path, DEFAULT, tokens, all_but_one, progress=lambda done, _: told.append(done)) == (2, 3, 11)
    assert told[-1] == 12


def test_what_is_unread_at_first_is_looked_at_more_sharply(tmp_path: Path) -> None:
    path = tmp_path / "b.pdf"
    write_badge_sheets([face(0)], path)
    sizes: list[int] = []

    def short_sighted(picture: NDArray[np.uint8]) -> list[str]:
        sizes.append(picture.shape[1])
        return read(picture) if picture.shape[1] > 800 else []

    assert unread(path, DEFAULT, [token(0)], short_sighted) == ()
    assert sizes[1] == pytest.approx(2 * sizes[0], abs=2)


class StoppedError(Exception):
    """Somebody pressed cancel."""


def test_it_is_given_up_when_it_is_told_to(tmp_path: Path) -> None:
    path = tmp_path / "b.pdf"
    write_badge_sheets([face(i) for i in range(30)], path)
    seen: list[int] = []

    def stop(done: int, total: int) -> None:
        seen.append(done)
        if done == 12:
            raise StoppedError

    with pytest.raises(StoppedError):
        unread(path, DEFAULT, [token(i) for i in range(30)], read, progress=stop)
    assert seen == list(range(1, 13))


def test_a_file_that_is_gone_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        unread(tmp_path / "none.pdf", DEFAULT, [token(0)], read)
