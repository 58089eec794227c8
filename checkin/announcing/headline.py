"""A text set into a box as large as it goes, in lines of about the same length."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.announcing.directions import Row, begins_right_to_left, row_of
from checkin.badges.breaking import Fit
from checkin.badges.fonts import Weight
from checkin.badges.scripts import clusters, is_ideographic, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.badges.areas import Area
    from checkin.badges.typesetting import Align, Typesetter

_CAPITALS = 0.74
_DESCENT = 0.22
_STEP = 0.94
"""What a size is to the next larger one that is tried."""
_GLUED = ":;!?»”’)]…·–,.、。，！？：；）」』ーゃゅょっャュョッァィゥェォ"
"""What never begins a line, though in French a space stands before some of it."""
_KEPT = re.compile(r"(?:[«“(\[（「『]|(?<!\S)\d{1,2}) ?$")
"""What never ends a line: what opens something, and a number such as that of a day."""
_NO_BREAK = re.compile("[\u00a0\u202f]")
_YEAR = re.compile(r"\d{4}[,.;]? ?")
_MOST_WORDS = 160


@dataclass(frozen=True, slots=True)
class How:
    """How a text may be set: sizes in points, lines at most, ems from baseline to baseline.

    A `listed` one is a list in the page's language, and reads from left to right whatever it begins with.
    """

    size: float
    smallest: float
    lines: int
    weight: Weight = Weight.REGULAR
    leading: float = 1.12
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of one size; `drops` are their baselines under the top, `height` is what they take, in points."""

    lines: tuple[Row, ...]
    size: float
    drops: tuple[float, ...]
    height: float

    @property
    def width(self) -> float:
        """The width of the widest line, in points."""
        return max((line.width for line in self.lines), default=0.0) * self.size

    def draw(self, setter: Typesetter, area: Area, colour: str, align: Align = "left") -> None:
        """Draw the lines from the top of an area."""
        for line, drop in zip(self.lines, self.drops, strict=True):
            room = area.width - line.width * self.size
            shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * room
            for place, piece in line.pieces:
                setter.draw(piece, area.left + shift + place * self.size, area.top - drop, self.size, colour)


NOTHING = Setting((), 0.0, (), 0.0)


def set_text(setter: Typesetter, text: str, width: float, height: float, how: How) -> Setting:
    """Return a text as large as a width and a height allow; cut with an ellipsis where it is too long for both."""
    # no-break spaces stay until the lines are made: what they hold together is one word
    text = "\u00a0".join(tidy(piece) for piece in _NO_BREAK.split(text))
    if not text.strip() or width <= 0 or height <= 0:
        return NOTHING
    words = _words(text)
    column = _Column(setter, width, height, how)
    if len(words) <= _MOST_WORDS:
        size = how.size
        while size >= how.smallest:
            if made := column.at(words, size):
                return made
            size *= _STEP
    return column.cut(words)


@dataclass(frozen=True, slots=True)
class _Column:
    """A room in points, and how a text may be set in it."""

    setter: Typesetter
    width: float
    height: float
    how: How

    def at(self, words: Sequence[str], size: float) -> Setting | None:
        """Return the words at a size, or None where the room is too small for them."""
        ems, gaps = self._measured(words)
        rows = _rows(ems, gaps, self.width / size)
        if not rows or len(rows) > self.how.lines:
            return None
        # the narrowest width that needs no more lines makes them even
        low, high = max(ems), self.width / size
        for _ in range(8):
            middle = (low + high) / 2
            low, high = (low, middle) if len(_rows(ems, gaps, middle)) == len(rows) else (middle, high)
        rows = _rows(ems, gaps, high)
        is_turned = not self.how.listed and begins_right_to_left("".join(words))
        lines = tuple(self._row("".join(words[a:b]).strip(), right_to_left=is_turned) for a, b in rows)
        made = _stacked(lines, size, self.how)
        fits = made.height <= self.height and made.width <= self.width
        return made if fits else None

    def cut(self, words: Sequence[str]) -> Setting:
        """Return as many words as go in at the smallest size, with an ellipsis; only a single long one is broken."""
        low, high = 0, min(len(words) - 1, _MOST_WORDS)
        best: Setting | None = None
        while low < high:
            middle = (low + high + 1) // 2
            made = self.at(_ended(words[:middle]), self.how.smallest)
            low, high, best = (middle, high, made) if made else (low, middle - 1, best)
        return best or self._broken("".join(words))

    def _broken(self, text: str) -> Setting:
        size = self.how.smallest
        for lines in range(self.how.lines, 0, -1):
            block = self.setter.fit(text, self.how.weight, self.width, Fit(size, size, size, lines))
            made = _stacked(tuple(Row(((0.0, line),), line.width) for line in block.lines), block.size, self.how)
            if made.height <= self.height:
                return made
        return NOTHING

    def _row(self, text: str, *, right_to_left: bool) -> Row:
        return row_of(
            text, lambda part: self.setter.line(part, self.how.weight), self._blank, right_to_left=right_to_left
        )

    @property
    def _blank(self) -> float:
        weight = self.how.weight
        return self.setter.width("n n", 1.0, weight) - self.setter.width("nn", 1.0, weight)

    def _measured(self, words: Sequence[str]) -> tuple[list[float], list[float]]:
        """Return how wide each word is, and the space behind it, in ems."""
        ems = [self.setter.line(word.rstrip(), self.how.weight).width for word in words]
        blank = self._blank
        return ems, [blank if word.endswith(" ") else 0.0 for word in words]


def _rows(ems: Sequence[float], gaps: Sequence[float], room: float) -> list[tuple[int, int]]:
    """Return the words of each line as first and one past the last; nothing where a word is wider than the room."""
    rows: list[tuple[int, int]] = []
    first, used = 0, 0.0
    for index, wide in enumerate(ems):
        if wide > room + 1e-9:
            return []
        gap = gaps[index - 1] if index > first else 0.0
        if index > first and used + gap + wide > room + 1e-9:
            rows.append((first, index))
            first, used = index, wide
        else:
            used += gap + wide
    return [*rows, (first, len(ems))]


def _stacked(lines: tuple[Row, ...], size: float, how: How) -> Setting:
    drops: list[float] = []
    drop, below = 0.0, 0.0
    for line in lines:
        above = max(_CAPITALS, line.top)
        drop += above * size if not drops else max(how.leading, below + above + 0.06) * size
        drops.append(drop)
        below = max(0.0, -line.bottom)
    return Setting(lines, size, tuple(drops), drop + max(_DESCENT, below) * size if lines else 0.0)


def _words(text: str) -> list[str]:
    """Return what a line may end after, each with the space behind it; signs stay with the word before them."""
    words = [""]
    for cluster in clusters(text):
        last = words[-1]
        begins = (last.endswith(" ") and cluster != " ") or (last and is_ideographic(cluster))
        if begins and cluster[0] not in _GLUED and not _KEPT.search(last):
            words.append(cluster)
        else:
            words[-1] = last + cluster
    return _with_years(words)


def _with_years(words: list[str]) -> list[str]:
    """Return words with each year joined to the word before it, so that a line never begins with one."""
    joined = words[:1]
    for word in words[1:]:
        if _YEAR.fullmatch(word) and joined[-1].strip()[-1:].isalpha():
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _ended(words: Sequence[str]) -> list[str]:
    last = words[-1].rstrip(" \u00a0,;:-–—(«“") + "…"
    return [*words[:-1], last]
