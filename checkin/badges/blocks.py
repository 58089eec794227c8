"""Texts below each other in a column: as large as its height allows, and what lacks room left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from checkin.badges.breaking import Fit
from checkin.badges.fonts import Weight
from checkin.badges.layouts import LEAST
from checkin.badges.shaping import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.badges.areas import Area
    from checkin.badges.breaking import Block
    from checkin.badges.typesetting import Typesetter

_CAPITALS = 0.74
"""Ems that are kept free above a baseline: Inter's capitals and a little."""
_OVERHANG = 0.25
"""Ems by which the accents of the first line may rise into the margin, so that names stand on one line."""
_DESCENT = 0.2
_LEADING = 1.1
_TAIL = 0.86
"""The size of what follows a text in its line, to that text's."""
_FACTORS = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)

Align = Literal["left", "centre"]


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a column; `gap` is the room above it, in points.

    `tail` follows it where its last line has room, and stands under it where not.
    """

    text: str
    weight: Weight
    colour: str
    gap: float
    how: Fit
    tail: str = ""
    tail_colour: str = ""

    def shrunk(self, factor: float, *, lines: int) -> Part:
        """Return it smaller, on at most so many lines."""
        scaled = self.how.scaled(factor)
        floored = replace(
            scaled,
            size=max(LEAST, scaled.size),
            one_line=max(LEAST, scaled.one_line),
            smallest=max(LEAST, scaled.smallest),
            lines=lines,
        )
        return replace(self, gap=self.gap * factor, how=floored)


@dataclass(frozen=True, slots=True)
class _Piece:
    line: Line
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class _Row:
    """Pieces on one baseline, `drop` points under the top of the column."""

    pieces: tuple[_Piece, ...]
    drop: float

    @property
    def width(self) -> float:
        return sum(piece.line.width * piece.size for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Column:
    """Texts that are set; `height` is what they take, in points."""

    rows: tuple[_Row, ...] = ()
    height: float = 0.0

    def draw(self, setter: Typesetter, area: Area, align: Align = "left", *, middle: bool = False) -> None:
        """Draw them from the top of an area, or in the middle of its height."""
        top = area.top - ((area.height - self.height) / 2 if middle else 0.0)
        for row in self.rows:
            x = area.left + ((area.width - row.width) / 2 if align == "centre" else 0.0)
            for piece in row.pieces:
                setter.draw(piece.line, x, top - row.drop, piece.size, piece.colour)
                x += piece.line.width * piece.size


def column(setter: Typesetter, parts: Sequence[Part], width: float, height: float, *, over: float = 0.0) -> Column:
    """Return texts as large as a width and a height, in points, allow; the last ones are left out at the worst.

    The accents of the first line may rise by `over` above that height.
    """
    for factor in _FACTORS:
        shrunk = [part.shrunk(factor, lines=part.how.lines) for part in parts]
        if (made := _set(setter, shrunk, width, over)).height <= height:
            return made
    # eight full lines, or letters with a pile of marks: each text on one line, as many as there is room for
    single = [replace(part.shrunk(0.5, lines=1), tail="") for part in parts]
    while single and _set(setter, single, width, over).height > height:
        single.pop()
    return _set(setter, single, width, over)


def _set(setter: Typesetter, parts: Sequence[Part], width: float, over: float) -> Column:
    rows: list[_Row] = []
    drop = 0.0
    for part in parts:
        block = setter.fit(part.text, part.weight, width, part.how)
        if not block.lines:
            continue
        below = 0.0
        for i, pieces in enumerate(_pieces(setter, part, block, width)):
            size = pieces[0].size
            top = max(piece.line.top * piece.size for piece in pieces) / size
            if not rows:
                drop += max(_CAPITALS * size, top * size - min(_OVERHANG * size, over))
            elif i == 0:
                drop += part.gap + max(_CAPITALS, top) * size
            else:
                drop += max(_LEADING * size, below + (top + 0.08) * size)
            below = max(-piece.line.bottom * piece.size for piece in pieces)
            rows.append(_Row(pieces, drop))
        drop += max(_DESCENT * rows[-1].pieces[0].size, below)
    return Column(tuple(rows), drop)


def _pieces(setter: Typesetter, part: Part, block: Block, width: float) -> list[tuple[_Piece, ...]]:
    """Return the lines of a text, with what follows it in the last one or in one of its own."""
    lines = [(_Piece(line, block.size, part.colour),) for line in block.lines]
    if not part.tail.strip() or block.cut:
        return list(lines)
    size = max(LEAST, block.size * _TAIL)
    beside = _Piece(setter.line(part.tail, Weight.REGULAR), size, part.tail_colour)
    gap = 0.5 * size
    last = lines[-1][0]
    if last.line.width * last.size + gap + beside.line.width * size <= width:
        blank = _Piece(Line("", (), 0.5, 0.0, 0.0), size, part.tail_colour)
        return [*lines[:-1], (last, blank, beside)]
    how = Fit(size, one_line=LEAST, smallest=LEAST)
    own = setter.fit(part.tail, Weight.REGULAR, width, how)
    return [*lines, *((_Piece(line, own.size, part.tail_colour),) for line in own.lines)]
