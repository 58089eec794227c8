"""What every part of an announcement's page needs: the pen, the measure and the colours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor

from checkin.announcing.headline import How, Setting, set_text
from checkin.badges.fonts import Weight

if TYPE_CHECKING:
    from checkin.announcing.tones import Tone
    from checkin.badges.areas import Area
    from checkin.badges.typesetting import Typesetter


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that is drawn; `unit` is 1 on A4."""

    setter: Typesetter
    unit: float
    tone: Tone

    def fill(self, area: Area, colour: str, radius: float = 0.0) -> None:
        """Fill a rectangle."""
        canvas = self.setter.canvas
        canvas.saveState()
        canvas.setFillColor(HexColor(colour))
        canvas.roundRect(area.left, area.bottom, area.width, area.height, radius, stroke=0, fill=1)
        canvas.restoreState()

    def set(self, text: str, width: float, height: float, how: How) -> Setting:
        """Return a text set into a room; the sizes of `how` are in units."""
        scaled = replace(how, size=how.size * self.unit, smallest=how.smallest * self.unit)
        return set_text(self.setter, text, width, height, scaled)


@dataclass(frozen=True, slots=True)
class Item:
    """A text with its look; `gap` is the room above it, in units."""

    text: str
    how: How
    colour: str
    gap: float = 0.0


def stack(sheet: Sheet, items: list[Item], area: Area) -> float:
    """Draw texts under each other from the top of an area; return how much height they took.

    Each takes what the ones before it left; where it is too little for even its smallest size, it is left out. The
    later ones are so the first to go.
    """
    used = 0.0
    for item in items:
        if not item.text:
            continue
        gap = item.gap * sheet.unit if used else 0.0
        setting = sheet.set(item.text, area.width, area.height - used - gap, item.how)
        if not setting.lines:
            continue
        setting.draw(sheet.setter, area.inside(top=used + gap), item.colour)
        used += gap + setting.height
    return used


LABEL = How(13, 8, 1, Weight.BOLD)
