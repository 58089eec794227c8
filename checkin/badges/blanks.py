"""A badge without a name: a line to write it on by hand, its number, and the code that somebody claims at the door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor

from checkin.badges.areas import MM, Area
from checkin.badges.below import Below
from checkin.badges.beside import Beside
from checkin.badges.blocks import column
from checkin.badges.breaking import Fit
from checkin.badges.categories import INK
from checkin.badges.faces import BadgeFace
from checkin.badges.fonts import Weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.badges.blocks import Part
    from checkin.badges.faces import Setting

_LINE = 11.0 * MM
"""What somebody's hand needs above a line to write a name with a felt pen."""
_FOOT = 0.3
"""How much of the room the words under the line may take."""
_NUMBER = 0.6
"""How much of the line's width the number may take, beside the word under the line."""
_GAP = 1.0 * MM


def blank_face(
    *, token: str, number: str, kind: str = "", name: str = "", event_title: str = "", event_date: str = ""
) -> BadgeFace:
    """Return what is printed on a blank badge, in words that are filled in: `number` as in "Badge 7".

    `kind` stands where others have their category, on the colour of ink, so that nobody is taken for its member;
    `name` under the line that is written on.
    """
    return BadgeFace(
        token=token,
        category=kind,
        colour=INK,
        event_title=event_title,
        event_date=event_date,
        blank=number or " ",
        line=name,
    )


@dataclass(frozen=True, slots=True)
class BlankBeside(Beside):
    """A blank face whose code stands at the right."""

    def _draw_texts(self, parts: Sequence[Part], room: Area, over: float) -> None:
        head = column(self.setting.setter, parts, room.width, room.height / 3, over=over)
        head.draw(self.setting.setter, room)
        _draw_line(self.setting, self.face, room.inside(top=head.height + _GAP if head.rows else 0.0))


@dataclass(frozen=True, slots=True)
class BlankBelow(Below):
    """A blank face whose code stands under the line."""

    def _texts_height(self, width: float, height: float) -> float:  # noqa: ARG002 - as that of a name's
        return 1.6 * _LINE

    def _draw_texts(self, area: Area) -> None:
        _draw_line(self.setting, self.face, area)


def _draw_line(setting: Setting, face: BadgeFace, area: Area) -> None:
    """Draw the line, a second one above it where a hand has room for two, and under it what is to be written there."""
    tall = _draw_foot(setting, face.blank, face.line, area)
    free = area.height - tall - _GAP
    lines = 2 if free >= 2 * _LINE else 1
    canvas, dots = setting.setter.canvas, setting.dots
    canvas.saveState()
    canvas.setStrokeColor(HexColor(setting.inks.muted))
    canvas.setLineWidth(max(0.6, 2 * dots.size))
    for line in range(lines):
        y = dots.up(area.bottom + tall + _GAP + line * free / lines)
        canvas.line(area.left, y, area.right, y)
    canvas.restoreState()


def _draw_foot(setting: Setting, number_words: str, word: str, area: Area) -> float:
    """Draw what stands under the line, the word at its left and the number at its right; return how high that is."""
    setter, layout, colours = setting.setter, setting.layout, setting.inks
    big, small = setting.fit(layout.handle), setting.fit(layout.organisation)
    both = bool(number_words.strip() and word.strip())
    number = setter.fit(
        number_words, Weight.BOLD, area.width * (_NUMBER if both else 1.0), Fit(big.size, big.smallest, big.smallest)
    )
    name = setter.fit(
        word,
        Weight.REGULAR,
        area.width - (number.width + 2 * _GAP if both else 0.0),
        Fit(small.size, small.smallest, small.smallest),
    )
    placed = [
        (line, min(block.size, _FOOT * area.height / max(1.0, line.top - line.bottom)), colour, is_right)
        for block, colour, is_right in ((number, colours.names, True), (name, colours.muted, False))
        for line in block.lines[:1]
    ]
    above = max((line.top * size for line, size, _, _ in placed), default=0.0)
    below = max((-line.bottom * size for line, size, _, _ in placed), default=0.0)
    for line, size, colour, is_right in placed:
        x = area.right - line.width * size if is_right else area.left
        setter.draw(line, x, area.bottom + below, size, colour)
    return above + below
