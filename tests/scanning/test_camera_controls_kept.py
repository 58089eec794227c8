"""What a camera was told is kept with the laptop's settings, and a damaged file tells it nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checkin.settings import CameraControls, SettingsFile

NEAR = CameraControls(autofocus=False, focus=0.8)


def test_each_camera_keeps_what_it_was_told(tmp_path: Path) -> None:
    SettingsFile(tmp_path).change(camera="camera:C270?place=usb-1", camera_controls={"camera:C270?place=usb-1": NEAR})
    kept = SettingsFile(tmp_path).current
    assert kept.controls_of(kept.camera) == NEAR
    assert kept.controls_of("0") == CameraControls()


def test_settings_of_before_still_load(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"camera": "0", "sounds": False}), encoding="utf-8")
    kept = SettingsFile(tmp_path).current
    assert (kept.camera, kept.sounds, kept.camera_controls) == ("0", False, {})


@pytest.mark.parametrize(
    ("written", "controls"),
    [
        ({"autofocus": False, "focus": 0.8, "zoom": 3}, NEAR),
        ({"autofocus": "no", "focus": 40, "exposure": True, "gain": None}, CameraControls()),
        ("near", CameraControls()),
        ({"auto_exposure": 0, "gain": 1}, CameraControls(gain=1)),
    ],
)
def test_what_cannot_be_used_is_as_for_a_camera_that_was_never_told(
    tmp_path: Path, written: object, controls: CameraControls
) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"camera_controls": {"0": written}}), encoding="utf-8")
    assert SettingsFile(tmp_path).current.controls_of("0") == controls


def test_a_list_in_their_place_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"camera_controls": [1], "camera": "2"}), encoding="utf-8")
    assert SettingsFile(tmp_path).current.camera == "2"
