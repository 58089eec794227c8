"""The Door page: what a volunteer has in front of them all evening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from checkin.errors import NotUndoableError
from checkin.model import ADMITTING, AlreadyArrived, CancelledTicket, Means, NotABadge, Verdict
from ui.door.clerk import Clerk, DoorState
from ui.door.finder import Finder
from ui.door.layout import DoorLayout
from ui.door.lookout import Lookout
from ui.door.reception import Reception
from ui.door.rows import journal_rows
from ui.page import Command, Page
from ui.theme import Role
from ui.widgets.bar_chart import Bar
from ui.wording import LOOKS, banner_of, error_line, ready_banner, taken_back_banner

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from PySide6.QtGui import QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QWidget

    from checkin.errors import CheckinError
    from checkin.model import Event
    from ui.door.watch import MakeDecoder
    from ui.kit import Kit

REFRESH = 30_000
"""Milliseconds after which figures and pace are read anew: other doors may write to the same store."""


class DoorPage(Page):
    """Scans, searches, walk-ins: each has its own room; here they meet the verdict, the figures and the keys."""

    def __init__(self, kit: Kit, make_decoder: MakeDecoder | None = None) -> None:
        super().__init__(kit)
        self.view = DoorLayout(kit.theme, self)
        self.clerk = Clerk(kit, self)
        self.lookout = Lookout(kit, self.view.camera, make_decoder)
        self.finder = Finder(kit, self.view, self.clerk)
        self.reception = Reception(kit, self.view, self.clerk)
        self._verdict: Verdict | None = None
        self._taken_back: Verdict | None = None
        self._undoable: list[UUID] = []
        self._state: DoorState | None = None
        self._refreshing = QTimer(self)
        self._refreshing.setInterval(REFRESH)
        self._refreshing.timeout.connect(self.clerk.refresh)
        self._connect()
        self.retranslate()

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that the banner shows."""
        return self._verdict

    def header_actions(self) -> Sequence[QWidget]:
        """Return headcount and full screen."""
        return (self.view.headcount, self.view.full_screen)

    def retranslate(self) -> None:
        """Write every text of the page."""
        self.view.retranslate(self.language)
        self.lookout.retranslate()
        self.finder.retranslate()
        self._write_header()
        self._show_verdict()
        if self._state is not None:
            self._show_state(self._state)

    def event_changed(self, event: Event | None) -> None:
        """Work at another evening's door."""
        self._verdict = self._taken_back = self._state = None
        self._undoable.clear()
        self.finder.zone = event.starts.tzinfo if event else None
        self.finder.empty()
        self.reception.close()
        self.clerk.use(event)
        self._write_header()
        self._show_verdict()
        if self.is_shown:
            self.lookout.start(self.clerk.desk)

    def shown(self) -> None:
        """Scan while the page is in view."""
        self._write_header()
        self.clerk.renew_desk()
        self.clerk.refresh()
        self._refreshing.start()
        self.lookout.start(self.clerk.desk)

    def hidden(self) -> None:
        """Rest while it is not."""
        self._refreshing.stop()
        self.lookout.stop()

    def closing(self) -> None:
        """Let go of the camera."""
        self.lookout.close()

    def take_focus(self) -> None:
        """Put the keyboard where a scanner types."""
        if not self.view.is_walk_in_open:
            self.view.field.line.setFocus()

    def obey(self, command: Command) -> bool:
        """Do what the door's keys ask."""
        match command:
            case Command.SEARCH:
                self.search()
            case Command.WALK_IN:
                self.open_walk_in()
            case Command.UNDO:
                self.undo()
            case Command.AGAIN:
                self.let_in_again()
            case Command.LAMP:
                self.view.toggle_lamp()
            case Command.CANCEL:
                self.finder.empty()
                self.reception.close()
                self.take_focus()
            case _:
                return False
        return True

    def search(self) -> None:
        """Go to the scan field, from wherever."""
        self.reception.close()
        self.view.field.line.setFocus()
        self.view.field.line.selectAll()

    def open_walk_in(self) -> None:
        """Open the walk-in panel; a name that nobody has on the list begins it."""
        name = self.finder.searched_in_vain
        self.finder.empty()
        self.reception.open(name)

    def undo(self) -> None:
        """Take back the last arrival that this door let in."""
        if not self._undoable:
            return
        arrival_id = self._undoable.pop()

        def failed(error: CheckinError) -> None:
            if not isinstance(error, NotUndoableError):
                # It is still in the journal: the key must find it again.
                self._undoable.append(arrival_id)
            self.kit.notices.say(error_line(error, self.language), Role.REFUSED)

        self.clerk.undo(arrival_id, failed)

    def let_in_again(self) -> None:
        """Let in whom the banner holds back."""
        verdict = self._verdict
        if isinstance(verdict, AlreadyArrived | CancelledTicket) and verdict.attendee is not None:
            self.clerk.admit(verdict.attendee.id, again=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed beside everything lands in the scan field: a scanner does not look where the keyboard is."""
        if event.text().isprintable() and event.text() and not self.view.is_walk_in_open:
            self.view.field.line.setFocus()
            self.view.field.line.insert_typed(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside everything brings the keyboard back to the scan field."""
        super().mousePressEvent(event)
        self.take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """After a click on a button or a list, the keyboard goes back to the scan field."""
        if event.type() == QEvent.Type.MouseButtonRelease:
            QTimer.singleShot(0, self, self.take_focus)
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        view = self.view
        view.walk_in_button.clicked.connect(self.open_walk_in)
        view.walk_in_too.clicked.connect(self.open_walk_in)
        view.search_button.clicked.connect(self.search)
        view.undo.clicked.connect(self.undo)
        view.again.clicked.connect(self.let_in_again)
        view.full_screen.clicked.connect(self._toggle_full_screen)
        for widget in (view.arrivals.viewport(), view.hits.viewport(), view.undo, view.again, view.camera):
            widget.installEventFilter(self)
        self.lookout.heard.connect(self.clerk.heard)
        self.lookout.lamp_asked.connect(view.toggle_lamp)
        self.reception.closed.connect(self.take_focus)
        self.clerk.answered.connect(self._answered)
        self.clerk.taken_back.connect(self._show_taken_back)
        self.clerk.state_changed.connect(self._show_state)
        self.kit.notices.list_changed.connect(self.clerk.forget_list)
        self.kit.notices.list_changed.connect(self.lookout.start_anew)

    def _answered(self, verdict: Verdict) -> None:
        look = LOOKS[verdict.answer]
        self.kit.sounds.play(look.sound)
        if isinstance(verdict, NotABadge):
            # Small and grey: the label of a bottle must not take a guest's name off the banner.
            if verdict.scan.means is not Means.CAMERA:
                self.kit.notices.say(self.text("Not one of our codes, and nobody of that name."))
            return
        if isinstance(verdict, ADMITTING):
            self._undoable.append(verdict.arrival_id)
        self._verdict, self._taken_back = verdict, None
        self.lookout.outline_in(look.role)
        self._show_verdict()
        if self.view.is_walk_in_open and verdict.scan.means in (Means.CAMERA, Means.SCANNER):
            # The queue goes on beside the form: its verdicts become lines.
            self.kit.notices.say(banner_of(verdict, self.language).sentence, look.role)

    def _show_taken_back(self, verdict: Verdict) -> None:
        self._taken_back, self._verdict = verdict, None
        self._show_verdict()

    def _show_verdict(self) -> None:
        verdict, view = self._verdict, self.view
        if self._taken_back is not None:
            view.banner.show_banner(taken_back_banner(self._taken_back, self.language))
        elif verdict is None:
            view.banner.show_banner(ready_banner(self.language))
        elif isinstance(verdict, ADMITTING):
            view.banner.show_banner(banner_of(verdict, self.language), (view.undo,))
        elif isinstance(verdict, AlreadyArrived | CancelledTicket) and verdict.attendee is not None:
            is_cancelled = isinstance(verdict, CancelledTicket)
            view.again.setText(self.text("Let in all the same") if is_cancelled else self.text("Let in again"))
            view.banner.show_banner(banner_of(verdict, self.language), (view.again,))
        else:
            view.banner.show_banner(banner_of(verdict, self.language), (view.search_button, view.walk_in_too))

    def _show_state(self, state: DoorState) -> None:
        self._state = state
        language, event = self.language, self.event_now
        rows = journal_rows(state.lines, language, event.starts.tzinfo if event else None)
        recent = sum(state.pace[-2:])
        said = language.plural("{n} arrival in the last 10 minutes", "{n} arrivals in the last 10 minutes", recent)
        self.view.show_journal(rows)
        self.view.pace.show_bars([Bar(people) for people in state.pace], said)
        self.view.pace_words.setText(said)
        count, full = state.headcount, None
        if event is not None and event.capacity and count.inside >= event.capacity:
            full = event.capacity
        self.view.headcount.show_count(
            language.number(count.inside),
            language.plural("{n} inside", "{n} inside", count.inside),
            language.number(count.expected),
            language.plural("{n} expected", "{n} expected", count.expected),
            is_full=full is not None,
        )
        self.view.walk_in.show_full(self._full_line(full) if full else "")

    def _full_line(self, capacity: int) -> str:
        return self.plural(
            "The evening is full ({n} place). You decide.", "The evening is full ({n} places). You decide.", capacity
        )

    def _write_header(self) -> None:
        event = self.event_now
        title = " · ".join(part for part in (event.title, event.venue) if part) if event else self.text("Door")
        self.set_header(title, self.text("Door {name}", name=self.kit.services.settings.current.door.name))

    def _toggle_full_screen(self) -> None:
        self.kit.notices.full_screen.emit()
        self.take_focus()
