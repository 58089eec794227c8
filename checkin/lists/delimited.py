"""Delimited text to a table: which delimiter, which records."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from checkin.lists.container import Container
from checkin.lists.encodings import decode
from checkin.lists.listed import Problem, ProblemKind, Severity
from checkin.lists.tables import MOST_CELLS, MOST_RECORDS, Record, Table, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Known = Callable[[Sequence[str]], float]
    """How much of a record is the header of a list: about the number of its cells that name a field."""

_DELIMITERS = (";", ",", "\t", "|")
_NO_DELIMITER = "\x1f"
_SEP_LINE = re.compile(r'"?sep=(.)"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
_SAMPLE = 262_144
_MOST_LINES_IN_A_CELL = 60


def read_delimited(data: bytes, known: Known) -> list[Table]:
    """Read comma, semicolon, tab or bar separated text (RFC 4180, and what spreadsheets make of it).

    Returns nothing where the bytes are no text. Excel's `sep=` line is obeyed and not counted.
    """
    decoded = decode(data)
    if decoded is None:
        return []
    text, delimiter = decoded.text, ""
    if found := _SEP_LINE.match(text):
        text, delimiter = text[found.end() :], found[1]
    delimiter = delimiter or _sniffed(text[:_SAMPLE], known)
    problems = []
    if decoded.mixed:
        problems.append(Problem(None, ProblemKind.MIXED_ENCODING, Severity.WARNING))
    try:
        kept, rows = _kept(_records(text, delimiter))
        runaway = next((r for r in kept if any(c.count("\n") > _MOST_LINES_IN_A_CELL for c in r.cells)), None)
    except csv.Error:
        kept, rows, runaway = [], 0, Record(0, ("",))
    if runaway is not None:
        # A quotation mark that is never closed swallows the rest of the file: then a line is a record.
        try:
            kept, rows = _kept(_lines(text, delimiter))
        except csv.Error:
            return []
        beginning = max(runaway.cells, key=len)[:60]
        problems.append(Problem(runaway.row or None, ProblemKind.UNCLOSED_QUOTE, Severity.WARNING, beginning))
    shown = "" if delimiter == _NO_DELIMITER else delimiter
    return [Table(tuple(kept), rows, Container.TEXT, decoded.encoding, shown, ragged=True, problems=tuple(problems))]


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _lines(text: str, delimiter: str) -> Iterator[list[str]]:
    for line in io.StringIO(text, newline=""):
        yield next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])


def _kept(records: Iterable[list[str]]) -> tuple[list[Record], int]:
    kept: list[Record] = []
    row = cells = 0
    for row, record in enumerate(records, 1):
        if row > MOST_RECORDS:
            raise TooLargeError
        if any(cell and not cell.isspace() for cell in record):
            cells += len(record)
            if cells > MOST_CELLS:
                raise TooLargeError
            kept.append(Record(row, tuple(record)))
    return kept, row


def _sniffed(sample: str, known: Known) -> str:
    """Return the delimiter that makes the most regular table, and a header that we know."""
    scores = {delimiter: _regularity(sample, delimiter, known) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=scores.__getitem__)
    return best if scores[best] > 0 else _NO_DELIMITER


def _regularity(sample: str, delimiter: str, known: Known) -> float:
    if delimiter not in sample:
        return 0.0
    try:
        records = [r for r in islice(_records(sample, delimiter), 300) if any(c.strip() for c in r)]
    except csv.Error:
        return 0.0
    widths = Counter(len(r) for r in records[:-1] or records)
    wide = {width: times for width, times in widths.items() if width > 1}
    if not wide:
        return 0.0
    usual = max(wide, key=lambda width: (wide[width], width))
    header = max((known(record) for record in records[:40] if len(record) > 1), default=0.0)
    return wide[usual] / widths.total() + 0.5 * header + 0.001 * usual


def looks_like_a_workbook(name: str) -> bool:
    """Say whether a file's name promises a workbook, which a text is not."""
    return name.lower().endswith((".xls", ".xlsx", ".ods"))
