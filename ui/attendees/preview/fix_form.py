"""The form of one row: what the list says there, to be put right before it is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout

from checkin.errors import InvalidError
from checkin.lists.fixing import Fix, checked
from checkin.lists.listed import ProblemKind
from checkin.model import Status
from ui.attendees.preview.words import FIXABLE, remedy
from ui.theme import Size
from ui.widgets.button import Button, Kind
from ui.widgets.labels import Card, label, set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLabel

    from checkin.language import Language
    from checkin.lists.listed import Listed, Problem
    from ui.theme import Theme

WRONG = {
    ProblemKind.INVALID_EMAIL: "email",
    ProblemKind.SEVERAL_EMAILS: "email",
    ProblemKind.SHARED_EMAIL: "email",
    ProblemKind.HANDLE_IS_SENTENCE: "handle",
    ProblemKind.DUPLICATE_CODE: "ticket_code",
    ProblemKind.DAMAGED_CODE: "ticket_code",
    ProblemKind.MISSING_CODE: "ticket_code",
    ProblemKind.SHORT_CODE: "ticket_code",
    ProblemKind.PLUS_ONE: "places",
    ProblemKind.PLACES_UNNAMED: "places",
    ProblemKind.INVALID_PLACES: "places",
    ProblemKind.STATUS_IN_NOTE: "note",
    ProblemKind.SEVERAL_PEOPLE_IN_CELL: "given_name",
}
"""Which field a problem is about; any other is about the name."""
LEFT_EMPTY = (ProblemKind.INVALID_EMAIL, ProblemKind.HANDLE_IS_SENTENCE, ProblemKind.INVALID_PLACES)
"""What the row does not have because it was none; the problem's value has it, to be corrected where it stood."""
LEAST_WIDTH = 168
LEAST_COLUMNS, MOST_COLUMNS = 3, 5


