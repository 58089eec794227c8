"""The sections of a preview, one open at a time: what to look at, who may be known, the columns."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui.attendees.preview.columns_view import ColumnsView
from ui.attendees.preview.doubts_view import DoubtsView
from ui.attendees.preview.problems_view import ProblemsView
from ui.theme import Size

if TYPE_CHECKING:
    from checkin.language import Language
    from ui.attendees.preview.head import Head
    from ui.theme import Theme
    from ui.widgets.disclosure import Disclosure

LIST_SHARE, FORM_SHARE = 9, 12


class Section(Enum):
    """What can be opened below the head."""

    PROBLEMS = auto()
    DOUBTS = auto()
    COLUMNS = auto()


class Body(QWidget):
    """Opens a section by its line in the head. The keyboard goes into it, and back to where it came from."""

    changed = Signal()
    """Another section is open, or none."""

    def __init__(self, theme: Theme, language: Language, head: Head) -> None:
        super().__init__()
        self.problems = ProblemsView(theme, language)
        self.doubts = DoubtsView(theme, language)
        self.columns = ColumnsView(theme, language)
        self._views: dict[Section, ProblemsView | DoubtsView | ColumnsView] = {
            Section.PROBLEMS: self.problems,
            Section.DOUBTS: self.doubts,
            Section.COLUMNS: self.columns,
        }
        self._lines: dict[Section, Disclosure] = {
            Section.PROBLEMS: head.look,
            Section.DOUBTS: head.doubts,
            Section.COLUMNS: head.columns,
        }
        self._came_from: QWidget | None = None
        self._form: QWidget | None = None
        self._beside = QHBoxLayout()
        self._beside.setSpacing(Size.GAP)
        self._beside.addWidget(self.problems, LIST_SHARE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._beside)
        column.addWidget(self.doubts)
        column.addWidget(self.columns)
        for view in self._views.values():
            view.hide()
        for section, line in self._lines.items():
            line.toggled.connect(lambda on, section=section: self._switch(section, is_on=on))
        self.hide()

    @property
    def section(self) -> Section | None:
        """The section that is open."""
        return next((section for section, view in self._views.items() if not view.isHidden()), None)

    @property
    def is_open(self) -> bool:
        """Whether a section, or the form, is open."""
        return self.section is not None or (self._form is not None and not self._form.isHidden())

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is in here."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def put_form(self, form: QWidget) -> None:
        """Let a form stand beside what to look at, or by itself."""
        self._form = form
        self._beside.addWidget(form, FORM_SHARE)

    def toggle(self, section: Section) -> None:
        """Open or close a section, where there is anything in it."""
        if not self._lines[section].isHidden():
            self._lines[section].click()

    def open(self, section: Section) -> None:
        """Open a section."""
        if not self._lines[section].isHidden():
            self._lines[section].setChecked(True)

    def close(self) -> bool:
        """Close what is open, in silence."""
        for line in self._lines.values():
            line.setChecked(False)
        return True

    def step_back(self) -> bool:
        """Close the section that is open; return False where none is."""
        section = self.section
        if section is None:
            return False
        if section is Section.COLUMNS and self.columns.search.text():
            self.columns.search.clear()
            self.columns.take_focus()
            return True
        self._lines[section].setChecked(False)
        return True

    def remember_keyboard(self) -> None:
        """Remember where the keyboard is, unless that is in here."""
        focus = QApplication.focusWidget()
        if focus is not None and not self.isAncestorOf(focus) and focus not in self._lines.values():
            self._came_from = focus

    def give_keyboard_back(self) -> None:
        """Put the keyboard into the section that is open, or where it came from."""
        section = self.section
        if section is not None:
            self._views[section].take_focus()
        elif self._came_from is not None and shiboken6.isValid(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_parts(self) -> None:
        """Be seen as long as anything in here is."""
        self.setVisible(self.is_open)

    def speak(self, language: Language) -> None:
        """Write every text anew."""
        for view in self._views.values():
            view.speak(language)

    def _switch(self, section: Section, *, is_on: bool) -> None:
        had_keyboard = self.has_keyboard or self._lines[section].hasFocus()
        if is_on:
            self.remember_keyboard()
            for other, line in self._lines.items():
                if other is not section:
                    line.setChecked(False)
        self._views[section].setVisible(is_on)
        self.changed.emit()
        self.show_parts()
        if is_on:
            self._views[section].take_focus()
        elif had_keyboard and self.section is None:
            self.give_keyboard_back()
