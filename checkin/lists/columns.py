"""Records to a layout: which record is the header, and what each column below it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.lists.assigning import REPEATABLE, by_header, settled
from checkin.lists.headers import name_order, names_buyers_only
from checkin.lists.listed import Choices, Column, Field, Reason
from checkin.lists.platforms import platform_of
from checkin.lists.shapes import EMPTY, Shape, shape_of
from checkin.lists.text import clean
from checkin.lists.vocabulary import header_matches

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from checkin.lists.platforms import Platform
    from checkin.lists.tables import Record, Table

LOOKED_AT_FOR_HEADER = 40
"""Records from the top that may be the header; titles above it are fewer."""
_SAMPLE = 400
_SAMPLED_CELLS = 60_000
_MOST_COLUMNS = 2_000
_AS_GOOD = 0.8
_IDENTIFYING = frozenset(
    {Field.GIVEN_NAME, Field.FAMILY_NAME, Field.NAME, Field.FULL_NAME, Field.EMAIL, Field.BUYER_FULL_NAME}
    | {Field.BUYER_FAMILY_NAME, Field.BUYER_EMAIL, Field.TICKET_CODE, Field.HANDLE}
)
_PEOPLE = frozenset({Field.GIVEN_NAME, Field.FAMILY_NAME, Field.FULL_NAME, Field.EMAIL})


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is to be read. `first` is the place in `table.records` of the first record below the header.

    `header_row` is 0 where there is no header, and where the format names its fields outside the rows; `is_headed`
    tells these apart. `shapes` say what each column holds.
    """

    header_row: int
    is_headed: bool
    header: tuple[str, ...]
    first: int
    columns: tuple[Column, ...]
    platform: Platform | None
    family_first: bool
    buyers_only: bool
    shapes: tuple[Shape, ...]

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
        return any(column.field in _PEOPLE for column in self.columns)

    @property
    def names_attendees(self) -> bool:
        """Say whether the list says itself that it is of attendees or of tickets."""
        return any(
            column.field is Field.TICKET_CODE
            or (column.field in _PEOPLE and any(match.of_attendee for match in header_matches(column.header)))
            for column in self.columns
        )

    @property
    def names_orders(self) -> bool:
        """Say whether the list is of orders, and those whom it names only paid."""
        return self.buyers_only or (not self.names_attendees and self.index_of(Field.ORDER) is not None)


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


def lay_out(table: Table, choices: Choices, remembered: Collection[int] = ()) -> Layout:
    """Find the header of a table and the field of each column; of those chosen, some are `remembered`, by index."""
    place = header_place(table, choices.header_row)
    first = 0 if place is None else place + 1
    header = () if place is None else tuple(clean(cell) for cell in table.records[place].cells)
    width = max([len(header), *(len(record.cells) for record in table.records[first : first + _SAMPLE])], default=0)
    width = min(width, _MOST_COLUMNS)
    header = (header + ("",) * width)[:width]
    shapes = _shapes(table.records[first:], width)
    platform = platform_of(header)
    chosen = {
        index: (field, Reason.REMEMBERED if index in remembered else Reason.CHOSEN)
        for index, field in one_column_a_field(choices.fields)
    }
    assigned = by_header(header, shapes, platform, chosen)
    columns = settled(shapes, assigned, chosen, has_header=place is not None)
    named = next((c.header for c in columns if c.field is Field.FULL_NAME), "")
    return Layout(
        header_row=0 if place is None else table.records[place].row,
        is_headed=place is not None,
        header=header,
        first=first,
        columns=tuple(columns),
        platform=platform,
        family_first=name_order(named) if choices.family_first is None else choices.family_first,
        buyers_only=names_buyers_only(assigned),
        shapes=tuple(shapes),
    )


def one_column_a_field(fields: Sequence[tuple[int, Field]]) -> tuple[tuple[int, Field], ...]:
    """Return what was chosen, without what a later choice takes back: of a column, or of a field that is one column."""
    kept: dict[int, Field] = {}
    for index, field in fields:
        if field not in REPEATABLE:
            kept = {i: f for i, f in kept.items() if f is not field}
        kept.pop(index, None)
        kept[index] = field
    return tuple(kept.items())


def header_place(table: Table, chosen: int | None) -> int | None:
    """Return the place of the header among the records, or None where there is none; `chosen` is its row, or 0."""
    if table.named and table.records:
        return 0
    if chosen is not None:
        return next((i for i, record in enumerate(table.records) if record.row == chosen), None)
    found: list[tuple[int, float]] = []
    for i, record in enumerate(table.records[:LOOKED_AT_FOR_HEADER]):
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


def spread(records: Sequence[Record], width: int) -> Sequence[Record]:
    """Return records that are spread over the whole list, fewer of them where they are wide."""
    most = max(20, min(_SAMPLE, _SAMPLED_CELLS // max(1, width)))
    return records[:: max(1, len(records) // most)][:most]


def _shapes(records: Sequence[Record], width: int) -> list[Shape]:
    sample = spread(records, width)
    if not sample:
        return [EMPTY] * width
    return [shape_of([r.cells[i] if i < len(r.cells) else "" for r in sample]) for i in range(width)]
