"""What is rarely changed about badges: who else is left out, how often, colours, backs, logo, marks, offset."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QVBoxLayout, QWidget

from checkin.badges.categories import Palette
from checkin.badges.templates import Kind
from checkin.badging import Order
from ui.badges.logo_row import LogoRow
from ui.badges.since_choice import SinceChoice
from ui.badges.wishes import MOST_COPIES, Back
from ui.widgets.button import Button
from ui.widgets.form import Field

if TYPE_CHECKING:
    from checkin.badges.templates import Template
    from checkin.language import Language
    from ui.kit import Kit
    from ui.settings.keeper import Keeper

BLANKS = "Ctrl+B"
_Kept = TypeVar("_Kept", bound=StrEnum)


class MoreWishes(QWidget):
    """The controls; `changed` comes when one of them says otherwise than before."""

    changed = Signal()

    def __init__(self, kit: Kit, keeper: Keeper) -> None:
        super().__init__()
        self._kit = kit
        self._keeper = keeper
        settings = kit.services.settings.current
        self._wished = _member(Palette, settings.sheet_palette, Palette.STANDARD)
        self.since, self.copies = SinceChoice(), QSpinBox()
        self.order, self.palette_choice, self.back = (_choice(kind) for kind in (Order, Palette, Back))
        self.first_timers, self.cut_marks, self.profiles = QCheckBox(), QCheckBox(), QCheckBox()
        self.is_moved = QCheckBox()
        self.logo = LogoRow(kit)
        self.blanks = Button(kit.theme, icon="id-card", key=BLANKS)
        self._fields = [Field(part) for part in (self.since, self.order, self.copies, self.palette_choice, self.back)]
        self.copies.setRange(1, MOST_COPIES)
        self.first_timers.setChecked(True)
        self.cut_marks.setChecked(True)
        self.profiles.setChecked(settings.badge_profiles)
        self.palette_choice.setCurrentIndex(self.palette_choice.findData(self._wished))
        self.back.setCurrentIndex(self.back.findData(_member(Back, settings.sheet_back, Back.NONE)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (*self._fields, self.logo, self.first_timers, self.profiles, self.cut_marks, self.is_moved):
            column.addWidget(part)
        column.addWidget(self.blanks, 0, Qt.AlignmentFlag.AlignLeft)
        self._listen()

    @property
    def palette_wish(self) -> Palette:
        """In which colours."""
        return Palette(self.palette_choice.currentData())

    @property
    def back_wish(self) -> Back:
        """What is on the other side; a roll has none."""
        return Back.NONE if self._fields[4].isHidden() else Back(self.back.currentData())

    @property
    def offset(self) -> tuple[float, float]:
        """By how much everything is moved, in millimetres to the right and down."""
        is_asked = self.is_moved.isChecked() and not self.is_moved.isHidden()
        return self._kit.services.settings.current.printer_offset if is_asked else (0.0, 0.0)

    def fit(self, template: Template) -> None:
        """Offer what makes sense for a template: a printer without colours has black and white alone."""
        self.cut_marks.setVisible(template.is_cut)
        self._fields[4].setVisible(template.kind is Kind.SHEET)
        palette = self._wished if template.has_colours else Palette.MONO
        with QSignalBlocker(self.palette_choice):
            self.palette_choice.setCurrentIndex(self.palette_choice.findData(palette))
        self.palette_choice.setEnabled(template.has_colours)

    def write(self, template: Template, language: Language, *, is_file: bool) -> None:
        """Write every text; a printer that is chosen has its own offset, a file has it as a wish."""
        t, settings = language, self._kit.services.settings.current
        since, order, copies, colours, back = self._fields
        since.write(t.text("Registered"))
        self.since.write(t.text("Registered"), t)
        order.write(t.text("Order"))
        copies.write(t.text("Badges for each guest"))
        colours.write(t.text("Colours"), "" if template.has_colours else t.text("This printer has only black."))
        back.write(t.text("On the back"))
        _name(self.order, t.text("Category, then name"), t.text("Name"))
        _name(self.palette_choice, t.text("Standard"), t.text("Colour-blind safe"), t.text("Black and white"))
        _name(self.back, t.text("nothing"), t.text("the same once more"), t.text("title and date of the evening"))
        self.first_timers.setText(t.text("mark for first-timers"))
        self.profiles.setText(t.text("code to the guest’s profile"))
        self.profiles.setToolTip(t.text("A second code leads to the profile of the handle that the guest gave."))
        self.cut_marks.setText(t.text("cut marks"))
        self.is_moved.setText(t.text("offset of the door’s printer"))
        self.is_moved.setToolTip(settings.printer)
        self.is_moved.setVisible(is_file and settings.printer_offset != (0.0, 0.0))
        self.blanks.setText(t.text("Blank badges…"))
        self.logo.retranslate()

    def _listen(self) -> None:
        for box in (self.first_timers, self.cut_marks, self.is_moved):
            box.toggled.connect(self.changed)
        self.profiles.toggled.connect(lambda is_on: self._keep(badge_profiles=is_on))
        self.palette_choice.currentIndexChanged.connect(self._choose_palette)
        self.back.currentIndexChanged.connect(lambda: self._keep(sheet_back=str(self.back.currentData())))
        self.order.currentIndexChanged.connect(self.changed)
        self.copies.valueChanged.connect(self.changed)
        self.since.changed.connect(self.changed)
        self.logo.changed.connect(self.changed)

    def _choose_palette(self) -> None:
        self._wished = self.palette_wish
        self._keep(sheet_palette=str(self._wished))

    def _keep(self, **values: str | bool) -> None:
        self._keeper.keep(None, **values)
        self.changed.emit()


def _choice(kind: type[StrEnum]) -> QComboBox:
    made = QComboBox()
    for member in kind:
        made.addItem("", member)
    return made


def _name(combo: QComboBox, *names: str) -> None:
    for index, name in enumerate(names):
        combo.setItemText(index, name)


def _member(kind: type[_Kept], value: str, usual: _Kept) -> _Kept:
    """Return what the settings file says, which somebody may have written by hand."""
    try:
        return kind(value)
    except ValueError:
        return usual
