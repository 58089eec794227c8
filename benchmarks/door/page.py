"""The Door page: from key or camera to the painted verdict, and how long its main thread is held up.

`python -m benchmarks.door.page`. Peers: the commit alone (`desk.admit` without a window), and for the camera pyzbar
reading the same pictures before it. The heartbeat is a timer of 5 ms on the main thread of an evening of 150 people,
then of 10,000, with two scans a second, somebody typing names, and walk-ins; where it is late, what the main thread was
at is told.
"""

from __future__ import annotations

import argparse
import faulthandler
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import IO, TYPE_CHECKING

from benchmarks.door.busy_door import RATE, BusyDoor, Entrance, PlayedCamera, answers_of, busy_door, card
from benchmarks.measuring import seconds, spread
from checkin.model import Means
from checkin.scanning import zbar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PEOPLE, MANY = 150, 10_000
TYPED, HELD = 60, 60
PERIOD = 15
"""Frames from one badge to the next: two a second."""
SHOWN = 9
BEAT = 0.005
LIMIT = 0.05
LATE = 0.025
LETTER = 0.08
_OURS = r"/(ui|checkin)/"
NAMES = ("elodie 4", "nom77", "elodei 12", "guest9", "asso 3", "zzyzx")


def main(arguments: Sequence[str] = ()) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30.0, help="how long the heart is listened to")
    given = parser.parse_args(list(arguments))
    from_key()
    from_camera()
    for people in (PEOPLE, MANY):
        heartbeat(given.seconds, people)


def from_key() -> None:
    """A USB scanner types a ticket's code and Enter."""
    with busy_door(PEOPLE) as busy:
        busy.door.lookout.watch.stop()
        times = []
        for ticket in busy.tickets[:TYPED]:
            type_text(busy, ticket)
            busy.settle()
            before, start = busy.painted.count, time.perf_counter()
            enter(busy)
            if busy.work_until(lambda before=before: busy.painted.count > before):
                times.append(busy.painted.at - start)
            busy.settle()
        commits = commits_of(busy, busy.tickets[TYPED : 2 * TYPED], Means.SCANNER)
    spread(f"a scanner's Enter to the painted verdict ({len(times)} tickets)", times, "the commit alone", commits)


