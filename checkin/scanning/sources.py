"""Where frames come from, as a type at the edge: a camera, a file, a folder or a stream, from what somebody wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlencode

from checkin.errors import InvalidError

PICTURE_SUFFIXES = frozenset(
    {".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp", ".gif", ".ppm", ".pgm", ".avif"}
)
_MOST_DIGITS = 4
_STREAM_SCHEMES = frozenset({"rtsp", "rtsps", "rtmp", "http", "https", "udp", "tcp", "rtp"})
_NAMED = "camera:"
_SECRETS = re.compile(r"(://)[^/?#]*@|[?#].*")
"""Who logs in, as `user:password@` or in the query, as the cameras of houses and the apps of phones have it."""


@dataclass(frozen=True, slots=True)
class CameraNumber:
    """The nth camera of this machine, from 0."""

    number: int

    def __str__(self) -> str:
        return str(self.number)


@dataclass(frozen=True, slots=True)
class NamedCamera:
    """A camera of this machine by what stays when it is plugged in elsewhere or comes up under another number.

    `place` is where it is plugged in and `model` its maker and product as `046d:0825`; both may be empty. `text` is
    what `parse_source` makes it from again.
    """

    name: str
    place: str = ""
    model: str = ""

    @property
    def text(self) -> str:
        """Return it in writing."""
        known = {key: value for key, value in (("place", self.place), ("model", self.model)) if value}
        return _NAMED + quote(self.name, safe=" ") + (f"?{urlencode(known)}" if known else "")

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class AnyCamera:
    """The first camera of this machine that there is: what stands in for one that was left at home."""

    def __str__(self) -> str:
        return "0"


@dataclass(frozen=True, slots=True)
class Device:
    """A camera by its device file, such as `/dev/video0`."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)


@dataclass(frozen=True, slots=True)
class Stream:
    """A camera that sends over the network, such as a phone; `str()` leaves out who logs in."""

    url: str

    def __str__(self) -> str:
        return _without_secrets(self.url)


@dataclass(frozen=True, slots=True)
class VideoFile:
    """A film."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)


@dataclass(frozen=True, slots=True)
class Picture:
    """One still picture."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)


@dataclass(frozen=True, slots=True)
class Folder:
    """The pictures of a folder, in the order of their names."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)


LiveSource = CameraNumber | NamedCamera | AnyCamera | Device | Stream
FileSource = VideoFile | Picture | Folder
Source = LiveSource | FileSource


def parse_source(text: str) -> Source:
    """Return the source that a text names.

    Digits are a camera's number, `camera:` begins its name; else it is a device file, a stream's URL, or the path of a
    file or folder. Whether it is there is found out when it is opened. Raises InvalidError for an empty text, for URLs
    that no camera speaks, and for numbers that no camera has.
    """
    text = text.strip()
    if text.isascii() and text.isdigit():
        if len(text) > _MOST_DIGITS:
            raise InvalidError("source", text)
        return CameraNumber(int(text))
    if text.startswith(_NAMED):
        return _named(text)
    # One letter before the colon is a drive, not a scheme.
    if scheme := re.match(r"([a-zA-Z][a-zA-Z0-9+.-]+)://", text):
        if scheme[1].lower() not in _STREAM_SCHEMES:
            raise InvalidError("source", _without_secrets(text))
        return Stream(text)
    if not text or "\0" in text:
        raise InvalidError("source", text)
    path = Path(text).expanduser()
    if path.parts[:2] == ("/", "dev") or path.is_char_device():
        return Device(path)
    if path.is_dir():
        return Folder(path)
    return Picture(path) if path.suffix.lower() in PICTURE_SUFFIXES else VideoFile(path)


def _named(text: str) -> NamedCamera:
    name, _, rest = text.removeprefix(_NAMED).partition("?")
    known = parse_qs(rest)
    if not unquote(name).strip():
        raise InvalidError("source", text)
    return NamedCamera(unquote(name), known.get("place", [""])[0], known.get("model", [""])[0])


def _without_secrets(url: str) -> str:
    return _SECRETS.sub(lambda found: found[1] or "", url)
