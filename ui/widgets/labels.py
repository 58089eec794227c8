"""Labels by what they are, and the frames that hold a page's parts."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Size, Type, font


def label(look: str = "", text: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """Return a label. `look` is one of the style sheet's: title, figure, heading, page, strong, muted, label, small,
    lead, large, or a role's ink (admitted, already, refused, unlisted)."""
    made = QLabel(text, parent)
    made.setProperty("look", look)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if look == "figure":
        made.setFont(font(Type.FIGURE, QFont.Weight.ExtraBold, tabular=True))
    return made


def set_look(widget: QWidget, look: str) -> None:
    """Change what a widget looks like, and let Qt see it."""
    if widget.property("look") != look:
        widget.setProperty("look", look)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where there is no room for it; the whole of it is the tool tip.

    It takes what room is left over, or with `keeps_width` asks for as much as its text needs.
    """

    def __init__(self, look: str = "", parent: QWidget | None = None, *, keeps_width: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("look", look)
        self.setTextFormat(Qt.TextFormat.PlainText)
        across = QSizePolicy.Policy.Maximum if keeps_width else QSizePolicy.Policy.Ignored
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Write the line."""
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        """Return the room of an ellipsis: a long text must not push anything out of the window."""
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as fits."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class Card(QFrame):
    """A raised part of a page, with a column to fill: `card.column.addWidget(...)`."""

    def __init__(
        self, *, look: str = "card", margin: int = Size.CARD, gap: int = Size.GAP, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", look)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(gap)


def rule() -> QFrame:
    """Return a thin horizontal line."""
    made = QFrame()
    made.setProperty("look", "rule")
    return made
