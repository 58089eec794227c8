"""Who is who across evenings: only certain matches are joined here; who somebody may be is for people to say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from checkin.folding import fold_name
from checkin.model import new_id
from checkin.storage.records import PersonRecord

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from uuid import UUID

    from checkin.storage.records import AttendeeRecord

_ALIKE = 75
"""Least similarity (0 to 100) of two names for one to be a way to write the other."""

_MOST_ALIKE = 50
"""How many people of one name or one address are looked at; those who became known last."""


class DoubtReason(StrEnum):
    """What somebody new has in common with somebody known, without being certainly the same."""

    SAME_NAME = "same_name"
    SAME_EMAIL = "same_email"
    SAME_HANDLE = "same_handle"


@dataclass(frozen=True, slots=True)
class Likeness:
    """Somebody known whom somebody new may be; the lower the rank, the likelier."""

    person: PersonRecord
    reason: DoubtReason
    rank: int


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


class LikePeople:
    """The people of earlier evenings, found by a name, an address or a handle alone: whom somebody may be."""

    def __init__(self, people: Iterable[PersonRecord], without: Collection[UUID] = ()) -> None:
        self._names: dict[str, list[PersonRecord]] = defaultdict(list)
        self._emails: dict[str, list[PersonRecord]] = defaultdict(list)
        self._handles: dict[str, list[PersonRecord]] = defaultdict(list)
        for person in people:
            if person.id in without:
                continue
            for index, key in (
                (self._names, fold_name(person.full_name)),
                (self._emails, person.email.casefold()),
                (self._handles, person.handle.casefold()),
            ):
                if key:
                    index[key].append(person)

    def like(self, full_name: str, email: str, handle: str) -> list[Likeness]:
        """Return the likeliest of those whom this may be, all of one rank; nobody where nothing is in common.

        In this order: the same name, where no address contradicts; the same address or handle under a name much like
        it, or under none; the same name with another address; the same address or handle under another name.
        """
        name = fold_name(full_name)
        found = [
            Likeness(person, DoubtReason.SAME_NAME, 2 if _contradict(person, email, handle) else 0)
            for person in self._names.get(name, ())[-_MOST_ALIKE:]
        ]
        for index, key, reason in (
            (self._emails, email.casefold(), DoubtReason.SAME_EMAIL),
            (self._handles, handle.casefold(), DoubtReason.SAME_HANDLE),
        ):
            found += [
                Likeness(person, reason, 1 if _are_alike(name, fold_name(person.full_name)) else 3)
                for person in index.get(key, ())[-_MOST_ALIKE:]
            ]
        best = min((likeness.rank for likeness in found), default=0)
        return [likeness for likeness in found if likeness.rank == best]


def _contradict(person: PersonRecord, email: str, handle: str) -> bool:
    return any(
        bool(one and other) and one.casefold() != other.casefold()
        for one, other in ((person.email, email), (person.handle, handle))
    )


def _are_alike(one: str, other: str) -> bool:
    return not one or not other or fuzz.ratio(one, other) >= _ALIKE


def brought_up_to_date(person: PersonRecord, before: AttendeeRecord | None, after: AttendeeRecord) -> PersonRecord:
    """Return somebody under the name and addresses that they gave now, where these are new; silence takes none away.

    `before` is how they stood on that evening's list, None where they were not on it.
    """
    changes = {
        name: getattr(after, name)
        for name in ("email", "handle")
        if getattr(after, name) and (before is None or getattr(after, name) != getattr(before, name))
    }
    parts = ("given_name", "family_name", "full_name")
    if after.full_name and (before is None or any(getattr(after, name) != getattr(before, name) for name in parts)):
        changes.update((name, getattr(after, name)) for name in parts)
    return replace(person, **changes) if changes else person


def person_of(
    people: Iterable[PersonRecord], *, given_name: str, family_name: str, full_name: str, email: str, handle: str
) -> tuple[PersonRecord, bool]:
    """Return the person that this certainly is, or a new one; the flag tells whether it is new."""
    known = KnownPeople(people).find(full_name, email, handle)
    if known is not None:
        return known, False
    return PersonRecord(new_id(), given_name, family_name, full_name, email, handle), True
