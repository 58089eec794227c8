"""Trying a source: does a picture come?"""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from checkin.errors import CheckinError
    from checkin.scanning.camera import Camera
    from ui.background import Job
    from ui.kit import Kit

EXAMPLE = "http://192.168.1.20:8080/video"
"""How the commonest camera apps of phones show their address."""
_HOST = re.compile(r"(\w[\w-]*)(\.\w[\w-]*)+(:\d+)?(/\S*)?|\w[\w-]*:\d+(/\S*)?")


def address_in(text: str) -> str:
    """Return the address of a stream that a text is, with `http://` where it was left out; empty where it is none."""
    text = text.strip()
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://", text):
        return text
    return f"http://{text}" if _HOST.fullmatch(text) else ""


class Trial(QObject):
    """Opens one source at a time, off the main thread, until a picture comes or something is wrong."""

    came = Signal(str, object)
    """The source, and width and height of its picture."""
    failed = Signal(str, object)
    """The source, and a CheckinError."""

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._job: Job | None = None
        self._camera: list[Camera] = []

    @property
    def is_on(self) -> bool:
        """Tell whether a source is being tried."""
        return self._job is not None

    def begin(self, source: str) -> None:
        """Try a source; an earlier one is given up."""
        self.give_up()
        opened: list[Camera] = []
        self._camera = opened

        def work() -> tuple[int, int]:
            from checkin.scanning.camera import first_picture  # scanning loads with the camera

            camera = self._kit.open_camera(source)
            opened.append(camera)
            return first_picture(camera)

        def came(size: tuple[int, int]) -> None:
            self._job = None
            self.came.emit(source, size)

        def failed(error: CheckinError) -> None:
            self._job = None
            self.failed.emit(source, error)

        self._job = self._kit.background.run(work, then=came, failed=failed, owner=self)

    def give_up(self) -> None:
        """Forget what is being tried; returns at once."""
        if self._job is None:
            return
        self._job.cancel()
        self._job = None
        for camera in self._camera:
            # A driver that is stuck may take its time to let go; nobody at the door waits for it.
            threading.Thread(target=camera.close, name="camera closing", daemon=True).start()
