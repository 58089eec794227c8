"""Buttons that show their icon and their key."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import Size, Theme, Type, font
from ui.widgets.icons import paint_icon
from ui.widgets.keycap import keycap_width, paint_keycap

INSIDE = 14
BETWEEN = 9


class Kind(Enum):
    """How much a button asks for: `PRIMARY` is the one next step of a page, `STAGE` stands on the camera picture."""

    PRIMARY = auto()
    PLAIN = auto()
    QUIET = auto()
    STAGE = auto()


class Button(QPushButton):
    """A button with an icon before its text and its key after it. The key is shown, not installed."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        icon: str = "",
        key: str = "",
        kind: Kind = Kind.PLAIN,
        height: int = Size.BUTTON,
        menu_arrow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._icon = icon
        self._key = key
        self._kind = kind
        self._menu_arrow = menu_arrow
        self.setFixedHeight(height)
        self.setAccessibleDescription(key)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # Enter presses the button that has the keyboard, not Space alone.
        self.setAutoDefault(True)

    @property
    def key(self) -> str:
        """The key that does the same, as `Ctrl+Z`; empty where there is none."""
        return self._key

    def setText(self, text: str) -> None:
        """Write the button, and name it for screen readers, key included."""
        super().setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(self._key)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of icon, text and key beside each other."""
        return QSize(int(self._content_width() + 2 * self._inside()) + 1, self.height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: a button is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, outline, icon, text and key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled() and not self._theme.colours.verdict_border:
            # In high contrast nothing is faint: a dashed outline says the same.
            painter.setOpacity(0.5)
        ink = self._paint_ground(painter)
        x = (self.width() - self._content_width()) / 2
        middle = self.height() / 2
        if self._icon:
            paint_icon(painter, self._icon, QRectF(x, middle - Size.ICON / 2, Size.ICON, Size.ICON), ink)
            x += Size.ICON + (BETWEEN if self.text() or self._key else 0)
        if self.text():
            painter.setFont(self._font())
            painter.setPen(QColor(ink))
            width = QFontMetricsF(self._font()).horizontalAdvance(self.text())
            painter.drawText(QRectF(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
            x += width + BETWEEN
        if self._menu_arrow:
            paint_icon(painter, "chevron-down", QRectF(x - 3, middle - 7, 14, 14), ink)
            x += 14
        if self._key:
            self._paint_key(painter, x, middle, ink)

    def _paint_ground(self, painter: QPainter) -> str:
        """Draw the button's body and return the colour of what stands on it."""
        c = self._theme.colours
        inset = c.border / 2
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        over = self.underMouse() and self.isEnabled()
        match self._kind:
            case Kind.PRIMARY:
                ground = QColor(c.accent)
                if self.isDown() or over:
                    ground = ground.lighter(108) if c.is_dark else ground.darker(112)
                outline, ink = ground, c.on_accent
            case Kind.PLAIN:
                ground, outline, ink = QColor(c.raised if over else c.surface), QColor(c.line), c.text
            case Kind.QUIET:
                ground = QColor(c.raised) if over else QColor(Qt.GlobalColor.transparent)
                outline, ink = QColor(c.line) if c.verdict_border else ground, c.muted
            case _:
                ground = QColor(c.on_stage)
                ground.setAlpha(48 if over else 0)
                outline, ink = ground, c.on_stage
        painter.setBrush(ground)
        is_dashed = not self.isEnabled() and bool(c.verdict_border)
        painter.setPen(QPen(outline, c.border, Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine))
        corner = Size.CORNER - 2 if self.height() < Size.TALL_BUTTON else Size.CORNER
        painter.drawRoundedRect(area, corner, corner)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.on_accent if self._kind is Kind.PRIMARY else c.accent), c.focus))
            inset = (3.5 if self._kind is Kind.PRIMARY else 0.5) + c.focus / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), corner - 2, corner - 2)
        return ink

    def _paint_key(self, painter: QPainter, x: float, middle: float, ink: str) -> None:
        c = self._theme.colours
        if self._kind is Kind.PRIMARY:
            paint_keycap(painter, self._key, x, middle, ink, "", ink)
        else:
            paint_keycap(painter, self._key, x, middle, c.muted, c.raised, c.line)

    def _content_width(self) -> float:
        parts = []
        if self._icon:
            parts.append(float(Size.ICON))
        if self.text():
            parts.append(QFontMetricsF(self._font()).horizontalAdvance(self.text()))
        if self._menu_arrow:
            parts.append(8.0)
        if self._key:
            parts.append(keycap_width(self._key))
        return sum(parts) + BETWEEN * max(0, len(parts) - 1)

    def _inside(self) -> int:
        return INSIDE + 6 if self.height() >= Size.TALL_BUTTON else INSIDE if self._kind is not Kind.STAGE else 8

    def _font(self) -> QFont:
        size = Type.LARGE if self.height() >= Size.TALL_BUTTON else Type.BODY
        if self._kind is Kind.STAGE:
            return font(Type.LABEL)
        return font(size, QFont.Weight.Medium)
