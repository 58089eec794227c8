"""How a list is read, where that can be chosen: its header row, the order of names, letters to repair."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from checkin.lists.listed import Choices, Field
from ui.theme import Size
from ui.widgets.form import INSIDE
from ui.widgets.keycap import KeyCap
from ui.widgets.labels import label

if TYPE_CHECKING:
    from checkin.language import Language
    from checkin.lists.listed import AttendeeList
    from ui.theme import Theme

ORDERS = (None, False, True)
"""Of `Choices.family_first`, as they are offered."""
WHOLE_NAMES = frozenset({Field.FULL_NAME, Field.NAME, Field.BUYER_FULL_NAME})
WITHOUT_HEADER = ("json", "vcard")
SPIN_WIDTH = 76


class ReadingOptions(QWidget):
    """What does not apply to the list is not shown."""

    chosen = Signal(object)
    """The Choices to read the list with."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._choices = Choices()
        self._found = 0
        self._header_name, self._order_name = label("label"), label("label")
        self.header = QSpinBox()
        self.header.setFixedWidth(SPIN_WIDTH)
        self.header.setFixedHeight(Size.FIELD)
        for line in self.header.findChildren(QLineEdit):
            # Qt's style sheets leave the line within a spin box without its padding.
            line.setTextMargins(INSIDE, 0, INSIDE, 0)
        self.header.setKeyboardTracking(False)
        self.header.valueChanged.connect(self._choose_header)
        self.order = QComboBox()
        self.order.activated.connect(self._choose_order)
        self.repair = QCheckBox()
        self.repair.clicked.connect(lambda on: self.chosen.emit(replace(self._choices, repair_text=on)))
        self._parts: tuple[tuple[QWidget, ...], ...] = (
            (self._header_name, self.header, KeyCap(theme, "Ctrl+H")),
            (self._order_name, self.order, KeyCap(theme, "Ctrl+Y")),
            (self.repair, KeyCap(theme, "Ctrl+R")),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for parts in self._parts:
            for part in parts:
                row.addWidget(part)
            row.addSpacing(Size.STEP)
        row.addStretch()
        QShortcut(QKeySequence("Ctrl+H"), self, self._go_to_header)
        QShortcut(QKeySequence("Ctrl+Y"), self, self._next_order)
        QShortcut(QKeySequence("Ctrl+R"), self, self._toggle_repair)

    def show_list(self, listed: AttendeeList, choices: Choices, *, is_damaged: bool) -> None:
        """Show how a list was read."""
        self._choices, self._found = choices, listed.header_row
        self.header.blockSignals(True)
        self.header.setRange(0, max(listed.rows, listed.header_row, 1))
        self.header.setValue(listed.header_row)
        self.header.blockSignals(False)
        self.order.setCurrentIndex(ORDERS.index(choices.family_first))
        self.repair.setChecked(choices.repair_text)
        has_names = any(column.field in WHOLE_NAMES for column in listed.columns)
        shown = (
            listed.container not in WITHOUT_HEADER,
            has_names or choices.family_first is not None,
            is_damaged or choices.repair_text,
        )
        for parts, is_shown in zip(self._parts, shown, strict=True):
            for part in parts:
                part.setVisible(is_shown)

    def go_on_from(self, choices: Choices) -> None:
        """Lay the next choice over these, which are not read yet."""
        self._choices = choices

    def speak(self, language: Language) -> None:
        """Write every text anew."""
        self._header_name.setText(language.text("Header row"))
        self.header.setAccessibleName(language.text("Header row"))
        self.header.setSpecialValueText(language.text("none"))
        self._order_name.setText(language.text("Names"))
        self.order.setAccessibleName(language.text("Order of the names"))
        place = max(0, self.order.currentIndex())
        self.order.clear()
        self.order.addItems(
            [language.text("Order as found"), language.text("Given name first"), language.text("Family name first")]
        )
        self.order.setCurrentIndex(place)
        self.repair.setText(language.text("Repair damaged letters"))

    def _choose_header(self, row: int) -> None:
        if row != self._found:
            # Another header names other columns: what was chosen for them means nothing any more.
            self.chosen.emit(replace(self._choices, header_row=row, fields=()))

    def _choose_order(self, place: int) -> None:
        self.chosen.emit(replace(self._choices, family_first=ORDERS[place]))

    def _go_to_header(self) -> None:
        if not self.header.isHidden():
            self.header.setFocus()
            self.header.selectAll()

    def _next_order(self) -> None:
        if not self.order.isHidden():
            self._choose_order((self.order.currentIndex() + 1) % len(ORDERS))

    def _toggle_repair(self) -> None:
        if not self.repair.isHidden():
            self.repair.click()
