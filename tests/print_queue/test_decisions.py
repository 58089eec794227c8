"""What a person says of a page in the print queue is done, and never twice what came out."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.errors import FileError, NotFoundError, PrintError, PrintFault
from checkin.model import Event, new_id
from checkin.print_queue import JobState, PrintQueue
from tests.print_queue.conftest import Drawer, states
from tests.print_queue.systems import PrintSystem


def test_what_the_system_gave_up_is_printed_again_on_demand(
    queue: PrintQueue, system: PrintSystem, drawer: Drawer
) -> None:
    job = drawer.add(queue, "Ana Costa")
    queue.work()
    system.give_up("left")
    assert queue.work().changed
    assert [(job.state, job.fault) for job in queue.jobs()] == [(JobState.FAILED, PrintFault.GIVEN_UP)]
    assert not queue.is_busy
    queue.again(job.id)
    queue.work()
    system.print_next("left")
    queue.work()
    assert len(system.out) == len(drawer.printed()) == 1


@pytest.mark.parametrize("saw_it", [True, False])
def test_what_the_system_has_forgotten_is_doubtful_until_somebody_has_looked(
    queue: PrintQueue, system: PrintSystem, drawer: Drawer, saw_it: bool
) -> None:
    job = drawer.add(queue, "Ana Costa")
    queue.work()
    system.print_next("left")
    system.forget()
    queue.work()
    assert states(queue) == [JobState.DOUBTFUL]
    queue.work()
    assert len(system.out) == 1
    if saw_it:
        queue.came_out(job.id)
    else:
        queue.again(job.id)
        queue.work()
        system.print_next("left")
        queue.work()
    assert len(system.out) == (1 if saw_it else 2)
    assert [(printing[0], printing[1]) for printing in drawer.printed()] == [(job.badges[0][0], "left")]
    assert queue.jobs() == []


def test_a_dropped_page_is_taken_back_and_remembers_nothing(
    queue: PrintQueue, system: PrintSystem, drawer: Drawer, tmp_path: Path
) -> None:
    jobs = [drawer.add(queue, name) for name in ("Ana Costa", "Zoé Blanc")]
    queue.work()
    later = drawer.add(queue, "Bo Li")
    for job in (jobs[0], later):
        queue.drop(job.id)
    system.print_next("left")
    system.print_next("left")
    queue.work()
    assert system.out == [("left", "Zoé Blanc".encode())]
    assert [badge for badge, *_ in drawer.printed()] == [jobs[1].badges[0][0]]
    assert not list((tmp_path / "printing").glob("*.pdf"))


def test_a_page_is_redirected_to_another_printer(queue: PrintQueue, system: PrintSystem, drawer: Drawer) -> None:
    jobs = [drawer.add(queue, name) for name in ("Ana Costa", "Zoé Blanc")]
    queue.work()
    queue.redirect(jobs[0].id, "right", "a6")
    assert [(job.printer, job.paper, job.state) for job in queue.jobs()] == [
        ("right", "a6", JobState.WAITING),
        ("left", "", JobState.QUEUED),
    ]
    queue.work()
    for printer in ("left", "right"):
        system.print_next(printer)
        system.print_next(printer)
    queue.work()
    assert system.out == [("left", "Zoé Blanc".encode()), ("right", b"Ana Costa")]
    assert {place for _, place, *_ in drawer.printed()} == {"left", "right"}


@pytest.mark.parametrize("deed", ["again", "redirect", "drop", "came_out"])
def test_what_came_out_meanwhile_is_remembered_and_not_done_again(
    queue: PrintQueue, system: PrintSystem, drawer: Drawer, deed: str
) -> None:
    job = drawer.add(queue, "Ana Costa")
    queue.work()
    system.print_next("left")
    if deed == "came_out":
        queue.came_out(job.id)
    else:
        with pytest.raises(NotFoundError):
            queue.redirect(job.id, "right") if deed == "redirect" else getattr(queue, deed)(job.id)
    assert (queue.jobs(), len(drawer.printed())) == ([], 1)
    queue.work()
    system.print_next("right")
    assert len(system.out) == 1


def test_a_page_that_the_system_does_not_give_back_stays(
    queue: PrintQueue, system: PrintSystem, drawer: Drawer
) -> None:
    job = drawer.add(queue, "Ana Costa")
    queue.work()
    for moods in (system.silent, system.stubborn):
        moods.add("left")
        for deed in (queue.again, queue.drop):
            with pytest.raises(PrintError):
                deed(job.id)
        assert states(queue) == [JobState.QUEUED]
        moods.clear()


def test_a_page_that_perhaps_came_out_while_it_was_taken_back_is_doubtful(
    queue: PrintQueue, system: PrintSystem, drawer: Drawer
) -> None:
    job = drawer.add(queue, "Ana Costa")
    queue.work()
    system.give_up("left")
    queue.redirect(job.id, "right")
    assert [(job.state, job.printer) for job in queue.jobs()] == [(JobState.DOUBTFUL, "left")]
    queue.redirect(job.id, "right")
    assert [(job.state, job.printer) for job in queue.jobs()] == [(JobState.WAITING, "right")]


def test_an_unknown_job_and_a_page_that_is_not_there_are_refused(
    queue: PrintQueue, event: Event, tmp_path: Path
) -> None:
    for deed in (queue.again, queue.drop, queue.came_out):
        with pytest.raises(NotFoundError):
            deed(new_id())
    with pytest.raises(FileError):
        queue.add(event.id, tmp_path / "nothing.pdf", printer="left", template="a7", badges=[])
    assert queue.jobs() == []
