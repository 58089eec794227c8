"""Which printer badges go to, and a badge to try it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QSizePolicy

from checkin.badges.printing import PrinterState, send
from checkin.language import mark
from ui.print_queue.words import condition_line, is_well
from ui.printing import Look
from ui.settings.badge_paper import BadgePaper
from ui.widgets.button import Button
from ui.widgets.form import Field
from ui.widgets.labels import Card, label, set_look
from ui.wording import error_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.badges.printing import Condition, Paper, Printer
    from checkin.badges.templates import Catalogue
    from checkin.errors import CheckinError
    from ui.kit import Kit
    from ui.settings.keeper import Keeper

KEY = "Ctrl+Shift+P"
NONE = ""
"""What the choice of no printer holds: `Settings.printer` is empty then."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What the machine has: its printers, how the chosen one is, its papers, and the templates."""

    printers: list[Printer]
    condition: Condition | None
    papers: list[Paper]
    templates: Catalogue


class PrinterCard(Card):
    """The printers of the machine by name, none first; a choice counts at once."""

    def __init__(self, kit: Kit, keeper: Keeper) -> None:
        super().__init__(margin=22, gap=14)
        self._kit = kit
        self._keeper = keeper
        self._known: list[Printer] | None = None
        self._condition: Condition | None = None
        self._is_sending = False
        self._look = Look(kit.background, self._ask, self._show, self)
        self._heading = label("heading")
        self.printer = QComboBox()
        # Names of printers are long: they are cut in the field, and whole in its list.
        self.printer.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._field = Field(self.printer)
        self._warning = label("already", wrap=True)
        self.test = Button(kit.theme, icon="printer", key=KEY)
        self.paper = BadgePaper(kit, keeper)
        self._outcome = label("muted", wrap=True)
        self.column.addWidget(self._heading)
        self.column.addWidget(self._field)
        self.column.addWidget(self._warning)
        self.column.addWidget(self.test, 0, Qt.AlignmentFlag.AlignLeft)
        # Between the two buttons, one of which is in view: below both it is out of sight in the usual window.
        self.column.addWidget(self._outcome)
        self.column.addWidget(self.paper)
        self.column.addStretch()
        for line in (self._warning, self._outcome):
            line.hide()
        self.printer.activated.connect(self._choose)
        self.test.clicked.connect(self.print_test)
        self.paper.wanted.connect(self.print_alignment_page)
        QShortcut(QKeySequence(KEY), self, self.test.click)

    @property
    def warning(self) -> str:
        """What is wrong with the printer that is remembered; empty where nothing is."""
        return self._warning.text()

    @property
    def outcome(self) -> str:
        """What came of the last test badge."""
        return self._outcome.text()

    def look(self) -> None:
        """Look for printers, in the background."""
        self._look.look()

    def retranslate(self) -> None:
        """Write every text anew."""
        t = self._kit.translations.language
        self._heading.setText(t.text("Printer"))
        self._field.write(t.text("Printer of this door"), t.text("The badge of a walk-in is printed there at once."))
        self.test.setText(t.text("Print a test badge"))
        self._say("")
        self._write()

    def print_test(self) -> None:
        """Send a badge that is nobody's to the chosen printer."""
        services, printers, chosen = self._kit.services, self._kit.printers, self._chosen
        title, settings = self._kit.translations.language.text("Test badge"), services.settings.current
        paper = settings.paper_of(chosen, settings.badge_template)

        def work() -> None:
            from checkin.badges.sheets import Placing  # reportlab is loaded by the first print, not at start

            right, down = settings.printer_offset
            services.badging.print_test(
                lambda pdf: send(printers, chosen, pdf, paper=paper),
                template=settings.badge_template,
                title=title,
                printer=chosen,
                placing=Placing(dx=right, dy=down),
            )

        self._print(work, mark("Badge sent to {printer}"))

    def print_alignment_page(self) -> None:
        """Send the page that shows where the chosen printer puts things, with its offset as it is."""
        services, printers, chosen = self._kit.services, self._kit.printers, self._chosen
        t, settings = self._kit.translations.language, services.settings.current
        right, down = settings.printer_offset
        offset = t.text("Moved {right} mm right, {down} mm down", right=t.number(right), down=t.number(down))
        title, paper = t.text("Alignment page"), settings.paper_of(chosen, settings.badge_template)
        how = t.text("As many ticks as an outline is off to the left or above, so many mm more to the right or down.")

        def work() -> None:
            from checkin.badges.alignment import AlignmentTexts
            from checkin.badges.sheets import Placing  # reportlab is loaded by the first print, not at start

            services.badging.print_alignment_page(
                lambda pdf: send(printers, chosen, pdf, paper=paper),
                template=settings.badge_template,
                texts=AlignmentTexts(title, (chosen, offset, how)),
                placing=Placing(dx=right, dy=down),
            )

        self._print(work, mark("Alignment page sent to {printer}"))

    def _print(self, work: Callable[[], None], sent: str) -> None:
        """Print something in the background, one after the other, and say what came of it."""
        chosen = self._chosen
        if not chosen or self._is_sending:
            return
        self._is_sending = True
        self._say("")
        self._write_button()
        self._kit.background.run(
            work,
            then=lambda _: self._say(self._kit.translations.language.text(sent, printer=chosen)),
            failed=self._fail,
            done=self._sent,
            owner=self,
        )

    @property
    def _chosen(self) -> str:
        return self._kit.services.settings.current.printer

    def _ask(self) -> _Found:
        chosen, printers, badging = self._chosen, self._kit.printers, self._kit.services.badging
        if not chosen:
            return _Found(printers.all(), None, [], badging.catalogue())
        return _Found(printers.all(), printers.condition(chosen), printers.papers(chosen), badging.catalogue())

    def _show(self, found: _Found) -> None:
        self._known, self._condition = found.printers, found.condition
        self.paper.show_catalogue(found.templates)
        self.paper.show_papers(found.papers)
        self._write()

    def _write(self) -> None:
        t, chosen = self._kit.translations.language, self._chosen
        known = self._known or []
        is_missing = bool(chosen) and self._known is not None and chosen not in [p.name for p in known]
        self.printer.clear()
        self.printer.addItem(t.text("None: gather badges in a PDF"), NONE)
        for printer in known:
            usual = t.text("{name} (the computer’s usual one)", name=printer.name)
            self.printer.addItem(usual if printer.is_default else printer.name, printer.name)
        if is_missing:
            self.printer.addItem(t.text("{name} (not here)", name=chosen), chosen)
        elif chosen and self._known is None:
            self.printer.addItem(chosen, chosen)
        self.printer.setCurrentIndex(max(0, self.printer.findData(chosen)))
        warning = t.text("{printer} is not here now: badges wait until it is.", printer=chosen) if is_missing else ""
        self._warning.setText(warning or self._trouble(chosen))
        self._warning.setVisible(bool(self._warning.text()))
        self._write_button()

    def _trouble(self, chosen: str) -> str:
        """Return what is wrong with the chosen printer that is here, or nothing."""
        t, condition = self._kit.translations.language, self._condition
        if not chosen or condition is None or is_well(condition):
            return ""
        if condition.state is PrinterState.STOPPED and not condition.troubles:
            return t.text(
                "{printer} has stopped: badges wait in its queue. See its paper and its cable.", printer=chosen
            )
        return t.text("{why}: badges wait until that is put right.", why=condition_line(chosen, condition, t))

    def _write_button(self) -> None:
        is_ready = bool(self._chosen) and not self._is_sending
        self.test.setEnabled(is_ready)
        self.paper.write(is_ready=is_ready)

    def _choose(self) -> None:
        name = str(self.printer.currentData())
        if name != self._chosen:
            self._say("")
            self._keeper.keep(self._kept, printer=name)

    def _kept(self) -> None:
        self._condition = None
        self._write()
        self.look()
        self._kit.notices.printer_changed.emit()

    def _fail(self, error: CheckinError) -> None:
        self._say(error_line(error, self._kit.translations.language), "refused")

    def _sent(self) -> None:
        self._is_sending = False
        self._write_button()
        self.look()
        self._kit.notices.printer_changed.emit()

    def _say(self, text: str, look: str = "muted") -> None:
        self._outcome.setText(text)
        self._outcome.setVisible(bool(text))
        set_look(self._outcome, look)
