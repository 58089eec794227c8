"""Four hours at the door, as fast as they go: the memory of the whole page. `python -m benchmarks.door.four_hours`.

A real window, offscreen, with camera, decoder, desk, store, banner and preview. The stream's time and the desk's clock
are those of a camera of so many frames a second (15 by default, which a laptop handles; `--rate 30` takes twice as
long): each frame is read, none is dropped, while the preview shows the newest. Every six seconds somebody holds up a
badge for one, 2,400 in all: first everybody's on the list, then the same again, with forgeries among them. Every half
hour the camera is unplugged for a moment; now and then one is taken back, and a name is searched for. The peer of the
last figure is the first, of the same page after its warm-up.
"""

from __future__ import annotations

import argparse
import gc
import sys
import threading
import time
from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from benchmarks.door.busy_door import BusyDoor, Entrance, PlayedCamera, answers_of, busy_door, card
from benchmarks.door.endurance import MEGABYTE, resident
from checkin.errors import CameraFault
from checkin.scanning.camera import CameraTrouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PEOPLE = 300
PERIOD, SHOWN = 6, 1
"""Seconds from one badge to the next, and for which it is held up."""
WARM = 150
"""Seconds of the evening that are the warm-up: each verdict, undo and search, fonts, icons, buffers, statements."""
MARKS = 10
FORGERY_EVERY = 17
UNDO_EVERY = 25
SEARCH_EVERY = 10
GAP_EVERY, GAP = 30 * 60, 5
"""Seconds from one unplugging to the next, and in how many frames it is told."""
AHEAD = 3
"""Verdicts that the window may be behind; at real rate it has six seconds for each."""


class _Evening:
    """What the camera shows at each frame, the clock that goes with it, and how far the evening is."""

    def __init__(self, hours: float, rate: int) -> None:
        self.rate = rate
        self.frames = round(hours * 3600 * rate)
        self.index = 0
        self.presented = self.gaps = 0
        self.answered = 0
        self.begins = datetime.now().astimezone()
        self._entrance = Entrance()
        self._cards: list[NDArray] = []
        self._may_go_on = threading.Event()
        self.is_over = threading.Event()

    def camera_of(self, tokens: Sequence[str]) -> PlayedCamera:
        """Draw everybody's badge."""
        self._cards = [card(token) for token in tokens]
        self._forged = [card(token[:-1] + ("0" if token[-1] != "0" else "1")) for token in tokens[:20]]
        return PlayedCamera(self.play, rate=self.rate, is_live=False)

    def now(self) -> datetime:
        """Return the time of the frame that is read."""
        return self.begins + timedelta(seconds=self.index / self.rate)

    def play(self, index: int) -> NDArray | CameraTrouble:
        """Return what the camera gives: pictures, and five faults where it is unplugged."""
        self.index = index
        if index >= self.frames:
            self.is_over.set()
            # Nothing more to see; the window takes its time to end.
            time.sleep(0.05)
            return self._entrance.picture(index)
        gap = GAP_EVERY * self.rate
        if index % gap >= gap - GAP:
            self.gaps += index % gap == gap - 1
            return CameraTrouble(CameraFault.LOST, "0")
        number, moment = divmod(index, PERIOD * self.rate)
        if moment >= SHOWN * self.rate:
            return self._entrance.picture(index)
        if moment == 0:
            self.presented += 1
            while self.presented - self.answered > AHEAD and not self.is_over.is_set():
                # A window that is behind is waited for: at the real rate it would not be.
                if not self._may_go_on.wait(2.0):
                    self.answered = self.presented
                self._may_go_on.clear()
        is_forged = number % FORGERY_EVERY == FORGERY_EVERY - 1
        cards = self._forged if is_forged else self._cards
        return self._entrance.picture(index, cards[number % len(cards)])

    def count_answer(self, _verdict: object) -> None:
        """Let the evening go on: the window has answered."""
        self.answered += 1
        self._may_go_on.set()


