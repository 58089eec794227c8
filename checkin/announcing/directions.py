"""A line that reads one way within a text that reads the other: its pieces in the order of the text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checkin.badges.shaping import Line


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a text: pieces with how far from its left end each begins; lengths in ems."""

    pieces: tuple[tuple[float, Line], ...]
    width: float

    @property
    def top(self) -> float:
        """How far its ink goes up from the baseline."""
        return max((piece.top for _, piece in self.pieces), default=0.0)

    @property
    def bottom(self) -> float:
        """How far its ink goes up from the baseline at its lowest: below zero under it."""
        return min((piece.bottom for _, piece in self.pieces), default=0.0)


def begins_right_to_left(text: str) -> bool:
    """Tell whether the first letter of a text is written from right to left, and so the text (UAX 9, P2)."""
    return next((kind != "L" for c in text if (kind := unicodedata.bidirectional(c)) in {"L", "R", "AL"}), False)


def row_of(text: str, shape: Callable[[str], Line], blank: float, *, right_to_left: bool) -> Row:
    """Return one line of a text that reads from right to left, or from left to right; `blank` is a space's width.

    The shaper takes a line's direction from its first letter. Where that is not the text's, as with an Arabic name at
    the head of a line of a French list, the pieces of one direction each are set beside each other.
    """
    if begins_right_to_left(text) == right_to_left:
        line = shape(text)
        return Row(((0.0, line),), line.width)
    found = list(_pieces(text))
    if right_to_left:
        found.reverse()
    placed: list[tuple[float, Line]] = []
    x = 0.0
    for piece in found:
        line = shape(piece)
        before, after = len(piece) - len(piece.lstrip()), len(piece) - len(piece.rstrip())
        if right_to_left:
            before, after = after, before
        x += before * blank
        if line.runs:
            placed.append((x, line))
        x += line.width + after * blank
    return Row(tuple(placed), x)


def _pieces(text: str) -> Iterator[str]:
    """Yield the stretches of one direction: signs and spaces go with letters from left to right, between others not."""
    kinds = "".join(
        "R" if (kind := unicodedata.bidirectional(c)) in {"R", "AL"} else "L" if kind == "L" else "n" for c in text
    )
    place = 0
    for found in re.finditer("R(?:[^L]*R)?n*?", kinds):
        # marks belong to the letter before them
        end = found.end()
        while end < len(text) and unicodedata.category(text[end]) == "Mn":
            end += 1
        if found.start() > place:
            yield text[place : found.start()]
        yield text[found.start() : end]
        place = end
    if place < len(text):
        yield text[place:]
