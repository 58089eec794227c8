"""The places of the sheet in view: which badge lies where, and which one the keyboard or the mouse is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF

from checkin.badges.templates import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from checkin.model import Attendee
    from ui.badges.preview import Sheet
    from ui.widgets.paper_view import PaperView


class Places(QObject):
    """The current place, outlined on the paper."""

    def __init__(self, paper: PaperView, parent: QObject) -> None:
        super().__init__(parent)
        self._paper = paper
        self._sheet: Sheet | None = None
        self._attendees: Sequence[Attendee] = ()
        self._at = 0
        self._next: int | None = None
        self._is_held = False
        self._name: Callable[[Attendee | None], str] = lambda attendee: attendee.full_name if attendee else ""
        paper.pressed.connect(self._point)
        paper.walked.connect(self._walk)

    @property
    def attendee(self) -> Attendee | None:
        """Whose badge is at the current place; None where the place is empty."""
        sheet = self._sheet
        if sheet is None:
            return None
        number = sheet.first + self._at
        # Of blank badges there is nobody.
        is_somebody = number in sheet.numbers and number // sheet.copies < len(self._attendees)
        return self._attendees[number // sheet.copies] if is_somebody else None

    @property
    def start(self) -> int | None:
        """How many places are used up if the sheets begin at the current one; None where they cannot."""
        sheet = self._sheet
        if sheet is None or sheet.number or sheet.template.kind is not Kind.SHEET or sheet.template.per_page == 1:
            return None
        return self._at

    def show(self, sheet: Sheet, attendees: Sequence[Attendee]) -> None:
        """Lie on another sheet; the place stays the same one, or the first or last of a sheet that was walked to."""
        if self._next is not None:
            self._at, self._next = (0 if self._next > 0 else sheet.template.per_page - 1), None
        self._sheet, self._attendees = sheet, attendees
        self._go(min(self._at, sheet.template.per_page - 1))

    def forget(self) -> None:
        """Lie on no sheet."""
        self._sheet, self._attendees, self._next = None, (), None
        self._paper.outline(None)

    def name(self, name: Callable[[Attendee | None], str]) -> None:
        """Call places by this: who is there, or that nobody is."""
        self._name = name

    def hold(self, *, is_held: bool) -> None:
        """Keep the outline while something is done with the badge, wherever the keyboard is."""
        self._is_held = is_held
        self._outline()

    def point_at(self, share: QPointF) -> None:
        """Go to the place at a share of the page, if there is one."""
        self._point(share)

    def area(self, place: int) -> QRectF:
        """Return where a place is, in shares of the page in view."""
        sheet = self._sheet
        if sheet is None or sheet.template.kind is Kind.ENDLESS:
            return QRectF(0, 0, 1, 1)
        template = sheet.template
        left, bottom = template.place_behind(place) if sheet.is_back else template.place(place)
        right, down = sheet.offset
        top = template.page_height - bottom - template.height
        wide, high = template.page_width, template.page_height
        return QRectF((left + right) / wide, (top + down) / high, template.width / wide, template.height / high)

    def _point(self, share: QPointF) -> None:
        if self._sheet is None:
            return
        for place in range(self._sheet.template.per_page):
            if self.area(place).contains(share):
                self._go(place)
                return

    def _walk(self, right: int, down: int) -> None:
        """Go to the next place; beyond the last one is the next page."""
        sheet = self._sheet
        if sheet is None:
            return
        if down and sheet.template.per_page == 1:
            self._paper.move_down(down)
            return
        # The back of a sheet is turned over its long edge.
        right = -right if sheet.is_back else right
        by = right + down * sheet.template.columns
        if 0 <= self._at + by < sheet.template.per_page:
            self._go(self._at + by)
        else:
            self._next = by if self._paper.step(1 if by > 0 else -1) else None

    def _go(self, place: int) -> None:
        self._at = place
        self._outline()

    def _outline(self) -> None:
        if self._sheet is not None:
            self._paper.outline(self.area(self._at), self._name(self.attendee), is_held=self._is_held)
