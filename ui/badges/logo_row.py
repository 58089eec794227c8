"""The logo on badges: chosen from a file, remembered on this laptop, taken away again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.button import Button
from ui.widgets.file_dialogs import ask_open
from ui.widgets.labels import ElidedLabel, label
from ui.wording import error_line

if TYPE_CHECKING:
    from checkin.badges.logos import Logo
    from checkin.errors import CheckinError
    from ui.kit import Kit

CHOOSE, REMOVE = "Ctrl+G", "Ctrl+Shift+G"
_Found = tuple[str, "Logo | None"]


class LogoRow(QWidget):
    """Which logo, and what is wrong with it; `changed` comes once another one is read, or none is left."""

    changed = Signal()
    failed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._logo: Logo | None = None
        self._path = ""
        self._error: CheckinError | None = None
        self._heading = label("label")
        self._name = ElidedLabel()
        self._trouble = label("refused", wrap=True)
        self.choose = Button(kit.theme, icon="folder-open", key=CHOOSE)
        self.remove = Button(kit.theme, icon="x", key=REMOVE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for part in (self._heading, self._name, self._trouble):
            column.addWidget(part)
        for button in (self.choose, self.remove):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.choose.clicked.connect(self.ask)
        self.remove.clicked.connect(self.take_away)

    @property
    def logo(self) -> Logo | None:
        """What is printed; none where the remembered one could not be read."""
        return self._logo

    @property
    def trouble(self) -> str:
        """What is wrong with the file that was chosen last; empty where nothing is."""
        return self._trouble.text()

    def listen(self, page: QWidget) -> None:
        """Take the keys of the page, whether the row is in view or not."""
        QShortcut(QKeySequence(CHOOSE), page, self.ask)
        QShortcut(QKeySequence(REMOVE), page, self.take_away)

    def look(self) -> None:
        """Read the remembered logo again: its file may be another one by now, or gone."""
        path = self._kit.services.settings.current.logo
        if path:
            self._read(Path(path))
        elif self._path:
            self._show(("", None))

    def ask(self) -> None:
        """Ask for a file, and take it."""
        t = self._kit.translations.language
        kinds = t.text("Pictures ({kinds})", kinds="*.png *.jpg *.jpeg *.svg")
        path = ask_open(self, t.text("Choose a logo"), kinds)
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Read a logo and remember it; one that cannot be printed is said, and the one before stays."""
        self._read(path)

    def take_away(self) -> None:
        """Print no logo any more."""
        settings = self._kit.services.settings
        if not self._path and not settings.current.logo:
            return

        def work() -> _Found:
            settings.change(logo="")
            return "", None

        self._kit.background.run(work, then=self._show, owner=self)

    def retranslate(self) -> None:
        """Write every text anew."""
        t = self._kit.translations.language
        self._heading.setText(t.text("Logo"))
        self._name.setText(Path(self._path).name)
        self._name.setVisible(bool(self._path))
        self.choose.setText(t.text("Choose a logo…"))
        self.remove.setText(t.text("No logo"))
        self.remove.setVisible(bool(self._path or self._kit.services.settings.current.logo))
        self._trouble.setText(error_line(self._error, t) if self._error else "")
        self._trouble.setVisible(self._error is not None)

    def _read(self, path: Path) -> None:
        settings = self._kit.services.settings

        def work() -> _Found:
            from checkin.badges.logos import read_logo  # Pillow and reportlab are loaded by the first logo

            logo = read_logo(path)
            settings.change(logo=str(path))
            return str(path), logo

        self._kit.background.run(work, then=self._show, failed=self._fail, owner=self)

    def _show(self, found: _Found) -> None:
        before, self._error = self._logo, None
        self._path, self._logo = found
        self.retranslate()
        if before != self._logo:
            self.changed.emit()

    def _fail(self, error: CheckinError) -> None:
        self._error = error
        self.retranslate()
        self.failed.emit()
