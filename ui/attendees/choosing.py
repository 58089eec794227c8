"""What is done with the lines that are chosen: edited, let in, taken back, and their badges printed anew or lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.attendees.badges import BadgeActions
from ui.attendees.editing import Editing
from ui.attendees.import_panel import Stage
from ui.attendees.paper.panel import PaperPanel
from ui.attendees.paper.time_field import PaperTime
from ui.attendees.ticking import Chosen, Ticking, chosen_of
from ui.theme import Role

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
        self.badges = BadgeActions(kit, self)
        self.time = PaperTime(kit, self)
        self.time.join(view.foot.time)
        self.paper = PaperPanel(kit, view.paper, self.time, self)
        view.foot.time.returnPressed.connect(self.freed)
        view.foot.print.connect(self.print_badges)
        view.foot.lost.connect(self.lose_badge)
        view.foot.dismissed.connect(self.badges.dismiss)
        self.badges.changed.connect(self._asked)
        self.paper.left.connect(self.freed)
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
        """Let in who waits, at the time that is written."""
        waiting = self.chosen().waiting
        if not waiting or event is None:
            return
        at, why = self.time.moment(event)
        if why:
            self._kit.notices.say(why, Role.REFUSED)
        else:
            self.ticking.let_in(event, waiting, at)

    def take_back(self, event: Event | None) -> bool:
        """Take back the arrivals of who came; False where nobody of the selected did."""
        arrived = self.chosen().arrived
        if not arrived or event is None:
            return False
        self.ticking.take_back(event, arrived)
        return True

    def print_badges(self) -> bool:
        """Print the badges of who is chosen; False where there is none to print."""
        wanted = self.chosen().badges
        found = [attendee for key in wanted if (attendee := self._roll.attendee(key)) is not None]
        self.badges.print(found)
        return bool(found)

    def lose_badge(self) -> None:
        """Ask whether the badge of who is chosen is lost, or take the answer to be yes."""
        if self.badges.asked is not None:
            self.badges.confirm()
            return
        losable = self.chosen().losable
        attendee = self._roll.attendee(losable) if losable is not None else None
        if attendee is not None:
            self.badges.ask(attendee)

    def find_edited(self) -> None:
        """Bring the line that was edited back into view, once the list was read anew."""
        wanted, self._wanted = self._wanted, None
        self._select(wanted)

    def write(self) -> None:
        """Offer in the bar what can be done."""
        language, chosen, view = self._kit.translations.language, self.chosen(), self._view
        view.bar.show_selection(chosen, language)
        row = self.row() if chosen.count == 1 else None
        line = view.model.lines[row] if row is not None else None
        view.foot.write(chosen, line, self.badges.asked, language)
        view.foot.setVisible(bool(chosen.count) and not self.paper.is_open)

    def _follow(self) -> None:
        """Let an untouched form show the line that is chosen now."""
        rows = self._view.table.selected_rows()
        if self.editing.key is not None and not self.editing.is_changed and len(rows) == 1:
            attendee = self._roll.attendee(self._view.model.lines[rows[0]].key)
            if attendee is not None:
                self.editing.follow(attendee, self._roll.categories)
        self.badges.dismiss()
        self.write()

    def _asked(self) -> None:
        self.write()
        # Enter in the table answers; so it needs the keys, wherever they were.
        self.freed.emit()

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
