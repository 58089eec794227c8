"""From the start to a window that can be used, beside a bare Qt window. `python -m benchmarks.startup`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from benchmarks.measuring import compare
from checkin.demo.sample import load_sample_evening
from checkin.evenings import Evenings
from checkin.language import Language
from checkin.lists.importing import Importer
from checkin.settings import SettingsFile
from checkin.storage.database import open_database

OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.app import Program
application = QApplication([])
program = Program(application, Path(sys.argv[1]))
program.open()
# Usable: shown, painted, and back in the event loop.
QTimer.singleShot(0, application.quit)
application.exec()
program.close()
"""
BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
"""


def main() -> None:
    """Print the figure."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = open_database(folder)
        settings = SettingsFile(folder)
        load_sample_evening(Evenings(database, settings), Importer(database), Language("en"))
        database.close()

        def start(script: str) -> None:
            subprocess.run(
                [sys.executable, "-c", script, str(folder)], env=environment, check=True, capture_output=True
            )

        compare("start to a usable window", lambda: start(OURS), "a bare Qt window", lambda: start(BARE), runs=5)


if __name__ == "__main__":
    print(f"{datetime.now().astimezone():%Y-%m-%d %H:%M}")
    main()
