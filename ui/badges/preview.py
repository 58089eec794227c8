"""The preview: the sheet that is shown is written as a real PDF, and a picture of that is taken, in the background."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from ui.badges.wishes import BadgeWords, Wishes, page_of, write_sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.model import Attendee, Event
    from ui.background import Job
    from ui.kit import Kit

PAUSE = 120
"""Milliseconds without a new wish before the preview is made."""
POINTS = 72
"""Of an inch."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture of a sheet."""

    picture: QImage
    page: int
    pages: int


class Preview(QObject):
    """Makes the sheets that the page asks for: always the newest wish, one at a time."""

    made = Signal(object)

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._folder = tempfile.TemporaryDirectory(prefix="checkin-preview-", ignore_cleanup_errors=True)
        self._count = 0
        self._job: Job | None = None
        self._asked: tuple[Event, list[Attendee], Wishes, int, float, BadgeWords] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._make)

    @property
    def is_making(self) -> bool:
        """Whether a sheet is still to come."""
        return self._timer.isActive() or self._job is not None

    def ask(
        self, event: Event, attendees: Sequence[Attendee], wishes: Wishes, page: int, height: float, words: BadgeWords
    ) -> None:
        """Ask for a sheet, `height` pixels high; `made` brings it."""
        self._asked = (event, list(attendees), wishes, page, height, words)
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
        event, attendees, wishes, page, height, words = self._asked
        if self._job is not None:
            self._job.cancel()
        self._count += 1
        path = Path(self._folder.name, f"sheet-{self._count}.pdf")
        badging = self._kit.services.badging

        def work() -> Sheet:
            layout = badging.template(wishes.template)
            pages = layout.pages(len(attendees), wishes.start)
            shown = min(page, pages - 1)
            # Only the sheet in view: a thousand badges are previewed as fast as ten.
            people = page_of(attendees, layout, shown, wishes.start)
            sheet = replace(wishes, start=wishes.start if shown == 0 else 0)
            write_sheets(badging, event, people, sheet, path, words=words, remember=False)
            picture = _picture(path, height)
            path.unlink(missing_ok=True)
            return Sheet(picture, shown, pages)

        self._job = self._kit.background.run(work, then=self._bring, done=self._end, owner=self)

    def _bring(self, sheet: Sheet) -> None:
        self.made.emit(sheet)

    def _end(self) -> None:
        self._job = None


def _picture(path: Path, high: float) -> QImage:
    """Return the first page so many pixels high: an endless label is as long as what stands on it."""
    from checkin.badges.pictures import page_size, render_page  # PDFium is loaded by the first preview

    _, points = page_size(path, 0)
    pixels = render_page(path, 0, dpi=high / points * POINTS)
    height, width, _ = pixels.shape
    return QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()