def main(arguments: Sequence[str] = ()) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=4.0, help="so much of an evening")
    parser.add_argument("--rate", type=int, default=15, help="frames a second of the camera")
    parser.add_argument("--objects", action="store_true", help="say of which kinds of object there are more at the end")
    given = parser.parse_args(list(arguments))
    if resident() is None:
        print("the memory of a process is read from /proc, which this system lacks")
        return
    evening = _Evening(given.hours, given.rate)
    with busy_door(PEOPLE, evening.camera_of, evening.now) as busy:
        _run(busy, evening, says_objects=given.objects)


def _run(busy: BusyDoor, evening: _Evening, *, says_objects: bool) -> None:
    from ui.page import Command

    busy.door.clerk.answered.connect(evening.count_answer)
    answers = answers_of(busy)
    kinds: Counter[str] = Counter()
    start, first = time.perf_counter(), 0.0
    warm = min(WARM * evening.rate, evening.frames // 2)
    marks = [warm + (evening.frames - warm) * n // MARKS for n in range(MARKS)]
    undone = searched = 0
    objects: Counter[str] = Counter()
    while not evening.is_over.is_set():
        busy.work_until(lambda: bool(answers) or evening.is_over.is_set() or _is_due(marks, evening), 5.0)
        # Verdicts are counted and let go of: the list of a benchmark must not be what grows.
        while answers:
            kinds[type(answers.pop(0)).__name__] += 1
            if kinds.total() % UNDO_EVERY == 0:
                busy.window.command(Command.UNDO)
                undone += 1
            if kinds.total() % SEARCH_EVERY == 0:
                busy.door.clerk.search(f"nom{kinds.total() % PEOPLE}")
                searched += 1
        if _is_due(marks, evening):
            marks.pop(0)
            first = first or _megabytes()
            _tell(busy, evening, first, kinds, start)
            objects = objects or _objects()
    busy.settle()
    last = _megabytes()
    _tell(busy, evening, first, kinds, start)
    hours, took = evening.index / evening.rate / 3600, time.perf_counter() - start
    print(
        f"{hours:.2f} hours in {took / 60:.1f} minutes ({1000 * took / evening.index:.1f} ms a frame): "
        f"first {first:.1f} MB, last {last:.1f} MB, ratio {last / first:.3f}; {evening.presented} badges held up, "
        f"{dict(kinds)}, {undone} taken back, {searched} searches, {evening.gaps} times unplugged"
    )
    if says_objects:
        for name, more in (_objects() - objects).most_common(15):
            print(f"  {more:+7,} {name}")


def _is_due(marks: list[int], evening: _Evening) -> bool:
    return bool(marks) and evening.index >= marks[0]


def _tell(busy: BusyDoor, evening: _Evening, first: float, kinds: Counter[str], start: float) -> None:
    from PySide6.QtWidgets import QApplication

    megabytes, kit = _megabytes(), busy.window.current.kit
    event = busy.door.event_now
    with kit.services.database.reading() as repository:
        lines = len(repository.journal.lines(event.id))
    print(
        f"{evening.index:>9,} frames, {(time.perf_counter() - start) / 60:5.1f} min: {megabytes:.1f} MB resident, "
        f"{megabytes - first:+.1f} MB since the first, {kinds.total():,} verdicts, "
        f"{lines:,} journal lines, {len(QApplication.allWidgets())} widgets, {threading.active_count()} threads, "
        f"{len(gc.get_objects()):,} objects",
        flush=True,
    )


def _objects() -> Counter[str]:
    gc.collect()
    return Counter(f"{type(one).__module__}.{type(one).__qualname__}" for one in gc.get_objects())


def _megabytes() -> float:
    # What waits for the collector is no growth.
    gc.collect()
    return (resident() or 0) / MEGABYTE


if __name__ == "__main__":
    main(sys.argv[1:])
