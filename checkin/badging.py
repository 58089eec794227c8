"""Badges for an evening: who gets one, the sheets, and the memory of what was printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from checkin.model import Attendee, Badge, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from uuid import UUID

    from checkin.badges.faces import BadgeFace
    from checkin.storage.database import Database


@dataclass(frozen=True, slots=True)
class BadgeRun:
    """What a printing made; no file where there was nobody to print."""

    badges: int
    pages: int
    path: Path | None


class Badging:
    """Prints the badges of evenings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def candidates(self, event_id: UUID) -> list[Attendee]:
        """Return who may have a badge, cancelled ones left out, by category and name."""
        with self._database.reading() as repository:
            attendees = repository.attendees.of_event(event_id)
        return sorted(
            (a for a in attendees if a.status is not Status.CANCELLED),
            key=lambda a: (a.category.casefold(), a.family_name.casefold(), a.given_name.casefold(), a.full_name),
        )

    def print_sheets(
        self,
        event_id: UUID,
        attendees: Sequence[Attendee],
        path: Path,
        *,
        template: str,
        first_visit: str = "",
        cut_marks: bool = True,
        remember: bool = True,
        progress: Callable[[int, int], None] | None = None,
    ) -> BadgeRun:
        """Write the sheets and remember the printing. `first_visit` is the mark of newcomers, in the reader's words.

        A reprint keeps its badge id. Raises NotFoundError for an unknown template, FileError, StorageError; nothing is
        remembered as printed then.
        """
        from checkin.badges import sheets, templates  # reportlab is loaded by the first print, not at start

        layout = templates.template_named(template)
        if not attendees:
            return BadgeRun(0, 0, None)
        badges = self._badges_of(event_id, [a.id for a in attendees])
        with self._database.reading() as repository:
            title = repository.events.get(event_id).title
        faces = [_face(a, badges[a.id], title, first_visit) for a in attendees]
        pages = sheets.write_badge_sheets(faces, path, layout, cut_marks=cut_marks, progress=progress)
        if remember:
            with self._database.writing() as repository:
                repository.badges.remember_printing((badges[a.id].id for a in attendees), template, datetime.now(UTC))
        return BadgeRun(len(faces), pages, path)

    def revoke(self, event_id: UUID, attendee_id: UUID) -> Badge:
        """Declare somebody's badge lost and make them a new one."""
        now = datetime.now(UTC)
        with self._database.writing() as repository:
            known = repository.badges.current_of(event_id).get(attendee_id)
            if known is not None:
                repository.badges.revoke(known.id, now)
            return repository.badges.make(event_id, [attendee_id], now)[0]

    def _badges_of(self, event_id: UUID, attendee_ids: Sequence[UUID]) -> dict[UUID, Badge]:
        with self._database.writing() as repository:
            badges = dict(repository.badges.current_of(event_id))
            missing = [a for a in attendee_ids if a not in badges]
            made = repository.badges.make(event_id, missing, datetime.now(UTC)) if missing else []
            badges.update(zip(missing, made, strict=True))
        return badges


def _face(attendee: Attendee, badge: Badge, event_title: str, first_visit: str) -> BadgeFace:
    from checkin.badges.faces import BadgeFace  # reportlab is loaded by the first print, not at start

    others = attendee.visits - (attendee.arrived_at is not None)
    return BadgeFace(
        given_name=attendee.given_name,
        family_name=attendee.family_name,
        full_name=attendee.full_name,
        handle=attendee.handle,
        organisation=attendee.organisation,
        category=attendee.category,
        token=badge.token,
        event_title=event_title,
        mark=first_visit if others <= 0 else "",
    )
