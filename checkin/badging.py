"""Badges for an evening: who gets one, the sheets, and the memory of what was printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from checkin.errors import FileError, FileFault
from checkin.model import Attendee, Badge, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from uuid import UUID

    import numpy as np
    from numpy.typing import NDArray

    from checkin.badges.alignment import AlignmentTexts
    from checkin.badges.faces import BadgeFace
    from checkin.badges.looks import Looks
    from checkin.badges.sheets import Placing
    from checkin.badges.templates import Catalogue, Template
    from checkin.storage.database import Database

TEST_CODE = "CHECKIN TEST BADGE: IT IS NOBODY/S"
"""What the code of a test badge says: of a token's length and letters, so that it prints as one, and yet none."""


@dataclass(frozen=True, slots=True)
class BadgeRun:
    """What a printing made; no file where there was nobody to print.

    `unread` are the attendees whose badge the self-check could not read; those are not remembered as printed.
    """

    badges: int
    pages: int
    path: Path | None
    unread: tuple[UUID, ...] = ()


class Badging:
    """Prints the badges of evenings."""

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
        return sorted(
            (a for a in attendees if not _is_nobody(a)),
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
        looks: Looks | None = None,
        placing: Placing | None = None,
        event_date: str = "",
        checked: Callable[[int, int], None] | None = None,
    ) -> BadgeRun:
        """Write the sheets and remember the printing. `first_visit` is the mark of newcomers, in the reader's words.

        A reprint keeps its badge id. `event_date` is the date as the reader writes it. Where `checked` is given, every
        badge is read again from the PDF, and it is told how many of how many were; what it raises, as what `progress`
        raises, ends the printing. Raises NotFoundError for an unknown template, TemplateError for a bad own one,
        FileError, StorageError; nothing is remembered as printed then.
        """
        from checkin.badges import sheets  # reportlab is loaded by the first print, not at start

        layout = self.template(template)
        if not attendees:
            return BadgeRun(0, 0, None)
        placing = placing or sheets.AS_IT_IS
        badges, faces = self._faces(event_id, attendees, first_visit, event_date)
        pages = sheets.write_badge_sheets(
            faces, path, layout, cut_marks=cut_marks, looks=looks, placing=placing, progress=progress
        )
        failed: tuple[int, ...] = ()
        if checked is not None:
            from checkin.badges.checking import unread  # PDFium is loaded by the first check

            tokens = [face.token for face in faces]
            failed = unread(path, layout, tokens, door_reader(), placing=placing, progress=checked)
        if remember:
            self._remember([badge for i, badge in enumerate(badges) if i not in failed], template)
        return BadgeRun(len(faces), pages, path, tuple(attendees[i].id for i in failed))

    def print_one(
        self,
        attendee: Attendee,
        send: Callable[[Path], None],
        *,
        template: str,
        first_visit: str = "",
        looks: Looks | None = None,
        placing: Placing | None = None,
        event_date: str = "",
    ) -> None:
        """Draw a badge on a page of its own size, `send` it, and then remember that it was printed.

        `send` takes the PDF, which is gone afterwards. Raises what `send` raises, NotFoundError for an unknown
        template, FileError and StorageError. Nothing is remembered as printed where the printer did not take it.
        """
        badges, faces = self._faces(attendee.event_id, [attendee], first_visit, event_date)
        self._send_alone(faces[0], send, template, f"badge-{badges[0].id:016x}", looks, placing)
        self._remember(badges, template)

    def print_test(
        self,
        send: Callable[[Path], None],
        *,
        template: str,
        title: str,
        printer: str,
        placing: Placing | None = None,
    ) -> None:
        """Draw a badge that is nobody's and opens no door, and `send` it. Raises as `print_one`, but no StorageError.

        `title` says in the reader's words that it is a test.
        """
        from checkin.badges.faces import BadgeFace  # reportlab is loaded by the first print, not at start

        face = BadgeFace(token=TEST_CODE, full_name=title, organisation=printer, event_title="Checkin")
        self._send_alone(face, send, template, "badge-test", None, placing)

    def write_alignment_page(
        self, path: Path, *, template: str, texts: AlignmentTexts, placing: Placing | None = None
    ) -> None:
        """Write the page that shows where a printer puts things. Raises NotFoundError, TemplateError and FileError."""
        from checkin.badges import alignment, sheets  # reportlab is loaded by the first print, not at start

        alignment.write_alignment_page(path, self.template(template), texts, placing=placing or sheets.AS_IT_IS)

    def print_alignment_page(
        self,
        send: Callable[[Path], None],
        *,
        template: str,
        texts: AlignmentTexts,
        placing: Placing | None = None,
    ) -> None:
        """Draw the alignment page and `send` it; the file is gone afterwards. Raises as `print_test`."""
        with _folder_for_one() as folder:
            path = Path(folder, "badge-alignment.pdf")
            self.write_alignment_page(path, template=template, texts=texts, placing=placing)
            send(path)

    def waiting(self, event_id: UUID) -> int:
        """Return how many badges were not printed yet: those of the next sheets."""
        with self._database.reading() as repository:
            return repository.attendees.count_unprinted(event_id)

    def revoke(self, event_id: UUID, attendee_id: UUID) -> Badge:
        """Declare somebody's badge lost and make them a new one."""
        now = datetime.now(UTC)
        with self._database.writing() as repository:
            known = repository.badges.current_of(event_id).get(attendee_id)
            if known is not None:
                repository.badges.revoke(known.id, now)
            return repository.badges.make(event_id, [attendee_id], now)[0]

    def _send_alone(
        self,
        face: BadgeFace,
        send: Callable[[Path], None],
        template: str,
        name: str,
        looks: Looks | None,
        placing: Placing | None,
    ) -> None:
        from checkin.badges import printing, sheets  # reportlab is loaded by the first print, not at start

        layout = printing.alone(self.template(template))
        # the one label is the first of its page, whatever is used up of a sheet
        moved = sheets.Placing(dx=placing.dx, dy=placing.dy) if placing else sheets.AS_IT_IS
        with _folder_for_one() as folder:
            path = Path(folder, f"{name}.pdf")
            sheets.write_badge_sheets([face], path, layout, cut_marks=False, looks=looks, placing=moved)
            send(path)

    def _faces(
        self, event_id: UUID, attendees: Sequence[Attendee], first_visit: str, event_date: str
    ) -> tuple[list[Badge], list[BadgeFace]]:
        badges = self._badges_of(event_id, [a.id for a in attendees])
        with self._database.reading() as repository:
            title = repository.events.get(event_id).title
        faces = [_face(a, badges[a.id], title, event_date, first_visit) for a in attendees]
        return [badges[a.id] for a in attendees], faces

    def _remember(self, badges: Sequence[Badge], template: str) -> None:
        with self._database.writing() as repository:
            repository.badges.remember_printing((badge.id for badge in badges), template, datetime.now(UTC))

    def _badges_of(self, event_id: UUID, attendee_ids: Sequence[UUID]) -> dict[UUID, Badge]:
        with self._database.writing() as repository:
            badges = dict(repository.badges.current_of(event_id))
            missing = [a for a in attendee_ids if a not in badges]
            made = repository.badges.make(event_id, missing, datetime.now(UTC)) if missing else []
            badges.update(zip(missing, made, strict=True))
        return badges


