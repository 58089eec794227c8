"""The coloured part of a page: what the evening is called, its theme, and who comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor

from checkin.announcing.directions import begins_right_to_left
from checkin.announcing.headline import How
from checkin.announcing.sheet import LABEL, Item, Sheet, stack
from checkin.announcing.tones import TINTS, WHITE
from checkin.badges.areas import Area
from checkin.badges.categories import Palette
from checkin.badges.fonts import Weight

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checkin.announcing.formats import Format
    from checkin.badges.logos import Logo

_MARGIN = 34.0
_KICKER = How(22, 11, 2, Weight.BOLD)
_THEME = How(176, 20, 7, Weight.EXTRABOLD, leading=1.02)
_GUESTS = How(25, 10, 6, Weight.SEMIBOLD, leading=1.16, listed=True)
_LOGO = (118.0, 54.0)
_GUEST_SHARE = 0.36
"""The most that guests take of the stage's height."""


def draw_stage(sheet: Sheet, form: Format, words: Mapping[str, str], logo: Logo | None) -> None:
    """Draw the stage: nothing leaves its margins but the rings behind the texts."""
    area = form.stage
    _ground(sheet, area)
    margin = _MARGIN * sheet.unit
    inner = area.inside(margin, margin, margin, margin)
    taken = _logo(sheet, inner, logo)
    kicker = sheet.set(words["Kicker"], inner.width - taken[0], 60 * sheet.unit, _KICKER)
    kicker.draw(sheet.setter, inner, sheet.tone.bright)
    head = max(kicker.height, taken[1])
    inner = inner.inside(top=head + (18 * sheet.unit if head else 0.0))
    foot = _guests(sheet, inner, words)
    inner = inner.inside(bottom=foot + (20 * sheet.unit if foot else 0.0))
    theme = sheet.set(words["Headline"], inner.width, inner.height, _THEME)
    theme.draw(sheet.setter, inner, WHITE, "right" if begins_right_to_left(words["Headline"]) else "left")


def _guests(sheet: Sheet, inner: Area, words: Mapping[str, str]) -> float:
    """Draw who comes at the foot of the stage; return the height that takes."""
    if not words["Guests"]:
        return 0.0
    room = Area(inner.left, inner.bottom, inner.width, inner.height * _GUEST_SHARE)
    label = sheet.set(words["Guests label"], room.width, room.height, LABEL)
    gap = 5 * sheet.unit if label.lines else 0.0
    names = sheet.set(words["Guests"], room.width, room.height - label.height - gap, _GUESTS)
    height = label.height + gap + names.height
    stack(
        sheet,
        [
            Item(words["Guests label"], LABEL, sheet.tone.bright),
            Item(words["Guests"], _GUESTS, WHITE, gap=5),
        ],
        # a hair more than it takes, so that the same sizes fit once more
        Area(room.left, room.bottom - 0.01, room.width, height + 0.02),
    )
    return height


def _logo(sheet: Sheet, inner: Area, logo: Logo | None) -> tuple[float, float]:
    """Draw the logo on a white plate at the upper right; return the width and height that it takes."""
    if logo is None:
        return 0.0, 0.0
    unit = sheet.unit
    width, height = logo.fitted(_LOGO[0] * unit, _LOGO[1] * unit)
    pad = 8 * unit
    plate = Area(inner.right - width - 2 * pad, inner.top - height - 2 * pad, width + 2 * pad, height + 2 * pad)
    sheet.fill(plate, WHITE, 6 * unit)
    logo.draw(sheet.setter.canvas, plate.left + pad, plate.bottom + pad, width, height, Palette.STANDARD)
    return plate.width + 16 * unit, plate.height


def _ground(sheet: Sheet, area: Area) -> None:
    """Fill the stage, with rings that rise from its lower right corner, as a glass leaves them on a table."""
    sheet.fill(area, sheet.tone.ground)
    canvas = sheet.setter.canvas
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(area.left, area.bottom, area.width, area.height)
    canvas.clipPath(clip, stroke=0, fill=0)
    reach = 0.62 * min(area.width, area.height * 1.6)
    for share, tint in zip((1.0, 0.72, 0.44), TINTS, strict=True):
        canvas.setFillColor(HexColor(sheet.tone.tint(tint)))
        canvas.circle(area.right, area.bottom, reach * share, stroke=0, fill=1)
    canvas.restoreState()
