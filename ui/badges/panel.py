"""The panel at the left of the Badges page: whose badges, in which order, on what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from checkin.badges.templates import Kind
from ui.badges.chooser import Chooser
from ui.badges.more import MoreWishes
from ui.badges.template_choice import TemplateChoice
from ui.badges.wishes import Order, Who, Wishes, not_printed
from ui.badges.words import errors_line, fitting_line, paper_of
from ui.theme import Role
from ui.widgets.disclosure import Disclosure
from ui.widgets.form import Field
from ui.widgets.labels import Card, label
from ui.widgets.scroll import Scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.badges.templates import Catalogue
    from checkin.errors import TemplateError
    from checkin.language import Language
    from checkin.model import Attendee
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
        self._errors: tuple[TemplateError, ...] = ()
        self.who, self.order, self.template, self.used = QComboBox(), QComboBox(), TemplateChoice(), QSpinBox()
        self.chooser, self.more = Chooser(kit.theme), MoreWishes(kit)
        self.chooser.setMinimumHeight(NAMES)
        self.disclosure = Disclosure(kit.theme, MORE)
        self._fields = [Field(control) for control in (self.who, self.order, self.template, self.used)]
        self._trouble = label("refused", wrap=True)
        self._advice = label("label", wrap=True)
        for key in Who:
            self.who.addItem("", key)
        for order in Order:
            self.order.addItem("", order)
        self._lay_out()
        for combo in (self.who, self.order):
            combo.currentIndexChanged.connect(self._change)
        self.template.changed.connect(self._take_template)
        self.used.valueChanged.connect(self.changed)
        self.chooser.changed.connect(self.changed)
        self.more.changed.connect(self.changed)
        self.more.logo.failed.connect(lambda: self.disclosure.setChecked(True))
        self.disclosure.toggled.connect(self.more.setVisible)
        self.disclosure.toggled.connect(self.write_disclosure)
        self.chooser.hide()
        self.more.hide()
        self._fit()

    @property
    def wishes(self) -> Wishes:
        """What the controls say."""
        more = self.more
        return Wishes(
            template=self.template.template.name,
            who=Who(self.who.currentData()),
            order=Order(self.order.currentData()),
            first_timers=more.first_timers.isChecked(),
            cut_marks=more.cut_marks.isChecked(),
            chosen=self.chooser.chosen,
            start=self.used.value(),
            palette=more.palette_wish,
            logo=more.logo.logo,
            offset=more.offset,
        )

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
        chosen = str(self.template.currentData())
        self.template.show_templates(catalogue.templates.values(), chosen, self._kit.translations.language)

    def write(self, candidates: Sequence[Attendee], language: Language) -> None:
        """Write every text, with how many badges each choice makes."""
        t, template = language, self.template.template
        who, order, what, used = self._fields
        who.write(t.text("Who"))
        order.write(t.text("Order"))
        what.write(t.text("Template"), fitting_line(template, t))
        used.write(t.text("Labels used already on the first sheet"))
        number = t.number(not_printed(candidates))
        self.who.setItemText(0, t.text("Not printed yet ({number})", number=number))
        self.who.setItemText(1, t.text("Everybody ({number})", number=t.number(len(candidates))))
        self.who.setItemText(2, t.text("Chosen by hand ({number})", number=t.number(len(self.chooser.chosen))))
        self.order.setItemText(0, t.text("Category, then name"))
        self.order.setItemText(1, t.text("Name"))
        self.template.write(t)
        self._trouble.setText(errors_line(self._errors, t))
        self._trouble.setVisible(bool(self._errors))
        self._advice.setText(
            t.text("Print the PDF at its actual size (100 %), on {paper}.", paper=paper_of(template, t))
        )
        self.write_disclosure()
        self.more.write(template, t)
        self.chooser.write(t.text("Find a name"), t.text("Names"))

    def write_disclosure(self) -> None:
        """Write what the line that opens the rest will do."""
        t = self._kit.translations.language
        self.disclosure.write(t.text("Less") if self.disclosure.isChecked() else t.text("More"), Role.NEUTRAL)

    def _lay_out(self) -> None:
        who, order, template, used = self._fields
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(who)
        column.addWidget(self.chooser, 1)
        for part in (order, template, self._trouble, used, self.disclosure, self.more):
            column.addWidget(part)
        column.addStretch()
        scroll = Scrolled(inside)
        scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.column.addWidget(scroll, 1)
        self.column.addWidget(self._advice)

    def _fit(self) -> None:
        """Offer what makes sense for the template."""
        template = self.template.template
        self.used.setRange(0, template.per_page - 1)
        self._fields[3].setVisible(template.per_page > 1 and template.kind is Kind.SHEET)
        self.more.fit(template)

    def _take_template(self) -> None:
        # Another template is another sheet, and that one is whole.
        self.used.setValue(0)
        self._fit()
        self.changed.emit()

    def _change(self) -> None:
        self.chooser.setVisible(self.who.currentData() == Who.CHOSEN)
        self.changed.emit()
