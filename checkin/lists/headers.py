"""What headers mean beside each other: "Nom" beside "Prénom", one e-mail beside the buyer's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.lists.listed import Column, Field, Reason
from checkin.lists.text import words

if TYPE_CHECKING:
    from checkin.lists.shapes import Shape

_ATTENDEES = {
    Field.BUYER_GIVEN_NAME: Field.GIVEN_NAME,
    Field.BUYER_FAMILY_NAME: Field.FAMILY_NAME,
    Field.BUYER_FULL_NAME: Field.FULL_NAME,
    Field.BUYER_EMAIL: Field.EMAIL,
}
_NAMES = frozenset({Field.GIVEN_NAME, Field.FAMILY_NAME, Field.FULL_NAME, Field.NAME})
_BUYERS = frozenset({Field.BUYER_GIVEN_NAME, Field.BUYER_FAMILY_NAME, Field.BUYER_FULL_NAME, Field.BUYER_EMAIL})


def resolved(shapes: list[Shape], columns: list[Column]) -> list[Column]:
    """Settle what a header alone leaves open.

    A bare "Nom" is a family name only beside a given name; "Nombre" and "Name" beside "Apellidos" and "Surname" are
    given. "Raison sociale" is the payer's where there is a payer.
    Where a list names buyers and no attendee at all, the buyers are who is expected.
    """
    columns = list(columns)
    fields = {column.field for column in columns}
    if Field.NAME in fields:
        beside_given = Field.GIVEN_NAME in fields and Field.FAMILY_NAME not in fields
        other_full = Field.FULL_NAME in fields
        meant = Field.FAMILY_NAME if beside_given else Field.IGNORED if other_full else Field.FULL_NAME
        if meant is not Field.FAMILY_NAME and _is_given(columns):
            meant = Field.GIVEN_NAME
        columns = [_as(c, meant) if c.field is Field.NAME else c for c in columns]
    # A buyer's bare "Nom" is a family name beside the buyer's given name, in the same way.
    if Field.BUYER_GIVEN_NAME in fields and Field.BUYER_FAMILY_NAME not in fields:
        columns = [_as(c, Field.BUYER_FAMILY_NAME) if c.field is Field.BUYER_FULL_NAME else c for c in columns]
    if fields & _BUYERS:
        columns = [
            _as(c, Field.BUYER_ORGANISATION)
            if c.field is Field.ORGANISATION and words(c.header) == "raison sociale"
            else c
            for c in columns
        ]
        has_names = any(c.field in _NAMES and shapes[c.index].filled > 0 for c in columns)
        if not has_names and any(c.field in _ATTENDEES for c in columns):
            has_email = Field.EMAIL in fields
            columns = [
                _as(c, _ATTENDEES[c.field])
                if c.field in _ATTENDEES and not (c.field is Field.BUYER_EMAIL and has_email)
                else _as(c, Field.IGNORED)
                if c.field in _NAMES
                else c
                for c in columns
            ]
    return columns


def _is_given(columns: list[Column]) -> bool:
    """Say whether a bare name is the given one: beside a family name that is not called the same ("Nom d'usage")."""
    fields = {column.field for column in columns}
    if Field.FAMILY_NAME not in fields or Field.GIVEN_NAME in fields:
        return False
    first = {
        words(c.header).split()[0] for c in columns if c.field in {Field.NAME, Field.FAMILY_NAME} and words(c.header)
    }
    return len(first) > 1


def names_buyers_only(before: list[Column]) -> bool:
    """Say whether a list's only names are the buyers'."""
    fields = {column.field for column in before}
    return bool(fields & _BUYERS) and not fields & _NAMES


def _as(column: Column, field: Field) -> Column:
    if field is Field.IGNORED:
        return Column(column.index, column.header, field, Reason.NONE, 0.0)
    return Column(column.index, column.header, field, column.reason, column.score)


def name_order(header: str) -> bool:
    """Say whether a full name's header puts the family name first: "NOM Prénom", "Last name, first name"."""
    order = words(header).split()
    given = next((i for i, word in enumerate(order) if word in {"prenom", "prenoms", "first", "given"}), None)
    family = next((i for i, word in enumerate(order) if word in {"nom", "noms", "last", "family", "surname"}), None)
    return given is not None and family is not None and family < given
