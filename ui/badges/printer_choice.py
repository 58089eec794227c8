"""Where badges come out: a PDF file, or one of the machine's printers and its paper; remembered for each template."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from checkin.badges.printing import CUSTOM, Paper, PrinterState, paper_for
from checkin.badges.templates import Kind
from checkin.errors import CheckinError
from checkin.settings import whole_sheet
from ui.badges.words import paper_of
from ui.printing import Look
from ui.widgets.form import Field
from ui.widgets.labels import label

if TYPE_CHECKING:
    from checkin.badges.printing import Condition, Printer
    from checkin.badges.templates import Template
    from checkin.language import Language
    from ui.kit import Kit
    from ui.settings.keeper import Keeper

PDF = ""
"""What the choice of no printer holds."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the machine said of its printers, and of the chosen one."""

    printers: tuple[Printer, ...]
    asked: str = PDF
    papers: tuple[Paper, ...] = ()
    condition: Condition | None = None


class PrinterChoice(QWidget):
    """The printer, and below it what is in it; `changed` comes when either is another one."""

    changed = Signal()

    def __init__(self, kit: Kit, keeper: Keeper) -> None:
        super().__init__()
        self._kit = kit
        self._keeper = keeper
        self._known: _Known | None = None
        self._template: Template | None = None
        # What was chosen counts at once, and is on the disk a moment later.
        self._printers = dict(kit.services.settings.current.sheet_printers)
        self._papers_chosen: dict[tuple[str, str], str] = {}
        self._look = Look(kit.background, self._ask, self._show, self)
        self.printer, self.paper = QComboBox(), QComboBox()
        self._fields = Field(self.printer), Field(self.paper)
        self._warning = label("already", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for combo in (self.printer, self.paper):
            # Names of printers are long: they are cut in the field, and whole in its list.
            combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for part in (*self._fields, self._warning):
            column.addWidget(part)
        self.printer.addItem("", PDF)
        kit.notices.printers_seen.connect(self._hear)
        self.printer.activated.connect(self._choose)
        self.paper.activated.connect(self._choose_paper)
        self._fields[1].hide()
        self._warning.hide()

    @property
    def name(self) -> str:
        """The printer's name; empty for a PDF."""
        return self._printers.get(self._template.name, PDF) if self._template is not None else PDF

    @property
    def paper_key(self) -> str:
        """What the system calls the chosen paper; empty for the printer's own."""
        return str(self.paper.currentData() or "") if self.name else ""

    @property
    def warning(self) -> str:
        """What is wrong with the printer or its paper; empty where nothing is."""
        return self._warning.text()

    def look(self) -> None:
        """Look for printers and their papers, in the background."""
        self._look.look()

    def fit(self, template: Template) -> None:
        """Show where badges of this template came out last."""
        before, self._template = self.name, template
        if before != self.name:
            self.look()

    def write(self, template: Template, language: Language) -> None:
        """Write every text."""
        t, name = language, self.name
        self._fields[0].write(t.text("Printer"))
        self._fields[1].write(t.text("Paper in the printer"))
        known = self._known.printers if self._known is not None else ()
        entries = [(t.text("PDF file"), PDF), *((printer.name, printer.name) for printer in known)]
        if name and name not in [printer.name for printer in known]:
            missing = t.text("{name} (not here)", name=name)
            entries.append((missing if self._known is not None else name, name))
        _fill(self.printer, entries, name)
        papers = self._papers()
        self._write_papers(template, papers, t)
        said = self._trouble(template, papers, t)
        self._warning.setText(said)
        self._warning.setVisible(bool(said))

    def _papers(self) -> tuple[Paper, ...]:
        return self._known.papers if self._known is not None and self._known.asked == self.name else ()

    def _write_papers(self, template: Template, papers: tuple[Paper, ...], t: Language) -> None:
        name = self.name
        key, settings = kept_as(template), self._kit.services.settings.current
        kept = self._papers_chosen.get((name, key), settings.printer_papers.get(name, {}).get(key))
        fitting = paper_for(template, papers)
        entries = [(t.text("The printer’s own paper"), "")]
        entries += [(_paper_name(paper, t), paper.key) for paper in papers]
        if kept and kept not in [key for _, key in entries]:
            entries.append((kept, kept))
        _fill(self.paper, entries, kept if kept is not None else fitting.key if fitting is not None else "")
        self._fields[1].setVisible(bool(name))

    def _trouble(self, template: Template, papers: tuple[Paper, ...], t: Language) -> str:
        name, known = self.name, self._known
        if not name or known is None or known.asked != name:
            return ""
        if name not in [printer.name for printer in known.printers]:
            return t.text("{printer} is not here now: what is printed waits for it.", printer=name)
        chosen = next((paper for paper in papers if paper.key == self.paper_key), None)
        fits = paper_for(template, papers if chosen is None else (chosen,)) is not None
        if papers and not fits:
            paper = paper_of(template, t)
            if chosen is None:
                return t.text("No paper of {printer} is {paper}.", printer=name, paper=paper)
            return t.text("The template is made for {paper}.", paper=paper)
        if known.condition is not None and known.condition.state is PrinterState.STOPPED:
            return t.text("{printer} has stopped: what is printed waits for it.", printer=name)
        return ""

    def _ask(self) -> _Known:
        printers, name = self._kit.printers, self.name
        known = tuple(printers.all())
        if not name or name not in [printer.name for printer in known]:
            return _Known(known, name)
        try:
            return _Known(known, name, tuple(printers.papers(name)), printers.condition(name))
        except CheckinError:
            # A printer that does not answer can be chosen all the same: what is sent waits.
            return _Known(known, name)

    def _show(self, known: _Known) -> None:
        self._known = known
        self.changed.emit()

    def _hear(self, conditions: dict[str, Condition]) -> None:
        """Say that the printer stopped, or goes again, as soon as the keeper of the queue sees it."""
        known = self._known
        if known is None or not self.isVisible() or known.asked != self.name or known.condition is None:
            return
        seen = conditions.get(self.name)
        if seen is not None and seen != known.condition:
            self._show(replace(known, condition=seen))
        elif seen is None and known.condition.state is not PrinterState.READY:
            # Nothing waits for it any more: the keeper does not look at it.
            self.look()

    def _choose(self) -> None:
        name, template = str(self.printer.currentData()), self._template
        if template is None or name == self.name:
            return
        self._printers[template.name] = name
        self._keeper.keep(sheet_printers=dict(self._printers))
        self.changed.emit()
        self.look()

    def _choose_paper(self) -> None:
        template, name = self._template, self.name
        if template is None or not name:
            return
        self._papers_chosen[name, kept_as(template)] = str(self.paper.currentData() or "")
        # The door's papers lie beside, and may have been chosen meanwhile.
        kept = dict(self._kit.services.settings.current.printer_papers)
        for (printer, key), paper in self._papers_chosen.items():
            kept[printer] = {**kept.get(printer, {}), key: paper}
        self._keeper.keep(printer_papers=kept)
        self.changed.emit()


def kept_as(template: Template) -> str:
    """Return under which name the paper is remembered: whole sheets are another page than the door's one badge."""
    return whole_sheet(template.name) if template.kind is Kind.SHEET else template.name


def _fill(combo: QComboBox, entries: list[tuple[str, str]], chosen: str) -> None:
    with QSignalBlocker(combo):
        if [(combo.itemText(i), combo.itemData(i)) for i in range(combo.count())] != entries:
            combo.clear()
            for text, data in entries:
                combo.addItem(text, data)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))


def _paper_name(paper: Paper, t: Language) -> str:
    if paper.key == CUSTOM:
        return t.text("As large as the template")
    width, height = t.number(round(paper.width, 1)), t.number(round(paper.height, 1))
    size = t.text("{width} × {height} mm", width=width, height=height)
    return paper.name if "mm" in paper.name else f"{paper.name} · {size}"
