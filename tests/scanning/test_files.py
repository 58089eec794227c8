from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from checkin.errors import FileError, FileFault
from checkin.scanning.camera import Frame, open_camera
from checkin.scanning.decoder import PICTURE_BUDGET, Decoder
from checkin.scanning.opencv import cv2
from checkin.scanning.pictures import read_picture
from checkin.scanning.sources import parse_source
from tests.scanning.drawing import TOKEN, code, frame

if TYPE_CHECKING:
    from pathlib import Path


def frames_of(path: Path) -> list[Frame]:
    with open_camera(parse_source(str(path))) as camera:
        return [item for item in camera.frames() if isinstance(item, Frame)]


def write_film(path: Path, greys: list[int], rate: float = 20) -> None:
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, cv2.VideoWriter.fourcc(*"MJPG"), rate, (320, 240))
    for grey in greys:
        writer.write(np.full((240, 320, 3), grey, np.uint8))
    writer.release()


def save(path: Path, picture: np.ndarray) -> None:
    path.write_bytes(cv2.imencode(path.suffix, picture)[1].tobytes())


def test_every_frame_of_a_film_is_read_in_order_with_its_time(tmp_path: Path) -> None:
    film = tmp_path / "entrée.avi"
    write_film(film, [10, 60, 110, 160, 210])
    frames = frames_of(film)
    assert [round(float(item.image.mean()) / 50) for item in frames] == [0, 1, 2, 3, 4]
    assert [item.index for item in frames] == [0, 1, 2, 3, 4]
    assert [item.at for item in frames] == pytest.approx([0, 0.05, 0.1, 0.15, 0.2])


def test_frames_that_were_given_are_not_written_over(tmp_path: Path) -> None:
    write_film(tmp_path / "film.avi", [10, 200])
    first, second = frames_of(tmp_path / "film.avi")
    assert first.image.mean() < 50 < second.image.mean()


def test_a_picture_is_a_stream_of_one_frame(tmp_path: Path) -> None:
    save(tmp_path / "bädge.png", frame((code(TOKEN), 300, 200)))
    (only,) = frames_of(tmp_path / "bädge.png")
    assert [reading.text for reading in Decoder().decode(only.image)] == [TOKEN]


def test_the_pictures_of_a_folder_come_by_name_and_other_files_are_left(tmp_path: Path) -> None:
    for name, grey in (("b.png", 100), ("a.jpg", 0), ("c.PNG", 200)):
        (tmp_path / name).write_bytes(
            cv2.imencode(name[-4:].lower(), np.full((90, 90, 3), grey, np.uint8))[1].tobytes()
        )
    (tmp_path / "notes.txt").write_text("not a picture", encoding="utf-8")
    frames = frames_of(tmp_path)
    assert [round(float(item.image.mean())) for item in frames] == [0, 100, 200]
    assert [item.at for item in frames] == pytest.approx([0, 1 / 15, 2 / 15])


@pytest.mark.parametrize("name", ["none.avi", "none.png"])
def test_a_missing_file_is_said_at_once(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError) as caught:
        open_camera(parse_source(str(tmp_path / name)))
    assert caught.value.fault is FileFault.MISSING


@pytest.mark.parametrize("name", ["junk.avi", "junk.png", "empty.avi", "empty.png", "junk_01.mp4"])
def test_a_file_without_a_frame_is_said_at_once_and_quietly(
    tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(b"" if name.startswith("empty") else bytes(range(256)) * 40)
    with pytest.raises(FileError) as caught:
        open_camera(parse_source(str(tmp_path / name)))
    assert caught.value.fault in (FileFault.UNREADABLE, FileFault.EMPTY)
    assert capfd.readouterr() == ("", "")


def test_an_empty_folder_has_no_frames(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        open_camera(parse_source(str(tmp_path)))
    assert caught.value.fault is FileFault.NO_PICTURES


def test_a_film_that_is_cut_off_ends_where_it_ends(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    film = tmp_path / "film.avi"
    write_film(film, [100] * 30)
    film.write_bytes(film.read_bytes()[: film.stat().st_size // 2])
    assert 5 < len(frames_of(film)) < 30
    assert capfd.readouterr() == ("", "")


def test_a_closed_camera_gives_no_more_frames(tmp_path: Path) -> None:
    write_film(tmp_path / "film.avi", [100] * 9)
    camera = open_camera(parse_source(str(tmp_path / "film.avi")))
    frames = camera.frames()
    next(frames)
    camera.close()
    assert list(frames) == []


def test_a_transparent_picture_is_read_as_on_paper(tmp_path: Path) -> None:
    ink = 255 - code(TOKEN)
    save(tmp_path / "clear.png", np.dstack([np.zeros((*ink.shape, 3), np.uint8), ink]))
    picture = read_picture(tmp_path / "clear.png")
    assert [reading.text for reading in Decoder(PICTURE_BUDGET).decode(picture)] == [TOKEN]


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("none.png", None, FileFault.MISSING),
        ("empty.png", b"", FileFault.EMPTY),
        ("list.png", b"name;email\n", FileFault.UNREADABLE),
        ("list.pdf", b"%PDF-1.7\n", FileFault.UNREADABLE),
    ],
)
def test_what_is_no_picture_is_named(tmp_path: Path, name: str, content: bytes | None, fault: FileFault) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(FileError) as caught:
        read_picture(tmp_path / name)
    assert caught.value.fault is fault


def test_a_folder_is_no_picture(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        read_picture(tmp_path)
    assert caught.value.fault is FileFault.UNREADABLE
