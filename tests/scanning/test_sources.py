from __future__ import annotations

from pathlib import Path

import pytest

from checkin.errors import InvalidError
from checkin.scanning.sources import CameraNumber, Device, Folder, NamedCamera, Picture, Stream, VideoFile, parse_source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("0", CameraNumber(0)),
        (" 12 ", CameraNumber(12)),
        ("camera:HD WebCam", NamedCamera("HD WebCam")),
        ("camera:C270?place=pci-0%3A1&model=046d%3A0825", NamedCamera("C270", "pci-0:1", "046d:0825")),
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


@pytest.mark.parametrize("text", ["", "  ", "ftp://host/film.avi", "file\0name", "camera:", "camera: ?place=x"])
def test_a_text_that_names_no_source_is_refused(text: str) -> None:
    with pytest.raises(InvalidError):
        parse_source(text)


@pytest.mark.parametrize("name", ["C270", "Caméra 50% ?&#=+/ :é", "100%25"])
def test_a_camera_is_remembered_in_writing_whatever_its_name(name: str) -> None:
    camera = NamedCamera(name, "\\\\?\\usb#vid_046d&pid_0825#7&1", "046d:0825")
    assert parse_source(camera.text) == camera
    assert str(camera) == name


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("rtsp://door:secret@cam.local/1", "rtsp://cam.local/1"),
        ("rtsp://door:s@cr@t@cam.local:554", "rtsp://cam.local:554"),
        ("http://cam.local/video?user=door&pwd=secret", "http://cam.local/video"),
        ("http://phone.local:8080/video", "http://phone.local:8080/video"),
    ],
)
def test_a_stream_is_shown_without_its_password(url: str, shown: str) -> None:
    assert str(parse_source(url)) == shown


def test_an_address_that_is_refused_is_shown_without_its_password() -> None:
    with pytest.raises(InvalidError) as caught:
        parse_source("ftp://door:secret@host/film.avi")
    assert caught.value.value == "ftp://host/film.avi"
