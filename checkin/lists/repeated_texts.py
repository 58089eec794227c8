"""How much text a zipped workbook becomes once every repetition of it is written out.

Both formats write a text once and refer to it from many cells: 100 kB of it in 200,000 cells make 20 GB out of a small
file. Repetitions are counted before the library that reads sheets writes them out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checkin.lists.tables import TooLargeError

if TYPE_CHECKING:
    import zipfile

_MOST_TEXT = 128 * 2**20
"""Bytes of text; 100,000 people with 60 columns have less than half of that."""

_TEXTS = "xl/sharedStrings.xml"
_SHORTEST_CELL = len('<c t="s"><v>0</v></c>')
_SHARED = re.compile(rb"<(?:\w+:)?si[\s>](.*?)</(?:\w+:)?si>", re.DOTALL)
_REFERENCE = re.compile(rb"""\st=["']s["'][^>]*>\s*<(?:\w+:)?v>\s*(\d{1,7})""")
_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?<!/)>(.*?)</table:table-row>", re.DOTALL)
_CELL = re.compile(rb"<table:table-cell\b([^>]*?)(?<!/)>(.*?)</table:table-cell>", re.DOTALL)
_ROWS = re.compile(rb"""number-rows-repeated=["'](\d{1,9})""")
_COLUMNS = re.compile(rb"""number-columns-repeated=["'](\d{1,9})""")


def check_shared(archive: zipfile.ZipFile) -> None:
    """Raise `TooLargeError` where the cells of XLSX sheets refer to too much text."""
    if _TEXTS not in archive.namelist():
        return
    sizes = [len(found[1]) for found in _SHARED.finditer(archive.read(_TEXTS))]
    longest = max(sizes, default=0)
    left = _MOST_TEXT
    for part in archive.infolist():
        # Only where the longest text in every cell would be too much, each cell is looked at.
        if part.filename == _TEXTS or longest * (part.file_size // _SHORTEST_CELL) < _MOST_TEXT // 10:
            continue
        for found in _REFERENCE.finditer(archive.read(part)):
            place = int(found[1])
            left -= sizes[place] if place < len(sizes) else 0
            if left < 0:
                raise TooLargeError


def check_repeated(content: bytes) -> None:
    """Raise `TooLargeError` where an OpenDocument sheet repeats too much text."""
    left = _MOST_TEXT
    for row in _ROW.finditer(content):
        rows = _number(_ROWS, row[1])
        for cell in _CELL.finditer(row[2]):
            left -= rows * _number(_COLUMNS, cell[1]) * len(cell[2])
            if left < 0:
                raise TooLargeError


def _number(pattern: re.Pattern[bytes], said: bytes) -> int:
    found = pattern.search(said)
    return int(found[1]) if found else 1
