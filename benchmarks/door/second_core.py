"""What the chain costs the window: a thread that scans beside a main thread that works.

`python -m benchmarks.door.second_core`. A camera gives 30 frames a second; the real capture thread and the real loop
read it, and the main thread does a fixed amount of work in Python meanwhile, as a window's is. Told are the main
thread's slow-down, beside pyzbar alone in the same loop and beside nothing, and the share of a core that the scanning
threads use: as it was, and as it would be if they looked at each of the 30 frames. Wants a machine with a core to spare
and nothing else to do; on a busy one only the last figure and the ratios mean something.
"""

from __future__ import annotations

import hashlib
import statistics
import sys
import threading
import time
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Any

from benchmarks.door import engines, figures, folder, options, sequences
from benchmarks.door.engines import OURS, PYZBAR, ZXING
from checkin.scanning.camera import Mode
from checkin.scanning.decoder import Decoder
from checkin.scanning.live import LiveCamera
from checkin.scanning.opencv import cv2
from checkin.scanning.readings import Reading
from checkin.scanning.scanner import SeenFrame, scan
from checkin.scanning.sources import CameraNumber

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.scanning.readings import Image
    from checkin.scanning.scanner import Decodes

RATE = 30

_NOTHING = "nothing"
_NOWHERE = ((0.0, 0.0),) * 4


class FakeCapture:
    """A camera that gives the same frames over and over, each when it is due, as a driver does."""

    def __init__(self, frames: Sequence[Image]) -> None:
        self._frames = cycle(frames)
        self._due = time.monotonic()
        height, width = frames[0].shape[:2]
        self.mode = Mode(width, height, RATE, "MJPG", "a fake")

    def tell(self, controls: object) -> frozenset[Any]:  # noqa: ARG002 - a camera's
        """There is nothing to set."""
        return frozenset()

    def read(self) -> tuple[bool, Any]:
        """Wait for the next frame and return it."""
        self._due = max(self._due + 1 / RATE, time.monotonic() - 1 / RATE)
        time.sleep(max(0.0, self._due - time.monotonic()))
        return True, next(self._frames)

    def release(self) -> None:
        """There is nothing to give back."""


@dataclass(frozen=True, slots=True)
class Alone:
    """A peer as a decoder."""

    reads: engines.Reads

    def decode(self, frame: Image) -> list[Reading]:
        """Return what the peer reads."""
        return [Reading(text, _NOWHERE) for text in self.reads(frame)]

    def reset(self) -> None:
        """A peer remembers nothing."""


@dataclass(slots=True)
class Seen:
    """How many frames the loop has looked at."""

    frames: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds that the main thread's work took, share of a core that the other threads used, frames a second that they
    looked at, and seconds of their time for each.
    """

    seconds: float
    share: float
    rate: float
    each: float


def main(arguments: Sequence[str] = ()) -> None:
    """Print the figures."""
    asked = options.parse(options.parser(__doc__), arguments)
    cv2.setNumThreads(1)
    peers = engines.peers()
    decoders: dict[str, Decodes | None] = {_NOTHING: None, OURS: Decoder()}
    decoders |= {name: Alone(peers[name]) for name in (ZXING, PYZBAR) if name in peers}
    rounds = asked.size(3, 7)
    with asked.folder() as place:
        for height in (720, 1080):
            jobs = sequences.jobs(asked.first_seed, 4, (height,))
            frames = [shot.read(place) for shot in folder.render(sequences.presentation, jobs, place)]
            # The door is empty for half of the time.
            empty = [folder.Job("empty", 0, asked.first_seed + n, height) for n in range(6)]
            empties = [shot.read(place) for shot in folder.render(folder.single_frame, empty, place)]
            frames += [empties[n % len(empties)] for n in range(len(frames))]
            runs: dict[str, list[Run]] = {name: [] for name in decoders}
            for _ in range(rounds):
                for name, decoder in decoders.items():
                    runs[name].append(beside(decoder, frames))
            _print(runs, height)


def beside(decoder: Decodes | None, frames: Sequence[Image]) -> Run:
    """Do the main thread's work while a decoder scans on another thread."""
    if decoder is None:
        return _work(Seen())
    seen = Seen()
    with LiveCamera(CameraNumber(0), lambda _: FakeCapture(frames)) as camera:
        thread = threading.Thread(target=_scan, args=(camera, decoder, seen))
        thread.start()
        # The work begins when scanning does.
        time.sleep(0.5)
        run = _work(seen)
    thread.join()
    return run


def _scan(camera: LiveCamera, decoder: Decodes, seen: Seen) -> None:
    for event in scan(camera, decoder, str):
        if isinstance(event, SeenFrame):
            seen.frames += 1


def _work(seen: Seen) -> Run:
    """Count, fold and hash in Python for about three seconds: as much on every run."""
    frames, others, start = seen.frames, time.process_time() - time.thread_time(), time.perf_counter()
    for turn in range(120):
        names = {hashlib.sha256(f"{turn} {n}".encode()).hexdigest(): n for n in range(12_000)}
        sum(n for name, n in names.items() if name.startswith("0"))
    seconds = time.perf_counter() - start
    used = time.process_time() - time.thread_time() - others
    looked_at = seen.frames - frames
    return Run(seconds, used / seconds, looked_at / seconds, used / looked_at if looked_at else 0.0)


def _print(runs: dict[str, list[Run]], height: int) -> None:
    middle = {name: statistics.median(run.seconds for run in several) for name, several in runs.items()}
    rows = []
    for name, several in runs.items():
        rows.append(
            [
                name,
                f"{middle[name]:.2f}",
                figures.ratio(middle[name], middle[_NOTHING]),
                figures.ratio(middle[name], middle[PYZBAR]) if PYZBAR in middle else "-",
                f"{statistics.median(run.share for run in several):.2f}",
                f"{statistics.median(run.rate for run in several):.1f}",
                f"{RATE * statistics.median(run.each for run in several):.2f}",
            ]
        )
    print(f"\n{height}p: the main thread's work while another scans {RATE} frames a second")
    header = ["scanning", "seconds", "/ nothing", "/ pyzbar", "share of a core", "frames a second", "share at 30"]
    figures.table(header, rows)


if __name__ == "__main__":
    main(sys.argv[1:])
