"""Where everything in a banner stands, at one scale: large first, from the top down, with the buttons at the foot."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from ui.theme import Size, Type, font
from ui.widgets.banner import Banner, BoxPiece, IconPiece, Ink, Piece, TextPiece
from ui.widgets.chip import PADDING, chip_edge, chip_ground, chip_ink
from ui.widgets.paragraph import LEADING, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSize

INSIDE = 26
FOOT = 16
"""Room below the last thing, in logical pixels; so is that around the buttons."""
BUTTON_GAP = 10
BUTTON_TOP = 5
META = 17
LEAD = 24
CUE_PADDING = 16
BAND_OUTSET = 10
BAND_PADDING = 12
NAME_LEADING = 1.16
LOWEST_ONE_LINE = 38
LARGEST_OF_MORE = 40
SMALLEST_WORD = 18
NAME_SHARE = 0.05
"""The least share of the window's height that a name takes, so that it is read at two metres."""
TIGHT = 0.7
"""Below this share of the usual scale a note is written smaller than its title."""


@dataclass(slots=True)
class Plan:
    """A banner that is laid out. `text_height` is where what is said ends, above `height`; lengths in pixels."""

    scale: float
    height: float = 0.0
    text_height: float = 0.0
    name_size: int = 0
    pieces: list[Piece] = field(default_factory=list)
    buttons: list[QRect] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Room:
    """What a banner may take: its width, its usual and its greatest height, and the height of its window."""

    width: int
    usual: int
    most: int
    window: int


