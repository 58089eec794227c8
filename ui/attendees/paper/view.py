"""The panel below the table in which a list on paper is ticked in: what stands where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.attendees.paper.entry_line import EntryLine
from ui.attendees.paper.time_field import TimeField
from ui.theme import Size
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.form import Field
from ui.widgets.key_words import KeyWords
from ui.widgets.labels import Card, ElidedLabel, set_look
from ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from checkin.language import Language
    from ui.theme import Theme

SHOWN = 4
"""Lines at once: of who may be meant, and of what was ticked."""
WRITE_KEY = "Ctrl+Shift+P"
KEYS = ("Enter", "Shift+Enter", "Up+Down", "Ctrl+Z")


class PaperView(Card):
    """At the left the time, the entry and who may be meant; at the right what was ticked, the newest first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=16, gap=10)
        self.time, self.entry = TimeField(), EntryLine()
        self._time, self._entry = Field(self.time), Field(self.entry)
        self._title, self._remark = ElidedLabel("strong", keeps_width=True), ElidedLabel("muted")
        self.suggestions = RowList(theme, whole_rows=True)
        self.ticked = RowList(theme)
        self._count = ElidedLabel("label")
        self.write_list = Button(theme, icon="file-text", key=WRITE_KEY)
        self.leave = Button(theme, key="Esc")
        self._keys = KeyWords(theme, KEYS)
        self._lay_out()
        self.hide()

    @property
    def remark(self) -> str:
        """What stands beside the title."""
        return self._remark.text()

    def show_remark(self, text: str, look: str = "refused") -> None:
        """Say why nothing was written, or nothing."""
        set_look(self._remark, look)
        self._remark.setText(text)
        if text:
            announce(self, text)

    def begin(self, *, is_all: bool = False) -> None:
        """Put the keyboard where the next entry is typed; with `is_all` over what is typed there."""
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        if is_all:
            self.entry.selectAll()

    def retranslate(self, language: Language) -> None:
        """Write every text that depends on nothing else."""
        text = language.text
        self._title.setText(text("Tick from paper"))
        self.setAccessibleName(text("Tick from paper"))
        self._time.write(text("Time"))
        self.time.retranslate(language)
        self._entry.write(text("Code or name"))
        self.suggestions.setAccessibleName(text("Who may be meant"))
        self.ticked.setAccessibleName(text("Ticked in"))
        self.write_list.setText(text("Paper list…"))
        self.leave.setText(text("Close"))
        words = (text("let in"), text("not on the list: walk-in"), text("choose"), text("take back"))
        self._keys.write(dict(zip(KEYS, words, strict=True)))

    def count(self, ticked: int, language: Language) -> None:
        """Say how many were ticked in since the panel was opened."""
        said = language.plural("{n} ticked in", "{n} ticked in", ticked) if ticked else language.text("Ticked in")
        self._count.setText(said)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Size.GAP)
        head.addWidget(self._title)
        head.addWidget(self._remark, 1)
        head.addWidget(self.write_list)
        head.addWidget(self.leave)
        fields = QHBoxLayout()
        fields.setSpacing(Size.GAP)
        fields.addWidget(self._time)
        fields.addWidget(self._entry, 1)
        left = QVBoxLayout()
        left.setSpacing(Size.STEP * 2)
        left.addLayout(fields)
        left.addWidget(self.suggestions)
        right = QVBoxLayout()
        right.setSpacing(Size.STEP)
        right.addWidget(self._count)
        right.addWidget(self.ticked, 1)
        body = QHBoxLayout()
        body.setSpacing(Size.PAGE)
        body.addLayout(left, 5)
        body.addLayout(right, 6)
        self.suggestions.setFixedHeight(SHOWN * Size.ROW)
        self.suggestions.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.addLayout(head)
        self.column.addLayout(body)
        self.column.addWidget(self._keys)
