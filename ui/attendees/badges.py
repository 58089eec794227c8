"""Badges of the lines that are chosen: printed on purpose, also again; declared lost and made anew."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from checkin.errors import CheckinError
from ui.theme import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.model import Attendee, Badge
    from ui.kit import Kit
    from ui.services import Services

MOST = 20
"""Badges that a key may send to the door's printer: more of them are a batch."""


class BadgeActions(QObject):
    """Asks before a badge is lost for good; `changed` comes when it asks, and when it does not any more."""

    changed = Signal()

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self.asked: Attendee | None = None
        """Whose badge is to be declared lost, until that is answered."""

    def print(self, attendees: Sequence[Attendee]) -> None:
        """Print badges the door's way; what comes of it is said there."""
        if len(attendees) > MOST:
            t = self._kit.translations.language
            said = t.text("More than {n} badges are a batch: print them on the Badges page.", n=t.number(MOST))
            self._kit.notices.say(said, Role.ALREADY)
        elif attendees:
            self._kit.notices.print_badges.emit(tuple(attendees))

    def ask(self, attendee: Attendee) -> None:
        """Ask whether somebody's badge is lost; the second time that says yes."""
        if self.asked is not None and self.asked.id == attendee.id:
            self.confirm()
        else:
            self.asked = attendee
            self.changed.emit()

    def dismiss(self) -> None:
        """Leave the badge as it is."""
        if self.asked is not None:
            self.asked = None
            self.changed.emit()

    def confirm(self) -> None:
        """Refuse the lost badge's code from now on, and print its successor."""
        attendee, self.asked = self.asked, None
        if attendee is None:
            return
        self.changed.emit()
        services = self._kit.services
        self._kit.background.run(
            lambda: revoke(services, attendee), then=lambda _badge: self._lost(attendee), owner=self
        )

    def _lost(self, attendee: Attendee) -> None:
        t, notices = self._kit.translations.language, self._kit.notices
        name = attendee.full_name or t.text("Unnamed guest")
        notices.say(t.text("{name}’s lost badge is refused from now on.", name=name))
        notices.badges_changed.emit()
        notices.print_badges.emit((attendee,))
        notices.print_queue_stirred.emit()


def revoke(services: Services, attendee: Attendee) -> Badge:
    """Refuse somebody's badge from now on, and return its successor. Raises NotFoundError, StorageError.

    Where the lost one waits for a printer alone on its page, it is not printed any more.
    """
    with services.database.reading() as repository:
        old = repository.badges.current_of(attendee.event_id).get(attendee.id)
    badge = services.badging.revoke(attendee.event_id, attendee.id)
    for job in services.print_queue.jobs(attendee.event_id):
        if old is not None and {badge_id for badge_id, _ in job.badges} == {old.id}:
            # One that came out meanwhile, or that no printer gives back, is refused at the door.
            with suppress(CheckinError):
                services.print_queue.drop(job.id)
    return badge
