"""A file to the people it names: the one function that the rest of the project calls."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.errors import FileError, FileFault
from checkin.lists.columns import Layout, header_score, lay_out
from checkin.lists.container import Container
from checkin.lists.delimited import looks_like_a_workbook
from checkin.lists.listed import AttendeeList, Choices, Field, Problem, ProblemKind, Severity
from checkin.lists.people import Register
from checkin.lists.readers import read_tables
from checkin.lists.rows import Reading, RowReader
from checkin.lists.sections import RecordKind, Sections
from checkin.lists.text import clean, repair

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.lists.listed import Listed
    from checkin.lists.tables import Record, Table

_CONTAINERS = {Container.OLE: "xls"}


def read_list(path: Path, *, choices: Choices | None = None) -> AttendeeList:
    """Read an attendee list, told by content and not by name: delimited text, XLSX, XLS, ODS, JSON, HTML, vCard.

    `choices` are what the organiser decided otherwise. Raises `FileError` with MISSING, UNREADABLE, EMPTY, NOT_A_LIST,
    NO_NAMES (a table without a column of names or addresses), PROTECTED or TOO_LARGE; nothing else for any bytes.
    """
    decided = choices or Choices()
    tables = read_tables(path, header_score)
    table, layout, others = _chosen(tables, decided, path)
    body = _Body(table, layout, decided)
    register = Register(is_form=layout.is_form)
    register.take_all(body.readings)
    attendees = register.attendees
    problems = [
        *_of_file(path, table, layout, others, attendees),
        *body.problems,
        *register.problems,
    ]
    problems.sort(key=lambda problem: problem.row or 0)
    return AttendeeList(
        file=path.name,
        platform=layout.platform.name if layout.platform else "",
        container=_CONTAINERS.get(table.container, table.container.value),
        encoding=table.encoding,
        delimiter=table.delimiter,
        sheet=table.sheet,
        header_row=layout.header_row,
        columns=layout.columns,
        rows=table.rows,
        attendees=attendees,
        problems=tuple(problems),
        withheld=tuple(register.withheld),
    )


def _chosen(tables: list[Table], choices: Choices, path: Path) -> tuple[Table, Layout, list[str]]:
    """Return the sheet to read, its layout, and the names of other visible sheets that could be meant.

    A hidden sheet is last year's list: it is read only where it was chosen, or where nothing is visible.
    """
    if choices.sheet:
        tables = [table for table in tables if table.sheet == choices.sheet] or tables
    elif any(not table.hidden and table.records for table in tables):
        tables = [table for table in tables if not table.hidden]
    laid_out = [(table, lay_out(table, choices)) for table in tables if table.records]
    with_people = [(table, layout) for table, layout in laid_out if layout.has_people]
    if not with_people:
        raise FileError(FileFault.NO_NAMES if any(x.is_headed for _, x in laid_out) else FileFault.NOT_A_LIST, path)
    # A sheet with a header beats one whose columns had to be guessed; else the first, as the organiser sees it.
    table, layout = max(with_people, key=lambda pair: (pair[1].is_headed, len(pair[0].records) > pair[1].first))
    others = [other.sheet for other, its in with_people if other is not table and its.is_headed]
    return table, layout, others


class _Body:
    """The records below the header, told apart and read."""

    def __init__(self, table: Table, layout: Layout, choices: Choices) -> None:
        self.problems: list[Problem] = []
        self.readings: list[Reading] = []
        self._width = max((i for i, cell in enumerate(layout.header) if cell), default=-1) + 1
        self._layout = layout
        reader = RowReader(layout, table.formulas, repair_text=choices.repair_text)
        sections = Sections(layout.header, reader.name_columns, table.merged)
        section = ""
        has_codes = layout.index_of(Field.TICKET_CODE) is not None
        people: list[Record] = []
        for record in table.records[layout.first :]:
            match sections.kind_of(record.row, record.cells):
                case RecordKind.PERSON:
                    people.append(record)
                    self.readings.append(reader.read(record.row, record.cells, section))
                case RecordKind.SECTION:
                    title = next(cell for cell in record.cells if cell.strip())
                    section = clean(repair(title) if choices.repair_text else title).rstrip(": ")
                case RecordKind.OTHER_TABLE:
                    header = next(cell for cell in record.cells if cell.strip())
                    self._flag(record.row, ProblemKind.OTHER_TABLE, clean(header))
                    break
                case RecordKind.IGNORED:
                    pass
        if table.ragged and self._width:
            self._flag_ragged(people, len(table.records[layout.first - 1].cells))
        if (order := layout.index_of(Field.ORDER)) is not None:
            self._share_out(people, order)
        if has_codes:
            self._flag_missing_codes()

    def _flag(self, row: int, kind: ProblemKind, value: str = "") -> None:
        self.problems.append(Problem(row, kind, Severity.WARNING, value))

    def _flag_ragged(self, people: list[Record], header_width: int) -> None:
        """Report records that are wider or narrower than the header, unless that is the file's habit."""
        short = [record for record in people if len(record.cells) < self._width]
        if 2 * len(short) <= len(people):
            for record in short:
                self._flag(record.row, ProblemKind.ROW_TOO_SHORT, self._layout.header[len(record.cells)])
        for record in people:
            if beyond := [text for cell in record.cells[header_width:] if (text := clean(cell))]:
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

    def _flag_missing_codes(self) -> None:
        listed = [reading.listed for reading in self.readings if reading.listed and not reading.held]
        with_code = sum(1 for one in listed if one.ticket_code)
        if 2 * with_code <= len(listed):
            return
        damaged = {p.row for reading in self.readings for p in reading.problems if p.kind is ProblemKind.DAMAGED_CODE}
        for one in listed:
            if not one.ticket_code and one.row not in damaged:
                self._flag(one.row, ProblemKind.MISSING_CODE)


def _of_file(
    path: Path, table: Table, layout: Layout, others: list[str], attendees: tuple[Listed, ...]
) -> list[Problem]:
    problems = list(table.problems)

    def flag(kind: ProblemKind, severity: Severity, value: str = "") -> None:
        problems.append(Problem(None, kind, severity, value))

    if others:
        flag(ProblemKind.OTHER_SHEETS, Severity.WARNING, ", ".join(others))
    if not layout.is_headed:
        flag(ProblemKind.NO_HEADER, Severity.WARNING)
    if layout.buyers_only:
        flag(ProblemKind.BUYERS_ONLY, Severity.WARNING)
    if table.container is Container.TEXT and looks_like_a_workbook(path.name):
        flag(ProblemKind.NOT_EXCEL, Severity.INFO, path.suffix)
    if attendees and not any(one.email for one in attendees):
        flag(ProblemKind.NO_EMAIL, Severity.INFO)
    for kind in layout.platform.remarks if layout.platform else ():
        flag(kind, Severity.INFO)
    return problems
