"""The walk-in panel: a name, Enter, and they are in, with a badge. It stands beside the queue, never over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from checkin.wording.verdicts import blank_line
from ui.door.offer_card import OfferCard
from ui.door.walk_in_form import WalkInForm
from ui.theme import Size
from ui.widgets.button import Button, Kind
from ui.widgets.labels import Card, label
from ui.widgets.scroll import Scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.desk import WalkIn
    from checkin.language import Language
    from ui.door.clerk import Offer
    from ui.theme import Theme

TYPING_PAUSE = 160
"""Milliseconds without a key before the list is asked for doubles."""


class WalkInPanel(Card):
    """The form. It asks nobody: whoever owns it listens to its signals and tells it what came of them.

    With the number of a blank badge it asks whose that is; nothing is printed then.
    """

    typed = Signal(object)
    """A WalkIn, after a pause in the typing: is somebody like that on the list?"""
    submitted = Signal(object, bool)
    """A WalkIn to register; the flag tells whether its likely doubles were shown before."""
    recognised = Signal(object)
    """The Attendee that the walk-in turned out to be."""
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(margin=24, gap=10, parent=parent)
        self._theme = theme
        self._language: Language | None = None
        self._blank: int | None = None
        self._asked: WalkIn | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(lambda: self.typed.emit(self.walk_in()))
        self._build()

    @property
    def blank(self) -> int | None:
        """The number of the blank badge that is being named, if any."""
        return self._blank

    @property
    def is_begun(self) -> bool:
        """Whether anything was typed."""
        return any(line.text().strip() for line in self.form.lines)

    def walk_in(self) -> WalkIn:
        """Return what was typed."""
        return self.form.walk_in()

    def open(self, name: str = "", blank: int | None = None) -> None:
        """Begin with an empty form; a name, handle or address that was searched for in vain is kept."""
        self.form.begin(name)
        self._asked = None
        self.bind(blank)
        self.show_offer(None)
        self.show_error("")
        self._pause.stop()
        self.wait(is_waiting=False)
        self.given.setFocus()

    def bind(self, blank: int | None) -> None:
        """Name this blank badge, or none; what was typed stays."""
        self._blank = blank
        self._write_title()

    def wait(self, *, is_waiting: bool) -> None:
        """Take no second Enter while the first one is at work."""
        self.accept.setEnabled(not is_waiting)

    def show_topics(self, names: Sequence[str]) -> None:
        """Offer the evening's topics."""
        self.topics.offer(names, self)

    def show_categories(self, names: Sequence[str]) -> None:
        """Offer the categories of the list."""
        self.form.show_categories(names)

    def show_offer(self, offer: Offer | None) -> None:
        """Show who on the list this may be."""
        self.offer_card.show_offer(offer)
        self._write_offer()

    def hide_addresses(self, *, is_hidden: bool) -> None:
        """Show no more of an address than tells two people apart, or the whole of it."""
        self.offer_card.hides_addresses = is_hidden
        self._write_offer()

    def show_error(self, text: str) -> None:
        """Show what is missing; nothing takes the line away."""
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def show_full(self, text: str) -> None:
        """Show that the house is full; nothing takes the line away."""
        self.full.setText(text)
        self.full.setVisible(bool(text))

    def forget_code(self, code: str) -> None:
        """Take a scanned code out of the field that it was typed into; what stood before it stays."""
        self.form.forget_code(code)

    def submit(self) -> None:
        """Hand the form over; only an Enter after another one has answered the offer.

        An offer that came while the last letters were typed was not read yet by who presses Enter after them.
        """
        if not self.accept.isEnabled():
            return
        self._pause.stop()
        walk_in, offer, asked = self.walk_in(), self.offer_card.offer, self._asked
        self._asked = walk_in
        is_answered = asked is not None and _same_person(asked, walk_in)
        self.submitted.emit(walk_in, is_answered and offer is not None and _same_person(offer.walk_in, walk_in))

    def retranslate(self, language: Language) -> None:
        """Write every text of the panel."""
        self._language = language
        self.shut.setText(language.text("Close"))
        self.form.retranslate(language)
        self._write_title()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter registers from any field; the down arrow goes to the offer."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            ):
                if event.isAutoRepeat():
                    # Held down, it must not answer the offer that the first one brought.
                    pass
                elif watched is self.its_them:
                    self.its_them.click()
                else:
                    self.submit()
                return True
            if event.key() == Qt.Key.Key_Down and self.offer_card.offer and isinstance(watched, QLineEdit):
                self.its_them.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.title, self.about = label("heading"), label("muted", wrap=True)
        self.shut = Button(self._theme, key="Esc", kind=Kind.QUIET)
        self.shut.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch()
        head.addWidget(self.shut)
        self.column.addLayout(head)
        self.column.addWidget(self.about)
        self.offer_card = OfferCard(self._theme)
        self.form = form = WalkInForm(self.offer_card)
        self.given, self.family, self.handle = form.given, form.family, form.handle
        self.organisation, self.email, self.category = form.organisation, form.email, form.category
        self.consent, self.topics = form.consent, form.topics
        self.its_them = self.offer_card.its_them
        self.its_them.clicked.connect(self._recognise)
        # In a small window the fields scroll: what is missing, and the way on, stay in view below them.
        self.column.addWidget(Scrolled(form))
        self.error, self.full = label("refused", wrap=True), label("already", wrap=True)
        self.column.addWidget(self.error)
        self.column.addWidget(self.full)
        self.accept = Button(self._theme, icon="user-plus", key="Enter", kind=Kind.PRIMARY, height=Size.TALL_BUTTON)
        self.accept.clicked.connect(self.submit)
        self.column.addSpacing(6)
        self.column.addWidget(self.accept, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch()
        for field in form.lines:
            field.textEdited.connect(lambda: self._pause.start(TYPING_PAUSE))
        for watched in (*form.lines, self.category, self.consent, self.accept, self.its_them):
            watched.installEventFilter(self)

    def _write_title(self) -> None:
        language = self._language
        if language is None:
            return
        if self._blank is None:
            self.title.setText(language.text("Walk-in"))
            self.accept.setText(language.text("Admit and print badge"))
        else:
            self.title.setText(blank_line(self._blank, language))
            self.about.setText(
                language.text("They are in already. Without a name the badge can be scanned again later.")
            )
            self.accept.setText(language.text("Give the badge this name"))
        self.about.setVisible(self._blank is not None)
        self._write_offer()

    def _write_offer(self) -> None:
        if self._language is not None:
            self.offer_card.write(self._language, is_for_blank=self._blank is not None)

    def _recognise(self) -> None:
        if self.offer_card.attendee is not None:
            self.recognised.emit(self.offer_card.attendee)


def _same_person(one: WalkIn, other: WalkIn) -> bool:
    return (one.full_name, one.email, one.handle) == (other.full_name, other.email, other.handle)
