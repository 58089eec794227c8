"""The camera's picture, mirrored as in a mirror, with the codes that were found outlined where they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import Role, Size, Theme, Type, font
from ui.widgets.hint_band import HintBand
from ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from collections.abc import Sequence

FOOT = 40
CHIP_HEIGHT = 28
CHIP_TOP = 14
CHIP_SECONDS = 2.5
OUTLINE_SECONDS = 0.6
SIGN = 44
HIGH = 0.4
"""How far down the picture a code has to be, for its hint to stand above it."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A code in the picture: its corners as shares of the picture's width and height, unmirrored."""

    corners: tuple[tuple[float, float], ...]
    role: Role


class CameraView(QWidget):
    """Shows the newest frame, or why there is none. Its foot holds the camera's own buttons."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image: QImage | None = None
        self._outlines: tuple[Outline, ...] = ()
        self._hint, self._chip = HintBand(), ""
        self._panel: QWidget | None = None
        self.hint_size = 0
        self._excuse, self._comfort = "", ""
        self._chip_timer = self._timer(self._end_chip)
        self._outline_timer = self._timer(self._end_outlines)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(200)
        self._foot = QWidget(self)
        self._foot_row = QHBoxLayout(self._foot)
        self._foot_row.setContentsMargins(4, 0, 4, 0)

    @property
    def chip(self) -> str:
        """What is said over the picture."""
        return self._chip or self._hint.text

    @property
    def excuse(self) -> str:
        """Why there is no picture."""
        return self._excuse

    def add_to_foot(self, left: QWidget, right: QWidget) -> None:
        """Put two widgets at the foot of the picture."""
        self._foot_row.addWidget(left)
        self._foot_row.addStretch()
        self._foot_row.addWidget(right)

    def set_panel(self, panel: QWidget) -> None:
        """Let a widget stand over the foot of the picture whenever it is shown."""
        self._panel = panel
        panel.setParent(self)
        panel.installEventFilter(self)
        panel.hide()

    def show_frame(self, image: QImage, outlines: Sequence[Outline]) -> None:
        """Show a frame; outlines stay a moment longer than their code is seen."""
        self._image = image
        self._excuse = ""
        if outlines:
            self._outlines = tuple(outlines)
            self._outline_timer.start(int(OUTLINE_SECONDS * 1000))
        self.update()

    def show_hint(self, text: str, icon: str = "", height: float | None = None) -> None:
        """Say what would help, for as long as it would; an empty text takes it away.

        `height` is how far down the picture the code is that it is about, 0 to 1, where that is known.
        """
        if text != self._hint.text:
            # It stays where it began: what jumps cannot be read.
            self._hint = HintBand(text, icon, is_low=height is not None and height < HIGH)
            self.setAccessibleDescription(text)
            self.update()

    def show_chip(self, text: str) -> None:
        """Say something about what was just held up, for a moment."""
        self._chip = text
        self._chip_timer.start(int(CHIP_SECONDS * 1000))
        self.update()

    def show_nothing(self, excuse: str, comfort: str) -> None:
        """Show why there is no picture, and what works without."""
        self._image = None
        self._outlines = ()
        self._hint = HintBand()
        self._excuse, self._comfort = excuse, comfort
        self.setAccessibleDescription(excuse)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the usual size."""
        return QSize(Size.LEFT_COLUMN, Size.LEFT_COLUMN * 3 // 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the foot at the foot."""
        super().resizeEvent(event)
        self._foot.setGeometry(0, self.height() - FOOT, self.width(), FOOT)
        self._place_panel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the panel the height that its texts need."""
        if watched is self._panel and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._place_panel()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw stage, picture, outlines, foot, and what is said of them."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), Size.CORNER, Size.CORNER)
        painter.setClipPath(shape)
        c = self._theme.colours
        painter.fillRect(self.rect(), QColor(c.stage))
        if self._image is not None:
            self._paint_picture(painter, self._image)
        elif self._excuse:
            self._paint_excuse(painter)
        shade = QColor(c.stage)
        shade.setAlpha(190)
        painter.fillRect(QRectF(0, self.height() - FOOT, self.width(), FOOT), shade)
        if self._image is None:
            return
        if self._chip:
            self._paint_chip(painter, self._chip)
        elif self._hint.text:
            self.hint_size = self._hint.paint(painter, self.hint_area(), c)

    def hint_area(self) -> QRectF:
        """Return where the hint is, which never covers the middle of the picture."""
        return self._hint.area(QRectF(self.rect()).adjusted(0, 0, 0, -FOOT), self.picture_area())

    def picture_area(self) -> QRectF:
        """Return where the picture is: as large as fits, its proportions kept."""
        if self._image is None:
            return QRectF()
        scale = min(self.width() / self._image.width(), self.height() / self._image.height())
        width, height = self._image.width() * scale, self._image.height() * scale
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def _paint_picture(self, painter: QPainter, image: QImage) -> None:
        area = self.picture_area()
        painter.save()
        # The mirror: right becomes left around the middle of the widget, where the picture's middle is too.
        painter.translate(self.width(), 0)
        painter.scale(-1, 1)
        painter.drawImage(area, image)
        for outline in self._outlines:
            pen = QPen(QColor(self._theme.colours.ink(outline.role)), Size.OUTLINE)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolygon(
                QPolygonF(
                    [QPointF(area.x() + x * area.width(), area.y() + y * area.height()) for x, y in outline.corners]
                )
            )
        painter.restore()

    def _paint_excuse(self, painter: QPainter) -> None:
        c = self._theme.colours
        ink = QColor(c.on_stage)
        middle = (self.height() - FOOT) / 2
        icon = QRectF(self.width() / 2 - SIGN / 2, middle - SIGN - 14, SIGN, SIGN)
        painter.setOpacity(0.7)
        paint_icon(painter, "camera-off", icon, c.on_stage)
        painter.setOpacity(1.0)
        painter.setPen(ink)
        painter.setFont(font(Type.LARGE, QFont.Weight.DemiBold))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        area = QRectF(28, middle, self.width() - 56, 60)
        used = painter.boundingRect(area, flags, self._excuse)
        painter.drawText(area, flags, self._excuse)
        painter.setOpacity(0.75)
        painter.setFont(font(Type.BODY))
        painter.drawText(QRectF(28, used.bottom() + 8, self.width() - 56, 60), flags, self._comfort)
        painter.setOpacity(1.0)

    def _paint_chip(self, painter: QPainter, text: str) -> None:
        face = font(Type.LABEL)
        width = QFontMetricsF(face).horizontalAdvance(text) + 28
        area = QRectF((self.width() - width) / 2, CHIP_TOP, width, CHIP_HEIGHT)
        ground = QColor(self._theme.colours.stage)
        ground.setAlpha(215)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(area, CHIP_HEIGHT / 2, CHIP_HEIGHT / 2)
        painter.setFont(face)
        painter.setPen(QColor(self._theme.colours.on_stage))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def _place_panel(self) -> None:
        if self._panel is not None and (layout := self._panel.layout()) is not None:
            width = self.width() - 2 * Size.STEP
            height = (
                layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
            )
            self._panel.setGeometry(Size.STEP, max(0, self.height() - FOOT - height), width, height)

    def _timer(self, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer

    def _end_chip(self) -> None:
        self._chip = ""
        self.update()

    def _end_outlines(self) -> None:
        self._outlines = ()
        self.update()
