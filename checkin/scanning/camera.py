"""One face for every source of frames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from checkin.scanning.sources import Folder, Picture, VideoFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self

    from checkin.errors import CameraFault
    from checkin.scanning.controls import Control
    from checkin.scanning.readings import Image
    from checkin.scanning.sources import Source
    from checkin.settings import CameraControls


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture of a stream.

    `image` is BGR, (height, width, 3) of `uint8`, and nobody writes into it. `at` is the stream's own time in seconds:
    from a clock that never goes back for a live camera, index / frame rate for a file. `index` counts the frames that
    the source gave; where it jumps, frames were dropped because a newer one was there.
    """

    image: Image
    at: float
    index: int


@dataclass(frozen=True, slots=True)
class CameraTrouble:
    """A live camera gives no frames, or none that shows anything, and is being tried again; it may be told often."""

    fault: CameraFault
    source: str


@dataclass(frozen=True, slots=True)
class Mode:
    """What a camera gives, whatever was asked for.

    Pixels, frames a second (0 where the driver does not say), and how the frames come over the cable, such as `MJPG`
    or `YUYV` (empty where it does not say). `name` is the camera's where it was looked for by name.
    """

    width: int
    height: int
    rate: float = 0.0
    coding: str = ""
    name: str = ""


class Camera(Protocol):
    """A source of frames, for one reader; used as a context manager, it is closed at the end."""

    @property
    def live(self) -> bool:
        """Whether frames come in real time, so that a late reader misses some."""
        ...

    def frames(self) -> Iterator[Frame | CameraTrouble]:
        """Yield the frames in order: to its end from a file, and from a live camera until it is closed."""
        ...

    def close(self) -> None:
        """End the frames soon, from any thread; closing twice is fine."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...


@runtime_checkable
class Adjustable(Protocol):
    """A camera that says what it gives and can be told things, from any thread and while it is read: a live one."""

    @property
    def mode(self) -> Mode | None:
        """What it gives; None until it was opened."""
        ...

    @property
    def abilities(self) -> frozenset[Control]:
        """What its driver lets itself be told; nothing until it was opened."""
        ...

    def adjust(self, controls: CameraControls) -> None:
        """Tell it, soon and whenever it is opened again."""
        ...


def open_camera(source: Source, controls: CameraControls | None = None) -> Camera:
    """Return the frames of a source, of a camera told `controls`.

    A live camera is opened in its own thread, so this returns at once and a camera that is not there is a
    `CameraTrouble` among its frames. A file that is missing or holds no picture raises FileError (`missing`,
    `unreadable`, `empty`, `no_pictures`) here.
    """
    # OpenCV loads with the first camera; see the package.
    if isinstance(source, VideoFile | Picture | Folder):
        from checkin.scanning.files import open_file

        return open_file(source)
    from checkin.scanning.live import LiveCamera

    return LiveCamera(source, controls=controls)
