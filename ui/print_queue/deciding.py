"""What somebody decides about pages that wait: print again, it came out, another printer, the next sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from checkin.errors import NotFoundError
from ui.print_queue.papers import paper_on
from ui.theme import Role
from ui.wording import error_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.errors import CheckinError
    from checkin.print_queue import PrintJob, PrintQueue
    from ui.kit import Kit
    from ui.print_queue.words import Line


class Deciding(QObject):
    """One decision at a time, carried out in the background; `changed` comes when one begins and when it is done."""

    changed = Signal()

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self.is_busy = False

    def came_out(self, line: Line | None) -> None:
        """The pages lie in somebody's hand: they are printed."""
        self._decide(line, lambda queue, job: queue.came_out(job.id))

    def again(self, line: Line | None) -> None:
        """Print the pages once more."""
        self._decide(line, lambda queue, job: queue.again(job.id))

    def leave(self, line: Line | None) -> None:
        """Print the pages no more here: their badges are on the next sheet."""
        t = self._kit.translations.language
        said = ""
        if line is not None:
            said = t.plural(
                "{n} badge is left for the next sheet", "{n} badges are left for the next sheet", line.badges
            )
        self._decide(line, lambda queue, job: queue.drop(job.id), said)

    def offer_others(self, line: Line | None, below: QWidget) -> None:
        """Let somebody choose another printer, from a menu at a button."""
        if line is None or self.is_busy:
            return
        job, printers = line.first, self._kit.printers
        self._kit.background.run(
            lambda: [printer.name for printer in printers.all() if printer.name != job.printer],
            then=lambda names: self._offer(line, names, below),
            owner=self,
        )

    def redirect(self, line: Line, printer: str) -> None:
        """Print the pages on another printer."""
        services, printers = self._kit.services, self._kit.printers

        def move(queue: PrintQueue, job: PrintJob) -> None:
            queue.redirect(job.id, printer, paper_on(services, printers, printer, job))

        self._decide(line, move)

    def _offer(self, line: Line, names: list[str], below: QWidget) -> None:
        t = self._kit.translations.language
        if not names:
            self._kit.notices.say(t.text("There is no other printer here."))
            return
        menu = QMenu(below)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in names:
            # An ampersand would underline the letter after it.
            menu.addAction(name.replace("&", "&&")).triggered.connect(
                lambda _=False, name=name: self.redirect(line, name)
            )
        menu.setActiveAction(menu.actions()[0])
        menu.popup(below.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _decide(self, line: Line | None, act: Callable[[PrintQueue, PrintJob], object], said: str = "") -> None:
        if line is None or self.is_busy:
            return
        queue, jobs = self._kit.services.print_queue, line.jobs

        def work() -> None:
            for job in jobs:
                act(queue, job)

        def then(_: object) -> None:
            if said:
                self._kit.notices.say(said)

        self.is_busy = True
        self.changed.emit()
        self._kit.background.run(work, then=then, failed=self._fail, done=self._end, owner=self)

    def _fail(self, error: CheckinError) -> None:
        t = self._kit.translations.language
        if isinstance(error, NotFoundError):
            self._kit.notices.say(t.text("It came out meanwhile."))
        else:
            self._kit.notices.say(error_line(error, t), Role.REFUSED)

    def _end(self) -> None:
        self.is_busy = False
        self.changed.emit()
        self._kit.notices.badges_changed.emit()
        self._kit.notices.print_queue_stirred.emit()
