"""What came of each entry, as a line below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin import wording
from checkin.badges.categories import category_colour
from checkin.language import mark
from checkin.model import Admitted, AlreadyArrived, CancelledTicket, Means
from ui.theme import Role
from ui.widgets.row_list import Row

if TYPE_CHECKING:
    from datetime import datetime, tzinfo
    from uuid import UUID

    from checkin.language import Language
    from checkin.model import Attendee, Verdict

LONGEST = 20
"""Letters of a handle: the name beside it needs the room."""

NOT_LISTED = mark("nobody has this name")
NO_SUCH_CODE = mark("nobody has this code")
A_CODE = mark("a code, not a name")
ON_THE_LIST = mark("on the list: Shift+Enter again for somebody else")
NOT_WRITTEN = mark("not written: try again")


@dataclass(frozen=True, slots=True)
class Answered:
    """What the desk said to an entry of a time, None for now; `is_undone` once that was taken back."""

    verdict: Verdict
    at: datetime | None = None
    is_undone: bool = False

    @property
    def arrival_id(self) -> UUID | None:
        """The arrival that can be taken back."""
        return self.verdict.arrival_id if isinstance(self.verdict, Admitted) and not self.is_undone else None

    @property
    def held_back(self) -> UUID | None:
        """Who was not let in, and can be all the same."""
        return self.verdict.attendee.id if isinstance(self.verdict, CancelledTicket) else None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An entry that nobody was asked about, and why."""

    text: str
    why: str
    role: Role = Role.REFUSED


@dataclass(frozen=True, slots=True)
class Several:
    """An entry that fits several people."""

    text: str
    count: int


Entry = Answered | Unanswered | Several


def row_of(entry: Entry, language: Language, zone: tzinfo | None) -> Row:
    """Return an entry as a line; times are in the evening's zone."""
    match entry:
        case Answered():
            return _answered(entry, language, zone)
        case Several(text, count):
            said = language.plural("{n} person: arrows choose", "{n} people: arrows choose", count)
            return Row(language.text("“{text}”", text=text), right=said, icon="search", role=Role.ALREADY)
        case Unanswered(text, why, role):
            return Row(language.text("“{text}”", text=text), right=language.text(why), icon="x", role=role)


def suggestion_of(attendee: Attendee, code: str, language: Language, zone: tzinfo | None) -> Row:
    """Return somebody who may be meant, as a line: by the code, as they stand on the paper."""
    about = attendee.handle or attendee.organisation
    right, role = about if len(about) <= LONGEST else f"{about[: LONGEST - 1]}…", Role.NEUTRAL
    if attendee.arrived_at is not None:
        at = language.time(attendee.arrived_at.astimezone(zone))
        right, role = language.text("in at {time}", time=at), Role.ADMITTED
    return Row(
        attendee.full_name or attendee.email or language.text("Unnamed guest"),
        left=code,
        chip=attendee.category,
        chip_colour=category_colour(attendee.category),
        right=right,
        role=role,
        payload=attendee,
    )


def _answered(entry: Answered, language: Language, zone: tzinfo | None) -> Row:
    verdict = entry.verdict
    name = wording.headline(verdict, language)
    time = language.time((entry.at or verdict.scan.at).astimezone(zone))
    if entry.is_undone:
        return Row(name, left=time, right=language.text("taken back"), icon="undo-2")
    match verdict:
        case Admitted():
            is_new = verdict.scan.means is Means.WALK_IN
            said = language.text("walk-in, came in") if is_new else language.text("came in")
            return Row(name, left=time, right=said, icon="check", role=Role.ADMITTED)
        case AlreadyArrived():
            since = language.time(verdict.first.at.astimezone(zone))
            said = language.text("was in already, since {time}", time=since)
            return Row(name, left=since, right=said, icon="rotate-ccw", role=Role.ALREADY)
        case CancelledTicket():
            said = language.text("cancelled: {key} lets in", key="Ctrl+Enter")
            return Row(name, left=time, right=said, icon="x", role=Role.REFUSED)
        case _:
            return Row(name, left=time, right=wording.word(verdict, language), icon="x", role=Role.REFUSED)
