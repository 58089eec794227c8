"""What is read where there is no code: 10,000 frames of noise, textures and text with `--full`.

`python -m benchmarks.door.false_reads`. Our decoder goes through fifty frames as one stream, so that what it spreads
over frames and what it remembers is tried as well, and through every tenth frame as a still picture, with the patience
of one. A read is counted as passing when `checkin.badges.tokens` parses it, and as verified when the key did sign it.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.door import engines, figures, folder, negatives, options
from benchmarks.door.engines import OURS
from benchmarks.door.payloads import KEY
from checkin.badges import tokens
from checkin.scanning.decoder import PICTURE_BUDGET

if TYPE_CHECKING:
    from collections.abc import Sequence

STILL = "ours, stills"

_STREAM = 50
_STILL_EVERY = 10


@dataclass(frozen=True, slots=True)
class Task:
    """Fifty frames."""

    seed: int
    first: int


@dataclass(frozen=True, slots=True)
class FalseRead:
    """A text that was read in nothing."""

    reader: str
    kind: str
    number: int
    text: str


def main(arguments: Sequence[str] = ()) -> None:
    """Print the figures."""
    parser = options.parser(__doc__)
    parser.add_argument("--frames", type=int, help="so many frames")
    asked = options.parse(parser, arguments)
    count = asked.given.frames or asked.size(2_000, 10_000)
    tasks = [Task(asked.first_seed, first) for first in range(0, count, _STREAM)]
    names = [OURS, STILL, *engines.peers()]
    reads: list[FalseRead] = []
    for done, (_, found) in enumerate(folder.spread(false_reads, tasks), start=1):
        reads += found
        folder.note(f"{done * _STREAM:,} of {count:,} frames", end=done == len(tasks))
    rows = [[name, *_row([read for read in reads if read.reader == name])] for name in names]
    print(f"\nreads in {len(tasks) * _STREAM:,} frames without a code ({STILL}: in every {_STILL_EVERY}th)")
    figures.table(["reader", "reads", "tokens' grammar", "verified", "in"], rows)
    for read in reads:
        if read.reader in {OURS, STILL}:
            print(f"{read.reader}, frame {read.number} ({read.kind}): {read.text!r}")


def false_reads(task: Task) -> list[FalseRead]:
    """Return what is read in fifty frames without a code."""
    chain, patient = engines.Chain(), engines.Chain(PICTURE_BUDGET)
    others = engines.peers()
    found = []
    for number in range(task.first, task.first + _STREAM):
        kind, frame = negatives.negative(task.seed, number)
        read = {OURS: chain.follow(frame)} | {name: reads(frame) for name, reads in others.items()}
        if number % _STILL_EVERY == number // _STILL_EVERY % _STILL_EVERY:
            # One of each kind in turn: the kinds alternate with the same period.
            read[STILL] = patient(frame)
        found += [FalseRead(name, kind, number, text) for name, texts in read.items() for text in texts]
    return found


def _row(reads: Sequence[FalseRead]) -> list[str]:
    parsed = [token for read in reads if (token := tokens.parse(read.text)) is not None]
    verified = sum(tokens.verify(token, KEY) for token in parsed)
    kinds = Counter(read.kind for read in reads)
    return [str(len(reads)), str(len(parsed)), str(verified), ", ".join(f"{kind} {n}" for kind, n in kinds.items())]


if __name__ == "__main__":
    main(sys.argv[1:])
