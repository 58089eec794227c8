"""Blank badges: a pool without names, for when the printer dies; how many, and how many are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox

from ui.theme import Size
from ui.widgets.button import Button, Kind
from ui.widgets.form import Field
from ui.widgets.labels import Card, ElidedLabel

if TYPE_CHECKING:
    from checkin.language import Language
    from ui.theme import Theme

USUAL, MOST = 10, 500


class BlankLine(Card):
    """It prints nothing itself: `wanted` brings how many are to be printed, `left` that it is to go."""

    wanted = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=14, gap=6)
        self._printer = ""
        self._language: Language | None = None
        self._unclaimed: int | None = None
        self.number = QSpinBox()
        self.number.setRange(1, MOST)
        self.number.setValue(USUAL)
        self._field = Field(self.number)
        self._about = ElidedLabel("label")
        self.leave = Button(theme, key="Esc", height=Size.FIELD)
        self.print = Button(theme, icon="printer", key="Enter", kind=Kind.PRIMARY, height=Size.FIELD)
        row = QHBoxLayout()
        row.setSpacing(Size.GAP)
        row.addWidget(self._field)
        row.addStretch()
        for button in (self.leave, self.print):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.addLayout(row)
        self.column.addWidget(self._about)
        self.print.clicked.connect(self.ask)
        self.leave.clicked.connect(self.left)
        self.number.lineEdit().returnPressed.connect(self.ask)
        self.number.valueChanged.connect(self._name)
        self.hide()

    @property
    def about(self) -> str:
        """What is said of blank badges, and how many are left."""
        return self._about.text()

    def begin(self) -> None:
        """Show it, and put the keyboard into the number."""
        self.show()
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        self.number.selectAll()

    def show_unclaimed(self, number: int) -> None:
        """Say how many there are without a name."""
        self._unclaimed = number

    def write(self, printer: str, t: Language, *, is_ready: bool) -> None:
        """Write every text; `printer` is empty for a PDF."""
        self._printer, self._language = printer, t
        self._field.write(t.text("Blank badges"))
        said = t.text("Without a name: at the door, scan one and type the name.")
        if self._unclaimed:
            left = t.plural("{n} is printed and free.", "{n} are printed and free.", self._unclaimed)
            said = f"{said} {left}"
        self._about.setText(said)
        self.setAccessibleName(t.text("Blank badges"))
        self.leave.setText(t.text("Close"))
        if self.print.hasFocus() and not is_ready:
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        self.print.setEnabled(is_ready)
        self._name()

    def _name(self) -> None:
        if self._language is None:
            return
        t, n = self._language, self.number.value()
        self.print.setText(
            t.plural("Print {n} blank badge", "Print {n} blank badges", n)
            if self._printer
            else t.plural("Save {n} blank badge as PDF…", "Save {n} blank badges as PDF…", n)
        )

    def ask(self) -> None:
        """Have them printed, unless badges are being written."""
        if self.print.isEnabled():
            self.wanted.emit(self.number.value())
