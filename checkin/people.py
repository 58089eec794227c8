"""Who is who across evenings: only certain matches are joined here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.folding import fold_name
from checkin.model import new_id
from checkin.storage.records import PersonRecord

if TYPE_CHECKING:
    from collections.abc import Iterable


class KnownPeople:
    """The people of earlier evenings, found by name together with an e-mail address or a handle.

    The same name alone may be two people, and so may the same address alone: families share one.
    """

    def __init__(self, people: Iterable[PersonRecord]) -> None:
        self._by_email: dict[tuple[str, str], PersonRecord] = {}
        self._by_handle: dict[tuple[str, str], PersonRecord] = {}
        for person in people:
            self.add(person)

    def add(self, person: PersonRecord) -> None:
        """Know somebody from now on."""
        name = fold_name(person.full_name)
        if person.email:
            self._by_email.setdefault((name, person.email.casefold()), person)
        if person.handle:
            self._by_handle.setdefault((name, person.handle.casefold()), person)

    def find(self, full_name: str, email: str, handle: str) -> PersonRecord | None:
        """Return who this certainly is, or None."""
        name = fold_name(full_name)
        if not name:
            return None
        by_email = self._by_email.get((name, email.casefold())) if email else None
        return by_email or (self._by_handle.get((name, handle.casefold())) if handle else None)


def person_of(
    people: Iterable[PersonRecord], *, given_name: str, family_name: str, full_name: str, email: str, handle: str
) -> tuple[PersonRecord, bool]:
    """Return the person that this certainly is, or a new one; the flag tells whether it is new."""
    known = KnownPeople(people).find(full_name, email, handle)
    if known is not None:
        return known, False
    return PersonRecord(new_id(), given_name, family_name, full_name, email, handle), True
