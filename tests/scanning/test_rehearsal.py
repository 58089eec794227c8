from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checkin.errors import FileError, FileFault
from checkin.scanning.camera import open_camera
from checkin.scanning.decoder import Decoder
from checkin.scanning.rehearsal import render_door_video
from checkin.scanning.scanner import Presented, scan
from checkin.scanning.sources import VideoFile
from tests.scanning.drawing import TOKEN, badge

if TYPE_CHECKING:
    from pathlib import Path


def test_every_badge_of_the_film_is_presented_once_each_time_it_is_shown(tmp_path: Path) -> None:
    texts = [f"{TOKEN[:-2]}{n:02}" for n in range(5)]
    order = [0, 1, 2, 2, 3, 4, 0]
    film = tmp_path / "porte d'entrée.avi"
    done: list[tuple[int, int]] = []
    count = render_door_video(
        [badge(texts[n]) for n in order], film, seed=3, progress=lambda shown, of: done.append((shown, of))
    )
    with open_camera(VideoFile(film)) as camera:
        events = list(scan(camera, Decoder(), str))
    assert [event.verdict for event in events if isinstance(event, Presented)] == [texts[n] for n in order]
    assert len({event.frame.index for event in events if not isinstance(event, Presented)}) == count  # type: ignore[union-attr]
    assert done == [(n, 7) for n in range(1, 8)]


def test_a_film_of_nobody_is_an_empty_scene(tmp_path: Path) -> None:
    assert render_door_video([], tmp_path / "film.avi", seed=1) == 2


def test_a_film_that_cannot_be_written_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(FileError) as caught:
        render_door_video([], tmp_path / "none" / "film.avi", seed=1)
    assert caught.value.fault is FileFault.UNWRITABLE
    assert capfd.readouterr() == ("", "")
