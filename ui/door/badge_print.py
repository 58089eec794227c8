"""A walk-in's badge: printed at once, or left for the next sheet, and what is said of it."""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from checkin.errors import CheckinError, FileError, LogoError, NotFoundError, PrintError, TemplateError
from ui.theme import Role
from ui.wording import error_line

if TYPE_CHECKING:
    from checkin.badges.logos import Logo
    from checkin.badges.printing import Printers
    from checkin.language import Language
    from checkin.model import Attendee
    from ui.kit import Kit
    from ui.services import Services

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Printed:
    """The printer took the badge; `error` is why the logo is not on it, where it is not."""

    printer: str
    error: CheckinError | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """There is no printer; so many badges wait for the next sheets."""

    waiting: int


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """The printer did not take the badge; so many wait for the next sheets."""

    error: CheckinError
    waiting: int


Outcome = Printed | Gathered | NotPrinted


def print_badge(services: Services, printers: Printers, attendee: Attendee, language: Language) -> Outcome:
    """Hand a badge to the printer of the settings, once; may take seconds. Raises StorageError.

    A badge that no printer took stays unprinted, and so it is on the next sheet. A logo that cannot be read keeps
    nobody waiting: the badge goes out without.
    """
    settings = services.settings.current
    name = settings.printer
    if not name:
        return Gathered(services.badging.waiting(attendee.event_id))
    from checkin.badges.looks import Looks
    from checkin.badges.sheets import Placing  # reportlab is loaded by the first print, not at start

    logo, error = _logo_of(settings.logo)
    right, down = settings.printer_offset
    with services.database.reading() as repository:
        starts = repository.events.get(attendee.event_id).starts
    try:
        services.badging.print_one(
            attendee,
            lambda pdf: printers.send(name, pdf),
            template=settings.badge_template,
            first_visit=language.text("first visit"),
            event_date=language.day(starts),
            looks=Looks(logo=logo),
            placing=Placing(dx=right, dy=down),
        )
    except (PrintError, FileError, TemplateError, NotFoundError) as failed:
        log.info("a badge was not printed: %r", failed)
        return NotPrinted(failed, services.badging.waiting(attendee.event_id))
    return Printed(name, error)


def _logo_of(path: str) -> tuple[Logo | None, LogoError | None]:
    if not path:
        return None, None
    from checkin.badges.logos import read_logo  # Pillow is loaded by the first logo

    try:
        return read_logo(Path(path)), None
    except LogoError as error:
        return None, error


def outcome_line(outcome: Outcome, language: Language) -> str:
    """Return what came of a badge, as one line."""
    match outcome:
        case Printed(printer, error) if error is not None:
            return language.text(
                "Badge sent to {printer} without the logo. {why}", printer=printer, why=error_line(error, language)
            )
        case Printed(printer):
            return language.text("Badge sent to {printer}", printer=printer)
        case Gathered(waiting):
            return language.text(
                "No printer: the badge waits for the next sheet ({n} waiting)", n=language.number(waiting)
            )
        case NotPrinted(error, waiting):
            return language.text(
                "{why} The badge waits for the next sheet ({n} waiting)",
                why=error_line(error, language),
                n=language.number(waiting),
            )


def outcome_role(outcome: Outcome) -> Role:
    """Return the colour of that line."""
    match outcome:
        case Printed(error=error):
            return Role.ADMITTED if error is None else Role.ALREADY
        case Gathered():
            return Role.NEUTRAL
        case NotPrinted():
            return Role.REFUSED


class BadgePrinter(QObject):
    """Prints the door's badges one after the other, so that a slow printer holds one worker and never the door.

    The badges that wait here are lost to the printer if the program ends, and are on the next sheet then.
    """

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._waiting: deque[Attendee] = deque()
        self._is_printing = False

    def print(self, attendee: Attendee) -> None:
        """Print a badge when its turn comes, and say what came of it."""
        self._waiting.append(attendee)
        if not self._is_printing:
            self._next()

    def _next(self) -> None:
        self._is_printing = bool(self._waiting)
        if not self._waiting:
            return
        attendee, kit = self._waiting.popleft(), self._kit
        language = kit.translations.language
        kit.background.run(
            lambda: print_badge(kit.services, kit.printers, attendee, language),
            then=self._tell,
            done=self._next,
            owner=self,
        )

    def _tell(self, outcome: Outcome) -> None:
        notices = self._kit.notices
        notices.say(outcome_line(outcome, self._kit.translations.language), outcome_role(outcome))
        match outcome:
            case Printed():
                notices.badges_changed.emit()
                notices.printer_changed.emit()
            case NotPrinted():
                notices.printer_changed.emit()
            case Gathered():
                pass
