"""The walk-in panel: a name, Enter, and they are in, with a badge. It stands beside the queue, never over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from checkin.desk import WalkIn
from checkin.lists.names import split_name
from ui.door.rows import masked
from ui.door.topics import Topics
from ui.theme import Size
from ui.widgets.button import Button, Kind
from ui.widgets.labels import Card, label
from ui.widgets.scroll import Scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.language import Language
    from checkin.model import Attendee
    from ui.door.clerk import Offer
    from ui.theme import Theme

TYPING_PAUSE = 160
"""Milliseconds without a key before the list is asked for doubles."""


class WalkInPanel(Card):
    """The form. It asks nobody: whoever owns it listens to its signals and tells it what came of them."""

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
        self._offer: Offer | None = None
        self._language: Language | None = None
        self._hides_addresses = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(lambda: self.typed.emit(self.walk_in()))
        self._build()

    def walk_in(self) -> WalkIn:
        """Return what was typed."""
        given, family = _halves(self.given.text().strip(), self.family.text().strip())
        return WalkIn(
            given_name=given,
            family_name=family,
            email=self.email.text().strip(),
            handle=self.handle.text().strip(),
            organisation=self.organisation.text().strip(),
            category=self.category.currentText().strip(),
            may_be_written_to=self.consent.isChecked() and bool(self.email.text().strip()),
            wishes=self.topics.chosen,
        )

    def open(self, name: str = "") -> None:
        """Begin with an empty form; a name, handle or address that was searched for in vain is kept."""
        for field in self._lines():
            field.clear()
        self.topics.clear()
        self.category.setCurrentText("")
        self.consent.setChecked(False)
        self.show_offer(None)
        self.show_error("")
        name = name.strip()
        if name.startswith("@"):
            self.handle.setText(name)
        elif "@" in name:
            self.email.setText(name)
        else:
            given, _, family = name.partition(" ")
            self.given.setText(given)
            self.family.setText(family)
        self._pause.stop()
        self.wait(is_waiting=False)
        self.given.setFocus()

    def wait(self, *, is_waiting: bool) -> None:
        """Take no second Enter while the first one is at work."""
        self.accept.setEnabled(not is_waiting)

    def show_topics(self, names: Sequence[str]) -> None:
        """Offer the evening's topics."""
        self.topics.offer(names, self)

    def show_categories(self, names: Sequence[str]) -> None:
        """Offer the categories of the list."""
        typed = self.category.currentText()
        self.category.clear()
        self.category.addItems(["", *names])
        self.category.setCurrentText(typed)

    def show_offer(self, offer: Offer | None) -> None:
        """Show who on the list this may be."""
        self._offer = offer if offer and offer.attendees else None
        self.offer_card.setVisible(self._offer is not None)
        self._write_offer()

    def hide_addresses(self, *, is_hidden: bool) -> None:
        """Show no more of an address than tells two people apart, or the whole of it."""
        self._hides_addresses = is_hidden
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
        for field in self._lines():
            field.setText(field.text().strip().removesuffix(code))
        self.category.setCurrentText(self.category.currentText().strip().removesuffix(code))

    def submit(self) -> None:
        """Hand the form over."""
        if not self.accept.isEnabled():
            return
        self._pause.stop()
        walk_in = self.walk_in()
        was_shown = self._offer is not None and _same_person(self._offer.walk_in, walk_in)
        self.submitted.emit(walk_in, was_shown)

    def retranslate(self, language: Language) -> None:
        """Write every text of the panel."""
        self._language = language
        self.title.setText(language.text("Walk-in"))
        self.shut.setText(language.text("Close"))
        for field, name in (
            (self.given, language.text("Given name")),
            (self.family, language.text("Family name")),
            (self.handle, language.text("@handle")),
            (self.organisation, language.text("Organisation")),
            (self.email, language.text("E-mail")),
            (self.category, language.text("Category")),
        ):
            field.setAccessibleName(name)
            self._names[field].setText(name)
        self.topics.retranslate(language)
        self.consent.setText(language.text("Agrees to be invited to the next evenings by e-mail"))
        self._consent_about.setText(
            language.text("Used for nothing else, kept for 12 months; a word is enough to be taken off.")
        )
        self.consent.setAccessibleDescription(self._consent_about.text())
        self.accept.setText(language.text("Admit and print badge"))
        self.its_them.setText(language.text("Yes, let them in"))
        self._write_offer()

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
            if event.key() == Qt.Key.Key_Down and self._offer is not None and isinstance(watched, QLineEdit):
                self.its_them.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.title = label("heading")
        self.shut = Button(self._theme, key="Esc", kind=Kind.QUIET)
        self.shut.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch()
        head.addWidget(self.shut)
        self.column.addLayout(head)
        self.given, self.family, self.handle = QLineEdit(), QLineEdit(), QLineEdit()
        self.organisation, self.email, self.topics = QLineEdit(), QLineEdit(), Topics()
        self.category = QComboBox()
        self.category.setEditable(True)
        self._names = {field: label("label") for field in (*self._lines()[:-1], self.category)}
        inside = QWidget()
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(0, 0, Size.STEP, 0)
        fields.setSpacing(Size.GAP - 2)
        fields.addLayout(self._pairs((self.given, self.family)))
        fields.addWidget(self._build_offer())
        # What is asked for most comes first: each field on the way is a key.
        fields.addLayout(self._pairs((self.email, self.category)))
        self.consent = QCheckBox()
        self._consent_about = label("small", wrap=True)
        consent = QVBoxLayout()
        consent.setSpacing(0)
        consent.addWidget(self.consent)
        consent.addWidget(self._consent_about)
        fields.addLayout(consent)
        fields.addLayout(self._pairs((self.handle, self.organisation)))
        fields.addWidget(self.topics)
        # In a small window the fields scroll: what is missing, and the way on, stay in view below them.
        self.column.addWidget(Scrolled(inside))
        self.error, self.full = label("refused", wrap=True), label("already", wrap=True)
        self.column.addWidget(self.error)
        self.column.addWidget(self.full)
        self.accept = Button(self._theme, icon="user-plus", key="Enter", kind=Kind.PRIMARY, height=Size.TALL_BUTTON)
        self.accept.clicked.connect(self.submit)
        self.column.addSpacing(6)
        self.column.addWidget(self.accept, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch()
        for field in self._lines():
            field.textEdited.connect(lambda: self._pause.start(TYPING_PAUSE))
        for watched in (*self._lines(), self.category, self.consent, self.accept, self.its_them):
            watched.installEventFilter(self)

    def _build_offer(self) -> QWidget:
        self.offer_card = QFrame()
        self.offer_card.setProperty("look", "offer")
        self.offer_name, self.offer_about = label("strong", wrap=True), label("", wrap=True)
        self.its_them = Button(self._theme, key="Down+Enter")
        self.its_them.clicked.connect(self._recognise)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.offer_name)
        texts.addWidget(self.offer_about)
        row = QHBoxLayout(self.offer_card)
        row.setContentsMargins(14, 10, 14, 10)
        row.addLayout(texts, 1)
        row.addWidget(self.its_them)
        self.offer_card.hide()
        return self.offer_card

    def _pairs(self, *rows: tuple[QWidget, QWidget]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for index, pair in enumerate(rows):
            for column, field in enumerate(pair):
                cell = QVBoxLayout()
                cell.setSpacing(4)
                cell.addWidget(self._names[field])
                cell.addWidget(field)
                grid.addLayout(cell, index, column)
        return grid

    def _lines(self) -> tuple[QLineEdit, ...]:
        return (self.given, self.family, self.handle, self.organisation, self.email, self.topics.other)

    def _write_offer(self) -> None:
        if self._offer is None or self._language is None:
            return
        language = self._language
        attendee = self._offer.attendees[0]
        self.offer_name.setText(language.text("{name} is on the list", name=attendee.full_name))
        email = masked(attendee.email) if self._hides_addresses else attendee.email
        about = [part for part in (attendee.handle, attendee.organisation, email) if part]
        if attendee.inside and attendee.arrived_at is not None:
            about.append(language.text("inside since {time}", time=language.time(attendee.arrived_at)))
        others = len(self._offer.attendees) - 1
        if others:
            about.append(language.plural("and {n} more like it", "and {n} more like it", others))
        about.append(language.text("Enter again registers somebody else"))
        self.offer_about.setText(" · ".join(about))

    def _recognise(self) -> None:
        if self._offer is not None:
            attendee: Attendee = self._offer.attendees[0]
            self.recognised.emit(attendee)


def _halves(given: str, family: str) -> tuple[str, str]:
    """Return both halves of a name; one that was typed whole into the first field is split, if nothing gets lost."""
    if family or " " not in given:
        return given, family
    split = split_name(given)
    return (split.given, split.family) if f"{split.given} {split.family}".split() == given.split() else (given, "")


def _same_person(one: WalkIn, other: WalkIn) -> bool:
    return (one.full_name, one.email, one.handle) == (other.full_name, other.email, other.handle)
