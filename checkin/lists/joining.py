"""Who of earlier evenings the newcomers are: the certain are joined, the doubtful asked, nobody joined silently."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checkin.people import DoubtReason, KnownPeople, Likeness, LikePeople, brought_up_to_date
from checkin.storage.journal import History
from checkin.storage.records import PersonRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from checkin.storage.records import AttendeeRecord

__all__ = ["Doubt", "DoubtReason", "Joined", "join", "new_person"]

NEVER = History(0, None)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Somebody of earlier evenings whom a new row may be, with how often and when they were last let in."""

    row: int
    person: PersonRecord
    reason: DoubtReason
    visits: int
    last_seen: datetime | None


@dataclass(slots=True)
class Joined:
    """Which person each new row is, in the order of the rows; who had to be made, and whose record changes."""

    people: list[UUID] = field(default_factory=list)
    made: dict[UUID, PersonRecord] = field(default_factory=dict)
    changed: list[tuple[PersonRecord, PersonRecord]] = field(default_factory=list)
    doubts: tuple[Doubt, ...] = ()


def join(
    new: Sequence[tuple[int, AttendeeRecord]],
    people: Sequence[PersonRecord],
    on_list: Iterable[UUID],
    answers: Mapping[int, UUID],
    histories: Callable[[Sequence[UUID]], Mapping[UUID, History]],
) -> Joined:
    """Say who the new rows are: somebody certainly known, whom `answers` names by row, or a person to be made.

    `on_list` are the people of the evening's list already: they are nobody else's double. An answer that names one of
    those, or nobody, is left out. `histories` gives the visits of people by their ids.
    """
    known = KnownPeople(people)
    certain = [known.find(record.full_name, record.email, record.handle) for _, record in new]
    taken = {*on_list, *(person.id for person in certain if person is not None)}
    everybody = {person.id: person for person in people} if answers else {}
    joined = Joined()
    asked: list[tuple[int, list[Likeness]]] = []
    yes: dict[int, PersonRecord] = {}
    for place, (row, record) in enumerate(new):
        person = everybody.get(answers[row]) if certain[place] is None and row in answers else None
        if person is not None and person.id not in taken:
            taken.add(person.id)
            yes[place] = person
            latest = brought_up_to_date(person, None, record)
            joined.changed.append((person, latest))
            known.add(latest)
            # Asked again only to be told again what there is in common.
            if likenesses := LikePeople([person]).like(record.full_name, record.email, record.handle):
                asked.append((row, likenesses))
    like = LikePeople(people, taken)
    for place, (row, record) in enumerate(new):
        # Another row of the same name and address, such as a second ticket, is the same newcomer and asked once.
        person = certain[place] or yes.get(place) or known.find(record.full_name, record.email, record.handle)
        if person is None:
            if likenesses := like.like(record.full_name, record.email, record.handle):
                asked.append((row, likenesses))
            person = new_person(record)
            known.add(person)
            joined.made[person.id] = person
        joined.people.append(person.id)
    joined.doubts = _likeliest(asked, histories)
    return joined


def new_person(record: AttendeeRecord) -> PersonRecord:
    """Return the person of an attendee whom nobody knew."""
    return PersonRecord(
        id=record.person_id,
        given_name=record.given_name,
        family_name=record.family_name,
        full_name=record.full_name,
        email=record.email,
        handle=record.handle,
    )


def _likeliest(
    asked: Sequence[tuple[int, Sequence[Likeness]]],
    histories: Callable[[Sequence[UUID]], Mapping[UUID, History]],
) -> tuple[Doubt, ...]:
    """Return one doubt a row: of those alike in the same way, the one who came most, and last."""
    if not asked:
        return ()
    past = histories(list(dict.fromkeys(one.person.id for _, likenesses in asked for one in likenesses)))

    def often_and_lately(one: Likeness) -> tuple[int, float, int]:
        history = past.get(one.person.id, NEVER)
        return history.visits, history.last_seen.timestamp() if history.last_seen else 0, one.person.id.int

    doubts = []
    for row, likenesses in sorted(asked, key=lambda pair: pair[0]):
        best = max(likenesses, key=often_and_lately)
        history = past.get(best.person.id, NEVER)
        doubts.append(Doubt(row, best.person, best.reason, history.visits, history.last_seen))
    return tuple(doubts)
