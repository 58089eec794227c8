"""This laptop's settings: kept, and never in the way of an evening."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checkin.badges.templates import DEFAULT
from checkin.errors import FileError
from checkin.model import new_id
from checkin.settings import Settings, SettingsFile


def test_what_is_changed_is_there_in_the_next_run(tmp_path: Path) -> None:
    event = new_id()
    SettingsFile(tmp_path).change(door_name="North", absent_after=3.5, current_event=event, language="fr")
    kept = SettingsFile(tmp_path).current
    assert (kept.door_name, kept.absent_after, kept.current_event, kept.language) == ("North", 3.5, event, "fr")


def test_a_door_keeps_its_id(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path).current.door.id == SettingsFile(tmp_path).current.door.id


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"door_id": 3}', '{"door_id": 12345678901234567890123456789012}', "\udcff"]
)
def test_a_damaged_file_gives_the_defaults(tmp_path: Path, content: str) -> None:
    (tmp_path / "settings.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    kept = SettingsFile(tmp_path).current
    assert kept.absent_after == Settings().absent_after
    assert SettingsFile(tmp_path).current.door.id == kept.door.id


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("absent_after", "soon"),
        ("absent_after", -1),
        ("theme", "pink"),
        ("language", "xx"),
        ("sounds", 3),
    ],
)
def test_a_value_that_does_not_fit_is_left_out_and_the_rest_is_kept(tmp_path: Path, name: str, value: object) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({name: value, "door_name": "North"}), encoding="utf-8")
    kept = SettingsFile(tmp_path).current
    assert kept.door_name == "North"
    assert getattr(kept, name) == getattr(Settings(), name)


def test_a_folder_that_cannot_be_written_is_said_and_the_settings_stay(tmp_path: Path) -> None:
    settings = SettingsFile(tmp_path)
    (tmp_path / "settings.json").unlink()
    (tmp_path / "settings.json").mkdir()
    with pytest.raises(FileError):
        settings.change(door_name="North")
    assert settings.current.door_name == ""


def test_offsets_are_kept_for_each_printer_and_a_damaged_one_is_left_out(tmp_path: Path) -> None:
    offsets = {"office": [0.5, -1.2], "label": [1], "far": [99, 0], "words": ["a", 0], "odd": 3}
    content = {"printer": "office", "printer_offsets": offsets}
    (tmp_path / "settings.json").write_text(json.dumps(content), encoding="utf-8")
    kept = SettingsFile(tmp_path).current
    assert kept.printer_offsets == {"office": (0.5, -1.2)}
    assert kept.printer_offset == (0.5, -1.2)
    SettingsFile(tmp_path).change(printer="label", printer_offsets={"label": (0.0, 2.0)})
    assert SettingsFile(tmp_path).current.printer_offset == (0.0, 2.0)


def test_the_door_prints_on_the_usual_template_until_another_one_is_chosen() -> None:
    assert Settings().badge_template == DEFAULT.name
