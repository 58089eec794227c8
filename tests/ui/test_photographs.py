"""The photographs can be taken."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests import photographs
from ui.pages import PAGES


def test_a_scene_is_taken_in_both_languages_and_every_theme(qtbot: QtBot, tmp_path: Path) -> None:
    taken = photographs.photograph(tmp_path, ("door-admitted",))
    assert len(taken) == len(photographs.LANGUAGES) * len(photographs.THEMES) == 6
    for path in taken:
        assert QImage(str(path)).width() == 1280


def test_the_command_line_chooses_sizes_themes_and_languages() -> None:
    wanted = photographs.parser().parse_intermixed_args(
        [
            "out",
            "door-",
            "--size",
            "1120x640",
            "--size",
            "1920x1080",
            "--theme",
            "contrast",
            "first",
            "--language",
            "fr",
        ]
    )
    assert wanted.size == [(1120, 640), (1920, 1080)]
    assert (wanted.names, wanted.theme, wanted.language) == (["door-", "first"], ["contrast"], ["fr"])


def test_a_scale_of_two_draws_twice_as_many_pixels(tmp_path: Path) -> None:
    # Qt takes its scale once, before its application: this one needs a process of its own.
    asked = ["door-ready", "--scale", "2", "--theme", "contrast", "--language", "fr"]
    command = [sys.executable, "-m", "tests.photographs", str(tmp_path), *asked]
    subprocess.run(command, check=True, cwd=Path(photographs.__file__).parents[1], capture_output=True)
    (picture,) = tmp_path.glob("*.png")
    assert (QImage(str(picture)).width(), QImage(str(picture)).height()) == (2560, 1440)


def test_every_page_has_a_scene() -> None:
    assert len(photographs.SCENES) > len(PAGES)
