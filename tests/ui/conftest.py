"""A whole window on a store of its own, and hands to work it."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from checkin import pins
from checkin.badges.printing import Printers
from checkin.model import Verdict
from tests.conftest import Clock
from tests.ui.cameras import FakeCamera, no_camera
from tests.ui.evening import fill_evening
from tests.ui.printers import FakePrinters, Plug
from tests.ui.rooms import Rooms
from ui import app
from ui.app import Program
from ui.main_window import MainWindow
from ui.theme import load_fonts


class House(Rooms):
    """The program, opened on a filled evening or on nothing."""

    def __init__(self, qtbot: QtBot, program: Program, texts: dict[str, str], plug: Plug) -> None:
        self.qtbot = qtbot
        self.program = program
        self.plug = plug
        self.texts = texts
        self._is_shut = False

    @property
    def window(self) -> MainWindow:
        """The main window."""
        assert isinstance(self.program.window, MainWindow)
        return self.program.window

    def shut(self) -> None:
        """Close the window and give the data back, once."""
        if not self._is_shut:
            self._is_shut = True
            self.window.close()
            self.program.close()
            # Else it lives until the next test's event loop, and is styled and laid out anew with that one's window.
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def settle(self) -> None:
        """Wait until nothing is out in the background."""
        background = self.program.background
        assert background is not None
        self.qtbot.waitUntil(lambda: not background.is_busy, timeout=10_000)

    def activate(self) -> None:
        """Give the window the keyboard."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier, on: QWidget | None = None) -> None:
        """Press a key where the keyboard is."""
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        self.qtbot.keyClick(on or QApplication.focusWidget() or self.window, key, held)

    def type(self, text: str, on: QWidget | None = None) -> None:
        """Type a text where the keyboard is."""
        target = on or QApplication.focusWidget() or self.window
        for letter in text:
            if letter.isascii():
                self.qtbot.keyClicks(target, letter)
            else:
                # QTest knows the keys of ASCII only, and aborts on others.
                key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(target, key)

    def scan(self, text: str) -> None:
        """Type a code and Enter, as a USB scanner does, wherever the keyboard is."""
        self.type(text)
        self.press(Qt.Key.Key_Return)
        self.settle()

    def verdict(self) -> Verdict:
        """Return what the banner shows."""
        verdict = self.door.verdict
        assert verdict is not None
        return verdict


OpenHouse = Callable[..., House]


@pytest.fixture(autouse=True, scope="session")
def fonts_given_once() -> Iterator[None]:
    """Give Qt each font once in all: with every one that it is given it forgets the shapes of all letters."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "load_fonts", functools.cache(load_fonts))
        yield


@pytest.fixture(autouse=True, scope="session")
def pins_kept_cheaply() -> Iterator[None]:
    """Keep PINs at a fraction of their cost: that they cost enough is looked at in `tests/test_pins.py`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pins, "LOG_COST", 6)
        yield


@pytest.fixture
def evening_clock() -> Clock:
    """Nine o'clock minus nineteen, in the middle of the evening."""
    clock = Clock()
    clock.now = clock.now.replace(hour=20, minute=41)
    return clock


_FILLED: dict[tuple[datetime, str], tuple[Path, dict[str, str]]] = {}


def _filled(factory: pytest.TempPathFactory, folder: Path, moment: datetime, language: str) -> dict[str, str]:
    """Fill a data folder: with a copy of the evening that was made first, since writing 120 guests takes a second."""
    if (folder / "settings.json").exists():
        # The laptop was set up before.
        return fill_evening(folder, moment, language)
    if (moment, language) not in _FILLED:
        made = factory.mktemp("evening")
        _FILLED[moment, language] = made, fill_evening(made, moment, language)
    made, texts = _FILLED[moment, language]
    shutil.copytree(made, folder, dirs_exist_ok=True)
    return dict(texts)


@pytest.fixture
def open_house(
    qtbot: QtBot, tmp_path: Path, evening_clock: Clock, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OpenHouse]:
    """Open the program; `filled=False` gives it nothing, `camera` is what it sees, `printers` are the machine's."""
    opened: list[House] = []

    def open_it(
        *,
        filled: bool = True,
        camera: FakeCamera | None = None,
        language: str = "en",
        printers: Printers | None = None,
    ) -> House:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        moment: datetime = evening_clock.now
        texts = _filled(tmp_path_factory, tmp_path, moment, language) if filled else {}
        plug = Plug(printers or FakePrinters())
        program = Program(application, tmp_path, clock=evening_clock, printers=plug)
        seen = camera or no_camera()
        program.open(lambda _source: seen)
        program.translations.choose(language)
        house = House(qtbot, program, texts, plug)
        opened.append(house)
        house.activate()
        if filled:
            house.settle()
        return house

    yield open_it
    for house in opened:
        house.shut()


@pytest.fixture
def house(open_house: OpenHouse) -> House:
    """The program at the door of a filled evening, without a camera."""
    return open_house()
