"""How well what a column holds fits a field: 1 where it does, near 0 where it cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.lists.listed import Field

if TYPE_CHECKING:
    from checkin.lists.shapes import Shape

_NAMES = frozenset(
    {Field.GIVEN_NAME, Field.FAMILY_NAME, Field.NAME, Field.FULL_NAME}
    | {Field.BUYER_GIVEN_NAME, Field.BUYER_FAMILY_NAME, Field.BUYER_FULL_NAME}
)
_STATUSES = frozenset({Field.STATUS, Field.ANSWER, Field.PAID, Field.VALID, Field.TEST})
_ASKED = frozenset({Field.ANSWER, Field.PAID})
_EMPTY_COLUMN = 0.8
_FEW_CODES = 0.34
"""Share of different codes up to which they are those of the kinds of ticket."""


def holds_codes(shape: Shape) -> bool:
    """Say whether nearly every cell holds a code of its own: five characters or more without a space, with figures."""
    return shape.code > 0.9 and shape.distinct > 0.95


def fit(field: Field, shape: Shape) -> float:
    """Weigh a header's word by the column's content; of two columns with good headers, the filled one is better."""
    if shape.filled == 0:
        # A column that is empty from top to bottom is to be ticked at the door: nobody has been asked.
        return 0.0 if field in _ASKED else _EMPTY_COLUMN
    return _fit(field, shape)


def _fit(field: Field, shape: Shape) -> float:
    if field in _NAMES:
        # "Zoé <zoe@example.org>" is an address, and a name all the same.
        email = shape.email if shape.name < 0.5 else 0.0
        return 0.1 if max(email, shape.number, shape.date, shape.link) > 0.5 else 1.0
    if field in _STATUSES:
        return 1.0 if shape.status >= 0.3 else 0.3
    match field:
        case Field.EMAIL | Field.BUYER_EMAIL:
            return 1.0 if shape.email >= 0.3 else 0.4
        case Field.TICKET_CODE:
            if max(shape.date, shape.email, shape.name) > 0.5 or shape.status > 0.8 > shape.number:
                return 0.1
            if shape.distinct <= _FEW_CODES:
                return 0.3
            return 1.0 if shape.distinct > 0.5 else 0.5
        case Field.CATEGORY | Field.ORGANISATION:
            if max(shape.email, shape.link, shape.date) > 0.5 or holds_codes(shape):
                return 0.1
            return 0.3 if shape.number > 0.8 else 1.0
        case Field.PLACES | Field.EXTRA_PLACES:
            return 1.0 if shape.small_number >= 0.6 else 0.3
        case Field.HANDLE:
            return 0.3 if shape.number > 0.8 or shape.date > 0.5 else 1.0
        case _:
            return 1.0
