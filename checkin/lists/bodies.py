"""The records below the header: told apart and read, then set beside each other.

What they are before they are set beside each other is kept, since the organiser's fixes are laid over it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checkin.lists.listed import Field, Problem, ProblemKind, Severity
from checkin.lists.people import Register
from checkin.lists.rows import Reading, RowReader
from checkin.lists.sections import RecordKind, Sections
from checkin.lists.tables import MOST_PEOPLE, TooLargeError
from checkin.lists.text import clean, repair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.lists.columns import Layout
    from checkin.lists.listed import Listed
    from checkin.lists.tables import Record, Report, Table

_REPORTED_ROWS = 500


@dataclass(frozen=True, slots=True)
class Basis:
    """The rows as they were read, from top to bottom, and the problems that no other row has a part in.

    `has_codes` says that the list has a column of ticket codes, `is_form` that of one person's rows the last counts.
    """

    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...]
    has_codes: bool
    is_form: bool


@dataclass(frozen=True, slots=True)
class People:
    """Whom a list names, with all problems in the order of their rows."""

    attendees: tuple[Listed, ...]
    withheld: tuple[Listed, ...]
    problems: tuple[Problem, ...]


def read_body(table: Table, layout: Layout, *, repair_text: bool, report: Report) -> Basis:
    """Read the records of a table, each by itself. Raises `TooLargeError` for more than `MOST_PEOPLE`."""
    if len(table.records) > layout.first + MOST_PEOPLE:
        raise TooLargeError(table.records[layout.first + MOST_PEOPLE].row)
    body = _Body(table, layout, report, repair_text=repair_text)
    has_codes = layout.index_of(Field.TICKET_CODE) is not None
    return Basis(tuple(body.readings), tuple(body.problems), has_codes, layout.is_form)


def put_together(basis: Basis) -> People:
    """Set the rows beside each other: who is listed twice, whose code is whose, who has none."""
    register = Register(is_form=basis.is_form)
    register.take_all(basis.readings)
    attendees = register.attendees
    problems = [*basis.problems, *register.problems]
    if basis.has_codes:
        problems.extend(_missing_codes(basis.readings))
    if attendees and not any(one.email for one in attendees):
        problems.append(Problem(None, ProblemKind.NO_EMAIL, Severity.INFO))
    problems.sort(key=lambda problem: problem.row or 0)
    return People(attendees, tuple(register.withheld), tuple(problems))


def _missing_codes(readings: Sequence[Reading]) -> list[Problem]:
    """Flag the rows without a ticket code where most have one; who paid at the door has none either."""
    listed = [reading.listed for reading in readings if reading.listed and not reading.held]
    if 2 * sum(1 for one in listed if one.ticket_code) <= len(listed):
        return []
    damaged = {p.row for reading in readings for p in reading.problems if p.kind is ProblemKind.DAMAGED_CODE}
    return [
        Problem(one.row, ProblemKind.MISSING_CODE, Severity.WARNING)
        for one in listed
        if not one.ticket_code and one.row not in damaged
    ]


class _Body:
    """The records of one table, from top to bottom."""

    def __init__(self, table: Table, layout: Layout, report: Report, *, repair_text: bool) -> None:
        self.problems: list[Problem] = []
        self.readings: list[Reading] = []
        self._width = max((i for i, cell in enumerate(layout.header) if cell), default=-1) + 1
        self._layout = layout
        reader = RowReader(layout, table.formulas, repair_text=repair_text)
        sections = Sections(layout.header, reader.name_columns, table.merged)
        section = ""
        people: list[Record] = []
        total = len(table.records) - layout.first
        for done, record in enumerate(table.records[layout.first :]):
            if done % _REPORTED_ROWS == 0:
                report(done, total)
            kind = RecordKind.PERSON if table.named else sections.kind_of(record.row, record.cells)
            match kind:
                case RecordKind.PERSON:
                    people.append(record)
                    self.readings.append(reader.read(record.row, record.cells, section))
                case RecordKind.SECTION:
                    title = next(cell for cell in record.cells if cell.strip())
                    section = clean(repair(title) if repair_text else title).rstrip(": ")
                case RecordKind.OTHER_TABLE if self.readings:
                    header = next(cell for cell in record.cells if cell.strip())
                    self._flag(record.row, ProblemKind.OTHER_TABLE, clean(header))
                    break
                case _:
                    # Also a header above the first person, where the organiser says that there is none.
                    pass
        report(total, total)
        if table.ragged and self._width:
            self._flag_ragged(people, len(table.records[layout.first - 1].cells))
        if (order := layout.index_of(Field.ORDER)) is not None:
            self._share_out(people, order)

    def _flag(self, row: int, kind: ProblemKind, value: str = "") -> None:
        self.problems.append(Problem(row, kind, Severity.WARNING, value))

    def _flag_ragged(self, people: list[Record], header_width: int) -> None:
        """Report records that are wider or narrower than the header, unless that is the file's habit."""
        short = [record for record in people if len(record.cells) < self._width]
        if 2 * len(short) <= len(people):
            for record in short:
                self._flag(record.row, ProblemKind.ROW_TOO_SHORT, self._layout.header[len(record.cells)])
        for record in people:
            if len(record.cells) > header_width:
                beyond = [text for cell in record.cells[header_width:] if (text := clean(cell))]
                if beyond:
                    self._flag(record.row, ProblemKind.ROW_TOO_LONG, ", ".join(beyond)[:120])

    def _share_out(self, people: list[Record], order: int) -> None:
        """Count one place a row where an order of several places has a row for each of them."""
        orders = [record.cells[order] if order < len(record.cells) else "" for record in people]
        sizes = Counter(orders)
        for i, reading in enumerate(self.readings):
            listed = reading.listed
            if listed is not None and orders[i] and 1 < listed.places <= sizes[orders[i]]:
                problems = tuple(p for p in reading.problems if p.kind is not ProblemKind.PLACES_UNNAMED)
                self.readings[i] = replace(reading, listed=replace(listed, places=1), problems=problems)
