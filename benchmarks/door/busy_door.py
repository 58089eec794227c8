"""A real window at the door of a real store, and badges before a made-up camera: where the page is measured."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from benchmarks.door.geometry import Eye
from benchmarks.door.rooms import room
from benchmarks.lists import write_list
from checkin.badges import qr
from checkin.evenings import Evenings
from checkin.lists.importing import Importer
from checkin.lists.reading import read_list
from checkin.scanning.camera import Frame
from checkin.scanning.opencv import cv2
from checkin.settings import SettingsFile
from checkin.storage.database import open_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from checkin.model import Verdict
    from checkin.scanning.camera import CameraTrouble
    from ui.app import Program
    from ui.door.page import DoorPage
    from ui.main_window import MainWindow

RATE = 30
HEIGHT = 720
MODULE = 6
"""Pixels a module: a badge of 30 mm at some 45 cm, which every decoder reads."""
ROOMS = 8
ROUND = 40
"""Milliseconds that the main thread works at a time, between two looks at whether the benchmark is done."""


def card(text: str) -> NDArray[np.uint8]:
    """Draw a badge with a code as BGR."""
    modules = np.pad(np.array(qr.modules(text), np.uint8), 4)
    code = np.kron(1 - modules, np.ones((MODULE, MODULE), np.uint8)) * 215 + 20
    drawn = np.full((code.shape[0] + 40, code.shape[1] + 260), 225, np.uint8)
    drawn[20 : 20 + code.shape[0], 20 : 20 + code.shape[1]] = code
    cv2.putText(drawn, "Guest", (code.shape[1] + 40, 110), cv2.FONT_HERSHEY_SIMPLEX, 1.6, 30, 4, cv2.LINE_AA)
    return np.asarray(cv2.cvtColor(cv2.GaussianBlur(drawn, (0, 0), 0.9), cv2.COLOR_GRAY2BGR), np.uint8)


class Entrance:
    """Rooms with the noise of a sensor, made once, before which cards are held."""

    def __init__(self, seed: int = 1) -> None:
        rng = np.random.default_rng(seed)
        seen = room(rng, Eye(HEIGHT)).astype(np.int16)
        self._rooms = [
            np.clip(seen + rng.normal(0, 4, seen.shape).astype(np.int16), 0, 255).astype(np.uint8) for _ in range(ROOMS)
        ]

    def picture(self, number: int, held: NDArray[np.uint8] | None = None) -> NDArray[np.uint8]:
        """Return the picture of a moment, nobody's to write into; a held card trembles."""
        empty = self._rooms[number % ROOMS]
        if held is None:
            return empty
        picture = empty.copy()
        height, width = held.shape[:2]
        top, left = 240 + number * 7 % 5, 420 + number * 5 % 7
        picture[top : top + height, left : left + width] = held
        return picture


class PlayedCamera:
    """A live camera that shows `play(index)`: at its rate and the newest only, or without `is_live` each, at once.

    `shown_at` is when the picture of an index was there to be read, in seconds of `time.perf_counter`.
    """

    live = True

    def __init__(
        self, play: Callable[[int], NDArray[np.uint8] | CameraTrouble], rate: int = RATE, *, is_live: bool = True
    ) -> None:
        self._play = play
        self._rate = rate
        self._is_live = is_live
        self._over = threading.Event()
        self.shown_at: dict[int, float] = {}

    def frames(self) -> Iterator[Frame | CameraTrouble]:
        """Yield pictures until closed."""
        start, index = time.perf_counter(), -1
        while not self._over.is_set():
            if self._is_live:
                # The next one that is due; those that were due meanwhile are dropped.
                index = max(index + 1, int((time.perf_counter() - start) * self._rate))
                due = start + index / self._rate
                self._over.wait(max(0.0, due - time.perf_counter()))
                self.shown_at[index] = due
            else:
                index += 1
            item = self._play(index)
            yield Frame(item, index / self._rate, index) if isinstance(item, np.ndarray) else item

    def close(self) -> None:
        """End the pictures."""
        self._over.set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass
