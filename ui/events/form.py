"""The panel at the right of the Evenings page: what is said of an evening, to be changed or added."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, QTime, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLineEdit, QSpinBox, QTimeEdit, QVBoxLayout, QWidget

from ui.events.drafts import Draft, words_of
from ui.theme import Size
from ui.widgets.button import Button, Kind
from ui.widgets.form import Field
from ui.widgets.labels import Card, ElidedLabel, label
from ui.widgets.scroll import Scrolled

if TYPE_CHECKING:
    from checkin.language import Language
    from ui.theme import Theme

WIDTH = 420
MOST = 100_000


class EveningForm(Card):
    """One evening. `saved` brings what is typed, `left` says that it is to be forgotten, `chosen` works on it."""

    saved = Signal(object)
    left = Signal()
    chosen = Signal()
    typed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=22, gap=14)
        self.setFixedWidth(WIDTH)
        self._shown: Draft | None = None
        self._is_new = False
        self._is_current = False
        self._heading, self._word = ElidedLabel("heading"), label("muted", wrap=True)
        self.title, self.venue, self.theme_of = QLineEdit(), QLineEdit(), QLineEdit()
        self.topics, self.called_out = QLineEdit(), QLineEdit()
        self.day, self.time, self.capacity = QDateEdit(), QTimeEdit(), QSpinBox()
        self.time.setDisplayFormat("HH:mm")
        self.capacity.setRange(0, MOST)
        self._trouble = label("refused", wrap=True)
        self.save = Button(theme, icon="check", key="Ctrl+S", kind=Kind.PRIMARY)
        self.forget = Button(theme, key="Esc")
        self.choose = Button(theme, icon="star", key="Enter")
        self._fields = {
            name: Field(control)
            for name, control in (
                ("title", self.title),
                ("day", self.day),
                ("time", self.time),
                ("venue", self.venue),
                ("theme", self.theme_of),
                ("capacity", self.capacity),
                ("topics", self.topics),
                ("called_out", self.called_out),
            )
        }
        self._lay_out()
        self._listen()

    @property
    def draft(self) -> Draft:
        """What is typed."""
        day, time = self.day.date(), self.time.time()
        return Draft(
            title=self.title.text(),
            starts=datetime(day.year(), day.month(), day.day(), time.hour(), time.minute()),  # noqa: DTZ001 - on the bar's clock
            venue=self.venue.text(),
            theme=self.theme_of.text(),
            capacity=self.capacity.value() or None,
            topics=words_of(self.topics.text()),
            called_out=words_of(self.called_out.text()),
        )

    @property
    def is_new(self) -> bool:
        """Whether the evening is still to be added."""
        return self._is_new

    @property
    def is_changed(self) -> bool:
        """Whether what is typed differs from what is kept."""
        return self._shown is not None and (self._is_new or self.draft != self._shown)

    @property
    def trouble(self) -> str:
        """What cannot be kept like this."""
        return self._trouble.text()

    def show_draft(self, draft: Draft, *, is_new: bool, is_current: bool) -> None:
        """Show an evening."""
        self._shown, self._is_new, self._is_current = None, is_new, is_current
        self.title.setText(draft.title)
        self.day.setDate(QDate(draft.starts.year, draft.starts.month, draft.starts.day))
        self.time.setTime(QTime(draft.starts.hour, draft.starts.minute))
        self.venue.setText(draft.venue)
        self.theme_of.setText(draft.theme)
        self.capacity.setValue(draft.capacity or 0)
        self.topics.setText(", ".join(draft.topics))
        self.called_out.setText(", ".join(draft.called_out))
        # Read back, since a control may hold less than the evening says.
        self._shown = self.draft
        self.show_trouble("")

    def show_trouble(self, sentence: str) -> None:
        """Say what cannot be kept like this."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def begin(self) -> None:
        """Put the keyboard into the title."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title.selectAll()

    def write(self, t: Language) -> None:
        """Write every text."""
        locale = QLocale(t.code if t.code != "en" else "en_GB")
        for edit in (self.day, self.time, self.capacity):
            edit.setLocale(locale)
        self.day.setDisplayFormat("dddd d MMMM yyyy")
        self._fields["title"].write(t.text("Title"))
        self._fields["day"].write(t.text("Day"))
        self._fields["time"].write(t.text("Starts at"))
        self._fields["venue"].write(t.text("Venue"))
        self._fields["theme"].write(t.text("Theme"))
        self._fields["capacity"].write(t.text("Places"))
        self._fields["topics"].write(
            t.text("To go further with"), t.text("Topics that walk-ins can tick, with commas between them.")
        )
        self._fields["called_out"].write(
            t.text("Categories the door calls out"), t.text("Whoever comes as one of these gets a cue of their own.")
        )
        self.capacity.setSpecialValueText(t.text("no limit"))
        self.title.setPlaceholderText(t.text("Our evening"))
        self.forget.setText(t.text("Cancel"))
        self.choose.setText(t.text("Work on this evening"))
        self.write_state(t)

    def write_state(self, t: Language) -> None:
        """Write what depends on the evening and on what is typed."""
        self._heading.setText(t.text("New evening") if self._is_new else self.title.text() or t.text("Our evening"))
        if self._is_new:
            self._word.setText(t.text("It becomes the evening that this laptop works on."))
        elif self._is_current:
            self._word.setText(t.text("This laptop works on this evening."))
        else:
            self._word.setText(t.text("Another evening is on now."))
        self.save.setText(t.text("Add the evening") if self._is_new else t.text("Save"))
        changed = self.is_changed
        self.save.setVisible(changed)
        self.forget.setVisible(changed)
        self.choose.setVisible(not changed and not self._is_current)

    def _lay_out(self) -> None:
        self.column.addWidget(self._heading)
        self.column.addWidget(self._word)
        self.column.addSpacing(Size.STEP)
        inside = QWidget()
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(0, 0, Size.STEP, 0)
        fields.setSpacing(Size.GAP)
        fields.addWidget(self._fields["title"])
        when = QHBoxLayout()
        when.setSpacing(Size.GAP)
        when.addWidget(self._fields["day"], 3)
        when.addWidget(self._fields["time"], 1)
        fields.addLayout(when)
        for name in ("venue", "theme", "capacity", "topics", "called_out"):
            fields.addWidget(self._fields[name])
        self.column.addWidget(Scrolled(inside))
        self.column.addWidget(self._trouble)
        buttons = QHBoxLayout()
        buttons.setSpacing(Size.GAP)
        for button in (self.save, self.forget, self.choose):
            buttons.addWidget(button)
        buttons.addStretch()
        self.column.addLayout(buttons)
        self.column.addStretch()

    def _listen(self) -> None:
        for line in (self.title, self.venue, self.theme_of, self.topics, self.called_out):
            line.textChanged.connect(self._typed)
            line.returnPressed.connect(self._keep)
        self.day.dateChanged.connect(self._typed)
        self.time.timeChanged.connect(self._typed)
        self.capacity.valueChanged.connect(self._typed)
        self.save.clicked.connect(self._keep)
        self.forget.clicked.connect(self.left)
        self.choose.clicked.connect(self.chosen)

    def _typed(self) -> None:
        if self._shown is not None:
            self.typed.emit()

    def _keep(self) -> None:
        if self.is_changed:
            self.saved.emit(self.draft)
