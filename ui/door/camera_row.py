"""The foot of the preview: which camera, and the lamp."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from checkin.errors import InvalidError
from ui.widgets.button import Button, Kind

if TYPE_CHECKING:
    from checkin.language import Language
    from checkin.scanning.devices import CameraInfo
    from ui.kit import Kit
    from ui.widgets.camera_view import CameraView

LONGEST = 24
"""Letters of a source that is no number, as the button shows it."""
UNNAMED = 3
"""How many cameras to offer where the machine does not tell their names."""


class CameraRow(QObject):
    """Two buttons on the picture: the camera's name opens the choice, the lamp lights the badge."""

    chosen = Signal(str)
    lamp = Signal()

    def __init__(self, kit: Kit, view: CameraView) -> None:
        super().__init__(view)
        self._kit = kit
        self._cameras: list[CameraInfo] = []
        self._missed = ""
        self._size = ""
        self.button = Button(kit.theme, icon="camera", kind=Kind.STAGE, height=30, menu_arrow=True)
        self.lamp_button = Button(kit.theme, icon="sun", key="F6", kind=Kind.STAGE, height=30)
        for button in (self.button, self.lamp_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        view.add_to_foot(self.button, self.lamp_button)
        self.button.clicked.connect(self._open_menu)
        self.lamp_button.clicked.connect(self.lamp)

    def look_around(self) -> None:
        """Find out which cameras there are."""
        self._kit.background.run(_cameras, then=self._know, owner=self)

    def show_size(self, size: tuple[int, int] | None) -> None:
        """Show what the camera gives."""
        text = f"{size[1]}p" if size else ""
        if text != self._size:
            self._size = text
            self.retranslate(self._language)

    def name(self) -> str:
        """Return the camera's name, as it is shown."""
        source = self._kit.services.settings.current.camera
        camera = _meant(source, self._cameras)
        if camera is not None and camera.title:
            return camera.title
        if source == "0":
            return self._language.text("Built-in camera")
        if source.isdigit():
            return self._language.text("Camera {source}", source=int(source) + 1)
        # A stream's address or a film's path: its end says which one it is, and the lamp needs its room.
        return self._language.text("Camera {source}", source=_shortened(_shown(source)))

    def title(self) -> str:
        """Return name and size."""
        return f"{self.name()} · {self._size}" if self._size else self.name()

    def retranslate(self, language: Language) -> None:
        """Write both buttons."""
        self.button.setText(self.title())
        self.button.setAccessibleName(language.text("Camera: {name}", name=self.title()))
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
        is_missed = source.startswith("camera:") and self._cameras and _meant(source, self._cameras) is None
        if is_missed and source != self._missed:
            name, other = _shown(source), self._cameras[0].title
            self._kit.notices.say(
                self._language.text("{name} is not here: the door looks through {other}.", name=name, other=other)
            )
        self._missed = source if is_missed else ""

    def _open_menu(self) -> None:
        menu = QMenu(self.button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        current = self._kit.services.settings.current.camera
        chosen = _meant(current, self._cameras)
        for camera in self._cameras:
            name = camera.title or self._language.text("Camera {source}", source=camera.number + 1)
            self._add(menu, name, camera.text, camera is chosen)
        if not self._cameras:
            for number in range(UNNAMED):
                name = self._language.text("Camera {source}", source=number + 1)
                self._add(menu, name, str(number), str(number) == current)
        if chosen is None and not current.isdigit():
            self._add(menu, _shown(current), current, is_chosen=True)
        menu.popup(self.button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _add(self, menu: QMenu, name: str, source: str, is_chosen: bool) -> None:
        action = QAction(name, menu)
        action.setCheckable(True)
        action.setChecked(is_chosen)
        action.triggered.connect(lambda: self.chosen.emit(source))
        menu.addAction(action)


def _shortened(source: str) -> str:
    end = re.split(r"[/\\]", source.rstrip("/\\"))[-1] or source
    return end if len(end) <= LONGEST else f"{end[: LONGEST - 1]}…"


@cache
def _shown(source: str) -> str:
    """Return a source as it may be seen by everybody: without a password."""
    from checkin.scanning.sources import parse_source  # scanning loads with the door

    try:
        return str(parse_source(source))
    except InvalidError as error:
        return error.value


def _meant(source: str, cameras: list[CameraInfo]) -> CameraInfo | None:
    """Return the camera that the settings mean."""
    if not cameras:
        return None
    from checkin.scanning.devices import find  # scanning loads with the door
    from checkin.scanning.sources import parse_source  # scanning loads with the door

    try:
        return find(parse_source(source), cameras)
    except InvalidError:
        return None


def _cameras() -> list[CameraInfo]:
    from checkin.scanning.devices import list_cameras  # loads OpenCV, on a thread of its own

    return list_cameras()
