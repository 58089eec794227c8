"""How many codes each reader reads, under which conditions, at which cost. `python -m benchmarks.door.rates`.

A code counts as decoded when its text is among what was read; rates are codes decoded of codes in the frames. Each
frame is a stream of its own to our chain. A wrong read is a text that none of the frame's codes holds; those of pyzbar
are mostly texts whose encoding it guessed.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.door import engines, figures, folder, options
from benchmarks.door.conditions import EMPTY, GROUPS
from benchmarks.door.engines import OURS, PYZBAR
from checkin.scanning.opencv import cv2

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.door.folder import Shot

UNION = "union"


class Results:
    """What was read and what it cost, by reader, lines and group."""

    def __init__(self) -> None:
        self.reads: dict[tuple[str, int, str], figures.Reads] = defaultdict(figures.Reads)
        self.costs: dict[tuple[str, int, bool], figures.Cost] = defaultdict(figures.Cost)
        self.unread: list[tuple[Shot, str, bool]] = []

    def total(self, reader: str, height: int) -> figures.Reads:
        """Return a reader's count over all conditions."""
        total = figures.Reads()
        for (name, lines, _), reads in self.reads.items():
            if (name, lines) == (reader, height):
                for attribute in ("expected", "read", "frames", "frames_read", "wrong"):
                    setattr(total, attribute, getattr(total, attribute) + getattr(reads, attribute))
        return total


def main(arguments: Sequence[str] = ()) -> None:
    """Print the figures."""
    parser = options.parser(__doc__)
    parser.add_argument("--list-unread", type=Path, metavar="DIR", help="cut out what our chain did not read")
    parser.add_argument("--wall", action="store_true", help="count our budget by the wall clock, as at the door")
    parser.add_argument("--no-union", action="store_true", help="leave out the union of all single attempts")
    parser.add_argument("--only", nargs="+", choices=GROUPS, metavar="GROUP", help="only these groups of frames")
    asked = options.parse(parser, arguments)
    cv2.setNumThreads(1)
    jobs = folder.door_jobs(asked.first_seed, asked.size(2, 5), asked.size(24, 60), asked.size(8, 20))
    jobs = [job for job in jobs if not asked.given.only or job.group in asked.given.only]
    readers = {OURS: engines.Chain(wall=asked.given.wall), **engines.peers()}
    with asked.folder() as place:
        shots = folder.render(folder.single_frame, jobs, place)
        results = measure(shots, place, readers, with_union=not asked.given.no_union)
        names = [*readers, *([] if asked.given.no_union else [UNION])]
        for height in (720, 1080):
            _print_rates(results, names, height)
            _print_costs(results, list(readers), height)
        if asked.given.list_unread:
            _cut_out(results.unread, place, asked.given.list_unread)


def measure(shots: Sequence[Shot], place: Path, readers: dict[str, engines.Reads], *, with_union: bool) -> Results:
    """Let every reader look at every frame, in one process and one thread."""
    results = Results()
    attempts = engines.single_attempts({name: reads for name, reads in readers.items() if name != OURS})
    for done, shot in enumerate(shots, start=1):
        frame = shot.read(place)
        found: dict[str, list[str]] = {}
        for name, reads in readers.items():
            cost = results.costs[name, shot.height, shot.group == EMPTY]
            found[name] = cost.timed(reads, frame)
            results.reads[name, shot.height, shot.group].add(shot.texts, found[name])
        united = {text for name, texts in found.items() if name != OURS for text in texts}
        if with_union:
            rest = set(shot.texts) - united
            united |= {text for texts in engines.union(attempts, frame, rest) for text in texts} if rest else set()
            results.reads[UNION, shot.height, shot.group].add(shot.texts, sorted(united))
        results.unread += [(shot, text, text in united) for text in shot.texts if text not in found[OURS]]
        folder.note(f"measured {done} of {len(shots)}", end=done == len(shots))
    return results


def _print_rates(results: Results, names: Sequence[str], height: int) -> None:
    counts = results.reads
    rows = [
        [
            group,
            str(counts[OURS, height, group].expected),
            *(f"{counts[name, height, group].share:.0f}" for name in names),
        ]
        for group in GROUPS
        if counts[OURS, height, group].expected
    ]
    totals = {name: results.total(name, height) for name in names}
    ours = totals[OURS]
    print(f"\n{height}p: codes decoded, in percent of those in the frames")
    every = ["all", str(ours.expected), *(f"{totals[name].share:.1f}" for name in names)]
    frames = ["frames with a read", str(ours.frames)]
    frames += [f"{100 * total.frames_read / max(1, total.frames):.1f}" for total in totals.values()]
    over = ["ours / theirs", "", *(figures.ratio(ours.read, totals[name].read) for name in names)]
    frames_over = ["the same, frames", ""]
    frames_over += [figures.ratio(ours.frames_read, total.frames_read) for total in totals.values()]
    wrong = ["wrong reads", "", *(str(len(totals[name].wrong)) for name in names)]
    figures.table(["condition", "codes", *names], [*rows, every, frames, over, frames_over, wrong])
    for name in names:
        for text in totals[name].wrong if name != UNION else ():
            print(f"{name} read wrongly: {text!r}")


def _print_costs(results: Results, names: Sequence[str], height: int) -> None:
    rows = []
    for name in names:
        busy, idle = results.costs[name, height, False], results.costs[name, height, True]
        of_all = figures.Quantiles.of(busy.own)
        idly = figures.Quantiles.of(idle.own)
        row = [name, str(of_all), str(figures.Quantiles.of(busy.wall)), str(idly)]
        if PYZBAR in names:
            peer, peer_idle = (results.costs[PYZBAR, height, empty].own for empty in (False, True))
            row += [of_all.over(figures.Quantiles.of(peer)), idly.over(figures.Quantiles.of(peer_idle))]
        rows.append(row)
    header = ["reader", "CPU ms", "wall ms", "idle CPU ms"]
    header += ["CPU / pyzbar", "idle / pyzbar"] if PYZBAR in names else []
    print(f"\n{height}p: a frame's cost, each as median, mean and 95th percentile; idle is a room without a code")
    figures.table(header, rows)


def _cut_out(unread: Sequence[tuple[Shot, str, bool]], place: Path, target: Path) -> None:
    """Write each code that stays unread, with its condition and whether the union of the peers reads it."""
    target.mkdir(parents=True, exist_ok=True)
    for shot, text, united in unread:
        index = shot.texts.index(text)
        corners = np.array(shot.corners[index])
        margin = 0.4 * float(np.ptp(corners, axis=0).max())
        frame = shot.read(place)
        left, top = np.maximum(corners.min(axis=0) - margin, 0).astype(int)
        right, bottom = (corners.max(axis=0) + margin).astype(int)
        cut = frame[top:bottom, left:right]
        if not cut.size:
            continue
        factor = max(1, round(400 / max(cut.shape)))
        cut = cv2.resize(cut, None, fx=factor, fy=factor, interpolation=cv2.INTER_NEAREST)
        name = f"{Path(shot.file).stem}-{index}{'-read-by-union' if united else ''}.png"
        cv2.imwrite(str(target / name), cut)
    print(f"\n{len(unread)} codes that stay unread are in {target}")


if __name__ == "__main__":
    main(sys.argv[1:])
