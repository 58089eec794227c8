"""A line at the foot of the window that goes away by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Role, Size, Theme, Type, font
from ui.widgets.announce import Announce, announce_later
from ui.widgets.icons import paint_icon

SECONDS = 7
PADDING = 14
ICONS = {
    Role.ADMITTED: "check",
    Role.ALREADY: "triangle-alert",
    Role.REFUSED: "triangle-alert",
    Role.UNLISTED: "info",
    Role.NEUTRAL: "info",
    Role.ACCENT: "info",
}
_MOVES = (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize)


class Toast(QWidget):
    """One sentence, over the foot of its parent. A new one takes the old one's place; it never takes the keyboard.

    It `stands on` what has buttons at the foot of a page, where that is in view.
    """

    def __init__(self, theme: Theme, parent: QWidget, announced: Announce = announce_later) -> None:
        super().__init__(parent)
        self._theme = theme
        self._announce = announced
        self._text = ""
        self._role = Role.NEUTRAL
        self._below: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._text

    def say(self, text: str, role: Role) -> None:
        """Show a sentence for a while."""
        self._text, self._role = text, role
        self.setAccessibleName(text)
        self.place()
        self.show()
        self.raise_()
        self.update()
        self._timer.start(SECONDS * 1000)
        self._announce(self, text)

    def stand_on(self, below: QWidget | None) -> None:
        """Leave a part of the parent uncovered, while it is in view."""
        if self._below is not None:
            self._below.removeEventFilter(self)
        self._below = below
        if below is not None:
            below.installEventFilter(self)
        self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stand elsewhere when what is below comes, goes, or is moved."""
        if watched is self._below and event.type() in _MOVES:
            self.place()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Stand at the middle of the parent's foot, as wide as the sentence needs."""
        parent = self.parentWidget()
        if parent is None:
            return
        room = parent.size()
        width = min(room.width() - 2 * Size.PAGE, self.sizeHint().width())
        metrics = QFontMetricsF(font(Type.BODY))
        inner = width - 3 * PADDING - Size.ICON
        text = metrics.boundingRect(QRectF(0, 0, inner, 400), Qt.TextFlag.TextWordWrap, self._text)
        height = int(text.height()) + 2 * PADDING
        bottom = room.height() - Size.PAGE
        if self._below is not None and self._below.isVisible() and parent.isAncestorOf(self._below):
            bottom = self._below.mapTo(parent, QPoint(0, 0)).y() - Size.GAP
        self.setGeometry((room.width() - width) // 2, bottom - height, width, height)

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        width = QFontMetricsF(font(Type.BODY)).horizontalAdvance(self._text)
        return QSize(int(width) + 3 * PADDING + Size.ICON + 2, Size.TALL_BUTTON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line on its ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        ink = colours.ink(self._role)
        painter.setPen(QPen(QColor(ink if self._role is not Role.NEUTRAL else colours.line), colours.border))
        painter.setBrush(QColor(colours.ground(self._role)))
        inset = colours.border / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), Size.CORNER, Size.CORNER)
        middle = self.height() / 2
        paint_icon(painter, ICONS[self._role], QRectF(PADDING, middle - Size.ICON / 2, Size.ICON, Size.ICON), ink)
        painter.setFont(font(Type.BODY))
        painter.setPen(QColor(colours.text))
        area = self.rect().adjusted(2 * PADDING + Size.ICON, 0, -PADDING, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self._text)