class Painted:
    """When the banner was last painted with a verdict that it had not shown before."""

    at: float = 0.0
    count: int = 0
    is_new: bool = False


@dataclass
class BusyDoor:
    """The open window, its Door page, the badges of the list, and what was painted."""

    program: Program
    window: MainWindow
    door: DoorPage
    tokens: list[str]
    tickets: list[str]
    painted: Painted

    def work_until(self, is_done: Callable[[], bool], seconds: float = 20.0) -> bool:
        """Let the window work until something is so; returns whether it became so in time."""
        from PySide6.QtCore import QEventLoop
        from PySide6.QtWidgets import QApplication

        deadline = time.perf_counter() + seconds
        while not is_done():
            if time.perf_counter() > deadline:
                return False
            flags = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
            QApplication.processEvents(flags, ROUND)
        return True

    def settle(self) -> None:
        """Wait until nothing is out in the background."""
        background = self.program.background
        self.work_until(lambda: background is None or not background.is_busy)


@contextmanager
def busy_door(
    people: int,
    camera_of: Callable[[Sequence[str]], PlayedCamera] | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Iterator[BusyDoor]:
    """Open the window, offscreen, at an evening of so many people; `camera_of` gets the tokens of their badges."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from ui.app import Program, fitted_application
    from ui.door.page import DoorPage
    from ui.main_window import MainWindow

    painted = _watch_banner()
    application = fitted_application()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        tokens, tickets = _fill(folder, people)
        camera = camera_of(tokens) if camera_of else PlayedCamera(lambda _: np.full((HEIGHT, 1280, 3), 90, np.uint8))
        program = Program(application, folder, clock=clock)
        waking = QTimer()
        waking.start(ROUND)
        program.open(lambda _source: camera)  # type: ignore[arg-type, return-value] - it plays a camera's part
        window = program.window
        assert isinstance(window, MainWindow)  # noqa: S101 - for the type
        door = window.go_to("door")
        assert isinstance(door, DoorPage)  # noqa: S101 - for the type
        busy = BusyDoor(program, window, door, tokens, tickets, painted)
        window.activateWindow()
        try:
            busy.settle()
            yield busy
        finally:
            window.close()
            program.close()
            QApplication.processEvents()


def _fill(folder: Path, people: int) -> tuple[list[str], list[str]]:
    path = folder / "list.csv"
    write_list(path, people)
    database = open_database(folder)
    settings = SettingsFile(folder)
    now = datetime.now().astimezone()
    event = Evenings(database, settings).add("Benchmark", now)
    Importer(database).apply(event.id, read_list(path))
    Evenings(database, settings).use(event.id)
    settings.change(language="en")
    with database.writing() as repository:
        listed = repository.attendees.of_event(event.id)
        badges = repository.badges.make(event.id, [attendee.id for attendee in listed[: min(people, 1500)]], now)
    database.close()
    return [badge.token for badge in badges], [attendee.ticket_code for attendee in listed]


def _watch_banner() -> Painted:
    """Note when a verdict is painted: the banner's own methods are wrapped before there is a banner."""
    from ui.widgets.verdict_banner import VerdictBanner

    painted = Painted()
    show, paint = VerdictBanner.show_banner, VerdictBanner.paintEvent

    def showing(banner, *given, **named):
        painted.is_new = True
        show(banner, *given, **named)

    def painting(banner, event):
        paint(banner, event)
        if painted.is_new:
            painted.at, painted.count, painted.is_new = time.perf_counter(), painted.count + 1, False

    VerdictBanner.show_banner, VerdictBanner.paintEvent = showing, painting
    return painted


def answers_of(busy: BusyDoor) -> list[Verdict]:
    """Return a list that grows with every verdict of the page."""
    answers: list[Verdict] = []
    busy.door.clerk.answered.connect(answers.append)
    return answers
