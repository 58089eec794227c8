"""What an empty page says: what it is for, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Size, Theme
from ui.widgets.icons import paint_icon
from ui.widgets.labels import label

if TYPE_CHECKING:
    from ui.widgets.button import Button

DISC = 72
WIDTH = 420


class IconDisc(QWidget):
    """An icon on a round ground."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the disc's size."""
        return QSize(DISC, DISC)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the disc."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.raised))
        painter.drawEllipse(self.rect())
        inset = DISC * 0.31
        paint_icon(
            painter, self._icon, QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), self._theme.colours.muted
        )


class EmptyState(QWidget):
    """An icon, a sentence, what to do, and at most two buttons for it."""

    def __init__(self, theme: Theme, icon: str, *buttons: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headline = label("heading")
        self._advice = label("muted", wrap=True)
        self._advice.setFixedWidth(WIDTH)
        column = self._column = QVBoxLayout(self)
        column.setSpacing(Size.GAP)
        column.addStretch(2)
        self._disc = IconDisc(theme, icon)
        column.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(Size.STEP)
        for line in (self._headline, self._advice):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(line, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.setSpacing(Size.GAP)
        row.addStretch()
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        column.addSpacing(Size.STEP)
        column.addLayout(row)
        column.addStretch(3)

    def minimumSizeHint(self) -> QSize:
        """Give way to what is above: the disc goes first."""
        return QSize(super().minimumSizeHint().width(), Size.ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the disc where there is room for it."""
        super().resizeEvent(event)
        without = DISC + Size.GAP if self._disc.isHidden() else 0
        self._disc.setHidden(self.height() < self._column.sizeHint().height() + without)

    def set_text(self, headline: str, advice: str) -> None:
        """Say what is missing, and what to do about it."""
        self._headline.setText(headline)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        # A centred label does not grow with its lines by itself.
        self._advice.setMinimumHeight(self._advice.heightForWidth(WIDTH))
