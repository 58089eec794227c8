"""What is done with the lines that are chosen: one is edited, several are let in, their arrivals are taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.attendees.editing import Editing
from ui.attendees.import_panel import Stage
from ui.attendees.ticking import Chosen, Ticking, chosen_of

if TYPE_CHECKING:
    from uuid import UUID

    from checkin.model import Event
    from ui.attendees.roll import Roll
    from ui.attendees.view import AttendeesView
    from ui.kit import Kit


class Choosing(QObject):
    """The selection of the table. `edited` comes when the form opens or goes, `freed` when the table has the keys."""

    edited = Signal()
    freed = Signal()

    def __init__(self, kit: Kit, view: AttendeesView, roll: Roll, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._view = view
        self._roll = roll
        self._wanted: UUID | None = None
        self.ticking = Ticking(kit, view.running, self)
        self.editing = Editing(kit, view.form, self)
        self.ticking.ended.connect(self.freed)
        self.editing.ended.connect(self._end_edit)
        view.table.selectionModel().selectionChanged.connect(self._follow)
        view.table.verticalScrollBar().rangeChanged.connect(self._keep_in_view)

    def chosen(self) -> Chosen:
        """Return what can be done with the selected lines: nothing while Enter and Esc are somebody else's."""
        view = self._view
        if view.panel.stage is not Stage.NONE or self.editing.key is not None or view.last.is_asking:
            return Chosen()
        return chosen_of([view.model.lines[row] for row in view.table.selected_rows()])

    def row(self) -> int | None:
        """Return the one line that a key means: the current one of those selected, or the first."""
        rows = self._view.table.selected_rows()
        current = self._view.table.currentIndex().row()
        return current if current in rows else next(iter(rows), None)

    def edit(self) -> bool:
        """Open the form on the line that is chosen; False where none is."""
        row, view = self.row(), self._view
        if row is None:
            return False
        attendee = self._roll.attendee(view.model.lines[row].key)
        if attendee is not None:
            view.table.select_rows([row])
            self.editing.open(attendee, self._roll.categories)
            self.edited.emit()
        return True

    def let_in(self, event: Event | None) -> None:
        """Let in who waits."""
        waiting = self.chosen().waiting
        if waiting and event is not None:
            self.ticking.let_in(event, waiting)

    def take_back(self, event: Event | None) -> bool:
        """Take back the arrivals of who came; False where nobody of the selected did."""
        arrived = self.chosen().arrived
        if not arrived or event is None:
            return False
        self.ticking.take_back(event, arrived)
        return True

    def find_edited(self) -> None:
        """Bring the line that was edited back into view, once the list was read anew."""
        wanted, self._wanted = self._wanted, None
        self._select(wanted)

    def write(self) -> None:
        """Offer in the bar what can be done."""
        self._view.bar.show_selection(self.chosen(), self._kit.translations.language)

    def _follow(self) -> None:
        """Let an untouched form show the line that is chosen now."""
        rows = self._view.table.selected_rows()
        if self.editing.key is not None and not self.editing.is_changed and len(rows) == 1:
            attendee = self._roll.attendee(self._view.model.lines[rows[0]].key)
            if attendee is not None:
                self.editing.follow(attendee, self._roll.categories)
        self.write()

    def _keep_in_view(self) -> None:
        """Follow the line that is edited where the form has taken the room that it stood in."""
        row = self.row() if self.editing.key is not None else None
        if row is not None:
            self._view.table.scrollTo(self._view.model.index(row, 0))

    def _end_edit(self, key: UUID) -> None:
        self._wanted = key
        self._select(key)
        self.edited.emit()
        self.freed.emit()

    def _select(self, key: UUID | None) -> None:
        row = self._view.model.row_of(lambda line: line.key == key) if key is not None else None
        if row is not None:
            self._view.table.select_rows([row])
