"""The list on paper, for the evening when the laptop dies: who is on it, in the order in which names are looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.attendance.paper_codes import PaperCodes
from checkin.files import written_whole
from checkin.folding import fold
from checkin.model import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from checkin.language import Language
    from checkin.model import Attendee, Event

NO_LETTER = "#"
"""Heads the names that begin with a figure or a sign."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A line of the list. `strong` is the part of the name it is looked up by, `letter` its heading.

    `arrived` is when they came, as it is ticked already.
    """

    letter: str
    code: str
    strong: str
    rest: str
    about: str
    category: str
    places: int
    arrived: str


@dataclass(frozen=True, slots=True)
class PaperList:
    """What is printed, in words. Cancelled guests stand apart: who comes all the same is not written in twice."""

    title: str
    when: str
    count: str
    as_of: str
    rows: tuple[PaperRow, ...]
    cancelled: tuple[PaperRow, ...]


@dataclass(frozen=True, slots=True)
class PaperRun:
    """What was written; `rows` are the guests on the list, cancelled ones left out."""

    rows: int
    pages: int


def paper_list(event: Event, attendees: Iterable[Attendee], language: Language, at: datetime) -> PaperList:
    """Put an evening's list into words, as it is `at` a moment.

    Walk-ins whose arrival was taken back are left out: they were on the list by mistake.
    """
    wanted = [a for a in attendees if not (a.status is Status.WALK_IN and a.arrived_at is None)]
    codes = PaperCodes(a.id for a in wanted)
    inside: list[Attendee] = []
    cancelled: list[Attendee] = []
    for attendee in sorted(wanted, key=_order):
        is_out = attendee.status is Status.CANCELLED and attendee.arrived_at is None
        (cancelled if is_out else inside).append(attendee)
    people = sum(max(1, a.places) for a in inside)
    arrived = sum(max(1, a.places) for a in inside if a.arrived_at)
    count = [language.plural("{n} expected", "{n} expected", people)]
    if arrived:
        count.append(language.plural("{n} is in", "{n} are in", arrived))
    starts = event.starts
    when = f"{language.day(starts)}, {language.time(starts)}"
    moment = at.astimezone(starts.tzinfo)
    as_of = language.text("as of {time}", time=language.time(moment))
    if moment.date() != starts.date():
        as_of = language.text("as of {day}, {time}", day=language.short_day(moment), time=language.time(moment))
    return PaperList(
        title=event.title,
        when=" · ".join(part for part in (when, event.venue) if part),
        count=" · ".join(count),
        as_of=as_of,
        rows=tuple(_row(a, codes.of(a.id), event, language) for a in inside),
        cancelled=tuple(_row(a, codes.of(a.id), event, language) for a in cancelled),
    )


def write_paper_list(
    event: Event,
    attendees: Sequence[Attendee],
    path: Path,
    language: Language,
    *,
    at: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> PaperRun:
    """Write the list as a PDF of A4 pages; the same list at the same moment gives the same bytes.

    `progress` is told how many of how many rows are drawn; what it raises ends the work and leaves no file. The file is
    replaced only when the new one is whole. Raises FileError.
    """
    from checkin.attendance.paper_pages import draw_paper_list  # reportlab is loaded by the first list

    shown = paper_list(event, attendees, language, at)
    with written_whole(path) as stream:
        pages = draw_paper_list(shown, stream, language, progress)
    return PaperRun(len(shown.rows), pages)


def _order(attendee: Attendee) -> tuple[bool, bool, str, str, str]:
    """Sort as in a directory: letters before figures and signs, those without a name last."""
    strong, rest, _ = _name(attendee)
    folded = fold(strong)
    return (not (strong or rest), not folded[:1].isalpha(), folded, fold(rest), str(attendee.id))


def _name(attendee: Attendee) -> tuple[str, str, bool]:
    """Return the part of a name that is looked up, the rest, and whether there is one at all."""
    if attendee.family_name:
        return attendee.family_name, attendee.given_name, True
    alone = attendee.given_name or attendee.full_name
    return alone, "", bool(alone)


def _row(attendee: Attendee, code: str, event: Event, language: Language) -> PaperRow:
    strong, rest, has_name = _name(attendee)
    about = attendee.handle or attendee.organisation
    if not has_name:
        # An address is all there is to tell them by.
        about = attendee.handle or attendee.email or attendee.organisation
    first = fold(strong)[:1].upper()
    arrived = attendee.arrived_at
    return PaperRow(
        letter=first if first.isalpha() else NO_LETTER,
        code=code,
        strong=strong or language.text("Unnamed guest"),
        rest=rest,
        about=about,
        category=attendee.category,
        places=max(1, attendee.places),
        arrived=language.time(arrived.astimezone(event.starts.tzinfo)) if arrived else "",
    )
