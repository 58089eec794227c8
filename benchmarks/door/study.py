"""What recovers the codes that zxing-cpp alone misses, and at which cost. `python -m benchmarks.door.study`.

Every trial of `benchmarks.door.trials` looks at each missed code twice: in the region where it is (its corners, and
half a side around them), and in the busiest places of the frame. Told are the codes that a trial recovers, its
milliseconds of CPU time a code, and the order that recovers most a millisecond: each next trial is the one that reads
most of what the trials before it left, for what it costs.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.door import engines, figures, folder, options
from benchmarks.door.conditions import EMPTY, GROUPS
from benchmarks.door.trials import trials
from checkin.scanning import regions
from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.door.folder import Shot
    from benchmarks.door.trials import Picture, Trial

PLACES = 2
"""Busy places in which a code whose place is not known is sought."""

_MARGIN = 0.5
_LISTED = 12


@dataclass(frozen=True, slots=True, eq=False)
class Miss:
    """A code that was not read: where it is, and where it would be sought."""

    text: str
    group: str
    known: list[Picture]
    guessed: list[Picture]


@dataclass(slots=True)
class Outcome:
    """Which of the misses a trial recovers, by number, and what it costs."""

    recovered: set[int] = field(default_factory=set)
    cost: figures.Cost = field(default_factory=figures.Cost)

    def each(self, misses: int) -> float:
        """Return milliseconds a code."""
        return sum(self.cost.own) / max(1, misses)


def main(arguments: Sequence[str] = ()) -> None:
    """Print the study."""
    parser = options.parser(__doc__)
    parser.add_argument("--only", nargs="+", choices=GROUPS, metavar="GROUP", help="only these groups of frames")
    asked = options.parse(parser, arguments)
    cv2.setNumThreads(1)
    jobs = folder.door_jobs(asked.first_seed, asked.size(2, 5), asked.size(24, 60), 0)
    jobs = [job for job in jobs if not asked.given.only or job.group in asked.given.only]
    table = trials()
    with asked.folder() as place:
        shots = [shot for shot in folder.render(folder.single_frame, jobs, place) if shot.group != EMPTY]
        for height in (720, 1080):
            ours = [shot for shot in shots if shot.height == height]
            misses = [miss for shot in ours for miss in missed(shot, place)]
            total = sum(len(shot.texts) for shot in ours)
            groups = ", ".join(f"{group} {n}" for group, n in Counter(miss.group for miss in misses).most_common())
            print(f"\n{height}p: zxing-cpp alone misses {len(misses)} of {total} codes: {groups}")
            for where in ("known", "guessed"):
                outcomes = {trial.name: outcome(trial, misses, where) for trial in table}
                _print(outcomes, misses, f"{height}p, place {where}")


def missed(shot: Shot, place: Path) -> list[Miss]:
    """Return the codes of a frame that zxing-cpp alone does not read."""
    grey = engines.grey(shot.read(place))
    read = engines.zxing(grey)
    if set(shot.texts) <= set(read):
        return []
    guessed = guess(grey)
    return [
        Miss(text, shot.group, [cut_around(np.array(corners), grey)], guessed)
        for text, corners in zip(shot.texts, shot.corners, strict=True)
        if text not in read
    ]


def guess(grey: Picture) -> list[Picture]:
    """Return the regions of a frame in which a code is sought of which nothing is known."""
    return [np.ascontiguousarray(region.cut(grey)) for region in regions.busiest(grey, PLACES)]


def cut_around(corners: np.typing.NDArray[np.float64], grey: Picture) -> Picture:
    """Return the pixels around a code whose corners are known."""
    margin = _MARGIN * float(np.ptp(corners, axis=0).max())
    left, top = np.maximum(corners.min(axis=0) - margin, 0).astype(int)
    right, bottom = np.maximum(corners.max(axis=0) + margin, 1).astype(int)
    return np.ascontiguousarray(grey[top:bottom, left:right])


def outcome(trial: Trial, misses: Sequence[Miss], where: str) -> Outcome:
    """Let one trial look at every miss."""
    result = Outcome()
    for number, miss in enumerate(misses):
        for region in miss.known if where == "known" else miss.guessed:
            if min(region.shape) >= 24 and miss.text in result.cost.timed(trial, region):
                result.recovered.add(number)
                break
    return result


def in_order(outcomes: dict[str, Outcome], misses: int) -> list[tuple[str, set[int]]]:
    """Return the trials in the order that recovers most a millisecond, each with what it adds."""
    left, order = set(range(misses)), []
    rest = dict(outcomes)
    while rest:
        best = max(rest, key=lambda name: len(rest[name].recovered & left) / max(1e-3, rest[name].each(misses)))
        added = rest.pop(best).recovered & left
        if not added:
            break
        left -= added
        order.append((best, added))
    return order


def _print(outcomes: dict[str, Outcome], misses: Sequence[Miss], title: str) -> None:
    count = len(misses)
    best = sorted(outcomes.items(), key=lambda item: -len(item[1].recovered))[:_LISTED]
    print(f"\n{title}: the trials that recover most alone")
    rows = [[name, str(len(result.recovered)), f"{result.each(count):.2f}"] for name, result in best]
    figures.table(["trial", "recovered", "ms a code"], rows)
    print(f"\n{title}: in the order of what they recover a millisecond")
    rows, total = [], 0
    for name, added in in_order(outcomes, count):
        total += len(added)
        groups = ", ".join(f"{group} {n}" for group, n in Counter(misses[n].group for n in added).most_common())
        rows.append([name, f"+{len(added)}", f"{total}/{count}", f"{outcomes[name].each(count):.2f}", groups])
    figures.table(["trial", "adds", "so far", "ms a code", "of"], rows)


if __name__ == "__main__":
    main(sys.argv[1:])
