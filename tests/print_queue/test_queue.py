"""The print queue: what becomes of its pages, printer by printer."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from checkin.badges.printing import PrinterState
from checkin.errors import PrintFault
from checkin.model import new_id
from checkin.print_queue import JobState, PrintQueue
from tests.conftest import Clock
from tests.print_queue.conftest import Drawer, MakeQueue, states
from tests.print_queue.systems import PowerCut, PrintSystem


def test_a_page_goes_its_way_and_is_remembered_when_it_is_out(
    queue: PrintQueue, system: PrintSystem, drawer: Drawer, tmp_path: Path
) -> None:
    job = drawer.add(queue, "Zoé Blanc", "Ana Costa", copies=2)
    (tmp_path / "drawn.pdf").unlink()
    assert (job.state, job.names, queue.is_busy) == (JobState.WAITING, ("Ana Costa", "Zoé Blanc"), True)
    progress = queue.work()
    assert (progress.changed, progress.printed, progress.waiting) == (True, 0, 2)
    assert progress.conditions["left"].state is PrinterState.READY
    assert states(queue) == [JobState.QUEUED]
    assert not queue.work().changed
    system.print_next("left")
    assert drawer.printed() == []
    progress = queue.work()
    assert (progress.changed, progress.printed, progress.waiting) == (True, 2, 0)
    assert system.out == [("left", b"Zo\xc3\xa9 Blanc Ana Costa")] * 2
    assert sorted(drawer.printed()) == sorted((badge, "left", "1", 2) for badge, _ in job.badges)
    assert (queue.jobs(), queue.is_busy) == ([], False)
    assert not list((tmp_path / "printing").glob("*.pdf"))


def test_a_system_without_memory_has_printed_what_it_took(make_queue: MakeQueue, drawer: Drawer) -> None:
    system = PrintSystem(holds=False)
    queue = make_queue(system)
    drawer.add(queue, "Ana Costa")
    system.stopped.add("left")
    assert not queue.work().changed
    assert states(queue) == [JobState.WAITING]
    system.stopped.clear()
    assert queue.work().printed == 1
    assert len(drawer.printed()) == len(system.out) == 1


def test_a_system_without_memory_leaves_what_it_was_sent_in_doubt(make_queue: MakeQueue, drawer: Drawer) -> None:
    system = PrintSystem(holds=False)
    queue = make_queue(system)
    silent, ended = drawer.add(queue, "Ana Costa"), drawer.add(queue, "Bo Li", printer="right")
    system.faults["left"] = [PrintFault.SILENT]
    # The program ends when the other page is out already: condition, hand, condition, hand.
    system.cut = 4
    with pytest.raises(PowerCut):
        queue.work()
    assert states(queue) == [JobState.DOUBTFUL, JobState.SENDING]
    queue = make_queue(system)
    for job in (silent, ended):
        queue.redirect(job.id, "right")
    assert [(job.state, job.printer) for job in queue.jobs()] == [
        (JobState.WAITING, "right"),
        (JobState.DOUBTFUL, "right"),
    ]


def test_a_printer_that_is_missing_or_refuses_keeps_its_own_pages_waiting(
    queue: PrintQueue, system: PrintSystem, drawer: Drawer
) -> None:
    for printer in ("left", "right", "left"):
        drawer.add(queue, "Ana Costa", printer=printer)
    system.missing.add("left")
    progress = queue.work()
    assert (progress.waiting, progress.conditions["left"].state) == (3, PrinterState.MISSING)
    assert [(job.printer, job.state, job.fault) for job in queue.jobs()] == [
        ("left", JobState.WAITING, PrintFault.MISSING),
        ("right", JobState.QUEUED, None),
        ("left", JobState.WAITING, None),
    ]
    system.missing.clear()
    system.faults["left"] = [PrintFault.REFUSED]
    queue.work()
    assert queue.jobs()[0].fault is PrintFault.REFUSED
    queue.work()
    assert {(job.state, job.fault) for job in queue.jobs()} == {(JobState.QUEUED, None)}


def test_a_page_that_the_printer_does_not_take_fails_and_those_behind_it_go_on(
    queue: PrintQueue, system: PrintSystem, drawer: Drawer
) -> None:
    pages = [drawer.add(queue, name) for name in ("Ana Costa", "Zoé Blanc")]
    system.faults["left"] = [PrintFault.FAILED]
    queue.work()
    assert [(job.state, job.fault) for job in queue.jobs()] == [
        (JobState.FAILED, PrintFault.FAILED),
        (JobState.QUEUED, None),
    ]
    queue.again(pages[0].id)
    queue.work()
    assert states(queue) == [JobState.QUEUED, JobState.QUEUED]


def test_nothing_overtakes_a_page_that_cannot_be_let_go(queue: PrintQueue, system: PrintSystem, drawer: Drawer) -> None:
    for name in ("Ana Costa", "Zoé Blanc"):
        drawer.add(queue, name)
    for _ in range(2):
        system.deaf.add("left")
        queue.work()
        assert states(queue) == [JobState.HELD, JobState.WAITING]
    queue.work()
    system.print_next("left")
    system.print_next("left")
    assert [content for _, content in system.out] == [b"Ana Costa", "Zoé Blanc".encode()]


def test_a_printer_gets_twenty_pages_at_a_time(queue: PrintQueue, system: PrintSystem, drawer: Drawer) -> None:
    for _ in range(22):
        drawer.add(queue)
    queue.work()
    assert states(queue) == [JobState.QUEUED] * 20 + [JobState.WAITING] * 2
    system.print_next("left")
    queue.work()
    assert states(queue) == [JobState.QUEUED] * 20 + [JobState.WAITING]


def test_a_silent_system_is_asked_once_a_round(queue: PrintQueue, system: PrintSystem, drawer: Drawer) -> None:
    for printer in ("left", "left", "left", "right"):
        drawer.add(queue, printer=printer)
    queue.work()
    drawer.add(queue)
    system.silent.add("left")
    system.print_next("left")
    system.print_next("right")
    # The condition of both, and the fate of one job each.
    system.cut = 4
    queue.work()
    assert states(queue) == [JobState.QUEUED] * 3 + [JobState.WAITING]
    system.cut = None
    system.silent.clear()
    queue.work()
    assert states(queue) == [JobState.QUEUED] * 3


def test_jobs_are_told_by_evening(queue: PrintQueue, drawer: Drawer) -> None:
    job = drawer.add(queue, "Ana Costa")
    assert [one.id for one in queue.jobs(drawer.event.id)] == [job.id]
    assert queue.jobs(new_id()) == []


def test_a_page_keeps_its_place_where_the_clock_stands_still_or_is_put_back(
    queue: PrintQueue, drawer: Drawer, clock: Clock
) -> None:
    added: list[UUID] = []
    for seconds in (0, 0, -3600, 0):
        clock.advance(seconds=seconds)
        added += [drawer.add(queue).id for _ in range(3)]
    assert [job.id for job in queue.jobs()] == added
