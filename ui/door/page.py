"""The Door page: what a volunteer has in front of them all evening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from checkin.badges import tokens
from checkin.model import ADMITTING, Admitted, AlreadyArrived, CancelledTicket, Means, NotABadge, Verdict
from ui.door.badge_print import print_badge
from ui.door.camera_row import CameraRow
from ui.door.clerk import Clerk, DoorState, Hits, Offer
from ui.door.layout import DoorLayout
from ui.door.rows import hit_rows, journal_rows
from ui.door.watch import Preview, Watch
from ui.page import Command, Page
from ui.theme import Role
from ui.widgets.bar_chart import Bar
from ui.widgets.camera_view import Outline
from ui.wording import LOOKS, banner_of, error_line, ready_banner, taken_back_banner

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QWidget

    from checkin.badging import BadgeRun
    from checkin.desk import WalkIn
    from checkin.errors import CameraError, CheckinError
    from checkin.model import Attendee, Event
    from checkin.scanning.scanner import Decodes
    from ui.kit import Kit
    from ui.widgets.row_list import Row

REFRESH = 30_000
"""Milliseconds after which figures and pace are read anew: other doors may write to the same store."""
SHORTEST = 2


class DoorPage(Page):
    """Scans, searches, walk-ins. What it knows of the evening it asks of its clerk; what it shows is its layout's."""

    def __init__(self, kit: Kit, make_decoder: Callable[[], Decodes] | None = None) -> None:
        super().__init__(kit)
        self.view = DoorLayout(kit.theme, self)
        self.clerk = Clerk(kit, self)
        self.watch = Watch(kit.open_camera, make_decoder or _decoder, self)
        self.camera_row = CameraRow(kit, self.view.camera)
        self._verdict: Verdict | None = None
        self._taken_back: Verdict | None = None
        self._state: DoorState | None = None
        self._hits: Hits | None = None
        self._stepped = False
        self._camera_status = ""
        self._clock = QTimer(self)
        self._clock.setInterval(REFRESH)
        self._clock.timeout.connect(self.clerk.refresh)
        self._connect()
        self.retranslate()

    def header_actions(self) -> Sequence[QWidget]:
        """Return headcount and full screen."""
        return (self.view.headcount, self.view.full_screen)

    def retranslate(self) -> None:
        """Write every text of the page."""
        self.view.retranslate(self.language)
        self.camera_row.retranslate(self.language)
        self._write_header()
        self._show_verdict()
        if self._state is not None:
            self._show_state(self._state)
        if self._hits is not None:
            self._show_hits(self._hits)

    def event_changed(self, event: Event | None) -> None:
        """Work at another evening's door."""
        self._verdict = self._taken_back = self._state = None
        self.clerk.use(event)
        self._write_header()
        self._show_verdict()
        self._close_walk_in()
        if self.is_shown:
            self._start_watching()

    def shown(self) -> None:
        """Scan while the page is in view."""
        self.camera_row.look_around()
        self.clerk.forget_list()
        self.clerk.refresh()
        self._write_header()
        self._clock.start()
        self._start_watching()

    def hidden(self) -> None:
        """Rest while it is not."""
        self._clock.stop()
        self.watch.stop()
        self._say_camera("", Role.NEUTRAL)

    def closing(self) -> None:
        """Let go of the camera."""
        self.watch.close()

    def take_focus(self) -> None:
        """Put the keyboard where a scanner types."""
        if not self.view.is_walk_in_open:
            self.view.field.line.setFocus()

    def obey(self, command: Command) -> bool:
        """Do what the door's keys ask."""
        match command:
            case Command.SEARCH:
                self._close_walk_in()
                self.view.field.line.setFocus()
                self.view.field.line.selectAll()
            case Command.WALK_IN:
                self._open_walk_in()
            case Command.UNDO:
                self._undo()
            case Command.AGAIN:
                self._let_in_again()
            case Command.LAMP:
                self.view.toggle_lamp()
            case Command.CANCEL:
                self._cancel()
            case _:
                return False
        return True

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
        view, clerk, watch = self.view, self.clerk, self.watch
        view.field.line.textEdited.connect(self._typed)
        view.field.line.returnPressed.connect(self._entered)
        view.field.line.stepped.connect(self._step)
        view.field.line.emptied.connect(self._forget_hits)
        view.hits.clicked.connect(lambda: self._admit_chosen())
        view.walk_in_button.clicked.connect(self._open_walk_in)
        view.full_screen.clicked.connect(self._toggle_full_screen)
        view.undo.clicked.connect(self._undo)
        view.again.clicked.connect(self._let_in_again)
        view.search_button.clicked.connect(lambda: self.obey(Command.SEARCH))
        view.walk_in_too.clicked.connect(self._open_walk_in)
        view.walk_in.closed.connect(self._close_walk_in)
        view.walk_in.typed.connect(self._walk_in_typed)
        view.walk_in.submitted.connect(self._register)
        view.walk_in.recognised.connect(self._recognised)
        for widget in (
            view.arrivals,
            view.arrivals.viewport(),
            view.hits.viewport(),
            view.undo,
            view.again,
            view.camera,
        ):
            widget.installEventFilter(self)
        clerk.answered.connect(self._answered)
        clerk.taken_back.connect(self._show_taken_back)
        clerk.state_changed.connect(self._show_state)
        clerk.found.connect(self._show_hits)
        clerk.offered.connect(self._offered)
        clerk.registered.connect(self._registered)
        clerk.categories_known.connect(view.walk_in.show_categories)
        watch.frame_waits.connect(self._show_frame)
        watch.presented.connect(self._heard)
        watch.not_admitted.connect(self._say_error)
        watch.troubled.connect(self._show_trouble)
        watch.broke.connect(lambda error: self.kit.notices.bug.emit(error))
        self.camera_row.chosen.connect(self._choose_camera)
        self.camera_row.lamp.connect(view.toggle_lamp)
        self.kit.notices.list_changed.connect(clerk.forget_list)

    # scanning

    def _start_watching(self) -> None:
        desk, settings = self.clerk.desk, self.kit.services.settings.current
        if desk is None:
            self.watch.stop()
            return
        self.watch.start(settings.camera, lambda text: desk.admit(text, Means.CAMERA), settings.absent_after)
        self._say_camera(self.camera_row.name(), Role.NEUTRAL)

    def _choose_camera(self, source: str) -> None:
        def keep() -> None:
            self.kit.services.settings.change(camera=source)

        self.kit.background.run(keep, then=lambda _: self._camera_chosen(), owner=self)

    def _camera_chosen(self) -> None:
        self.camera_row.show_size(None)
        self.camera_row.retranslate(self.language)
        self.view.camera.show_nothing("", "")
        self._start_watching()
        self.take_focus()

    def _show_frame(self) -> None:
        preview: Preview | None = self.watch.take_frame()
        if preview is None:
            return
        role = LOOKS[self._verdict.answer].role if self._verdict else Role.ADMITTED
        outlines = [Outline(corners, role) for corners in preview.codes]
        self.view.camera.show_frame(preview.image, outlines)
        self.view.camera.show_hint(self.text("Too dark: try the lamp") if preview.is_dark else "")
        self.camera_row.show_size(preview.size)
        if self._camera_status != self.camera_row.title():
            self._say_camera(self.camera_row.title(), Role.ADMITTED)

    def _show_trouble(self, error: CameraError | None) -> None:
        if error is None:
            return
        line = error_line(error, self.language)
        self.view.camera.show_nothing(line, self.text("The door works without: type a name, or use a USB scanner."))
        self.camera_row.show_size(None)
        self._say_camera(self.text("no camera"), Role.ALREADY)

    def _say_camera(self, words: str, role: Role) -> None:
        self._camera_status = words
        self.kit.notices.status.emit("camera", words, role.value)

    def _heard(self, verdict: Verdict) -> None:
        self.view.camera.show_chip(
            self.text("Not one of our codes") if isinstance(verdict, NotABadge) else self.text("Badge read")
        )
        self.clerk.heard(verdict)

    def _say_error(self, error: CheckinError) -> None:
        self.kit.notices.say(error_line(error, self.language), Role.REFUSED)

    # verdicts

    def _answered(self, verdict: Verdict) -> None:
        self.kit.sounds.play(LOOKS[verdict.answer].sound)
        if isinstance(verdict, NotABadge):
            # Small and grey: the label of a bottle must not take a guest's name off the banner.
            if verdict.scan.means is not Means.CAMERA:
                self.kit.notices.say(self.text("Not one of our codes, and nobody of that name."))
            return
        self._verdict, self._taken_back = verdict, None
        self._show_verdict()
        if self.view.is_walk_in_open and verdict.scan.means in (Means.CAMERA, Means.SCANNER):
            self.kit.notices.say(banner_of(verdict, self.language).sentence, LOOKS[verdict.answer].role)

    def _show_verdict(self) -> None:
        verdict, view = self._verdict, self.view
        if self._taken_back is not None:
            view.banner.show_banner(taken_back_banner(self._taken_back, self.language))
        elif verdict is None:
            view.banner.show_banner(ready_banner(self.language))
        elif isinstance(verdict, ADMITTING):
            view.banner.show_banner(banner_of(verdict, self.language), (view.undo,))
        elif isinstance(verdict, AlreadyArrived | CancelledTicket) and verdict.attendee is not None:
            view.banner.show_banner(banner_of(verdict, self.language), (view.again,))
        else:
            view.banner.show_banner(banner_of(verdict, self.language), (view.search_button, view.walk_in_too))

    def _show_taken_back(self, verdict: Verdict) -> None:
        self._taken_back, self._verdict = verdict, None
        self._show_verdict()

    def _undo(self) -> None:
        verdict = self._verdict
        if isinstance(verdict, ADMITTING):
            # Pressed twice, it must not ask twice.
            self._verdict = None
            self.clerk.undo(verdict.arrival_id)

    def _let_in_again(self) -> None:
        verdict = self._verdict
        if isinstance(verdict, AlreadyArrived | CancelledTicket) and verdict.attendee is not None:
            self.clerk.admit(verdict.attendee.id, again=True)

    # searching

    def _typed(self, text: str) -> None:
        self._stepped = False
        if len(text.strip()) < SHORTEST or tokens.parse(text) is not None:
            self._forget_hits()
        else:
            self.clerk.search(text)

    def _show_hits(self, hits: Hits) -> None:
        if hits.text != self.view.field.line.text():
            return
        self._hits = hits
        zone = self.event_now.starts.tzinfo if self.event_now else None
        self.view.show_hits(hit_rows(hits.attendees, self.language, zone), hits.text, self.language)

    def _step(self, by: int) -> None:
        if self._hits is not None:
            self._stepped = True
            self.view.hits.step(by)

    def _entered(self) -> None:
        text = self.view.field.line.text()
        chosen = self.view.hits.chosen if self._hits is not None and self._hits.text == text else None
        if self._stepped and chosen is not None:
            self._admit_chosen()
            return
        self.view.field.line.clear()
        self._forget_hits()
        self.clerk.submit(text, chosen.payload.id if chosen else None)

    def _admit_chosen(self) -> None:
        row: Row | None = self.view.hits.chosen
        if row is None:
            return
        attendee: Attendee = row.payload
        self.view.field.line.clear()
        self._forget_hits()
        self.clerk.admit(attendee.id)
        self.take_focus()

    def _forget_hits(self) -> None:
        self._hits = None
        self._stepped = False
        self.view.show_arrivals()

    def _cancel(self) -> None:
        if self.view.is_walk_in_open:
            self._close_walk_in()
        else:
            self.view.field.line.clear()
            self._forget_hits()
            self.take_focus()

    # walk-ins

    def _open_walk_in(self) -> None:
        if self.clerk.desk is None:
            return
        searched = self.view.field.line.text()
        in_vain = self._hits is not None and not self._hits.attendees
        self.view.field.line.clear()
        self._forget_hits()
        self.clerk.ask_categories()
        self._show_full()
        self.view.open_walk_in(searched if in_vain else "")

    def _close_walk_in(self) -> None:
        if self.view.is_walk_in_open:
            self.view.close_walk_in()
            self.take_focus()

    def _walk_in_typed(self, walk_in: WalkIn) -> None:
        if len(walk_in.full_name) >= SHORTEST or walk_in.email or walk_in.handle:
            self.clerk.offer(walk_in)
        else:
            self.view.walk_in.show_offer(None)

    def _offered(self, offer: Offer) -> None:
        self.view.walk_in.setEnabled(True)
        self.view.walk_in.show_offer(offer)

    def _register(self, walk_in: WalkIn, offer_was_shown: bool) -> None:
        panel = self.view.walk_in
        if not walk_in.full_name:
            panel.show_error(self.text("A name is enough, but it takes a name."))
            panel.given.setFocus()
            return

        def failed(error: CheckinError) -> None:
            panel.setEnabled(True)
            panel.show_error(error_line(error, self.language))

        panel.show_error("")
        self.clerk.register(walk_in, even_if_known=offer_was_shown, failed=failed)

    def _recognised(self, attendee: Attendee) -> None:
        self._close_walk_in()
        self.clerk.admit(attendee.id)

    def _registered(self, verdict: Admitted) -> None:
        self._close_walk_in()
        first = self.text("first visit")
        self.kit.background.run(
            lambda: print_badge(self.kit.services, verdict.attendee, first), then=self._badge_printed, owner=self
        )

    def _badge_printed(self, run: BadgeRun) -> None:
        self.kit.notices.badges_changed.emit()
        self.kit.notices.say(self.text("Badge ready to print: {file}", file=run.path.name if run.path else ""), Role.ADMITTED)

    # what stands around

    def _show_state(self, state: DoorState) -> None:
        self._state = state
        zone = self.event_now.starts.tzinfo if self.event_now else None
        view, language = self.view, self.language
        view.arrivals.rows.show(journal_rows(state.lines, language, zone))
        view.show_arrivals_or_advice(bool(state.lines))
        count = state.headcount
        view.headcount.show_count(
            language.number(count.inside),
            language.text("inside"),
            language.number(count.expected),
            language.text("expected"),
            is_full=self._is_full(),
        )
        most = sum(state.pace[-2:])
        said = language.plural("{n} arrival in the last 10 minutes", "{n} arrivals in the last 10 minutes", most)
        view.pace.show_bars([Bar(people) for people in state.pace], said)
        view.pace_words.setText(said)
        self._show_full()

    def _show_full(self) -> None:
        event = self.event_now
        words = ""
        if self._is_full() and event is not None and event.capacity is not None:
            words = self.plural(
                "The evening is full ({n} place). You decide.",
                "The evening is full ({n} places). You decide.",
                event.capacity,
            )
        self.view.walk_in.show_full(words)

    def _is_full(self) -> bool:
        event, state = self.event_now, self._state
        return bool(event and event.capacity and state and state.headcount.inside >= event.capacity)

    def _write_header(self) -> None:
        event = self.event_now
        title = " · ".join(part for part in (event.title, event.venue) if part) if event else self.text("Door")
        door = self.kit.services.settings.current.door.name
        self.set_header(title, self.text("Door {name}", name=door))

    def _toggle_full_screen(self) -> None:
        window = self.window()
        window.showNormal() if window.isFullScreen() else window.showFullScreen()
        self.take_focus()


def _decoder() -> Decodes:
    from checkin.scanning.decoder import Decoder

    return Decoder()
