"""Asking for a file or its place, and showing one in the system's own programs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget


def documents() -> Path:
    """Return the folder where people look for their documents."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()


def ask_open(parent: QWidget, title: str, kinds: str, folder: Path | None = None) -> Path | None:
    """Ask for a file that is there; `kinds` is Qt's list of filters."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(folder or documents()), kinds)
    return Path(name) if name else None


def ask_save(parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
    """Ask where to save; a name without an ending gets the one of the kind that was chosen."""
    name, kind = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
    if not name:
        return None
    path = Path(name)
    ending = kind.partition("*")[2].split(")")[0].split(" ")[0]
    return path if path.suffix or not ending else path.with_name(path.name + ending)


def file_name(text: str) -> str:
    """Return a text as every system takes it for a file's name."""
    kept = "".join("-" if c in '<>:"/\\|?*' or ord(c) < 32 else c for c in text)
    return " ".join(kept.split()).strip(". ")[:120]


def show_outside(path: Path) -> bool:
    """Open a file or a folder in the system's program for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
