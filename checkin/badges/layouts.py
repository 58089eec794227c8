"""How a face is set: the sizes that a family of proportions has, read from a file each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checkin.badges.breaking import Fit

LEAST = 5.0
"""Points under which no text is set: what a label printer of 203 dots an inch still draws."""


class Arrangement(StrEnum):
    """Where the code stands."""

    BESIDE = "beside"
    """At the right of the texts."""
    BELOW = "below"
    """Under the texts, which are centred."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The sizes of a face of `width` x `height` mm; another size has them all larger or smaller.

    Lengths are millimetres, texts `Fit`s in points. `band` is the height of the category's band: at the top beside
    the code, at the foot below it, and 0 for a category that has only its word in a box. `side`, `top` and `foot` are
    free around the texts, `hole` at the upper edge for a clip. `code_share` is how much of the width the code with its
    quiet zone may take. `profile` is the side of a second code with its quiet zone, 0 where there is no room for one,
    `logo` the greatest height of a logo.
    """

    name: str
    arrangement: Arrangement
    width: float
    height: float
    band: float
    side: float
    top: float
    foot: float
    hole: float
    code_share: float
    profile: float
    logo: float
    given: Fit
    family: Fit
    handle: Fit
    organisation: Fit
    category: Fit
    title: Fit
    date: Fit
    mark: Fit

    def factor(self, width: float, height: float) -> float:
        """Return how much larger a face of some size, in millimetres, is than the one the sizes are for."""
        return min(width / self.width, height / self.height)


def fitting(numbers: tuple[float, ...], *, hyphens: bool) -> Fit:
    """Return how a text gives way, from its size, its least on one line, its least at all, and its lines."""
    size, one_line, smallest, lines = numbers
    return Fit(size, one_line, smallest, lines=int(lines), hyphens=hyphens)


def larger(how: Fit, factor: float) -> Fit:
    """Return a text's sizes for a face that is `factor` larger, none under what can be printed."""
    size, one_line, smallest = (max(LEAST, size * factor) for size in (how.size, how.one_line, how.smallest))
    return Fit(size, one_line, smallest, lines=how.lines, hyphens=how.hyphens)
