"""The word, the headline and the lines of each verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.model import (
    Admitted,
    AdmittedUnlisted,
    AlreadyArrived,
    CancelledTicket,
    Forged,
    Means,
    NotABadge,
    Revoked,
    Unknown,
    Verdict,
    WrongEvent,
)

if TYPE_CHECKING:
    from checkin.language import Language


def word(verdict: Verdict, language: Language) -> str:
    """Return the word of a verdict, as it stands large in the banner."""
    match verdict:
        case Admitted(first=first):
            return language.text("Welcome") if first is None else language.text("Welcome back")
        case AlreadyArrived():
            return language.text("Already here")
        case AdmittedUnlisted(blank=None):
            return language.text("Genuine badge")
        case AdmittedUnlisted():
            return language.text("No name yet")
        case CancelledTicket():
            return language.text("Cancelled")
        case WrongEvent():
            return language.text("Another evening")
        case Revoked(attendee=None, blank=None):
            return language.text("Badge not valid any more")
        case Revoked():
            return language.text("Badge declared lost")
        case Forged():
            return language.text("Not a genuine badge")
        case Unknown():
            return language.text("Not on the list")
        case NotABadge():
            return language.text("Not one of our codes")


def headline(verdict: Verdict, language: Language) -> str:
    """Return whose verdict it is, or what was held up; empty where there is nothing to say."""
    match verdict:
        case Admitted(attendee=attendee) | CancelledTicket(attendee=attendee):
            return attendee.full_name or language.text("Unnamed guest")
        case Revoked(attendee=None, blank=int(number)):
            return language.text("Blank badge {number}", number=number)
        case AlreadyArrived(attendee=attendee) | Revoked(attendee=attendee):
            return attendee.full_name if attendee and attendee.full_name else language.text("Unnamed guest")
        case AdmittedUnlisted(blank=None):
            return language.text("Name not here yet")
        case AdmittedUnlisted(blank=int(number)):
            return blank_line(number, language)
        case WrongEvent(event=event):
            return event.title
        case _:
            return ""


def blank_line(number: int, language: Language) -> str:
    """Return what to do about a blank badge that nobody has claimed."""
    return language.text("Blank badge {number}: type the name", number=number)


def details(verdict: Verdict, language: Language) -> list[str]:
    """Return the lines below the headline: what to know, then what to do."""
    match verdict:
        case Admitted():
            return _of_an_arrival(verdict, language)
        case AlreadyArrived():
            return [_since(verdict, language), _what_to_do_about_a_double(verdict, language)]
        case AdmittedUnlisted(blank=None):
            return [language.text("Printed on another laptop, or a blank badge: the arrival is kept.")]
        case AdmittedUnlisted():
            return [language.text("They are in. Hold the badge up again to type the name.")]
        case CancelledTicket():
            return [
                language.text("This ticket was cancelled before the evening."),
                language.text("Let in all the same, or register as a walk-in."),
            ]
        case WrongEvent(event=event):
            return [
                language.text("printed for {day}", day=language.short_day(event.starts)),
                language.text("Search for the name, or register as a walk-in."),
            ]
        case Revoked(attendee=None, blank=int()):
            return [
                language.text("This blank badge was declared lost before anybody had it."),
                language.text("Take another one, or search for the name."),
            ]
        case Revoked(attendee=None):
            return [
                language.text("It is on no list any more: the list that it was printed for was taken back."),
                language.text("Ask for the name, then search for it."),
            ]
        case Revoked():
            return [
                language.text("This badge was replaced by another one."),
                language.text("Ask for the name, then search for it."),
            ]
        case Forged():
            return [
                language.text("No evening known here has made this badge."),
                language.text("Search for the name, or register as a walk-in."),
            ]
        case Unknown():
            return [
                language.text("A ticket like ours, but not on this list."),
                language.text("Search for the name, or register as a walk-in."),
            ]
        case NotABadge():
            return []


def _of_an_arrival(verdict: Admitted, language: Language) -> list[str]:
    attendee, first = verdict.attendee, verdict.first
    if first is not None:
        at = language.time(first.at)
        lines = [language.text("in again this evening, first at {time} by door {door}", time=at, door=first.door)]
    else:
        visit = language.text("{ordinal} visit", ordinal=language.ordinal(max(1, attendee.visits)))
        if attendee.last_seen is not None:
            seen = language.text("last seen in {month}", month=language.month(attendee.last_seen))
            visit = f"{visit}, {seen}"
        lines = [visit]
    if attendee.places > 1:
        lines.append(language.plural("{n} place", "{n} places", attendee.places))
    if attendee.note:
        lines.append(attendee.note)
    return lines


def _since(verdict: AlreadyArrived, language: Language) -> str:
    first, latest = verdict.first, verdict.latest or verdict.first
    values = {
        "time": language.time(latest.at),
        "door": latest.door,
        "ago": language.duration(verdict.scan.at - latest.at),
    }
    if latest == first:
        return language.text("since {time}, by door {door} ({ago} ago)", **values)
    values["first"] = language.time(first.at)
    return language.text("back in at {time}, by door {door} ({ago} ago); first at {first}", **values)


def _what_to_do_about_a_double(verdict: AlreadyArrived, language: Language) -> str:
    if verdict.scan.means is Means.HAND:
        return language.text("Somebody of the same name? Search again. Going out? “They left”.")
    return language.text("Ask for the name. Going out? “They left”. Coming in again? “Let in again”.")
