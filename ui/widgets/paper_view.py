"""A page of paper on a ground: whole, or as wide as the room, with its shadow and the way to other pages."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from ui.theme import Size, Theme
from ui.widgets.paper_ground import paint_ground
from ui.widgets.paper_pill import PaperPill

MARGIN = 24
FOOT = 60
WIDEST = 1000
SCROLL = 90
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class PaperView(QWidget):
    """Shows one rendered page. `stepped` asks for another page by its number from 0, `resized` for a sharp picture.

    What is on the page is pointed at in shares of it, 0 to 1 from its upper left.
    """

    stepped = Signal(int)
    resized = Signal()
    pressed = Signal(QPointF)
    """A place of the page was pointed at."""
    opened = Signal(QPointF)
    """A place of the page was pressed twice."""
    walked = Signal(int, int)
    """An arrow key: so many to the right, so many down."""
    menu_wanted = Signal(QPoint)
    """What can be done with the outlined place is asked for, here on the screen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = QImage()
        self._paper = QSizeF(210, 297)
        self._page, self._pages = 0, 0
        self._is_wide = False
        self._offset = 0.0
        self._outline: QRectF | None = None
        self._is_held = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pill = PaperPill(theme, self)
        self._pill.before.clicked.connect(lambda: self.step(-1))
        self._pill.after.clicked.connect(lambda: self.step(1))
        self._pill.zoom.clicked.connect(self.toggle_zoom)

    @property
    def page(self) -> int:
        """The page that is shown, from 0."""
        return self._page

    @property
    def has_picture(self) -> bool:
        """Whether a page is shown."""
        return not self._picture.isNull()

    @property
    def words(self) -> str:
        """Which page is shown, in words."""
        return self._pill.words

    def name(self, view: str, before: str, after: str, zoom: str) -> None:
        """Name the view and its buttons."""
        self.setAccessibleName(view)
        self._pill.name(before, after, zoom)

    def show_page(self, picture: QImage, page: int, pages: int, words: str) -> None:
        """Show a page; `words` say which one it is."""
        if page != self._page:
            self._offset = 0.0
        self._picture, self._page, self._pages = picture, page, pages
        self._paper = QSizeF(picture.size())
        self.setAccessibleDescription(words)
        self._pill.say(words, is_first=page == 0, is_last=page == pages - 1)
        self._pill.place(self.size())
        self.update()

    def clear(self) -> None:
        """Show no page."""
        self._picture, self._pages = QImage(), 0
        self._pill.hide()
        self.update()

    def outline(self, place: QRectF | None, name: str = "", *, is_held: bool = False) -> None:
        """Outline a place, in shares of the page, while the keyboard is here; `is_held` wherever it is.

        `name` says what is there, to screen readers.
        """
        self.setAccessibleDescription(f"{self.words}, {name}" if name else self.words)
        if (place, is_held) != (self._outline, self._is_held):
            self._outline, self._is_held = place, is_held
            if place is not None and self._is_wide and self.has_picture:
                self._bring_into_view(self._on_screen(place))
            self.update()

    def toggle_zoom(self) -> None:
        """Change between the whole page and its width."""
        self._is_wide = not self._is_wide
        self._offset = 0.0
        self.resized.emit()
        self.update()

    def paper_height(self) -> float:
        """Return how high the page is shown, in the screen's own pixels."""
        return self._area().height() * self.devicePixelRatioF()

    def sizeHint(self) -> QSize:
        """Take what room there is."""
        return QSize(600, 600)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the page with the arrows; Enter asks what can be done."""
        key = Qt.Key(event.key())
        if key in _ARROWS and self.has_picture:
            self.walked.emit(*_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.has_picture:
            self._ask_for_menu()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Point at a place."""
        self._point(event, self.pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a place."""
        self._point(event, self.opened)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask what can be done with the place under the mouse, or with the outlined one by its key."""
        if event.reason() is not QContextMenuEvent.Reason.Mouse:
            self._ask_for_menu()
            return
        share = self._share_at(QPointF(event.pos()))
        if share is not None:
            self.pressed.emit(share)
            self.menu_wanted.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move the page where it is higher than the room, else step."""
        down = -event.angleDelta().y()
        if self._is_wide:
            self._scroll_by(down * 0.8)
        elif down:
            self.step(1 if down > 0 else -1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pill at the foot."""
        super().resizeEvent(event)
        self._pill.place(self.size())
        self._scroll_by(0)
        self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, shadow and page."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        c, area = self._theme.colours, self._area()
        paint_ground(painter, self.rect(), area if self.has_picture else None, c)
        if not self.has_picture:
            return
        painter.drawImage(self._sharp(area), self._picture)
        if self._outline is not None and (self._is_held or self.hasFocus()):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            # Paper is white in every theme: what is light on the screen's dark ground has a dark edge on it.
            for colour, width in ((c.stage, c.focus + 3 if c.is_dark else 0), (c.accent, c.focus + 1)):
                painter.setPen(QPen(QColor(colour), width))
                painter.drawRoundedRect(self._on_screen(self._outline), Size.SMALL_CORNER, Size.SMALL_CORNER)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.accent), c.focus))
            inset = c.focus / 2
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), Size.CORNER, Size.CORNER
            )

    def _sharp(self, area: QRectF) -> QRectF:
        """Give the picture its own pixels where it was made for this size."""
        ratio = self.devicePixelRatioF()
        own = QSizeF(self._picture.size()) / ratio
        if abs(own.height() - area.height()) > 2:
            return area
        return QRectF(round(area.left() * ratio) / ratio, round(area.top() * ratio) / ratio, own.width(), own.height())

    def _area(self) -> QRectF:
        share = self._paper.width() / self._paper.height()
        if self._is_wide:
            width = float(min(self.width() - 2 * MARGIN, WIDEST))
            return QRectF((self.width() - width) / 2, MARGIN - self._offset, width, width / share)
        height = max(60.0, self.height() - MARGIN - FOOT)
        width = min(height * share, self.width() - 2 * MARGIN)
        return QRectF((self.width() - width) / 2, MARGIN, width, width / share)

    def move_down(self, down: int) -> None:
        """Move a page that is higher than the room, by so many steps."""
        self._scroll_by(down * SCROLL)

    def _scroll_by(self, pixels: float) -> None:
        most = max(0.0, self._area().height() + MARGIN + FOOT - self.height()) if self._is_wide else 0.0
        self._offset = min(most, max(0.0, self._offset + pixels))
        self.update()

    def _bring_into_view(self, place: QRectF) -> None:
        if place.top() < MARGIN:
            self._scroll_by(place.top() - MARGIN)
        elif place.bottom() > self.height() - FOOT:
            self._scroll_by(place.bottom() - self.height() + FOOT)

    def _on_screen(self, place: QRectF) -> QRectF:
        area = self._area()
        left, top = area.left() + place.left() * area.width(), area.top() + place.top() * area.height()
        return QRectF(left, top, place.width() * area.width(), place.height() * area.height())

    def _point(self, event: QMouseEvent, signal: SignalInstance) -> None:
        share = self._share_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and share is not None:
            signal.emit(share)

    def _share_at(self, point: QPointF) -> QPointF | None:
        """Return which share of the page a point of the view is at, or None beside it."""
        area = self._area()
        if not self.has_picture or not area.contains(point):
            return None
        return QPointF((point.x() - area.left()) / area.width(), (point.y() - area.top()) / area.height())

    def _ask_for_menu(self) -> None:
        if self._outline is not None:
            self.menu_wanted.emit(self.mapToGlobal(self._on_screen(self._outline).center().toPoint()))

    def step(self, by: int) -> bool:
        """Ask for another page, so many further on; returns whether there is one."""
        is_there = 0 <= self._page + by < self._pages
        if is_there:
            self.stepped.emit(self._page + by)
        return is_there
