"""The foot of the preview: which camera, and the lamp."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from ui.door.camera_words import asked_and_got, meant, short_mode, shown, takes_orders
from ui.widgets.button import Button, Kind

if TYPE_CHECKING:
    from checkin.language import Language
    from checkin.scanning.devices import CameraInfo
    from ui.kit import Kit
    from ui.widgets.camera_view import CameraView

LONGEST = 24
"""Letters of a camera's name or source, as the button shows it."""
KEY = "F7"
UNSTEADY = 0.1
"""Share by which the rate of a camera goes up and down, and stays the same to whoever reads it."""
UNNAMED = 3
"""How many cameras to offer where the machine does not tell their names."""


class CameraRow(QObject):
    """Two buttons on the picture: the camera's name opens the choice, the lamp lights the badge."""

    chosen = Signal(str)
    lamp = Signal()
    stream_wanted = Signal()
    """Somebody wants to use a phone or a network camera."""

    def __init__(self, kit: Kit, view: CameraView) -> None:
        super().__init__(view)
        self._kit = kit
        self._cameras: list[CameraInfo] = []
        self._missed = ""
        self._size: tuple[int, int] | None = None
        self._rate = 0
        self.button = Button(kit.theme, icon="camera", key=KEY, kind=Kind.STAGE, height=30, menu_arrow=True)
        self.lamp_button = Button(kit.theme, icon="sun", key="F6", kind=Kind.STAGE, height=30)
        for button in (self.button, self.lamp_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        view.add_to_foot(self.button, self.lamp_button)
        self.button.clicked.connect(self._open_menu)
        QShortcut(QKeySequence(KEY), view, self._open_menu)
        self.lamp_button.clicked.connect(self.lamp)

    def look_around(self) -> None:
        """Find out which cameras there are."""
        self._kit.background.run(_cameras, then=self._know, owner=self)

    def show_mode(self, size: tuple[int, int] | None, rate: float = 0.0) -> None:
        """Show what the camera gives: the size of its pictures, and how many of them came in a second."""
        # A rate that wavers is no news: the button keeps its width, and the main thread its time.
        is_same_rate = bool(rate) and abs(rate - self._rate) <= max(1.0, UNSTEADY * self._rate)
        told = self._rate if is_same_rate else round(rate)
        if (size, told) != (self._size, self._rate):
            self._size, self._rate = size, told
            self.retranslate(self._language)

    def name(self) -> str:
        """Return the camera's name, as it is shown."""
        source = self._kit.services.settings.current.camera
        camera = meant(source, self._cameras)
        if camera is not None and camera.title:
            return _cut(camera.title)
        if source == "0":
            return self._language.text("Built-in camera")
        if source.isdigit():
            return self._language.text("Camera {source}", source=int(source) + 1)
        # A stream's address or a film's path: its end says which one it is, and the lamp needs its room.
        return self._language.text("Camera {source}", source=_shortened(shown(source)))

    def title(self) -> str:
        """Return name and size."""
        return f"{self.name()} · {self._size[1]}p" if self._size else self.name()

    def difference(self) -> str:
        """Return what was asked of the camera and what it gives, where these differ."""
        settings = self._kit.services.settings.current
        if self._size is None or not takes_orders(settings.camera):
            return ""
        from checkin.scanning.camera import mode_of  # scanning loads with the door

        return asked_and_got(mode_of(settings.camera_mode), self._size, self._rate, self._language)

    def retranslate(self, language: Language) -> None:
        """Write both buttons."""
        mode = short_mode(self._size, self._rate) if self._size else ""
        text = f"{self.name()} · {mode}" if mode else self.name()
        self.button.setText(text)
        self.button.setAccessibleName(language.text("Camera: {name}", name=text))
        difference = self.difference()
        self.button.setAccessibleDescription(f"{KEY}. {difference}" if difference else KEY)
        self.button.setToolTip(difference)
        self.lamp_button.setText(language.text("Lamp"))

    @property
    def _language(self) -> Language:
        return self._kit.translations.language

    def _know(self, cameras: list[CameraInfo]) -> None:
        self._cameras = cameras
        self.retranslate(self._language)
        self._say_who_stands_in()

    def _say_who_stands_in(self) -> None:
        """Say once that a remembered camera is not there, and which one the door looks through in its place."""
        source = self._kit.services.settings.current.camera
        is_missed = source.startswith("camera:") and self._cameras and meant(source, self._cameras) is None
        if is_missed and source != self._missed:
            name, other = shown(source), self._cameras[0].title
            self._kit.notices.say(
                self._language.text("{name} is not here: the door looks through {other}.", name=name, other=other)
            )
        self._missed = source if is_missed else ""

    def _open_menu(self) -> None:
        menu = QMenu(self.button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        current = self._kit.services.settings.current.camera
        chosen = meant(current, self._cameras)
        for camera in self._cameras:
            name = camera.title or self._language.text("Camera {source}", source=camera.number + 1)
            self._add(menu, name, camera.text, camera is chosen)
        if not self._cameras:
            for number in range(UNNAMED):
                name = self._language.text("Camera {source}", source=number + 1)
                self._add(menu, name, str(number), str(number) == current)
        if chosen is None and not current.isdigit():
            self._add(menu, shown(current), current, is_chosen=True)
        menu.addSeparator()
        menu.addAction(self._language.text("A phone or a network camera…"), self.stream_wanted.emit)
        if difference := self.difference():
            menu.addSeparator()
            menu.addAction(difference).setEnabled(False)
        menu.popup(self.button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _add(self, menu: QMenu, name: str, source: str, is_chosen: bool) -> None:
        action = QAction(name, menu)
        action.setCheckable(True)
        action.setChecked(is_chosen)
        action.triggered.connect(lambda: self.chosen.emit(source))
        menu.addAction(action)


def _shortened(source: str) -> str:
    end = re.split(r"[/\\]", source.rstrip("/\\"))[-1] or source
    return _cut(end)


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def _cameras() -> list[CameraInfo]:
    from checkin.scanning.devices import list_cameras  # loads OpenCV, on a thread of its own

    return list_cameras()
