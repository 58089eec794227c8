"""Cameras made of arrays: the only fakes of the window's tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Self

import numpy as np
import qrcode
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath

from checkin.errors import CameraFault
from checkin.scanning.camera import CameraTrouble, Frame

if TYPE_CHECKING:
    from checkin.scanning.readings import Image

RATE = 30


class FakeCamera:
    """A live camera that plays what it is given, then its last item over and over, until it is closed."""

    live = True

    def __init__(self, items: Sequence[Image | CameraTrouble]) -> None:
        self._items = list(items)
        self._closed = threading.Event()
        self.opened = 0

    def frames(self) -> Iterator[Frame | CameraTrouble]:
        """Yield the items at the rate of a camera."""
        self.opened += 1
        self._closed.clear()
        index = 0
        while not self._closed.is_set():
            item = self._items[min(index, len(self._items) - 1)]
            yield item if isinstance(item, CameraTrouble) else Frame(item, time.monotonic(), index)
            index += 1
            self._closed.wait(1 / RATE)

    def close(self) -> None:
        """End the frames."""
        self._closed.set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class HastyCamera(FakeCamera):
    """A camera that gives all of its pictures as fast as they are taken, tells that it has, and then no more."""

    def __init__(self, items: Sequence[Image | CameraTrouble]) -> None:
        super().__init__(items)
        self.all_taken = threading.Event()

    def frames(self) -> Iterator[Frame | CameraTrouble]:
        """Yield the items, and then wait to be closed."""
        self.opened += 1
        for index, item in enumerate(self._items):
            yield item if isinstance(item, CameraTrouble) else Frame(item, index / RATE, index)
        self.all_taken.set()
        self._closed.wait()


def no_camera() -> FakeCamera:
    """Return a camera that is not there."""
    return FakeCamera([CameraTrouble(CameraFault.MISSING, "0")])


def badge_in_hand(text: str) -> FakeCamera:
    """Return a camera before which somebody holds up a badge with this text in its code."""
    return FakeCamera([guest_with_badge(text)])


def guest_with_badge(text: str, width: int = 1280, height: int = 720) -> Image:
    """Draw somebody in a dim bar who holds up a badge."""
    picture = QImage(width, height, QImage.Format.Format_RGB888)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    room = QLinearGradient(0, 0, width, height)
    room.setColorAt(0, QColor(74, 58, 52))
    room.setColorAt(1, QColor(32, 28, 44))
    painter.fillRect(picture.rect(), room)
    painter.setPen(Qt.PenStyle.NoPen)
    for x, y, r in ((250, 180, 92), (1010, 210, 58), (860, 90, 34)):
        painter.setBrush(QColor(190, 120, 40, 90))
        painter.drawEllipse(QPointF(x, y), r, r)
    painter.setBrush(QColor(58, 80, 110))
    painter.drawEllipse(QRectF(330, 500, 620, 520))
    painter.setBrush(QColor(186, 140, 112))
    painter.drawEllipse(QRectF(530, 90, 220, 270))
    _draw_badge(painter, text)
    painter.end()
    return _as_bgr(picture)


def _draw_badge(painter: QPainter, text: str) -> None:
    painter.save()
    painter.translate(640, 440)
    painter.rotate(-5)
    card = QRectF(-250, -130, 500, 270)
    clip = QPainterPath()
    clip.addRoundedRect(card, 16, 16)
    painter.setClipPath(clip)
    painter.fillRect(card, QColor("#F4F2EC"))
    painter.fillRect(QRectF(card.left(), card.top(), card.width(), 46), QColor("#6A3FC8"))
    for x, y, w in ((-228, -62, 150), (-228, -26, 110), (-228, 14, 90)):
        painter.fillRect(QRectF(x, y, w, 18), QColor("#4B4556"))
    _draw_code(painter, text, QRectF(10, -72, 200, 200))
    painter.restore()


def _draw_code(painter: QPainter, text: str, area: QRectF) -> None:
    code = qrcode.QRCode(border=3, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    modules = code.get_matrix()
    painter.fillRect(area, QColor("white"))
    side = area.width() / len(modules)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    for y, line in enumerate(modules):
        for x, is_dark in enumerate(line):
            if is_dark:
                painter.fillRect(
                    QRectF(area.x() + x * side, area.y() + y * side, side + 0.3, side + 0.3), QColor("black")
                )


def _as_bgr(picture: QImage) -> Image:
    rows = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.bytesPerLine())
    rgb = rows[:, : picture.width() * 3].reshape(picture.height(), picture.width(), 3)
    return np.ascontiguousarray(rgb[:, :, ::-1])
