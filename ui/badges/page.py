"""The Badges page: the sheets as they will come out, and the PDF of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.badges.panel import MORE, WishesPanel
from ui.badges.preview import Preview, Sheet
from ui.badges.wishes import BadgeWords, Who, not_printed, write_sheets
from ui.badges.words import run_line
from ui.page import Command, Page
from ui.theme import Size
from ui.widgets.button import Button, Kind
from ui.widgets.empty_state import EmptyState
from ui.widgets.file_dialogs import ask_save, documents, file_name, show_outside
from ui.widgets.paper_view import PaperView
from ui.widgets.progress_line import ProgressLine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from checkin.badges.templates import Catalogue
    from checkin.badging import BadgeRun
    from checkin.model import Attendee, Event
    from ui.background import Job
    from ui.kit import Kit


UNSHARP = 3
"""Pixels that the picture and its place may differ in height."""


class BadgesPage(Page):
    """Whose badges at the left, the sheets at the right."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._candidates: list[Attendee] = []
        self._is_loaded = False
        self._loading: Job | None = None
        self._saving: Job | None = None
        self._build()
        self._listen()
        self.retranslate()

    def header_actions(self) -> Sequence[QWidget]:
        """Return the one next step."""
        return (self.save,)

    def retranslate(self) -> None:
        """Write every text anew."""
        self.paper.name(
            self.text("Preview"),
            self.text("Page before (PgUp)"),
            self.text("Next page (PgDn)"),
            self.text("Larger or smaller"),
        )
        self.empty.set_text(
            self.text("No badges to print yet"),
            self.text("Load the list of attendees first: everybody on it gets a badge."),
        )
        self._load_list.setText(self.text("Load a list"))
        self._everybody.setText(self.text("Print everybody again"))
        self.panel.chooser.show_people(self._candidates, self.text("Unnamed guest"))
        self._write()
        self._ask_preview()

    def event_changed(self, event: Event | None) -> None:
        """Show another evening's badges."""
        del event
        self._candidates, self._is_loaded = [], False
        self.paper.clear()
        self.reload()

    def shown(self) -> None:
        """Bring the badges up to date with the list."""
        self.panel.more.logo.look()
        # Files of templates are changed outside: they are read anew each time.
        self.reload()

    def hidden(self) -> None:
        """Make no preview that nobody sees."""
        self._preview.forget()

    def closing(self) -> None:
        """Take the temporary files away."""
        self._preview.close()

    def take_focus(self) -> None:
        """Put the keyboard where the choice of people is."""
        self.panel.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def obey(self, command: Command) -> bool:
        """Save the sheets, or stop saving them."""
        match command:
            case Command.PRINT:
                self.ask_where()
            case Command.CANCEL if self._saving is not None:
                self._stop()
            case _:
                return False
        return True

    @property
    def is_previewing(self) -> bool:
        """Whether another picture is still to come."""
        return self._preview.is_making

    def reload(self) -> None:
        """Read who may have a badge, in the background."""
        event, badging = self.event_now, self.kit.services.badging
        if self._loading is not None:
            self._loading.cancel()
        if event is None:
            self._show([])
            return
        self._loading = self.kit.background.run(
            lambda: (badging.candidates(event.id), badging.catalogue()), then=self._show_all, owner=self
        )

    def ask_where(self) -> None:
        """Ask where to save the sheets, and write them there."""
        event, wanted = self.event_now, self._wanted()
        if event is None or not wanted or self._saving is not None:
            return
        name = file_name(" ".join((self.text("Badges"), event.title)))
        path = ask_save(self, self.text("Save the badges"), documents() / f"{name}.pdf", "PDF (*.pdf)")
        if path is not None:
            self.write_to(path)

    def write_to(self, path: Path) -> None:
        """Write the sheets that are wished for, remember them as printed, and open them."""
        event, wanted, wishes = self.event_now, self._wanted(), self.panel.wishes
        if event is None or not wanted:
            return
        badging, words = self.kit.services.badging, self._words(event)
        self._running.begin(self.plural("{n} badge…", "{n} badges…", len(wanted)), self.text("Cancel"))
        self._saving = self.kit.background.run_long(
            lambda report: write_sheets(
                badging, event, wanted, wishes, path, words=words, remember=True, report=report
            ),
            progress=self._running.show_share,
            then=self._written,
            done=self._end,
            owner=self,
        )
        self._write()

    def _build(self) -> None:
        theme = self.kit.theme
        self.save = Button(theme, icon="printer", key="Ctrl+P", kind=Kind.PRIMARY)
        self.panel = WishesPanel(self.kit)
        self.paper = PaperView(theme)
        self._preview = Preview(self.kit, self)
        self._running = ProgressLine(theme)
        self._load_list = Button(theme, icon="upload", key="Ctrl+O", kind=Kind.PRIMARY)
        self._everybody = Button(theme, icon="refresh-cw")
        self.empty = EmptyState(theme, "id-card", self._load_list)
        self.all_done = EmptyState(theme, "check", self._everybody)
        self._right = QStackedWidget()
        self._right.addWidget(self.paper)
        self._right.addWidget(self.all_done)
        right = QVBoxLayout()
        right.setSpacing(Size.GAP)
        right.addWidget(self._running)
        right.addWidget(self._right, 1)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(Size.PAGE, Size.PAGE_TOP, Size.PAGE, Size.PAGE_TOP)
        row.setSpacing(Size.PAGE_TOP)
        row.addWidget(self.panel)
        row.addLayout(right, 1)
        self._whole = QStackedWidget(self)
        self._whole.addWidget(both)
        self._whole.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)

    def _listen(self) -> None:
        self.save.clicked.connect(self.ask_where)
        self._load_list.clicked.connect(lambda: self.kit.notices.import_list.emit(None))
        self._everybody.clicked.connect(lambda: self.panel.who.setCurrentIndex(self.panel.who.findData(Who.EVERYBODY)))
        self.panel.changed.connect(self._wish)
        self.paper.stepped.connect(self._ask_preview)
        self.paper.resized.connect(self._resharpen)
        QShortcut(QKeySequence("PgDown"), self, lambda: self.paper.step(1))
        QShortcut(QKeySequence("PgUp"), self, lambda: self.paper.step(-1))
        QShortcut(QKeySequence("F4"), self, self.paper.toggle_zoom)
        QShortcut(QKeySequence(MORE), self, self.panel.disclosure.toggle)
        self.panel.more.logo.listen(self)
        self._preview.made.connect(self._show_sheet)
        self._running.cancelled.connect(self._stop)
        notices = self.kit.notices
        for notice in (notices.list_changed, notices.arrivals_changed, notices.badges_changed):
            notice.connect(self._reload_if_shown)

    def _reload_if_shown(self) -> None:
        if self.is_shown:
            self.reload()

    def _words(self, event: Event) -> BadgeWords:
        return BadgeWords(self.text("first visit"), self.language.day(event.starts))

    def _show_all(self, found: tuple[list[Attendee], Catalogue]) -> None:
        candidates, templates = found
        self.panel.show_catalogue(templates)
        self._show(candidates)

    def _show(self, candidates: list[Attendee]) -> None:
        self._candidates, self._is_loaded = candidates, True
        self.panel.chooser.show_people(candidates, self.text("Unnamed guest"))
        self._write()
        self._ask_preview()

    def _wanted(self) -> list[Attendee]:
        return self.panel.wishes.of(self._candidates)

    def _wish(self) -> None:
        self._write()
        self._ask_preview()

    def _ask_preview(self, page: int | None = None) -> None:
        event, wanted = self.event_now, self._wanted()
        if event is None or not wanted or not self.is_shown:
            self._preview.forget()
            return
        shown = self.paper.page if page is None else page
        self._preview.ask(event, wanted, self.panel.wishes, shown, self.paper.paper_height(), self._words(event))

    def _resharpen(self) -> None:
        """Make the picture anew for another size."""
        self._ask_preview()

    def _show_sheet(self, sheet: Sheet) -> None:
        words = self.text("page {page} of {pages}", page=sheet.page + 1, pages=sheet.pages)
        self.paper.show_page(sheet.picture, sheet.page, sheet.pages, words)
        if abs(self.paper.paper_height() - sheet.picture.height()) > UNSHARP:
            # Paper of another shape has another height in the same room.
            self._ask_preview()

    def _written(self, run: BadgeRun) -> None:
        if run.path is None:
            return
        self.kit.notices.say(*run_line(run, self._candidates, self.language))
        # The sheet that was begun is full, and the next run's is whole.
        self.panel.used.setValue(0)
        self.kit.notices.badges_changed.emit()
        show_outside(run.path)

    def _stop(self) -> None:
        if self._saving is not None:
            self._saving.cancel()
        self._end()

    def _end(self) -> None:
        self._saving = None
        self._running.end()
        self._write()

    def _write(self) -> None:
        """Write what depends on the list and the wishes."""
        missing, wanted = not_printed(self._candidates), self._wanted()
        printed = len(self._candidates) - missing
        about = [
            self.plural("{n} not printed yet", "{n} not printed yet", missing),
            self.plural("{n} printed", "{n} printed", printed),
        ]
        self.set_header(self.text("Badges"), " · ".join(about) if self._candidates else "")
        self.panel.write(self._candidates, self.language)
        if wanted:
            self.save.setText(self.plural("Save {n} badge as PDF…", "Save {n} badges as PDF…", len(wanted)))
        else:
            self.save.setText(self.text("Save as PDF…"))
        self.save.setEnabled(bool(wanted) and self._saving is None)
        self._whole.setCurrentIndex(1 if self._is_loaded and not self._candidates else 0)
        self._right.setCurrentIndex(1 if self._is_loaded and not wanted else 0)
        if self.panel.wishes.who is Who.NEW:
            headline = self.text("Every badge is printed")
            self.all_done.set_text(headline, self.text("Who is added to the list later appears here."))
        else:
            self.all_done.set_text(self.text("Nobody is chosen"), self.text("Tick the names whose badges you need."))
        self._everybody.setVisible(self.panel.wishes.who is Who.NEW)
