"""A page of paper on a ground: whole, or as wide as the room, with its shadow and the way to other pages."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme import Size, Theme
from ui.widgets.button import Button, Kind
from ui.widgets.labels import label

MARGIN = 24
FOOT = 60
SHADOW = 9
WIDEST = 1000
SCROLL = 90


class PaperView(QWidget):
    """Shows one rendered page. `stepped` asks for another page by its number from 0, `resized` for a sharp picture."""

    stepped = Signal(int)
    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = QImage()
        self._paper = QSizeF(210, 297)
        self._page, self._pages = 0, 0
        self._is_wide = False
        self._offset = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.before = Button(theme, icon="chevron-left", kind=Kind.QUIET)
        self.after = Button(theme, icon="chevron-right", kind=Kind.QUIET)
        self.zoom = Button(theme, icon="zoom-in", key="F4", kind=Kind.QUIET)
        self._where = label()
        self._pill = QFrame(self)
        self._pill.setProperty("look", "card")
        row = QHBoxLayout(self._pill)
        row.setContentsMargins(4, 3, 4, 3)
        row.setSpacing(6)
        for part in (self.before, self._where, self.after, self.zoom):
            row.addWidget(part)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.zoom.clicked.connect(self.toggle_zoom)
        self._pill.hide()

    @property
    def page(self) -> int:
        """The page that is shown, from 0."""
        return self._page

    @property
    def has_picture(self) -> bool:
        """Whether a page is shown."""
        return not self._picture.isNull()

    def name(self, view: str, before: str, after: str, zoom: str) -> None:
        """Name the view and its buttons."""
        self.setAccessibleName(view)
        for button, text in ((self.before, before), (self.after, after), (self.zoom, zoom)):
            button.setAccessibleName(text)
            button.setToolTip(text)

    def show_page(self, picture: QImage, page: int, pages: int, words: str) -> None:
        """Show a page; `words` say which one it is."""
        if page != self._page:
            self._offset = 0.0
        self._picture, self._page, self._pages = picture, page, pages
        self._paper = QSizeF(picture.size())
        self._where.setText(words)
        self.setAccessibleDescription(words)
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page < pages - 1)
        self._pill.show()
        self._place_pill()
        self.update()

    def clear(self) -> None:
        """Show no page."""
        self._picture, self._pages = QImage(), 0
        self._pill.hide()
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
        """Step, and move a page that is larger than the room."""
        match event.key():
            case Qt.Key.Key_Right:
                self.step(1)
            case Qt.Key.Key_Left:
                self.step(-1)
            case Qt.Key.Key_Down | Qt.Key.Key_Up if self._is_wide:
                self._scroll(SCROLL if event.key() == Qt.Key.Key_Down else -SCROLL)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move the page where it is higher than the room, else step."""
        down = -event.angleDelta().y()
        if self._is_wide:
            self._scroll(down * 0.8)
        elif down:
            self.step(1 if down > 0 else -1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pill at the foot."""
        super().resizeEvent(event)
        self._place_pill()
        self._scroll(0)
        self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, shadow and page."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        c = self._theme.colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.raised))
        painter.drawRoundedRect(self.rect(), Size.CORNER, Size.CORNER)
        area = self._area()
        if self._picture.isNull():
            return
        painter.setClipRect(self.rect())
        shade = QColor(c.stage)
        for ring in range(SHADOW, 0, -1):
            shade.setAlpha(5 if not c.is_dark else 22)
            painter.setBrush(shade)
            painter.drawRoundedRect(area.adjusted(-ring, -ring + 3, ring, ring + 3), ring, ring)
        painter.drawImage(self._sharp(area), self._picture)
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

    def _scroll(self, by: float) -> None:
        most = max(0.0, self._area().height() + MARGIN + FOOT - self.height()) if self._is_wide else 0.0
        self._offset = min(most, max(0.0, self._offset + by))
        self.update()

    def step(self, by: int) -> None:
        """Ask for another page, so many further on."""
        if 0 <= self._page + by < self._pages:
            self.stepped.emit(self._page + by)

    def _place_pill(self) -> None:
        size = self._pill.sizeHint()
        self._pill.setGeometry(
            (self.width() - size.width()) // 2, self.height() - size.height() - 8, size.width(), size.height()
        )
