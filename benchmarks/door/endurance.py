"""The memory of a long evening: 100,000 frames with `--full`. `python -m benchmarks.door.endurance`.

Frames with and without codes go round and round through one decoder: mostly small ones, for time, and every hundredth
as large as a camera's. The resident memory is told along the way; after the first thousand it should stay where it is.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.door import engines, folder, options
from benchmarks.door.conditions import CONDITIONS, EMPTY
from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from collections.abc import Sequence

MEGABYTE = 1 << 20

_LARGE_EVERY = 100
_SMALL = (384, 216)
_RESET_EVERY = 1_000


def main(arguments: Sequence[str] = ()) -> None:
    """Print the figures."""
    parser = options.parser(__doc__)
    parser.add_argument("--frames", type=int, help="so many frames")
    asked = options.parse(parser, arguments)
    if resident() is None:
        print("the memory of a process is read from /proc, which this system lacks")
        return
    cv2.setNumThreads(1)
    count = asked.given.frames or asked.size(10_000, 100_000)
    jobs = [
        folder.Job(group, 2 if group != EMPTY else 0, asked.first_seed + n, height)
        for group in (*CONDITIONS, EMPTY)
        for n, height in enumerate((720, 1080))
    ]
    with asked.folder() as place:
        large = [shot.read(place) for shot in folder.render(folder.single_frame, jobs, place)]
    small = [cv2.resize(frame, _SMALL, interpolation=cv2.INTER_AREA) for frame in large]
    chain = engines.Chain()
    read, start, marks = 0, time.process_time(), _marks(count)
    first: float | None = None
    for number in range(1, count + 1):
        if number % _RESET_EVERY == 0:
            chain.reset()
        frame = large[number // _LARGE_EVERY % len(large)] if number % _LARGE_EVERY == 0 else small[number % len(small)]
        read += bool(chain.follow(frame))
        if number in marks:
            megabytes = (resident() or 0) / MEGABYTE
            first = first or megabytes
            each = 1000 * (time.process_time() - start) / number
            print(
                f"{number:>7,} frames: {megabytes:.1f} MB resident, {megabytes - first:+.1f} MB since the first mark, "
                f"{read:,} frames read, {each:.1f} CPU ms a frame",
                flush=True,
            )


def resident() -> int | None:
    """Return the bytes of memory that this process holds, or None where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def _marks(count: int) -> set[int]:
    return {mark for mark in (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000) if mark < count} | {count}


if __name__ == "__main__":
    main(sys.argv[1:])
