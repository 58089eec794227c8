"""Letting several people in at once, from a list that was ticked on paper, and taking that back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.model import Answer, Entry

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from checkin.desk import Desk
    from checkin.model import Event
    from ui.services import Services

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class LetIn:
    """What letting people in came to, by the desk's answers."""

    admitted: int
    already: int
    cancelled: int


def let_in(desk: Desk, attendee_ids: Sequence[UUID], at: datetime | None, report: Report) -> LetIn:
    """Let people in by hand, one after the other, `at` a time or now.

    Those who are in already, or were cancelled, are left as they are.
    """
    answers = []
    for done, attendee_id in enumerate(attendee_ids, start=1):
        answers.append(desk.admit_by_hand(attendee_id, at=at).answer)
        report(done, len(attendee_ids))
    return LetIn(*(answers.count(answer) for answer in (Answer.ADMITTED, Answer.ALREADY_ARRIVED, Answer.CANCELLED)))


def take_back(services: Services, event: Event, attendee_ids: Sequence[UUID], report: Report) -> int:
    """Take back the arrivals of people; returns of how many."""
    wanted = set(attendee_ids)
    with services.database.reading() as repository:
        lines = repository.journal.lines(event.id)
    undone = {line.undoes for line in lines}
    live = [
        line for line in lines if line.entry is Entry.ARRIVED and line.attendee_id in wanted and line.id not in undone
    ]
    desk = services.desk_of(event)
    for done, line in enumerate(reversed(live), start=1):
        desk.undo(line.id)
        report(done, len(live))
    return len({line.attendee_id for line in live})
