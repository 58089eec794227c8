"""The organiser's PIN, and handing the laptop over to the volunteers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from checkin import pins
from ui.lock import ROLE_KEY
from ui.theme import Size
from ui.widgets.button import Button
from ui.widgets.form import Field
from ui.widgets.labels import Card, label, set_look

if TYPE_CHECKING:
    from ui.kit import Kit

CHANGE_KEY, REMOVE_KEY = "Ctrl+I", "Ctrl+Shift+I"


class RolesCard(Card):
    """While there is no PIN, two fields that set one; then what can be done with it."""

    said = Signal()
    """Something was asked for or answered, which a small window may have below its edge."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(margin=22, gap=12)
        self._kit = kit
        self._is_changing = False
        self._heading, self._meaning = label("heading"), label("muted", wrap=True)
        self.outcome = label("muted", wrap=True)
        self._forgotten = label("small", wrap=True)
        self.pin, self.again = QLineEdit(), QLineEdit()
        self._fields = Field(self.pin), Field(self.again)
        for line in (self.pin, self.again):
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
            line.setMaxLength(pins.LONGEST)
            line.returnPressed.connect(self.set_pin)
        self.set = Button(kit.theme, icon="check", key="Enter")
        self.change = Button(kit.theme, key=CHANGE_KEY)
        self.remove = Button(kit.theme, key=REMOVE_KEY)
        self.hand_over = Button(kit.theme, icon="lock", key=ROLE_KEY)
        self.set.clicked.connect(self.set_pin)
        self.change.clicked.connect(self.ask)
        self.remove.clicked.connect(self._remove)
        self.hand_over.clicked.connect(kit.notices.hand_over)
        for key, button in ((CHANGE_KEY, self.change), (REMOVE_KEY, self.remove)):
            QShortcut(QKeySequence(key), self, button.click)
        self._lay_out()
        self.read()
        kit.lock.pin_changed.connect(self.read)
        kit.notices.pin_wanted.connect(self._want)

    def read(self) -> None:
        """Show the fields, or that there is a PIN."""
        has_pin, asks = self._kit.lock.has_pin, self._is_changing or not self._kit.lock.has_pin
        for part in (*self._fields, self.set):
            part.setVisible(asks)
        for part in (self.change, self.remove):
            part.setVisible(has_pin and not asks)

    def retranslate(self) -> None:
        """Write every text anew."""
        t = self._kit.translations.language
        self._heading.setText(t.text("Roles"))
        self._meaning.setText(
            t.text("Volunteers have the Door alone, without the list. The organiser’s PIN opens the rest again.")
        )
        self._fields[0].write(t.text("Organiser’s PIN"), t.text("4 to 12 digits"))
        self._fields[1].write(t.text("The same once more"))
        self.set.setText(t.text("Set the PIN"))
        self.change.setText(t.text("Change the PIN"))
        self.remove.setText(t.text("Remove it"))
        self.hand_over.setText(t.text("Hand over to the volunteers"))
        self._forgotten.setText(
            t.text(
                "Forgotten? Log out of the computer and in again. Before starting Checkin, delete the line “pin” from"
                " settings.json, in the folder of the data."
            )
        )

    def ask(self) -> None:
        """Ask for another PIN."""
        self._is_changing = True
        self.read()
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.emit()

    def set_pin(self) -> None:
        """Set what was typed twice."""
        t = self._kit.translations.language
        typed = pins.read(self.pin.text())
        if not typed:
            self._say(t.text("A PIN is 4 to 12 digits."), "already")
            self.pin.setFocus()
        elif not self.again.text():
            self.again.setFocus()
        elif typed != pins.read(self.again.text()):
            self._say(t.text("The two are not the same."), "already")
            self.again.clear()
            self.again.setFocus()
        else:
            self.set.setEnabled(False)
            self._kit.lock.set_pin(typed, self._was_set)
            self._empty()

    def _was_set(self) -> None:
        self._is_changing = False
        self.read()
        self._say(self._kit.translations.language.text("The PIN is set."), "admitted")
        self.hand_over.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        self._kit.lock.remove_pin()
        self._say(self._kit.translations.language.text("There is no PIN any more."))

    def _want(self) -> None:
        self.ask()
        self._say(self._kit.translations.language.text("Before you hand over, set a PIN to come back with."), "already")

    def _empty(self) -> None:
        self.pin.clear()
        self.again.clear()
        self.set.setEnabled(True)

    def _say(self, text: str, look: str = "muted") -> None:
        self.outcome.setText(text)
        self.outcome.show()
        set_look(self.outcome, look)
        self.said.emit()

    def _lay_out(self) -> None:
        self.outcome.hide()
        for part in (self._heading, self._meaning, self.outcome, *self._fields):
            self.column.addWidget(part)
        for buttons in ((self.set, self.change, self.remove), (self.hand_over,)):
            self.column.addWidget(_beside(*buttons))
        self.column.addWidget(self._forgotten)


def _beside(*buttons: Button) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Size.GAP)
    for button in buttons:
        row.addWidget(button)
    row.addStretch()
    return made
