"""Records to fields: which record is the header, and what each column holds, by its header and by its content.

Each column gets a score for each field that its header may name, weighed by what the column holds; then each field
that can only be one column takes the best. What the organiser chose, and what a known platform means by a header, come
first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.lists.fitting import fit, holds_codes
from checkin.lists.headers import name_order, names_buyers_only, resolved
from checkin.lists.listed import Choices, Column, Field, Reason
from checkin.lists.platforms import platform_of
from checkin.lists.shapes import EMPTY, Shape, shape_of
from checkin.lists.text import clean, repair, words
from checkin.lists.vocabulary import header_matches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.lists.platforms import Platform
    from checkin.lists.tables import Record, Table

_LOOKED_AT_FOR_HEADER = 40
_SAMPLE = 400
_SAMPLED_CELLS = 60_000
_MOST_COLUMNS = 2_000
_LEAST_SCORE = 0.45
_SPARE = 0.4
_AS_GOOD = 0.8
_REPEATABLE = frozenset(
    {Field.HANDLE, Field.NOTE, Field.PROFILE_LINK, Field.STATUS, Field.ANSWER, Field.PAID, Field.VALID}
    | {Field.CANCELLED, Field.COMPANION, Field.IGNORED}
)
_IDENTIFYING = frozenset(
    {Field.GIVEN_NAME, Field.FAMILY_NAME, Field.NAME, Field.FULL_NAME, Field.EMAIL, Field.BUYER_FULL_NAME}
    | {Field.BUYER_FAMILY_NAME, Field.BUYER_EMAIL, Field.TICKET_CODE, Field.HANDLE}
)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is to be read. `first` is the place in `table.records` of the first record below the header.

    `header_row` is 0 where there is no header, and where the format names its fields outside the rows; `is_headed`
    tells these apart.
    """

    header_row: int
    is_headed: bool
    header: tuple[str, ...]
    first: int
    columns: tuple[Column, ...]
    platform: Platform | None
    family_first: bool
    buyers_only: bool
    score: float

    @property
    def is_form(self) -> bool:
        """Say whether each row is an answer, of which one person's last counts."""
        return bool(self.platform and self.platform.is_form) or self.index_of(Field.TIMESTAMP) is not None

    def index_of(self, field: Field) -> int | None:
        """Return the one column of a field, if there is one."""
        return next((column.index for column in self.columns if column.field is field), None)

    def indexes_of(self, field: Field) -> list[int]:
        """Return all columns of a field."""
        return [column.index for column in self.columns if column.field is field]

    @property
    def has_people(self) -> bool:
        """Say whether anybody could be named by these columns."""
        fields = {column.field for column in self.columns}
        return bool(fields & {Field.GIVEN_NAME, Field.FAMILY_NAME, Field.FULL_NAME, Field.EMAIL})


def header_score(record: Sequence[str]) -> float:
    """Return how much of a record is a header that we know: the sum of its fields' scores, each field once."""
    best: dict[Field, float] = {}
    for cell in record[:_MOST_COLUMNS]:
        if "@" in cell[1:] or len(cell) > 300:
            continue
        if matches := header_matches(cell):
            match = matches[0]
            weight = 0.3 if match.field is Field.IGNORED else 1.0
            best[match.field] = max(best.get(match.field, 0.0), weight * match.score)
    return sum(best.values())


def lay_out(table: Table, choices: Choices) -> Layout:
    """Find the header of a table and the field of each column."""
    place = 0 if table.named and table.records else _header_place(table.records, choices.header_row)
    first = 0 if place is None else place + 1
    header = () if place is None else tuple(clean(cell) for cell in table.records[place].cells)
    width = max([len(header), *(len(record.cells) for record in table.records[first : first + _SAMPLE])], default=0)
    width = min(width, _MOST_COLUMNS)
    header = (header + ("",) * width)[:width]
    shapes = _shapes(table.records[first:], width)
    platform = platform_of(header)
    found = _scored(header, shapes, platform)
    assigned = _assigned(found)
    columns = resolved(shapes, assigned)
    columns = _by_content(header, shapes, columns, has_header=place is not None)
    chosen = dict(choices.fields)
    columns = [
        Column(c.index, c.header, chosen[c.index], Reason.CHOSEN, 1.0) if c.index in chosen else c for c in columns
    ]
    named = next((c.header for c in columns if c.field is Field.FULL_NAME), "")
    score = sum(column.score for column in columns if column.field in _IDENTIFYING)
    header_row = 0 if place is None else table.records[place].row
    return Layout(
        header_row,
        place is not None,
        header,
        first,
        tuple(columns),
        platform,
        name_order(named),
        names_buyers_only(assigned),
        score,
    )


