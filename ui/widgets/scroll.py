"""What is higher than the window can be scrolled: nothing is squeezed, and Tab brings what it reaches into view."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget

from ui.theme import Size


class Scrolled(QScrollArea):
    """A frame without edges around a widget, as wide as the room and as high as the widget, or less where need be."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(inside)
        self.verticalScrollBar().rangeChanged.connect(self._keep_in_view)

    def sizeHint(self) -> QSize:
        """Return the size of what is inside."""
        width = self.viewport().width()
        hint = self._inside.sizeHint()
        layout = self._inside.layout()
        high = layout.heightForWidth(width) if layout is not None and layout.hasHeightForWidth() else hint.height()
        return QSize(hint.width(), max(high, hint.height()))

    def minimumSizeHint(self) -> QSize:
        """Return the room of a field: the rest can be scrolled to."""
        return QSize(self._inside.minimumSizeHint().width(), 2 * Size.FIELD)

    def event(self, event: QEvent) -> bool:
        """Ask for another height when what is inside has changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def _keep_in_view(self) -> None:
        """Follow the field that has the keyboard where what stands above it has grown."""
        focus = QApplication.focusWidget()
        if focus is not None and self._inside.isAncestorOf(focus):
            self.ensureWidgetVisible(focus)
