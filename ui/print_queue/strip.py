"""A strip for the foot of a page: which badges wait and why, and what can be done about it, one thing at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from checkin.print_queue import JobState
from ui.print_queue.deciding import Deciding
from ui.print_queue.words import SLOW, Line, line_text, lines_of
from ui.theme import Role, Size
from ui.widgets.button import Button, Kind
from ui.widgets.labels import Card, label, set_look

if TYPE_CHECKING:
    from checkin.badges.printing import Condition
    from checkin.print_queue import PrintJob
    from ui.kit import Kit

CAME_OUT, AGAIN, LATER, ELSEWHERE, NEXT = "F12", "F5", "Shift+F12", "F10", "Alt+Down"


class QueueStrip(Card):
    """Hidden while every page comes out as it should; it takes the keyboard from nobody.

    Put it into a page's layout and `attach` it to the page: its keys count while it is in view. `keyboard_left` comes
    when a button of its own had the keyboard and lets go of it.
    """

    keyboard_left = Signal()

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(margin=Size.GAP, gap=Size.STEP * 2, parent=parent)
        self._kit = kit
        self._jobs: tuple[PrintJob, ...] = ()
        self._conditions: dict[str, Condition] = {}
        self._lines: list[Line] = []
        self._at = 0
        self._deciding = Deciding(kit, self)
        self._build()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._show)
        kit.notices.printers_seen.connect(self._see)
        kit.notices.print_queue_changed.connect(self._hear)
        self._deciding.changed.connect(self._write)
        self.hide()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not self._lines

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._text.text()

    def attach(self, owner: QWidget) -> None:
        """Look what waits now, and whenever `owner` comes into view."""
        owner.installEventFilter(self)
        self.look()

    def look(self) -> None:
        """Look what waits, in the background; how the printers are, the keeper of the queue tells."""
        queue = self._kit.services.print_queue
        self._kit.background.run(lambda: tuple(queue.jobs()), then=self._found, owner=self)

    def retranslate(self) -> None:
        """Write every text anew."""
        t = self._kit.translations.language
        self.came_out.setText(t.text("It came out"))
        self.again.setText(t.text("Print again"))
        self.later.setText(t.text("Leave for the next sheet"))
        self.elsewhere.setText(t.text("Other printer"))
        self._name_next()
        self._write()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when the page is shown."""
        if event.type() == QEvent.Type.Show:
            self.look()
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        theme = self._kit.theme
        self._text = label("already", wrap=True)
        self.came_out, self.again = Button(theme, key=CAME_OUT), Button(theme, key=AGAIN)
        self.later, self.elsewhere = Button(theme, key=LATER), Button(theme, key=ELSEWHERE)
        self.next = Button(theme, key=NEXT, kind=Kind.QUIET)
        head, row = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._text, 1)
        head.addWidget(self.next, 0, Qt.AlignmentFlag.AlignTop)
        row.setSpacing(Size.STEP * 2)
        for button in (self.came_out, self.again, self.elsewhere, self.later):
            row.addWidget(button)
        row.addStretch()
        self.column.addLayout(head)
        self.column.addLayout(row)
        for button, then in (
            (self.came_out, lambda: self._deciding.came_out(self._line)),
            (self.again, lambda: self._deciding.again(self._line)),
            (self.later, lambda: self._deciding.leave(self._line)),
            (self.elsewhere, lambda: self._deciding.offer_others(self._line, self.elsewhere)),
            (self.next, self._go_on),
        ):
            button.clicked.connect(then)
            shortcut = QShortcut(QKeySequence(button.key), button, button.click)
            # A key that is held down decides once.
            shortcut.setAutoRepeat(False)
        self.retranslate()

    @property
    def _line(self) -> Line | None:
        return self._lines[self._at] if self._lines else None

    def _found(self, jobs: tuple[PrintJob, ...]) -> None:
        self._hear(jobs)
        if jobs and not self._conditions:
            self._kit.notices.print_queue_stirred.emit()

    def _see(self, conditions: dict[str, Condition]) -> None:
        self._conditions = conditions
        self._show()

    def _hear(self, jobs: tuple[PrintJob, ...]) -> None:
        self._jobs = jobs
        self._show()

    def _show(self) -> None:
        """Show what there is to say; what was shown stays in view while it lasts."""
        shown, now = self._line, self._kit.services.clock()
        self._lines = lines_of(self._jobs, self._conditions, now)
        same = [i for i, line in enumerate(self._lines) if shown and line.first.id == shown.first.id]
        self._at = same[0] if same else min(self._at, max(0, len(self._lines) - 1))
        if self._jobs:
            # What is just being printed may turn out to wait.
            self._late.start(int(SLOW.total_seconds() * 1000))
        self._write()

    def _name_next(self) -> None:
        others, t = max(0, len(self._lines) - 1), self._kit.translations.language
        self.next.setText(t.plural("{n} more", "{n} more", others))
        self.next.setVisible(others > 0)

    def _go_on(self) -> None:
        self._at = (self._at + 1) % max(1, len(self._lines))
        self._write()

    def _write(self) -> None:
        line, focus = self._line, self.window().focusWidget()
        had_keyboard = self.isAncestorOf(focus)
        self.setVisible(line is not None)
        if line is not None:
            self._write_line(line)
        if had_keyboard and (line is None or not (focus.isVisible() and focus.isEnabled())):
            # Qt would give it to whatever comes next, such as the button that hands the laptop over.
            self.keyboard_left.emit()

    def _write_line(self, line: Line) -> None:
        t = self._kit.translations.language
        self._text.setText(line_text(line, self._conditions, t))
        self.setAccessibleName(self._text.text())
        is_refused = line.state is JobState.FAILED
        set_look(self._text, (Role.REFUSED if is_refused else Role.ALREADY).value)
        self.came_out.setVisible(line.state is JobState.DOUBTFUL)
        self.again.setVisible(line.state is not JobState.WAITING)
        self.later.setVisible(line.state is not JobState.DOUBTFUL)
        self.elsewhere.setVisible(line.state is not JobState.DOUBTFUL)
        self._name_next()
        for button in (self.came_out, self.again, self.later, self.elsewhere):
            button.setEnabled(not self._deciding.is_busy)
