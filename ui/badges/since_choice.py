"""Printing the badges of those who registered since a moment only."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QDateTime, QSignalBlocker, QTime, Signal
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QVBoxLayout, QWidget

from ui.badges.words import moment_of
from ui.theme import Size
from ui.widgets.form import INSIDE

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from checkin.language import Language

ANY, LAST, CHOSEN = "any", "last", "chosen"


class SinceChoice(QWidget):
    """Whoever is on the list, or who was put on it since the last printing or a moment; `changed` says otherwise."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice, self.moment = QComboBox(), QDateTimeEdit()
        self._zone: ZoneInfo | None = None
        self._last: datetime | None = None
        for key in (ANY, LAST, CHOSEN):
            self.choice.addItem("", key)
        self.moment.setDisplayFormat("d/M/yyyy HH:mm")
        self.moment.setFixedHeight(Size.FIELD)
        # Qt's style sheets leave the line within without its padding.
        self.moment.lineEdit().setTextMargins(INSIDE, 0, INSIDE, 0)
        self.moment.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.choice)
        column.addWidget(self.moment)
        self.setFocusProxy(self.choice)
        self.choice.currentIndexChanged.connect(self._choose)
        self.moment.dateTimeChanged.connect(self.changed)

    @property
    def since(self) -> datetime | None:
        """The moment, in the evening's own zone; None where all count."""
        match self.choice.currentData():
            case "last":
                return self._last
            case "chosen" if self._zone is not None:
                day, time = self.moment.date(), self.moment.time()
                return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=self._zone)
            case _:
                return None

    def show_evening(self, zone: ZoneInfo, now: datetime, last: datetime | None) -> None:
        """Count in an evening's zone; `last` is when badges were printed last."""
        is_another = self._zone is None
        self._zone, self._last = zone, last.astimezone(zone) if last is not None else None
        if is_another:
            begin = now.astimezone(zone).replace(hour=0, minute=0)
            with QSignalBlocker(self.moment):
                self.moment.setDateTime(
                    QDateTime(QDate(begin.year, begin.month, begin.day), QTime(begin.hour, begin.minute))
                )

    def reset(self) -> None:
        """Let everybody count again: it is another evening."""
        self._zone = self._last = None
        with QSignalBlocker(self.choice):
            self.choice.setCurrentIndex(0)
        self.moment.hide()

    def write(self, name: str, language: Language) -> None:
        """Write every text; `name` is the field's."""
        last = moment_of(self._last, language) if self._last is not None else ""
        self.choice.setAccessibleName(name)
        self.moment.setAccessibleName(name)
        self.choice.setItemText(0, language.text("no matter when"))
        self.choice.setItemText(
            1,
            language.text("since the last printing ({moment})", moment=last)
            if last
            else language.text("since the last printing"),
        )
        self.choice.setItemText(2, language.text("since a moment…"))

    def _choose(self) -> None:
        self.moment.setVisible(self.choice.currentData() == CHOSEN)
        self.changed.emit()
