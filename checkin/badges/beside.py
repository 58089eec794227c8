"""A face whose code stands at the right of the texts: cards, and labels too low for anything else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checkin.badges import qr
from checkin.badges.areas import MM, Area
from checkin.badges.blocks import Part, column
from checkin.badges.breaking import Fit
from checkin.badges.fonts import Weight
from checkin.badges.signs import Code, boxed, starred, starred_width, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.badges.faces import BadgeFace, Setting

_LEAST_PADDING = 2.0 * MM
_TITLE_GAP = 4.0 * MM
_CATEGORY_SHARE = 0.62
"""How much of the band the category may take where the event's title stands there too."""
_BOX = 1.6
"""The height of a category's box, to the size of its word."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One face on a label; nothing is drawn outside of `safe`, which lies inside the label."""

    setting: Setting
    face: BadgeFace
    label: Area
    safe: Area

    def draw(self) -> None:
        """Draw everything that is known of somebody."""
        setting, face = self.setting, self.face
        band = setting.mm(setting.layout.band)
        left, code = self._draw_code(band)
        inset = self.safe.left - self.label.left
        side = max(_LEAST_PADDING if band else 0.0, setting.mm(setting.layout.side) - inset)
        foot = max(self.safe.bottom, self.label.bottom + setting.mm(setting.layout.foot))
        top = self.safe.top - band - setting.mm(setting.layout.top) if band else self._top()
        room = Area(self.safe.left + side, foot, left - code.quiet - self.safe.left - side, top - foot)
        if band:
            self._draw_band(Area(self.safe.left, self.safe.top - band, self.safe.width, band), side)
        room = room.inside(bottom=self._draw_foot(room, boxes=not band))
        parts = setting.parts(face)
        if not band and (occasion := setting.occasion(face)):
            title = Part(occasion, Weight.MEDIUM, setting.inks.muted, 0.0, setting.fit(setting.layout.title))
            parts = [title, *(parts[:1] and [replace(parts[0], gap=setting.mm(1.2))]), *parts[1:]]
        self._draw_texts(parts, room, max(0.0, (self.safe.top - band if band else self.safe.top) - room.top))

    def _draw_texts(self, parts: Sequence[Part], room: Area, over: float) -> None:
        """Draw the texts, whose accents may rise by `over` above their room."""
        setter = self.setting.setter
        column(setter, parts, room.width, room.height, over=over).draw(setter, room)

    def _top(self) -> float:
        return min(self.safe.top, self.label.top - self.setting.mm(self.setting.layout.top))

    def _draw_code(self, band: float) -> tuple[float, Code]:
        """Draw the code as large as the label allows; return its left edge and the code."""
        setting, label, safe = self.setting, self.label, self.safe
        ceiling = safe.top - band if band else label.top
        share = setting.layout.code_share * label.width
        matrix = qr.modules(self.face.token)
        code = setting.code(self.face, share, ceiling - label.bottom)
        while code.module > setting.dots.size and not self._fits(code, ceiling, share, is_under_band=band > 0):
            code = Code(matrix, code.module - setting.dots.size)
        right = min(safe.right, label.right - code.quiet)
        low = max(safe.bottom, label.bottom + code.quiet)
        high = min(safe.top, ceiling - code.quiet)
        code.draw(setting.setter.canvas, right - code.side, (low + high - code.side) / 2, setting.dots)
        return right - code.side, code

    def _fits(self, code: Code, ceiling: float, share: float, *, is_under_band: bool) -> bool:
        label, safe = self.label, self.safe
        above = code.quiet if is_under_band else max(code.quiet, label.top - safe.top)
        below = max(code.quiet, safe.bottom - label.bottom)
        beside = code.quiet + max(code.quiet, label.right - safe.right)
        # half a dot on each side for the alignment
        slack = self.setting.dots.size
        return code.side + above + below + slack <= ceiling - label.bottom and code.side + beside <= share + slack

    def _draw_band(self, area: Area, side: float) -> None:
        """Draw the category at the left of its band, the event and its date at the right."""
        setting, face, layout = self.setting, self.face, self.setting.layout
        ground = setting.ground(face)
        has_category = bool(face.category.strip())
        room = area.inside(left=side, right=side)
        used = 0.0
        if ground.is_framed:
            if has_category:
                tall = 0.74 * area.height
                box = Area(room.left, area.bottom + (area.height - tall) / 2, _CATEGORY_SHARE * room.width, tall)
                used = boxed(setting.setter, face.category, box, setting.fit(layout.category), ground)
        else:
            ground.draw(setting.setter.canvas, area, setting.corner)
            if has_category:
                share = _CATEGORY_SHARE if setting.occasion(face) else 1.0
                box = Area(room.left, area.bottom, share * room.width, area.height)
                used = word(setting.setter, face.category, box, setting.fit(layout.category), ground.ink)
        rest = room.inside(left=used + _TITLE_GAP) if has_category else room
        self._draw_occasion(rest, ground.ink, is_alone=not has_category)

    def _draw_occasion(self, room: Area, ink: str, *, is_alone: bool) -> None:
        """Draw the event's title, and its date under it."""
        setting, face = self.setting, self.face
        title = setting.fit(setting.layout.category if is_alone else setting.layout.title)
        date = setting.fit(setting.layout.date)
        lines = [(face.event_title, title, Weight.SEMIBOLD if is_alone else Weight.REGULAR)]
        if face.event_date.strip():
            small = Fit(min(title.size, 0.4 * room.height), date.smallest, date.smallest)
            lines = [(face.event_title, small, Weight.MEDIUM), (face.event_date, date, Weight.REGULAR)]
        lines = [line for line in lines if line[0].strip()]
        slot = room.height / max(1, len(lines)) * (0.74 if len(lines) > 1 else 1.0)
        top = room.bottom + (room.height + slot * len(lines)) / 2
        for i, (text, how, weight) in enumerate(lines):
            block = setting.setter.fit(text, weight, room.width, Fit(how.size, how.smallest, how.smallest))
            for line in block.lines:
                size = min(block.size, slot / max(0.9, line.top - line.bottom))
                middle = top - (i + 0.5) * slot
                low, high = middle - slot / 2 - line.bottom * size, middle + slot / 2 - line.top * size
                y = min(max(middle - 0.36 * size, low), max(low, high))
                x = room.left if is_alone else room.right - line.width * size
                setting.setter.draw(line, x, y, size, ink)

    def _draw_foot(self, room: Area, *, boxes: bool) -> float:
        """Draw what stands at the foot of the texts; return the height that it takes."""
        setting, face, layout = self.setting, self.face, self.setting.layout
        left, right, height, over = room.left, room.right, 0.0, 0.0
        gap = setting.mm(1.6)
        if (logo := setting.looks.logo) is not None and layout.logo:
            wide, tall = logo.fitted(0.4 * room.width, setting.mm(layout.logo))
            logo.draw(setting.setter.canvas, right - wide, room.bottom, wide, tall, setting.looks.palette)
            right, height, over = right - wide - gap, tall, tall + setting.mm(0.8)
        if (profile := setting.profile(face)) is not None:
            profile.draw(setting.setter.canvas, left, room.bottom, setting.dots)
            left, height = left + profile.side + profile.quiet, max(height, profile.side + profile.quiet)
        how, tall = setting.fit(layout.category), 0.0
        if boxes and face.category.strip() and right - left > setting.mm(8):
            tall = _BOX * how.size
            most = (_CATEGORY_SHARE if face.mark.strip() else 1.0) * (right - left)
            used = boxed(setting.setter, face.category, Area(left, room.bottom, most, tall), how, setting.ground(face))
            left, height = left + used + gap, max(height, tall)
        if face.mark.strip():
            size = setting.fit(layout.mark).size
            tall = max(tall, size)
            place = Area(left, room.bottom + (tall - size) / 2, right - left, size)
            if over and starred_width(setting.setter, face.mark, size) > place.width:
                place = Area(left, room.bottom + over, room.right - left, size)
                tall = over + size
            starred(setting.setter, face.mark, place, size, setting.inks.mark)
            height = max(height, tall)
        return height + (setting.mm(0.8) if height else 0.0)
