"""The page's side of the desk: asks it off the main thread, and tells the page what it said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from checkin.badges import tokens
from checkin.model import Admitted, Arrival, Attendee, BadgeId, Entry, Event, Headcount, Means, NotABadge, Verdict
from ui.door.list_index import ListIndex

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from checkin.desk import Desk, WalkIn
    from checkin.errors import CheckinError
    from ui.background import Job
    from ui.kit import Kit

LINES = 14
PACE_SLOT = timedelta(minutes=5)
PACE_SLOTS = 20


@dataclass(frozen=True, slots=True)
class DoorState:
    """What stands beside the verdict: figures, the last lines of the journal, and the pace, its newest slot last."""

    headcount: Headcount
    lines: tuple[tuple[Arrival, Attendee | None], ...]
    pace: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """Who a text found."""

    text: str
    attendees: tuple[Attendee, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """Who on the list may be the walk-in."""

    walk_in: WalkIn
    attendees: tuple[Attendee, ...]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A line of the journal that was undone: somebody came in, or left, and now did not."""

    verdict: Verdict
    entry: Entry


@dataclass(frozen=True, slots=True)
class Departure:
    """Somebody left: the journal's line, and who it was where that is known here."""

    line: Arrival
    attendee: Attendee | None


class Clerk(QObject):
    """One evening's desk, asked from the window."""

    answered = Signal(object)
    """A Verdict, its arrival on disk."""
    taken_back = Signal(object)
    """A TakenBack."""
    left = Signal(object)
    """A Departure."""
    state_changed = Signal(object)
    """A DoorState."""
    found = Signal(object)
    """Hits."""
    several_found = Signal(object)
    """Hits for a name that was ended with Enter before anybody could be chosen."""
    offered = Signal(object)
    """An Offer; empty where nobody on the list is like the walk-in."""
    registered = Signal(object)
    """The Admitted of a walk-in."""
    categories_known = Signal(object)

    def __init__(self, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._event: Event | None = None
        self._desk: Desk | None = None
        self._list = ListIndex()
        self._searching: Job | None = None
        self._refreshing: Job | None = None
        self._offering: Job | None = None

    @property
    def desk(self) -> Desk | None:
        """The desk of the evening that is on."""
        return self._desk

    def use(self, event: Event | None) -> None:
        """Work on another evening."""
        self._event = event
        self._desk = self._kit.services.desk_of(event) if event else None
        self.forget_list()
        self.refresh()

    def renew_desk(self) -> None:
        """Take up the settings of now: the door may have another name."""
        if self._event is not None:
            self._desk = self._kit.services.desk_of(self._event)
        self.forget_list()

    def forget_list(self) -> None:
        """Read the list anew, since it may be another one: at once, so that the first key does not wait for it."""
        self._list.forget()
        if (desk := self._desk) is not None:
            self._kit.background.run(lambda: self._list.prepare(desk), owner=self)

    def submit(
        self, text: str, chosen: UUID | None = None, failed: Callable[[CheckinError], None] | None = None
    ) -> None:
        """Answer a text that was typed and ended with Enter: a code, or the name of `chosen`, else of the only hit."""
        if (desk := self._desk) is not None and text.strip():
            self._kit.background.run(
                lambda: self._answer_typed(desk, text.strip(), chosen),
                then=self._pass_on_or_ask,
                failed=failed,
                owner=self,
            )

    def admit(self, attendee_id: UUID, *, again: bool = False) -> None:
        """Let in somebody from the list."""
        if (desk := self._desk) is not None:
            self._ask(lambda: desk.admit_by_hand(attendee_id, again=again))

    def undo(self, arrival_id: UUID, failed: Callable[[CheckinError], None] | None = None) -> None:
        """Take an arrival back."""
        if (desk := self._desk) is not None:
            self._kit.background.run(
                lambda: self._undo(desk, arrival_id), then=self._taken_back, failed=failed, owner=self
            )

    def ask_about(self, text: str, then: Callable[[bool], None]) -> None:
        """Ask whether a typed text is a code; where the store cannot tell, it is none."""
        desk = self._desk
        if desk is None:
            then(False)
            return

        def failed(_error: CheckinError) -> None:
            then(False)

        self._kit.background.run(lambda: desk.is_code(text.strip()), then=then, failed=failed, owner=self)

    def leave(self, attendee_id: UUID | None, badge_id: BadgeId | None, done: Callable[[], None] | None = None) -> None:
        """Record that somebody left; `done` is called after that, or after it failed."""
        if (desk := self._desk) is not None:
            self._kit.background.run(
                lambda: self._leave(desk, attendee_id, badge_id), then=self._left, done=done, owner=self
            )

    def submit_code(self, text: str) -> None:
        """Answer a text that only a scanner can have typed."""
        if (desk := self._desk) is not None and text.strip():
            self._ask(lambda: desk.admit(text.strip(), Means.SCANNER))

    def search(self, text: str) -> None:
        """Look for whom a text means; an earlier search is forgotten."""
        desk = self._desk
        if self._searching is not None:
            self._searching.cancel()
        if desk is not None:
            self._searching = self._kit.background.run(
                lambda: Hits(text, tuple(self._list.search(desk, text))), then=self.found.emit, owner=self
            )

    def offer(self, walk_in: WalkIn) -> None:
        """Look whether a walk-in is on the list."""
        desk = self._desk
        if self._offering is not None:
            self._offering.cancel()
        if desk is not None:
            self._offering = self._kit.background.run(
                lambda: self.doubles(desk, walk_in), then=self.offered.emit, owner=self
            )

    def register(
        self,
        walk_in: WalkIn,
        *,
        even_if_known: bool,
        failed: Callable[[CheckinError], None],
        done: Callable[[], None],
    ) -> None:
        """Register and admit a walk-in, or offer who it may be instead, where that was not offered before."""
        desk = self._desk
        if desk is None:
            return

        def work() -> Offer | Admitted:
            if not even_if_known:
                offer = self.doubles(desk, walk_in, fresh=True)
                if offer.attendees:
                    return offer
            return desk.register_walk_in(walk_in)

        self._kit.background.run(work, then=self._registered_or_offered, failed=failed, done=done, owner=self)

    def ask_categories(self) -> None:
        """Find which categories the list has, the commonest first."""
        if (event := self._event) is not None:
            self._kit.background.run(lambda: self._categories(event), then=self.categories_known.emit, owner=self)

    def refresh(self) -> None:
        """Read figures, last lines and pace anew."""
        desk, event = self._desk, self._event
        if self._refreshing is not None:
            self._refreshing.cancel()
        if desk is not None and event is not None:
            self._refreshing = self._kit.background.run(
                lambda: self._state(desk, event), then=self.state_changed.emit, owner=self
            )

    def heard(self, verdict: Verdict) -> None:
        """Take note of a verdict from the camera."""
        self._pass_on(verdict)

    def _ask(self, work: Callable[[], Verdict]) -> None:
        self._kit.background.run(work, then=self._pass_on, owner=self)

    def _pass_on(self, verdict: Verdict) -> None:
        self.answered.emit(verdict)
        if not isinstance(verdict, NotABadge):
            self.changed(getattr(verdict, "attendee", None))

    def _pass_on_or_ask(self, result: Verdict | Hits) -> None:
        if isinstance(result, Hits):
            self.several_found.emit(result)
        else:
            self._pass_on(result)

    def _taken_back(self, taken_back: TakenBack) -> None:
        self.taken_back.emit(taken_back)
        self.changed(getattr(taken_back.verdict, "attendee", None))

    def _left(self, departure: Departure) -> None:
        self.left.emit(departure)
        self.changed(departure.attendee)

    def _registered_or_offered(self, result: Offer | Admitted) -> None:
        if isinstance(result, Admitted):
            self.answered.emit(result)
            self.registered.emit(result)
            self.changed(result.attendee)
        else:
            self.offered.emit(result)

    def changed(self, attendee: Attendee | None) -> None:
        """Take note of what the journal says of somebody now."""
        if attendee is not None and self._event is not None and attendee.event_id == self._event.id:
            self._list.update(attendee)
        self.refresh()
        self._kit.notices.arrivals_changed.emit()

    def _answer_typed(self, desk: Desk, text: str, chosen: UUID | None) -> Verdict | Hits:
        """A code goes to the desk. A name never does: it would be kept as a refused code.

        Where several people are meant and nobody was chosen, they are the answer: nobody is let in by chance.
        """
        if tokens.parse(text) is not None:
            return desk.admit(text, Means.SCANNER)
        hits = self._list.search(desk, text)
        is_one_word = not any(c.isspace() for c in text)
        # A ticket of the list may be letters alone, and like somebody else's name.
        looks_like_a_code = is_one_word and (not hits or any(c.isdigit() for c in text) or desk.is_ticket(text))
        verdict: Verdict | None = desk.admit(text, Means.SCANNER) if looks_like_a_code else None
        if hits and (verdict is None or isinstance(verdict, NotABadge)):
            if chosen is None and len(hits) > 1:
                return Hits(text, tuple(hits))
            return desk.admit_by_hand(chosen or hits[0].id)
        return verdict or desk.admit(text, Means.SCANNER)

    def _undo(self, desk: Desk, arrival_id: UUID) -> TakenBack:
        with self._kit.services.database.reading() as repository:
            entry = repository.journal.get(arrival_id).entry
        return TakenBack(desk.undo(arrival_id), entry)

    def _leave(self, desk: Desk, attendee_id: UUID | None, badge_id: BadgeId | None) -> Departure:
        line = desk.leave(attendee_id, badge_id)
        with self._kit.services.database.reading() as repository:
            return Departure(line, repository.attendees.get(attendee_id) if attendee_id is not None else None)

    def doubles(self, desk: Desk, walk_in: WalkIn, *, fresh: bool = False) -> Offer:
        """Return who on the list may be a walk-in; called on a worker thread."""
        return Offer(walk_in, tuple(self._list.doubles(desk, walk_in, fresh=fresh)))

    def _categories(self, event: Event) -> list[str]:
        with self._kit.services.database.reading() as repository:
            return repository.attendees.categories(event.id)

    def _state(self, desk: Desk, event: Event) -> DoorState:
        with self._kit.services.database.reading() as repository:
            lines = repository.journal.lines(event.id)
        return DoorState(desk.headcount(), tuple(desk.latest(LINES)), pace_of(lines, self._kit.services.clock()))


def pace_of(lines: list[Arrival], now: datetime) -> tuple[int, ...]:
    """Return how many people came in each of the last slots, the one that is running last."""
    undone = {line.undoes for line in lines}
    counts = [0] * PACE_SLOTS
    for line in lines:
        age = int((now - line.at) / PACE_SLOT)
        if line.entry is Entry.ARRIVED and line.id not in undone and 0 <= age < PACE_SLOTS:
            counts[PACE_SLOTS - 1 - age] += line.people
    return tuple(counts)
