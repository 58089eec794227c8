"""How many people are inside, of how many expected."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Role, Size, Theme, Type, font
from ui.widgets.icons import paint_icon

BETWEEN = 6
AROUND_SLASH = 14


PILL = 26
PILL_PADDING = 10


class HeadcountView(QWidget):
    """`87 inside / 120 expected`, in figures that do not jump. At capacity a pill with a word precedes it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[str, str, str, str] = ("", "", "", "")
        self._is_full = False
        self._full_word = ""
        self.setFixedHeight(Size.BUTTON)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(
        self,
        inside: str,
        is_inside: str,
        expected: str,
        is_expected: str,
        *,
        is_full: bool = False,
        full_word: str = "",
    ) -> None:
        """Show two figures, each with the phrase it stands in: `87`, `87 inside`; `full_word` says that it is full."""
        # The figure is written large, so what is left of the phrase is its word.
        words = [
            phrase.replace(figure, "", 1).strip() for figure, phrase in ((inside, is_inside), (expected, is_expected))
        ]
        self._parts = (inside, words[0], expected, words[1])
        self._is_full, self._full_word = is_full, full_word
        said = (full_word if is_full else "", is_inside, is_expected)
        self.setAccessibleName(", ".join(part for part in said if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the width of the four parts."""
        words, figures = self._fonts()
        inside, inside_word, expected, expected_word = self._parts
        width = figures.horizontalAdvance(inside) + figures.horizontalAdvance(expected)
        width += words.horizontalAdvance(inside_word) + words.horizontalAdvance(expected_word)
        width += self._pill_width() + (Size.GAP if self._is_full else 0)
        width += words.horizontalAdvance("/") + 2 * BETWEEN + 2 * AROUND_SLASH
        return QSize(int(width) + 2, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw figures large and words small, on one base line."""
        painter = QPainter(self)
        words, figures = self._fonts()
        c = self._theme.colours
        base = self.height() / 2 + figures.capHeight() / 2
        x = self._paint_pill(painter) if self._is_full else 0.0
        inside, inside_word, expected, expected_word = self._parts
        first = c.ink(Role.ALREADY) if self._is_full else c.text
        for text, is_figure, ink, after in (
            (inside, True, first, BETWEEN),
            (inside_word, False, c.muted, AROUND_SLASH),
            ("/", False, c.muted, AROUND_SLASH),
            (expected, True, c.text, BETWEEN),
            (expected_word, False, c.muted, 0),
        ):
            metrics = figures if is_figure else words
            painter.setFont(self._figure_font() if is_figure else font(Type.LABEL))
            painter.setPen(QColor(ink))
            width = metrics.horizontalAdvance(text)
            area = QRectF(x, base - metrics.ascent(), width + 2, metrics.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft, text)
            x += width + after

    def _paint_pill(self, painter: QPainter) -> float:
        """Draw the sign and the word on a filled ground, and return where the figures begin."""
        c = self._theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(0, (self.height() - PILL) / 2, self._pill_width(), PILL)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.ink(Role.ALREADY)))
        painter.drawRoundedRect(area, PILL / 2, PILL / 2)
        sign = QRectF(PILL_PADDING, (self.height() - Size.ICON) / 2, Size.ICON, Size.ICON)
        paint_icon(painter, "users", sign, c.on_ink, thick=True)
        painter.setFont(self._word_font())
        painter.setPen(QColor(c.on_ink))
        words = area.adjusted(PILL_PADDING + Size.ICON + BETWEEN, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._full_word)
        return area.right() + Size.GAP

    def _pill_width(self) -> float:
        if not self._is_full:
            return 0.0
        word = QFontMetricsF(self._word_font()).horizontalAdvance(self._full_word)
        return 2 * PILL_PADDING + Size.ICON + (BETWEEN + word if word else 0.0)

    def _word_font(self) -> QFont:
        return font(Type.LABEL, QFont.Weight.ExtraBold)

    def _fonts(self) -> tuple[QFontMetricsF, QFontMetricsF]:
        return QFontMetricsF(font(Type.LABEL)), QFontMetricsF(self._figure_font())

    def _figure_font(self) -> QFont:
        return font(Type.COUNT, QFont.Weight.ExtraBold, tabular=True)
