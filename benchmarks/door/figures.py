"""Counting what was read and what it cost, and printing both."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray


@dataclass(slots=True)
class Cost:
    """Milliseconds, frame by frame: of this process's own time, and by the wall clock."""

    own: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    def timed(self, reads: Callable[[NDArray[np.uint8]], list[str]], frame: NDArray[np.uint8]) -> list[str]:
        """Return what is read in a frame, and note what it cost."""
        wall, own = time.perf_counter(), time.process_time()
        texts = reads(frame)
        self.own.append(1000 * (time.process_time() - own))
        self.wall.append(1000 * (time.perf_counter() - wall))
        return texts


@dataclass(frozen=True, slots=True)
class Quantiles:
    """Median, mean and 95th percentile of milliseconds."""

    median: float
    mean: float
    p95: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Quantiles:
        """Summarise a list, which may be empty."""
        if not values:
            return cls(float("nan"), float("nan"), float("nan"))
        return cls(float(np.median(values)), float(np.mean(values)), float(np.percentile(values, 95)))

    def over(self, peer: Quantiles) -> str:
        """Return the three as ratios of a peer's."""
        return f"{self.median / peer.median:.2f} {self.mean / peer.mean:.2f} {self.p95 / peer.p95:.2f}"

    def __str__(self) -> str:
        return f"{self.median:.1f} {self.mean:.1f} {self.p95:.1f}"


@dataclass(slots=True)
class Reads:
    """What one reader read of what there was."""

    expected: int = 0
    read: int = 0
    frames: int = 0
    frames_read: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, wanted: Sequence[str], found: Sequence[str]) -> None:
        """Count one frame; a text that is in none of its codes is a wrong read."""
        right = set(wanted) & set(found)
        self.expected += len(wanted)
        self.read += len(right)
        if wanted:
            self.frames += 1
            self.frames_read += bool(right)
        self.wrong += [text for text in found if text not in wanted]

    @property
    def share(self) -> float:
        """Codes read of codes there, in percent."""
        return 100 * self.read / self.expected if self.expected else float("nan")


def ratio(ours: float, theirs: float) -> str:
    """Return one figure over another."""
    return f"{ours / theirs:.2f}" if theirs else "-"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table, its first column to the left and the others to the right."""
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    for row in (header, *rows):
        first, *others = (
            f"{cell:<{width}}" if not n else f"{cell:>{width}}"
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join((first, *others)).rstrip())
