"""What a record is that is no person: a section's title, a total, a note to self, the header again, a second table."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from checkin.lists.listed import Field
from checkin.lists.names import is_placeholder
from checkin.lists.statuses import is_status_word
from checkin.lists.text import clean, words
from checkin.lists.vocabulary import group_titles, header_matches, known_headers, list_title_pattern, total_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

# "J.-P. Péan" and "Prof. Li" are no sentences: a word of five letters ends one. A number or a date makes one, and
# "Louis 2e" is neither.
_SENTENCE = re.compile(r"[!?:;]|\b\d+\b|\w{5}\.\s|\w+ \w+ \w+ \w+ \w+ \w+")

_SAID_OF_SOMEBODY = frozenset({Field.ORGANISATION, Field.HANDLE, Field.TICKET_CODE})
"""What a lone cell says of a person whose name is missing, rather than of those below it."""

_MOSTLY = 0.6
"""Share of a record's cells that are known headers, from which it is one: a platform may add a column of its own."""


class RecordKind(Enum):
    """What a record of the table's body is."""

    PERSON = auto()
    SECTION = auto()
    IGNORED = auto()
    OTHER_TABLE = auto()


class Sections:
    """Tells the records of one table apart, from top to bottom; it remembers when the totals have begun."""

    def __init__(self, header: tuple[str, ...], name_columns: Sequence[int], merged: frozenset[int]) -> None:
        self._header = [words(cell) for cell in header]
        self._known = known_headers().union(text for text in self._header if text)
        self._name_columns = frozenset(name_columns)
        self._merged = merged
        self._single = len(header) <= 1
        matches = [header_matches(cell)[:1] for cell in header[:2]]
        self._own = frozenset(i for i, found in enumerate(matches) if found and found[0].field in _SAID_OF_SOMEBODY)
        self._totalled = False

    def kind_of(self, row: int, cells: Sequence[str]) -> RecordKind:
        """Tell what a record is. `cells` are as they were read."""
        filled = [i for i, cell in enumerate(cells) if cell and not cell.isspace()]
        if not filled:
            return RecordKind.IGNORED
        first = cells[filled[0]]
        if self._is_total(cells, filled):
            self._totalled = True
            return RecordKind.IGNORED
        if len(filled) > 1:
            return self._header_like(cells, filled) if words(first[:300]) in self._known else RecordKind.PERSON
        return self._kind_of_one_cell(row, filled[0], clean(first))

    def _is_total(self, cells: Sequence[str], filled: list[int]) -> bool:
        for i in filled[:2]:
            if len(cells[i]) < 60 and total_pattern().match(words(cells[i])):
                # "Total" may be somebody's name; a total has a figure, or nothing else, beside it.
                rest = [cells[j].strip() for j in filled if j != i]
                return all(any(c.isdigit() for c in cell) and "@" not in cell for cell in rest)
        return False

    def _header_like(self, cells: Sequence[str], filled: list[int]) -> RecordKind:
        looked_at = [words(cells[i]) for i in filled[:12]]
        # "Annulé" heads a column, and is what stands in one: beside Mél Péan it makes no header.
        known = sum(1 for i, text in enumerate(looked_at) if text in self._known and not (i and is_status_word(text)))
        has_data = any("@" in cells[i][1:] or cells[i].strip().isdecimal() for i in filled)
        # A header names each column once; "x" in several cells is a mark, and no account on X.
        if has_data or len(set(looked_at)) < len(looked_at) or known < max(2, _MOSTLY * len(looked_at)):
            return RecordKind.PERSON
        same = sum(1 for i in filled if i < len(self._header) and words(cells[i]) == self._header[i])
        return RecordKind.IGNORED if same > 0.8 * len(filled) else RecordKind.OTHER_TABLE

    def _kind_of_one_cell(self, row: int, index: int, text: str) -> RecordKind:
        if row in self._merged:
            return RecordKind.SECTION
        bare = words(re.sub(r"\(\d+\)|\d+\s*$|:\s*$", "", text))
        if bare in group_titles() or _names_a_group(text, bare):
            return RecordKind.SECTION
        if text.replace(".", "").replace(" ", "").isdecimal() or words(text) in self._header:
            return RecordKind.IGNORED
        if self._single:
            return RecordKind.IGNORED if list_title_pattern().match(words(text)) else RecordKind.PERSON
        if index in self._name_columns:
            if is_placeholder(text):
                return RecordKind.PERSON
            if text.endswith(":") and len(text) < 60:
                return RecordKind.SECTION
            return RecordKind.IGNORED if self._totalled or _SENTENCE.search(text) else RecordKind.PERSON
        if "@" in text:
            return RecordKind.PERSON
        if index in self._own:
            return RecordKind.PERSON
        is_title = index <= 1 and len(text) <= 60 and not self._totalled and not any(c.isdigit() for c in text)
        return RecordKind.SECTION if is_title else RecordKind.IGNORED


def _names_a_group(text: str, bare: str) -> bool:
    """Say whether a title says more of a known group, in words that no name has: "Équipe lumière", "PRESSE LOCALE"."""
    first, _, rest = bare.partition(" ")
    shown = text.split()[1:2]
    return bool(rest and shown) and first in group_titles() and (text.isupper() or shown[0][0].islower())
