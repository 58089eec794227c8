"""What the Door page is made of, and where it stands; no behaviour but showing one thing or the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.door.key_hints import KeyHints
from ui.door.scan_field import ScanField
from ui.door.walk_in import WalkInPanel
from ui.theme import Size
from ui.widgets.bar_chart import BarChart
from ui.widgets.button import Button, Kind
from ui.widgets.camera_view import CameraView
from ui.widgets.empty_state import EmptyState
from ui.widgets.headcount import HeadcountView
from ui.widgets.labels import Card, label
from ui.widgets.row_list import Row, RowList
from ui.widgets.verdict_banner import VerdictBanner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.language import Language
    from checkin.model import Arrival, Attendee
    from ui.theme import Theme

BANNER_SHARE = 0.385
"""The banner's share of the page's height, as drawn: 238 of 616 pixels."""
LEFT_SHARE = 0.406
LINE_KEYS = ("Up+Down", "Ctrl+Z", "F8", "F4")
HIT_KEYS = ("Up+Down", "Enter", "F8", "F4", "Esc")


class DoorLayout(QObject):
    """The parts of the page. The left column is for who comes, the right one for what the door says."""

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._theme = theme
        self._is_lit = False
        self._strip: QWidget | None = None
        self._build_left()
        self._build_right()
        self.headcount = HeadcountView(theme)
        self.full_screen = Button(theme, icon="maximize", key="F11")
        self.full_screen.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(page)
        row.setContentsMargins(Size.PAGE, Size.PAGE_TOP, Size.PAGE, Size.PAGE_TOP)
        row.setSpacing(Size.PAGE_TOP)
        row.addWidget(self._left)
        row.addWidget(self._right, 1)
        page.installEventFilter(self)

    @property
    def is_walk_in_open(self) -> bool:
        """Tell whether the walk-in panel is in view."""
        return self._right.currentWidget() is self.walk_in

    @property
    def is_lamp_on(self) -> bool:
        """Tell whether the free area lights the badge, whenever nothing is searched for."""
        return self._is_lit

    def open_walk_in(self, name: str) -> None:
        """Show the walk-in panel in place of banner and list; the camera goes on beside it."""
        self._right.setCurrentWidget(self.walk_in)
        self.walk_in.open(name)

    def close_walk_in(self) -> None:
        """Show banner and list again."""
        self._right.setCurrentWidget(self._answers)

    @property
    def chosen_hit(self) -> Attendee | None:
        """Whom of the hits in view is chosen."""
        row = self.hits.chosen if self._below.currentWidget() is self._hits_card else None
        return row.payload if row is not None else None

    @property
    def chosen_line(self) -> Arrival | None:
        """Which of the last arrivals in view is chosen."""
        row = self.arrivals.chosen if self._below.currentWidget() is self._arrivals_card else None
        return row.payload if row is not None else None

    def step_arrivals(self, by: int) -> None:
        """Choose the next of the last arrivals; from the first one up, none of them."""
        if self.arrivals.currentIndex().row() + by < 0:
            self.forget_choice()
        elif self._below.currentWidget() is self._arrivals_card:
            self.arrivals.step(by)

    def forget_choice(self) -> None:
        """Choose none of the last arrivals."""
        self.arrivals.setCurrentIndex(QModelIndex())
        self.arrivals.clearSelection()

    def show_hits(self, rows: Sequence[Row], text: str, language: Language) -> None:
        """Show whom a search found, the first one chosen; or what to do where it is nobody."""
        self.hits.rows.show(rows)
        if rows:
            self.hits.choose(0)
            self._below.setCurrentWidget(self._hits_card)
        else:
            self.nobody.set_text(
                language.text("Nobody is called “{name}”", name=text.strip()),
                language.text("Try fewer letters, the @handle or the organisation. Or register a walk-in with F2."),
            )
            self._below.setCurrentWidget(self._nobody_card)

    def show_arrivals(self) -> None:
        """Show the last arrivals, or the lamp that is on, in place of the hits."""
        self._below.setCurrentWidget(self._lamp if self._is_lit else self._arrivals_card)

    def show_journal(self, rows: Sequence[Row]) -> None:
        """Show the last lines, the chosen one still chosen; until there are any, how to begin."""
        chosen = self.arrivals.chosen
        self.arrivals.rows.show(rows)
        lines = [row.payload.id for row in rows]
        if chosen is not None and chosen.payload.id in lines:
            self.arrivals.choose(lines.index(chosen.payload.id))
        self._journal.setCurrentWidget(self.arrivals if rows else self.advice)

    def toggle_lamp(self) -> None:
        """Turn the free area white, to light a badge in the dark; or back."""
        self._is_lit = not self._is_lit
        if self._below.currentWidget() in (self._arrivals_card, self._lamp):
            # Hits stay in view: Enter lets in whoever is chosen.
            self.show_arrivals()

    def retranslate(self, language: Language) -> None:
        """Write every text that is always the same."""
        self.field.set_text(language.text("name, @handle or code"), language.text("Search for a name, or scan a code"))
        self.walk_in_button.setText(language.text("Walk-in"))
        self.walk_in_too.setText(language.text("Walk-in"))
        self.search_button.setText(language.text("Search"))
        self.undo.setText(language.text("Undo"))
        self.again.setText(language.text("Let in again"))
        left, badge = language.text("They left"), language.text("Badge again")
        self.left.setText(left)
        self.badge_again.setText(badge)
        self._line_keys.write([language.text("choose"), language.text("Undo"), left, badge])
        self._hit_keys.write([language.text("choose"), language.text("let in"), left, badge, language.text("empty")])
        self.full_screen.setAccessibleName(language.text("Full screen"))
        self.full_screen.setToolTip(language.text("Full screen"))
        self._pace_title.setText(language.text("Pace"))
        self.arrivals.setAccessibleName(language.text("Last arrivals"))
        self.hits.setAccessibleName(language.text("Found on the list"))
        self.camera.setAccessibleName(language.text("Camera picture"))
        self.pace.setAccessibleName(language.text("Pace"))
        self.advice.set_text(
            language.text("Nobody has come in yet"),
            language.text("Hold a badge or a ticket to the camera, scan it, or type a name and press Enter."),
        )
        self.walk_in.retranslate(language)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the drawn proportions when the window grows."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._arrange()
        return super().eventFilter(watched, event)

    def add_strip(self, strip: QWidget) -> None:
        """Put a strip at the foot of banner and list, which is there only when it has something to say."""
        self._strip = strip
        self._column.addWidget(strip)
        strip.installEventFilter(self)

    def _arrange(self) -> None:
        inside = self._page.height() - 2 * Size.PAGE_TOP
        self._left.setFixedWidth(max(400, int((self._page.width() - 2 * Size.PAGE) * LEFT_SHARE)))
        strip = self._strip.height() + Size.GAP if self._strip is not None and not self._strip.isHidden() else 0
        # It grows over the list for a crowded verdict; two of the last lines stay in view.
        self.banner.set_heights(max(210, int(inside * BANNER_SHARE)), inside - Size.GAP - 2 * Size.ROW - strip)

    def _build_left(self) -> None:
        self._left = QWidget()
        self.camera = CameraView(self._theme)
        self.field = ScanField(self._theme)
        self.walk_in_button = Button(self._theme, icon="plus", key="F2", kind=Kind.PRIMARY, height=48)
        self.walk_in_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        pace_card = Card(margin=16, gap=8)
        pace_card.setFixedHeight(116)
        self._pace_title, self.pace_words = label("label"), label("small")
        self.pace = BarChart(self._theme, small=True)
        head = QHBoxLayout()
        head.addWidget(self._pace_title)
        head.addStretch()
        head.addWidget(self.pace_words)
        pace_card.column.addLayout(head)
        pace_card.column.addWidget(self.pace, 1)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Size.GAP)
        column.addWidget(self.camera, 1)
        column.addWidget(self.field)
        column.addWidget(self.walk_in_button)
        column.addWidget(pace_card)

    def _build_right(self) -> None:
        theme = self._theme
        self.banner = VerdictBanner(theme)
        self.undo = Button(theme, key="Ctrl+Z")
        self.again = Button(theme, key="Ctrl+Enter")
        self.left = Button(theme, key="F8")
        self.search_button = Button(theme, key="F3")
        self.walk_in_too, self.badge_again = Button(theme, key="F2"), Button(theme, key="F4")
        for button in (self.undo, self.again, self.left, self.search_button, self.walk_in_too, self.badge_again):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.banner.add_button(button)
        self.arrivals, self.hits = RowList(theme, whole_rows=True), RowList(theme, tall=True)
        self.advice, self.nobody = EmptyState(theme, "door-open"), EmptyState(theme, "search")
        self._journal = QStackedWidget()
        self._journal.addWidget(self.advice)
        self._journal.addWidget(self.arrivals)
        self._arrivals_card, self._hits_card, self._nobody_card = (Card(margin=1, gap=0) for _ in range(3))
        self._nobody_card.column.addWidget(self.nobody)
        self._arrivals_card.column.addWidget(self._journal)
        self._line_keys, self._hit_keys = KeyHints(theme, LINE_KEYS), KeyHints(theme, HIT_KEYS)
        self._arrivals_card.column.addWidget(self._line_keys)
        self._hits_card.column.addWidget(self.hits)
        self._hits_card.column.addWidget(self._hit_keys)
        self._lamp = QWidget()
        self._lamp.setAutoFillBackground(True)
        lit = QPalette()
        lit.setColor(QPalette.ColorRole.Window, QColor(theme.colours.lamp))
        self._lamp.setPalette(lit)
        self._below = QStackedWidget()
        for widget in (self._arrivals_card, self._hits_card, self._nobody_card, self._lamp):
            self._below.addWidget(widget)
        self._answers = QWidget()
        column = self._column = QVBoxLayout(self._answers)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Size.GAP)
        column.addWidget(self.banner)
        column.addWidget(self._below, 1)
        self.walk_in = WalkInPanel(theme)
        self._right = QStackedWidget()
        self._right.addWidget(self._answers)
        self._right.addWidget(self.walk_in)
