"""Bounds of an Excel 97-2003 workbook, checked before the library that reads it takes what the file claims of itself.

Such a file is a small file system ([MS-CFB]) around a stream of records ([MS-XLS]). A chain of sectors that leads back
into itself would fill the memory, and so would a table that claims thousands of millions of cells or texts.
"""

from __future__ import annotations

import struct
from array import array
from typing import TYPE_CHECKING

from checkin.lists.tables import MOST_CELLS, TooLargeError
from checkin.lists.zipped import DamagedError, ProtectedError

if TYPE_CHECKING:
    from collections.abc import Iterator

_END = 0xFFFFFFFE
_LEAST_SPECIAL = 0xFFFFFFFA
_ENTRY = 128
_MINI = 64
_MINI_BELOW = 4_096
_IN_HEADER = 109
"""Sectors of the table of sectors that the header itself names: [MS-CFB], section 2.2."""

_BOF, _SHEET, _PASSWORD, _TEXTS, _EXTENT = 0x0809, 0x0085, 0x002F, 0x00FC, 0x0200
_CELLS = frozenset({0x0006, 0x0203, 0x0204, 0x00FD, 0x027E, 0x0205, 0x0201, 0x00D6})
_ROWS_OF_CELLS = frozenset({0x00BD, 0x00BE})
_MOST_IN_A_SHEET = 65_536 * 256
"""[MS-XLS], section 1.3."""


def check_bounds(data: bytes) -> None:
    """Follow every chain of sectors, and count the cells of all sheets together.

    Raises `DamagedError` for a chain without an end and for a claim beyond what the file holds, `TooLargeError` and
    `ProtectedError`.
    """
    try:
        if (stream := _File(data).workbook()) and _cells(stream) > MOST_CELLS:
            raise TooLargeError
    except (struct.error, IndexError, ValueError) as error:
        raise DamagedError from error


class _File:
    """The sectors, their chains and the directory."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        (shift,) = struct.unpack_from("<H", data, 30)
        if shift not in {9, 12}:
            raise ValueError("size of a sector")
        self._size = 1 << shift
        self._sectors = -(-(len(data) - self._size) // self._size)
        directories, tables, root, _, _, mini, minis, more, _ = struct.unpack_from("<9I", data, 40)
        if max(directories, tables, minis) > self._sectors:
            raise ValueError("more sectors than the file has")
        ids = list(struct.unpack_from(f"<{_IN_HEADER}I", data, 76))
        seen: set[int] = set()
        while more < _LEAST_SPECIAL:
            if more in seen:
                raise ValueError("a table of tables that never ends")
            seen.add(more)
            *further, more = _numbers(self._sector(more))
            ids.extend(further)
        self._next = array("I")
        for one in ids:
            if one < _LEAST_SPECIAL:
                self._next.extend(_numbers(self._sector(one)))
        self._taken = bytearray(len(self._next))
        self._directory = self._chain(root)
        self._next_mini = _numbers(self._chain(mini)) if mini < _LEAST_SPECIAL else array("I")
        self._taken_mini = bytearray(len(self._next_mini))

    def workbook(self) -> bytes:
        """Follow every stream, so that none leads in a circle, and return the workbook's."""
        root, found = b"", b""
        for place in range(0, len(self._directory) - _ENTRY + 1, _ENTRY):
            name, kind, start, size = self._entry(place)
            if place == 0:
                root = self._chain(start) if start < _LEAST_SPECIAL else b""
            elif kind == 2 and size:
                if size > len(self._data):
                    raise ValueError("a stream longer than the file")
                stream = self._mini_chain(start, root) if size < _MINI_BELOW else self._chain(start)
                if name == "Workbook" or (name == "Book" and not found):
                    found = stream[:size]
        return found

    def _entry(self, place: int) -> tuple[str, int, int, int]:
        name, length, kind = struct.unpack_from("<64sHB", self._directory, place)
        start, size = struct.unpack_from("<IQ" if self._size > 512 else "<II", self._directory, place + 116)
        return name[: max(0, length - 2)].decode("utf-16-le", "replace"), kind, start, size

    def _sector(self, number: int) -> bytes:
        if number >= self._sectors:
            raise ValueError("a sector beyond the end")
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _followed(start, self._next, self._taken))

    def _mini_chain(self, start: int, root: bytes) -> bytes:
        numbers = _followed(start, self._next_mini, self._taken_mini)
        return b"".join(root[_MINI * number : _MINI * (number + 1)] for number in numbers)


def _followed(start: int, following: array[int], taken: bytearray) -> Iterator[int]:
    """Yield a chain's sectors. No sector is in two chains, so that all chains together are no longer than the file."""
    while start != _END:
        if taken[start]:
            raise ValueError("two chains with one sector")
        taken[start] = 1
        yield start
        start = following[start]


def _numbers(data: bytes) -> array[int]:
    return array("I", struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _cells(stream: bytes) -> int:
    """Return the cells of all sheets; each takes the rectangle from A1 to its last row and column."""
    sizes: dict[int, int] = {}
    sheets = []
    bof = tallest = widest = 0
    for place, kind, body in _records(stream):
        if kind in _CELLS or kind in _ROWS_OF_CELLS:
            row, column = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind in _ROWS_OF_CELLS else column
            tallest, widest = max(tallest, row + 1), max(widest, column + 1, last + 1)
            sizes[bof] = tallest * widest
        elif kind == _BOF:
            bof, tallest, widest = place, 0, 0
            sizes[bof] = 0
        elif kind == _SHEET:
            sheets.append(struct.unpack_from("<I", body)[0])
        elif kind == _PASSWORD:
            raise ProtectedError
        elif kind == _TEXTS and struct.unpack_from("<I", body, 4)[0] > len(stream):
            raise ValueError("more texts than bytes")
        elif kind == _EXTENT:
            top, bottom, left, right = struct.unpack_from("<2I2H" if len(body) >= 14 else "<4H", body)
            if top > bottom or left > right or bottom * right > _MOST_IN_A_SHEET:
                raise ValueError("a sheet of a size that there is not")
    if any(sheet not in sizes for sheet in sheets):
        raise ValueError("a sheet that does not begin")
    return sum(sizes[sheet] for sheet in sheets)


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield place, kind, stream[place + 4 : place + 4 + length]
        place += 4 + length
