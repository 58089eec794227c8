"""One badge on a page of its own size, and the pages that show how a printer prints."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from checkin.badging.memory import Memory
from checkin.errors import FileError, FileFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.badges.alignment import AlignmentTexts
    from checkin.badges.faces import BadgeFace
    from checkin.badges.looks import Looks
    from checkin.badges.sheets import Placing
    from checkin.model import Attendee, Badge

TEST_CODE = "CHECKIN TEST BADGE: IT IS NOBODY/S"
"""What the code of a test badge says: of a token's length and letters, so that it prints as one, and yet none."""


class Singles(Memory):
    """Prints badges one by one, as the door does."""

    def draw_one(
        self,
        attendee: Attendee,
        path: Path,
        *,
        template: str,
        first_visit: str = "",
        looks: Looks | None = None,
        placing: Placing | None = None,
        event_date: str = "",
    ) -> Badge:
        """Draw a badge on a page of its own size and return which one it is; nothing is remembered as printed.

        Raises NotFoundError for an unknown template, TemplateError, FileError and StorageError.
        """
        badges, faces = self._faces(attendee.event_id, [attendee], first_visit, event_date)
        self._draw_alone(faces[0], path, template, looks, placing)
        return badges[0]

    def print_test(
        self,
        send: Callable[[Path], None],
        *,
        template: str,
        title: str,
        printer: str,
        placing: Placing | None = None,
    ) -> None:
        """Draw a badge that is nobody's and opens no door, and `send` it.

        `send` takes the PDF, which is gone afterwards. `title` says in the reader's words that it is a test. Raises
        what `send` raises, NotFoundError for an unknown template, TemplateError and FileError.
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

    def _send_alone(
        self,
        face: BadgeFace,
        send: Callable[[Path], None],
        template: str,
        name: str,
        looks: Looks | None,
        placing: Placing | None,
    ) -> None:
        with _folder_for_one() as folder:
            path = Path(folder, f"{name}.pdf")
            self._draw_alone(face, path, template, looks, placing)
            send(path)

    def _draw_alone(
        self, face: BadgeFace, path: Path, template: str, looks: Looks | None, placing: Placing | None
    ) -> None:
        from checkin.badges import printing, sheets  # reportlab is loaded by the first print, not at start

        layout = printing.alone(self.template(template))
        # the one label is the first of its page, whatever is used up of a sheet
        moved = sheets.Placing(dx=placing.dx, dy=placing.dy, back=placing.back) if placing else sheets.AS_IT_IS
        sheets.write_badge_sheets([face], path, layout, cut_marks=False, looks=looks, placing=moved)


def _folder_for_one() -> TemporaryDirectory[str]:
    """Return a folder that goes with the one PDF in it. Raises FileError."""
    try:
        return TemporaryDirectory(prefix="checkin-badge-", ignore_cleanup_errors=True)
    except OSError as error:
        raise FileError(FileFault.UNWRITABLE, Path(error.filename or ".")) from error
