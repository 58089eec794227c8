"""The window: the rail, the header, one page at a time, the status line, and the keys."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from checkin.errors import CheckinError, NoEventError
from ui.page import Command, Page
from ui.pages import ATTENDEES, DOOR, FIRST, FIRST_RUN, PAGES, PageEntry
from ui.theme import Role, Size
from ui.widgets.header import Header
from ui.widgets.rail import Rail
from ui.widgets.status_dots import StatusDots
from ui.widgets.toast import Toast
from ui.wording import error_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.model import Event
    from ui.kit import Kit

log = logging.getLogger(__name__)

KEYS = {
    "F3": Command.SEARCH,
    "F2": Command.WALK_IN,
    "Ctrl+O": Command.LOAD_LIST,
    "Ctrl+P": Command.PRINT,
    "Ctrl+E": Command.EXPORT,
    "Ctrl+Z": Command.UNDO,
    "Ctrl+Return": Command.AGAIN,
    "Ctrl+Enter": Command.AGAIN,
    "Ctrl+T": Command.SAMPLE,
    "F6": Command.LAMP,
    "Escape": Command.CANCEL,
}


class MainWindow(QWidget):
    """Shows the pages. Until there is an evening, the first-run page stands in for all of them."""

    def __init__(self, kit: Kit, pages: Sequence[PageEntry] = PAGES, first_run: PageEntry = FIRST) -> None:
        super().__init__()
        self._kit = kit
        self._entries = {entry.key: entry for entry in (*pages, first_run)}
        self._order = [entry.key for entry in pages]
        self._pages: dict[str, Page] = {}
        self._event: Event | None = None
        self._current: Page | None = None
        self._build()
        self._install_keys()
        self._listen()
        self._retranslate()

    @property
    def current(self) -> Page | None:
        """The page that is on."""
        return self._current

    @property
    def toast(self) -> Toast:
        """The line at the foot."""
        return self._toast

    @property
    def status(self) -> StatusDots:
        """The status line."""
        return self._status

    def open_first_page(self) -> None:
        """Show the door of the current evening, or the first-run page."""
        self._load_event()
        self.go_to(DOOR if self._event else FIRST_RUN)

    def go_to(self, key: str) -> Page:
        """Show a page, building it if need be."""
        if self._event is None and key in (DOOR, "badges", "turnout"):
            # Without an evening these have nothing to show; the first-run page says what to do.
            key = FIRST_RUN
        page = self._pages.get(key) or self._make(key)
        if page is not self._current:
            if self._current is not None:
                self._current.is_shown = False
                self._current.hidden()
            self._current = page
            self._stack.setCurrentWidget(page)
            self._rail.mark(key)
            self._header.setVisible(not page.IS_BARE)
            self._status.setVisible(not page.IS_BARE)
            self._header.show_actions(page.header_actions())
            self._show_header()
            page.is_shown = True
            page.shown()
        page.take_focus()
        return page

    def command(self, command: Command) -> None:
        """Do what a key asks: on the page that is on, else on the page it belongs to."""
        if self._current is not None and self._current.obey(command):
            return
        for entry in self._entries.values():
            if command in entry.commands:
                page = self.go_to(entry.key)
                page.obey(command)
                return

    def import_list(self, path: Path | None) -> None:
        """Let the attendees page preview a list, or ask for one."""
        page = self.go_to(ATTENDEES)
        opener = getattr(page, "open_list", None)
        if opener is not None:
            opener(path)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or give it back: as it was before, maximised or not."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _build(self) -> None:
        self.setWindowTitle("Checkin")
        self.setObjectName("content")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(*Size.SMALLEST)
        self.resize(*Size.USUAL)
        self.setAcceptDrops(True)
        self._rail = Rail(self._kit.theme)
        self._header = Header()
        self._stack = QStackedWidget()
        self._status = StatusDots(self._kit.theme)
        self._status.setObjectName("status")
        self._toast = Toast(self._kit.theme, self._stack)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._stack, 1)
        column.addWidget(self._status)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(column, 1)
        for number, key in enumerate(self._order, 1):
            self._rail.add(key, self._entries[key].icon, f"Ctrl+{number}")

    def _install_keys(self) -> None:
        for keys, command in KEYS.items():
            QShortcut(QKeySequence(keys), self, lambda command=command: self.command(command))
        for number, key in enumerate(self._order, 1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, lambda key=key: self.go_to(key))
        QShortcut(QKeySequence("F11"), self, self.toggle_full_screen)

    def _listen(self) -> None:
        notices = self._kit.notices
        self._rail.chosen.connect(self.go_to)
        notices.go_to.connect(self.go_to)
        notices.full_screen.connect(self.toggle_full_screen)
        notices.line.connect(lambda text, role: self._toast.say(text, Role(role)))
        notices.status.connect(lambda key, text, role: self._status.show_item(key, text, Role(role)))
        notices.event_chosen.connect(self._event_chosen)
        notices.import_list.connect(self.import_list)
        self._kit.translations.changed.connect(self._retranslate)
        self._kit.theme.changed.connect(self._repaint)

    def _make(self, key: str) -> Page:
        page = self._entries[key].load(self._kit)
        self._pages[key] = page
        self._stack.addWidget(page)
        page.header_changed.connect(self._show_header)
        page.event_now = self._event
        page.event_changed(self._event)
        self._toast.raise_()
        return page

    def _load_event(self) -> None:
        try:
            self._event = self._kit.services.evenings.current()
        except NoEventError:
            self._event = None
        except CheckinError as error:
            self._event = None
            self._kit.notices.say(error_line(error, self._kit.translations.language), Role.REFUSED)

    def _event_chosen(self) -> None:
        had_none = self._event is None
        self._load_event()
        for page in self._pages.values():
            page.event_now = self._event
            page.event_changed(self._event)
        if had_none and self._event is not None and self._current is self._pages.get(FIRST_RUN):
            self.go_to(DOOR)

    def _retranslate(self) -> None:
        language = self._kit.translations.language
        self._rail.setAccessibleName(language.text("Pages"))
        for key in self._order:
            self._rail.name(key, language.text(self._entries[key].name))
        for page in self._pages.values():
            page.retranslate()
        self._show_header()

    def _show_header(self) -> None:
        if self._current is not None:
            self._header.show_title(self._current.title, self._current.subtitle)

    def _repaint(self) -> None:
        for child in self.findChildren(QWidget):
            child.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on what is typed on the rail or in the header: a scanner does not look where the keyboard is."""
        page, focus = self._current, QApplication.focusWidget()
        is_beside = page is not None and focus is not None and focus is not page and not page.isAncestorOf(focus)
        if page is not None and is_beside and event.text().isprintable() and event.text():
            page.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Rest the page while the window is minimised."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self._current is not None:
            visible = not self.isMinimized()
            if visible != self._current.is_shown:
                self._current.is_shown = visible
                self._current.shown() if visible else self._current.hidden()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is dragged in."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Preview a list that was dropped, from whichever page."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            # The program that the file was dragged from waits until this returns.
            QTimer.singleShot(0, self, lambda: self.import_list(paths[0]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line at the foot in its place."""
        super().resizeEvent(event)
        if self._toast.isVisible():
            self._toast.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let every page stop what it runs."""
        for page in self._pages.values():
            if page.is_shown:
                page.is_shown = False
                page.hidden()
            page.closing()
        super().closeEvent(event)
