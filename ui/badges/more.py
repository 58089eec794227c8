"""What is rarely changed about badges: colours, logo, marks, and the printer's offset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from checkin.badges.categories import Palette
from ui.badges.logo_row import LogoRow
from ui.widgets.form import Field

if TYPE_CHECKING:
    from checkin.badges.templates import Template
    from checkin.language import Language
    from ui.kit import Kit


class MoreWishes(QWidget):
    """The controls; `changed` comes when one of them says otherwise than before."""

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._wished = Palette.STANDARD
        self.palette_choice = QComboBox()
        self.first_timers, self.cut_marks, self.is_moved = QCheckBox(), QCheckBox(), QCheckBox()
        self.logo = LogoRow(kit)
        self._colours = Field(self.palette_choice)
        for palette in Palette:
            self.palette_choice.addItem("", palette)
        self.first_timers.setChecked(True)
        self.cut_marks.setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._colours)
        column.addWidget(self.logo)
        for box in (self.first_timers, self.cut_marks, self.is_moved):
            column.addWidget(box)
            box.toggled.connect(self.changed)
        self.palette_choice.currentIndexChanged.connect(self._choose)
        self.logo.changed.connect(self.changed)

    @property
    def palette_wish(self) -> Palette:
        """In which colours."""
        return Palette(self.palette_choice.currentData())

    @property
    def offset(self) -> tuple[float, float]:
        """By how much everything is moved, in millimetres to the right and down."""
        is_asked = self.is_moved.isChecked() and not self.is_moved.isHidden()
        return self._kit.services.settings.current.printer_offset if is_asked else (0.0, 0.0)

    def fit(self, template: Template) -> None:
        """Offer what makes sense for a template: a printer without colours has black and white alone."""
        self.cut_marks.setVisible(template.is_cut)
        palette = self._wished if template.has_colours else Palette.MONO
        with QSignalBlocker(self.palette_choice):
            self.palette_choice.setCurrentIndex(self.palette_choice.findData(palette))
        self.palette_choice.setEnabled(template.has_colours)

    def write(self, template: Template, language: Language) -> None:
        """Write every text."""
        t, settings = language, self._kit.services.settings.current
        remark = "" if template.has_colours else t.text("This printer has only black.")
        self._colours.write(t.text("Colours"), remark)
        for index, name in enumerate((t.text("Standard"), t.text("Colour-blind safe"), t.text("Black and white"))):
            self.palette_choice.setItemText(index, name)
        self.first_timers.setText(t.text("mark for first-timers"))
        self.cut_marks.setText(t.text("cut marks"))
        self.is_moved.setText(t.text("offset of the door’s printer"))
        self.is_moved.setToolTip(settings.printer)
        self.is_moved.setVisible(settings.printer_offset != (0.0, 0.0))
        self.logo.retranslate()

    def _choose(self) -> None:
        self._wished = self.palette_wish
        self.changed.emit()
