"""The language that is on, changed while the program runs; Qt's own buttons and dialogs change with it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from checkin.language import Language


class Translations(QObject):
    """Holds the language; `changed` comes after it has changed."""

    changed = Signal()

    def __init__(self, application: QCoreApplication, code: str = "") -> None:
        super().__init__(application)
        self._application = application
        self._qt = QTranslator(self)
        self.language = Language(code)
        self._translate_qt()

    def choose(self, code: str) -> None:
        """Change the language; an empty code is the machine's."""
        language = Language(code)
        if language.code == self.language.code:
            return
        self.language = language
        self._translate_qt()
        self.changed.emit()

    def _translate_qt(self) -> None:
        self._application.removeTranslator(self._qt)
        QLocale.setDefault(QLocale(self.language.code))
        # Qt's source text is English: it needs, and ships, no English catalogue.
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self.language.code != "en" and self._qt.load(f"qtbase_{self.language.code}", folder):
            self._application.installTranslator(self._qt)
