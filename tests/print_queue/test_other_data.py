"""A print queue over data of a backup, of another laptop or of two programs prints nothing twice."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from checkin.errors import NotFoundError, PrintFault
from checkin.model import Door, new_id
from checkin.print_queue import JobState, PrintQueue
from checkin.storage.backups import copy_to, restore
from checkin.storage.database import Database
from tests.conftest import Clock
from tests.print_queue.conftest import Drawer, MakeQueue, states
from tests.print_queue.systems import PrintSystem


def test_a_page_that_is_gone_fails_and_can_be_left_for_the_next_sheet(
    queue: PrintQueue, drawer: Drawer, tmp_path: Path
) -> None:
    job = drawer.add(queue, "Ana Costa")
    (tmp_path / "printing" / f"{job.id}.pdf").unlink()
    queue.work()
    assert [(job.state, job.fault) for job in queue.jobs()] == [(JobState.FAILED, PrintFault.PAGE_GONE)]
    queue.drop(job.id)
    assert (queue.jobs(), drawer.printed()) == ([], [])


@pytest.mark.parametrize("moment", ["handed", "printed", "done"])
def test_a_store_from_a_backup_prints_nothing_twice(
    database: Database,
    queue: PrintQueue,
    system: PrintSystem,
    drawer: Drawer,
    make_queue: MakeQueue,
    tmp_path: Path,
    moment: str,
) -> None:
    """The backup is of a moment at which the page waited; since then it went further."""
    drawer.add(queue, "Ana Costa")
    copy_to(database, tmp_path / "copy.sqlite3")
    queue.work()
    if moment != "handed":
        system.print_next("left")
    if moment == "done":
        queue.work()
    restore(database, tmp_path / "copy.sqlite3", tmp_path)
    assert states(queue) == [JobState.WAITING]
    anew = make_queue(system)
    anew.work()
    system.print_next("left")
    anew.work()
    told = [(job.state, job.fault) for job in anew.jobs()]
    assert told == [(JobState.FAILED, PrintFault.PAGE_GONE) if moment == "done" else (JobState.DOUBTFUL, None)]
    assert len(system.out) == 1


def test_jobs_of_another_laptops_data_are_dropped_and_those_with_pages_here_are_ours(
    make_queue: MakeQueue, system: PrintSystem, drawer: Drawer, tmp_path: Path, database: Database
) -> None:
    """The data of a laptop that died is brought back on this one; and this laptop lost its settings once."""
    before = make_queue(system, Door(new_id(), "lost"))
    gone, ours = drawer.add(before, "Ana Costa"), drawer.add(before, "Zoé Blanc")
    (tmp_path / "printing" / f"{gone.id}.pdf").unlink()
    queue = make_queue(system)
    assert queue.jobs() == []
    assert queue.work().changed
    assert [(job.id, job.state) for job in queue.jobs()] == [(ours.id, JobState.QUEUED)]
    with database.reading() as repository:
        assert {a.full_name: a.badge_waits for a in repository.attendees.of_event(drawer.event.id)} == {
            "Ana Costa": False,
            "Zoé Blanc": True,
        }


def test_doors_on_one_store_leave_each_others_pages_alone(
    database: Database, tmp_path: Path, system: PrintSystem, drawer: Drawer, clock: Clock
) -> None:
    queues = []
    for name in ("bar", "stairs"):
        folder = tmp_path / name
        folder.mkdir()
        door = Door(new_id(), name)
        queues.append(PrintQueue(database, folder, system, lambda door=door: door, clock))
    jobs = [drawer.add(queue, "Ana Costa", printer=name) for queue, name in zip(queues, ("left", "right"), strict=True)]
    for _ in range(2):
        for queue in queues:
            queue.work()
    assert [[job.id for job in queue.jobs()] for queue in queues] == [[job.id] for job in jobs]
    with pytest.raises(NotFoundError):
        queues[0].drop(jobs[1].id)
    system.print_next("right")
    for queue in queues:
        queue.work()
    assert [door for *_, door, _ in drawer.printed()] == ["stairs"]


def test_pages_without_a_job_are_cleared_away_once_they_are_old(
    make_queue: MakeQueue, system: PrintSystem, tmp_path: Path, clock: Clock
) -> None:
    (tmp_path / "printing").mkdir()
    paths = [tmp_path / "printing" / name for name in (f"{new_id()}.pdf", f"{new_id()}.printing.pdf", "notes.pdf")]
    young = tmp_path / "printing" / f"{new_id()}.pdf"
    half, being_written = (tmp_path / "printing" / f".{name}.part" for name in ("old", "new"))
    being_written.write_bytes(b"pa")
    os.utime(being_written, ((clock() - timedelta(hours=1)).timestamp(),) * 2)
    paths.append(half)
    for path in (*paths, young):
        path.write_bytes(b"page")
        at = clock() - timedelta(hours=1 if path == young else 25)
        os.utime(path, (at.timestamp(), at.timestamp()))
    make_queue(system).work()
    assert sorted(path.name for path in (tmp_path / "printing").glob("*.pdf")) == sorted(["notes.pdf", young.name])
    assert not half.exists(), "a program was killed while it wrote it"
    assert being_written.exists()


HOLD = """
import sys
from pathlib import Path
from checkin.print_queue.turns import Turns
with Turns(Path(sys.argv[1])).taken(is_patient=True):
    print("taken", flush=True)
    sys.stdin.readline()
"""


def test_two_programs_do_not_work_the_same_pages(
    queue: PrintQueue, system: PrintSystem, drawer: Drawer, tmp_path: Path
) -> None:
    drawer.add(queue, "Ana Costa")
    command = [sys.executable, "-c", HOLD, str(tmp_path / "printing" / "turn")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "taken\n"
        progress = queue.work()
        assert (progress.changed, progress.waiting, states(queue)) == (False, 1, [JobState.WAITING])
        other.communicate("\n")
    queue.work()
    assert states(queue) == [JobState.QUEUED]