def _header_place(records: Sequence[Record], chosen: int | None) -> int | None:
    if chosen is not None:
        return next((i for i, record in enumerate(records) if record.row == chosen), None)
    found: list[tuple[int, float]] = []
    for i, record in enumerate(records[:_LOOKED_AT_FOR_HEADER]):
        score = header_score(record.cells)
        filled = sum(1 for cell in record.cells if cell.strip())
        # One known word in a title, or in somebody's remark, makes no header, unless it is all that there is.
        if score < 1.5 and not (score > 0.9 and filled <= 2):
            continue
        if any(match.field in _IDENTIFYING for cell in record.cells for match in header_matches(cell[:300])):
            found.append((i, score))
    # Of tables that say as much, the first is meant; a header of two records is read from the one that says more.
    enough = _AS_GOOD * max((score for _, score in found), default=0.0)
    scores = dict(found)
    for i, score in found:
        if score >= enough and scores.get(i + 1, 0.0) <= score:
            return i
    return None


def _shapes(records: Sequence[Record], width: int) -> list[Shape]:
    """Measure the columns by records that are spread over the whole list."""
    most = max(20, min(_SAMPLE, _SAMPLED_CELLS // max(1, width)))
    step = max(1, len(records) // most)
    sample = records[::step][:most]
    if not sample:
        return [EMPTY] * width
    return [shape_of([r.cells[i] if i < len(r.cells) else "" for r in sample]) for i in range(width)]


def _scored(header: tuple[str, ...], shapes: list[Shape], platform: Platform | None) -> list[tuple[Column, bool]]:
    """Return each column with its best field, and whether its header says that it is the attendee's."""
    scored = []
    for index, (cell, shape) in enumerate(zip(header, shapes, strict=True)):
        best, of_attendee = Column(index, cell, Field.IGNORED, Reason.NONE, 0.0), False
        meant = platform.columns.get(words(cell)) if platform else None
        if meant is not None:
            scored.append((Column(index, cell, meant, Reason.PLATFORM, 1.0), False))
            continue
        spare = platform.spare.get(words(cell)) if platform else None
        if spare is not None:
            if fit(spare, shape) == 1.0:
                best = Column(index, cell, spare, Reason.PLATFORM, _SPARE)
            scored.append((best, False))
            continue
        for match in header_matches(repair(cell)):
            if match.if_codes and not holds_codes(shape):
                continue
            score = match.score * fit(match.field, shape)
            if score > max(best.score, _LEAST_SCORE):
                best, of_attendee = Column(index, cell, match.field, Reason.HEADER, round(score, 3)), match.of_attendee
        scored.append((best, of_attendee))
    return scored


_PAYERS = {
    Field.EMAIL: Field.BUYER_EMAIL,
    Field.GIVEN_NAME: Field.BUYER_GIVEN_NAME,
    Field.FAMILY_NAME: Field.BUYER_FAMILY_NAME,
    Field.NAME: Field.BUYER_FULL_NAME,
    Field.FULL_NAME: Field.BUYER_FULL_NAME,
}


# A spare name is left out beside any other that could be whole.
_INSTEAD = {Field.FULL_NAME: {Field.FULL_NAME, Field.NAME, Field.FAMILY_NAME}}


def _assigned(scored: list[tuple[Column, bool]]) -> list[Column]:
    """Give each field that can be only one column to the best; a second one beside the attendee's is the buyer's."""
    attendees = {column.field for column, of_attendee in scored if of_attendee}
    named = {column.field for column, _ in scored if column.score > _SPARE}
    columns = []
    for column, of_attendee in scored:
        field = column.field
        if column.score == _SPARE and named & _INSTEAD.get(field, {field}):
            field = Field.IGNORED
        if field in attendees and field in _PAYERS and not of_attendee and column.reason is not Reason.PLATFORM:
            field = _PAYERS[field]
        columns.append(Column(column.index, column.header, field, column.reason, column.score))
    best: dict[Field, Column] = {}
    for column in columns:
        if column.field not in best or column.score > best[column.field].score:
            best[column.field] = column
    return [
        c
        if c.field in _REPEATABLE or best[c.field] is c
        else Column(c.index, c.header, Field.IGNORED, Reason.NONE, 0.0)
        for c in columns
    ]


def _by_content(
    header: tuple[str, ...], shapes: list[Shape], columns: list[Column], *, has_header: bool
) -> list[Column]:
    """Take columns without a known header for what they hold, where the list would name nobody otherwise."""
    columns = list(columns)

    def take(field: Field, index: int | None, score: float) -> None:
        if index is not None:
            columns[index] = Column(index, header[index], field, Reason.CONTENT, round(score, 3))

    def free(index: int) -> bool:
        return columns[index].reason is Reason.NONE

    fields = {column.field for column in columns}
    if Field.EMAIL not in fields:
        best = max((i for i in range(len(shapes)) if free(i)), key=lambda i: shapes[i].email, default=None)
        if best is not None and shapes[best].email >= 0.6:
            take(Field.EMAIL, best, shapes[best].email)
    if not fields & {Field.GIVEN_NAME, Field.FAMILY_NAME, Field.FULL_NAME}:
        best = max((i for i in range(len(shapes)) if free(i)), key=lambda i: shapes[i].name, default=None)
        # A column of addresses beside it makes a list of people likelier, and titles of sections lower the share.
        least = 0.4 if has_header or any(c.field is Field.EMAIL for c in columns) else 0.7
        if best is not None and shapes[best].name >= least and shapes[best].distinct > 0.5:
            take(Field.FULL_NAME, best, shapes[best].name)
    return columns
