"""Which field each column holds, by its header and by its content.

Each column gets a score for each field that its header may name, weighed by what the column holds; then each field
that can only be one column takes the best. What the organiser chose, and what a known platform means by a header, come
first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.lists.fitting import fit, holds_codes
from checkin.lists.headers import resolved
from checkin.lists.listed import Column, Field, Reason
from checkin.lists.text import repair, words
from checkin.lists.vocabulary import header_matches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checkin.lists.platforms import Platform
    from checkin.lists.shapes import Shape

    Chosen = Mapping[int, tuple[Field, Reason]]
    """What the organiser decided, now or for an earlier file, by the column's index."""

REPEATABLE = frozenset(
    {Field.HANDLE, Field.NOTE, Field.PROFILE_LINK, Field.STATUS, Field.ANSWER, Field.PAID, Field.VALID}
    | {Field.CANCELLED, Field.TEST, Field.COMPANION, Field.IGNORED}
)
"""The fields that several columns may hold."""

_DECIDED = frozenset({Reason.CHOSEN, Reason.REMEMBERED})
_LEAST_SCORE = 0.45
_SPARE = 0.4
_PAYERS = {
    Field.EMAIL: Field.BUYER_EMAIL,
    Field.GIVEN_NAME: Field.BUYER_GIVEN_NAME,
    Field.FAMILY_NAME: Field.BUYER_FAMILY_NAME,
    Field.NAME: Field.BUYER_FULL_NAME,
    Field.FULL_NAME: Field.BUYER_FULL_NAME,
}
# A spare name is left out beside any other that could be whole.
_INSTEAD = {Field.FULL_NAME: {Field.FULL_NAME, Field.NAME, Field.FAMILY_NAME}}


def by_header(header: Sequence[str], shapes: list[Shape], platform: Platform | None, chosen: Chosen) -> list[Column]:
    """Give each column the field that its header names, before the headers are looked at beside each other."""
    return _assigned([_scored(i, cell, shapes[i], platform, chosen) for i, cell in enumerate(header)])


def settled(shapes: list[Shape], assigned: list[Column], chosen: Chosen, *, has_header: bool) -> list[Column]:
    """Settle what a header alone leaves open, then take columns by what they hold. What was decided stays so."""
    columns = [
        # A bare "Nom" may be either, also where it was chosen; the other fields mean what they say.
        before if before.index in chosen and before.field is not Field.NAME else after
        for before, after in zip(assigned, resolved(shapes, assigned), strict=True)
    ]
    return _by_content(shapes, columns, has_header=has_header)


def _scored(index: int, cell: str, shape: Shape, platform: Platform | None, chosen: Chosen) -> tuple[Column, bool]:
    """Return a column with its best field, and whether its header says that it is the attendee's."""
    if index in chosen:
        field, reason = chosen[index]
        return Column(index, cell, field, reason, 1.0), False
    none = Column(index, cell, Field.IGNORED, Reason.NONE, 0.0)
    if platform is not None:
        plain = words(cell)
        if (meant := platform.columns.get(plain)) is not None:
            return Column(index, cell, meant, Reason.PLATFORM, 1.0), False
        if (spare := platform.spare.get(plain)) is not None:
            fits = fit(spare, shape) == 1.0
            return Column(index, cell, spare, Reason.PLATFORM, _SPARE) if fits else none, False
    best, of_attendee = none, False
    for match in header_matches(repair(cell)):
        if match.if_codes and not holds_codes(shape):
            continue
        score = match.score * fit(match.field, shape)
        if score > max(best.score, _LEAST_SCORE):
            best, of_attendee = Column(index, cell, match.field, Reason.HEADER, round(score, 3)), match.of_attendee
    return best, of_attendee


def _assigned(scored: list[tuple[Column, bool]]) -> list[Column]:
    """Give each field that can be only one column to the best; a second one beside the attendee's is the buyer's."""
    attendees = {column.field for column, of_attendee in scored if of_attendee}
    named = {column.field for column, _ in scored if column.score > _SPARE}
    columns = []
    for column, of_attendee in scored:
        field = column.field
        if column.score == _SPARE and named & _INSTEAD.get(field, {field}):
            field = Field.IGNORED
        if field in attendees and field in _PAYERS and not of_attendee and column.reason is Reason.HEADER:
            field = _PAYERS[field]
        columns.append(Column(column.index, column.header, field, column.reason, column.score))
    best: dict[Field, Column] = {}
    for column in columns:
        if column.field not in best or _rank(column) > _rank(best[column.field]):
            best[column.field] = column
    return [
        c if c.field in REPEATABLE or best[c.field] is c else Column(c.index, c.header, Field.IGNORED, Reason.NONE, 0.0)
        for c in columns
    ]


def _rank(column: Column) -> tuple[bool, float]:
    return column.reason in _DECIDED, column.score


def _by_content(shapes: list[Shape], columns: list[Column], *, has_header: bool) -> list[Column]:
    """Take columns without a known header for what they hold, where the list would name nobody otherwise."""
    columns = list(columns)

    def take(field: Field, index: int, score: float) -> None:
        columns[index] = Column(index, columns[index].header, field, Reason.CONTENT, round(score, 3))

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
