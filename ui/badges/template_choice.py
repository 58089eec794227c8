"""Choosing a template: those that come with the program and the organiser's own, by title and size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy

from checkin.badges.templates import DEFAULT
from ui.badges.words import template_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checkin.badges.templates import Template
    from checkin.language import Language


class TemplateChoice(QComboBox):
    """The usual template until others are shown; `changed` comes whenever `template` is another one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._templates: list[Template] = [DEFAULT]
        # Titles may be long: they are cut in the field, and whole in its list.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.addItem("", DEFAULT.name)
        self.currentIndexChanged.connect(self.changed)

    @property
    def template(self) -> Template:
        """What is chosen."""
        return self._templates[max(0, self.currentIndex())]

    def show_templates(self, templates: Iterable[Template], chosen: str, language: Language) -> None:
        """Offer these; where the chosen one is gone, the usual one takes its place."""
        before, self._templates = self.template, list(templates)
        with QSignalBlocker(self):
            self.clear()
            for template in self._templates:
                self.addItem("", template.name)
            at = self.findData(chosen)
            self.setCurrentIndex(at if at >= 0 else max(0, self.findData(DEFAULT.name)))
            self.write(language)
        if self.template != before:
            self.changed.emit()

    def write(self, language: Language) -> None:
        """Write every name."""
        for index, name in enumerate(template_names(self._templates, language)):
            self.setItemText(index, name)