def door_reader() -> Callable[[NDArray[np.uint8]], list[str]]:
    """Return what reads a picture of a badge as the door does: at once, or else with all the door's patience."""
    from checkin.scanning.decoder import PICTURE_BUDGET, Decoder  # OpenCV is loaded by the first check
    from checkin.scanning.zxing import Zxing

    quick, patient = Zxing(), Decoder(PICTURE_BUDGET, tickets=())

    def read(picture: NDArray[np.uint8]) -> list[str]:
        patient.reset()
        readings = quick.read(picture).readings or patient.decode(picture)
        return [reading.text for reading in readings]

    return read


def _folder_for_one() -> TemporaryDirectory[str]:
    """Return a folder that goes with the one PDF in it. Raises FileError."""
    try:
        return TemporaryDirectory(prefix="checkin-badge-", ignore_cleanup_errors=True)
    except OSError as error:
        raise FileError(FileFault.UNWRITABLE, Path(error.filename or ".")) from error


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


def _is_nobody(attendee: Attendee) -> bool:
    """Tell whether nobody comes by this line: it was cancelled, or is a walk-in whose arrival was taken back."""
    was_taken_back = attendee.status is Status.WALK_IN and attendee.arrived_at is None
    return attendee.status is Status.CANCELLED or was_taken_back
