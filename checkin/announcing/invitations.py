"""Whom an announcement may be sent to: who of the series agreed to be written to, and did not take it back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from checkin.announcing.announcement import Announcement
    from checkin.storage.database import Database
    from checkin.storage.journal import History
    from checkin.storage.records import AttendeeRecord, PersonRecord
    from checkin.storage.repository import Repository

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*")
"""What can stand in a mail's head as it is (RFC 5322, 3.4.1); only the server's name may have letters of any script."""
_PIECE = 1000
"""People whose visits are asked for at a time."""


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody who may be written to. `last_seen` is when the latest evening began at which they were admitted."""

    person_id: UUID
    given_name: str
    family_name: str
    email: str
    handle: str = ""
    last_seen: datetime | None = None
    visits: int = 0


@dataclass(frozen=True, slots=True)
class _Word:
    """What somebody said last, and under which address."""

    agreed: bool
    email: str


def people_to_invite(database: Database, announcement: Announcement) -> list[Invitee]:
    """Return whom the evening may be announced to by mail, by name; each person and each address once.

    The latest word counts, over all evenings of the series in the order of their dates: a tick on an attendee, or an
    empty tick where one was asked (a walk-in with an address, or a field put right by hand). A list that says nothing
    of it takes no agreement back. An agreement on a cancelled registration does not count, a refusal does. An address
    that anybody refused to be written at since is left out, whoever has it now; so is one that cannot stand in a mail,
    and who cancelled this evening.
    """
    with database.reading() as repository:
        words, by_address, cancelled = _said(repository, announcement)
        agreed = {person for person, word in words.items() if word.agreed and person not in cancelled}
        people = [person for person in repository.attendees.people() if person.id in agreed]
        histories = _histories(repository, announcement.event_id, [person.id for person in people])
    found = [_invitee(person, words[person.id], histories) for person in people]
    found.sort(key=lambda one: (-one.visits, one.email))
    once: dict[str, Invitee] = {}
    for one in found:
        key = one.email.casefold()
        if is_address(one.email) and by_address.get(key, True):
            once.setdefault(key, one)
    return sorted(once.values(), key=lambda one: ((one.family_name or one.given_name).casefold(), one.email))


def is_address(text: str) -> bool:
    """Tell whether a text is one e-mail address that can stand in a mail as it is."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def _said(repository: Repository, announcement: Announcement) -> tuple[dict[UUID, _Word], dict[str, bool], set[UUID]]:
    """Return the latest word of each person, that of each address, and who cancelled the evening itself."""
    words: dict[UUID, _Word] = {}
    by_address: dict[str, bool] = {}
    cancelled: set[UUID] = set()
    evenings = [event for event in repository.events.all() if event.series_id == announcement.series_id]
    for event in evenings:
        records = repository.attendees.records(event.id)
        if event.id == announcement.event_id:
            cancelled = {record.person_id for record in records if record.status is Status.CANCELLED}
        # of one evening a refusal is the last word, whichever line it is on
        for record, agreed in sorted(_words(records), key=lambda pair: not pair[1]):
            words[record.person_id] = _Word(agreed, record.email)
            if record.email:
                by_address[record.email.casefold()] = agreed
    return words, by_address, cancelled


def _words(records: Sequence[AttendeeRecord]) -> Iterator[tuple[AttendeeRecord, bool]]:
    for record in records:
        if record.may_be_written_to:
            if record.status is not Status.CANCELLED:
                yield record, True
        elif (record.status is Status.WALK_IN and record.email) or "may_be_written_to" in record.edited:
            yield record, False


def _histories(repository: Repository, event_id: UUID, people: Sequence[UUID]) -> Mapping[UUID, History]:
    found: dict[UUID, History] = {}
    for start in range(0, len(people), _PIECE):
        found.update(repository.journal.histories(event_id, people[start : start + _PIECE]))
    return found


def _invitee(person: PersonRecord, word: _Word, histories: Mapping[UUID, History]) -> Invitee:
    history = histories.get(person.id)
    has_parts = bool(person.given_name or person.family_name)
    return Invitee(
        person_id=person.id,
        given_name=person.given_name if has_parts else person.full_name,
        family_name=person.family_name,
        email=(person.email or word.email).strip(),
        handle=person.handle,
        last_seen=history.last_seen if history else None,
        visits=history.visits if history else 0,
    )
