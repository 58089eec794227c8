"""A field for a length that may be negative, in tenths of a millimetre, written as the reader writes numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QSpinBox

if TYPE_CHECKING:
    from checkin.language import Language

TENTHS = 10


class Millimetres(QSpinBox):
    """`value()` is in tenths of a millimetre, so that arrows step by one."""

    def __init__(self, farthest: float) -> None:
        super().__init__()
        self._language: Language | None = None
        self.setRange(round(-farthest * TENTHS), round(farthest * TENTHS))

    @property
    def millimetres(self) -> float:
        """What the field says."""
        return self.value() / TENTHS

    def put(self, millimetres: float) -> None:
        """Show a length."""
        self.setValue(round(millimetres * TENTHS))

    def write(self, language: Language) -> None:
        """Write the number anew in a language."""
        self._language = language
        self.setSuffix(" mm")
        self.lineEdit().setText(self.textFromValue(self.value()) + self.suffix())

    def textFromValue(self, tenths: int) -> str:
        """Return a number with one digit behind the point, or the comma."""
        number = tenths / TENTHS
        return self._language.number(number) if self._language else f"{number:g}"

    def valueFromText(self, text: str) -> int:
        """Return the tenths that a text says."""
        return round(_number(text.removesuffix(self.suffix())) * TENTHS)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Tell whether a text is a number, or may become one."""
        bare = text.removesuffix(self.suffix()).strip()
        if bare in ("", "-", "−", "+"):
            return QValidator.State.Intermediate, text, position
        try:
            tenths = _number(bare) * TENTHS
        except ValueError:
            return QValidator.State.Invalid, text, position
        is_within = self.minimum() <= tenths <= self.maximum()
        return QValidator.State.Acceptable if is_within else QValidator.State.Invalid, text, position


def _number(text: str) -> float:
    return float(text.strip().replace(",", ".").replace("−", "-").replace("\N{NON-BREAKING HYPHEN}", "-"))
