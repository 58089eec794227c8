"""The panel at the left of the Badges page: whose badges, in which order, on what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox

from checkin.badges.templates import DEFAULT, TEMPLATES
from ui.badges.chooser import Chooser
from ui.badges.wishes import Order, Who, Wishes, not_printed
from ui.widgets.form import Field
from ui.widgets.labels import Card, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.badges.templates import Template
    from checkin.language import Language
    from checkin.model import Attendee
    from ui.theme import Theme

WIDTH = 300


class WishesPanel(Card):
    """The controls; `changed` comes when one of them says otherwise than before."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=18, gap=12)
        self.setFixedWidth(WIDTH)
        self.who, self.order, self.template = QComboBox(), QComboBox(), QComboBox()
        self.first_timers, self.cut_marks = QCheckBox(), QCheckBox()
        self.chooser = Chooser(theme)
        self._fields = [Field(box) for box in (self.who, self.order, self.template)]
        for key in Who:
            self.who.addItem("", key)
        for order in Order:
            self.order.addItem("", order)
        for name in TEMPLATES:
            self.template.addItem("", name)
        self.template.setCurrentIndex(self.template.findData(DEFAULT.name))
        self.first_timers.setChecked(True)
        self.cut_marks.setChecked(True)
        self.column.addWidget(self._fields[0])
        self.column.addWidget(self.chooser, 1)
        for field in self._fields[1:]:
            self.column.addWidget(field)
        for box in (self.first_timers, self.cut_marks):
            self.column.addWidget(box)
            box.toggled.connect(self.changed)
        self.column.addStretch()
        self._advice = label("label", wrap=True)
        self.column.addWidget(self._advice)
        for combo in (self.who, self.order, self.template):
            combo.currentIndexChanged.connect(self._change)
        self.chooser.changed.connect(self.changed)
        self.chooser.hide()

    @property
    def wishes(self) -> Wishes:
        """What the controls say."""
        return Wishes(
            template=str(self.template.currentData()),
            who=Who(self.who.currentData()),
            order=Order(self.order.currentData()),
            first_timers=self.first_timers.isChecked(),
            cut_marks=self.cut_marks.isChecked(),
            chosen=self.chooser.chosen,
        )

    def write(self, candidates: Sequence[Attendee], language: Language) -> None:
        """Write every text, with how many badges each choice makes."""
        t = language
        for field, name in zip(self._fields, (t.text("Who"), t.text("Order"), t.text("Template")), strict=True):
            field.write(name)
        number = t.number(not_printed(candidates))
        self.who.setItemText(0, t.text("Not printed yet ({number})", number=number))
        self.who.setItemText(1, t.text("Everybody ({number})", number=t.number(len(candidates))))
        self.who.setItemText(2, t.text("Chosen by hand ({number})", number=t.number(len(self.chooser.chosen))))
        self.order.setItemText(0, t.text("Category, then name"))
        self.order.setItemText(1, t.text("Name"))
        for index in range(self.template.count()):
            self.template.setItemText(index, template_name(TEMPLATES[self.template.itemData(index)], t))
        self.first_timers.setText(t.text("mark for first-timers"))
        self.cut_marks.setText(t.text("cut marks"))
        self._advice.setText(t.text("Print the PDF at its actual size (100 %), on A4 paper or card."))
        self.chooser.write(t.text("Find a name"), t.text("Names"))

    def _change(self) -> None:
        self.chooser.setVisible(self.who.currentData() == Who.CHOSEN)
        self.changed.emit()


def template_name(template: Template, language: Language) -> str:
    """Return a template as people know it, by its size and how many fit on a sheet."""
    return language.text(
        "{width} × {height} mm, {number} a sheet",
        width=language.number(template.width),
        height=language.number(template.height),
        number=template.per_page,
    )
