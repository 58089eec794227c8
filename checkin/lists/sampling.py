"""A few cells of each column, for the preview: enough to see what it holds."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from checkin.lists.columns import spread
from checkin.lists.text import clean, repair

if TYPE_CHECKING:
    from checkin.lists.columns import Layout
    from checkin.lists.listed import Column
    from checkin.lists.tables import Table

_SAMPLES = 3
_LONGEST = 60
_FROM_THE_TOP = 20


def with_samples(table: Table, layout: Layout, *, repair_text: bool) -> tuple[Column, ...]:
    """Return the columns, each with up to three different filled cells, from the top or else from the whole list.

    What is looked at is bounded: a cell that stands alone far below in a long list may be missed.
    """
    records = table.records[layout.first :]
    found: list[list[str]] = [[] for _ in layout.columns]
    wanting = list(range(len(found)))
    for record in chain(records[:_FROM_THE_TOP], spread(records, len(found))):
        if not wanting:
            break
        for index in wanting:
            cell = record.cells[index] if index < len(record.cells) else ""
            text = clean(repair(cell) if repair_text else cell)[:_LONGEST].rstrip() if cell else ""
            if text and text not in found[index]:
                found[index].append(text)
        wanting = [index for index in wanting if len(found[index]) < _SAMPLES]
    return tuple(replace(column, samples=tuple(found[column.index])) for column in layout.columns)
