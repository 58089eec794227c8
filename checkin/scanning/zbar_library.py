"""Finding libzbar where pyzbar does not look: within a build without Python, and where Homebrew and MacPorts put it.

pyzbar asks `ctypes.util.find_library` alone, which on Linux knows only what the system's loader knows, and on Apple
silicon neither /opt/homebrew/lib nor a bundle. On Windows its wheel brings the library and finds it itself.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILES = ("libzbar.so*", "libzbar*.dylib")
"""The build takes the file itself, libzbar.so.0.3.0, and not the links to it."""

_PACKAGE_MANAGERS = ("/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib")


def candidates() -> Iterator[str]:
    """Yield what may be libzbar, best first: the build's own, the system's, that of a package manager."""
    for folder in _build_folders():
        yield from _in(folder)
    if known := ctypes.util.find_library("zbar"):
        yield known
    for place in _PACKAGE_MANAGERS:
        yield from _in(Path(place))


def load() -> tuple[ctypes.CDLL, list[ctypes.CDLL]]:
    """Return libzbar and what was loaded for it, as pyzbar's own `load` does.

    One that cannot be loaded, such as another machine type's, leaves the turn to the next. Raises ImportError with the
    loader's words where there is none.
    """
    said = "Unable to find zbar shared library"
    for candidate in candidates():
        try:
            return ctypes.cdll.LoadLibrary(candidate), []
        except OSError as error:
            said = str(error)
    raise ImportError(said)


def file() -> Path | None:
    """Return the library's file, for a build to take along; None where there is none, or the loader alone knows it."""
    for candidate in candidates():
        path = Path(candidate)
        if path.is_absolute():
            return path.resolve()
        for place in ("/usr/lib", "/usr/lib64", "/lib"):
            if found := next(iter(sorted(Path(place).rglob(path.name))), None):
                return found.resolve()
    return None


def _in(folder: Path) -> Iterator[str]:
    for names in _FILES:
        yield from (str(path) for path in sorted(folder.glob(names)))


def _build_folders() -> list[Path]:
    """Return where PyInstaller keeps libraries: its own folder, beside the program, among a Mac bundle's frameworks."""
    if not getattr(sys, "frozen", False):
        return []
    program = Path(sys.executable).resolve().parent
    own = getattr(sys, "_MEIPASS", None)
    return [*([Path(own)] if own else []), program, program.parent / "Frameworks"]
