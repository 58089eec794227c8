"""The rows of one list beside each other: who is listed twice, and which ticket code belongs to whom.

The same name and address once case, accents and spaces are ignored is one person, and is merged only where neither row
carries a ticket code. In a form that was answered twice the last answer counts. A ticket code belongs to one row.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.lists.listed import Listed, Problem, ProblemKind, Severity
from checkin.lists.text import key_of
from checkin.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.lists.rows import Reading

_Key = tuple[str, str]


class Register:
    """Takes the rows of a list from top to bottom and keeps one entry for each attendee."""

    def __init__(self, *, is_form: bool) -> None:
        self._is_form = is_form
        self._entries: list[Listed | None] = []
        self._by_person: dict[_Key, int] = {}
        self._by_name: dict[str, int] = {}
        self._by_email: dict[str, int] = {}
        self._by_code: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.withheld: list[Listed] = []

    @property
    def attendees(self) -> tuple[Listed, ...]:
        """Return the attendees so far, in the order of the list."""
        return tuple(entry for entry in self._entries if entry is not None)

    def take_all(self, readings: Iterable[Reading]) -> None:
        """Take the rows of a list."""
        for reading in readings:
            self.problems.extend(reading.problems)
            if reading.listed is None:
                continue
            if reading.held:
                self._withhold(reading.listed)
            else:
                self._take(reading.listed)

    def _withhold(self, listed: Listed) -> None:
        self.withheld.append(listed)
        place = self._by_person.get(_key(listed))
        earlier = self._entries[place] if place is not None else None
        if place is not None and earlier is not None and self._is_form and not earlier.ticket_code:
            # The last answer counts, also where it leaves the person unsure.
            self._entries[place] = None
            self._flag(listed, ProblemKind.CHANGED_ANSWER, earlier)

    def _take(self, listed: Listed) -> None:
        key = _key(listed)
        place = self._by_person.get(key) if all(key) else None
        earlier = self._entries[place] if place is not None else None
        if place is not None and earlier is not None:
            if _are_one(earlier, listed):
                changed = earlier.status is not listed.status
                self._flag(listed, ProblemKind.CHANGED_ANSWER if changed else ProblemKind.DUPLICATE_PERSON, earlier)
                self._entries[place] = self._merged(earlier, listed)
                return
            returned = earlier.status is Status.CANCELLED and listed.status is Status.EXPECTED
            kind = ProblemKind.RETURNED_PERSON if returned else ProblemKind.SAME_PERSON_TWO_TICKETS
            self._flag(listed, kind, earlier, Severity.INFO)
        else:
            self._flag_likeness(listed, key)
        self._add(self._with_own_code(listed), key)

    def _merged(self, earlier: Listed, later: Listed) -> Listed:
        """Lay a second row over the first: in a form the new answers count, in a list they fill the gaps."""
        strong, weak = (later, earlier) if self._is_form else (earlier, later)
        return replace(
            earlier,
            buyer_email=strong.buyer_email or weak.buyer_email,
            handle=strong.handle or weak.handle,
            network=strong.network if strong.handle else weak.network,
            profile_link=strong.profile_link or weak.profile_link,
            organisation=strong.organisation or weak.organisation,
            category=strong.category or weak.category,
            status=later.status,
            places=later.places if self._is_form else max(earlier.places, later.places),
            note=strong.note or weak.note,
        )

    def _with_own_code(self, listed: Listed) -> Listed:
        if not listed.ticket_code or listed.ticket_code not in self._by_code:
            return listed
        self._flag(listed, ProblemKind.DUPLICATE_CODE, None, value=listed.ticket_code)
        return replace(listed, ticket_code="")

    def _flag_likeness(self, listed: Listed, key: _Key) -> None:
        name, email = key
        if (place := self._by_name.get(name)) is not None and name:
            self._flag(listed, ProblemKind.HOMONYM, self._entries[place], Severity.INFO)
        elif (place := self._by_email.get(email)) is not None and email:
            self._flag(listed, ProblemKind.SHARED_EMAIL, self._entries[place], Severity.INFO)

    def _add(self, listed: Listed, key: _Key) -> None:
        place = len(self._entries)
        self._entries.append(listed)
        self._by_person[key] = place
        self._by_name.setdefault(key[0], place)
        self._by_email.setdefault(key[1], place)
        if listed.ticket_code:
            self._by_code.setdefault(listed.ticket_code, place)

    def _flag(
        self,
        listed: Listed,
        kind: ProblemKind,
        earlier: Listed | None,
        severity: Severity = Severity.WARNING,
        value: str = "",
    ) -> None:
        self.problems.append(Problem(listed.row, kind, severity, value or (str(earlier.row) if earlier else "")))


def _key(listed: Listed) -> _Key:
    return key_of(listed.full_name), listed.email


def _are_one(earlier: Listed, later: Listed) -> bool:
    """Say whether two rows of the same name and address are one attendee: without codes, or one ticket listed twice."""
    return earlier.ticket_code == later.ticket_code
