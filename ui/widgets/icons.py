"""Lucide icons in any colour and size."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme import ICON_FOLDER, Size

SCALES = (1, 2, 3)


@lru_cache(maxsize=256)
def _tinted(name: str, colour: str, thick: bool) -> QByteArray:
    text = (ICON_FOLDER / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    if thick:
        text = text.replace('stroke-width="2"', 'stroke-width="3"')
    return QByteArray(text.encode())


def paint_icon(painter: QPainter, name: str, area: QRectF, colour: str, *, thick: bool = False) -> None:
    """Draw an icon into a square area; `thick` lines for shapes that are read from far away."""
    QSvgRenderer(_tinted(name, colour, thick)).render(painter, area)


def icon(name: str, colour: str, size: int = Size.ICON) -> QIcon:
    """Return an icon for Qt's own buttons, menus and tables."""
    made = QIcon()
    for scale in SCALES:
        picture = QPixmap(QSize(size, size) * scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_icon(painter, name, QRectF(0, 0, size * scale, size * scale), colour)
        painter.end()
        picture.setDevicePixelRatio(scale)
        made.addPixmap(picture)
    return made
