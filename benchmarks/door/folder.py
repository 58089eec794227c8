"""Rendered frames on disk: made by two processes, remembered by an index, read back one at a time."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.door import conditions, frames
from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

RENDERER = 1
"""Counted up when the same seeds no longer give the same frames: what was kept before is rendered again."""

PROCESSES = 2

_INDEX = "index.json"


@dataclass(frozen=True, slots=True)
class Shot:
    """A frame on disk: its group and severity, its lines, what it holds, and its place in a presentation."""

    file: str
    group: str
    severity: int
    height: int
    texts: tuple[str, ...]
    corners: tuple[tuple[tuple[float, float], ...], ...]
    presentation: int = 0
    step: int = 0

    def read(self, folder: Path) -> NDArray[np.uint8]:
        """Return the frame, BGR."""
        picture = cv2.imread(str(folder / self.file))
        if picture is None:
            raise FileNotFoundError(folder / self.file)
        return np.asarray(picture, np.uint8)


@dataclass(frozen=True, slots=True)
class Job:
    """What one frame, or one presentation, is rendered from."""

    group: str
    severity: int
    seed: int
    height: int

    @property
    def name(self) -> str:
        """A name for its files."""
        return f"{self.group}-{self.severity}-{self.height}-{self.seed}"


def door_jobs(first_seed: int, each: int, mixes: int, empties: int, heights: Sequence[int] = (720, 1080)) -> list[Job]:
    """Return `each` frames of every condition and severity, and of mixes and empty rooms so many, at each height."""
    jobs = []
    for height in heights:
        for group in conditions.CONDITIONS:
            for severity in conditions.SEVERITIES:
                jobs += [Job(group, severity, first_seed + n, height) for n in range(each)]
        jobs += [Job(conditions.MIX, 0, first_seed + n, height) for n in range(mixes)]
        jobs += [Job(conditions.EMPTY, 0, first_seed + n, height) for n in range(empties)]
    return jobs


def single_frame(job: Job) -> list[tuple[Shot, bytes]]:
    """Render one frame of a door."""
    rendered = frames.render(job.group, job.severity, job.seed, job.height)
    corners = tuple(tuple((float(x), float(y)) for x, y in code.round(1)) for code in rendered.corners)
    shot = Shot(f"{job.name}.jpg", job.group, job.severity, job.height, rendered.texts, corners)
    return [(shot, frames.jpeg(rendered))]


def render(work: Callable[[Job], list[tuple[Shot, bytes]]], jobs: Sequence[Job], folder: Path) -> list[Shot]:
    """Return the frames of the jobs, in order, rendered into the folder unless an earlier run left them there."""
    known = _read_index(folder)
    missing = [job for job in jobs if job.name not in known]
    for done, (job, shots) in enumerate(spread(_Writer(work, folder), missing), start=1):
        known[job.name] = shots
        note(f"rendered {done} of {len(missing)}", end=done == len(missing))
    (folder / _INDEX).write_text(
        json.dumps({"renderer": RENDERER, "jobs": {name: [asdict(shot) for shot in known[name]] for name in known}})
    )
    return [shot for job in jobs for shot in known[job.name]]


def spread(work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
    """Yield (item, work of it), in order, worked on by two processes.

    A process that a library takes down with it ends the run with an error, and not in silence.
    """
    items = list(items)
    if not items:
        return
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), _single_threaded) as pool:
        yield from zip(items, pool.map(work, items), strict=True)


def note(words: str, *, end: bool = False) -> None:
    """Tell how far a run is, on a line of its own beside the figures; only to somebody who watches."""
    if sys.stderr.isatty():
        print(f"\r{words}", end="\n" if end else "", file=sys.stderr, flush=True)


@dataclass(frozen=True, slots=True)
class _Writer:
    work: Callable[[Job], list[tuple[Shot, bytes]]]
    folder: Path

    def __call__(self, job: Job) -> list[Shot]:
        rendered = self.work(job)
        for shot, data in rendered:
            (self.folder / shot.file).write_bytes(data)
        return [shot for shot, _ in rendered]


def _single_threaded() -> None:
    cv2.setNumThreads(1)


def _read_index(folder: Path) -> dict[str, list[Shot]]:
    try:
        index = json.loads((folder / _INDEX).read_text())
    except FileNotFoundError:
        return {}
    if index["renderer"] != RENDERER:
        return {}
    return {name: [_shot(fields) for fields in shots] for name, shots in index["jobs"].items()}


def _shot(fields: dict[str, Any]) -> Shot:
    corners = tuple(tuple((x, y) for x, y in code) for code in fields["corners"])
    return Shot(**{**fields, "texts": tuple(fields["texts"]), "corners": corners})
