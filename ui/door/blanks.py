"""Blank badges at the door: those that were held up and have no name yet, and whose they become."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from checkin.badges import tokens
from checkin.model import Admitted, AdmittedUnlisted, AlreadyArrived, BadgeId, CancelledTicket, Verdict
from ui.theme import Role

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from checkin.desk import WalkIn
    from checkin.errors import CheckinError
    from ui.door.clerk import Clerk, Offer
    from ui.kit import Kit


@dataclass(frozen=True, slots=True)
class Blank:
    """A badge that was printed blank and that nobody has claimed; `number` stands on it."""

    badge_id: BadgeId
    number: int


class Blanks(QObject):
    """Those that wait for the form, in the order in which they were held up, and the desk's side of claiming one."""

    claimed = Signal()
    """The blank badge that was asked about is somebody's, or the banner says why not: the form is done with."""

    changed = Signal()
    """More or fewer badges wait to be asked about."""

    def __init__(self, kit: Kit, clerk: Clerk) -> None:
        super().__init__(clerk)
        self._kit = kit
        self._clerk = clerk
        self._waiting: deque[Blank] = deque()

    def wait(self, blank: Blank) -> None:
        """Ask about a badge later: somebody writes elsewhere now."""
        if blank not in self._waiting:
            self._waiting.append(blank)
            self.changed.emit()

    @property
    def is_waiting(self) -> bool:
        """Whether a badge is still to be asked about."""
        return bool(self._waiting)

    def next(self) -> Blank | None:
        """Take the badge that has waited longest."""
        if not self._waiting:
            return None
        blank = self._waiting.popleft()
        self.changed.emit()
        return blank

    def forget(self, blank: Blank | None = None) -> None:
        """Ask about a badge no more, or about none: held up again, it is asked about anew."""
        kept = [other for other in self._waiting if blank is not None and other != blank]
        if len(kept) != len(self._waiting):
            self._waiting = deque(kept)
            self.changed.emit()

    def look_at(self, verdict: Verdict, then: Callable[[Blank], None]) -> None:
        """Find whether a badge that was held up is a blank one that can be claimed here; only then is `then` called."""
        desk = self._clerk.desk
        if isinstance(verdict, AdmittedUnlisted) and verdict.blank is not None:
            then(Blank(verdict.badge_id, verdict.blank))
            return
        is_nameless = isinstance(verdict, AlreadyArrived) and verdict.attendee is None
        token = tokens.parse(verdict.scan.text) if is_nameless else None
        if desk is None or token is None:
            return

        def found(number: int | None) -> None:
            if number is not None:
                then(Blank(token.badge_id, number))

        self._kit.background.run(lambda: desk.blank_number(token.badge_id), then=found, owner=self)

    def claim(
        self,
        blank: Blank,
        walk_in: WalkIn,
        *,
        even_if_known: bool,
        failed: Callable[[CheckinError], None],
        done: Callable[[], None],
    ) -> None:
        """Give a badge to a walk-in, or offer who it may be instead, where that was not offered before."""
        desk = self._clerk.desk
        if desk is None:
            return

        def work() -> Offer | Verdict:
            if not even_if_known:
                offer = self._clerk.doubles(desk, walk_in, fresh=True)
                if offer.attendees:
                    return offer
            return desk.claim(blank.badge_id, walk_in)

        self._kit.background.run(
            work, then=lambda result: self._take(blank, result), failed=failed, done=done, owner=self
        )

    def claim_for(
        self, blank: Blank, attendee_id: UUID, *, failed: Callable[[CheckinError], None], done: Callable[[], None]
    ) -> None:
        """Give a badge to somebody on the list."""
        desk = self._clerk.desk
        if desk is not None:
            self._kit.background.run(
                lambda: desk.claim_for(blank.badge_id, attendee_id),
                then=lambda verdict: self._take(blank, verdict),
                failed=failed,
                done=done,
                owner=self,
            )

    def _take(self, blank: Blank, result: Offer | Verdict) -> None:
        if isinstance(result, CancelledTicket):
            # The badge is nobody's still; the banner says how they are let in all the same.
            self.claimed.emit()
            self._clerk.heard(result)
            return
        attendee = getattr(result, "attendee", None)
        if attendee is None:
            self._clerk.offered.emit(result)
            return
        self.claimed.emit()
        if isinstance(result, Admitted):
            self._clerk.heard(result)
        else:
            # They came in by their name before: that they are here already is what was to be expected.
            self._clerk.changed(attendee)
        language = self._kit.translations.language
        name = attendee.full_name or language.text("Unnamed guest")
        self._kit.notices.say(
            language.text("Blank badge {number} is the badge of {name} now", number=blank.number, name=name),
            Role.ADMITTED,
        )
        self._kit.notices.badges_changed.emit()
