"""The bindings to Qt keep count of what they hand around.

PySide6 6.12.0 on a Python before 3.12 gave back one reference too many to `None` and `True` with each signal and each
paint: after some tens of thousands of frames the interpreter ends itself. An evening at the door has more.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

ROUNDS = 50


class _Bell(QObject):
    rung = Signal(object)


class _Painted(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        pass


def test_signals_and_paints_take_nothing_away(qtbot: QtBot) -> None:
    bell, widget = _Bell(), _Painted()
    qtbot.addWidget(widget)
    bell.rung.connect(lambda _value: None)
    widget.show()
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(ROUNDS):
        bell.rung.emit(1)
        widget.repaint()
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert before[0] - after[0] < ROUNDS / 2, "this PySide6 wears out None: install the version that is pinned"
    assert before[1] - after[1] < ROUNDS / 2, "this PySide6 wears out True: install the version that is pinned"
