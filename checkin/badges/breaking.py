"""Text into a width: shrink, then break at sense, then cut with an ellipsis; never overflow."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
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

    It shrinks down to `one_line` on a single line, then is broken and shrinks down to `smallest`. Without `hyphens`
    none is added where a word is broken inside: a handle must not gain a character.
    """

    size: float
    one_line: float
    smallest: float
    lines: int = 1
    hyphens: bool = True

    def scaled(self, factor: float) -> Fit:
        """Return the same, all sizes smaller."""
        return replace(self, size=self.size * factor, one_line=self.one_line * factor, smallest=self.smallest * factor)


def fit(shaper: Shaper, text: str, weight: Weight, width: float, how: Fit) -> Block:
    """Return a text set within a width in points; an empty text gives a block without lines."""
    parts = _beginning(text)
    text = "".join(parts)
    whole = shaper.line(text, weight)
    if not whole.runs:
        return Block((), how.size)
    if whole.width * how.one_line <= width:
        return Block((whole,), _largest(whole.width, width, how.size))
    column = _Column(shaper, weight, width, how)
    if how.lines > 1:
        for words in (_words(parts), parts):  # at sense, else anywhere
            if block := column.broken(words):
                return block
    if whole.width * how.smallest <= width:
        return Block((whole,), _largest(whole.width, width, how.size))
    return column.cut(_words(parts))


def shorten(shaper: Shaper, text: str, weight: Weight, width: float) -> Line:
    """Return as much of a text as a width in ems takes, with an ellipsis where something is missing."""
    parts = _beginning(text)
    line = shaper.line("".join(parts), weight)
    if line.width <= width:
        return line
    taken = _most(len(parts), lambda count: shaper.line(_ended(parts[:count]), weight).width <= width)
    return shaper.line(_ended(parts[:taken]), weight)


def _beginning(text: str) -> list[str]:
    # cut twice: characters first, since to look at all of a very long text is what must not happen
    return clusters(tidy(text[: 20 * _LONGEST]))[:_LONGEST]


def _largest(ems: float, width: float, size: float) -> float:
    """Return the largest size, in steps, at which so many ems fit."""
    return min(size, int(width / ems / _STEP) * _STEP or width / ems)


def _most(highest: int, holds: Callable[[int], bool]) -> int:
    """Return the largest number up to the highest for which something holds; 0 is taken to hold.

    By doubling, then halving: what holds is short, and to shape a long text is dear.
    """
    low, high = 0, highest
    reach = 1
    while low < high:
        middle = min(reach, (low + high + 1) // 2) if reach else (low + high + 1) // 2
        if holds(middle):
            low, reach = middle, reach * 2
        else:
            high, reach = middle - 1, 0
    return low


def _words(parts: list[str]) -> list[str]:
    """Join clusters into what a line may end after: words, parts of double names, ideographs."""
    words = [""]
    for cluster in parts:
        last = words[-1]
        ends = last and (
            (last[-1] == " " and cluster != " ")
            or (last[-1] in _HYPHENS and len(last) > 2)
            or (cluster == "@" and len(last) > 2)
            or (is_ideographic(cluster) and not unicodedata.category(cluster[0]).startswith("P"))
        )
        if ends:
            words.append(cluster)
        else:
            words[-1] = last + cluster
    return words


@dataclass(frozen=True, slots=True)
class _Column:
    """What stays the same while a text is broken in different ways."""

    shaper: Shaper
    weight: Weight
    width: float
    how: Fit

    def broken(self, words: list[str]) -> Block | None:
        """Return the words on as many lines as may be, at the largest size that allows it."""
        least = self.how.smallest
        if not self._wrapped(words, self.width / least):
            return None
        steps = int((self.how.size - least) / _STEP)
        size = least + _STEP * _most(
            steps, lambda step: bool(self._wrapped(words, self.width / (least + step * _STEP)))
        )
        return Block(tuple(self._wrapped(words, self.width / size)), size)

    def cut(self, words: list[str]) -> Block:
        """Return the smallest size, with as many lines as may be, the last one cut."""
        room = self.width / self.how.smallest
        lines: list[Line] = []
        while len(lines) < self.how.lines - 1:
            if not self._taken(words, room):
                words = clusters("".join(words))
            taken = min(self._taken(words, room), len(words) - 1)
            if not taken:
                break
            lines.append(self._line(words, taken))
            words = words[taken:]
        lines.append(shorten(self.shaper, "".join(words), self.weight, room))
        return Block(tuple(lines), self.how.smallest, cut=True)

    def _wrapped(self, words: list[str], room: float) -> list[Line]:
        """Return the words on lines no wider than some ems, or none where they need more lines than there may be."""
        lines: list[Line] = []
        while words:
            taken = self._taken(words, room)
            if not taken or len(lines) == self.how.lines:
                return []
            lines.append(self._line(words, taken))
            words = words[taken:]
        return lines

    def _taken(self, words: list[str], room: float) -> int:
        return _most(len(words), lambda count: self._line(words, count).width <= room)

    def _line(self, words: list[str], count: int) -> Line:
        """Shape the first words; where that breaks a word inside, it gets a hyphen if its script uses one."""
        text = "".join(words[:count])
        inside = count < len(words) and text[-1].isalpha() and words[count][0].isalpha()
        uses_hyphens = self.how.hyphens and text[-1].lower() != text[-1].upper() and not reads_right_to_left(text)
        return self.shaper.line(f"{text}-" if inside and uses_hyphens else text, self.weight)


def _ended(parts: list[str]) -> str:
    return "".join(parts).rstrip(" -,.") + ELLIPSIS
