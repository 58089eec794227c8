"""The preview: the sheet that is shown is written as a real PDF, and a picture of that is taken, in the background."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from ui.badges.wishes import Back, BadgeWords, Wishes, page_of
from ui.badges.writing import preview_blanks, write_sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.badges.templates import Template
    from checkin.model import Attendee, Event
    from ui.background import Job
    from ui.kit import Kit

PAUSE = 120
"""Milliseconds without a new wish before the preview is made."""
UNSHARP = 3
"""Pixels that the picture and its place may differ in height."""
POINTS = 72
"""Of an inch."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture of a sheet, or of its back.

    `page` of `pages` is what is seen, counted from 0; `number` is the sheet's own. `numbers` are the badges on it,
    counted from 0 over all sheets, `first` is the number that its first place has, which may be below 0.
    """

    picture: QImage
    page: int
    pages: int
    template: Template
    number: int
    numbers: range
    first: int
    copies: int = 1
    is_back: bool = False
    offset: tuple[float, float] = (0.0, 0.0)

    def is_sharp(self, height: float) -> bool:
        """Tell whether it was made for a place so many pixels high."""
        return abs(height - self.picture.height()) <= UNSHARP


class Preview(QObject):
    """Makes the sheets that the page asks for: always the newest wish, one at a time."""

    made = Signal(object)

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._folder = tempfile.TemporaryDirectory(prefix="checkin-preview-", ignore_cleanup_errors=True)
        self._count = 0
        self._job: Job | None = None
        self._asked: tuple[Event, list[Attendee], Wishes, int, float, BadgeWords, int] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._make)

    @property
    def is_making(self) -> bool:
        """Whether a sheet is still to come."""
        return self._timer.isActive() or self._job is not None

    def ask(
        self,
        event: Event,
        attendees: Sequence[Attendee],
        wishes: Wishes,
        page: int,
        height: float,
        words: BadgeWords,
        *,
        blanks: int = 0,
    ) -> None:
        """Ask for a sheet, `height` pixels high; `made` brings it. With `blanks` it is one of so many blank badges."""
        self._asked = (event, list(attendees), wishes, page, height, words, blanks)
        self._timer.start()

    def forget(self) -> None:
        """Ask for nothing any more."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def close(self) -> None:
        """Take the temporary files away."""
        self.forget()
        self._folder.cleanup()

    def _make(self) -> None:
        if self._asked is None:
            return
        event, attendees, wishes, page, height, words, blanks = self._asked
        if self._job is not None:
            self._job.cancel()
        self._count += 1
        path = Path(self._folder.name, f"sheet-{self._count}.pdf")
        services = self._kit.services

        def work() -> Sheet:
            layout = services.badging.template(wishes.template)
            copies = 1 if blanks else wishes.copies
            total, sides = blanks or len(attendees) * copies, 1 if wishes.back is Back.NONE else 2
            pages = layout.pages(total, wishes.start) * sides
            shown = min(page, pages - 1)
            number, side = divmod(shown, sides)
            numbers, seen = layout.on_page(number, total, wishes.start), side
            if blanks:
                # Their numbers follow each other from the first sheet on.
                preview_blanks(services, event, numbers.stop, wishes, path, words)
                seen = shown
            else:
                # Only the sheet in view: a thousand badges are previewed as fast as ten.
                people = page_of(attendees, layout, number, wishes.start, copies)
                sheet = replace(wishes, start=wishes.start if number == 0 else 0, copies=1)
                write_sheets(services, event, people, sheet, path, words=words, remember=False)
            picture = _picture(path, seen, height)
            path.unlink(missing_ok=True)
            first = number * layout.per_page - wishes.start % layout.per_page
            return Sheet(picture, shown, pages, layout, number, numbers, first, copies, bool(side), wishes.offset)

        self._job = self._kit.background.run(work, then=self._bring, done=self._end, owner=self)

    def _bring(self, sheet: Sheet) -> None:
        self.made.emit(sheet)

    def _end(self) -> None:
        self._job = None


def _picture(path: Path, page: int, high: float) -> QImage:
    """Return a page so many pixels high: an endless label is as long as what stands on it."""
    from checkin.badges.pictures import page_size, render_page  # PDFium is loaded by the first preview

    _, points = page_size(path, page)
    pixels = render_page(path, page, dpi=high / points * POINTS)
    height, width, _ = pixels.shape
    return QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()
