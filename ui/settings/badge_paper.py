"""What the door's printer prints badges on: the template, its paper, and by how much the printer is off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from checkin.badges.printing import CUSTOM, alone, paper_for
from checkin.settings import FARTHEST
from ui.badges.template_choice import TemplateChoice
from ui.badges.words import errors_line, fitting_line
from ui.settings.millimetres import Millimetres
from ui.widgets.button import Button
from ui.widgets.form import Field
from ui.widgets.labels import label

if TYPE_CHECKING:
    from checkin.badges.printing import Paper
    from checkin.badges.templates import Catalogue
    from checkin.errors import TemplateError
    from checkin.language import Language
    from checkin.settings import Settings
    from ui.kit import Kit
    from ui.settings.keeper import Keeper

KEY = "Ctrl+Shift+A"


class BadgePaper(QWidget):
    """The template, the paper and the offset, kept at once; `wanted` asks for the alignment page.

    A paper that fits the badge is chosen by itself, once for each printer and template.
    """

    wanted = Signal()

    def __init__(self, kit: Kit, keeper: Keeper) -> None:
        super().__init__()
        self._kit = kit
        self._keeper = keeper
        self._errors: tuple[TemplateError, ...] = ()
        self._lacking = ""
        self._is_moving = False
        self._chosen_paper: str | None = None
        self.template = TemplateChoice()
        self._papers: list[Paper] = []
        self.paper = QComboBox()
        # Names of papers are long: they are cut in the field, and whole in its list.
        self.paper.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.right, self.down = Millimetres(FARTHEST), Millimetres(FARTHEST)
        self._fields = [Field(control) for control in (self.template, self.right, self.down, self.paper)]
        self._trouble = label("refused", wrap=True)
        self._about = label("small", wrap=True)
        self.align = Button(kit.theme, icon="printer", key=KEY)
        choices, offsets = QHBoxLayout(), QHBoxLayout()
        for row in (choices, offsets):
            row.setSpacing(12)
        choices.addWidget(self._fields[0], 1, Qt.AlignmentFlag.AlignTop)
        choices.addWidget(self._fields[3], 1, Qt.AlignmentFlag.AlignTop)
        offsets.addWidget(self._fields[1])
        offsets.addWidget(self._fields[2])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(choices)
        column.addWidget(self._trouble)
        column.addLayout(offsets)
        column.addWidget(self._about)
        column.addWidget(self.align, 0, Qt.AlignmentFlag.AlignLeft)
        self.template.activated.connect(self._choose)
        self.paper.activated.connect(self._choose_paper)
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

    def show_papers(self, papers: list[Paper]) -> None:
        """Offer the papers of the chosen printer."""
        self._papers = papers
        self._keep_fitting()
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
        self._write_papers()
        said = [errors_line(self._errors, t)]
        if self._lacking:
            said.insert(0, t.text("The template {name} cannot be used: choose another one.", name=self._lacking))
        self._trouble.setText(" ".join(part for part in said if part))
        self._trouble.setVisible(bool(self._trouble.text()))

    @property
    def _settings(self) -> Settings:
        return self._kit.services.settings.current

    def _write_papers(self) -> None:
        t, settings = self._kit.translations.language, self._settings
        kept = settings.paper_of(settings.printer, self.template.template.name)
        chosen = self._chosen_paper if self._chosen_paper is not None else kept
        with QSignalBlocker(self.paper):
            self.paper.clear()
            self.paper.addItem(t.text("The printer’s own paper"), "")
            for paper in self._papers:
                self.paper.addItem(paper_name(paper, t), paper.key)
            if chosen and self.paper.findData(chosen) < 0:
                self.paper.addItem(t.text("{name} (not here)", name=chosen), chosen)
            self.paper.setCurrentIndex(max(0, self.paper.findData(chosen)))
        self.paper.setEnabled(bool(settings.printer))
        is_middle = bool(self._papers) and not chosen
        remark = t.text("The badge comes out in the middle of it.") if is_middle else ""
        self._fields[3].write(t.text("Paper in the printer"), remark)

    def _choose(self) -> None:
        self._lacking = ""
        self._chosen_paper = None
        self._keeper.keep(self._keep_fitting, badge_template=self.template.template.name)
        self.write(is_ready=self.align.isEnabled())

    def _choose_paper(self) -> None:
        self._keep_paper(str(self.paper.currentData()))

    def _keep_fitting(self) -> None:
        """Keep a paper of the badge's size where none was chosen yet."""
        settings, template = self._settings, self.template.template
        if not self._papers or template.name in settings.printer_papers.get(settings.printer, {}):
            return
        fitting = paper_for(alone(template), self._papers)
        if fitting is not None:
            self._keep_paper(fitting.key)

    def _keep_paper(self, key: str) -> None:
        settings = self._settings
        papers = settings.printer_papers.get(settings.printer, {}) | {self.template.template.name: key}
        # What is on its way to the disk must not be put back by what is there still.
        self._chosen_paper = key
        self._keeper.keep(self._kept_paper, printer_papers=settings.printer_papers | {settings.printer: papers})
        self.write(is_ready=self.align.isEnabled())

    def _kept_paper(self) -> None:
        self._chosen_paper = None

    def _move(self) -> None:
        settings = self._settings
        offsets = settings.printer_offsets | {settings.printer: (self.right.millimetres, self.down.millimetres)}
        # What is on its way to the disk must not be put back by what is there still.
        self._is_moving = True
        self._keeper.keep(self._moved, printer_offsets=offsets)

    def _moved(self) -> None:
        self._is_moving = False


def paper_name(paper: Paper, language: Language) -> str:
    """Return a paper as people choose it: its name and its size."""
    if paper.key == CUSTOM:
        return language.text("As large as the badge")
    size = language.text(
        "{width} × {height} mm",
        width=language.number(round(paper.width, 1)),
        height=language.number(round(paper.height, 1)),
    )
    return f"{paper.name} · {size}"
