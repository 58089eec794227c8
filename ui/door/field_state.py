"""What a field held before something was typed into it, to put it back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget


@dataclass(frozen=True, slots=True)
class FieldState:
    """What a field held, or whether a box was ticked, before a key."""

    text: str = ""
    start: int = 0
    end: int = 0
    is_ticked: bool = False

    @classmethod
    def of(cls, widget: QWidget) -> FieldState:
        """Read a field, the field of a box of choices, or a tick."""
        line = _line_of(widget)
        if line is None:
            return cls(is_ticked=isinstance(widget, QAbstractButton) and widget.isChecked())
        start = line.selectionStart() if line.hasSelectedText() else line.cursorPosition()
        return cls(line.text(), start, start + len(line.selectedText()))

    @property
    def kept(self) -> str:
        """What typing leaves: the text without the part that is selected."""
        return self.text[: self.start] + self.text[self.end :]

    def restore(self, widget: QWidget, after: str) -> None:
        """Take out what came between this and `after`; what has changed since stays."""
        line = _line_of(widget)
        if line is None:
            if isinstance(widget, QAbstractButton) and widget.isCheckable():
                widget.setChecked(self.is_ticked)
            return
        now = line.text()
        if now == after:
            line.setText(self.text)
            line.setCursorPosition(self.start)
            if self.end > self.start:
                line.setSelection(self.start, self.end - self.start)
        else:
            typed = after[self.start : len(after) - len(self.text) + self.end]
            before, found, behind = now.rpartition(typed)
            if not (typed and found):
                return
            line.setText(before + behind)
            line.setCursorPosition(len(before))
        # Whoever searches as somebody types must hear of it.
        line.textEdited.emit(line.text())


def _line_of(widget: QWidget) -> QLineEdit | None:
    if isinstance(widget, QComboBox):
        return widget.lineEdit()
    return widget if isinstance(widget, QLineEdit) else None
