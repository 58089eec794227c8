"""The window on a machine that cannot show it: one clear line, and never the end that Qt would make of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from checkin.errors import WindowError, WindowFault
from ui.__main__ import check_screen


def test_without_a_screen_it_says_so_in_one_line(tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux may have no screen")
    command = [sys.executable, "-m", "checkin", "--data", str(tmp_path / "data")]
    environment = {"PATH": "/usr/bin:/bin", "CHECKIN_LANGUAGE": "fr"}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    (line,) = run.stderr.strip().splitlines()
    assert "pas d’écran" in line
    assert not (tmp_path / "data").exists()


def test_a_missing_library_is_named(tmp_path: Path) -> None:
    with pytest.raises(WindowError) as caught:
        check_screen({"DISPLAY": ":0"}, tmp_path / "libqxcb.so")
    assert caught.value.fault is WindowFault.NO_LIBRARY
    assert "libqxcb.so" in caught.value.detail


@pytest.mark.parametrize("environment", [{"QT_QPA_PLATFORM": "offscreen"}, {"WAYLAND_DISPLAY": "wayland-0"}])
def test_another_platform_than_x11_is_left_to_qt(environment: dict[str, str], tmp_path: Path) -> None:
    check_screen(environment, tmp_path / "nothing")
