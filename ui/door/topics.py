"""What a walk-in wants to go further with: the evening's topics to tick, and a line for any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Size
from ui.widgets.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QResizeEvent

    from checkin.language import Language

COLUMNS = 3


class Topics(QWidget):
    """Boxes in up to three columns, as many as their names leave room for, and the line below them."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[QCheckBox] = []
        self.other = QLineEdit()
        self.other.setMaxLength(1000)
        self._title = label("label")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Size.GAP)
        self._grid.setVerticalSpacing(0)
        self._columns = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Size.STEP)
        column.addWidget(self._title)
        column.addLayout(self._grid)
        column.addWidget(self.other)

    @property
    def chosen(self) -> tuple[str, ...]:
        """What was ticked, then what was typed between commas; each once."""
        ticked = [str(box.property("topic")) for box in self.boxes if box.isChecked()]
        typed = [part.strip() for part in self.other.text().split(",")]
        return tuple(dict.fromkeys(topic for topic in (*ticked, *typed) if topic))

    def offer(self, names: Sequence[str], watcher: QObject) -> None:
        """Offer an evening's topics; `watcher` filters the events of their boxes."""
        for box in self.boxes:
            self._grid.removeWidget(box)
            box.deleteLater()
        self.boxes = []
        self._columns = 0
        before: QWidget | None = None
        for name in names:
            # An ampersand would underline the letter after it.
            box = QCheckBox(name.replace("&", "&&"), self)
            box.setProperty("topic", name)
            box.setAccessibleName(name)
            box.setToolTip(name)
            # A long name must not push the form's other fields out of view.
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.installEventFilter(watcher)
            if before is not None:
                QWidget.setTabOrder(before, box)
            before = box
            self.boxes.append(box)
        if before is not None:
            QWidget.setTabOrder(before, self.other)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        widest = max((box.sizeHint().width() for box in self.boxes), default=1) + Size.GAP
        columns = max(1, min(COLUMNS, (self.width() + Size.GAP) // widest))
        if not self.boxes or columns == self._columns:
            return
        self._columns = columns
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for index, box in enumerate(self.boxes):
            self._grid.addWidget(box, index // columns, index % columns)

    def clear(self) -> None:
        """Tick and type nothing."""
        for box in self.boxes:
            box.setChecked(False)
        self.other.clear()

    def retranslate(self, language: Language) -> None:
        """Write the texts."""
        title = language.text("Wants to go further with")
        self._title.setText(title)
        self.other.setPlaceholderText(language.text("another topic"))
        self.other.setAccessibleName(title)
        self.setAccessibleName(title)
