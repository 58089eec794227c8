"""The composition root: every object of the window is built here and handed on."""

from __future__ import annotations

import logging
import os
import signal
import sys
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from checkin.attendance.turnout import Attendance
from checkin.badges.templates import OWN_FOLDER
from checkin.badging import Badging
from checkin.desk import Desk
from checkin.errors import CheckinError
from checkin.evenings import Evenings
from checkin.lists.editing import Editor
from checkin.lists.importing import Importer
from checkin.print_queue import PrintQueue
from checkin.settings import SettingsFile
from checkin.storage.database import open_database
from ui.background import Background
from ui.crashes import Crashes
from ui.door.badge_print import BadgePrinter
from ui.kit import Kit, Notices, OpenCamera
from ui.lock import Lock
from ui.main_window import MainWindow
from ui.print_queue.apart import Apart
from ui.print_queue.keeper import QueueKeeper
from ui.print_queue.status import PrinterStatus
from ui.printing import system_printers
from ui.quickness import Quickness
from ui.services import Services
from ui.sounds import Sounds
from ui.status import BackupStatus
from ui.theme import LIGHT, OTHER_SCRIPTS, Role, Size, Theme, Type, load_fonts
from ui.translations import Translations
from ui.trouble import TroubleWindow
from ui.widgets.icons import icon
from ui.wording import error_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from checkin.badges.printing import Printers
    from checkin.model import Event
    from checkin.scanning.camera import Camera
    from checkin.storage.database import Database

log = logging.getLogger(__name__)

SCALE = "QT_SCALE_FACTOR"
"""The environment's factor, which Qt multiplies with the screen's own."""


class Program:
    """The objects of one run of the window, from the first to the last."""

    def __init__(
        self,
        application: QApplication,
        folder: Path,
        database_url: str = "",
        clock: Callable[[], datetime] | None = None,
        printers: Printers | None = None,
    ) -> None:
        self._application = application
        self.folder = folder
        self._url = database_url
        self._database: Database | None = None
        self._clock = clock or (lambda: datetime.now().astimezone())
        self._printers = Apart(printers or system_printers())
        self.background: Background | None = None
        self._sounds: Sounds | None = None
        self._quickness: Quickness | None = None
        self.window: QWidget | None = None
        prepare(application)
        self.theme = Theme(application)
        self.translations = Translations(application)
        self.crashes = Crashes(self.theme, self.translations, application)

    def open(self, open_camera: OpenCamera | None = None) -> None:
        """Open the data and show the window, or show what is wrong with the data."""
        if self._quickness is None:
            self._quickness = Quickness(self._application, is_working=self._is_working)
        try:
            settings = SettingsFile(self.folder)
            self.theme.choose(settings.current.theme)
            self.translations.choose(settings.current.language)
            self._database = open_database(self.folder, self._url)
        except CheckinError as error:
            log.warning("the window cannot open its data: %r", error)
            self._show(TroubleWindow(self.theme, self.translations, error, lambda: self.open(open_camera)))
            return
        kit = self._build_kit(self._database, settings, open_camera or partial(open_camera_of, settings))
        window = MainWindow(kit)
        self.crashes.window = window
        self._application.commitDataRequest.connect(window.expect_end)
        window.open_first_page()
        BackupStatus(kit, window).look()
        PrinterStatus(kit, window)
        kit.notices.print_badges.connect(BadgePrinter(kit, window).print_all)
        QueueKeeper(kit, window).work()
        self._show(window)
        self._quickness.settle()
        kit.notices.arrivals_changed.connect(self._quickness.note)
        QTimer.singleShot(0, window, lambda: _load_other_scripts(self._application))

    def _is_working(self) -> bool:
        return self.background is not None and self.background.is_busy

    def let_go(self) -> None:
        """End the program, whoever has the laptop: a signal from outside asks nobody for a PIN."""
        if isinstance(self.window, MainWindow):
            self.window.let_go()
        self._application.quit()

    def close(self) -> None:
        """Stop the threads and give the data back."""
        if isinstance(self.window, MainWindow):
            self.window.let_go()
        # A printer that does not answer keeps nobody: what it was being handed is found again at the next start.
        self._printers.close()
        if self.background is not None:
            self.background.close()
        if self._sounds is not None:
            self._sounds.close()
        if self._database is not None:
            self._database.close()
        if self.window is not None:
            self.window.deleteLater()
        if self._quickness is not None:
            # Last: until here there are other threads.
            self._quickness.close()
            self._quickness.deleteLater()

    def _build_kit(self, database: Database, settings: SettingsFile, camera: OpenCamera) -> Kit:
        notices = Notices(self._application)

        def say(error: CheckinError) -> None:
            notices.say(error_line(error, self.translations.language), Role.REFUSED)

        notices.bug.connect(self.crashes.report)
        self.background = Background(say, self.crashes.report, self._application)
        self._sounds = Sounds(is_on=settings.current.sounds)
        return Kit(
            services=build_services(database, self.folder, settings, self._clock, self._printers),
            theme=self.theme,
            translations=self.translations,
            background=self.background,
            sounds=self._sounds,
            notices=notices,
            open_camera=camera,
            printers=self._printers,
            lock=Lock(settings, self.background, notices, self._clock, self._application),
        )

    def _show(self, window: QWidget) -> None:
        before, self.window = self.window, window
        if is_tight(window.screen().availableSize()):
            window.showMaximized()
        else:
            window.show()
        if before is not None:
            before.close()
            before.deleteLater()


