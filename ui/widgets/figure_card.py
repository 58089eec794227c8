"""A large figure with its name above and a remark below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.widgets.labels import Card, ElidedLabel, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class FigureCard(Card):
    """One figure of an evening."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=16, gap=2, parent=parent)
        self._name = label("muted")
        self._figure = label("figure")
        self._remark = ElidedLabel("label")
        for part in (self._name, self._figure, self._remark):
            self.column.addWidget(part)

    def write(self, name: str, figure: str, remark: str) -> None:
        """Write the card."""
        self._name.setText(name)
        self._figure.setText(figure)
        self._remark.setText(remark or " ")
        self.setAccessibleName(f"{name}: {figure}. {remark}")

    @property
    def figure(self) -> str:
        """The figure as it is shown."""
        return self._figure.text()
