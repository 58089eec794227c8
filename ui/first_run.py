"""The first page somebody sees: two ways to begin, and the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from checkin.settings import LANGUAGES
from ui.page import Command, Page
from ui.theme import Size, Theme, Type, font
from ui.widgets.file_dialogs import ask_open
from ui.widgets.icons import paint_icon
from ui.widgets.keycap import paint_keycap
from ui.widgets.labels import label
from ui.widgets.paragraph import Paragraph
from ui.wording import list_kinds

if TYPE_CHECKING:
    from checkin.model import Event
    from ui.kit import Kit

CHOICE = QSize(288, 256)
INSIDE = 28
SIGN = 28
ABOUT_TOP = 112
LEADING = 1.5
NAMES = {"en": "English", "fr": "Français"}


class Choice(QAbstractButton):
    """One large way to begin."""

    def __init__(self, theme: Theme, icon: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._key = key
        self._about = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, title: str, about: str) -> None:
        """Write what it does."""
        self.setText(title)
        self._about = about
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{about} {self._key}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of a choice."""
        return CHOICE

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw icon, title, sentence and key; the one with the keyboard is outlined."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = self._theme.colours
        is_on = self.hasFocus() or self.underMouse()
        inset = (c.focus if self.hasFocus() else c.border) / 2
        painter.setPen(QPen(QColor(c.accent if is_on else c.line), 2 * inset))
        painter.setBrush(QColor(c.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), Size.CORNER, Size.CORNER)
        paint_icon(painter, self._icon, QRectF(INSIDE, 34, SIGN, SIGN), c.accent if is_on else c.text)
        room = self.width() - 2 * INSIDE
        painter.setPen(QColor(c.text))
        painter.setFont(font(Type.HEADING - 1, QFont.Weight.Bold))
        painter.drawText(QRectF(INSIDE, 78, room + 12, 28), Qt.AlignmentFlag.AlignVCenter, self.text())
        about = Paragraph([(self._about, font(Type.BODY))], room, LEADING)
        about.paint(painter, QPointF(INSIDE, ABOUT_TOP), QColor(c.muted))
        paint_keycap(painter, self._key, INSIDE, ABOUT_TOP + about.height + 24, c.muted, c.raised, c.line)


class FirstRunPage(Page):
    """Stands until there is an evening."""

    IS_BARE = True

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.load = Choice(kit.theme, "list", "Ctrl+O")
        self.sample = Choice(kit.theme, "sparkles", "Ctrl+T")
        self.load.clicked.connect(self.ask_for_list)
        self.sample.clicked.connect(self.try_sample)
        self._title, self._lead, self._progress = label("title"), label("lead"), label("muted")
        self.languages = QComboBox()
        for code in LANGUAGES:
            self.languages.addItem(NAMES[code], code)
        self.languages.setCurrentIndex(self.languages.findData(self.language.code))
        self.languages.activated.connect(self._choose_language)
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Write every text of the page."""
        self._title.setText(self.text("Good evening."))
        self._lead.setText(self.text("Everything stays on this laptop. No account, no network."))
        self.load.set_text(
            self.text("Load a list"),
            self.text("CSV or Excel, from HelloAsso, Billetweb, Eventbrite, a form… Or drop the file here."),
        )
        self.sample.set_text(
            self.text("Try a sample evening"),
            self.text("Forty invented guests. Print, scan and export, then throw it away."),
        )
        self.languages.setAccessibleName(self.text("Language"))
        self.languages.setCurrentIndex(self.languages.findData(self.language.code))

    def take_focus(self) -> None:
        """Put the keyboard on the usual way to begin."""
        self.load.setFocus()

    def obey(self, command: Command) -> bool:
        """Load a list, or the sample evening."""
        match command:
            case Command.LOAD_LIST:
                self.ask_for_list()
            case Command.SAMPLE:
                self.try_sample()
            case _:
                return command is Command.CANCEL
        return True

    def ask_for_list(self) -> None:
        """Ask for a file; the attendees page shows what is in it, and makes its evening once it is loaded."""
        path = ask_open(self, self.text("Load a list"), list_kinds(self.language))
        if path is not None:
            self.kit.notices.import_list.emit(path)

    def try_sample(self) -> None:
        """Load the sample evening and open its door."""
        services, language = self.kit.services, self.language

        def load() -> Event:
            from checkin.demo.sample import load_sample_evening  # few evenings begin with it

            return load_sample_evening(services.evenings, services.importer, language)

        self._busy(self.text("One moment…"))
        self.kit.background.run(
            load, then=lambda _: self.kit.notices.event_chosen.emit(), done=lambda: self._busy(""), owner=self
        )

    def _busy(self, text: str) -> None:
        self._progress.setText(text)
        for choice in (self.load, self.sample):
            choice.setEnabled(not text)

    def _choose_language(self) -> None:
        code = str(self.languages.currentData())
        self.kit.background.run(lambda: self.kit.services.settings.change(language=code), owner=self)
        self.kit.translations.choose(code)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addStretch(10)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(self._title, 0, centre)
        column.addSpacing(6)
        column.addWidget(self._lead, 0, centre)
        column.addSpacing(32)
        row = QHBoxLayout()
        row.setSpacing(Size.PAGE)
        row.addStretch()
        row.addWidget(self.load)
        row.addWidget(self.sample)
        row.addStretch()
        column.addLayout(row)
        column.addSpacing(28)
        column.addWidget(self.languages, 0, centre)
        column.addSpacing(14)
        column.addWidget(self._progress, 0, centre)
        column.addStretch(12)
