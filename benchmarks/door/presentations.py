"""Presentations accepted, and after how many frames. `python -m benchmarks.door.presentations`.

A presentation is accepted when its text is read in any of its frames; the first read is counted in frames from its
first, which is 1, and one that is not accepted counts as read one frame after its last. Our decoder goes through the
frames of a presentation in order, and forgets them before the next.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.door import engines, figures, folder, options, sequences
from benchmarks.door.engines import OURS, PYZBAR, ZXING
from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from benchmarks.door.folder import Shot

    Follow = Callable[[engines.Picture], list[str]]


@dataclass(slots=True)
class Account:
    """What one reader made of the presentations at one height."""

    first_reads: list[int] = field(default_factory=list)
    accepted: list[bool] = field(default_factory=list)
    frames_read: int = 0
    wrong: int = 0
    cost: figures.Cost = field(default_factory=figures.Cost)


def main(arguments: Sequence[str] = ()) -> None:
    """Print the figures."""
    parser = options.parser(__doc__)
    parser.add_argument("--wall", action="store_true", help="count our budget by the wall clock, as at the door")
    asked = options.parse(parser, arguments)
    cv2.setNumThreads(1)
    jobs = sequences.jobs(asked.first_seed, asked.size(16, 64))
    chain = engines.Chain(wall=asked.given.wall)
    others = {name: reads for name, reads in engines.peers().items() if name in {ZXING, PYZBAR}}
    with asked.folder() as place:
        shots = folder.render(sequences.presentation, jobs, place)
        for height in (720, 1080):
            runs: dict[int, list[Shot]] = defaultdict(list)
            for shot in shots:
                if shot.height == height:
                    runs[shot.presentation].append(shot)
            accounts = {name: Account() for name in (OURS, *others)}
            for run in runs.values():
                chain.reset()
                _follow(run, place, {OURS: chain.follow, **others}, accounts)
            _print(accounts, height)


def _follow(run: Sequence[Shot], place: Path, readers: dict[str, Follow], accounts: dict[str, Account]) -> None:
    first: dict[str, int] = {}
    for shot in run:
        frame = shot.read(place)
        for name, reads in readers.items():
            account = accounts[name]
            texts = account.cost.timed(reads, frame)
            account.wrong += sum(text not in shot.texts for text in texts)
            if set(texts) & set(shot.texts):
                account.frames_read += 1
                first.setdefault(name, shot.step + 1)
    for name in readers:
        accounts[name].accepted.append(name in first)
        accounts[name].first_reads.append(first.get(name, len(run) + 1))


def _print(accounts: dict[str, Account], height: int) -> None:
    ours = accounts[OURS]
    rows = []
    for name, account in accounts.items():
        cost = figures.Quantiles.of(account.cost.own)
        rows.append(
            [
                name,
                f"{sum(account.accepted)}/{len(account.accepted)}",
                f"{np.median(account.first_reads):g}",
                f"{np.mean(account.first_reads):.1f}",
                f"{np.mean(np.array(ours.first_reads) - np.array(account.first_reads)):+.1f}",
                str(account.frames_read),
                figures.ratio(ours.frames_read, account.frames_read),
                str(account.wrong),
                str(cost),
                figures.Quantiles.of(ours.cost.own).over(cost),
            ]
        )
    print(f"\n{height}p: presentations of {sequences.FRAMES} frames")
    header = ["reader", "accepted", "first read", "mean", "ours later by", "frames read", "ours / theirs"]
    figures.table([*header, "wrong reads", "CPU ms", "ours / theirs"], rows)


if __name__ == "__main__":
    main(sys.argv[1:])
