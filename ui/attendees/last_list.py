"""The list that was loaded last, on a quiet line: when, what it brought, and the way to take it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.attendees.last_words import begun, come, outcome, question, told
from ui.theme import Role, Size
from ui.widgets.announce import announce
from ui.widgets.button import Button, Kind
from ui.widgets.labels import label, set_look

if TYPE_CHECKING:
    from checkin.lists.importing import LastImport, TakenBack
    from checkin.model import Event
    from ui.background import Job
    from ui.kit import Kit

KEY = "Ctrl+Z"
"""The key that takes arrivals back, too: a list can only be taken back while nobody has arrived."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    people: int
    is_first: bool


class LastList(QFrame):
    """Hidden where nothing can be taken back. It asks once, in its place; `wanted` begins that, `answered` ends it."""

    wanted = Signal()
    answered = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._event: Event | None = None
        self._last: LastImport | None = None
        self._loaded: _Loaded | None = None
        self._job: Job | None = None
        self._is_asking = self._is_working = self._is_covered = self._has_badges = False
        self._words = label("muted", wrap=True)
        self._keep = Button(kit.theme, key="Esc")
        self._take_back = Button(kit.theme, icon="undo-2", key=KEY, kind=Kind.QUIET)
        self._confirm = Button(kit.theme, icon="undo-2", key="Enter")
        self._keep.clicked.connect(self.dismiss)
        self._take_back.clicked.connect(self.wanted)
        self._confirm.clicked.connect(self.confirm)
        row = self._row = QHBoxLayout(self)
        row.setSpacing(Size.GAP - Size.STEP)
        row.addWidget(self._words, 1)
        for button in (self._keep, self._take_back, self._confirm):
            row.addWidget(button)
        self.retranslate()

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._words.text()

    @property
    def is_asking(self) -> bool:
        """Whether it waits for an answer."""
        return self._is_asking

    @property
    def is_offered(self) -> bool:
        """Whether there is a list to take back, in view."""
        return self._last is not None and not self._is_covered and not self._is_working

    def tell(self, people: int, *, is_first: bool) -> None:
        """Say after the next look that a list was loaded, and how to take it back; `is_first` made its own evening."""
        self._loaded = _Loaded(people, is_first)

    def look(self, event: Event | None) -> None:
        """Find out in the background what can be taken back."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if event is None or (self._event is not None and event.id != self._event.id):
            self._last, self._is_asking = None, False
        self._event = event
        self._write()
        if event is not None:
            importer = self._kit.services.importer
            self._job = self._kit.background.run(lambda: importer.last(event.id), then=self._show, owner=self)

    def cover(self, *, is_covered: bool, has_badges: bool) -> None:
        """Leave its room to a list that is looked at or a line that is edited; know whether badges are printed."""
        self._is_covered, self._has_badges = is_covered, has_badges
        if is_covered:
            self._is_asking = False
        self._write()

    def ask(self) -> bool:
        """Ask whether the list is to be taken back; the second time that says yes. False where there is nothing to."""
        if not self.is_offered:
            return False
        if self._is_asking:
            self.confirm()
            return True
        self._is_asking = True
        self._write()
        announce(self, self.sentence)
        return True

    def dismiss(self) -> None:
        """Leave the list as it is."""
        self._is_asking = False
        self._write()
        self.answered.emit()

    def confirm(self) -> None:
        """Take the list back."""
        event, importer = self._event, self._kit.services.importer
        if not self._is_asking or event is None:
            return
        self._is_asking, self._is_working = False, True
        self._write()
        self._kit.background.run(
            lambda: importer.take_back(event.id), then=self._taken_back, done=self._rest, owner=self
        )
        self.answered.emit()

    def retranslate(self) -> None:
        """Write every text anew."""
        t = self._kit.translations.language
        for button in (self._take_back, self._confirm):
            button.setText(t.text("Take the list back"))
        self._keep.setText(t.text("Leave it loaded"))
        self._write()

    def _show(self, last: LastImport | None) -> None:
        self._job = None
        # What counts up to nothing has nothing to take back.
        self._last = last if last is not None and last.added + last.updated else None
        self._is_asking = self._is_asking and self._last is not None
        self._write()
        if self._loaded is not None:
            self._say_loaded(self._loaded)
            self._loaded = None

    def _say_loaded(self, loaded: _Loaded) -> None:
        t, event = self._kit.translations.language, self._event
        said = begun(event, t) if loaded.is_first and event is not None else come(loaded.people, t)
        if self._last is not None:
            said += " " + t.text("{key} takes the list back.", key=KEY)
        self._kit.notices.say(said, Role.ADMITTED)

    def _taken_back(self, done: TakenBack) -> None:
        notices = self._kit.notices
        said = outcome(done, self._kit.translations.language)
        self._last = None
        notices.say(said, Role.ALREADY if done.kept else Role.NEUTRAL)
        notices.list_changed.emit()
        notices.badges_changed.emit()

    def _rest(self) -> None:
        self._is_working = False
        # Also where it was refused: somebody may have come in meanwhile.
        self.look(self._event)

    def _write(self) -> None:
        last, t = self._last, self._kit.translations.language
        self.setVisible((last is not None or self._is_working) and not self._is_covered)
        is_free = not self._is_working
        self._take_back.setVisible(is_free and not self._is_asking)
        self._keep.setVisible(is_free and self._is_asking)
        self._confirm.setVisible(is_free and self._is_asking)
        set_look(self, "offer" if self._is_asking else "")
        set_look(self._words, "" if self._is_asking else "muted")
        inside = Size.STEP if self._is_asking else 0
        self._row.setContentsMargins(Size.PAGE_TOP, inside, 2 * inside, inside)
        if self._is_working:
            self._words.setText(t.text("Taking the list back…"))
        elif last is not None:
            said = question(last, t, has_badges=self._has_badges) if self._is_asking else self._told(last)
            self._words.setText(said)

    def _told(self, last: LastImport) -> str:
        now = self._kit.services.clock()
        zone = self._event.starts.tzinfo if self._event else now.tzinfo
        return told(last, now.astimezone(zone), self._kit.translations.language)
