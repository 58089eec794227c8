"""The window where the data cannot be opened: what is wrong, what to do, and a new try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Size, Theme
from ui.widgets.button import Button, Kind
from ui.widgets.empty_state import EmptyState
from ui.wording import error_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from checkin.errors import CheckinError
    from ui.translations import Translations


class TroubleWindow(QWidget):
    """Says why the program cannot start yet."""

    def __init__(
        self, theme: Theme, translations: Translations, error: CheckinError, try_again: Callable[[], None]
    ) -> None:
        super().__init__()
        language = translations.language
        self.setWindowTitle("Checkin")
        self.setObjectName("content")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(*Size.USUAL)
        self.again = again = Button(
            theme, language.text("Try again"), icon="refresh-cw", key="Enter", kind=Kind.PRIMARY
        )
        leave = Button(theme, language.text("Quit"))
        again.clicked.connect(try_again)
        leave.clicked.connect(self.close)
        state = EmptyState(theme, "triangle-alert", leave, again)
        state.set_text(language.text("The evening’s data cannot be opened"), error_line(error, language))
        QVBoxLayout(self).addWidget(state)
        again.setDefault(True)
        again.setFocus()
