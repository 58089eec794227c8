"""The window: the rail, the header, one page at a time, the status line, and the keys."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from checkin.errors import CheckinError, NoEventError
from ui.gate import Gate
from ui.lock import ROLE_KEY
from ui.no_evening import NO_EVENING
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

CALLED_OFF = 60_000
"""Milliseconds after which a shutdown that has not come was called off, by another program or by hand."""
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
    "F8": Command.LEFT,
    "Escape": Command.CANCEL,
}


class MainWindow(QWidget):
    """Shows the pages. Until there is an evening, the first-run page stands in for all of them.

    While the volunteers have the laptop (`kit.lock`), it is the Door and nothing else: whatever leads elsewhere, a key,
    a dropped file or another page's wish, ends at `go_to` and `import_list`.
    """

    def __init__(self, kit: Kit, pages: Sequence[PageEntry] = PAGES, first_run: PageEntry = FIRST) -> None:
        super().__init__()
        self._kit = kit
        self._entries = {entry.key: entry for entry in (*pages, first_run, NO_EVENING)}
        self._order = [entry.key for entry in pages]
        self._pages: dict[str, Page] = {}
        self._event: Event | None = None
        self._current: Page | None = None
        self._is_let_go = self._is_closed = False
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
    def gate(self) -> Gate:
        """What asks for the organiser's PIN."""
        return self._gate

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
        if self._kit.lock.is_volunteers:
            if key not in (DOOR, FIRST_RUN, NO_EVENING.key):
                self._refuse()
            # Nor may they begin an evening, where there is none.
            key = NO_EVENING.key if self._event is None else DOOR
        elif self._event is None and key in (DOOR, "badges", "turnout"):
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
            self._toast.stand_on(page.foot)
            self._show_header()
            page.is_shown = True
            page.shown()
        page.take_focus()
        return page

    def command(self, command: Command) -> None:
        """Do what a key asks: on the page that is on, else on the page it belongs to."""
        if command is Command.CANCEL and self._gate.strip.has_keyboard:
            self._gate.strip.dismiss()
            return
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
        if self._kit.lock.is_volunteers:
            return
        opener = getattr(page, "open_list", None)
        if opener is not None:
            opener(path)

    def change_role(self) -> None:
        """Hand the laptop over to the volunteers, or ask them for the organiser's PIN."""
        lock = self._kit.lock
        if lock.is_volunteers:
            self._gate.ask_to_take_back(self._rail.width())
        elif not lock.hand_over():
            self.go_to("settings")
            self._kit.notices.pin_wanted.emit()

    def let_go(self) -> None:
        """Close without a PIN: the machine wants it, or whoever started the program from a terminal."""
        self._is_let_go = True
        if not self._is_closed:
            self.close()

    def expect_end(self) -> None:
        """The computer shuts down or somebody logs out: what closes the window next asks no volunteer for a PIN."""
        self._is_let_go = True
        QTimer.singleShot(CALLED_OFF, self, self._expect_no_end)

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
        self._rail = Rail(self._kit.theme, ROLE_KEY)
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
        self._gate = Gate(self._kit, self)

    def _install_keys(self) -> None:
        for keys, command in KEYS.items():
            shortcut = QShortcut(QKeySequence(keys), self, lambda command=command: self.command(command))
            # A key that is held down takes one arrival back, not all of them.
            shortcut.setAutoRepeat(False)
        for number, key in enumerate(self._order, 1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, lambda key=key: self.go_to(key))
        QShortcut(QKeySequence("F11"), self, self.toggle_full_screen)
        QShortcut(QKeySequence(ROLE_KEY), self, self.change_role)
        QShortcut(QKeySequence("Ctrl+Q"), self, self.close)

    def _listen(self) -> None:
        notices = self._kit.notices
        self._rail.chosen.connect(self.go_to)
        notices.go_to.connect(self.go_to)
        notices.full_screen.connect(self.toggle_full_screen)
        notices.line.connect(lambda text, role: self._toast.say(text, Role(role)))
        notices.status.connect(lambda key, text, role: self._status.show_item(key, text, Role(role)))
        notices.event_chosen.connect(self._event_chosen)
        notices.import_list.connect(self.import_list)
        notices.hand_over.connect(self.change_role)
        self._rail.role_asked.connect(self.change_role)
        self._kit.lock.changed.connect(self._role_changed)
        self._gate.may_close.connect(self.let_go)
        self._gate.left.connect(self._give_keyboard_back)
        self._gate.typed_elsewhere.connect(self._take_scan)
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
        waits = self._current in (self._pages.get(FIRST_RUN), self._pages.get(NO_EVENING.key))
        if (had_none and self._event is not None and waits) or self._kit.lock.is_volunteers:
            self.go_to(DOOR)

    def _role_changed(self) -> None:
        is_volunteers, language = self._kit.lock.is_volunteers, self._kit.translations.language
        self._show_role()
        if is_volunteers or self._current is self._pages.get(NO_EVENING.key):
            self.go_to(DOOR)
        self._kit.notices.say(
            language.text("The door is the volunteers’ now. {key} and the PIN bring the rest back.", key=ROLE_KEY)
            if is_volunteers
            else language.text("Every page is open again.")
        )

    def _show_role(self) -> None:
        is_volunteers, language = self._kit.lock.is_volunteers, self._kit.translations.language
        self._rail.show_only((DOOR,) if is_volunteers else self._order)
        if is_volunteers:
            self._rail.role.name(language.text("Organiser"), language.text("Organiser: open the other pages"))
        else:
            self._rail.role.name(language.text("Hand over"), language.text("Hand over to the volunteers"))

    def _refuse(self) -> None:
        """Say why nothing opens."""
        language = self._kit.translations.language
        self._kit.notices.say(language.text("Only the organiser opens that: {key}, then the PIN.", key=ROLE_KEY))

    def _expect_no_end(self) -> None:
        self._is_let_go = False

    def _give_keyboard_back(self) -> None:
        page, before = self._current, self._gate.before
        if page is None:
            return
        if before is not None and shiboken6.isValid(before) and page.isAncestorOf(before):
            # A form that was being filled in goes on where it was; a page that wants the keyboard elsewhere takes it.
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        page.take_focus()

    def _take_scan(self, text: str) -> None:
        if self._current is not None:
            self._current.take_scan(text)

    def _retranslate(self) -> None:
        language = self._kit.translations.language
        self._rail.setAccessibleName(language.text("Pages"))
        for key in self._order:
            self._rail.name(key, language.text(self._entries[key].name))
        self._show_role()
        self._gate.retranslate()
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
        """Take a file that is dragged in; lists are the organiser's."""
        if not self._kit.lock.is_volunteers and any(url.isLocalFile() for url in event.mimeData().urls()):
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
        if self._gate.strip.is_open:
            self._gate.strip.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let every page stop what it runs. In the volunteers' hands that takes the PIN."""
        if self._kit.lock.is_volunteers and not self._is_let_go:
            event.ignore()
            # The window may be asked to close while it is minimised: from the task bar.
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
            self.activateWindow()
            self._gate.ask_to_close(self._rail.width())
            return
        self._is_closed = True
        for page in self._pages.values():
            if page.is_shown:
                page.is_shown = False
                page.hidden()
            page.closing()
        super().closeEvent(event)
