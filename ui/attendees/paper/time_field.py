"""The time at which guests came in who are ticked afterwards: one time, in whichever field it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit

from checkin.attendance.paper_times import TimeFault, paper_moment
from checkin.wording.paper import time_sentence
from ui.over import is_over

if TYPE_CHECKING:
    from datetime import datetime

    from checkin.language import Language
    from checkin.model import Event
    from ui.kit import Kit

WIDTH = 116
LONGEST = 12
_WRITTEN_APART = re.compile(r"\d{1,2}\s?[:hH]\s?\d{0,2}(\s?[aApP][mM])?")
"""A time where a code could stand: 2015 is a code, too."""


class TimeField(QLineEdit):
    """A field for hours and minutes; empty, it says what that means."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self.setMaxLength(LONGEST)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def retranslate(self, language: Language) -> None:
        """Write what stands in it while it is empty."""
        self.setPlaceholderText(language.text("now"))
        self.setToolTip(language.text("20:15, 2015 or 20h15, on the clock of the evening; empty is now"))


class PaperTime(QObject):
    """What is written in the fields that were joined: each shows what was written in another one."""

    changed = Signal()

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._fields: list[QLineEdit] = []
        self._text = ""

    @property
    def text(self) -> str:
        """What is written; empty for now."""
        language = self._kit.translations.language
        written = self._text.strip()
        return "" if written.casefold() in ("now", language.text("now").casefold()) else written

    def join(self, field: QLineEdit) -> None:
        """Let a field show the time, and write it."""
        self._fields.append(field)
        field.setText(self._text)
        field.textEdited.connect(self.write)

    def write(self, text: str) -> None:
        """Write another time."""
        if text != self._text:
            self._text = text
            for field in self._fields:
                if field.text() != text:
                    field.setText(text)
            self.changed.emit()

    def moment(self, event: Event) -> tuple[datetime | None, str]:
        """Return the time, None for now, and why it cannot be taken, empty where it can."""
        now, language = self._kit.services.clock(), self._kit.translations.language
        if not self.text:
            if is_over(event, now):
                return None, language.text("The evening is over: write when they came, such as 20:15.")
            return None, ""
        moment = paper_moment(self.text, event, now)
        if isinstance(moment, TimeFault):
            return None, time_sentence(moment, self.text, event, language)
        self.write(language.time(moment))
        return moment, ""


def is_time(text: str) -> bool:
    """Tell whether a time was typed where a code or a name belongs."""
    return _WRITTEN_APART.fullmatch(text.strip()) is not None
