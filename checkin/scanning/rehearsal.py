"""A rehearsal of the evening: a door film rendered from pictures of badges, for the demonstration and for tests."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from checkin.errors import FileError, FileFault
from checkin.scanning.opencv import cv2
from checkin.scanning.scanner import ScanSettings
from checkin.scanning.scene import HEIGHT, WIDTH, Scene

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from checkin.scanning.readings import Image

RATE = 15.0
"""Frames a second: what a webcam gives in the light of a bar."""

_SHOWN = 14
"""Frames a badge is in the picture: swung in, held for half a second, taken away."""

_BETWEEN = 2
"""Frames of empty scene between two badges."""


def render_door_video(
    badges: Sequence[Image],
    path: Path,
    *,
    seed: int = 0,
    fps: float = RATE,
    progress: Callable[[int, int], None] | None = None,
    absent_after: float = ScanSettings().absent_after,
) -> int:
    """Write a film (MJPEG in AVI, 1280x720) in which each badge is held up in turn, and return its count of frames.

    `badges` are BGR or grey `uint8` pictures, 86 x 54 mm whole, some 700 pixels wide or more. A badge that comes again
    is a new presentation: where the others between do not last `absent_after` seconds, the empty scene does.
    `progress` is told how many badges of how many are done. The same seed gives the same film. Raises FileError
    (`unwritable`).
    """
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, cv2.VideoWriter.fourcc(*"MJPG"), fps, (WIDTH, HEIGHT))
    if not writer.isOpened():
        raise FileError(FileFault.UNWRITABLE, path)
    frames = 0
    try:
        for done, frame in _film(badges, Scene(np.random.default_rng(seed), fps), int(absent_after * fps) + 2):
            writer.write(frame)
            frames += 1
            if progress is not None and done:
                progress(done, len(badges))
    finally:
        writer.release()
    return frames


def _film(badges: Sequence[Image], scene: Scene, absence: int) -> Iterator[tuple[int, Image]]:
    """Yield the frames, each with the number of badges that it completes, or 0."""
    now = 0
    left_at: dict[bytes, int] = {}
    for number, badge in enumerate(badges, start=1):
        name = hashlib.blake2b(np.ascontiguousarray(badge).tobytes(), digest_size=16).digest()
        for _ in range(max(_BETWEEN, left_at.get(name, -absence) + absence - now)):
            now += 1
            yield 0, scene.empty()
        for step, frame in enumerate(scene.held_up(badge, _SHOWN), start=1):
            now += 1
            yield number if step == _SHOWN else 0, frame
        left_at[name] = now
    for _ in range(_BETWEEN):
        yield 0, scene.empty()
