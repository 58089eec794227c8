"""The foot of the preview: which camera, and the lamp."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

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
        for camera in self._cameras:
            if str(camera.number) == source and camera.name:
                return camera.name
        if source == "0":
            return self._language.text("Built-in camera")
        if source.isdigit():
            return self._language.text("Camera {source}", source=int(source) + 1)
        # A stream's address or a film's path: its end says which one it is, and the lamp needs its room.
        return self._language.text("Camera {source}", source=_shortened(source))

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

    def _open_menu(self) -> None:
        menu = QMenu(self.button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        current = self._kit.services.settings.current.camera
        known = {str(camera.number): camera.name for camera in self._cameras}
        for source in known or (str(number) for number in range(UNNAMED)):
            number = int(source) + 1
            name = known.get(source) or self._language.text("Camera {source}", source=number)
            self._add(menu, name, source, current)
        if current not in known and not current.isdigit():
            self._add(menu, current, current, current)
        menu.popup(self.button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _add(self, menu: QMenu, name: str, source: str, current: str) -> None:
        action = QAction(name, menu)
        action.setCheckable(True)
        action.setChecked(source == current)
        action.triggered.connect(lambda: self.chosen.emit(source))
        menu.addAction(action)


def _shortened(source: str) -> str:
    end = re.split(r"[/\\]", source.rstrip("/\\"))[-1] or source
    return end if len(end) <= LONGEST else f"{end[: LONGEST - 1]}…"


def _cameras() -> list[CameraInfo]:
    from checkin.scanning.devices import list_cameras  # looks at the machine

    # Elsewhere looking means opening each camera, which would take it from the door that is scanning.
    return list_cameras() if sys.platform == "linux" else []