class Drafting:
    """Draws up one plan, at one scale, from the top down."""

    def __init__(self, banner: Banner, buttons: Sequence[QSize], room: Room, share: float) -> None:
        self._banner = banner
        self._sizes = buttons
        self._room = room
        self._share = share
        self._scale = room.usual / Size.BANNER * share
        self._floor = math.ceil(NAME_SHARE * room.window)
        self._wide = float(room.width - 2 * INSIDE)

    def draft(self) -> Plan:
        """Return the plan with the lines in full width, or beside the buttons where that is lower."""
        rows = _rows(self._sizes, self._room.width - 2 * FOOT)
        plan = self._draft(rows, self._wide)
        taken = max((sum(size.width() + BUTTON_GAP for size in row) for row in rows), default=0)
        if plan.height > self._room.usual and 0 < taken < self._wide / 2:
            beside = self._draft(rows, self._wide - taken)
            if beside.height < plan.height:
                return beside
        return plan

    def _draft(self, rows: list[list[QSize]], for_lines: float) -> Plan:
        plan = Plan(self._scale)
        b = self._banner
        y = self._word(plan, INSIDE * 0.85 * self._scale)
        if b.headline:
            y = self._name(plan, y)
        y = self._meta(plan, y)
        if b.attention:
            y = self._band(plan, y)
        y = self._lines(plan, y, for_lines)
        plan.text_height = y
        self._foot(plan, rows)
        return plan

    def _word(self, plan: Plan, y: float) -> float:
        b, s = self._banner, self._scale
        side = Size.BANNER_SHAPE * s
        cue = Paragraph([(b.cue, font(max(Type.LABEL, int(Type.LARGE * s)), QFont.Weight.Bold))], self._wide)
        pill = cue.width + 2 * CUE_PADDING * s if b.cue else 0.0
        is_beside = pill < self._wide / 2
        room = self._wide - side - 14 - (pill + Size.GAP if b.cue and is_beside else 0)
        word = Paragraph([(b.word, _fitted(b.word, int(Type.WORD * s), room, SMALLEST_WORD))], room, 1.2)
        high = max(side, word.height)
        ink: Ink = lambda c: c.ink(b.role)  # noqa: E731 - a colour is picked when it is painted
        plan.pieces.append(
            IconPiece(b.shape, QRectF(INSIDE, y + (high - side) / 2, side, side), lambda c: c.on_ink, ink)
        )
        plan.pieces.append(TextPiece(word, QPointF(INSIDE + side + 14, y + (high - word.height) / 2), ink))
        if b.cue:
            tall = cue.height + 9 * s
            middle = y + high / 2
            if not is_beside:
                middle = y + high + 6 * s + tall / 2
                high += 6 * s + tall
            left = INSIDE + self._wide - pill if is_beside else INSIDE
            area = QRectF(left, middle - tall / 2, pill, tall)
            plan.pieces.append(BoxPiece(area, tall / 2, ink))
            at = QPointF(left + CUE_PADDING * s, middle - cue.height / 2)
            plan.pieces.append(TextPiece(cue, at, lambda c: c.on_ink))
        return y + high + 8 * s

    def _name(self, plan: Plan, y: float) -> float:
        """One line as long as that stays large, else two; more only at the smallest size that is read from afar."""
        name, s = self._banner.headline, self._scale
        weight = QFont.Weight.ExtraBold
        face = _fitted(
            name, max(self._floor, int(Type.NAME * s)), self._wide, max(self._floor, int(LOWEST_ONE_LINE * s)), weight
        )
        made = Paragraph([(name, face)], self._wide, NAME_LEADING)
        size = max(self._floor, int(LARGEST_OF_MORE * s))
        while len(made.widths) > 1:
            made = Paragraph([(name, font(size, weight))], self._wide, NAME_LEADING)
            if len(made.widths) <= 2 or size <= self._floor:
                break
            size -= 1
            face = font(size, weight)
        plan.name_size = round(made.line_height / NAME_LEADING)
        plan.pieces.append(TextPiece(made, QPointF(INSIDE, y), lambda c: c.text))
        return y + made.height + 6 * s

    def _meta(self, plan: Plan, y: float) -> float:
        """Handle, category and organisation beside each other as far as there is room, then below."""
        b, s = self._banner, self._scale
        size = max(Type.BODY, int(META * s))
        plain, bold = font(size), font(max(Type.LABEL, int(Type.LABEL * s)), QFont.Weight.Bold)
        x, high = 0.0, 0.0
        for text, is_chip in ((b.handle, False), (b.chip, True), (b.organisation, False)):
            if not text:
                continue
            pad = PADDING * s if is_chip else 0.0
            made = Paragraph([(text, bold if is_chip else plain)], self._wide - 2 * pad)
            wide = made.width + 2 * pad
            if x and x + wide > self._wide:
                x, y = 0.0, y + high + 4 * s
                high = 0.0
            tall = max(made.line_height, size * LEADING)
            top = y + (tall - made.line_height) / 2
            if is_chip:
                area = QRectF(INSIDE + x, top - 1, wide, made.height + 2)
                edge = chip_edge(b.chip_colour)
                plan.pieces.append(BoxPiece(area, Size.SMALL_CORNER, chip_ground(b.chip_colour), edge))
            ink: Ink = chip_ink(b.chip_colour) if is_chip else lambda c: c.text
            plan.pieces.append(TextPiece(made, QPointF(INSIDE + x + pad, top), ink))
            # What comes next stands beside the last line of what had to be broken.
            y += made.height - made.line_height
            x += (wide if is_chip else made.widths[-1]) + 10
            high = max(high if made.is_one_line else 0.0, tall)
        return y + high + 6 * s if high else y

    def _band(self, plan: Plan, y: float) -> float:
        """What must not be missed: a band of a colour that no verdict has, with a star, from edge to edge."""
        b, s = self._banner, self._scale
        size = max(Type.SMALLEST_ATTENTION, int(Type.ATTENTION * s))
        runs = [(b.attention, font(size, QFont.Weight.ExtraBold))]
        if b.strong:
            # What is called out stays large; a note so long that it would not fit whole is read from nearer.
            small = Type.LARGE if self._share < TIGHT else size
            runs.append((f"   {b.strong}", font(small, QFont.Weight.DemiBold)))
        sign = size * 1.1
        left = INSIDE - BAND_OUTSET + BAND_PADDING + sign + 10
        leading = 1.3 if self._share >= TIGHT else 1.15
        made = Paragraph(runs, self._room.width - left - INSIDE, leading)
        pad = 7 * s
        y += 2 * s
        area = QRectF(INSIDE - BAND_OUTSET, y, self._wide + 2 * BAND_OUTSET, made.height + 2 * pad)
        plan.pieces.append(BoxPiece(area, Size.CORNER, lambda c: c.attention))
        star = QRectF(area.left() + BAND_PADDING, y + pad + (made.line_height - sign) / 2, sign, sign)
        plan.pieces.append(IconPiece("star", star, lambda c: c.on_attention))
        plan.pieces.append(TextPiece(made, QPointF(left, y + pad), lambda c: c.on_attention))
        return area.bottom() + 8 * s

    def _lines(self, plan: Plan, y: float, room: float) -> float:
        b, s = self._banner, self._scale
        size = max(Type.BODY, int(META * s))
        strong = "" if b.attention else b.strong
        for index, line in enumerate((*b.lines, strong)):
            if not line:
                continue
            is_strong = index == len(b.lines)
            # Without a name the first line is what has to be read from afar.
            is_lead = index == 0 and not b.headline and not is_strong
            face = font(size, QFont.Weight.Bold if is_strong else QFont.Weight.Normal)
            if is_lead:
                face = font(max(Type.HEADING, int(LEAD * s)), QFont.Weight.DemiBold)
            made = Paragraph([(line, face)], room)
            plan.pieces.append(TextPiece(made, QPointF(INSIDE, y), lambda c: c.text))
            y += made.height + 2 * s
        return y

    def _foot(self, plan: Plan, rows: list[list[QSize]]) -> None:
        """Put the buttons at the foot: beside the last lines where these leave them room, else below."""
        plan.height = max(float(self._room.usual), math.ceil(plan.text_height + FOOT * 0.75))
        if not rows:
            return
        tall = sum(max(size.height() for size in row) for row in rows) + BUTTON_GAP * (len(rows) - 1)
        wide = max(sum(size.width() for size in row) + BUTTON_GAP * (len(row) - 1) for row in rows)
        covered = [area for piece in plan.pieces for area in piece.areas]
        left = self._room.width - FOOT - wide - BUTTON_GAP
        while True:
            around = QRectF(left, plan.height - FOOT - tall - BUTTON_TOP, wide + BUTTON_GAP, tall + BUTTON_TOP)
            in_the_way = [area.bottom() for area in covered if area.intersects(around)]
            if not in_the_way:
                break
            # What is lower may leave room beside it: go down past one after the other.
            plan.height = math.ceil(min(in_the_way) + BUTTON_TOP + tall + FOOT)
        y = plan.height - FOOT - tall
        for row in rows:
            x = float(self._room.width - FOOT)
            for size in reversed(row):
                x -= size.width()
                plan.buttons.append(QRect(round(x), round(y), size.width(), size.height()))
                x -= BUTTON_GAP
            y += max(size.height() for size in row) + BUTTON_GAP
            plan.buttons[-len(row) :] = reversed(plan.buttons[-len(row) :])


def _rows(sizes: Sequence[QSize], room: int) -> list[list[QSize]]:
    rows: list[list[QSize]] = []
    for size in sizes:
        used = sum(known.width() + BUTTON_GAP for known in rows[-1]) if rows else 0
        if rows and used + size.width() <= room:
            rows[-1].append(size)
        else:
            rows.append([size])
    return rows


def _fitted(text: str, size: int, room: float, smallest: int, weight: QFont.Weight = QFont.Weight.Bold) -> QFont:
    """Return the font in the largest size, from `size` down to `smallest`, in which the text is one line."""
    wide = QFontMetricsF(font(size, weight)).horizontalAdvance(text)
    if wide > room:
        # Widths grow with the size: begin where it may fit, and take the last steps one by one.
        size = max(smallest, min(size, int(size * room / wide) + 1))
    while size > smallest and QFontMetricsF(font(size, weight)).horizontalAdvance(text) > room:
        size -= 1
    return font(size, weight)
