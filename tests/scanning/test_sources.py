from __future__ import annotations

from pathlib import Path

import pytest

from checkin.errors import InvalidError
from checkin.scanning.sources import CameraNumber, Device, Folder, Picture, Stream, VideoFile, parse_source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("0", CameraNumber(0)),
        (" 12 ", CameraNumber(12)),
        ("/dev/video0", Device(Path("/dev/video0"))),
        ("rtsp://phone.local:8554/cam", Stream("rtsp://phone.local:8554/cam")),
        ("HTTP://192.168.1.7:8080/video", Stream("HTTP://192.168.1.7:8080/video")),
        ("door.avi", VideoFile(Path("door.avi"))),
        ("soirée été.MP4", VideoFile(Path("soirée été.MP4"))),
        ("badge.PNG", Picture(Path("badge.PNG"))),
        ("C:\\pictures\\badge.jpg", Picture(Path("C:\\pictures\\badge.jpg"))),
    ],
)
def test_a_text_becomes_the_source_that_it_names(text: str, source: object) -> None:
    assert parse_source(text) == source


def test_a_folder_is_told_from_a_file(tmp_path: Path) -> None:
    assert parse_source(str(tmp_path)) == Folder(tmp_path)


@pytest.mark.parametrize("text", ["", "  ", "ftp://host/film.avi", "file\0name"])
def test_a_text_that_names_no_source_is_refused(text: str) -> None:
    with pytest.raises(InvalidError):
        parse_source(text)


def test_a_stream_is_shown_without_its_password() -> None:
    assert str(parse_source("rtsp://door:secret@cam.local/1")) == "rtsp://cam.local/1"
