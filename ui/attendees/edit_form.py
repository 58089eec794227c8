"""The form below the table: one line of the list, to be put right by hand."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from checkin.model import Status
from ui.theme import Size
from ui.widgets.announce import announce
from ui.widgets.button import Button, Kind
from ui.widgets.form import Field
from ui.widgets.labels import Card, ElidedLabel, label, set_look
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.language import Language
    from checkin.model import Attendee
    from ui.theme import Theme

PLACES = (
    (("given_name", 3), ("family_name", 4), ("email", 5), ("handle", 4), ("organisation", 4)),
    (("ticket_code", 3), ("places", 2), ("category", 4), ("note", 7), ("status", 4)),
)
"""The fields in two rows, with the share of the width that each takes: the table above keeps its whole width."""
NAMES = ("given_name", "family_name")


class EditForm(Card):
    """What the list says of somebody. It asks nobody: whoever owns it hears of Enter and tells it what came of it."""

    submitted = Signal()
    """Enter, in whichever field."""
    left = Signal()
    """The button that goes without keeping anything."""
    typed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=18, gap=10)
        self._shown: dict[str, str] = {}
        self.category = QComboBox()
        self.category.setEditable(True)
        self.status = Segments(theme, [Status.EXPECTED.value, Status.CANCELLED.value])
        self.status.setFixedHeight(Size.FIELD)
        self.lines = {name: QLineEdit() for row in PLACES for name, _ in row if name not in ("category", "status")}
        controls: dict[str, QWidget] = {**self.lines, "category": self.category, "status": self.status}
        self.fields = {name: Field(control) for name, control in controls.items()}
        column = self.fields["status"].layout()
        if column is not None:
            column.setAlignment(self.status, Qt.AlignmentFlag.AlignLeft)
        self._who, self._remark = ElidedLabel("strong", keeps_width=True), ElidedLabel("already")
        self._errors = tuple(label("refused", wrap=True) for _ in PLACES)
        self._wrong = ""
        self.leave = Button(theme, key="Esc")
        self.keep = Button(theme, icon="check", key="Enter", kind=Kind.PRIMARY)
        self._lay_out()
        self._listen()
        self.hide()

    @property
    def error(self) -> str:
        """What cannot be kept like this."""
        return "".join(line.text() for line in self._errors)

    @property
    def remark(self) -> str:
        """What stands beside the name."""
        return self._remark.text()

    @property
    def changes(self) -> dict[str, str | Status]:
        """What was typed over, by field: as it was typed, and the status as one."""
        now = self._values()
        names = {name for name, text in now.items() if text != self._shown[name]}
        if names.intersection(NAMES):
            # Half a name must not be taken for all of it.
            names.update(NAMES)
        changed: dict[str, str | Status] = {name: now[name] for name in now if name in names}
        if "status" in changed:
            changed["status"] = Status(now["status"])
        return changed

    def show_attendee(self, attendee: Attendee, categories: Sequence[str]) -> None:
        """Show somebody, and offer the evening's categories."""
        self.category.clear()
        self.category.addItems(["", *categories])
        for name, line in self.lines.items():
            line.setText(str(getattr(attendee, name)))
            line.setCursorPosition(0)
        if not (attendee.given_name or attendee.family_name):
            self.lines["given_name"].setText(attendee.full_name)
        # The text alone would leave the arrow keys at the top of what is offered.
        self.category.setCurrentIndex(self.category.findText(attendee.category))
        is_walk_in = attendee.status is Status.WALK_IN
        self.status.choose(Status.EXPECTED.value if is_walk_in else attendee.status.value)
        # Who came without being on the list has nothing to cancel.
        self.fields["status"].setVisible(not is_walk_in)
        self._who.setText(attendee.full_name)
        self._shown = self._values()
        self.show_remark("")
        self.show_error("", "")
        self.wait(is_waiting=False)

    def begin(self, name: str = "given_name") -> None:
        """Put the keyboard into a field."""
        self.fields[name].setFocus(Qt.FocusReason.OtherFocusReason)
        if name in self.lines:
            self.lines[name].selectAll()

    def wait(self, *, is_waiting: bool) -> None:
        """Take no second Enter while the first one is at work."""
        self.keep.setEnabled(not is_waiting)

    def show_remark(self, text: str, look: str = "already") -> None:
        """Say something beside the name, or nothing."""
        set_look(self._remark, look)
        self._remark.setText(text)
        if text:
            announce(self, text)

    def show_error(self, name: str, sentence: str) -> None:
        """Say below a field what is wrong with it, and put the keyboard there; no sentence takes the line away."""
        self._wrong = name
        for row, line in zip(PLACES, self._errors, strict=True):
            is_here = bool(sentence) and any(known == name for known, _ in row)
            line.setText(sentence if is_here else "")
            line.setVisible(is_here)
        for known, field in self.fields.items():
            field.control.setAccessibleDescription(sentence if known == name else "")
        self._place_error()
        if sentence:
            self.begin(name)
            announce(self, sentence)

    def retranslate(self, language: Language) -> None:
        """Write every text anew."""
        words = {
            "given_name": language.text("Given name"),
            "family_name": language.text("Family name"),
            "email": language.text("E-mail"),
            "handle": language.text("@handle"),
            "organisation": language.text("Organisation"),
            "ticket_code": language.text("Ticket code"),
            "places": language.text("Places"),
            "category": language.text("Category"),
            "note": language.text("Note"),
            "status": language.text("Status"),
        }
        for name, field in self.fields.items():
            field.write(words[name])
        self.status.write(Status.EXPECTED.value, language.text("Coming"))
        self.status.write(Status.CANCELLED.value, language.text("Cancelled"))
        self.setAccessibleName(language.text("Edit"))
        self.leave.setText(language.text("Close"))
        self.keep.setText(language.text("Save"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is wrong below its field."""
        super().resizeEvent(event)
        self._place_error()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps from any field; on the way out it goes."""
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            if not event.isAutoRepeat():
                self._submit()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Size.GAP)
        head.addWidget(self._who)
        head.addWidget(self._remark, 1)
        head.addWidget(self.leave)
        head.addWidget(self.keep)
        self.column.addLayout(head)
        fields = QVBoxLayout()
        fields.setSpacing(Size.STEP)
        for row, error in zip(PLACES, self._errors, strict=True):
            beside = QHBoxLayout()
            beside.setSpacing(Size.GAP)
            for name, share in row:
                beside.addWidget(self.fields[name], share)
            fields.addLayout(beside)
            fields.addWidget(error)
            fields.addSpacing(Size.STEP)
        self.column.addLayout(fields)
        # As it is read, and not as it was built: the buttons come after the fields.
        way = (*(self.fields[name].control for row in PLACES for name, _ in row), self.leave, self.keep)
        for one, following in pairwise(way):
            QWidget.setTabOrder(one, following)

    def _listen(self) -> None:
        self.keep.clicked.connect(self._submit)
        self.leave.clicked.connect(self.left)
        for watched in (*self.lines.values(), self.category, *self.status.findChildren(QAbstractButton)):
            watched.installEventFilter(self)
        for line in self.lines.values():
            line.textEdited.connect(self.typed)
        self.category.currentTextChanged.connect(self.typed)
        self.status.chosen.connect(self.typed)

    def _submit(self) -> None:
        if self.keep.isEnabled():
            self.submitted.emit()

    def _values(self) -> dict[str, str]:
        typed = {name: line.text().strip() for name, line in self.lines.items()}
        return typed | {"category": self.category.currentText().strip(), "status": self.status.current}

    def _place_error(self) -> None:
        if self._wrong:
            # A sentence at the right needs more room than its field has.
            furthest = self.width() // 2
            left = self.fields[self._wrong].x() - self.column.contentsMargins().left()
            for line in self._errors:
                line.setContentsMargins(min(left, furthest), 0, 0, 0)
