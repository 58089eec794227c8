"""A face whose code stands under the texts: badges on a lanyard, and labels cut from an endless roll."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.badges.areas import MM, Area
from checkin.badges.blocks import Column, Part, column
from checkin.badges.fonts import Weight
from checkin.badges.signs import Code, starred, word

if TYPE_CHECKING:
    from checkin.badges.faces import BadgeFace, Setting

_TALLEST = 0.4
"""How much of the height the code with its quiet zone may take."""
_AROUND = 1.2
"""Millimetres of the layout that are free above and under the texts, into which accents may rise."""
_INDENT = 1.0 * MM
"""What is free at the least between texts and the edge of what may be drawn on."""


@dataclass(frozen=True, slots=True)
class _Heights:
    """What stands above and under the texts, in points."""

    head: Column
    hole: float
    logo: tuple[float, float]
    mark: float
    code: Code
    profile: Code | None
    band: float
    gap: float

    @property
    def above(self) -> float:
        """From the upper edge down to the texts."""
        logo = self.logo[1] + self.gap if self.logo[1] else 0.0
        return self.hole + logo + (self.head.height + self.gap if self.head.rows else 0.0)

    def below(self, inset: float) -> float:
        """From the texts down to the lower edge, `inset` of which is not drawn on."""
        foot = inset + self.band + self.code.quiet if self.band else max(inset, self.code.quiet)
        return foot + self.code.side + self.code.quiet + self.mark


@dataclass(frozen=True, slots=True)
class Below:
    """One face on a label; nothing is drawn nearer to its edges than `inset` (left, bottom, right, top), in points.

    `reach` is the label's height, or the greatest one of an endless label: the code's size goes by it.
    """

    setting: Setting
    face: BadgeFace
    inset: tuple[float, float, float, float]
    reach: float

    def length(self, width: float, shortest: float) -> float:
        """Return how long a label of an endless roll is for this face, `shortest` at the least; all in points."""
        heights, longest = self._heights(width), self.reach
        rest = heights.above + heights.below(self.inset[1]) + 2 * self.setting.mm(_AROUND)
        return min(longest, max(shortest, rest + self._texts_height(self._room(width), longest - rest)))

    def draw(self, label: Area) -> None:
        """Draw everything that is known of somebody."""
        setting, face = self.setting, self.face
        safe = label.inside(*self.inset)
        heights = self._heights(label.width)
        self._draw_head(label, safe, heights)
        foot = safe.bottom + heights.band
        low = foot + heights.code.quiet if heights.band else max(foot, label.bottom + heights.code.quiet)
        self._draw_codes(safe, low, heights)
        if heights.band:
            # After the codes: their white ground, moved to the printer's dots, would nibble at the band's edge.
            self._draw_band(Area(safe.left, safe.bottom, safe.width, heights.band))
        over = low + heights.code.side + heights.code.quiet
        if heights.mark:
            size = setting.fit(setting.layout.mark).size
            place = Area(label.left + (label.width - self._room(label.width)) / 2, over, self._room(label.width), size)
            starred(setting.setter, face.mark, place, size, setting.inks.mark, centred=True)
        room = self._room(label.width)
        texts = Area(
            label.left + (label.width - room) / 2,
            over + heights.mark,
            room,
            label.top - heights.above - over - heights.mark,
        )
        self._draw_texts(texts)

    def _draw_texts(self, area: Area) -> None:
        around = 2 * self.setting.mm(_AROUND)
        self._texts(area.width, area.height - around).draw(self.setting.setter, area, "centre", middle=True)

    def _texts_height(self, width: float, height: float) -> float:
        """Return what the texts take of a height."""
        return self._texts(width, height).height

    def _texts(self, width: float, height: float) -> Column:
        around = self.setting.mm(_AROUND)
        return column(self.setting.setter, self.setting.parts(self.face), width, height, over=around)

    def _room(self, width: float) -> float:
        """Return how wide texts may be."""
        edge = max(self.inset[0], self.inset[2])
        return width - 2 * max(edge + _INDENT, self.setting.mm(self.setting.layout.side))

    def _heights(self, width: float) -> _Heights:
        setting, face, layout = self.setting, self.face, self.setting.layout
        hole = max(self.inset[3], setting.mm(max(layout.hole, layout.top)))
        room = self._room(width)
        title = Part(face.event_title, Weight.SEMIBOLD, setting.inks.names, 0.0, setting.fit(layout.title))
        date = Part(face.event_date, Weight.REGULAR, setting.inks.muted, setting.mm(1.0), setting.fit(layout.date))
        head = column(setting.setter, [title, date], room, 0.14 * self.reach)
        logo = setting.looks.logo
        mark = setting.fit(layout.mark).size * 1.3 + setting.mm(0.8) if face.mark.strip() else 0.0
        profile = setting.profile(face)
        code = self._code(width, profile)
        band = setting.mm(layout.band) if face.category.strip() else 0.0
        fitted = logo.fitted(0.7 * room, setting.mm(layout.logo)) if logo and layout.logo else (0.0, 0.0)
        return _Heights(head, hole, fitted, mark, code, profile, band, setting.mm(2.0))

    def _code(self, width: float, profile: Code | None) -> Code:
        drawn = width - self.inset[0] - self.inset[2]
        beside = profile.side + 2 * profile.quiet if profile else 0.0
        room = min(self.setting.layout.code_share * width, drawn - beside)
        return self.setting.code(self.face, room, _TALLEST * self.reach)

    def _draw_head(self, label: Area, safe: Area, heights: _Heights) -> None:
        setting = self.setting
        top = label.top - heights.hole
        if (logo := setting.looks.logo) is not None and heights.logo[1]:
            wide, tall = heights.logo
            x = label.left + (label.width - wide) / 2
            logo.draw(setting.setter.canvas, x, top - tall, wide, tall, setting.looks.palette)
            top -= tall + heights.gap
        room = self._room(label.width)
        area = Area(label.left + (label.width - room) / 2, safe.bottom, room, top - safe.bottom)
        heights.head.draw(setting.setter, area, "centre")

    def _draw_codes(self, safe: Area, low: float, heights: _Heights) -> None:
        """Draw the badge's code, and the profile's smaller one at its right, together in the middle."""
        canvas, dots, code, profile = self.setting.setter.canvas, self.setting.dots, heights.code, heights.profile
        if profile is None:
            code.draw(canvas, safe.left + (safe.width - code.side) / 2, low, dots)
            return
        both = code.side + 2 * code.quiet + profile.side + 2 * profile.quiet
        left = safe.left + (safe.width - both) / 2 + code.quiet
        code.draw(canvas, left, low, dots)
        profile.draw(canvas, left + code.side + code.quiet + profile.quiet, low, dots)

    def _draw_band(self, area: Area) -> None:
        setting = self.setting
        ground, how = setting.ground(self.face), setting.fit(setting.layout.category)
        ground.draw(setting.setter.canvas, area, setting.corner)
        padding = max(2.0 * MM, setting.mm(3.0))
        inner = area.inside(padding, 0.1 * area.height, padding, 0.1 * area.height)
        word(setting.setter, self.face.category, inner, how, ground.ink, "centre")
