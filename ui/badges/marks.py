"""The mark at the end of a name: this badge was printed already, and when; or it is on its way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.badges.words import moment_of, printed_line
from ui.theme import Role, Size, Theme, Type, font
from ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, tzinfo
    from uuid import UUID

    from checkin.badging import Printing
    from checkin.language import Language
    from checkin.model import Attendee

MARK_ROLE = int(Qt.ItemDataRole.UserRole) + 103
"""The role under which a model gives a name's `Mark`."""
GAP = 5
TICK = 30
"""Room of the box to tick before a name, in pixels."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign with a time, and the same in words."""

    icon: str
    short: str
    words: str


def marks_of(
    attendees: Iterable[Attendee], printings: Iterable[Printing], zone: tzinfo, now: datetime, language: Language
) -> dict[UUID, Mark]:
    """Return the marks of those whose badge was printed or is on its way; `printings` are the newest first."""
    newest: dict[UUID, Printing] = {}
    for printing in printings:
        if printing.attendee_id is not None and printing.revoked_at is None:
            newest.setdefault(printing.attendee_id, printing)
    today = now.astimezone(zone).date()
    marks = {}
    for one in attendees:
        printed = one.badge_printed_at.astimezone(zone) if one.badge_printed_at is not None else None
        if one.badge_waits:
            marks[one.id] = Mark("printer", "", language.text("on its way to a printer"))
        elif printed is not None:
            known = newest.get(one.id)
            words = (
                printed_line(known, zone, language)
                if known is not None
                else language.text("printed {moment}", moment=moment_of(printed, language))
            )
            marks[one.id] = Mark("check", language.time(printed) if printed.date() == today else "", words)
    return marks


class MarkDelegate(QStyledItemDelegate):
    """Draws the mark at the right, and cuts the name before it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._font = font(Type.SMALL, QFont.Weight.Medium, tabular=True)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row, then its mark."""
        super().paint(painter, option, index)
        mark = index.data(MARK_ROLE)
        if not isinstance(mark, Mark):
            return
        ink = self._theme.colours.ink(Role.ADMITTED if mark.icon == "check" else Role.ALREADY)
        area = QRectF(option.rect)
        left = area.right() - self._width(mark) - GAP
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, mark.icon, QRectF(left, area.center().y() - Size.ICON / 2, Size.ICON, Size.ICON), ink)
        painter.setFont(self._font)
        painter.setPen(ink)
        words = QRectF(left + Size.ICON + GAP, area.top(), area.width(), area.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, mark.short)
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Leave the mark its room."""
        super().initStyleOption(option, index)
        mark = index.data(MARK_ROLE)
        if isinstance(mark, Mark):
            room = option.rect.width() - TICK - self._width(mark) - 2 * GAP
            option.text = QFontMetricsF(option.font).elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    def _width(self, mark: Mark) -> float:
        words = GAP + QFontMetricsF(self._font).horizontalAdvance(mark.short) if mark.short else 0.0
        return Size.ICON + words
