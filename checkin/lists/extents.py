"""How many cells a zipped workbook's sheet will take once it is read, told from its XML before anything is built.

The library that reads sheets makes one dense rectangle of each, and where the memory for it cannot be had it ends the
whole program. So whatever it would take for a place has to be counted here: one cell at XFD1048576 is 17 thousand
million, and so is one that is written `r = 'xfd1048576'`.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from checkin.lists.tables import MOST_CELLS, MOST_RECORDS, TooLargeError

# How nearly every spreadsheet writes rows and cells. What is written otherwise is counted by the parser, which is slow.
_TAGS = re.compile(rb"<(?:c|row)[\s/>]")
_USUAL = re.compile(rb"""<(?:c\sr=["']([A-Z]{1,3})(\d{1,7})|row\sr=["']\d{1,7})["']""")
_UNUSUAL = (b"<!", b":c ", b":c>", b":c/", b":c\n", b":c\r", b":c\t", b":row")
_PLACE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_NUMBER = re.compile(r"\d{1,9}")
_PIECE = 2**18
"""Bytes that are parsed at a time: Python's lock is held meanwhile, and the window waits for it."""


def check_is_whole(xml: bytes) -> None:
    """Raise ValueError unless this is well-formed XML: some readers never end where a table does not."""
    _parse(_parser(), xml)


def column_number(letters: str) -> int:
    """Return a column's number from 0: A is 0, XFD is 16383."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def cells_in_xlsx(xml: bytes) -> int:
    """Return the cells of the smallest rectangle from A1 that holds all filled cells of a sheet.

    Raises ValueError for places that are none, and for XML that is not well-formed, `TooLargeError` for more rows than
    a sheet can have: to look at each of them takes too long.
    """
    if xml.count(b"<row") > MOST_RECORDS:
        raise TooLargeError
    check_is_whole(xml)
    letters: set[bytes] = set()
    usual = tallest = 0
    for found in _USUAL.finditer(xml):
        usual += 1
        if found[1]:
            letters.add(found[1])
            tallest = max(tallest, int(found[2]))
    if usual == sum(1 for _ in _TAGS.finditer(xml)) and not any(mark in xml for mark in _UNUSUAL):
        size = tallest * max((column_number(one.decode()) + 1 for one in letters), default=0)
        # Empty cells are in it; where that is too many, only the filled ones count.
        if size <= MOST_CELLS:
            return size
    return _counted(xml, _Sheet())


class _Sheet:
    """The places of an XLSX sheet's cells; rows and cells that name no place follow the ones before."""

    def __init__(self) -> None:
        self._row = 0
        self._column = -1
        self._in_cell = False
        self.tallest = self.widest = 0

    def start(self, name: str, said: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row, self._column = _number(said.get("r"), self._row + 1), -1
            case "c":
                self._in_cell = True
                if (place := said.get("r")) is None:
                    self._column += 1
                elif found := _PLACE.fullmatch(place):
                    self._row, self._column = int(found[2]), column_number(found[1])
                else:
                    raise ValueError(place)
            case _ if self._in_cell:
                self.tallest, self.widest = max(self.tallest, self._row), max(self.widest, self._column + 1)

    def end(self, name: str) -> None:
        if name.rpartition(":")[2] == "c":
            self._in_cell = False


def cells_in_ods(xml: bytes) -> int:
    """Return the most cells that one table of an OpenDocument spreadsheet takes, repeated ones counted.

    Raises ValueError for repetitions that are no number, and for XML that is not well-formed.
    """
    return _counted(xml, _Tables())


class _Tables:
    """The rows and cells of OpenDocument tables; empty cells at the end of a row, and empty rows, take nothing."""

    def __init__(self) -> None:
        self._repeated = 1
        self._width = self._filled = 0
        self._cell = False
        self.tallest = self.widest = 0

    def start(self, name: str, said: dict[str, str]) -> None:
        if name == "table:table-row":
            self._repeated = _number(said.get("table:number-rows-repeated"), 1)
            self._width = self._filled = 0
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self._width += _number(said.get("table:number-columns-repeated"), 1)
            self._cell = True
            if any(key.startswith("office:") or key == "table:formula" for key in said):
                self._filled = self._width
        elif self._cell:
            self._filled = self._width

    def end(self, name: str) -> None:
        if name == "table:table-row" and self._filled:
            self.tallest += self._repeated
            self.widest = max(self.widest, self._filled)
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self._cell = False


def _number(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _parser() -> expat.XMLParserType:
    # As it is read, whatever encoding it declares.
    parser = expat.ParserCreate("UTF-8")
    # No spreadsheet declares entities; what does is made to harm.
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _parse(parser: expat.XMLParserType, xml: bytes) -> None:
    whole = memoryview(xml)
    try:
        for start in range(0, len(xml), _PIECE):
            parser.Parse(whole[start : start + _PIECE], False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error


def _refuse(*said: object) -> None:
    raise ValueError(said)


def _counted(xml: bytes, places: _Sheet | _Tables) -> int:
    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler = places.start, places.end
    _parse(parser, xml)
    return places.tallest * places.widest
