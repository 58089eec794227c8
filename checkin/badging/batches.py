"""Sheets of badges for many: as one file, or as a file for each sheet that a printer is handed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.badging.drawing import Drawing, counted
from checkin.badging.memory import Memory
from checkin.badging.runs import BadgePage, BadgeRun

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from uuid import UUID

    from checkin.badges.looks import Looks
    from checkin.badges.sheets import Placing
    from checkin.model import Attendee


class Batches(Memory):
    """Prints many badges at once."""

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
        copies: int = 1,
        place: str = "",
        door: str = "",
    ) -> BadgeRun:
        """Write the sheets and remember the printing. `first_visit` is the mark of newcomers, in the reader's words.

        A reprint keeps its badge id. `event_date` is the date as the reader writes it. The `copies` of a badge lie
        beside each other. `place` and `door` are remembered with the printing, the file's name by default. Where
        `checked` is given, every badge is read again from the PDF, and it is told how many of how many were; what it
        raises, as what `progress` raises, ends the printing. Raises NotFoundError for an unknown template,
        TemplateError for a bad own one, FileError, StorageError; nothing is remembered as printed then.
        """
        layout = self.template(template)
        if not attendees:
            return BadgeRun(0, 0, None)
        people = _repeated(attendees, copies)
        badges, faces = self._faces(event_id, people, first_visit, event_date)
        drawn = Drawing(layout, cut_marks, looks, placing, progress, checked).whole(faces, path)
        if remember:
            self._remember(counted(badges, drawn), template, place or path.name, door)
        return BadgeRun(len(faces), drawn.pages, path, _of(people, drawn.unread))

    def write_pages(
        self,
        event_id: UUID,
        attendees: Sequence[Attendee],
        folder: Path,
        *,
        template: str,
        first_visit: str = "",
        cut_marks: bool = True,
        looks: Looks | None = None,
        placing: Placing | None = None,
        event_date: str = "",
        copies: int = 1,
        progress: Callable[[int, int], None] | None = None,
        checked: Callable[[int, int], None] | None = None,
    ) -> list[BadgePage]:
        """Write each sheet with its back, or each label of a roll, as a PDF of its own; remember nothing.

        As `print_sheets` else, for a printer's queue, which remembers what came out. Where something is raised, no
        file stays behind.
        """
        layout = self.template(template)
        if not attendees:
            return []
        people = _repeated(attendees, copies)
        badges, faces = self._faces(event_id, people, first_visit, event_date)
        drawing = Drawing(layout, cut_marks, looks, placing, progress, checked)
        return [
            BadgePage(drawn.path, counted(badges, drawn), _of(people, drawn.numbers), _of(people, drawn.unread))
            for drawn in drawing.each(faces, folder, "badges")
        ]


def _repeated(attendees: Sequence[Attendee], copies: int) -> list[Attendee]:
    return [attendee for attendee in attendees for _ in range(max(1, copies))]


def _of(people: Sequence[Attendee], numbers: Sequence[int]) -> tuple[UUID, ...]:
    """Return who is meant by places in a batch, each once."""
    return tuple(dict.fromkeys(people[i].id for i in numbers))
