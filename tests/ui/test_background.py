"""Work off the main thread, and what comes back of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from checkin.errors import CheckinError, NoEventError
from ui.background import Background, Report


class Ears:
    """What the window would hear."""

    def __init__(self) -> None:
        self.errors: list[CheckinError] = []
        self.bugs: list[BaseException] = []


@pytest.fixture
def ears() -> Ears:
    """Empty ears."""
    return Ears()


@pytest.fixture
def background(qtbot: QtBot, ears: Ears) -> Iterator[Background]:
    """Worker threads that end with the test."""
    made = Background(ears.errors.append, ears.bugs.append)
    yield made
    made.close()


def test_the_result_comes_back_on_the_main_thread(qtbot: QtBot, background: Background) -> None:
    threads: list[threading.Thread] = []
    results: list[threading.Thread] = []

    def then(worker: threading.Thread) -> None:
        results.append(worker)
        threads.append(threading.current_thread())

    background.run(threading.current_thread, then=then)
    qtbot.waitUntil(lambda: bool(results))
    assert threads == [threading.main_thread()]
    assert results != threads


def test_an_expected_error_goes_to_whoever_asked_or_else_to_the_window(
    qtbot: QtBot, background: Background, ears: Ears
) -> None:
    def fail() -> None:
        raise NoEventError

    own: list[CheckinError] = []
    background.run(fail, failed=own.append)
    background.run(fail)
    qtbot.waitUntil(lambda: bool(own and ears.errors))
    assert not ears.bugs


def test_a_bug_goes_to_the_crash_dialog_and_done_is_still_called(
    qtbot: QtBot, background: Background, ears: Ears
) -> None:
    done: list[bool] = []
    background.run(lambda: 1 // 0, done=lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
    assert isinstance(ears.bugs[0], ZeroDivisionError)


def test_a_cancelled_job_calls_nothing_and_ends_at_its_next_report(
    qtbot: QtBot, background: Background, ears: Ears
) -> None:
    begun, cancelled, ended = threading.Event(), threading.Event(), threading.Event()
    heard: list[object] = []

    def work(report: Report) -> None:
        begun.set()
        cancelled.wait(5)
        try:
            report(1, 2)
        finally:
            ended.set()
        heard.append("went on")

    job = background.run_long(work, then=heard.append, progress=lambda *_: heard.append("progress"))
    assert begun.wait(5)
    job.cancel()
    cancelled.set()
    assert ended.wait(5)
    qtbot.waitUntil(lambda: not background.is_busy)
    assert (heard, ears.bugs) == ([], [])


def test_progress_comes_back_on_the_main_thread(qtbot: QtBot, background: Background) -> None:
    seen: list[tuple[int, int, bool]] = []

    def show(count: int, total: int) -> None:
        seen.append((count, total, threading.current_thread() is threading.main_thread()))

    def work(report: Report) -> None:
        report(1, 2)
        report(2, 2)

    background.run_long(work, progress=show)
    qtbot.waitUntil(lambda: not background.is_busy)
    assert seen == [(1, 2, True), (2, 2, True)]


def test_nothing_is_called_for_an_owner_that_is_gone(qtbot: QtBot, background: Background) -> None:
    owner, go = QObject(), threading.Event()
    heard: list[object] = []
    background.run(lambda: go.wait(5), then=heard.append, owner=owner)
    shiboken6.delete(owner)
    go.set()
    qtbot.waitUntil(lambda: not background.is_busy)
    assert heard == []


def test_closing_leaves_no_thread(qtbot: QtBot, ears: Ears) -> None:
    made = Background(ears.errors.append, ears.bugs.append)
    for _ in range(8):
        made.run(lambda: None)
    made.close()
    assert made.run(lambda: None).is_cancelled
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("background")]


def test_a_bug_in_what_is_made_of_a_result_still_ends_the_work(qtbot: QtBot, background: Background) -> None:
    ended: list[bool] = []

    def then(_result: object) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        background.run(lambda: 1, then=then, done=lambda: ended.append(True))
        qtbot.waitUntil(lambda: not background.is_busy and bool(caught))
    assert ended == [True]
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
