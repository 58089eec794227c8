"""The panel at the left of the Badges page: whose badges, in which order, on what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from checkin.badges.templates import Kind
from checkin.badging import Order
from ui.badges.category_choice import CategoryChoice
from ui.badges.chooser import Chooser
from ui.badges.marks import marks_of
from ui.badges.more import MoreWishes
from ui.badges.printer_choice import PrinterChoice
from ui.badges.template_choice import TemplateChoice
from ui.badges.wishes import Picking, Who, Wishes, not_printed, printed_again
from ui.badges.words import again_line, errors_line, fitting_line, narrowing_line, paper_of
from ui.settings.keeper import Keeper
from ui.theme import Role
from ui.widgets.disclosure import Disclosure
from ui.widgets.form import Field
from ui.widgets.labels import Card, label
from ui.widgets.scroll import Scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from checkin.badges.templates import Catalogue
    from checkin.badging import Printing
    from checkin.errors import TemplateError
    from checkin.language import Language
    from checkin.model import Attendee, Event
    from ui.kit import Kit

WIDTH = 300
NAMES = 220
"""The least height of the names to tick, in pixels."""
MORE = "Ctrl+L"


class WishesPanel(Card):
    """The controls; `changed` comes when one of them says otherwise than before."""

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(margin=18, gap=12)
        self.setFixedWidth(WIDTH)
        self._kit = kit
        self._keeper = Keeper(kit, self)
        self._errors: tuple[TemplateError, ...] = ()
        self._picking, self._counting = Picking(), Picking()
        self._remembered = kit.services.settings.current.sheet_template
        self.who, self.categories = QComboBox(), CategoryChoice()
        self.template, self.used = TemplateChoice(), QSpinBox()
        self.chooser, self.more = Chooser(kit.theme), MoreWishes(kit, self._keeper)
        self.printer = PrinterChoice(kit, self._keeper)
        self.chooser.setMinimumHeight(NAMES)
        self.disclosure = Disclosure(kit.theme, MORE)
        self._fields = [Field(control) for control in (self.who, self.categories, self.template, self.used)]
        self._again, self._trouble = label("already", wrap=True), label("refused", wrap=True)
        self._advice = label("label", wrap=True)
        for key in Who:
            self.who.addItem("", key)
        self._lay_out()
        self._listen()
        for hidden in (self.chooser, self.more, self._again):
            hidden.hide()
        self._fit()

    @property
    def wishes(self) -> Wishes:
        """What the controls say."""
        more = self.more
        return Wishes(
            template=self.template.template.name,
            who=Who(self.who.currentData()),
            categories=self.categories.wanted,
            since=more.since.since,
            order=Order(more.order.currentData()),
            copies=more.copies.value(),
            first_timers=more.first_timers.isChecked(),
            cut_marks=more.cut_marks.isChecked(),
            chosen=self.chooser.chosen,
            start=self.used.value(),
            palette=more.palette_wish,
            back=more.back_wish,
            profiles=more.profiles.isChecked(),
            logo=more.logo.logo,
            offset=self._offset,
            printer=self.printer.name,
            paper=self.printer.paper_key,
        )

    @property
    def _offset(self) -> tuple[float, float]:
        """Return what the chosen printer needs; a file may go to any printer, and then it is a wish."""
        settings, printer = self._kit.services.settings.current, self.printer.name
        return settings.printer_offsets.get(printer, (0.0, 0.0)) if printer else self.more.offset

    def wanted(self, candidates: Sequence[Attendee]) -> list[Attendee]:
        """Return whose badges are wished for, in their order."""
        return self._picking.of(candidates, self.wishes.selection)

    @property
    def again(self) -> str:
        """How many badges would be printed another time; empty where none would."""
        return self._again.text()

    @property
    def trouble(self) -> str:
        """What is wrong with the organiser's own templates; empty where nothing is."""
        return self._trouble.text()

    @property
    def advice(self) -> str:
        """How, and on what, to print."""
        return self._advice.text()

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Offer the templates there are, and say what is wrong with own ones."""
        self._errors = catalogue.errors
        # What was chosen on another day may be the organiser's own, which only the catalogue knows.
        chosen = self._remembered or str(self.template.currentData())
        self._remembered = ""
        self.template.show_templates(catalogue.templates.values(), chosen, self._kit.translations.language)

    def show_people(
        self,
        candidates: Sequence[Attendee],
        printings: Sequence[Printing],
        event: Event,
        now: datetime,
        language: Language,
    ) -> None:
        """Offer these people by hand, and count moments in the evening's zone; `printings` are the newest first."""
        zone = ZoneInfo(event.timezone)
        marks = marks_of(candidates, printings, zone, now, language)
        self.chooser.show_people(candidates, language.text("Unnamed guest"), marks)
        last = next((printing.at for printing in printings if printing.attendee_id is not None), None)
        self.more.since.show_evening(zone, now, last)

    def reset(self) -> None:
        """Leave out nobody: it is another evening."""
        self.more.since.reset()
        self.categories.choose(None)

    def write(self, candidates: Sequence[Attendee], language: Language) -> None:
        """Write every text, with how many badges each choice makes."""
        t, template, wishes = language, self.template.template, self.wishes
        who, categories, what, used = self._fields
        who.write(t.text("Who"), narrowing_line(wishes, t))
        categories.write(t.text("Categories"))
        what.write(t.text("Template"), fitting_line(template, t))
        used.write(t.text("Labels used already on the first sheet"))
        number = t.number(not_printed(candidates))
        self.who.setItemText(0, t.text("Not printed yet ({number})", number=number))
        self.who.setItemText(1, t.text("Everybody ({number})", number=t.number(len(candidates))))
        self.who.setItemText(2, t.text("Chosen by hand ({number})", number=t.number(len(self.chooser.chosen))))
        every_category = replace(wishes, categories=None).selection
        self.categories.show_people(candidates, self._counting.of(candidates, every_category), t)
        again = "" if wishes.who is Who.NEW else again_line(printed_again(self.wanted(candidates)), t)
        self._again.setText(again)
        self._again.setVisible(bool(again))
        self.template.write(t)
        self.printer.write(template, t)
        self._trouble.setText(errors_line(self._errors, t))
        self._trouble.setVisible(bool(self._errors))
        self._advice.setText(
            t.text("Print the PDF at its actual size (100 %), on {paper}.", paper=paper_of(template, t))
        )
        self._advice.setVisible(not wishes.printer)
        self.write_disclosure()
        self.more.write(template, t, is_file=not wishes.printer)
        self.chooser.write(t.text("Find a name"), t.text("Names"))

    def write_disclosure(self) -> None:
        """Write what the line that opens the rest will do."""
        t = self._kit.translations.language
        self.disclosure.write(t.text("Less") if self.disclosure.isChecked() else t.text("More"), Role.NEUTRAL)

    def _lay_out(self) -> None:
        who, categories, template, used = self._fields
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(who)
        column.addWidget(self.chooser, 1)
        for part in (categories, self._again, template, self._trouble, used, self.printer, self.disclosure, self.more):
            column.addWidget(part)
        column.addStretch()
        self._scroll = Scrolled(inside)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.column.addWidget(self._scroll, 1)
        self.column.addWidget(self._advice)

    def _listen(self) -> None:
        self.who.currentIndexChanged.connect(self._choose)
        self.template.changed.connect(self._take_template)
        self.disclosure.toggled.connect(self._open_more)
        self.disclosure.toggled.connect(self.write_disclosure)
        self.more.logo.failed.connect(lambda: self.disclosure.setChecked(True))
        for control in (self.categories, self.chooser, self.printer, self.more):
            control.changed.connect(self.changed)
        self.used.valueChanged.connect(self.changed)

    def _fit(self) -> None:
        """Offer what makes sense for the template."""
        template = self.template.template
        self.used.setRange(0, template.per_page - 1)
        self._fields[3].setVisible(template.per_page > 1 and template.kind is Kind.SHEET)
        self.more.fit(template)
        self.printer.fit(template)

    def _take_template(self) -> None:
        # Another template is another sheet, and that one is whole.
        self.used.setValue(0)
        self._fit()
        if self.template.template.name != self._kit.services.settings.current.sheet_template:
            self._keeper.keep(sheet_template=self.template.template.name)
        self.changed.emit()

    def _open_more(self, is_open: bool) -> None:
        self.more.setVisible(is_open)
        if is_open:
            # What opens below the foot would open unseen; its place is known once it is laid out.
            bar = self._scroll.verticalScrollBar()
            QTimer.singleShot(0, self, lambda: bar.setValue(self.disclosure.y()))

    def _choose(self) -> None:
        self.chooser.setVisible(self.who.currentData() == Who.CHOSEN)
        self.changed.emit()
