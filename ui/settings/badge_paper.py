"""What the door's printer prints badges on, and by how much it is off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from checkin.settings import FARTHEST
from ui.badges.template_choice import TemplateChoice
from ui.badges.words import errors_line, fitting_line
from ui.settings.millimetres import Millimetres
from ui.widgets.button import Button
from ui.widgets.form import Field
from ui.widgets.labels import label

if TYPE_CHECKING:
    from checkin.badges.templates import Catalogue
    from checkin.errors import TemplateError
    from checkin.settings import Settings
    from ui.kit import Kit
    from ui.settings.keeper import Keeper

KEY = "Ctrl+Shift+A"


class BadgePaper(QWidget):
    """The template and the offset, kept at once; `wanted` asks for the alignment page."""

    wanted = Signal()

    def __init__(self, kit: Kit, keeper: Keeper) -> None:
        super().__init__()
        self._kit = kit
        self._keeper = keeper
        self._errors: tuple[TemplateError, ...] = ()
        self._lacking = ""
        self._is_moving = False
        self.template = TemplateChoice()
        self.right, self.down = Millimetres(FARTHEST), Millimetres(FARTHEST)
        self._fields = [Field(control) for control in (self.template, self.right, self.down)]
        self._trouble = label("refused", wrap=True)
        self._about = label("small", wrap=True)
        self.align = Button(kit.theme, icon="printer", key=KEY)
        offsets = QHBoxLayout()
        offsets.addWidget(self._fields[1])
        offsets.addWidget(self._fields[2])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._fields[0])
        column.addWidget(self._trouble)
        column.addLayout(offsets)
        column.addWidget(self._about)
        column.addWidget(self.align, 0, Qt.AlignmentFlag.AlignLeft)
        self.template.activated.connect(self._choose)
        for field in (self.right, self.down):
            field.setKeyboardTracking(False)
            field.valueChanged.connect(self._move)
        self.align.clicked.connect(self.wanted)
        QShortcut(QKeySequence(KEY), self, self.align.click)

    @property
    def trouble(self) -> str:
        """What is wrong with templates; empty where nothing is."""
        return self._trouble.text()

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Offer the templates there are."""
        chosen = self._settings.badge_template
        self._errors = catalogue.errors
        self._lacking = "" if chosen in catalogue.templates else chosen
        self.template.show_templates(catalogue.templates.values(), chosen, self._kit.translations.language)
        self.write(is_ready=self.align.isEnabled())

    def write(self, *, is_ready: bool) -> None:
        """Write every text and the chosen printer's offset; `is_ready` lets a page be printed."""
        t, settings = self._kit.translations.language, self._settings
        self.template.write(t)
        self._fields[0].write(t.text("Badges of this door"), fitting_line(self.template.template, t))
        self._fields[1].write(t.text("Move to the right"))
        self._fields[2].write(t.text("Move down"))
        for field, millimetres in zip((self.right, self.down), settings.printer_offset, strict=True):
            field.write(t)
            if not self._is_moving:
                with QSignalBlocker(field):
                    field.put(millimetres)
            field.setEnabled(bool(settings.printer))
        self._about.setText(
            t.text("Hold the alignment page against the light with a label: it tells how far the printer is off.")
        )
        self.align.setText(t.text("Print the alignment page"))
        self.align.setEnabled(is_ready)
        said = [errors_line(self._errors, t)]
        if self._lacking:
            said.insert(0, t.text("The template {name} cannot be used: choose another one.", name=self._lacking))
        self._trouble.setText(" ".join(part for part in said if part))
        self._trouble.setVisible(bool(self._trouble.text()))

    @property
    def _settings(self) -> Settings:
        return self._kit.services.settings.current

    def _choose(self) -> None:
        self._lacking = ""
        self._keeper.keep(badge_template=self.template.template.name)
        self.write(is_ready=self.align.isEnabled())

    def _move(self) -> None:
        settings = self._settings
        offsets = settings.printer_offsets | {settings.printer: (self.right.millimetres, self.down.millimetres)}
        # What is on its way to the disk must not be put back by what is there still.
        self._is_moving = True
        self._keeper.keep(self._moved, printer_offsets=offsets)

    def _moved(self) -> None:
        self._is_moving = False
