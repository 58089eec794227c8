"""Ticking several people in at once from the table, and taking that back, with the progress line and what is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from checkin.model import Status
from ui.attendees.arrivals import LetIn, let_in, take_back
from ui.theme import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from uuid import UUID

    from checkin.model import Event
    from ui.attendees.lines import Line
    from ui.background import Job, Report
    from ui.kit import Kit
    from ui.widgets.progress_line import ProgressLine


@dataclass(frozen=True, slots=True)
class Chosen:
    """Selected lines by what can be done with them. `count` also counts those with whom nothing can."""

    count: int = 0
    waiting: tuple[UUID, ...] = ()
    """Who can be let in."""
    arrived: tuple[UUID, ...] = ()
    """Whose arrival can be taken back."""
    badges: tuple[UUID, ...] = ()
    """Whose badge can be printed, also again."""
    losable: UUID | None = None
    """The one who is chosen alone, and has a badge that can get lost."""


def chosen_of(lines: Sequence[Line]) -> Chosen:
    """Sort selected lines."""
    waiting = tuple(line.key for line in lines if line.arrived_at is None and line.status is not Status.CANCELLED)
    arrived = tuple(line.key for line in lines if line.arrived_at is not None)
    losable = lines[0].key if len(lines) == 1 and lines[0].has_badge else None
    return Chosen(len(lines), waiting, arrived, (*waiting, *arrived), losable)


class Ticking(QObject):
    """One batch at a time; `ended` comes after each, also after one that was stopped."""

    ended = Signal()

    def __init__(self, kit: Kit, line: ProgressLine, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._line = line
        self._job: Job | None = None
        line.cancelled.connect(self.stop)

    @property
    def is_running(self) -> bool:
        """Whether arrivals are being written."""
        return self._job is not None

    def let_in(self, event: Event, attendee_ids: Sequence[UUID], at: datetime | None = None) -> None:
        """Let these people in, at a time or now."""
        desk = self._kit.services.desk_of(event)
        self._begin(lambda report: let_in(desk, attendee_ids, at, report), lambda result: self._say_let_in(result, at))

    def take_back(self, event: Event, attendee_ids: Sequence[UUID]) -> None:
        """Take these people's arrivals back."""
        services = self._kit.services
        self._begin(lambda report: take_back(services, event, attendee_ids, report), self._say_taken_back)

    def stop(self) -> None:
        """Stop after the arrival that is being written; what was written stays."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    def _begin(self, work: Callable[[Report], Any], then: Callable[[Any], None]) -> None:
        if self._job is not None:
            return
        t = self._kit.translations.language
        self._line.begin(t.text("Writing the arrivals…"), t.text("Cancel"))
        self._job = self._kit.background.run_long(
            work, progress=self._line.show_share, then=then, done=self._end, owner=self
        )

    def _say_let_in(self, result: LetIn, at: datetime | None) -> None:
        t = self._kit.translations.language
        said = t.plural("{n} person let in.", "{n} people let in.", result.admitted)
        if at is not None:
            time = t.time(at)
            said = t.plural("{n} person let in at {time}.", "{n} people let in at {time}.", result.admitted, time=time)
        if result.already:
            said += " " + t.plural("{n} was in already.", "{n} were in already.", result.already)
        self._kit.notices.say(said, Role.ADMITTED if result.admitted else Role.ALREADY)

    def _say_taken_back(self, people: int) -> None:
        t = self._kit.translations.language
        self._kit.notices.say(t.plural("{n} arrival taken back.", "{n} arrivals taken back.", people))

    def _end(self) -> None:
        self._job = None
        self._line.end()
        self._kit.notices.arrivals_changed.emit()
        self.ended.emit()
