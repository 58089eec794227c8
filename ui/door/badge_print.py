"""A badge from the door: put into the print queue at once, or left for the next sheet, and what is said of it."""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from checkin.errors import CheckinError, FileError, FileFault, LogoError, NotFoundError, TemplateError
from checkin.print_queue import JobState
from ui.door.badge_words import (
    Asked,
    Gathered,
    Held,
    NotMade,
    OnItsWay,
    Outcome,
    Sent,
    fate_of,
    outcome_line,
    outcome_role,
)
from ui.print_queue.words import ASKS, badges_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.badges.logos import Logo
    from checkin.badges.printing import Condition
    from checkin.language import Language
    from checkin.model import Attendee, Badge
    from checkin.print_queue import PrintJob
    from ui.kit import Kit
    from ui.services import Services

log = logging.getLogger(__name__)

PATIENCE = 4_000
"""Milliseconds after which a badge that the printer has not taken yet is said to wait."""


@dataclass(frozen=True, slots=True)
class Queued:
    """The badge is in the queue, on disk; `error` is why the logo is not on it, where it is not."""

    job: PrintJob
    error: CheckinError | None = None


def queue_badge(services: Services, attendee: Attendee, language: Language) -> Queued | Outcome:
    """Put somebody's badge into the print queue for the printer of the settings; asks no printer. Raises StorageError.

    Without a printer a badge that was not printed yet is on the next sheet. One that is on its way already, or that
    somebody is asked about, is not printed twice. A logo that cannot be read keeps nobody waiting: the badge goes out
    without.
    """
    settings = services.settings.current
    name = settings.printer
    if not name:
        waiting = services.badging.waiting(attendee.event_id)
        return Gathered(None if attendee.badge_printed_at is not None else waiting)
    logo, error = _logo_of(settings.logo)
    try:
        with _folder_for_one() as folder:
            path = Path(folder, "badge.pdf")
            badge = _draw(services, attendee, path, logo, language)
            for job in services.print_queue.jobs(attendee.event_id):
                if badge.id in (badge_id for badge_id, _ in job.badges):
                    name_of = attendee.full_name
                    return Asked(name_of) if job.state in ASKS else OnItsWay(name_of, job.printer)
            job = services.print_queue.add(
                attendee.event_id,
                path,
                printer=name,
                paper=settings.paper_of(name, settings.badge_template),
                template=settings.badge_template,
                title=f"badge-{badge.id:016x}",
                badges=[(badge.id, 1)],
            )
    except (FileError, TemplateError, NotFoundError) as failed:
        log.info("a badge was not made: %r", failed)
        return NotMade(failed, services.badging.waiting(attendee.event_id))
    return Queued(job, error)


def _draw(services: Services, attendee: Attendee, path: Path, logo: Logo | None, language: Language) -> Badge:
    from checkin.badges.categories import Palette
    from checkin.badges.looks import Looks
    from checkin.badges.sheets import Placing  # reportlab is loaded by the first print, not at start

    settings = services.settings.current
    right, down = settings.printer_offset
    with services.database.reading() as repository:
        starts = repository.events.get(attendee.event_id).starts
    known = [palette.value for palette in Palette]
    palette = Palette(settings.sheet_palette) if settings.sheet_palette in known else Palette.STANDARD
    return services.badging.draw_one(
        attendee,
        path,
        template=settings.badge_template,
        first_visit=language.text("first visit"),
        event_date=language.day(starts),
        looks=Looks(palette, logo, settings.badge_profiles),
        placing=Placing(dx=right, dy=down),
    )


def _folder_for_one() -> TemporaryDirectory[str]:
    """Return a folder that goes with the one PDF in it. Raises FileError."""
    try:
        return TemporaryDirectory(prefix="checkin-badge-", ignore_cleanup_errors=True)
    except OSError as error:
        raise FileError(FileFault.UNWRITABLE, Path(error.filename or ".")) from error


def _logo_of(path: str) -> tuple[Logo | None, LogoError | None]:
    if not path:
        return None, None
    from checkin.badges.logos import read_logo  # Pillow is loaded by the first logo

    try:
        return read_logo(Path(path)), None
    except LogoError as error:
        return None, error


class BadgePrinter(QObject):
    """Puts badges into the queue one after the other, in the background, and says what came of each.

    A badge is said to be sent once the printer's system took it. Nobody at the door waits for that: it may be said
    much later, or the strip of what waits says more.
    """

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._waiting: deque[Attendee] = deque()
        self._is_adding = False
        self._pending: list[Queued] = []
        """Badges of which nothing was said yet."""
        self._jobs: tuple[PrintJob, ...] = ()
        self._conditions: dict[str, Condition] = {}
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(PATIENCE)
        self._late.timeout.connect(self._say_late)
        kit.notices.printers_seen.connect(self._see)
        kit.notices.print_queue_changed.connect(self._hear)

    def print(self, attendee: Attendee) -> None:
        """Print a badge."""
        self.print_all((attendee,))

    def print_all(self, attendees: Iterable[Attendee]) -> None:
        """Print badges, in this order."""
        self._waiting.extend(attendees)
        if not self._is_adding:
            self._next()

    def _next(self) -> None:
        self._is_adding = bool(self._waiting)
        if not self._waiting:
            return
        attendee, services = self._waiting.popleft(), self._kit.services
        language = self._kit.translations.language
        self._kit.background.run(
            lambda: queue_badge(services, attendee, language), then=self._take, done=self._next, owner=self
        )

    def _take(self, outcome: Queued | Outcome) -> None:
        if not isinstance(outcome, Queued):
            self._say(outcome)
            return
        self._pending.append(outcome)
        self._late.start()
        self._kit.notices.badges_changed.emit()
        self._kit.notices.print_queue_stirred.emit()

    def _see(self, conditions: dict[str, Condition]) -> None:
        self._conditions = conditions

    def _hear(self, jobs: tuple[PrintJob, ...]) -> None:
        self._jobs = jobs
        there = {job.id: job for job in jobs}
        for queued in list(self._pending):
            # What is in the queue no more came out already.
            job = there.get(queued.job.id)
            outcome: Outcome | None = Sent(queued.job.printer, queued.error)
            if job is not None:
                outcome = fate_of(job, self._conditions.get(job.printer), badges_on(self._ahead(job)), queued.error)
            if outcome is not None or (job is not None and job.state is JobState.DOUBTFUL):
                self._pending.remove(queued)
            if outcome is not None:
                self._say(outcome)

    def _say_late(self) -> None:
        """Say of what nobody took yet that it waits; whatever comes of it is said by the strip then."""
        pending, self._pending = self._pending, []
        known = {job.id: job for job in (*(queued.job for queued in pending), *self._jobs)}
        self._jobs = tuple(known.values())
        for queued in pending:
            job = known[queued.job.id]
            self._say(Held(job, self._conditions.get(job.printer), badges_on(self._ahead(job))))

    def _ahead(self, job: PrintJob) -> list[PrintJob]:
        return [other for other in self._jobs if other.printer == job.printer and other.state not in ASKS]

    def _say(self, outcome: Outcome) -> None:
        self._kit.notices.say(outcome_line(outcome, self._kit.translations.language), outcome_role(outcome))
