"""The white part of a page: when, where, what else, and the code that leads to the registration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.announcing.formats import Shape
from checkin.announcing.headline import How
from checkin.announcing.sheet import Item, Sheet, stack
from checkin.announcing.tones import INK, MUTED, WHITE
from checkin.badges import qr
from checkin.badges.areas import POINTS, Area, Dots
from checkin.badges.fonts import Weight
from checkin.badges.signs import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checkin.announcing.formats import Format

_MARGIN = 34.0
_DAY = How(37, 14, 3, Weight.EXTRABOLD, leading=1.04)
_LONE_DAY = How(58, 14, 3, Weight.EXTRABOLD, leading=1.04)
"""Where no code stands beside it."""
_NARROW_DAY = How(25, 13, 3, Weight.EXTRABOLD, leading=1.04)
_HOURS = How(24, 13, 1, Weight.BOLD)
_VENUE = How(20, 10, 2, Weight.SEMIBOLD)
_ADDRESS = How(13, 8, 3, Weight.REGULAR)
_SCAN = How(14, 8, 2, Weight.BOLD)
_LABEL = How(10, 7, 1, Weight.BOLD)
_ROW = How(13, 7.5, 2, Weight.MEDIUM, listed=True)
_FOOT = How(10, 7, 1, Weight.SEMIBOLD)
_ROWS = ("Topics", "Partners", "Animations")
_LEAST_ROW, _MOST_ROW, _LEAST_COLUMN = 27.0, 42.0, 96.0
"""Units of height and width that a label with its text wants, and the most that it takes."""
_LEAST_CODE, _MOST_CODE = 0.42, 0.55
"""Of the panel's height, where the code stands under the texts."""
_CODE_SHARE = 0.38
"""Of the panel's width, where the code stands beside the texts."""
_LONGEST_SHOWN = 48
"""Characters of an address that are printed beside the code: longer ones nobody types."""


def draw_panel(sheet: Sheet, form: Format, words: Mapping[str, str], url: str) -> None:
    """Draw the panel; without an address to register at there is no code, and the texts have its room."""
    sheet.fill(form.panel, WHITE)
    margin = _MARGIN * sheet.unit * (0.8 if form.shape is Shape.WIDE else 1.0)
    inner = form.panel.inside(margin, margin * 0.8, margin, margin * 0.9)
    foot = sheet.set(words["Foot"], inner.width, 14 * sheet.unit, _FOOT)
    foot.draw(sheet.setter, Area(inner.left, inner.bottom, inner.width, foot.height), MUTED)
    inner = inner.inside(bottom=foot.height + (8 * sheet.unit if foot.lines else 0.0))
    if form.shape is Shape.WIDE:
        _narrow(sheet, form, inner, words, url)
    else:
        _broad(sheet, form, inner, words, url)


def _broad(sheet: Sheet, form: Format, inner: Area, words: Mapping[str, str], url: str) -> None:
    """Texts at the left, the code at the right."""
    texts = inner
    if url:
        side = min(_CODE_SHARE * inner.width, inner.height)
        _code(sheet, form, Area(inner.right - side, inner.bottom, side, inner.height), words["Scan"], url)
        texts = inner.inside(right=side + 22 * sheet.unit)
    used = stack(sheet, _when_and_where(sheet, words, _DAY if url else _LONE_DAY), texts)
    _rows(sheet, texts.inside(top=used + 14 * sheet.unit), words)


def _narrow(sheet: Sheet, form: Format, inner: Area, words: Mapping[str, str], url: str) -> None:
    """Texts above the code."""
    used = stack(sheet, _when_and_where(sheet, words, _NARROW_DAY), inner.inside(bottom=_LEAST_CODE * inner.height))
    left = inner.inside(top=used + 10 * sheet.unit)
    if url:
        rows = sum(bool(words[name]) for name in _ROWS) * (_LEAST_ROW + 3) * sheet.unit
        gap = 8 * sheet.unit
        height = min(max(left.height - rows - gap, _LEAST_CODE * inner.height), _MOST_CODE * inner.height)
        _code(sheet, form, Area(inner.left, inner.bottom, inner.width, height), words["Scan"], url)
        left = left.inside(bottom=height + gap)
    _rows(sheet, left, words)


def _when_and_where(sheet: Sheet, words: Mapping[str, str], day: How) -> list[Item]:
    return [
        Item(words["Day"], day, INK),
        Item(words["Hours"], _HOURS, sheet.tone.ground, gap=5),
        Item(words["Venue"], _VENUE, INK, gap=10),
        Item(words["Address"], _ADDRESS, MUTED, gap=3),
    ]


def _rows(sheet: Sheet, area: Area, words: Mapping[str, str]) -> None:
    """Draw what else there is, under each other or in columns; what has no room is left out, the last first."""
    present = [name for name in _ROWS if words[name]]
    least = _LEAST_ROW * sheet.unit
    if not present or area.height < least:
        return
    lines = min(len(present), int(area.height / least))
    columns = min(-(-len(present) // lines), int(area.width / (_LEAST_COLUMN * sheet.unit)) or 1)
    gap = 14 * sheet.unit
    width = (area.width - gap * (columns - 1)) / columns
    height = min(area.height / lines, _MOST_ROW * sheet.unit)
    for index, name in enumerate(present[: lines * columns]):
        left = area.left + (index % columns) * (width + gap)
        bottom = area.top - (index // columns + 1) * height
        items = [
            Item(words[f"{name} label"], _LABEL, sheet.tone.ground),
            Item(words[name], _ROW, INK, gap=2),
        ]
        stack(sheet, items, Area(left, bottom, width, height - 3 * sheet.unit))


def _code(sheet: Sheet, form: Format, box: Area, word: str, url: str) -> None:
    """Draw the code at the top of a box, what to do and the address beneath it."""
    shown = url.partition("://")[2].rstrip("/")
    items = [Item(word, _SCAN, sheet.tone.ground)]
    if len(shown) <= _LONGEST_SHOWN:
        items.append(Item(shown, How(8.5, 6, 2, Weight.REGULAR), MUTED, gap=2))
    matrix = qr.modules(url)
    kept = 34 * sheet.unit
    room = min(box.width, box.height - kept)
    # a picture's point is a pixel: of whole ones, so that no module is blurred
    dots = Dots(int(POINTS) if form.dpi == POINTS else 600, form.height)
    code = Code.within(matrix, room, room, dots)
    white = code.side + 2 * code.quiet
    code.draw(sheet.setter.canvas, box.left + (box.width - white) / 2 + code.quiet, box.top - white + code.quiet, dots)
    under = Area(box.left, box.bottom, box.width, box.height - white)
    top = under.top
    for item in items:
        gap = item.gap * sheet.unit
        setting = sheet.set(item.text, under.width, top - gap - under.bottom, item.how)
        room_of_it = Area(under.left, top - gap - setting.height, under.width, setting.height)
        setting.draw(sheet.setter, room_of_it, item.colour, "centre")
        top = room_of_it.bottom
