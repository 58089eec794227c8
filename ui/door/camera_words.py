"""Which camera is meant, what it gives and what it was asked for: for the Door page and the settings alike."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from checkin.errors import InvalidError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.language import Language
    from checkin.scanning.camera import Mode
    from checkin.scanning.devices import CameraInfo

MODES = ("1920x1080@30", "1280x720@30", "640x480@30")
"""What can be asked for, beside the usual."""
LEAST = 0.9
"""Of the frames a second that were asked for; fewer is a difference that is told."""


def short_mode(size: tuple[int, int], rate: float) -> str:
    """Return size and rate as the foot of the picture has room for: `720p · 30`."""
    height = f"{size[1]}p"
    return f"{height} · {round(rate)}" if round(rate) else height


def long_mode(mode: Mode, language: Language) -> str:
    """Return a size and rate as a choice."""
    return language.text("{width} × {height} at {rate}", width=mode.width, height=mode.height, rate=round(mode.rate))


def asked_and_got(asked: Mode, size: tuple[int, int], rate: float, language: Language) -> str:
    """Return in what a camera differs from what was asked of it; nothing where it does as it was asked.

    `size` is of the pictures that came, and `rate` how many came in a second; 0 where that is not known yet.
    """
    values = {"width": asked.width, "height": asked.height, "got_width": size[0], "got_height": size[1]}
    if rate and (size != (asked.width, asked.height) or rate < LEAST * asked.rate):
        return language.text(
            "Asked for {width} × {height} at {rate}, got {got_width} × {got_height} at {got_rate}.",
            **values,
            rate=round(asked.rate),
            got_rate=round(rate),
        )
    if size != (asked.width, asked.height):
        return language.text("Asked for {width} × {height}, got {got_width} × {got_height}.", **values)
    return ""


def takes_orders(source: str) -> bool:
    """Tell whether a source can be asked for a size and rate: a phone decides by itself, and a film is as it is."""
    return source.isdigit() or source.startswith("camera:")


def meant(source: str, cameras: Sequence[CameraInfo]) -> CameraInfo | None:
    """Return the camera of this machine that the settings mean."""
    if not cameras:
        return None
    from checkin.scanning.devices import find  # scanning loads with the door
    from checkin.scanning.sources import parse_source  # scanning loads with the door

    try:
        return find(parse_source(source), cameras)
    except InvalidError:
        return None


@cache
def shown(source: str) -> str:
    """Return a source as it may be seen by everybody: without a password."""
    from checkin.scanning.sources import parse_source  # scanning loads with the door

    try:
        return str(parse_source(source))
    except InvalidError as error:
        return error.value
