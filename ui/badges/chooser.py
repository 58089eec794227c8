"""Choosing people by hand: a list of names to tick, narrowed while typing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from checkin.folding import fold
from ui.badges.marks import MARK_ROLE, Mark, MarkDelegate
from ui.theme import Size
from ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from PySide6.QtGui import QShowEvent

    from checkin.model import Attendee
    from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW_SIZE = QSize(0, Size.ROW - 4)
TICKABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable


@dataclass(frozen=True, slots=True)
class _Name:
    key: UUID
    shown: str
    words: str
    mark: Mark | None = None


class NamesModel(QAbstractListModel):
    """Names with their ticks; who is ticked stays ticked while others are shown. Made for ten thousand."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[_Name, ...] = ()
        self._shown: tuple[_Name, ...] = ()
        self._words: tuple[str, ...] = ()
        self._chosen: frozenset[UUID] = frozenset()

    @property
    def chosen(self) -> frozenset[UUID]:
        """Whose name is ticked."""
        return self._chosen

    def show_people(self, people: Iterable[Attendee], unnamed: str, marks: Mapping[UUID, Mark]) -> None:
        """Hold these people, by name; ticks of those who are gone are forgotten."""
        ordered = sorted(people, key=lambda a: (fold(a.family_name or a.full_name), fold(a.given_name)))
        self._all = tuple(
            _Name(
                a.id,
                a.full_name or unnamed,
                " ".join((fold(a.full_name), fold(a.handle), fold(a.category))),
                marks.get(a.id),
            )
            for a in ordered
        )
        self._chosen &= frozenset(name.key for name in self._all)
        self._arrange()

    def narrow(self, query: str) -> None:
        """Show the names in which every word of a query is."""
        self._words = tuple(fold(query).split())
        self._arrange()

    def tick(self, ids: frozenset[UUID]) -> None:
        """Tick these people, beside those who are ticked already."""
        self._chosen |= ids & {name.key for name in self._all}
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1), [Qt.ItemDataRole.CheckStateRole])
        self.ticked.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many names are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every name be ticked."""
        return TICKABLE if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a name, its tick, its mark, or its height."""
        if not index.isValid():
            return None
        name = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return name.shown
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if name.key in self._chosen else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.SizeHintRole:
                return ROW_SIZE
            case Qt.ItemDataRole.ToolTipRole if name.mark is not None:
                return name.mark.words
            case Qt.ItemDataRole.AccessibleTextRole if name.mark is not None:
                return f"{name.shown}, {name.mark.words}"
            case _ if role == MARK_ROLE:
                return name.mark
            case _:
                return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a name, or take its tick away."""
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        key = frozenset((self._shown[index.row()].key,))
        is_on = Qt.CheckState(value) is Qt.CheckState.Checked
        self._chosen = self._chosen | key if is_on else self._chosen - key
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True

    def _arrange(self) -> None:
        self.beginResetModel()
        self._shown = tuple(name for name in self._all if all(word in name.words for word in self._words))
        self.endResetModel()


class Chooser(QWidget):
    """Everybody who may have a badge; `changed` comes with each tick."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.search = SearchField(theme)
        self.names = NamesModel()
        self._waiting: tuple[Sequence[Attendee], str, Mapping[UUID, Mark]] | None = None
        self._view = QListView()
        self._delegate = MarkDelegate(theme)
        self._view.setItemDelegate(self._delegate)
        self._view.setModel(self.names)
        self._view.setUniformItemSizes(True)
        self._view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.search.changed.connect(self.names.narrow)
        self.search.left.connect(self._enter_names)
        self.names.ticked.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self._view, 1)

    @property
    def chosen(self) -> frozenset[UUID]:
        """Whose name is ticked."""
        return self.names.chosen

    def show_people(self, people: Sequence[Attendee], unnamed: str, marks: Mapping[UUID, Mark]) -> None:
        """Show these people, once it is in view: putting many in order takes a while. Who is ticked stays ticked."""
        self._waiting = (people, unnamed, marks)
        if self.isVisible():
            self._take_in()

    def tick(self, ids: frozenset[UUID]) -> None:
        """Tick these people."""
        self._take_in()
        self.names.tick(ids)

    def showEvent(self, event: QShowEvent) -> None:
        """Take in whoever came while it was hidden."""
        super().showEvent(event)
        self._take_in()

    def write(self, search: str, names: str) -> None:
        """Name the field and the list."""
        self.search.write(search, search)
        self._view.setAccessibleName(names)

    def _take_in(self) -> None:
        if self._waiting is not None:
            people, unnamed, marks = self._waiting
            self._waiting = None
            self.names.show_people(people, unnamed, marks)

    def _enter_names(self) -> None:
        """Go to the first name: Space ticks it."""
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._view.currentIndex().isValid():
            self._view.setCurrentIndex(self.names.index(0))
