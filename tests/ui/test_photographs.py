"""The photographs can be taken."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests import photographs
from ui.pages import PAGES


def test_a_scene_is_taken_in_both_languages_and_both_themes(qtbot: QtBot, tmp_path: Path) -> None:
    taken = photographs.photograph(tmp_path, ("door-admitted",))
    assert len(taken) == len(photographs.LANGUAGES) * len(photographs.THEMES)
    for path in taken:
        assert QImage(str(path)).width() == 1280


def test_every_page_has_a_scene() -> None:
    assert len(photographs.SCENES) > len(PAGES)
