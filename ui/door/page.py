"""The Door page: what a volunteer has in front of them all evening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from checkin.model import (
    ADMITTING,
    Admitted,
    AlreadyArrived,
    CancelledTicket,
    Entry,
    Means,
    NotABadge,
    Verdict,
)
from ui.door.answers import Said, answer_of
from ui.door.burst import Burst, BurstWatch
from ui.door.clerk import Clerk, Departure, DoorState, TakenBack
from ui.door.corrections import Corrections
from ui.door.finder import Finder
from ui.door.focus import FocusKeeper
from ui.door.layout import DoorLayout
from ui.door.lookout import Lookout
from ui.door.reception import Reception
from ui.door.reprinting import KEY, Reprinting
from ui.door.rows import journal_rows
from ui.page import Command, Page
from ui.print_queue.strip import QueueStrip
from ui.widgets.bar_chart import Bar
from ui.wording import LOOKS, sound_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.model import Event
    from ui.door.blanks import Blank
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
        self.corrections = Corrections(kit, self.view, self.clerk)
        self.reprinting = Reprinting(kit, self.view)
        self.waiting = QueueStrip(kit)
        self.view.add_strip(self.waiting)
        self.foot = self.waiting
        self.waiting.keyboard_left.connect(self.take_focus)
        self._said: Said | None = None
        self._blank: int | None = None
        self._state: DoorState | None = None
        self.bursts = BurstWatch(self, home=self.view.field.line)
        self._keeper = FocusKeeper(self, self.view.field.line, self._is_written_elsewhere, beside=self.header_actions())
        self._refreshing = QTimer(self)
        self._refreshing.setInterval(REFRESH)
        self._refreshing.timeout.connect(self.clerk.refresh)
        self._connect()
        self.retranslate()

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that the banner shows."""
        return None if isinstance(self._said, TakenBack | Departure) else self._said

    def header_actions(self) -> Sequence[QWidget]:
        """Return headcount and full screen."""
        return (self.view.headcount, self.view.full_screen)

    def retranslate(self) -> None:
        """Write every text of the page."""
        self.view.retranslate(self.language)
        self.lookout.retranslate()
        self.finder.retranslate()
        self.reception.retranslate()
        self.waiting.retranslate()
        self._write_header()
        self._show_verdict()
        if self._state is not None:
            self._show_state(self._state)

    def event_changed(self, event: Event | None) -> None:
        """Work at another evening's door."""
        self._said = self._blank = self._state = None
        self.corrections.forget()
        self.finder.zone = event.starts.tzinfo if event else None
        self.finder.empty()
        self.reception.close()
        self.view.walk_in.show_topics(event.topics if event else ())
        self.bursts.watch(*self.view.walk_in.topics.boxes)
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
        if not self._is_written_elsewhere():
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
            case Command.LEFT:
                self.leave()
            case Command.LAMP:
                self.view.toggle_lamp()
            case Command.CANCEL:
                self.finder.empty()
                self.view.forget_choice()
                self.reception.close()
                self.take_focus()
            case _:
                return False
        return True

    def take_scan(self, text: str) -> bool:
        """Answer a code that a scanner typed into a field of the window's own."""
        self.clerk.submit_code(text)
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
        """Take back the chosen arrival, else the last one that this door let in."""
        self.corrections.undo()

    def leave(self) -> None:
        """Record that somebody left: who is chosen in a list, else whom the banner names."""
        if self.view.is_walk_in_open:
            return
        if self.finder.is_open_question and self.view.chosen_line is None:
            # Somebody else was typed: whom the banner names is not meant.
            self.corrections.ask_who()
            return
        said = self._said
        is_back = isinstance(said, TakenBack) and said.entry is Entry.LEFT
        self.corrections.leave(said.verdict if isinstance(said, TakenBack) and is_back else self.verdict)
        self.finder.empty()

    def print_badge_again(self) -> None:
        """Print the badge of who is chosen in a list, else of whom the banner names."""
        if self.view.is_walk_in_open:
            return
        if self.finder.is_open_question and self.view.chosen_line is None:
            # Somebody else was typed: whom the banner names is not meant.
            self.reprinting.ask_who()
            return
        self.reprinting.print_again(self.verdict)
        self.finder.empty()

    def let_in_again(self) -> None:
        """Let in whom the banner holds back."""
        verdict = self.verdict
        if isinstance(verdict, AlreadyArrived | CancelledTicket) and verdict.attendee is not None:
            self.clerk.admit(verdict.attendee.id, again=True)

    def _is_written_elsewhere(self) -> bool:
        # Whoever clicks on the page while the PIN is asked for works on, and so does a scanner.
        is_asked_for = self.kit.lock.is_asking and not self.isAncestorOf(self.window().focusWidget())
        return self.view.is_walk_in_open or is_asked_for or self.lookout.is_asking

    def _ask_about(self, burst: Burst) -> None:
        """Find out whether a burst that ended in some other field is a code: if not, it stands as it was typed."""

        def answer(is_code: bool) -> None:
            if is_code or self.reception.is_nobodys_name(burst):
                burst.take_out()
            else:
                burst.let_stand()

        self.clerk.ask_about(burst.text, answer)

    def _connect(self) -> None:
        view = self.view
        view.walk_in_button.clicked.connect(self.open_walk_in)
        view.walk_in_too.clicked.connect(self.open_walk_in)
        view.search_button.clicked.connect(self.search)
        view.undo.clicked.connect(self.undo)
        view.again.clicked.connect(self.let_in_again)
        view.left.clicked.connect(self.leave)
        view.badge_again.clicked.connect(self.print_badge_again)
        QShortcut(QKeySequence(KEY), self, self.print_badge_again).setAutoRepeat(False)
        view.full_screen.clicked.connect(self._toggle_full_screen)
        self.bursts.watch(view.field.line, *view.walk_in.findChildren(QWidget))
        self.lookout.typed_elsewhere.connect(self.take_scan)
        self.lookout.left.connect(self.take_focus)
        self.bursts.ended.connect(self._ask_about)
        self.bursts.scanned.connect(self.clerk.submit_code)
        self.lookout.heard.connect(self.clerk.heard)
        self.lookout.lamp_asked.connect(view.toggle_lamp)
        self.reception.closed.connect(self.take_focus)
        self.reception.blanks.changed.connect(self._show_verdict)
        self.clerk.answered.connect(self._answered)
        self.clerk.several_found.connect(self.reception.close)
        self.clerk.taken_back.connect(self._show_said)
        self.clerk.left.connect(self._show_departure)
        self.clerk.state_changed.connect(self._show_state)
        self.waiting.attach(self)
        self.kit.notices.printer_changed.connect(self._show_verdict)
        self.kit.notices.list_changed.connect(self.clerk.forget_list)
        self.kit.notices.list_changed.connect(self.lookout.start_anew)

    def _answered(self, verdict: Verdict) -> None:
        look = LOOKS[verdict.answer]
        self.kit.sounds.play(sound_of(verdict, self.event_now))
        if isinstance(verdict, NotABadge):
            # Small and grey: the label of a bottle must not take a guest's name off the banner.
            if verdict.scan.means is not Means.CAMERA:
                self.kit.notices.say(self.text("Not one of our codes, and nobody of that name."))
            return
        if isinstance(verdict, ADMITTING):
            self.corrections.remember(verdict.arrival_id)
        # A line that was chosen before must not be what the next key takes back.
        self.view.forget_choice()
        self.lookout.outline_in(look.role)
        self._show_said(verdict)
        self.reception.blanks.look_at(verdict, lambda blank: self._name_blank(verdict, blank))

    def _name_blank(self, verdict: Verdict, blank: Blank) -> None:
        """Ask for the name that a blank badge lacks."""
        if self._said is verdict:
            self._blank = blank.number
        is_free = self.is_shown and not self._is_written_elsewhere() and not self.view.field.line.text()
        self._show_verdict()
        self.reception.name_blank(blank, is_free=is_free)

    def _show_departure(self, departure: Departure) -> None:
        self.corrections.departed(departure.line.id)
        self._show_said(departure)

    def _show_said(self, said: Said) -> None:
        self._said, self._blank = said, None
        self._show_verdict(is_news=True)
        is_of_the_form = isinstance(said, Admitted) and said.scan.means is Means.WALK_IN
        if self.view.is_walk_in_open and not is_of_the_form:
            # The queue goes on beside the form: what the banner says behind it becomes a line.
            banner = self.view.banner.banner
            self.kit.notices.say(banner.sentence, banner.role)

    def _show_verdict(self, *, is_news: bool = False) -> None:
        banner, buttons = answer_of(
            self._said,
            self.view,
            self.language,
            self.event_now,
            prints=bool(self.kit.services.settings.current.printer),
            blank=self._blank,
            blank_waits=self.reception.blanks.is_waiting,
        )
        self.view.banner.show_banner(banner, buttons, is_news=is_news)

    def _show_state(self, state: DoorState) -> None:
        self._state = state
        self.corrections.see(state)
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
            full_word=self.text("Full").upper(),
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
