"""The line below the preview: what stands on one badge, to be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from ui.theme import Size
from ui.widgets.announce import announce
from ui.widgets.button import Button, Kind
from ui.widgets.form import Field
from ui.widgets.labels import Card, label

if TYPE_CHECKING:
    from checkin.language import Language
    from checkin.model import Attendee
    from ui.theme import Theme

LOW = 29
"""Two buttons are as high as a field with its name, in pixels."""
NAMES = ("given_name", "family_name", "handle", "organisation")


class NameLine(Card):
    """It asks nobody: whoever owns it hears of `typed`, Enter and the way out, and says what came of it."""

    typed = Signal()
    submitted = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=14, gap=6)
        self._shown = dict.fromkeys(NAMES, "")
        self.lines = {name: QLineEdit() for name in NAMES}
        self._fields = {name: Field(line) for name, line in self.lines.items()}
        self._error = label("refused", wrap=True)
        self._error.hide()
        self.leave = Button(theme, key="Esc", height=LOW)
        self.keep = Button(theme, key="Enter", kind=Kind.PRIMARY, height=LOW)
        row = QHBoxLayout()
        row.setSpacing(Size.STEP * 2)
        for field in self._fields.values():
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignBottom)
        # Over each other they leave the names their width in the smallest window.
        buttons = QVBoxLayout()
        buttons.setSpacing(Size.STEP)
        buttons.addStretch()
        for button in (self.keep, self.leave):
            buttons.addWidget(button)
        row.addLayout(buttons)
        self.column.addLayout(row)
        self.column.addWidget(self._error)
        for line in self.lines.values():
            line.installEventFilter(self)
            line.textEdited.connect(self.typed)
        self.keep.clicked.connect(self._submit)
        self.leave.clicked.connect(self.left)
        self.hide()

    @property
    def error(self) -> str:
        """What cannot be kept like this."""
        return self._error.text()

    @property
    def changes(self) -> dict[str, str]:
        """What was typed over, by field; both halves of a name where one is another."""
        now = {name: line.text().strip() for name, line in self.lines.items()}
        names = {name for name, text in now.items() if text != self._shown[name]}
        if names & {"given_name", "family_name"}:
            # Half a name must not be taken for all of it.
            names |= {"given_name", "family_name"}
        return {name: text for name, text in now.items() if name in names}

    def show_attendee(self, attendee: Attendee) -> None:
        """Show what stands on somebody's badge."""
        for name, line in self.lines.items():
            line.setText(str(getattr(attendee, name)))
            line.setCursorPosition(0)
        if not (attendee.given_name or attendee.family_name):
            self.lines["given_name"].setText(attendee.full_name)
        self._shown = {name: line.text().strip() for name, line in self.lines.items()}
        self.show_error("", "")
        self.wait(is_waiting=False)

    def begin(self, name: str = "given_name") -> None:
        """Put the keyboard into a field."""
        self.lines[name].setFocus(Qt.FocusReason.OtherFocusReason)
        self.lines[name].selectAll()

    def wait(self, *, is_waiting: bool) -> None:
        """Take no second Enter while the first one is at work."""
        self.keep.setEnabled(not is_waiting)

    def show_error(self, name: str, sentence: str) -> None:
        """Say what is wrong, with a field or with none; no sentence takes the line away."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        for known, line in self.lines.items():
            line.setAccessibleDescription(sentence if known == name else "")
        if sentence:
            if name in self.lines:
                self.begin(name)
            announce(self, sentence)

    def write(self, t: Language) -> None:
        """Write every text."""
        words = (t.text("Given name"), t.text("Family name"), t.text("@handle"), t.text("Organisation"))
        for field, word in zip(self._fields.values(), words, strict=True):
            field.write(word)
        self.setAccessibleName(t.text("Change the name"))
        self.leave.setText(t.text("Cancel"))
        self.keep.setText(t.text("Save"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps from any field."""
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            if not event.isAutoRepeat():
                self._submit()
            return True
        return super().eventFilter(watched, event)

    def _submit(self) -> None:
        if self.keep.isEnabled():
            self.submitted.emit()
