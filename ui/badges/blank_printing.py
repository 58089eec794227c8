"""Printing blank badges: the line that asks how many, and the way out to a file or a printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.badges.blanks import BlankLine
from ui.badges.run_words import blanks_line
from ui.badges.writing import Sent, save_blanks, send_blanks
from ui.widgets.file_dialogs import ask_save, documents, file_name, show_outside

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.badging import BadgeRun
    from checkin.model import Badge, Event
    from ui.background import Job, Report
    from ui.badges.printing import Printing
    from ui.badges.wishes import BadgeWords, Wishes
    from ui.kit import Kit


class BlankPrinting(QObject):
    """`changed` comes when the line opens, closes, or asks for another number; `wanted` when they are to be printed;
    `keyboard_left` when the line went and the keyboard was in it."""

    changed = Signal()
    keyboard_left = Signal()
    wanted = Signal(int)

    def __init__(self, kit: Kit, printing: Printing, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._printing = printing
        self._looking: Job | None = None
        self.is_open = False
        self.line = BlankLine(kit.theme)
        self.line.left.connect(self.close)
        self.line.number.valueChanged.connect(self.changed)
        self.line.wanted.connect(self.wanted)

    @property
    def previewed(self) -> int:
        """How many the preview shows; none while the line is closed."""
        return self.line.number.value() if self.is_open else 0

    def open(self) -> None:
        """Ask how many."""
        self.is_open = True
        self.changed.emit()
        self.line.begin()

    def close(self) -> None:
        """Ask no more."""
        if self.is_open:
            self.is_open = False
            had_keyboard = self.line.isAncestorOf(self.line.window().focusWidget())
            self.line.hide()
            self.changed.emit()
            if had_keyboard:
                # Qt would give it to whatever comes next, such as the button that hands the laptop over.
                self.keyboard_left.emit()

    def look(self, event: Event) -> None:
        """Count those that nobody has claimed yet, in the background."""
        badging = self._kit.services.badging
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self._kit.background.run(lambda: badging.blanks(event.id), then=self._count, owner=self)

    def write(self, printer: str) -> None:
        """Write every text; `printer` is empty for a PDF."""
        t = self._kit.translations.language
        self.line.write(printer, t, is_ready=not self._printing.is_running)

    def print(self, event: Event, count: int, wishes: Wishes, words: BadgeWords) -> None:
        """Print so many: on the chosen printer, or into a file that is asked for."""
        services, t = self._kit.services, self._kit.translations.language
        title = " ".join((t.text("Blank badges"), event.title))
        if wishes.printer:

            def work(report: Report) -> Sent:
                return send_blanks(services, event, count, wishes, title=title, words=words, report=report)

            self._printing.run(count, work, self._sent)
            return
        kind = "PDF (*.pdf)"
        path = ask_save(self.line, t.text("Save the blank badges"), documents() / f"{file_name(title)}.pdf", kind)
        if path is not None:
            self.save(event, count, wishes, words, path)

    def save(self, event: Event, count: int, wishes: Wishes, words: BadgeWords, path: Path) -> None:
        """Write so many into a file, and open it."""
        services = self._kit.services

        def work(report: Report) -> BadgeRun:
            return save_blanks(services, event, count, wishes, path, words=words, report=report)

        self._printing.run(count, work, self._saved)

    def _saved(self, run: BadgeRun) -> None:
        self._tell(run)
        if run.path is not None:
            show_outside(run.path)

    def _sent(self, sent: Sent) -> None:
        self._kit.notices.print_queue_stirred.emit()
        self._tell(sent)

    def _tell(self, made: BadgeRun | Sent) -> None:
        self._kit.notices.say(*blanks_line(made, self._kit.translations.language))
        self.close()
        self._kit.notices.badges_changed.emit()

    def _count(self, blanks: list[Badge]) -> None:
        free = sum(badge.attendee_id is None and badge.revoked_at is None for badge in blanks)
        self.line.show_unclaimed(free)
        self.changed.emit()
