"""Text into a width: shrink, then break at sense, then cut with an ellipsis; never overflow."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.badges.scripts import clusters, is_ideographic, reads_right_to_left, tidy

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.badges.fonts import Weight
    from checkin.badges.shaping import Line, Shaper

ELLIPSIS = "…"
_STEP = 0.25
"""Sizes are whole quarters of a point."""
_HYPHENS = "-\u2010\u2013/"
_LONGEST = 240
"""Clusters that are looked at: nobody's name is longer, and a hostile list must not cost minutes."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size that fit a width; lengths in points. `cut` tells that an ellipsis stands for the rest."""

    lines: tuple[Line, ...]
    size: float
    cut: bool = False

    @property
    def width(self) -> float:
        """The width of the widest line."""
        return max((line.width for line in self.lines), default=0.0) * self.size


@dataclass(frozen=True, slots=True)
class Fit:
    """How a text may give way: sizes in points, `lines` at most.

    It shrinks down to `one_line` on a single line, then is broken and shrinks down to `smallest`.
    """

    size: float
    one_line: float
    smallest: float
    lines: int = 1

    def scaled(self, factor: float) -> Fit:
        """Return the same, all sizes smaller."""
        return Fit(self.size * factor, self.one_line * factor, self.smallest * factor, self.lines)


def fit(shaper: Shaper, text: str, weight: Weight, width: float, how: Fit) -> Block:
    """Return a text set within a width in points; an empty text gives a block without lines."""
    parts = clusters(tidy(text))[:_LONGEST]
    text = "".join(parts)
    whole = shaper.line(text, weight)
    if not whole.runs:
        return Block((), how.size)
    if whole.width * how.one_line <= width:
        return Block((whole,), _largest(whole.width, width, how.size))
    if how.lines > 1:
        for words in (_words(parts), parts):  # at sense, else anywhere
            if block := _broken(shaper, words, weight, width, how):
                return block
    if whole.width * how.smallest <= width:
        return Block((whole,), _largest(whole.width, width, how.size))
    return _cut(shaper, _words(parts), weight, width, how)


def shorten(shaper: Shaper, text: str, weight: Weight, width: float) -> Line:
    """Return as much of a text as a width in ems takes, with an ellipsis where something is missing."""
    line = shaper.line(text, weight)
    if line.width <= width:
        return line
    parts = clusters(tidy(text))
    taken = _most(len(parts), lambda count: shaper.line(_ended(parts[:count]), weight).width <= width)
    return shaper.line(_ended(parts[:taken]), weight)


def _largest(ems: float, width: float, size: float) -> float:
    """Return the largest size, in steps, at which so many ems fit."""
    return min(size, int(width / ems / _STEP) * _STEP or width / ems)


def _most(highest: int, holds: Callable[[int], bool]) -> int:
    """Return the largest number up to the highest for which something holds, by halving; 0 is taken to hold."""
    low, high = 0, highest
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def _words(parts: list[str]) -> list[str]:
    """Join clusters into what a line may end after: words, parts of double names, ideographs."""
    words = [""]
    for cluster in parts:
        last = words[-1]
        ends = last and (
            (last[-1] == " " and cluster != " ")
            or (last[-1] in _HYPHENS and len(last) > 2)
            or (is_ideographic(cluster) and not unicodedata.category(cluster[0]).startswith("P"))
        )
        if ends:
            words.append(cluster)
        else:
            words[-1] = last + cluster
    return words


def _broken(shaper: Shaper, words: list[str], weight: Weight, width: float, how: Fit) -> Block | None:
    """Return the words on as many lines as may be, at the largest size that allows it."""
    steps = int((how.size - how.smallest) / _STEP)

    def at(step: int) -> tuple[Line, ...] | None:
        size = how.smallest + step * _STEP
        lines = _wrapped(shaper, words, weight, width / size, how.lines)
        return tuple(lines) if lines else None

    best = at(0) and _most(steps, lambda step: at(step) is not None)
    if best is None:
        return None
    lines = at(best)
    return Block(lines, how.smallest + best * _STEP) if lines else None


def _wrapped(shaper: Shaper, words: list[str], weight: Weight, room: float, most: int) -> list[Line] | None:
    """Return the words on lines no wider than some ems, or None where they need more lines than there may be."""
    lines: list[Line] = []
    rest = words
    while rest:
        taken = _most(len(rest), lambda count, rest=rest: _line(shaper, rest, count, weight).width <= room)  # type: ignore[misc]
        if not taken or len(lines) == most:
            return None
        lines.append(_line(shaper, rest, taken, weight))
        rest = rest[taken:]
    return lines


def _line(shaper: Shaper, words: list[str], count: int, weight: Weight) -> Line:
    """Shape the first words; where that breaks a word inside, it gets a hyphen if its script uses one."""
    text = "".join(words[:count])
    if count < len(words) and text[-1].isalpha() and words[count][0].isalpha():
        uses_hyphens = text[-1].lower() != text[-1].upper()
        return shaper.line(f"{text}-" if uses_hyphens and not reads_right_to_left(text) else text, weight)
    return shaper.line(text, weight)


def _cut(shaper: Shaper, words: list[str], weight: Weight, width: float, how: Fit) -> Block:
    """Return the smallest size, with as many lines as may be, the last one cut."""
    room = width / how.smallest
    lines: list[Line] = []
    rest = words
    while len(lines) < how.lines - 1:
        taken = _most(len(rest) - 1, lambda count, rest=rest: _line(shaper, rest, count, weight).width <= room)  # type: ignore[misc]
        if not taken:
            break
        lines.append(_line(shaper, rest, taken, weight))
        rest = rest[taken:]
    lines.append(shorten(shaper, "".join(rest), weight, room))
    return Block(tuple(lines), how.smallest, cut=True)


def _ended(parts: list[str]) -> str:
    return "".join(parts).rstrip(" -,.") + ELLIPSIS
