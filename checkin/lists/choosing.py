"""Which of a file's tables is the attendee list, and how it is to be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checkin.errors import FileError, FileFault
from checkin.lists.columns import Layout, lay_out
from checkin.lists.listed import Choices
from checkin.lists.remembering import in_force, recalled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from checkin.lists.listed import ListShape
    from checkin.lists.remembering import Memory
    from checkin.lists.tables import Table


@dataclass(frozen=True, slots=True)
class Chosen:
    """The table to read, its layout and the choices in force.

    `sheets` are those that could be chosen, `others` those that could be meant too. `memory` is the earlier shape.
    """

    table: Table
    layout: Layout
    choices: Choices
    sheets: tuple[str, ...]
    others: tuple[str, ...]
    memory: Memory | None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table as it would be read by itself, with what is remembered of its shape."""

    table: Table
    layout: Layout
    memory: Memory | None

    @property
    def has_rows(self) -> bool:
        return len(self.table.records) > self.layout.first

    @property
    def rank(self) -> tuple[bool, bool, bool, bool]:
        """A header beats guessed columns, somebody nobody, attendees others, and who only paid comes last."""
        its = self.layout
        return its.is_headed, self.has_rows, its.names_attendees, not its.names_orders


def choose(tables: Sequence[Table], given: Choices | None, remembered: Sequence[ListShape], path: Path) -> Chosen:
    """Choose the sheet that was decided for, now or before, or else the best; of equals the first.

    A hidden sheet is last year's list: it counts only where it was chosen, or where nothing visible names people.
    Raises `FileError` with NO_NAMES or NOT_A_LIST.
    """
    filled = [table for table in tables if table.records]
    sheets = [_sheet(table, remembered) for table in filled if not table.hidden]
    if not any(sheet.layout.has_people for sheet in sheets):
        sheets += [_sheet(table, remembered) for table in filled if table.hidden]
    possible = [sheet for sheet in sheets if sheet.layout.has_people]
    wanted = given.sheet if given else ""
    named = next((table for table in filled if wanted and table.sheet == wanted), None)
    sheet, is_decided = _decided(possible)
    if named is not None:
        sheet, is_decided = next((s for s in sheets if s.table is named), None) or _sheet(named, remembered), True
    elif sheet is None:
        sheet = max(possible or sheets, key=lambda one: one.rank)
    choices = in_force(given, sheet.memory)
    before = sheet.memory.choices.fields if sheet.memory else ()
    layout = lay_out(sheet.table, choices, {pair[0] for pair in choices.fields if pair in before})
    if not layout.has_people:
        raise _refusal(layout, sheets, path)
    choosable = [one for one in possible if one is sheet or one.has_rows]
    others = [one for one in choosable if one is not sheet and one.layout.is_headed and not _paid(one, layout)]
    return Chosen(
        sheet.table,
        layout,
        replace(choices, sheet=sheet.table.sheet if is_decided else ""),
        tuple(one.table.sheet for one in choosable if one.table.sheet),
        tuple(one.table.sheet for one in others),
        sheet.memory,
    )


def _sheet(table: Table, remembered: Sequence[ListShape]) -> _Sheet:
    layout = lay_out(table, Choices())
    memory = recalled(table, layout, remembered)
    if memory is not None and memory.choices != Choices():
        layout = lay_out(table, memory.choices)
    return _Sheet(table, layout, memory)


def _decided(possible: list[_Sheet]) -> tuple[_Sheet | None, bool]:
    """Return the sheet whose shape was decided for before, and whether it is the only one that this can mean."""
    known = [(sheet, sheet.memory) for sheet in possible if sheet.memory and sheet.memory.shape.sheet]
    if not known:
        return None, False
    sheet, memory = max(
        known,
        key=lambda pair: (
            *(pair[0].has_rows, pair[1].likeness, -pair[1].place),
            pair[0].table.sheet == pair[1].shape.sheet,
        ),
    )
    alike = [m for s, m in known if m.shape is memory.shape and m.likeness == memory.likeness and s.has_rows]
    return sheet, len(alike) <= 1 or sheet.table.sheet == memory.shape.sheet


def _paid(other: _Sheet, read: Layout) -> bool:
    """Say whether a sheet names those who paid for the attendees of the one that is read, as pretix writes it."""
    return read.names_attendees and other.layout.names_orders


def _refusal(layout: Layout, sheets: list[_Sheet], path: Path) -> FileError:
    headed = next((one for one in (layout, *(sheet.layout for sheet in sheets)) if one.is_headed), None)
    if headed is None:
        return FileError(FileFault.NOT_A_LIST, path)
    return FileError(FileFault.NO_NAMES, path, headed.header_row or None)
