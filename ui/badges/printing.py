"""A printing from its beginning to its end: into a file or a printer's queue, with progress and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.badges.run_words import file_line, sent_line
from ui.badges.writing import Sent, send_pages, write_sheets
from ui.widgets.file_dialogs import ask_save, documents, file_name, show_outside

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from checkin.badging import BadgeRun
    from checkin.model import Attendee, Event
    from ui.background import Job, Report
    from ui.badges.wishes import BadgeWords, Wishes
    from ui.kit import Kit
    from ui.widgets.progress_line import ProgressLine


class Printing(QObject):
    """One at a time. `changed` comes when it begins and ends, `done` once badges were written or sent."""

    changed = Signal()
    done = Signal()

    def __init__(self, kit: Kit, line: ProgressLine, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._line = line
        self._job: Job | None = None
        self._attendees: Sequence[Attendee] = ()
        line.cancelled.connect(self.stop)

    @property
    def is_running(self) -> bool:
        """Whether badges are being written."""
        return self._job is not None

    def print(self, event: Event, attendees: Sequence[Attendee], wishes: Wishes, words: BadgeWords) -> None:
        """Print on the printer that is wished for, or into a file."""
        (self.send if wishes.printer else self.ask_where)(event, attendees, wishes, words)

    def ask_where(self, event: Event, attendees: Sequence[Attendee], wishes: Wishes, words: BadgeWords) -> None:
        """Ask where to save the sheets, and write them there."""
        t = self._kit.translations.language
        name = file_name(" ".join((t.text("Badges"), event.title)))
        path = ask_save(self._line.window(), t.text("Save the badges"), documents() / f"{name}.pdf", "PDF (*.pdf)")
        if path is not None:
            self.save(event, attendees, wishes, words, path)

    def save(self, event: Event, attendees: Sequence[Attendee], wishes: Wishes, words: BadgeWords, path: Path) -> None:
        """Write the sheets into a file, remember them as printed, and open them."""
        services = self._kit.services

        def work(report: Report) -> BadgeRun:
            return write_sheets(services, event, attendees, wishes, path, words=words, remember=True, report=report)

        self._begin(attendees, len(attendees) * wishes.copies, work, self._saved)

    def send(self, event: Event, attendees: Sequence[Attendee], wishes: Wishes, words: BadgeWords) -> None:
        """Give every page to the queue of the printer that is wished for."""
        services = self._kit.services
        title = " ".join((self._kit.translations.language.text("Badges"), event.title))

        def work(report: Report) -> Sent:
            return send_pages(services, event, attendees, wishes, title=title, words=words, report=report)

        self._begin(attendees, len(attendees) * wishes.copies, work, self._sent)

    def run(self, badges: int, work: Callable[[Report], Any], then: Callable[[Any], None]) -> None:
        """Do other work on so many badges, with the same progress and the same way out of it."""
        self._begin((), badges, work, then)

    def stop(self) -> None:
        """Write no more: nothing is remembered as printed, and nothing is sent."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    def _begin(
        self,
        attendees: Sequence[Attendee],
        badges: int,
        work: Callable[[Report], Any],
        then: Callable[[Any], None],
    ) -> None:
        if self._job is not None:
            return
        t = self._kit.translations.language
        self._attendees = attendees
        self._line.begin(t.plural("{n} badge…", "{n} badges…", badges), t.text("Cancel"))
        self._job = self._kit.background.run_long(
            work, progress=self._line.show_share, then=then, done=self._end, owner=self
        )
        self.changed.emit()

    def _saved(self, run: BadgeRun) -> None:
        if run.path is None:
            return
        self._kit.notices.say(*file_line(run, self._attendees, self._kit.translations.language))
        self._tell()
        show_outside(run.path)

    def _sent(self, sent: Sent) -> None:
        self._kit.notices.say(*sent_line(sent, self._attendees, self._kit.translations.language))
        self._kit.notices.print_queue_stirred.emit()
        self._tell()

    def _tell(self) -> None:
        self.done.emit()
        self._kit.notices.badges_changed.emit()

    def _end(self) -> None:
        self._job = None
        self._line.end()
        self.changed.emit()
