"""The fields of the walk-in panel: what a guest says of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from checkin.desk import WalkIn
from checkin.lists.names import split_name
from ui.door.topics import Topics
from ui.theme import Size
from ui.widgets.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.language import Language


class WalkInForm(QWidget):
    """The name first, then what is asked for most; `offer` stands below the name."""

    def __init__(self, offer: QWidget) -> None:
        super().__init__()
        self.given, self.family, self.handle = QLineEdit(), QLineEdit(), QLineEdit()
        self.organisation, self.email, self.topics = QLineEdit(), QLineEdit(), Topics()
        self.category = QComboBox()
        self.category.setEditable(True)
        self.consent = QCheckBox()
        self._consent_about = label("small", wrap=True)
        self.lines = (self.given, self.family, self.handle, self.organisation, self.email, self.topics.other)
        self._names = {field: label("label") for field in (*self.lines[:-1], self.category)}
        fields = QVBoxLayout(self)
        fields.setContentsMargins(0, 0, Size.STEP, 0)
        fields.setSpacing(Size.GAP - 2)
        fields.addLayout(self._pair(self.given, self.family))
        fields.addWidget(offer)
        # What is asked for most comes first: each field on the way is a key.
        fields.addLayout(self._pair(self.email, self.category))
        consent = QVBoxLayout()
        consent.setSpacing(0)
        consent.addWidget(self.consent)
        consent.addWidget(self._consent_about)
        fields.addLayout(consent)
        fields.addLayout(self._pair(self.handle, self.organisation))
        fields.addWidget(self.topics)

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

    def begin(self, name: str = "") -> None:
        """Empty the fields; a name, handle or address that was searched for in vain is kept."""
        for field in self.lines:
            field.clear()
        self.topics.clear()
        self.category.setCurrentText("")
        self.consent.setChecked(False)
        name = name.strip()
        if name.startswith("@"):
            self.handle.setText(name)
        elif "@" in name:
            self.email.setText(name)
        else:
            given, _, family = name.partition(" ")
            self.given.setText(given)
            self.family.setText(family)

    def show_categories(self, names: Sequence[str]) -> None:
        """Offer the categories of the list."""
        typed = self.category.currentText()
        self.category.clear()
        self.category.addItems(["", *names])
        self.category.setCurrentText(typed)

    def forget_code(self, code: str) -> None:
        """Take a scanned code out of the field that it was typed into; what stood before it stays."""
        for field in self.lines:
            field.setText(field.text().strip().removesuffix(code))
        self.category.setCurrentText(self.category.currentText().strip().removesuffix(code))

    def retranslate(self, language: Language) -> None:
        """Write every text."""
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

    def _pair(self, left: QLineEdit, right: QLineEdit | QComboBox) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        for column, field in enumerate((left, right)):
            grid.setColumnStretch(column, 1)
            cell = QVBoxLayout()
            cell.setSpacing(4)
            cell.addWidget(self._names[field])
            cell.addWidget(field)
            grid.addLayout(cell, 0, column)
        return grid


def _halves(given: str, family: str) -> tuple[str, str]:
    """Return both halves of a name; one that was typed whole into the first field is split, if nothing gets lost."""
    if family or " " not in given:
        return given, family
    split = split_name(given)
    return (split.given, split.family) if f"{split.given} {split.family}".split() == given.split() else (given, "")
