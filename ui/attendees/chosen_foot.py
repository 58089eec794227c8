"""The line below the table while something is chosen: at what time people are let in, and their badges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.attendees.badge_words import badge_words
from ui.attendees.paper.time_field import TimeField
from ui.theme import Size
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.keycap import KeyCap
from ui.widgets.labels import label, set_look

if TYPE_CHECKING:
    from checkin.language import Language
    from checkin.model import Attendee
    from ui.attendees.lines import Line
    from ui.attendees.ticking import Chosen
    from ui.theme import Theme

TIME_KEY, PRINT_KEY, LOST_KEY = "F5", "Ctrl+P", "Ctrl+B"


class ChosenFoot(QFrame):
    """It asks in its own place whether a badge is lost."""

    print = Signal()
    lost = Signal()
    dismissed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.time = TimeField()
        self._at, self._cap = label("label"), KeyCap(theme, TIME_KEY)
        self._words = label("muted", wrap=True)
        self._print = Button(theme, icon="printer", key=PRINT_KEY)
        self._lost = Button(theme, key=LOST_KEY)
        self._leave = Button(theme, key="Esc")
        self._confirm = Button(theme, icon="printer", key="Enter")
        self._print.clicked.connect(self.print)
        self._lost.clicked.connect(self.lost)
        self._confirm.clicked.connect(self.lost)
        self._leave.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(Size.GAP, Size.STEP, Size.GAP, Size.STEP)
        row.setSpacing(Size.STEP * 2)
        for part in (self._at, self.time, self._cap):
            row.addWidget(part)
        row.addSpacing(Size.GAP)
        row.addWidget(self._words, 1)
        for button in (self._print, self._lost, self._leave, self._confirm):
            row.addWidget(button)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def begin(self) -> None:
        """Put the keyboard into the time, where it is shown."""
        if self.time.isVisible():
            self.time.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.time.selectAll()

    def retranslate(self, language: Language) -> None:
        """Write every text that depends on nothing else."""
        self._at.setText(language.text("Let in at"))
        self._at.setBuddy(self.time)
        self.time.retranslate(language)
        self.time.setAccessibleName(language.text("Let in at"))
        self.time.setAccessibleDescription(TIME_KEY)
        self._print.setText(language.text("Print badge"))
        self._lost.setText(language.text("Badge lost"))
        self._leave.setText(language.text("Not lost"))
        self._confirm.setText(language.text("Refuse it, print anew"))

    def write(self, chosen: Chosen, line: Line | None, asked: Attendee | None, language: Language) -> None:
        """Show what fits the chosen lines: `line` is the one that is chosen alone, `asked` who is asked about."""
        is_asking = asked is not None
        for part in (self._at, self.time, self._cap):
            part.setVisible(bool(chosen.waiting) and not is_asking)
        self._print.setVisible(bool(chosen.badges) and not is_asking)
        self._lost.setVisible(chosen.losable is not None and not is_asking)
        self._leave.setVisible(is_asking)
        self._confirm.setVisible(is_asking)
        set_look(self, "offer" if is_asking else "")
        set_look(self._words, "" if is_asking else "muted")
        before = self.words
        if asked is not None:
            name = asked.full_name or language.text("Unnamed guest")
            self._words.setText(
                language.text("Is {name}’s badge lost? Its code is refused for good: there is no way back.", name=name)
            )
        elif line is not None and chosen.badges:
            self._words.setText(badge_words(line, language))
        else:
            self._words.setText("")
        if is_asking and before != self.words:
            announce(self, self.words)
