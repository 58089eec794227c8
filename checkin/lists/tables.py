"""A table as every reader gives it: records of texts, numbered as the organiser counts them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checkin.lists.container import Container
    from checkin.lists.listed import Problem

MOST_RECORDS = 1_048_576
"""Rows of a spreadsheet; a text with more records is no list of people."""
MOST_CELLS = 6_000_000
"""Cells of a table: 100,000 people with 60 columns. It bounds memory, whatever the file says of itself."""
MOST_PEOPLE = 150_000
"""Cards, objects or rows of a page: one a person, and far fewer are anybody's evening."""


Report = Callable[[int, int], None]
"""Told how many rows of how many are done, from time to time; (0, 0) while that is not known. What it raises ends the
reading."""


class TooLargeError(Exception):
    """A table passes the bounds, at a line of the file where that is known; `readers` says which file it was."""

    def __init__(self, line: int | None = None) -> None:
        super().__init__(line)
        self.line = line


class BrokenError(Exception):
    """A file breaks off or makes no sense, at a line of it where that is known."""

    def __init__(self, line: int | None = None) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True)
class Record:
    """One record; `row` counts from 1, blank records included."""

    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The records that hold anything, and how they were found.

    `rows` counts all records. `merged` are rows with a cell merged over several columns, `formulas` the places
    (row, column from 0) of formulas without a stored result, `ragged` says that a record's width means something.
    Where `named`, the format itself names its fields: the first record holds their names, and its row is 0.
    """

    records: tuple[Record, ...]
    rows: int
    container: Container
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    hidden: bool = False
    ragged: bool = False
    named: bool = False
    merged: frozenset[int] = frozenset()
    formulas: frozenset[tuple[int, int]] = frozenset()
    problems: tuple[Problem, ...] = ()
