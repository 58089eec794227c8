"""Choosing people by hand: a list of names to tick, narrowed while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from checkin.folding import fold
from ui.theme import Size
from ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from checkin.model import Attendee
    from ui.theme import Theme

ID_ROLE = int(Qt.ItemDataRole.UserRole)
WORDS_ROLE = ID_ROLE + 1


class Chooser(QWidget):
    """Everybody who may have a badge; `changed` comes with each tick."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._search = SearchField(theme)
        self._names = QListWidget()
        self._search.changed.connect(self._narrow)
        self._search.left.connect(lambda: self._names.setFocus(Qt.FocusReason.OtherFocusReason))
        self._names.setUniformItemSizes(True)
        self._names.itemChanged.connect(lambda _item: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._search)
        column.addWidget(self._names, 1)

    @property
    def chosen(self) -> frozenset[UUID]:
        """Whose name is ticked."""
        items = (self._names.item(row) for row in range(self._names.count()))
        return frozenset(item.data(ID_ROLE) for item in items if item.checkState() is Qt.CheckState.Checked)

    def show_people(self, people: Sequence[Attendee], unnamed: str) -> None:
        """Show these people; who is ticked stays ticked."""
        ticked = self.chosen
        self._names.blockSignals(True)
        self._names.clear()
        for person in sorted(people, key=lambda a: (fold(a.family_name or a.full_name), fold(a.given_name))):
            item = QListWidgetItem(person.full_name or unnamed)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if person.id in ticked else Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, Size.ROW - 4))
            item.setData(ID_ROLE, person.id)
            item.setData(WORDS_ROLE, " ".join((fold(person.full_name), fold(person.handle), fold(person.category))))
            self._names.addItem(item)
        self._names.blockSignals(False)
        self._narrow()

    def tick(self, ids: frozenset[UUID]) -> None:
        """Tick these people."""
        for row in range(self._names.count()):
            item = self._names.item(row)
            if item.data(ID_ROLE) in ids:
                item.setCheckState(Qt.CheckState.Checked)

    def write(self, search: str, names: str) -> None:
        """Name the field and the list."""
        self._search.write(search, search)
        self._names.setAccessibleName(names)

    def _narrow(self) -> None:
        wanted = fold(self._search.text()).split()
        for row in range(self._names.count()):
            item = self._names.item(row)
            item.setHidden(not all(word in item.data(WORDS_ROLE) for word in wanted))
