"""The command `checkin`: the window, or one of the calls of the command line. Qt loads only for the window."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.cli import main as run_command_line
from checkin.errors import WindowError, WindowFault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from checkin.cli import WindowRequest


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status."""
    return run_command_line(argv, open_window=_open_window)


def _open_window(request: WindowRequest) -> int:
    try:
        from PySide6 import QtWidgets
    except ImportError as error:
        raise WindowError(WindowFault.NO_LIBRARY, str(error).split(":", maxsplit=1)[0]) from error
    if sys.platform.startswith("linux"):
        check_screen(os.environ, Path(QtWidgets.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so")
    from ui.app import run

    return run(request.folder, request.database_url)


def check_screen(environment: Mapping[str, str], plugin: Path) -> None:
    """Raise WindowError where Qt would end the whole program: without a screen, or without a library of X11's.

    `plugin` is Qt's own for X11; loading it tells what it lacks.
    """
    if environment.get("QT_QPA_PLATFORM") or environment.get("WAYLAND_DISPLAY"):
        return
    if not environment.get("DISPLAY"):
        raise WindowError(WindowFault.NO_SCREEN)
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        raise WindowError(WindowFault.NO_LIBRARY, str(error).split(":", maxsplit=1)[0]) from error


if __name__ == "__main__":
    sys.exit(main())
