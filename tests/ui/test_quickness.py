"""The collector waits until nobody is at the door."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.quickness import LONGEST, LOOK_EVERY, QUIET, SWITCH, Quickness


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Knot:
    """Refers to itself: only the collector undoes it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def quickness(qtbot: QtBot, clock: Clock) -> Iterator[Quickness]:
    made = Quickness(clock=clock)
    yield made
    made.close()
    made.deleteLater()


def test_what_is_left_over_is_tidied_up_once_the_door_is_quiet(quickness: Quickness, clock: Clock) -> None:
    left = weakref.ref(Knot())
    clock.now += QUIET - 1
    quickness.look()
    assert left() is not None
    quickness.note()
    clock.now += QUIET - 1
    quickness.look()
    assert left() is not None
    clock.now += 1
    quickness.look()
    assert left() is None


def test_a_door_that_is_never_quiet_is_tidied_up_all_the_same(quickness: Quickness, clock: Clock) -> None:
    left = weakref.ref(Knot())
    for _ in range(LONGEST // LOOK_EVERY):
        assert left() is not None
        clock.now += LOOK_EVERY
        quickness.note()
        quickness.look()
    assert left() is None


def test_nothing_is_tidied_up_while_a_list_is_being_loaded(qtbot: QtBot, clock: Clock) -> None:
    jobs = ["a list of 100,000"]
    quickness = Quickness(clock=clock, is_working=lambda: bool(jobs))
    left = weakref.ref(Knot())
    clock.now += QUIET
    quickness.look()
    jobs.clear()
    clock.now += QUIET - 1
    quickness.look()
    assert left() is not None
    clock.now += 1
    quickness.look()
    quickness.close()
    assert left() is None


def test_what_outlived_a_tidying_is_not_looked_at_again(quickness: Quickness, clock: Clock) -> None:
    lists = [[number] for number in range(10_000)]
    clock.now += QUIET
    quickness.look()
    assert gc.get_freeze_count() > len(lists)
    assert len(gc.get_objects()) < len(lists)


def test_nothing_is_collected_but_on_the_main_thread(quickness: Quickness) -> None:
    threads: set[str] = set()

    def note(*_: object) -> None:
        threads.add(threading.current_thread().name)

    gc.callbacks.append(note)
    try:
        kept: list[list[int]] = []
        worker = threading.Thread(target=lambda: kept.extend([number] for number in range(300_000)), name="worker")
        worker.start()
        worker.join()
        assert not threads
        quickness.tidy_up()
    finally:
        gc.callbacks.remove(note)
    assert threads == {threading.main_thread().name}


def test_what_was_made_lately_is_tidied_up_once_it_is_enough(quickness: Quickness) -> None:
    gc.collect()
    left = weakref.ref(Knot())
    quickness.tidy_up()
    assert left() is not None
    kept = [[number] for number in range(gc.get_threshold()[0] + 1)]
    quickness.tidy_up()
    assert left() is None
    assert kept


def test_python_gets_its_own_ways_back(qtbot: QtBot) -> None:
    before = sys.getswitchinterval()
    gc.enable()
    quickness = Quickness()
    quickness.settle()
    assert not gc.isenabled()
    assert sys.getswitchinterval() == pytest.approx(SWITCH)
    quickness.close()
    assert gc.isenabled()
    assert sys.getswitchinterval() == pytest.approx(before)
    assert gc.get_freeze_count() == 0
