"""Ticking a list on paper in: an entry, Enter, and the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from checkin.attendance.paper_codes import looks_like_code
from checkin.attendance.paper_finding import PaperFinder
from ui.attendees.paper.lines import (
    A_CODE,
    NO_SUCH_CODE,
    NOT_LISTED,
    ON_THE_LIST,
    Several,
    Unanswered,
    row_of,
)
from ui.attendees.paper.suggesting import Suggesting
from ui.attendees.paper.ticks import Ticks, walk_in_of
from ui.attendees.paper.time_field import is_time
from ui.theme import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from checkin.model import Attendee, Event
    from ui.attendees.paper.time_field import PaperTime
    from ui.attendees.paper.view import PaperView
    from ui.background import Job
    from ui.kit import Kit


class PaperPanel(QObject):
    """What happens between the entry and the desk. `left` comes when the panel goes."""

    left = Signal()

    def __init__(self, kit: Kit, view: PaperView, time: PaperTime, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._view = view
        self._time = time
        self._event: Event | None = None
        self._finder: PaperFinder | None = None
        self._reading: Job | None = None
        self._doubted = ""
        self._suggesting = Suggesting(view.suggestions, kit)
        self.ticks = Ticks(kit, self)
        time.join(view.time)
        view.time.returnPressed.connect(view.begin)
        view.entry.textEdited.connect(self._type)
        view.entry.entered.connect(self._enter)
        view.entry.entered_new.connect(self._enter_new)
        view.entry.stepped.connect(self._suggesting.step)
        view.suggestions.clicked.connect(lambda _index: self._admit_chosen())
        view.leave.clicked.connect(self.close)
        self.ticks.changed.connect(self._show_ticked)
        self.ticks.met.connect(self._meet)
        time.changed.connect(lambda: view.show_remark(""))

    @property
    def is_open(self) -> bool:
        """Whether the panel is there."""
        return not self._view.isHidden()

    def open(self, event: Event, attendees: Sequence[Attendee]) -> None:
        """Show the panel, on the list as it is."""
        if not self.is_open:
            self._event = event
            self.ticks.begin(event)
            self._view.show_remark("")
            self._view.entry.clear()
            self._view.show()
        self.renew(attendees)
        self._view.begin()

    def renew(self, attendees: Sequence[Attendee]) -> None:
        """Know the list as it is now."""
        if not self.is_open:
            return
        if self._reading is not None:
            self._reading.cancel()
        people = tuple(attendees)
        self._reading = self._kit.background.run(lambda: PaperFinder(people), then=self._take, owner=self)

    def close(self) -> None:
        """Put the panel away; the next time is now again."""
        self.ticks.tell()
        self.forget()
        self.left.emit()

    def forget(self) -> None:
        """Put the panel away, whatever is in it."""
        self._view.hide()
        self._time.write("")
        self._event = self._finder = None
        self.ticks.begin(None)
        self._type("")

    def step_back(self) -> None:
        """Empty the entry, or go."""
        if self._view.entry.text():
            self._view.entry.clear()
            self._type("")
            self._view.begin()
        else:
            self.close()

    def retranslate(self) -> None:
        """Write every text anew."""
        self._view.retranslate(self._kit.translations.language)
        self._view.show_remark("")
        self._show_ticked()
        self._suggest()

    def _take(self, finder: PaperFinder) -> None:
        self._reading, self._finder = None, finder
        self._suggest()

    def _meet(self, attendee: Attendee) -> None:
        if self._finder is not None:
            self._finder.replace(attendee)
        self._suggest()

    def _type(self, text: str) -> None:
        del text
        self._doubted = ""
        self._suggesting.forget_choice()
        self._view.show_remark("")
        self._suggest()

    def _suggest(self) -> None:
        self._suggesting.show(self._view.entry.text(), self._finder, self._event)

    def _enter(self) -> None:
        text, finder = self._view.entry.text().strip(), self._finder
        if not text or finder is None:
            return
        if is_time(text):
            self._write_time(text)
            return
        if self._suggesting.is_chosen:
            self._admit_chosen()
            return
        people = finder.meant(text)
        if len(people) == 1:
            self._admit(people[0])
        elif people:
            self.ticks.say(Several(text, len(people)))
            self._view.begin(is_all=True)
        else:
            self.ticks.say(Unanswered(text, NO_SUCH_CODE if looks_like_code(text) else NOT_LISTED))
            self._view.begin(is_all=True)

    def _enter_new(self) -> None:
        """Take what is typed for the name of somebody who is not on the list."""
        text, finder = " ".join(self._view.entry.text().split()), self._finder
        if not text or finder is None:
            return
        walk_in = walk_in_of(text)
        if looks_like_code(text) or is_time(text) or not walk_in.full_name:
            self.ticks.say(Unanswered(text, A_CODE))
            self._view.begin(is_all=True)
            return
        if finder.doubles(walk_in.full_name) and self._doubted != text:
            self._doubted = text
            self.ticks.say(Unanswered(text, ON_THE_LIST, Role.ALREADY))
            return
        at, is_taken = self._moment()
        if is_taken:
            self.ticks.register(text, at)
            self._next()

    def _admit_chosen(self) -> None:
        chosen = self._view.suggestions.chosen
        if chosen is not None:
            self._admit(chosen.payload)

    def _admit(self, attendee: Attendee) -> None:
        at, is_taken = self._moment()
        if is_taken:
            self.ticks.admit(attendee, at)
            self._next()

    def _write_time(self, text: str) -> None:
        """Take a time that was typed where a code belongs: it stays for what follows."""
        before = self._time.text
        self._time.write(text)
        if self._moment()[1]:
            self._next()
        else:
            remark = self._view.remark
            self._time.write(before)
            self._view.show_remark(remark)
            self._view.begin(is_all=True)

    def _moment(self) -> tuple[datetime | None, bool]:
        """Return the time that is written, None for now, and whether it can be taken; why not is said."""
        if self._event is None:
            return None, False
        at, why = self._time.moment(self._event)
        self._view.show_remark(why)
        return at, not why

    def _next(self) -> None:
        self._view.entry.clear()
        self._type("")
        self._view.begin()

    def _show_ticked(self) -> None:
        language, zone = self._kit.translations.language, self._event.starts.tzinfo if self._event else None
        self._view.ticked.rows.show([row_of(entry, language, zone) for entry in self.ticks.entries])
        self._view.count(self.ticks.count, language)
