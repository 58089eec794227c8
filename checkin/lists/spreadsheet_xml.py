"""Excel 2003 XML ("SpreadsheetML") to tables, one a sheet: what some programs of accounting name `.xls`.

Source: "XML Spreadsheet Reference", Microsoft, 2002. The parser is expat, which fetches nothing; a document type, which
is where entities come from, is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from checkin.lists.container import Container
from checkin.lists.tables import MOST_CELLS, MOST_RECORDS, BrokenError, Record, Table, TooLargeError
from checkin.lists.text import LONGEST_CELL
from checkin.lists.workbooks import text_of
from checkin.lists.zipped import DamagedError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SS = "urn:schemas-microsoft-com:office:spreadsheet "
_VISIBLE = "urn:schemas-microsoft-com:office:excel Visible"
_MOST_SHEETS = 50
_MOST_COLUMNS = 16_384
_MOST_LEVELS = 50
_PIECE = 65_536
_HIDDEN = frozenset({"SheetHidden", "SheetVeryHidden"})
_NO_DAY = "1899-12-31 "
_MIDNIGHT = " 00:00:00"


def read_spreadsheet_xml(data: bytes) -> list[Table]:
    """Read a workbook; nothing where the XML is another kind. A formula counts as the result that is stored with it.

    Raises `BrokenError` with the line, `DamagedError` for a document type, and `TooLargeError`.
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        for place in range(0, len(data), _PIECE):
            parser.Parse(data[place : place + _PIECE], False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise BrokenError(error.lineno) from error
    except (ValueError, LookupError) as error:
        # An encoding that is none, or that the parser does not know.
        raise BrokenError(1) from error
    return [sheet.table() for sheet in reader.sheets]


def _refuse(*_: object) -> None:
    raise DamagedError


class _Sheet:
    """A worksheet that is being read. Rows and columns count from 1, as the format counts them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.hidden = False
        self.row = self.column = 0
        self._cells: list[str] = []
        self._records: list[Record] = []
        self._merged: set[int] = set()
        self._formulas: set[tuple[int, int]] = set()

    def open_row(self, said: Mapping[str, str]) -> None:
        """Begin a row, which may say where it is."""
        self.row = _number(said, "Index") or self.row + 1
        self.column = 0
        self._cells = []
        if self.row > MOST_RECORDS:
            raise TooLargeError

    def take(self, said: Mapping[str, str], kind: str, text: str) -> None:
        """Take a cell, which may say where it is, and over how many columns."""
        self.column = _number(said, "Index") or self.column + 1
        beyond = _number(said, "MergeAcross")
        if self.column + beyond > _MOST_COLUMNS:
            raise TooLargeError
        if text:
            # A place that was taken already is a damaged file's: the cells then follow each other.
            self._cells.extend([""] * (self.column - 1 - len(self._cells)))
            self._cells.append(_shown(kind, text))
            if beyond:
                self._merged.add(self.row)
        elif _SS + "Formula" in said:
            self._formulas.add((self.row, self.column - 1))
        self.column += beyond

    def close_row(self) -> int:
        """End a row, and return how many cells it has."""
        if any(self._cells):
            self._records.append(Record(self.row, tuple(self._cells)))
        return len(self._cells)

    def table(self) -> Table:
        """Return what was read."""
        return Table(
            tuple(self._records),
            self.row,
            Container.XML,
            sheet=self._name,
            hidden=self.hidden,
            merged=frozenset(self._merged),
            formulas=frozenset(self._formulas),
        )


class _Reader:
    """Puts the elements of a workbook into its sheets."""

    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self._open: list[str] = []
        self._cells = MOST_CELLS
        self._said: Mapping[str, str] = {}
        self._kind = ""
        self._is_data = False
        self._pieces: list[str] = []
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take an element's beginning."""
        if len(self._open) >= _MOST_LEVELS:
            raise TooLargeError
        self._open.append(name)
        match name.removeprefix(_SS):
            case "Worksheet":
                if len(self.sheets) >= _MOST_SHEETS:
                    raise TooLargeError
                self.sheets.append(_Sheet(attributes.get(_SS + "Name", "")))
            case "Row" if self.sheets:
                self.sheets[-1].open_row(attributes)
            case "Cell":
                self._said, self._kind = attributes, ""
                self._pieces, self._length = [], 0
            case "Data":
                # A remark on a cell has such an element, too.
                self._is_data = self._open[-2:-1] == [_SS + "Cell"]
                self._kind = attributes.get(_SS + "Type", "") if self._is_data else self._kind

    def text(self, text: str) -> None:
        """Take a text, which may be part of one, since formatting inside a cell parts it."""
        if self._is_data and self._length < LONGEST_CELL:
            self._pieces.append(text)
            self._length += len(text)
        elif self._open[-1] == _VISIBLE and self.sheets and text.strip() in _HIDDEN:
            self.sheets[-1].hidden = True

    def end(self, name: str) -> None:
        """Take an element's end."""
        self._open.pop()
        match name.removeprefix(_SS):
            case "Data":
                self._is_data = False
            case "Cell" if self.sheets:
                self.sheets[-1].take(self._said, self._kind, "".join(self._pieces)[:LONGEST_CELL])
            case "Row" if self.sheets:
                self._cells -= 1 + self.sheets[-1].close_row()
                if self._cells < 0:
                    raise TooLargeError


def _number(said: Mapping[str, str], name: str) -> int:
    text = said.get(_SS + name, "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _shown(kind: str, text: str) -> str:
    """Return a value as the other workbooks' cells are: `text_of` says how."""
    match kind:
        case "Number":
            try:
                return text_of(float(text))
            except ValueError:
                return text
        case "Boolean":
            return text_of(text.strip() == "1")
        case "DateTime":
            # A time of the day is written as one of the day before the first; a day as its midnight.
            return text.partition(".")[0].replace("T", " ").removeprefix(_NO_DAY).removesuffix(_MIDNIGHT)
        case "Error":
            return ""
        case _:
            return text_of(text)
