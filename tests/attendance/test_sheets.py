"""The attendance sheet, read back from each kind of file."""

from __future__ import annotations

import csv
import errno
import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from python_calamine import load_workbook

from checkin.attendance.sheets import write_attendance
from checkin.attendance.turnout import Attendance, Turnout
from checkin.badges.pictures import page_count, page_text
from checkin.desk import Desk, WalkIn
from checkin.errors import FileError, FileFault
from checkin.language import Language
from checkin.model import Event, Status
from checkin.storage.database import Database
from tests.conftest import AddAttendee, Clock

NAMES = {"fr": "Nom", "en": "Family name"}


@pytest.fixture
def turnout(database: Database, desk: Desk, event: Event, add: AddAttendee, clock: Clock) -> Turnout:
    """Somebody who came, somebody who did not, somebody who cancelled, and a walk-in with a dangerous name."""
    came = add("Maëlle Kervella", category="Presse", places=2)
    add("Karim Benali")
    add("Rémi Fauve", status=Status.CANCELLED)
    desk.admit_by_hand(came.id)
    clock.advance(minutes=25)
    desk.register_walk_in(WalkIn("=1+1", "王"))
    return Attendance(database).turnout(event.id)


def test_the_figures_count_people(turnout: Turnout) -> None:
    assert (turnout.came, turnout.listed_came, turnout.walk_ins, turnout.unnamed) == (3, 2, 1, 0)
    assert (turnout.expected, turnout.no_shows, turnout.cancelled) == (3, 1, 1)
    assert (turnout.newcomers, turnout.regulars) == (2, 0)
    assert dict(turnout.by_category) == {"Presse": 2, "": 1}
    assert [slot.people for slot in turnout.slots] == [2, 0, 1]
    assert turnout.history[-1].came == 3


@pytest.mark.parametrize(("code", "delimiter"), [("fr", ";"), ("en", ",")])
def test_the_csv_opens_right_in_excel(turnout: Turnout, tmp_path: Path, code: str, delimiter: str) -> None:
    path = tmp_path / "sheet.csv"
    assert write_attendance(turnout, path, Language(code)) == 4
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=delimiter)
    assert header[0] == NAMES[code]
    by_name = {row[0]: row for row in rows if row}
    assert by_name["Kervella"][8] == "2026-12-03 20:00:00"
    assert by_name["王"][1] == "'=1+1"
    assert by_name["Benali"][7] == {"fr": "absent", "en": "no-show"}[code]
    assert by_name[{"fr": "Absents", "en": "No-shows"}[code]] == [{"fr": "Absents", "en": "No-shows"}[code], "1"]


def test_the_workbook_has_real_times_and_runs_nothing(turnout: Turnout, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    write_attendance(turnout, path, Language("fr"))
    book = load_workbook(str(path))
    assert book.sheet_names == ["Présence", "Totaux"]
    rows = {row[0]: row for row in book.get_sheet_by_name("Présence").to_python()}
    assert rows["Kervella"][8] == datetime(2026, 12, 3, 20, 0)  # noqa: DTZ001 - spreadsheets know no zones
    assert rows["王"][1] == "=1+1"
    raw = (tmp_path / "sheet.xlsx").read_bytes()
    assert raw.startswith(b"PK")


def test_the_pdf_holds_every_name_in_its_script(turnout: Turnout, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    write_attendance(turnout, path, Language("en"))
    text = page_text(path, 0)
    for expected in ("Apéro #26", "Kervella", "王", "20:00", "no-show", "walk-in", "Le Bistrot du Port"):
        assert expected in text


def test_a_long_list_runs_over_several_pages_and_loses_nobody(
    database: Database, event: Event, add: AddAttendee, tmp_path: Path
) -> None:
    for number in range(120):
        add(f"Guest N{number:03}")
    path = tmp_path / "sheet.pdf"
    write_attendance(Attendance(database).turnout(event.id), path, Language("en"))
    text = "".join(page_text(path, page) for page in range(page_count(path)))
    assert page_count(path) > 3
    assert all(f"N{number:03}" in text for number in range(120))


@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf"])
def test_an_evening_without_anybody_makes_a_sheet_all_the_same(
    database: Database, event: Event, tmp_path: Path, ending: str
) -> None:
    turnout = Attendance(database).turnout(event.id)
    assert write_attendance(turnout, tmp_path / f"sheet.{ending}", Language("en")) == 0


def test_another_ending_is_refused_and_nothing_is_written(turnout: Turnout, tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        write_attendance(turnout, tmp_path / "sheet.docx", Language("en"))
    assert caught.value.fault is FileFault.UNSUPPORTED
    assert not (tmp_path / "sheet.docx").exists()


def test_a_sheet_that_cannot_be_written_leaves_the_old_one(turnout: Turnout, tmp_path: Path) -> None:
    target = tmp_path / "sheet.csv"
    target.mkdir()
    with pytest.raises(FileError) as caught:
        write_attendance(turnout, target, Language("en"))
    assert caught.value.fault is FileFault.UNWRITABLE
    assert list(tmp_path.glob(".*.part")) == []


def test_a_name_longer_than_a_cell_is_cut_and_not_left_out(turnout: Turnout, tmp_path: Path) -> None:
    long = replace(turnout, attendees=(replace(turnout.attendees[0], family_name="A" * 40_000),))
    write_attendance(long, tmp_path / "sheet.xlsx", Language("en"))
    rows = load_workbook(tmp_path / "sheet.xlsx").get_sheet_by_index(0).to_python()
    assert rows[1][0] == "A" * 32_767


@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf"])
def test_a_full_disk_is_said_and_the_sheet_before_stays(
    turnout: Turnout, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"sheet.{ending}"
    path.write_bytes(b"the sheet before")
    opened = Path.open

    def open_on_a_full_disk(self: Path, *arguments: Any, **options: Any) -> Any:
        stream = opened(self, *arguments, **options)
        return FullDisk(stream) if self.suffix == ".part" else stream

    monkeypatch.setattr(Path, "open", open_on_a_full_disk)
    with pytest.raises(FileError) as caught:
        write_attendance(turnout, path, Language("en"))
    assert caught.value.fault is FileFault.FULL
    assert list(tmp_path.glob("*.part")) == []
    assert path.read_bytes() == b"the sheet before"


class FullDisk(io.RawIOBase):
    """A file on a disk that takes nothing any more."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return 0

    def write(self, _: object) -> int:
        raise OSError(errno.ENOSPC, "no room")

    def close(self) -> None:
        self._stream.close()
        super().close()
