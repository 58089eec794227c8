"""Lines of the journal and hits of a search, as rows to paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.badges.categories import category_colour
from checkin.language import mark
from checkin.model import Answer, Arrival, Attendee, Entry, Status
from ui.theme import Role
from ui.widgets.row_list import Row

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, tzinfo

    from checkin.language import Language

REASONS = {
    Answer.CANCELLED: mark("cancelled ticket"),
    Answer.WRONG_EVENT: mark("badge of another evening"),
    Answer.REVOKED: mark("badge declared lost"),
    Answer.FORGED: mark("not a genuine badge"),
    Answer.UNKNOWN: mark("ticket not on the list"),
}


def journal_rows(
    lines: Iterable[tuple[Arrival, Attendee | None]], language: Language, zone: tzinfo | None
) -> list[Row]:
    """Return the rows of the last lines; what was taken back stays, and says so."""
    lines = list(lines)
    undone = {line.undoes for line, _ in lines if line.undoes}
    return [
        _journal_row(line, attendee, language, zone, line.id in undone)
        for line, attendee in lines
        if line.entry is not Entry.UNDONE
    ]


def _journal_row(
    line: Arrival, attendee: Attendee | None, language: Language, zone: tzinfo | None, is_undone: bool
) -> Row:
    name = (attendee.full_name or language.text("Unnamed guest")) if attendee else "—"
    words, icon, role = _outcome(line, attendee, language, zone)
    if is_undone:
        words, icon, role = language.text("taken back"), "undo-2", Role.NEUTRAL
    return Row(name, left=_time(line.at, language, zone), right=words, icon=icon, role=role, payload=line)


def _outcome(
    line: Arrival, attendee: Attendee | None, language: Language, zone: tzinfo | None
) -> tuple[str, str, Role]:
    if line.entry is Entry.LEFT:
        return language.text("left"), "log-out", Role.NEUTRAL
    if line.entry is Entry.ARRIVED:
        if attendee is None:
            return language.text("Genuine badge"), "check", Role.UNLISTED
        if attendee.arrived_at is not None and line.at > attendee.arrived_at:
            return language.text("back again"), "check", Role.ADMITTED
        if attendee.status is Status.WALK_IN:
            return language.text("walk-in"), "check", Role.ADMITTED
        if attendee.visits <= 1:
            return language.text("first visit"), "check", Role.ADMITTED
        return language.text("{ordinal} visit", ordinal=language.ordinal(attendee.visits)), "check", Role.ADMITTED
    if line.answer is Answer.ALREADY_ARRIVED:
        return _already(attendee, language, zone), "rotate-ccw", Role.ALREADY
    reason = REASONS.get(line.answer) if line.answer else None
    return language.text(reason or "Not one of our codes"), "x", Role.REFUSED


def _already(attendee: Attendee | None, language: Language, zone: tzinfo | None) -> str:
    if attendee is None or attendee.arrived_at is None:
        return language.text("already here")
    return language.text(
        "already here, {time}, door {door}", time=_time(attendee.arrived_at, language, zone), door=attendee.door
    )


def hit_rows(
    attendees: Iterable[Attendee], language: Language, zone: tzinfo | None, *, hides_addresses: bool = False
) -> list[Row]:
    """Return the rows of hits: homonyms are told apart by handle, organisation and address.

    `hides_addresses` shows no more of an address than tells two people apart.
    """
    rows = []
    for attendee in attendees:
        words, icon, role = _standing(attendee, language, zone)
        email = masked(attendee.email) if hides_addresses else attendee.email
        about = (attendee.handle, attendee.organisation, email)
        rows.append(
            Row(
                attendee.full_name or language.text("Unnamed guest"),
                below=" · ".join(part for part in about if part),
                chip=attendee.category,
                chip_colour=category_colour(attendee.category),
                right=words,
                icon=icon,
                role=role,
                payload=attendee,
            )
        )
    return rows


def masked(email: str) -> str:
    """Return an address by its first letter and its domain: `c…@granit.example`."""
    name, at, domain = email.partition("@")
    return f"{name[:1]}…{at}{domain}" if at else ""


def _standing(attendee: Attendee, language: Language, zone: tzinfo | None) -> tuple[str, str, Role]:
    if attendee.inside and attendee.arrived_at is not None:
        time = _time(attendee.arrived_at, language, zone)
        return language.text("inside since {time}", time=time), "rotate-ccw", Role.ALREADY
    if attendee.arrived_at is not None:
        return language.text("went out"), "log-out", Role.NEUTRAL
    if attendee.status is Status.CANCELLED:
        return language.text("cancelled"), "x", Role.REFUSED
    if attendee.places > 1:
        return language.plural("{n} place", "{n} places", attendee.places), "", Role.NEUTRAL
    return "", "", Role.NEUTRAL


def _time(moment: datetime, language: Language, zone: tzinfo | None) -> str:
    return language.time(moment.astimezone(zone) if zone else moment)
