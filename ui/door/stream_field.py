"""The address of a phone or a network camera, typed beside the picture, and tried before it is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from checkin.errors import InvalidError
from ui.door.trial import EXAMPLE, Trial, address_in
from ui.theme import Size
from ui.widgets.button import Button, Kind
from ui.widgets.labels import Card, label, set_look
from ui.wording import error_line

if TYPE_CHECKING:
    from checkin.errors import CheckinError
    from checkin.language import Language
    from ui.kit import Kit


class AddressLine(QLineEdit):
    """A line whose Escape is its own, and not the window's."""

    escaped = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window's keys."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class StreamField(Card):
    """A strip with the address, what to type, and whether a picture came. The door scans on meanwhile."""

    found = Signal(str)
    """The address that gave a picture."""
    typed_elsewhere = Signal(str)
    """A text that is no address, such as a USB scanner types."""
    left = Signal()
    """It was closed: the keyboard belongs to the page again."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(margin=Size.GAP, gap=Size.STEP * 2, parent=parent)
        self._kit = kit
        self._before: QWidget | None = None
        self._error: CheckinError | None = None
        self._tried = ""
        self._trial = Trial(kit, self)
        self._name = label("label", wrap=True)
        self.line = AddressLine()
        self.line.setPlaceholderText(EXAMPLE)
        self._name.setBuddy(self.line)
        self._try = Button(kit.theme, key="Enter", kind=Kind.PRIMARY)
        self._close = Button(kit.theme, key="Esc")
        self._outcome = label("small", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(Size.STEP * 2)
        row.addWidget(self._outcome, 1)
        row.addWidget(self._try)
        row.addWidget(self._close)
        self.column.addWidget(self._name)
        self.column.addWidget(self.line)
        self.column.addLayout(row)
        self.line.returnPressed.connect(self.try_it)
        self.line.escaped.connect(self.close_it)
        self._try.clicked.connect(self.try_it)
        self._close.clicked.connect(self.close_it)
        self._trial.came.connect(self._take)
        self._trial.failed.connect(self._refuse)
        self.hide()

    @property
    def outcome(self) -> str:
        """What came of the last try."""
        return self._outcome.text()

    def open(self, address: str = "") -> None:
        """Ask for an address; one that is used already can be corrected."""
        focus = QApplication.focusWidget()
        self._before = focus if focus is not None and not self.isAncestorOf(focus) else self._before
        self._error, self._tried = None, ""
        self.line.setText(address)
        self.line.selectAll()
        self.retranslate()
        self.show()
        self.raise_()
        self.line.setFocus()

    def close_it(self) -> None:
        """Give up, and give the keyboard back."""
        if self.isHidden():
            return
        self._trial.give_up()
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self.left.emit()

    def try_it(self) -> None:
        """See whether a picture comes from what was typed."""
        text = self.line.text().strip()
        address = address_in(text)
        if text and not address:
            self.line.clear()
            self.typed_elsewhere.emit(text)
            return
        if not address:
            return
        from checkin.scanning.sources import parse_source  # scanning loads with the door

        try:
            parse_source(address)
        except InvalidError as error:
            self._refuse(address, error)
            return
        self.line.setText(address)
        self._error, self._tried = None, address
        self._trial.begin(address)
        self.retranslate()

    def retranslate(self) -> None:
        """Write every text anew."""
        t = self._language
        self._name.setText(t.text("Address that the phone’s app shows (on the same network)"))
        self.line.setAccessibleName(t.text("Address of the phone or network camera"))
        self.line.setAccessibleDescription(t.text("Such as {address}", address=EXAMPLE))
        self._try.setText(t.text("Try"))
        self._close.setText(t.text("Cancel"))
        if self._error is not None:
            outcome = error_line(self._error, t)
        elif self._tried and self._trial.is_on:
            outcome = t.text("Waiting for a picture…")
        else:
            outcome = t.text("Such as {address}", address=EXAMPLE)
        self._outcome.setText(outcome)
        set_look(self._outcome, "refused" if self._error is not None else "small")

    @property
    def _language(self) -> Language:
        return self._kit.translations.language

    def _take(self, address: str, size: tuple[int, int]) -> None:
        language = self._language
        self._kit.notices.say(language.text("A picture came: {width} × {height}.", width=size[0], height=size[1]))
        self.close_it()
        self.found.emit(address)

    def _refuse(self, _address: str, error: CheckinError) -> None:
        self._error = error
        self.retranslate()
