"""A field with its name above it."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.theme import Size
from ui.widgets.labels import label

INSIDE = 10


class Field(QWidget):
    """Any control with its name above, and a remark below where there is one."""

    def __init__(self, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self._name: QLabel = label("label")
        self._name.setBuddy(control)
        self._remark = label("small", wrap=True)
        self._remark.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self._name)
        column.addWidget(control)
        column.addWidget(self._remark)
        self.setFocusProxy(control)
        if isinstance(control, QAbstractSpinBox):
            # Qt's style sheets leave the line within a spin box without its padding.
            control.setFixedHeight(Size.FIELD)
            for line in control.findChildren(QLineEdit):
                line.setTextMargins(INSIDE, 0, INSIDE, 0)

    def write(self, name: str, remark: str = "") -> None:
        """Write name and remark; the control is named the same for screen readers."""
        self._name.setText(name)
        self.control.setAccessibleName(name)
        self.control.setAccessibleDescription(remark)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
