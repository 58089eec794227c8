"""What a call of `checkin import` decides: the sheet, the columns, who is who."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace
    from uuid import UUID

    from checkin.cli.context import Context
    from checkin.lists.importing import Decisions, Importer, ImportPlan
    from checkin.lists.listed import Choices, Field

_MOST_NAMED = 60
"""How many columns a message names; a list may have thousands."""


class UnusableError(Exception):
    """The call asks for what is not there; the text is the sentence."""


def choices_of(context: Context, call: Namespace, importer: Importer, event_id: UUID) -> Choices | None:
    """Return what the call decides about the file; the columns that it names are looked for in a first reading.

    Raises UnusableError, and what the reading does.
    """
    from checkin.lists.listed import Choices  # readers cost start-up time

    if call.sheet is None and not call.column:
        return None
    choices = Choices(sheet=call.sheet or "")
    if not call.column:
        return choices
    first = importer.preview(event_id, call.file, choices=choices)
    refuse_another_sheet(context, call, first)
    fields = tuple(_column(context, call, first, text) for text in call.column)
    return replace(choices, fields=fields, repair_text=first.list.choices.repair_text)


def _column(context: Context, call: Namespace, plan: ImportPlan, text: str) -> tuple[int, Field]:
    """Return the column and the field that `HEADER=FIELD` names; without a FIELD the column is not used."""
    from checkin.lists.listed import Field  # readers cost start-up time
    from checkin.lists.text import words  # beside the import above

    t = context.language
    header, _, name = text.rpartition("=")
    if name not in {field.value for field in Field} or not header:
        names = ", ".join(field.value for field in Field if field.value)
        raise UnusableError(
            t.text("“{text}” names no field: write HEADER=FIELD with one of {names}", text=text, names=names)
        )
    by_header = {words(column.header): column.index for column in reversed(plan.list.columns) if column.header}
    exact = {column.header: column.index for column in reversed(plan.list.columns)}
    index = exact.get(header, by_header.get(words(header)))
    if index is None:
        headers = [column.header for column in plan.list.columns if column.header]
        named = ", ".join(headers[:_MOST_NAMED]) + (", …" if len(headers) > _MOST_NAMED else "")
        raise UnusableError(
            t.text("{file} has no column “{header}”, it has: {headers}", file=call.file, header=header, headers=named)
        )
    return index, Field(name)


def refuse_another_sheet(context: Context, call: Namespace, plan: ImportPlan) -> None:
    """Raise UnusableError where another sheet was read than the one that the call names."""
    if call.sheet is None or plan.list.sheet == call.sheet:
        return
    t = context.language
    sheets = ", ".join(plan.list.sheets or ([plan.list.sheet] if plan.list.sheet else []))
    if not sheets:
        raise UnusableError(t.text("{file} has no sheets: leave --sheet out", file=call.file))
    raise UnusableError(
        t.text("{file} has no sheet “{sheet}”, it has: {sheets}", file=call.file, sheet=call.sheet, sheets=sheets)
    )


def decisions_of(context: Context, call: Namespace, plan: ImportPlan) -> Decisions:
    """Return what the call decides about the plan; raises UnusableError for an answer to no doubt."""
    from checkin.lists.importing import Decisions  # readers cost start-up time

    return Decisions(joins=tuple(_join(context, plan, text) for text in call.join), cancel_missing=call.cancel_missing)


def _join(context: Context, plan: ImportPlan, text: str) -> tuple[int, UUID]:
    offered = {f"{doubt.row}={doubt.person.id}": (doubt.row, doubt.person.id) for doubt in plan.doubts}
    if text in offered:
        return offered[text]
    t = context.language
    if not offered:
        raise UnusableError(t.text("--join {text}: nobody in this list is in doubt", text=text))
    raise UnusableError(
        t.text("--join {text} answers no doubt, there are: {doubts}", text=text, doubts=", ".join(offered))
    )
