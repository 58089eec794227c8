"""The line above the table: the filters, and what can be done with the lines that are selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.attendees.lines import Filter
from ui.theme import Size
from ui.widgets.button import Button
from ui.widgets.labels import label
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checkin.language import Language
    from ui.attendees.ticking import Chosen
    from ui.theme import Theme

WIDE = 1100
"""Where there is less room than this, the filters need it more than the count of what is selected."""


class ListBar(QWidget):
    """Filters at the left, actions at the right once something is selected."""

    filtered = Signal()
    edit = Signal()
    let_in = Signal()
    take_back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._filters = Segments(theme, [chosen.value for chosen in Filter])
        self._filters.chosen.connect(self.filtered)
        self._selected = label("muted")
        self._edit = Button(theme, key="F2")
        self._edit.clicked.connect(self.edit)
        self._let_in = Button(theme, icon="log-in", key="Enter")
        self._let_in.clicked.connect(self.let_in)
        self._take_back = Button(theme, icon="undo-2", key="Ctrl+Z")
        self._take_back.clicked.connect(self.take_back)
        # As high with the buttons as without them: the table must not jump.
        self.setFixedHeight(Size.HEADER)
        row = QHBoxLayout(self)
        row.setContentsMargins(Size.GAP, 0, Size.GAP, 0)
        row.setSpacing(8)
        row.addWidget(self._filters)
        row.addStretch()
        for part in (self._selected, self._edit, self._let_in, self._take_back):
            row.addWidget(part)

    @property
    def filter(self) -> Filter:
        """The filter that is on."""
        return Filter(self._filters.current)

    def choose(self, chosen: Filter) -> None:
        """Put a filter on."""
        self._filters.choose(chosen.value)
        self.filtered.emit()

    def write(self, counts: Mapping[Filter, int], *, is_over: bool, language: Language) -> None:
        """Write the filters; who has not come is a no-show only once the evening is over."""
        self._filters.setAccessibleName(language.text("Show"))
        names = {
            Filter.ALL: language.text("All"),
            Filter.EXPECTED: language.text("On the list"),
            Filter.ARRIVED: language.text("Arrived"),
            Filter.ABSENT: language.text("No-shows") if is_over else language.text("Still to come"),
            Filter.CANCELLED: language.text("Cancellations"),
            Filter.NO_BADGE: language.text("Badge to print"),
        }
        for chosen, name in names.items():
            self._filters.write(chosen.value, name, language.number(counts[chosen]))
        self._edit.setText(language.text("Edit"))
        self._let_in.setText(language.text("Let in"))
        self._take_back.setText(language.text("Take back"))

    def show_selection(self, chosen: Chosen, language: Language) -> None:
        """Offer what fits the selected lines: one can be edited, some can be let in, of some that is taken back."""
        count = chosen.count
        self._selected.setText(language.plural("{n} selected", "{n} selected", count))
        self._selected.setVisible(count > 1 and self.width() >= WIDE)
        # In a narrow window the actions need the room of the numbers, which stay in the names of the filters.
        self._filters.count(self.width() >= WIDE or not count)
        self._edit.setVisible(count == 1)
        self._let_in.setVisible(bool(chosen.waiting))
        self._take_back.setVisible(bool(chosen.arrived))
