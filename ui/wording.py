"""What a verdict looks and sounds like, beside its words from `checkin.wording`; and an error as a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin import wording
from checkin.errors import CheckinError, NoEventError, StorageError, StorageFault
from checkin.model import Admitted, AdmittedUnlisted, AlreadyArrived, Answer, Attendee, NotABadge, Verdict
from ui.sounds import Sound
from ui.theme import Role

if TYPE_CHECKING:
    from checkin.language import Language


@dataclass(frozen=True, slots=True)
class Look:
    """A verdict's colour, shape and sound: they say the same thing as its word."""

    role: Role
    shape: str
    sound: Sound | None


LOOKS = {
    Answer.ADMITTED: Look(Role.ADMITTED, "check", Sound.WELCOME),
    Answer.ALREADY_ARRIVED: Look(Role.ALREADY, "rotate-ccw", Sound.LOOK),
    Answer.ADMITTED_UNLISTED: Look(Role.UNLISTED, "check-dot", Sound.WELCOME),
    Answer.CANCELLED: Look(Role.REFUSED, "x", Sound.NO),
    Answer.WRONG_EVENT: Look(Role.REFUSED, "x", Sound.NO),
    Answer.REVOKED: Look(Role.REFUSED, "x", Sound.NO),
    Answer.FORGED: Look(Role.REFUSED, "x", Sound.NO),
    Answer.UNKNOWN: Look(Role.REFUSED, "x", Sound.NO),
    Answer.NOT_A_BADGE: Look(Role.NEUTRAL, "dot", None),
}


@dataclass(frozen=True, slots=True)
class BannerText:
    """The words of a banner, from large to small. `keys` are what can be pressed now: (label, key)."""

    word: str
    headline: str
    handle: str = ""
    category: str = ""
    organisation: str = ""
    lines: tuple[str, ...] = ()
    strong: str = ""


def banner(verdict: Verdict, language: Language) -> BannerText:
    """Return the words of a verdict's banner."""
    attendee = attendee_of(verdict)
    lines = wording.details(verdict, language)
    strong = ""
    if isinstance(verdict, Admitted) and verdict.attendee.note:
        # The note is what the volunteer has to act on.
        lines, strong = [line for line in lines if line != verdict.attendee.note], verdict.attendee.note
    shown = attendee if isinstance(verdict, Admitted) else None
    return BannerText(
        word=wording.word(verdict, language).upper(),
        headline=wording.headline(verdict, language),
        handle=shown.handle if shown else "",
        category=shown.category if shown else "",
        organisation=shown.organisation if shown else "",
        lines=tuple(lines),
        strong=strong,
    )


def attendee_of(verdict: Verdict) -> Attendee | None:
    """Return whom a verdict is about, where that is known."""
    attendee = getattr(verdict, "attendee", None)
    return attendee if isinstance(attendee, Attendee) else None


def short_line(verdict: Verdict, language: Language) -> str:
    """Return a verdict in a few words, for the list of the last arrivals."""
    match verdict:
        case Admitted(attendee=attendee):
            if attendee.visits <= 1:
                return language.text("first visit")
            return language.text("{ordinal} visit", ordinal=language.ordinal(attendee.visits))
        case AlreadyArrived(first=first):
            return language.text("already here, {time}, door {door}", time=language.time(first.at), door=first.door)
        case AdmittedUnlisted() | NotABadge():
            return wording.word(verdict, language)
        case _:
            return wording.word(verdict, language)


def error_line(error: CheckinError, language: Language) -> str:
    """Return an error as one line, for somebody in front of the window and not of a terminal."""
    match error:
        case NoEventError():
            return language.text("There is no evening yet: load a list, or add one on the Evenings page.")
        case StorageError(fault=StorageFault.DAMAGED):
            return language.text(
                "The data file {place} is damaged: keep it as it is, and bring back a backup.", place=error.place
            )
        case _:
            return wording.sentence(error, language)
