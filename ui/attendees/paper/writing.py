"""Writing the list on paper: where it goes, in the background, and opening it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.theme import Role
from ui.widgets.file_dialogs import ask_save, documents, file_name, show_outside

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from checkin.attendance.paper_list import PaperRun
    from checkin.model import Event
    from ui.background import Job, Report
    from ui.kit import Kit
    from ui.widgets.progress_line import ProgressLine


class PaperWriter(QObject):
    """Writes one list at a time."""

    def __init__(self, kit: Kit, line: ProgressLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self._line = line
        self._page = parent
        self._job: Job | None = None
        line.cancelled.connect(self.stop)

    @property
    def is_running(self) -> bool:
        """Whether a list is being written."""
        return self._job is not None

    def ask_where(self, event: Event | None) -> None:
        """Ask where to save the list, and write it there."""
        if event is None or self._job is not None:
            return
        t = self._kit.translations.language
        name = file_name(" ".join((t.text("Paper list"), event.title))) + ".pdf"
        path = ask_save(self._page, t.text("Save the paper list"), documents() / name, "PDF (*.pdf)")
        if path is not None:
            self.write_to(path, event)

    def write_to(self, path: Path, event: Event) -> None:
        """Write the list as it is now, and open it."""
        services, t = self._kit.services, self._kit.translations.language

        def work(report: Report) -> PaperRun:
            from checkin.attendance.paper_list import write_paper_list  # reportlab is loaded by the first list

            with services.database.reading() as repository:
                attendees = repository.attendees.of_event(event.id)
            return write_paper_list(event, attendees, path, t, at=services.clock(), progress=report)

        def then(run: PaperRun) -> None:
            pages = t.plural("{n} page", "{n} pages", run.pages)
            self._kit.notices.say(t.text("Paper list: {pages}, {file}", pages=pages, file=path.name), Role.ADMITTED)
            show_outside(path)

        self._line.begin(t.text("Writing the paper list…"), t.text("Cancel"))
        self._job = self._kit.background.run_long(
            work, progress=self._line.show_share, then=then, done=self._end, owner=self
        )

    def stop(self) -> None:
        """Stop; no file is left."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    def _end(self) -> None:
        self._job = None
        self._line.end()
