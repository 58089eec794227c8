from __future__ import annotations

import platform
from typing import TYPE_CHECKING

import pytest

from checkin.scanning.devices import CameraInfo, list_cameras

if TYPE_CHECKING:
    from pathlib import Path

linux = pytest.mark.skipif(platform.system() != "Linux", reason="sysfs is Linux's")


@linux
def test_cameras_are_listed_by_number_without_their_metadata_nodes(tmp_path: Path) -> None:
    for number, name, index in ((10, "USB Camera: é", 0), (0, "Built-in", 0), (1, "Built-in", 1)):
        node = tmp_path / f"video{number}"
        node.mkdir()
        (node / "name").write_text(f"{name}\n", encoding="utf-8")
        (node / "index").write_text(f"{index}\n", encoding="utf-8")
    (tmp_path / "video-odd").mkdir()
    assert list_cameras(tmp_path) == [CameraInfo(0, "Built-in"), CameraInfo(10, "USB Camera: é")]


@linux
def test_a_machine_without_cameras_lists_none(tmp_path: Path) -> None:
    assert list_cameras(tmp_path / "none") == []
