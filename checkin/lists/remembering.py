"""What the organiser decided for an earlier list of the same shape, found again for this one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from checkin.lists.columns import LOOKED_AT_FOR_HEADER, Layout, lay_out, one_column_a_field
from checkin.lists.listed import Choices, ListShape
from checkin.lists.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.lists.listed import Field
    from checkin.lists.shapes import Shape
    from checkin.lists.tables import Table

_ENOUGH = 0.8
"""Share of the headers that two exports of one platform have in common, where it added or renamed a column."""
_MARK = "#"
"""Before what stands for a header in a list that has none; `words` never gives one."""


@dataclass(frozen=True, slots=True)
class Memory:
    """An earlier shape that a table has, its place among the remembered ones, and what was decided, as it fits here.

    `likeness` is 1 where the headers are equal and in the same order.
    """

    shape: ListShape
    place: int
    likeness: float
    choices: Choices


def recalled(table: Table, layout: Layout, remembered: Sequence[ListShape]) -> Memory | None:
    """Return the shape that a table has, the likest and then the first; `layout` is how it is read without it."""
    if not remembered:
        return None
    found = [memory for i, shape in enumerate(remembered) if (memory := _compared(table, layout, shape, i))]
    return max(found, key=lambda memory: memory.likeness, default=None)


def in_force(given: Choices | None, memory: Memory | None) -> Choices:
    """Return what was decided now, over what was decided before."""
    before = memory.choices if memory else Choices()
    if given is None or given == Choices():
        return before
    # Who read the list before may hand the remembered fields back: what is new goes over them.
    new = (pair for pair in given.fields if pair not in before.fields)
    return Choices(
        sheet=given.sheet or before.sheet,
        header_row=before.header_row if given.header_row is None else given.header_row,
        fields=one_column_a_field((*before.fields, *new)),
        repair_text=given.repair_text,
        family_first=before.family_first if given.family_first is None else given.family_first,
    )


def is_kin(shape: ListShape, other: ListShape) -> bool:
    """Tell whether two shapes are one kind of list, whose platform added, renamed or moved a column."""
    if not shape.headers or not other.headers or shape.headers[0].startswith(_MARK):
        return shape.headers == other.headers
    return _share(shape.headers, other.headers) >= _ENOUGH


def shape_to_remember(layout: Layout, choices: Choices, sheet: str) -> ListShape:
    """Return the shape of a list that was read; `sheet` is the one that was decided for."""
    return ListShape(
        headers=_signature(layout),
        sheet=sheet,
        header_row=choices.header_row,
        fields=tuple((i, words(layout.header[i]), f) for i, f in choices.fields if i < len(layout.header)),
        family_first=choices.family_first,
        repair_text=choices.repair_text,
    )


def _compared(table: Table, layout: Layout, shape: ListShape, place: int) -> Memory | None:
    if not shape.headers:
        return None
    decided = Choices(
        header_row=shape.header_row,
        fields=tuple((i, field) for i, _, field in shape.fields),
        repair_text=shape.repair_text,
        family_first=shape.family_first,
    )
    if shape.headers[0].startswith(_MARK):
        if shape.header_row == 0 and not table.named:
            layout = lay_out(table, Choices(header_row=0))
        same = not layout.is_headed and _signature(layout) == shape.headers
        return Memory(shape, place, 1.0, decided) if same else None
    best: Memory | None = None
    for row, headers in _headers_of(table, layout, shape):
        likeness, fields = _likeness(shape, headers)
        if likeness and (best is None or likeness > best.likeness):
            header_row = None if shape.header_row is None else row
            best = Memory(shape, place, likeness, replace(decided, header_row=header_row, fields=fields))
    return best


def _headers_of(table: Table, layout: Layout, shape: ListShape) -> list[tuple[int, tuple[str, ...]]]:
    """Return the records that may be this shape's header, with their rows; a chosen one may have moved."""
    if shape.header_row is None or table.named:
        return [(layout.header_row, _signature(layout))] if layout.is_headed else []
    return [
        (record.row, _normalised(record.cells))
        for i, record in enumerate(table.records)
        if i < LOOKED_AT_FOR_HEADER or record.row == shape.header_row
    ]


def _likeness(shape: ListShape, headers: tuple[str, ...]) -> tuple[float, tuple[tuple[int, Field], ...]]:
    """Return how alike the headers are, 0 where that is not enough, and the chosen fields by where they are now."""
    if headers == shape.headers:
        return 1.0, tuple((i, field) for i, _, field in shape.fields)
    share = _share(headers, shape.headers)
    if share < _ENOUGH or any(not header or headers.count(header) != 1 for _, header, _ in shape.fields):
        return 0.0, ()
    # Never as much as an equal header, whatever their order.
    return 0.99 * share, tuple((headers.index(header), field) for _, header, field in shape.fields)


def _share(headers: Sequence[str], others: Sequence[str]) -> float:
    ours, theirs = (Counter(filter(None, some)) for some in (headers, others))
    return (ours & theirs).total() / max(ours.total(), theirs.total(), 1)


def _signature(layout: Layout) -> tuple[str, ...]:
    if layout.is_headed:
        return _normalised(layout.header)
    return tuple(_MARK + _held(shape) for shape in layout.shapes)


def _normalised(cells: Sequence[str]) -> tuple[str, ...]:
    headers = [words(cell) for cell in islice(cells, 2_000)]
    # Whether empty columns behind the last header are in the file depends on who saved it.
    while headers and not headers[-1]:
        headers.pop()
    return tuple(headers)


def _held(shape: Shape) -> str:
    """Name what a column holds, so coarsely that next month's list says the same."""
    shares = {"email": shape.email, "link": shape.link, "date": shape.date, "number": shape.number}
    return next((name for name, share in shares.items() if share > 0.5), "text" if shape.filled else "")
