"""What clumsy and hostile calls get: one line, the right status, and nothing half done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from checkin.cli import main
from checkin.errors import FileError, FileFault
from checkin.storage.database import FILE_NAME
from tests.cli.conftest import Call

FULL = Path("/dev/full")


def program(tmp_path: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "checkin", "--data", str(tmp_path / "data"), *arguments]


@pytest.mark.parametrize(
    "arguments",
    [
        ["event", "add", "--title", "T", "--starts", "9999-12-31T23:59"],
        ["event", "add", "--title", "T", "--starts", "0001-01-01T00:00"],
        ["event", "add", "--title", "T", "--starts", "2026-12-03T19:00", "--capacity", "9" * 30],
        ["event", "add", "--title", "T", "--starts", "2026-12-03T19:00", "--capacity", "9" * 5000],
        ["event", "add", "--title", "\udcff", "--starts", "2026-12-03T19:00"],
        ["admit", "\udcff"],
        ["walk-in", "--given", "\udcff"],
        ["walk-in", "--given", "Zoé", "--badge", ""],
        ["walk-in", "--given", "Zoé", "--badge", "/"],
        ["attendance", "--out", ""],
        ["backup", ""],
        ["backup", "."],
        ["scan", "--source", "9" * 20],
        ["demo", "--out", f"data/{FILE_NAME}"],
    ],
)
def test_odd_arguments_are_one_line_and_change_nothing(
    evening: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = (tmp_path / "data" / FILE_NAME).read_bytes()
    answered = evening(*arguments)
    assert (answered.status, answered.out) == (2, "")
    assert len(answered.err.strip().splitlines()) == 1
    assert (tmp_path / "data" / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:///:memory:",
        "sqlite:///file:door?mode=memory&uri=true",
        "sqlite:///door.sqlite3?timeout=0",
        "sqlite+aiosqlite:///door.sqlite3",
        "postgresql+psycopg://localhost:door/checkin",
        "postgresql+psycopg://localhost/checkin?door=1",
    ],
)
def test_an_address_that_would_lose_the_evening_or_means_nothing_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    assert main(["--data", str(tmp_path), "--database", address, "event", "list", "--json"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "is not a database address" in said.err


def test_no_guest_is_registered_whose_badge_could_not_be_written(evening: Call, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    answered = evening("walk-in", "--given", "Zoé", "--badge", tmp_path / "file" / "badge.pdf", "--json")
    assert (answered.status, answered.out) == (2, "")
    assert evening("attendees", "--json").json == []


def test_a_guest_who_is_in_is_answered_though_the_badge_failed(
    evening: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_the_disk(*_: object, **__: object) -> None:
        raise FileError(FileFault.FULL, tmp_path / "badge.pdf")

    monkeypatch.setattr("checkin.badging.Badging.print_sheets", fill_the_disk)
    answered = evening("walk-in", "--given", "Zoé", "--badge", tmp_path / "badge.pdf", "--json")
    assert answered.status == 0
    assert answered.json["verdict"]["verdict"] == "admitted"
    assert answered.json["file"] is None
    assert "the disk is full" in answered.err


def test_an_hour_that_the_clocks_skip_is_answered_as_it_is_read_back(call: Call) -> None:
    added = call("event", "add", "--title", "T", "--starts", "2026-03-29T02:30", "--json").json
    assert call("event", "list", "--json").json == [added]
    assert added["starts"] == "2026-03-29T03:30+02:00"


def test_a_verdict_has_the_fields_of_the_contract_and_no_others(evening: Call) -> None:
    assert list(evening("admit", "anything", "--json").json) == [
        *("verdict", "text", "attendee", "arrival_id", "at", "door", "first_arrival")
    ]


def test_a_folder_with_a_broken_picture_admits_nobody(
    evening: Call, attendee_list: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import cv2

    evening("import", attendee_list)
    folder = tmp_path / "pictures"
    folder.mkdir()
    code = cv2.QRCodeEncoder.create().encode("880010017")
    picture = cv2.copyMakeBorder(np.kron(code, np.ones((8, 8), np.uint8)), *[64] * 4, cv2.BORDER_CONSTANT, value=255)
    (folder / "a.png").write_bytes(cv2.imencode(".png", picture)[1].tobytes())
    (folder / "b.png").write_bytes(b"broken")
    answered = evening("scan", "--source", folder, "--json")
    assert (answered.status, answered.out) == (2, "")
    (folder / "b.png").unlink()
    assert evening("scan", "--source", folder, "--json").json["verdict"] == "admitted"


def test_a_damaged_store_is_replaced_by_its_copy_and_kept(evening: Call, attendee_list: Path, tmp_path: Path) -> None:
    evening("import", attendee_list)
    evening("backup", tmp_path / "copy.sqlite3")
    store = tmp_path / "data" / FILE_NAME
    damaged = b"damaged" * 2000
    store.write_bytes(damaged)
    assert "checkin restore" in evening("attendees").err
    kept = Path(evening("restore", tmp_path / "copy.sqlite3", "--json").json["kept"])
    assert len(evening("attendees", "--json").json) == 3
    assert kept.read_bytes() == damaged
    store.write_bytes(damaged)
    (tmp_path / "copy.sqlite3").write_bytes(damaged)
    assert evening("restore", tmp_path / "copy.sqlite3").status == 2
    assert store.read_bytes() == damaged


def test_ctrl_c_ends_a_work_with_the_status_of_shells(evening: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def press(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("checkin.storage.attendees.Attendees.of_event", press)
    assert evening("attendees").status == 130


@pytest.mark.skipif(not FULL.exists(), reason="this machine has no /dev/full")
def test_an_answer_that_cannot_be_written_is_no_bug(evening: Call, tmp_path: Path) -> None:
    with FULL.open("w") as full:
        run = subprocess.run(program(tmp_path, "event", "list"), stdout=full, stderr=subprocess.PIPE, check=False)
    assert run.returncode == 2
    assert len(run.stderr.splitlines()) == 1
    assert not (tmp_path / "data" / "checkin.log").exists()


@pytest.mark.skipif(os.name != "posix", reason="closes a stream as POSIX shells do")
def test_closed_streams_are_no_bug(evening: Call, tmp_path: Path) -> None:
    run = subprocess.run(
        program(tmp_path, "event", "list"), close_fds=False, preexec_fn=lambda: (os.close(1), os.close(2)), check=False
    )
    assert run.returncode == 0
