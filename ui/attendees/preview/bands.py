"""What a preview asks in one line each: which sheet is meant, and what becomes of who is missing from the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout

from ui.theme import Size
from ui.widgets.keycap import KeyCap
from ui.widgets.labels import ElidedLabel, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.language import Language
    from checkin.storage.records import AttendeeRecord
    from ui.theme import Theme

NAMED = 3
"""So many of the missing people are named in the line; all of them are in its tool tip, as far as it can show."""
IN_TIP = 30


class _Band(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "offer")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(Size.GAP, 6, Size.GAP, 6)
        self.row.setSpacing(8)
        self.hide()


class SheetBand(_Band):
    """Offers the sheets that name people, where there are several."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._question, self._name = ElidedLabel("unlisted"), label("label")
        self.sheets = QComboBox()
        self.sheets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.sheets.activated.connect(lambda place: self.chosen.emit(self.sheets.itemText(place)))
        self.row.addWidget(self._question, 1)
        self.row.addWidget(self._name)
        self.row.addWidget(self.sheets)
        self.row.addWidget(KeyCap(theme, "Ctrl+PgDown"))
        QShortcut(QKeySequence("Ctrl+PgDown"), self, lambda: self._step(1))
        QShortcut(QKeySequence("Ctrl+PgUp"), self, lambda: self._step(-1))

    def show_sheets(self, sheets: Sequence[str], current: str, t: Language) -> None:
        """Show the sheets and which one is read; fewer than two need no question."""
        self.setVisible(len(sheets) > 1)
        if [self.sheets.itemText(place) for place in range(self.sheets.count())] != list(sheets):
            self.sheets.clear()
            self.sheets.addItems(list(sheets))
        self.sheets.setCurrentIndex(sheets.index(current) if current in sheets else -1)
        count = len(sheets)
        self._question.setText(
            t.plural("{n} sheet names people: one is read.", "{n} sheets name people: one is read.", count)
        )
        self._name.setText(t.text("Sheet"))
        self.sheets.setAccessibleName(t.text("Sheet"))

    def _step(self, by: int) -> None:
        count = self.sheets.count()
        if not self.isHidden() and count:
            self.chosen.emit(self.sheets.itemText((self.sheets.currentIndex() + by) % count))


class MissingBand(_Band):
    """Says who the last list named and this one does not, with the switch that cancels them."""

    switched = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._said = ElidedLabel()
        self.cancel = QCheckBox()
        self.cancel.clicked.connect(self.switched)
        self.row.addWidget(self._said, 1)
        self.row.addWidget(self.cancel)
        self.row.addWidget(KeyCap(theme, "Ctrl+M"))
        QShortcut(QKeySequence("Ctrl+M"), self, self.cancel.click)

    def show_missing(self, missing: Sequence[AttendeeRecord], t: Language, *, is_cancelled: bool) -> None:
        """Show who is missing; nobody needs no line."""
        self.setVisible(bool(missing))
        n = len(missing)
        names = [record.full_name or record.email or t.text("Unnamed guest") for record in missing[:IN_TIP]]
        if is_cancelled:
            said = t.plural(
                "{n} person of the last list is not in this one: cancelled when you load it",
                "{n} people of the last list are not in this one: cancelled when you load it",
                n,
            )
        else:
            said = t.plural(
                "{n} person of the last list is not in this one: stays",
                "{n} people of the last list are not in this one: they stay",
                n,
            )
        shown = ", ".join(names[:NAMED]) + ("…" if n > NAMED else "")
        self._said.setText(f"{said} ({shown})")
        self._said.setToolTip("\n".join(names) + ("\n…" if n > IN_TIP else ""))
        self.cancel.setText(t.plural("Cancel them", "Cancel them", n))
        self.cancel.setAccessibleDescription(said)
        self.cancel.setChecked(is_cancelled)
