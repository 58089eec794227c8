"""What the store knows of badges: who may have one, which were printed, which are lost."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from checkin.badging.selection import by_category, is_nobody
from checkin.errors import BadgeClaimedError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from uuid import UUID

    from checkin.badges.faces import BadgeFace
    from checkin.badges.templates import Catalogue, Template
    from checkin.model import Attendee, Badge, BadgeId
    from checkin.storage.database import Database
    from checkin.storage.records import Printing


class Memory:
    """The badges of a store and the templates to print them on."""

    def __init__(self, database: Database, own_templates: Path | None = None) -> None:
        """Print from a store; `own_templates` is the folder of the organiser's own templates."""
        self._database = database
        self._own = own_templates

    def catalogue(self) -> Catalogue:
        """Return the templates there are, read anew, and what is wrong with own ones."""
        from checkin.badges.templates import catalogue  # reads files, so not before it is needed

        return catalogue(self._own)

    def template(self, name: str) -> Template:
        """Return a template, an own one first. Raises NotFoundError and TemplateError."""
        from checkin.badges.templates import template_named  # reads files, so not before it is needed

        return template_named(name, self._own)

    def candidates(self, event_id: UUID) -> list[Attendee]:
        """Return who may have a badge, cancelled ones left out, by category and name."""
        with self._database.reading() as repository:
            attendees = repository.attendees.of_event(event_id)
        return sorted((a for a in attendees if not is_nobody(a)), key=by_category)

    def waiting(self, event_id: UUID) -> int:
        """Return how many badges were not printed yet, nor are on their way to a printer: those of the next sheets."""
        with self._database.reading() as repository:
            return repository.attendees.count_unprinted(event_id)

    def printings(self, event_id: UUID) -> list[Printing]:
        """Return what was printed for an evening, when and where, the newest first; revoked badges too."""
        with self._database.reading() as repository:
            return repository.badges.printings(event_id)

    def blanks(self, event_id: UUID) -> list[Badge]:
        """Return the evening's blank badges by their numbers; nobody has claimed one whose `attendee_id` is None.

        Revoked ones are among them, until when is in their `revoked_at`.
        """
        with self._database.reading() as repository:
            return repository.badges.blanks(event_id)

    def revoke(self, event_id: UUID, attendee_id: UUID) -> Badge:
        """Declare somebody's badge lost and make them a new one, the only one that opens the door from then on.

        Every badge that they had is refused, a claimed blank one too. Raises NotFoundError where nobody on this
        evening's list has that id.
        """
        now = datetime.now(UTC)
        with self._database.writing() as repository:
            if repository.attendees.get(attendee_id).event_id != event_id:
                raise NotFoundError("attendee", str(attendee_id))
            for badge in repository.badges.valid_of(attendee_id):
                repository.badges.revoke(badge.id, now)
            return repository.badges.make(event_id, [attendee_id], now)[0]

    def revoke_blank(self, event_id: UUID, number: int) -> Badge:
        """Refuse a blank badge from now on, by its number: it was lost before anybody claimed it.

        To revoke it twice is no harm. Raises NotFoundError, and BadgeClaimedError where it is somebody's already.
        """
        with self._database.writing() as repository:
            named = [badge for badge in repository.badges.blanks(event_id) if badge.number == number]
            if not named:
                raise NotFoundError("badge", str(number))
            badge = named[0]
            if badge.attendee_id is not None:
                raise BadgeClaimedError(repository.attendees.get(badge.attendee_id).full_name)
            repository.badges.revoke(badge.id, datetime.now(UTC))
        return badge

    def _faces(
        self, event_id: UUID, attendees: Sequence[Attendee], first_visit: str, event_date: str
    ) -> tuple[list[Badge], list[BadgeFace]]:
        """Return what is printed on somebody's badge, which is made where they have none that is valid."""
        badges = self._badges_of(event_id, [a.id for a in attendees])
        with self._database.reading() as repository:
            title = repository.events.get(event_id).title
        faces = [_face(a, badges[a.id], title, event_date, first_visit) for a in attendees]
        return [badges[a.id] for a in attendees], faces

    def _remember(self, badges: Sequence[tuple[BadgeId, int]], template: str, place: str, door: str) -> None:
        with self._database.writing() as repository:
            repository.badges.remember_printing(badges, template, datetime.now(UTC), place=place, door=door)

    def _badges_of(self, event_id: UUID, attendee_ids: Sequence[UUID]) -> dict[UUID, Badge]:
        with self._database.writing() as repository:
            badges = dict(repository.badges.current_of(event_id))
            missing = [a for a in dict.fromkeys(attendee_ids) if a not in badges]
            made = repository.badges.make(event_id, missing, datetime.now(UTC)) if missing else []
            badges.update(zip(missing, made, strict=True))
        return badges


def _face(attendee: Attendee, badge: Badge, event_title: str, event_date: str, first_visit: str) -> BadgeFace:
    from checkin.badges.faces import BadgeFace  # reportlab is loaded by the first print, not at start

    others = attendee.visits - (attendee.arrived_at is not None)
    return BadgeFace(
        given_name=attendee.given_name,
        family_name=attendee.family_name,
        full_name=attendee.full_name,
        handle=attendee.handle,
        network=attendee.network,
        organisation=attendee.organisation,
        category=attendee.category,
        token=badge.token,
        event_title=event_title,
        event_date=event_date,
        mark=first_visit if others <= 0 else "",
    )
