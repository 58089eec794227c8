"""A file to the people it names: the one function that the rest of the project calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.errors import FileError, FileFault
from checkin.lists.bodies import Basis, put_together, read_body
from checkin.lists.choosing import choose
from checkin.lists.columns import header_score
from checkin.lists.container import Container
from checkin.lists.delimited import looks_like_a_workbook
from checkin.lists.listed import AttendeeList, Problem, ProblemKind, Severity
from checkin.lists.readers import read_tables
from checkin.lists.remembering import shape_to_remember
from checkin.lists.sampling import with_samples
from checkin.lists.tables import TooLargeError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from checkin.lists.choosing import Chosen
    from checkin.lists.listed import Choices, ListShape
    from checkin.lists.tables import Report

_CONTAINERS = {Container.OLE: "xls"}


def read_list(
    path: Path,
    *,
    choices: Choices | None = None,
    remembered: Sequence[ListShape] = (),
    report: Report | None = None,
) -> AttendeeList:
    """Read an attendee list, told by content and not by name: delimited text, XLSX, XLS, ODS, JSON, HTML, vCard.

    `choices` are what the organiser decides now. They go over what was decided for the likest of the `remembered`
    shapes, of equals the first; only `repair_text` is taken as it stands where anything is decided now. `report` is
    told how far the reading is, and ends it by raising.

    Raises `FileError` with MISSING, UNREADABLE, EMPTY, NOT_A_LIST, NO_NAMES (a table without a column of names or
    addresses), PROTECTED or TOO_LARGE; nothing else for any bytes.
    """
    report = report or _nobody_asked
    tables = read_tables(path, header_score, report)
    chosen = choose(tables, choices, remembered, path)
    table, layout = chosen.table, chosen.layout
    # The other sheets are no longer needed; a workbook's may be as large as this one.
    del tables
    columns = with_samples(table, layout, repair_text=chosen.choices.repair_text)
    try:
        body = read_body(table, layout, repair_text=chosen.choices.repair_text, report=report)
    except TooLargeError as error:
        raise FileError(FileFault.TOO_LARGE, path, error.line) from error
    basis = Basis(body.readings, (*_of_file(path, chosen), *body.problems), body.has_codes, body.is_form)
    people = put_together(basis)
    decided_for = table.sheet if len(chosen.sheets) > 1 else chosen.choices.sheet
    return AttendeeList(
        file=path.name,
        platform=layout.platform.name if layout.platform else "",
        container=_CONTAINERS.get(table.container, table.container.value),
        encoding=table.encoding,
        delimiter=table.delimiter,
        sheet=table.sheet,
        header_row=layout.header_row,
        columns=columns,
        rows=table.rows,
        attendees=people.attendees,
        problems=people.problems,
        withheld=people.withheld,
        sheets=chosen.sheets,
        choices=chosen.choices,
        shape=shape_to_remember(layout, chosen.choices, decided_for),
        basis=basis,
    )


def _nobody_asked(_done: int, _total: int) -> None:
    """Take a report that nobody wants."""


def _of_file(path: Path, chosen: Chosen) -> list[Problem]:
    table, layout, choices = chosen.table, chosen.layout, chosen.choices
    problems = list(table.problems)

    def flag(kind: ProblemKind, value: str = "", *, is_question: bool = False) -> None:
        problems.append(Problem(None, kind, Severity.WARNING if is_question else Severity.INFO, value))

    # What was decided once is no question any more.
    is_new = chosen.memory is None
    if chosen.others:
        flag(ProblemKind.OTHER_SHEETS, ", ".join(chosen.others), is_question=not choices.sheet)
    if not layout.is_headed:
        flag(ProblemKind.NO_HEADER, is_question=is_new and choices.header_row != 0)
    if layout.buyers_only:
        flag(ProblemKind.BUYERS_ONLY, is_question=is_new)
    if table.container is Container.TEXT and looks_like_a_workbook(path.name):
        flag(ProblemKind.NOT_EXCEL, path.suffix)
    for kind in layout.platform.remarks if layout.platform else ():
        flag(kind)
    return problems
