"""A laptop that dies: every arrival that was answered is on disk, at whatever moment the process is killed."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import qrcode

from checkin.model import Event
from checkin.storage import backups
from checkin.storage.database import Database
from tests.conftest import AddAttendee
from tests.test_desk import badge_of

GUESTS = 60
KILLS = 12
SEED = 20261203


@pytest.fixture
def pictures(tmp_path: Path, database: Database, event: Event, add: AddAttendee) -> Path:
    """A folder of pictures, one badge each."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(GUESTS):
        badge = badge_of(database, event, add(f"Guest {number:03}"))
        code = qrcode.QRCode(border=4, box_size=6)
        code.add_data(badge.token)
        code.make_image().save(str(folder / f"{number:03}.png"))
    return folder


def test_every_answered_arrival_outlives_a_kill_at_any_moment(
    tmp_path: Path, database: Database, event: Event, pictures: Path
) -> None:
    chance = random.Random(SEED)
    answered: set[str] = set()
    for _ in range(KILLS):
        answered |= scan_until_killed(tmp_path, pictures, after=chance.randrange(0, 6), delay=chance.random() / 50)
        with database.reading() as repository:
            on_disk = {str(line.id) for line in repository.journal.lines(event.id)}
        assert answered <= on_disk
    assert len(answered) >= KILLS, "too few verdicts were answered to prove anything"
    assert backups.examine(database).problems == ()


def scan_until_killed(folder: Path, pictures: Path, *, after: int, delay: float) -> set[str]:
    """Scan the pictures in a process of its own and kill it a moment after its nth new arrival; return what it said."""
    command = [sys.executable, "-m", "checkin", "--data", str(folder), "scan", "--source", str(pictures), "--json"]
    said: set[str] = set()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        killer = threading.Timer(delay, process.kill)
        for line in process.stdout:
            # The last line may be cut by the kill: it was not answered then.
            if not line.endswith("\n"):
                break
            arrival = json.loads(line)["arrival_id"]
            if arrival is None:
                continue
            said.add(arrival)
            if len(said) == after + 1:
                killer.start()
        process.kill()
        killer.cancel()
    return said
