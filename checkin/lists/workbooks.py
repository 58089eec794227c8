"""XLSX, XLS and ODS workbooks to tables, one a sheet."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from checkin.lists.compound import check_bounds
from checkin.lists.container import Container
from checkin.lists.tables import MOST_CELLS, MOST_PEOPLE, Record, Table, TooLargeError
from checkin.lists.zipped import DamagedError, ProtectedError, looked_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from python_calamine import CalamineSheet

    Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

_MOST_SHEETS = 50
_DIGITS_THAT_A_NUMBER_KEEPS = 1e15
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#NOM?", "#VALEUR!"})


def read_xlsx(data: bytes) -> list[Table]:
    """Read an Office Open XML workbook. Formulas are never run; one without a stored result is an empty cell."""
    formulas = looked_at(data)
    return _bounded(
        _read_sheet(sheet, Container.XLSX, hidden=hidden, formulas=formulas.get(sheet.name, frozenset()))
        for sheet, hidden in _sheets(data)
    )


def read_ods(data: bytes) -> list[Table]:
    """Read an OpenDocument spreadsheet."""
    looked_at(data)
    return _bounded(_read_sheet(sheet, Container.ODS, hidden=hidden) for sheet, hidden in _sheets(data))


def read_xls(data: bytes) -> list[Table]:
    """Read an Excel 97-2003 workbook; its format ends at 65,536 rows of 256 columns, which bounds it.

    A workbook with a password is the same kind of file around an encrypted one ([MS-OFFCRYPTO], section 2.3.4.4).
    """
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ProtectedError
    check_bounds(data)
    return _bounded(_read_sheet(sheet, Container.OLE, hidden=hidden) for sheet, hidden in _sheets(data))


def _bounded(tables: Iterable[Table]) -> list[Table]:
    """Return the tables of a workbook; many sheet names may lead to one large sheet, which is read for each."""
    kept, rows = [], 0
    for table in tables:
        kept.append(table)
        rows += len(table.records)
        if rows > 2 * MOST_PEOPLE:
            raise TooLargeError
    return kept


def _sheets(data: bytes) -> Iterator[tuple[CalamineSheet, bool]]:
    """Yield the worksheets, visible ones first, each with whether it is hidden.

    The library is written in Rust: where it panics it raises a `PanicException`, which is no `Exception`.
    """
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            about = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            about.sort(key=lambda sheet: sheet.visible != SheetVisibleEnum.Visible)
            for sheet in about[:_MOST_SHEETS]:
                yield workbook.get_sheet_by_name(sheet.name), sheet.visible != SheetVisibleEnum.Visible
    except PasswordError as error:
        raise ProtectedError from error
    except CalamineError as error:
        raise DamagedError from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise DamagedError from error
        raise


def _read_sheet(
    sheet: CalamineSheet,
    container: Container,
    *,
    hidden: bool,
    formulas: frozenset[tuple[int, int]] = frozenset(),
) -> Table:
    start, end = sheet.start, sheet.end
    if start is None or end is None:
        return Table((), 0, container, sheet=sheet.name, hidden=hidden)
    if (end[0] + 1) * (end[1] + 1) > 3 * MOST_CELLS:
        raise TooLargeError
    records = []
    for row, values in enumerate(sheet.iter_rows(), 1):
        if any(values):
            cells = tuple(map(text_of, values))
            if any(cells):
                records.append(Record(row, cells))
    # The library leaves out the empty columns before the first filled one, though not the empty rows.
    formulas = frozenset((row, column - start[1]) for row, column in formulas)
    merged = frozenset(top[0] + 1 for top, bottom in sheet.merged_cell_ranges or () if bottom[1] > top[1])
    return Table(
        tuple(records), end[0] + 1, container, sheet=sheet.name, hidden=hidden, merged=merged, formulas=formulas
    )


def text_of(value: Value) -> str:
    """Return a cell as the organiser sees it: whole numbers without a decimal point, dates in ISO 8601."""
    if isinstance(value, str):
        return "" if value in _ERRORS or value.isspace() else value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < _DIGITS_THAT_A_NUMBER_KEEPS:
            return str(int(value))
        return format(value, ".15G")
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "seconds")
    return str(value)
