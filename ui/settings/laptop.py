"""How this laptop looks and sounds, and what its door is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from checkin.settings import LANGUAGES, THEMES
from ui.sounds import Sound
from ui.widgets.form import Field
from ui.widgets.labels import Card, label

if TYPE_CHECKING:
    from ui.kit import Kit
    from ui.settings.keeper import Keeper

LONGEST_NAME = 40
OWN_NAMES = {"en": "English", "fr": "Français"}


class LaptopCard(Card):
    """Language and theme change at once; the door's name with the next key Enter or Tab."""

    def __init__(self, kit: Kit, keeper: Keeper) -> None:
        super().__init__(margin=22, gap=14)
        self._kit = kit
        self._keeper = keeper
        self._heading = label("heading")
        self.language, self.theme = QComboBox(), QComboBox()
        self.door, self.sounds = QLineEdit(), QCheckBox()
        self.door.setMaxLength(LONGEST_NAME)
        self._fields = [Field(control) for control in (self.language, self.theme, self.door)]
        for code in ("", *LANGUAGES):
            self.language.addItem(OWN_NAMES.get(code, ""), code)
        for name in THEMES:
            self.theme.addItem("", name)
        self.column.addWidget(self._heading)
        for field in self._fields:
            self.column.addWidget(field)
        self.column.addWidget(self.sounds)
        self.column.addStretch()
        self.read()
        self.language.activated.connect(self._change_language)
        self.theme.activated.connect(self._change_theme)
        self.door.editingFinished.connect(self._name_door)
        self.sounds.toggled.connect(self._change_sounds)

    def read(self) -> None:
        """Show the settings as they are."""
        settings = self._kit.services.settings.current
        self.language.setCurrentIndex(max(0, self.language.findData(settings.language)))
        self.theme.setCurrentIndex(max(0, self.theme.findData(self._kit.theme.choice)))
        self.door.setText(settings.door_name)
        self.sounds.blockSignals(True)
        self.sounds.setChecked(settings.sounds)
        self.sounds.blockSignals(False)

    def retranslate(self) -> None:
        """Write every text anew."""
        t = self._kit.translations.language
        self._heading.setText(t.text("This laptop"))
        self._fields[0].write(t.text("Language"))
        self._fields[1].write(t.text("Colours"))
        self._fields[2].write(t.text("Name of this door"), t.text("Arrivals are recorded with it: “1”, “terrace”…"))
        self.language.setItemText(0, t.text("The computer’s language"))
        names = (t.text("As the computer"), t.text("Light"), t.text("Dark"), t.text("High contrast"))
        for index, name in enumerate(names):
            self.theme.setItemText(index, name)
        self.door.setPlaceholderText("1")
        self.sounds.setText(t.text("Sounds at the door"))

    def _change_language(self) -> None:
        code = str(self.language.currentData())
        self._keeper.keep(language=code)
        self._kit.translations.choose(code)

    def _change_theme(self) -> None:
        name = str(self.theme.currentData())
        self._keeper.keep(theme=name)
        self._kit.theme.choose(name)

    def _name_door(self) -> None:
        name = " ".join(self.door.text().split())
        if name != self._kit.services.settings.current.door_name:
            # The door's desk is made anew with its name, as for another evening.
            self._keeper.keep(self._kit.notices.event_chosen.emit, door_name=name)

    def _change_sounds(self, on: bool) -> None:
        self._kit.sounds.is_on = on
        self._keeper.keep(sounds=on)
        if on:
            self._kit.sounds.play(Sound.WELCOME)
