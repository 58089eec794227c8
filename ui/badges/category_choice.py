"""Printing the badges of some categories only."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QComboBox, QMenu, QSizePolicy

from checkin.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.language import Language
    from checkin.model import Attendee


class _TickMenu(QMenu):
    """A menu that stays open while its entries are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick what is under the mouse."""
        action: QAction | None = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space and Enter."""
        action: QAction | None = self.activeAction()
        is_tick = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_tick and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class CategoryChoice(QComboBox):
    """All categories or some of them, ticked in its list; `changed` comes with each tick."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.addItem("")
        self._counts: dict[str, int] = {}
        self._wanted: frozenset[str] | None = None
        self._language: Language | None = None

    @property
    def wanted(self) -> frozenset[str] | None:
        """The categories that are ticked, as lists spell them; None where none is left out."""
        return self._wanted

    @property
    def names(self) -> tuple[str, ...]:
        """What there is to tick, by name; no category is last."""
        return tuple(sorted(self._counts, key=lambda name: (not name, fold(name))))

    def show_people(self, everybody: Iterable[Attendee], counted: Iterable[Attendee], language: Language) -> None:
        """Offer the categories of these people, with how many of the second ones each has."""
        numbers = Counter(one.category for one in counted)
        self._counts = {name: numbers[name] for name in {one.category for one in everybody}}
        self._language = language
        if self._wanted is not None:
            # A category that is gone would hide everybody without a word.
            self._wanted = (self._wanted & self._counts.keys()) or None
        self.setItemText(0, self._said(language))

    def choose(self, wanted: frozenset[str] | None) -> None:
        """Tick these, or all."""
        self._wanted = None if wanted is None or wanted >= self._counts.keys() else wanted
        if self._language is not None:
            self.setItemText(0, self._said(self._language))
        self.changed.emit()

    def make_menu(self) -> QMenu:
        """Return the list to tick in."""
        menu = _TickMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        language = self._language
        if language is None:
            return menu
        entries = [(None, language.text("All categories")), *((n, self._entry(n, language)) for n in self.names)]
        for name, text in entries:
            # An ampersand would be taken for the mark of a key.
            action = QAction(text.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setData(name)
            action.triggered.connect(lambda _checked=False, name=name: self._tick(name, menu))
            menu.addAction(action)
            if name is None:
                menu.addSeparator()
        self._mark(menu)
        return menu

    def showPopup(self) -> None:
        """Open the list."""
        menu = self.make_menu()
        menu.setMinimumWidth(self.width())
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list with Down and Enter, too: there is nothing else to step through."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def _tick(self, name: str | None, menu: QMenu) -> None:
        """Take one more category, or one less; without any there would be nothing to print, so all come back."""
        self.choose(None if name is None else ((self._wanted or frozenset()) ^ {name}) or None)
        self._mark(menu)

    def _mark(self, menu: QMenu) -> None:
        for action in menu.actions():
            name = action.data()
            action.setChecked(self._wanted is None if name is None else name in (self._wanted or ()))

    def _entry(self, name: str, language: Language) -> str:
        shown = name or language.text("without a category")
        return language.text("{name} ({number})", name=shown, number=language.number(self._counts[name]))

    def _said(self, language: Language) -> str:
        if self._wanted is None:
            return language.text("All categories")
        if len(self._wanted) == 1:
            return self._entry(next(iter(self._wanted)), language)
        return ", ".join(name or language.text("without a category") for name in self.names if name in self._wanted)
