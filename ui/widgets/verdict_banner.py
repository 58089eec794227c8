"""The banner that a volunteer reads at two metres: colour, shape, word, name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import LIGHT, Role, Size, Theme, Type, font
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.lines import broken, paint_lines
from ui.widgets.shapes import paint_shape

if TYPE_CHECKING:
    from collections.abc import Sequence

INSIDE = 26
META = 17
LINE_SPACE = 1.42
SMALLEST_NAME = 28
LOWEST_ONE_LINE = 38
LARGEST_OF_TWO = 34
LEAD = 24
FOOT = 58
"""Height at the foot where the buttons stand."""


@dataclass(frozen=True, slots=True)
class Banner:
    """What a banner shows, from large to small: `cue` is a call in the corner, `strong` ends the lines in bold."""

    role: Role
    shape: str
    word: str
    headline: str = ""
    handle: str = ""
    chip: str = ""
    chip_colour: str = LIGHT.muted
    organisation: str = ""
    lines: tuple[str, ...] = ()
    strong: str = ""
    cue: str = ""

    @property
    def sentence(self) -> str:
        """The whole banner as one line, for screen readers."""
        parts = (
            self.word,
            self.headline,
            self.cue,
            self.handle,
            self.chip,
            self.organisation,
            *self.lines,
            self.strong,
        )
        return ". ".join(part for part in parts if part)


class VerdictBanner(QWidget):
    """Shows one banner, with the buttons that make sense for it at its foot. It grows with the window."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._banner = Banner(Role.NEUTRAL, "dot", "")
        self.name_size = Type.NAME
        self.text_height = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(Size.BANNER)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 18)
        column.addStretch()
        self._row = QHBoxLayout()
        self._row.setSpacing(10)
        self._row.addStretch()
        column.addLayout(self._row)

    @property
    def banner(self) -> Banner:
        """What it shows."""
        return self._banner

    def add_button(self, button: QWidget) -> None:
        """Put a button at the foot; whoever owns the banner shows and hides it."""
        self._row.addWidget(button)
        button.hide()

    def show_banner(self, banner: Banner, buttons: Sequence[QWidget] = ()) -> None:
        """Show another banner, with these of its buttons."""
        self._banner = banner
        for index in range(self._row.count()):
            item = self._row.itemAt(index)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setVisible(widget in buttons)
        self.setAccessibleName(banner.sentence)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the usual size."""
        return QSize(600, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, shape, word, name and lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c, b = self._theme.colours, self._banner
        is_plain = b.role is Role.NEUTRAL
        painter.setPen(QPen(QColor(c.line), 1) if is_plain else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.surface if is_plain else c.ground(b.role)))
        inset = 0.5 if is_plain else 0.0
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), Size.CORNER, Size.CORNER)
        scale = self._scale()
        y = INSIDE * scale * 0.85
        y = self._paint_word(painter, y, scale)
        if b.headline:
            y = self._paint_name(painter, y, scale)
        y = self._paint_meta(painter, y, scale)
        self._paint_lines(painter, y, scale)

    def _buttons_width(self) -> float:
        items = (self._row.itemAt(index) for index in range(self._row.count()))
        widgets = (item.widget() for item in items if item is not None)
        return float(sum(widget.width() + 10 for widget in widgets if widget is not None and not widget.isHidden()))

    def _scale(self) -> float:
        return self.height() / Size.BANNER

    def _paint_word(self, painter: QPainter, y: float, scale: float) -> float:
        c, b = self._theme.colours, self._banner
        ink = c.ink(b.role)
        side = Size.BANNER_SHAPE * scale
        paint_shape(painter, b.shape, QRectF(INSIDE, y, side, side), ink, c.on_ink)
        size = int(Type.WORD * scale)
        face = _fitted(b.word, size, QFont.Weight.Bold, self.width() - INSIDE * 2 - side - 14 - self._cue_width(scale))
        painter.setFont(face)
        painter.setPen(QColor(ink))
        area = QRectF(INSIDE + side + 14, y, self.width(), side)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, b.word)
        if b.cue:
            self._paint_cue(painter, y + side / 2, scale)
        return y + side + 10 * scale

    def _paint_cue(self, painter: QPainter, middle: float, scale: float) -> None:
        c = self._theme.colours
        width, height = self._cue_width(scale), 32 * scale
        area = QRectF(self.width() - INSIDE - width, middle - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.ink(self._banner.role)))
        painter.drawRoundedRect(area, height / 2, height / 2)
        painter.setFont(_cue_font(scale))
        painter.setPen(QColor(c.on_ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._banner.cue)

    def _cue_width(self, scale: float) -> float:
        cue = self._banner.cue
        return QFontMetricsF(_cue_font(scale)).horizontalAdvance(cue) + 32 * scale if cue else 0.0

    def _paint_name(self, painter: QPainter, y: float, scale: float) -> float:
        """Draw the name on one line as long as it stays large, else on two."""
        room = self.width() - 2 * INSIDE
        name = self._banner.headline
        face = _fitted(name, int(Type.NAME * scale), QFont.Weight.ExtraBold, room, int(LOWEST_ONE_LINE * scale))
        lines = [name]
        if QFontMetricsF(face).horizontalAdvance(name) > room:
            face, lines = _in_two(name, int(LARGEST_OF_TWO * scale), int(SMALLEST_NAME * scale), room)
        self.name_size = face.pixelSize()
        painter.setFont(face)
        painter.setPen(QColor(self._theme.colours.text))
        height = face.pixelSize() * 1.16
        for line in lines:
            painter.drawText(QRectF(INSIDE, y, room + 8, height * 1.1), Qt.AlignmentFlag.AlignVCenter, line)
            y += height
        return y + 10 * scale

    def _paint_meta(self, painter: QPainter, y: float, scale: float) -> float:
        """Draw handle, category and organisation beside each other."""
        b = self._banner
        if not (b.handle or b.chip or b.organisation):
            return y
        face = font(int(META * scale))
        metrics = QFontMetricsF(face)
        height = META * scale * LINE_SPACE
        x, right = float(INSIDE), float(self.width() - INSIDE)
        chip = chip_width(b.chip) if b.chip else 0.0
        painter.setPen(QColor(self._theme.colours.text))
        for text in (b.handle, b.chip, b.organisation):
            if not text:
                continue
            if text is b.chip:
                x += paint_chip(painter, text, x, y + height / 2, b.chip_colour) + 10
                continue
            room = right - x - (chip + 10 if text is b.handle else 0)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(40.0, room))
            painter.setFont(face)
            painter.setPen(QColor(self._theme.colours.text))
            painter.drawText(QRectF(x, y, room + 4, height), Qt.AlignmentFlag.AlignVCenter, shown)
            x += metrics.horizontalAdvance(shown) + 10
        return y + height + 6 * scale

    def _paint_lines(self, painter: QPainter, y: float, scale: float) -> None:
        b = self._banner
        plain, bold = font(int(META * scale)), font(int(META * scale), QFont.Weight.Bold)
        large = font(int(LEAD * scale), QFont.Weight.DemiBold)
        end = self.height() - 8
        painter.setPen(QColor(self._theme.colours.text))
        for index, line in enumerate((*b.lines, b.strong)):
            # Without a name the first line is what has to be read from afar.
            face = bold if line is b.strong else large if index == 0 and not b.headline else plain
            height = face.pixelSize() * LINE_SPACE
            # What has to be done comes before what is good to know, where there is no room for both.
            is_crowded = line is not b.strong and bool(b.strong) and y + 2 * height > end
            if not line or is_crowded or y + height > end:
                continue
            # At the height of the buttons the lines end before them.
            beside = self._buttons_width() if y + height > self.height() - FOOT else 0
            most = max(1, int((end - y) / height) - (bool(b.strong) and line is not b.strong))
            room = self.width() - 2 * INSIDE - beside
            y = paint_lines(painter, line, face, QPointF(INSIDE, y), room, height, most) + 2 * scale
        self.text_height = y


def _cue_font(scale: float) -> QFont:
    return font(int(Type.LARGE * scale), QFont.Weight.Bold)


def _fitted(text: str, size: int, weight: QFont.Weight, room: float, smallest: int = Type.BODY) -> QFont:
    """Return the font in the largest size, from `size` down, in which the text fits."""
    face = font(size, weight)
    while face.pixelSize() > smallest and QFontMetricsF(face).horizontalAdvance(text) > room:
        face = font(face.pixelSize() - 1, weight)
    return face


def _in_two(text: str, size: int, smallest: int, room: float) -> tuple[QFont, list[str]]:
    """Break a long name in two lines, in the largest size in which both fit."""
    while True:
        face = font(size, QFont.Weight.ExtraBold)
        lines = broken(text, face, room)
        if len(lines) <= 2 or size <= smallest:
            return face, lines
        size -= 1
