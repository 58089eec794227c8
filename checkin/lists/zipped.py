"""Bounds of a zipped workbook, checked before anything is built from it.

A workbook is dense once it is read: one cell in the last row and column makes 17 thousand million of them. So the places
of its cells are looked at first, in the packed XML, with no parser and so with no entity to expand.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from checkin.lists.tables import MOST_CELLS, TooLargeError

_MOST_UNPACKED = 256 * 2**20
_CHUNK = 2**20
_OVERLAP = 4_096

_PLACE = re.compile(rb"""\sr=["']([A-Z]{1,3})(\d{1,7})["']""")
_FILLED = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>""")
_EMPTY_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*>"""
    rb"""<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<v></v>)?\s*</(?:\w+:)?c>"""
)
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*[^/])?>(.*?)</table:table-row>", re.S)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)(/?)>")
_ODS_ROWS = re.compile(rb'number-rows-repeated="(\d{1,9})"')
_ODS_COLUMNS = re.compile(rb'number-columns-repeated="(\d{1,9})"')


class DamagedError(Exception):
    """The archive cannot be unpacked, or carries what no spreadsheet writes."""


@dataclass(frozen=True, slots=True)
class Zipped:
    """What the look found: for each part of the archive, the formulas without a stored result, as (row, column)."""

    formulas: dict[str, frozenset[tuple[int, int]]]


def looked_at(data: bytes) -> Zipped:
    """Unpack every part once, within bounds, and look at the places of its cells.

    Raises `TooLargeError` and `DamagedError`. Sizes that the archive's directory lies about fail its checksums.
    """
    formulas: dict[str, frozenset[tuple[int, int]]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > _MOST_UNPACKED:
                raise TooLargeError
            for part in parts:
                if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                    formulas[part.filename] = _look_at_sheet(archive, part)
                elif part.filename == "content.xml":
                    _look_at_ods(archive.read(part))
                elif part.filename.endswith((".xml", ".rels")):
                    _refuse_entities(archive.read(part)[:_OVERLAP])
                else:
                    _unpack(archive, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise DamagedError from error
    return Zipped(formulas)


def _unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with archive.open(part) as stream:
        while stream.read(_CHUNK):
            pass


def _refuse_entities(head: bytes) -> None:
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise DamagedError


def _look_at_sheet(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> frozenset[tuple[int, int]]:
    xml = archive.read(part)
    _refuse_entities(xml[:_OVERLAP])
    if _extent(xml, _PLACE) > MOST_CELLS and _extent(xml, _FILLED) > MOST_CELLS:
        raise TooLargeError
    if b"<f" not in xml and b":f" not in xml:
        return frozenset()
    return frozenset((int(row), column_number(letters)) for letters, row in _EMPTY_FORMULA.findall(xml))


def _extent(xml: bytes, places: re.Pattern[bytes]) -> int:
    """Return the cells of the smallest rectangle from A1 that holds every place."""
    rows: set[bytes] = set()
    columns: set[bytes] = set()
    for letters, row in places.findall(xml):
        columns.add(letters)
        rows.add(row)
    if not rows:
        return 0
    return max(map(int, rows)) * (1 + max(map(column_number, columns)))


def column_number(letters: bytes) -> int:
    """Return a column's number from 0: A is 0, XFD is 16383."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _look_at_ods(xml: bytes) -> None:
    _refuse_entities(xml[:_OVERLAP])
    tallest = widest = 0
    for row in _ODS_ROW.finditer(xml):
        width = filled = 0
        for cell in _ODS_CELL.finditer(row[2]):
            repeated = _ODS_COLUMNS.search(cell[1])
            width += int(repeated[1]) if repeated else 1
            if not cell[2]:
                filled = width
        if filled:
            repeated = _ODS_ROWS.search(row[1] or b"")
            tallest += int(repeated[1]) if repeated else 1
            widest = max(widest, filled)
    if tallest * widest > MOST_CELLS:
        raise TooLargeError