def build_services(
    database: Database, folder: Path, settings: SettingsFile, clock: Callable[[], datetime], printers: Printers
) -> Services:
    """Return the core's services over an open store and the machine's printers."""

    def desk_of(event: Event) -> Desk:
        return Desk(database, event.id, settings.current.door, clock)

    return Services(
        database=database,
        folder=folder,
        settings=settings,
        evenings=Evenings(database, settings),
        badging=Badging(database, folder / OWN_FOLDER),
        attendance=Attendance(database),
        importer=Importer(database),
        editor=Editor(database),
        print_queue=PrintQueue(database, folder, printers, lambda: settings.current.door, clock),
        desk_of=desk_of,
        clock=clock,
    )


def open_camera_of(settings: SettingsFile, source: str) -> Camera:
    """Return a camera, set as this laptop keeps it; it opens when its first frame is asked for."""
    from checkin.scanning.camera import mode_of, open_camera  # OpenCV loads on the door’s thread
    from checkin.scanning.sources import parse_source  # OpenCV loads on the door’s thread

    kept = settings.current
    return open_camera(parse_source(source), kept.controls_of(source), mode_of(kept.camera_mode))


def prepare(application: QApplication) -> None:
    """Set what every window of the program shares: its name, style and fonts."""
    application.setApplicationName("Checkin")
    application.setApplicationDisplayName("Checkin")
    application.setDesktopFileName("checkin")
    application.setStyle("Fusion")
    families = load_fonts()
    base = QFont(families or application.font().families())
    base.setPixelSize(Type.BODY)
    application.setFont(base)
    application.setWindowIcon(QIcon(icon("badge-check", LIGHT.accent, 64)))


def _load_other_scripts(application: QApplication) -> None:
    """Load the fonts of other scripts once the window stands: they are large, and most evenings need few of them."""
    known = application.font()
    families = known.families()
    for files in OTHER_SCRIPTS:
        families += [family for family in load_fonts(files) if family not in families]
    known.setFamilies(families)
    application.setFont(known)


def is_tight(screen: QSize) -> bool:
    """Tell whether the usual window and its frame have no room on a screen that can hold the smallest one."""
    width, height = Size.USUAL
    is_enough = screen.width() >= Size.SMALLEST[0] and screen.height() >= Size.SMALLEST[1]
    return is_enough and (screen.width() < width or screen.height() < height + Size.FRAME)


def share_that_fits(screen: QSize) -> float:
    """Return by how much to make everything smaller, so that the smallest window fits a screen: 1 where it does."""
    width, height = Size.SMALLEST
    return min(1.0, screen.width() / width, screen.height() / (height + Size.FRAME))


def fitted_application() -> QApplication:
    """Return Qt's application. A small screen at 150 or 200 % gets as much of that as leaves every button in view."""
    known = QApplication.instance()
    if known is not None:
        if not isinstance(known, QApplication):
            raise TypeError(known)
        return known
    application = QApplication(sys.argv[:1])
    share = share_that_fits(application.primaryScreen().availableSize())
    if share < 1:
        # Qt takes its scale before the first window and never again: the application begins anew with another one.
        application.shutdown()
        os.environ[SCALE] = f"{float(os.environ.get(SCALE) or 1) * share:.3f}"
        application = QApplication(sys.argv[:1])
    return application


def run(folder: Path, database_url: str = "") -> int:
    """Open the window on a data folder and return the exit status once it is closed."""
    application = fitted_application()
    program = Program(application, folder, database_url)
    program.crashes.install()
    # Ctrl+C in the terminal ends the program, and so does the system; Python only sees either while it runs, so it is
    # let in now and then. It may come in the middle of a paint event, where no window can be closed: so it waits.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: QTimer.singleShot(0, application, program.let_go))
    ticking = QTimer()
    ticking.start(500)
    ticking.timeout.connect(lambda: None)
    try:
        program.open()
        return int(application.exec())
    finally:
        program.close()
        program.crashes.uninstall()