def from_camera() -> None:
    """A badge is held before the camera."""
    entrance = Entrance()
    held: list[NDArray] = []

    def camera_of(tokens: Sequence[str]) -> PlayedCamera:
        held.extend(card(token) for token in tokens)
        return PlayedCamera(lambda index: entrance.picture(index, _held(index, held[:HELD])))

    with busy_door(PEOPLE, camera_of) as busy:
        camera = busy.program.window.current.kit.open_camera("0")
        times, last = [], busy.painted.count
        deadline = time.perf_counter() + HELD * PERIOD / RATE + 10
        answers = answers_of(busy)
        while len(answers) < HELD and time.perf_counter() < deadline:
            if not busy.work_until(lambda last=last: busy.painted.count > last, 3.0):
                continue
            last = busy.painted.count
            # The first picture of the badge that was painted last; pictures that were dropped were never there.
            shown = [(i, at) for i, at in list(camera.shown_at.items()) if i % PERIOD < SHOWN and at < busy.painted.at]
            if shown:
                begun = shown[-1][0] // PERIOD
                times.append(busy.painted.at - next(at for i, at in shown if i // PERIOD == begun))
        busy.door.lookout.watch.stop()
        peer = pyzbar_and_commit(busy, [entrance.picture(n, held[n]) for n in range(HELD, 2 * HELD)])
    spread(f"a badge's first picture to the painted verdict ({len(times)})", times, "pyzbar and the commit", peer)


def heartbeat(length: float, people: int) -> None:
    """Two scans a second, searches and walk-ins among so many people; the timer's gaps."""
    from PySide6.QtCore import Qt, QTimer

    entrance = Entrance()
    held: list[NDArray] = []

    def camera_of(tokens: Sequence[str]) -> PlayedCamera:
        held.extend(card(token) for token in tokens[: round(length / PERIOD * RATE) + PERIOD])
        return PlayedCamera(lambda index: entrance.picture(index, _held(index, held)))

    with busy_door(people, camera_of) as busy:
        busy.work_until(lambda: False, 3.0)
        answers = answers_of(busy)
        beats: list[float] = []
        spent: list[tuple[float, float]] = []
        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(lambda: (beats.append(time.perf_counter()), spent.append(_spent())))
        timer.start(round(1000 * BEAT))
        looker = _Looker(beats)
        looker.start()
        typist = _Typist(busy)
        begun = time.perf_counter()
        busy.work_until(lambda: typist.step() or time.perf_counter() - begun > length, length + 30)
        timer.stop()
        looker.stop()
        gaps = [max(0.0, after - before - BEAT) for before, after in pairwise(beats)]
        walk_ins = typist.walk_ins
    idle = _idle_gaps()
    spread(
        f"main thread held up, {people:,} people, {length:.0f} s, {len(answers)} verdicts, {typist.letters} letters, "
        f"{walk_ins} walk-ins",
        gaps,
        "an idle Qt loop",
        idle,
    )
    ordered = sorted(gaps)
    over = sum(gap > LIMIT for gap in gaps)
    print(
        f"longest block {1000 * ordered[-1]:.1f} ms, p99 {1000 * ordered[round(0.99 * (len(ordered) - 1))]:.1f} ms, "
        f"{over} of {len(gaps):,} over the {1000 * LIMIT:.0f} ms allowed; idle longest {1000 * max(idle):.1f} ms"
    )
    parts = [
        (gap, after[0] - before[0], after[1] - before[1])
        for gap, (before, after) in zip(gaps, pairwise(spent), strict=True)
    ]
    for gap, worked, queued in sorted(parts, reverse=True)[:8]:
        waited = max(0.0, gap + BEAT - worked - queued)
        print(
            f"  {1000 * gap:6.1f} ms, of which the main thread worked {1000 * worked:.1f}, was kept off the processor "
            f"by others {1000 * queued:.1f}, and waited, mostly for Python's lock, {1000 * waited:.1f}"
        )
    alone = sorted(gap - queued for gap, _, queued in parts)
    print(
        f"without what other programs took: longest {1000 * alone[-1]:.1f} ms, "
        f"p99 {1000 * alone[round(0.99 * (len(alone) - 1))]:.1f} ms, {sum(gap > LIMIT for gap in alone)} over the limit"
    )
    for place, times in looker.seen.most_common(12):
        print(f"  late {times:3} times in {place}")
    for place, times in looker.beside.most_common(8):
        print(f"  {times:3} times while another thread was in {place}")


def type_text(busy: BusyDoor, text: str) -> None:
    """Type where the keyboard is, as a scanner does: without a pause."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    QTest.keyClicks(QApplication.focusWidget() or busy.door, text)


def enter(busy: BusyDoor) -> None:
    """Press Enter where the keyboard is."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    QTest.keyClick(QApplication.focusWidget() or busy.door, Qt.Key.Key_Return)


def commits_of(busy: BusyDoor, texts: Sequence[str], means: Means) -> list[float]:
    """Return how long the desk takes for each, without the window."""
    desk = busy.door.clerk.desk
    return [seconds(lambda text=text: desk.admit(text, means)) for text in texts]


def pyzbar_and_commit(busy: BusyDoor, pictures: Sequence[NDArray]) -> list[float]:
    """Return how long it takes to read pictures with pyzbar and to write what they say."""
    if not zbar.available():
        raise SystemExit("this benchmark compares with pyzbar, which is missing libzbar here")
    from pyzbar import pyzbar  # the peer

    desk = busy.door.clerk.desk

    def read_and_write(picture: NDArray) -> None:
        for found in pyzbar.decode(picture[:, :, 1].copy(), symbols=[pyzbar.ZBarSymbol.QRCODE]):
            desk.admit(found.data.decode(), Means.CAMERA)

    return [seconds(lambda picture=picture: read_and_write(picture)) for picture in pictures]


def _held(index: int, cards: Sequence[NDArray]) -> NDArray | None:
    number, moment = divmod(index, PERIOD)
    return cards[number % len(cards)] if moment < SHOWN else None


def _idle_gaps() -> list[float]:
    """Return the gaps of the same timer in a loop that has nothing else to do."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop, beats = QEventLoop(), []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start(round(1000 * BEAT))
    QTimer.singleShot(3000, loop.quit)
    loop.exec()
    return [max(0.0, after - before - BEAT) for before, after in pairwise(beats)]


def _spent() -> tuple[float, float]:
    """Return the seconds that this thread has worked, and those that it was ready and no processor was free."""
    try:
        worked, queued, _ = Path("/proc/thread-self/schedstat").read_text().split()
    except OSError:
        return time.thread_time(), 0.0
    return int(worked) / 1e9, int(queued) / 1e9


class _Typist:
    """Somebody who types names, one letter every 80 ms, and registers a walk-in after every sixth."""

    def __init__(self, busy: BusyDoor) -> None:
        self._busy = busy
        self._next = time.perf_counter()
        self._left = ""
        self._name = 0
        self._is_walk_in = False
        self.letters = self.walk_ins = 0

    def step(self) -> bool:
        """Press the next key when it is due; never done."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        if time.perf_counter() < self._next:
            return False
        self._next = time.perf_counter() + LETTER
        if self._left:
            letter, self._left = self._left[0], self._left[1:]
            self.letters += 1
            type_text(self._busy, letter)
            return False
        target = QApplication.focusWidget() or self._busy.door
        if self._is_walk_in:
            enter(self._busy)
            self.walk_ins += 1
            self._is_walk_in = False
        else:
            self._busy.door.obey(_cancel())
            self._name += 1
            self._is_walk_in = self._name % 6 == 0
            if self._is_walk_in:
                QTest.keyClick(target, Qt.Key.Key_F2)
        self._left = f"Walker {self._name}" if self._is_walk_in else NAMES[self._name % len(NAMES)]
        return False


def _cancel():
    from ui.page import Command

    return Command.CANCEL


class _Looker(threading.Thread):
    """Looks what the main thread is at whenever its heart is late, and counts it."""

    def __init__(self, beats: list[float]) -> None:
        super().__init__(name="looker", daemon=True)
        self._beats = beats
        self._over = threading.Event()
        self._main = threading.main_thread().ident
        self.seen: Counter[str] = Counter()
        self.beside: Counter[str] = Counter()

    def run(self) -> None:
        """Look every two milliseconds."""
        told = 0.0
        with tempfile.TemporaryFile() as file:
            while not self._over.wait(0.002):
                last = self._beats[-1] if self._beats else 0.0
                if last and last != told and time.perf_counter() - last > LATE:
                    told = last
                    self.seen[self._place(file)] += 1

    def _place(self, file: IO[bytes]) -> str:
        """Return where the main thread is. Holding its frame would hold the painter in it too, and Qt falls over."""
        file.seek(0)
        file.truncate()
        faulthandler.dump_traceback(file)
        file.seek(0)
        place = "nowhere"
        for part in file.read().decode().split("\n\n"):
            calls = re.findall(r'File "([^"]*)", line (\d+) in (\S+)', part)
            ours = [f"{Path(path).name}:{line} {name}" for path, line, name in calls if re.search(_OURS, path)]
            if f"0x{self._main:016x}" in part.partition("\n")[0]:
                place = " < ".join(ours[:3]) or f"Qt itself, from {calls[0][2]}"
            elif ours and calls[0][2] not in ("wait", "_place"):
                self.beside[f"{Path(calls[0][0]).name}:{calls[0][1]} < {ours[0]} < ... {ours[-1]}"] += 1
        return place

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        self.join(1)


if __name__ == "__main__":
    main(sys.argv[1:])
