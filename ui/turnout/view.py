"""What the Turnout page shows: four figures, the arrivals, the categories, the last evenings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.theme import Role, Size
from ui.turnout.figures import arrival_bars, busiest, category_entries, described, figures, history_bars
from ui.widgets.bar_chart import BarChart
from ui.widgets.figure_card import FigureCard
from ui.widgets.labels import Card, ElidedLabel, label
from ui.widgets.legend import Entry, Legend

if TYPE_CHECKING:
    from checkin.attendance.turnout import Turnout
    from checkin.language import Language
    from ui.theme import Theme

FIGURES = 4
HISTORY_HEIGHT = 132
SIDE = 300
LEGEND_ROWS = 7
GAP = 14


class TurnoutView(QWidget):
    """Draws an evening's figures; `show_turnout` writes them, in the language that is on."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cards = tuple(FigureCard() for _ in range(FIGURES))
        self.arrivals, self.history = BarChart(theme), BarChart(theme)
        self.categories, self._history_legend = Legend(theme), Legend(theme, in_a_row=True)
        self._arrivals_title, self._categories_title = label("strong"), label("strong")
        self._busiest, self._history_title = ElidedLabel("label"), label("strong")
        self._history_card = Card(margin=16)
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.PAGE, Size.PAGE_TOP, Size.PAGE, Size.PAGE_TOP)
        column.setSpacing(GAP)
        column.addLayout(self._figures())
        column.addLayout(self._middle(), 1)
        column.addWidget(self._history())

    def retranslate(self, t: Language) -> None:
        """Write what does not depend on the figures."""
        self._arrivals_title.setText(t.text("Arrivals, every 10 minutes"))
        self._categories_title.setText(t.text("By category"))

    def show_turnout(self, turnout: Turnout, t: Language, *, over: bool) -> None:
        """Write the figures; `over` says whether the evening is."""
        for card, figure in zip(self.cards, figures(turnout, t, over=over), strict=True):
            card.write(figure.name, figure.figure, figure.remark)
        bars = arrival_bars(turnout, t)
        self.arrivals.show_bars(bars, described(bars))
        self._busiest.setText(busiest(turnout, t))
        self.categories.show_entries(category_entries(turnout, t, LEGEND_ROWS))
        past = history_bars(turnout, t)
        self.history.show_bars(past, described(past))
        self._history_card.setVisible(len(past) > 1)
        self._history_title.setText(t.plural("The last evening", "The last {n} evenings", len(past)))
        colours = self._theme.colours
        self._history_legend.show_entries(
            [Entry(t.text("came"), colours.accent), Entry(t.text("first time"), colours.ink(Role.ADMITTED))]
        )

    def _figures(self) -> QLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for card in self.cards:
            row.addWidget(card, 1)
        return row

    def _middle(self) -> QLayout:
        head = QHBoxLayout()
        head.addWidget(self._arrivals_title)
        head.addSpacing(Size.GAP)
        head.addWidget(self._busiest, 1)
        arrivals = Card(gap=GAP)
        arrivals.column.addLayout(head)
        arrivals.column.addWidget(self.arrivals, 1)
        by_category = Card(gap=GAP)
        by_category.setFixedWidth(SIDE)
        by_category.column.addWidget(self._categories_title)
        by_category.column.addWidget(self.categories)
        by_category.column.addStretch()
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(arrivals, 1)
        row.addWidget(by_category)
        return row

    def _history(self) -> QWidget:
        self._history_card.setFixedHeight(HISTORY_HEIGHT)
        row = QHBoxLayout()
        row.setSpacing(2 * GAP)
        row.addWidget(self._history_title)
        row.addWidget(self.history, 1)
        row.addWidget(self._history_legend)
        self._history_card.column.addLayout(row)
        return self._history_card
