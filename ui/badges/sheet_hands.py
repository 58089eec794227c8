"""What can be done with one badge of the preview: its menu, its keys, and the line in which its name is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from ui.badges.name_line import NameLine
from ui.badges.places import Places
from ui.badges.renaming import Renaming

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.model import Attendee
    from ui.kit import Kit
    from ui.widgets.paper_view import PaperView

RENAME, BEGIN, ALONE = "F2", "Ctrl+H", "Ctrl+Shift+P"


class SheetHands(QObject):
    """`begun` brings how many places are used up, `alone` the one attendee whose badge is printed."""

    begun = Signal(int)
    alone = Signal(object)

    def __init__(self, kit: Kit, paper: PaperView, page: QWidget) -> None:
        super().__init__(page)
        self._kit = kit
        self._paper = paper
        self.line = NameLine(kit.theme)
        self.places = Places(paper, self)
        self.renaming = Renaming(kit, self.line, self)
        self.renaming.ended.connect(self._give_back)
        self.places.name(self._called)
        paper.menu_wanted.connect(self._open_menu)
        paper.opened.connect(self._open)
        # F2 is the window's own and comes by `Page.obey`.
        for key, do in (
            (BEGIN, self.begin_here),
            (ALONE, self.print_alone),
            ("PgDown", lambda: paper.step(1)),
            ("PgUp", lambda: paper.step(-1)),
            ("F4", paper.toggle_zoom),
        ):
            QShortcut(QKeySequence(key), page, do)

    def rename(self) -> None:
        """Change the name on the current badge."""
        attendee = self.places.attendee
        if attendee is not None:
            self.places.hold(is_held=True)
            self.renaming.open(attendee)

    def begin_here(self) -> None:
        """Begin the first sheet at the current place: those before it are used up."""
        if self.places.start is not None:
            self.begun.emit(self.places.start)

    def print_alone(self) -> None:
        """Print the current badge and no other."""
        if self.places.attendee is not None:
            self.alone.emit(self.places.attendee)

    def make_menu(self) -> QMenu:
        """Return what can be done with the current place."""
        t = self._kit.translations.language
        menu = QMenu(self._paper)
        has_badge, can_begin = self.places.attendee is not None, self.places.start is not None
        self._add(menu, t.text("Change the name…"), RENAME, self.rename, is_on=has_badge)
        self._add(menu, t.text("Begin the sheet here"), BEGIN, self.begin_here, is_on=can_begin)
        self._add(menu, t.text("Print this badge only"), ALONE, self.print_alone, is_on=has_badge)
        return menu

    def _add(self, menu: QMenu, text: str, key: str, do: Callable[[], None], *, is_on: bool) -> None:
        # Shown and not installed: the keys are the page's, whether the menu is open or not.
        action = menu.addAction(f"{text}\t{QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)}", do)
        action.setEnabled(is_on)

    def _open_menu(self, at: QPoint) -> None:
        menu = self.make_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _open(self, share: QPointF) -> None:
        self.places.point_at(share)
        self.rename()

    def _give_back(self) -> None:
        self.places.hold(is_held=False)
        self._paper.setFocus()

    def _called(self, attendee: Attendee | None) -> str:
        t = self._kit.translations.language
        return (attendee.full_name or t.text("Unnamed guest")) if attendee is not None else t.text("empty place")