class FixForm(Card):
    """Asks nobody: it tells by signals what is to be kept."""

    kept = Signal(object)
    """A Fix for the row; the next one is wanted."""
    passed = Signal()
    """Nothing was changed; the next one is wanted."""
    undone = Signal(int)
    """The row is to stand as the file has it."""
    closed = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__(look="preview", margin=12, gap=6)
        self._language = language
        self._read: Listed | None = None
        self._now: Listed | None = None
        self._fix: Fix | None = None
        self._is_withheld = False
        self._columns = 0
        self._shown: dict[str, str] = {}
        self._title, self._sentence = label("strong"), label("already", wrap=True)
        self._error = label("refused", wrap=True)
        self.lines = {name: QLineEdit() for name in FIXABLE}
        self._names: dict[str, QLabel] = {name: label("label") for name in FIXABLE}
        self.keep = Button(theme, key="Enter", kind=Kind.PRIMARY)
        self.status = Button(theme, key="Ctrl+N")
        self.undo = Button(theme, icon="undo-2", key="Ctrl+R")
        self.leave = Button(theme, key="Esc")
        self._build()
        self.speak(language)
        self.hide()

    @property
    def row(self) -> int:
        """The number of the row, 0 where none is shown."""
        return self._read.row if self._read else 0

    @property
    def error(self) -> str:
        """What is wrong with what was typed."""
        return self._error.text()

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self._now is not None and any(line.text() != self._shown[name] for name, line in self.lines.items())

    def open(
        self,
        read: Listed,
        now: Listed,
        *,
        is_withheld: bool,
        fix: Fix | None = None,
        problem: Problem | None = None,
        sentence: str = "",
        is_alone: bool = True,
    ) -> None:
        """Show a row, as the file has it and as it stands after `fix`, with the keyboard on what is wrong of it.

        Beside the list that it was chosen from, the row needs no name.
        """
        self._read, self._now, self._is_withheld, self._fix = read, now, is_withheld, fix
        self._shown = {name: str(getattr(now, name)) for name in FIXABLE}
        if problem is not None and problem.kind in LEFT_EMPTY and fix is None:
            self._shown[WRONG[problem.kind]] = problem.value
        for name, line in self.lines.items():
            line.setText(self._shown[name])
            line.setCursorPosition(0)
        self.undo.setVisible(fix is not None)
        self._title.setVisible(is_alone or not sentence)
        self._sentence.setText(sentence)
        self._show_error("")
        self._write()
        self.show()
        default = "family_name" if now.given_name and not now.family_name else "given_name"
        wanted = self.lines[WRONG.get(problem.kind, default) if problem else default]
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        wanted.selectAll()

    def submit(self) -> None:
        """Keep what was typed, and load the row where it was kept out."""
        self._hand_over(Status.EXPECTED if self._is_withheld else None)

    def turn(self) -> None:
        """Keep what was typed, with the person not coming; or coming after all."""
        is_out = self._now is not None and self._now.status is Status.CANCELLED and not self._is_withheld
        self._hand_over(Status.EXPECTED if is_out else Status.CANCELLED)

    def put_away(self) -> None:
        """Close the form, in silence."""
        self._read = self._now = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep with Enter, from any field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the fields in as many columns as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def speak(self, language: Language) -> None:
        """Write every text anew."""
        self._language = language
        for name, said in FIXABLE.items():
            self._names[name].setText(language.text(said))
            self.lines[name].setAccessibleName(language.text(said))
        self.undo.setText(language.text("As in the file"))
        self.leave.setText(language.text("Leave it"))
        self._write()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Size.GAP)
        head.addWidget(self._title)
        head.addWidget(self._sentence, 1)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Size.GAP)
        self._grid.setVerticalSpacing(Size.STEP)
        self._cells = {}
        for name, line in self.lines.items():
            cell = QVBoxLayout()
            cell.setSpacing(3)
            cell.addWidget(self._names[name])
            cell.addWidget(line)
            self._names[name].setBuddy(line)
            self._cells[name] = cell
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.keep, self.status, self.undo):
            foot.addWidget(button)
        foot.addStretch()
        foot.addWidget(self.leave)
        self.column.addLayout(head)
        self.column.addLayout(self._grid)
        self.column.addWidget(self._error)
        self.column.addLayout(foot)
        self.keep.clicked.connect(self.submit)
        self.status.clicked.connect(self.turn)
        self.undo.clicked.connect(self._take_back)
        self.leave.clicked.connect(self.closed)
        QShortcut(QKeySequence("Ctrl+N"), self, self.turn)
        QShortcut(QKeySequence("Ctrl+R"), self, self._take_back)
        self._arrange()

    def _arrange(self) -> None:
        columns = max(LEAST_COLUMNS, min(MOST_COLUMNS, (self.width() - 28) // LEAST_WIDTH))
        if columns == self._columns:
            return
        for column in range(MOST_COLUMNS):
            self._grid.setColumnStretch(column, int(column < columns))
        for place, cell in enumerate(self._cells.values()):
            self._grid.removeItem(cell)
            self._grid.addLayout(cell, place // columns, place % columns)
        self._columns = columns

    def _hand_over(self, status: Status | None) -> None:
        if self._read is None or self._now is None:
            return
        fields = []
        for name, line in self.lines.items():
            text = line.text().strip()
            # What was left as it was found says nothing, right or wrong.
            if line.text() == self._shown[name]:
                text = str(getattr(self._now, name))
            if text == str(getattr(self._read, name)):
                continue
            try:
                checked(name, text)
            except InvalidError:
                self._show_error(remedy(name, text, self._language))
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                line.selectAll()
                return
            fields.append((name, text))
        if status is None and self._fix is not None:
            # What was decided of their coming earlier stands.
            status = self._fix.status
        fix = Fix(self._read.row, tuple(fields), status)
        if fix == (self._fix or Fix(self._read.row)):
            self.passed.emit()
        else:
            self.kept.emit(fix)

    def _take_back(self) -> None:
        if not self.undo.isHidden() and self._read is not None:
            self.undone.emit(self._read.row)

    def _show_error(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def _write(self) -> None:
        t = self._language
        if self._read is None or self._now is None:
            return
        who = self._now.full_name or self._now.email or t.text("Unnamed guest")
        self._title.setText(t.text("Row {row}: {who}", row=t.number(self._read.row), who=who))
        set_look(self._sentence, "refused" if self._is_withheld else "already")
        self.keep.setText(t.text("Load it") if self._is_withheld else t.text("Keep"))
        is_out = self._now.status is Status.CANCELLED and not self._is_withheld
        self.status.setText(t.text("Coming after all") if is_out else t.text("Not coming"))
