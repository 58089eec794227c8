"""The attendance sheet as a file: what it holds, and which writer makes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from checkin.errors import FileError, FileFault
from checkin.files import written_whole
from checkin.language import mark
from checkin.model import Status

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.attendance.turnout import Turnout
    from checkin.language import Language
    from checkin.model import Attendee

HEADER = (
    mark("Family name"),
    mark("Given name"),
    mark("Handle"),
    mark("E-mail"),
    mark("Organisation"),
    mark("Category"),
    mark("On the list"),
    mark("Came"),
    mark("Arrived at"),
    mark("Door"),
    mark("Places"),
    mark("Visits"),
)

Cell = str | int | datetime | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """An attendance sheet in words: a title, a table, totals. Times are in the event's own zone."""

    title: str
    subtitle: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[tuple[str, int], ...]


def attendance_sheet(turnout: Turnout, language: Language) -> Sheet:
    """Put an evening's attendance into words: one row an attendee, by family name."""
    event = turnout.event
    header = tuple(language.text(name) for name in HEADER)
    by_name = sorted(
        turnout.attendees, key=lambda a: ((a.family_name or a.full_name).casefold(), a.given_name.casefold())
    )
    totals = (
        (language.text("Expected"), turnout.expected),
        (language.text("Came"), turnout.came),
        (language.text("of those, from the list"), turnout.listed_came),
        (language.text("of those, walk-ins"), turnout.walk_ins),
        (language.text("of those, badges without a name here"), turnout.unnamed),
        (language.text("No-shows"), turnout.no_shows),
        (language.text("Cancelled"), turnout.cancelled),
        (language.text("First visits"), turnout.newcomers),
    )
    when = f"{language.day(event.starts)}, {language.time(event.starts)}"
    return Sheet(
        title=language.text("Attendance: {title}", title=event.title),
        subtitle=" · ".join(part for part in (when, event.venue, event.theme) if part),
        header=header,
        rows=tuple(_row(attendee, turnout, language) for attendee in by_name),
        totals=totals,
    )


def write_attendance(turnout: Turnout, path: Path, language: Language) -> int:
    """Write the attendance sheet as CSV, XLSX or PDF, by the file's ending; returns the number of rows.

    The file is replaced only when the new one is whole. Raises FileError.
    """
    # Each writer brings a library that the others do without.
    sheet = attendance_sheet(turnout, language)
    match path.suffix.lower():
        case ".csv":
            from checkin.attendance.csv_sheet import write_csv  # see above

            write = write_csv
        case ".xlsx":
            from checkin.attendance.xlsx_sheet import write_xlsx  # see above

            write = write_xlsx
        case ".pdf":
            from checkin.attendance.pdf_sheet import write_pdf  # see above

            write = write_pdf
        case _:
            raise FileError(FileFault.UNSUPPORTED, path)
    with written_whole(path) as stream:
        write(sheet, stream, language)
    return len(sheet.rows)


def _row(attendee: Attendee, turnout: Turnout, language: Language) -> tuple[Cell, ...]:
    listed = {
        Status.EXPECTED: language.text("expected"),
        Status.CANCELLED: language.text("cancelled"),
        Status.WALK_IN: language.text("walk-in"),
    }[attendee.status]
    arrived = attendee.arrived_at
    if arrived is not None:
        came = language.text("yes")
    elif attendee.status is Status.EXPECTED:
        came = language.text("no-show")
    else:
        came = language.text("no")
    has_parts = bool(attendee.given_name or attendee.family_name)
    return (
        attendee.family_name if has_parts else attendee.full_name,
        attendee.given_name,
        attendee.handle,
        attendee.email,
        attendee.organisation,
        attendee.category,
        listed,
        came,
        arrived.astimezone(turnout.event.starts.tzinfo) if arrived else None,
        attendee.door,
        attendee.places,
        attendee.visits,
    )
