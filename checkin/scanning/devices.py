"""The cameras of this machine by name, without taking one from whoever films with it; and finding one again."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checkin.scanning.sources import AnyCamera, CameraNumber, NamedCamera

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from checkin.scanning.sources import Source

_PLUGS = Path("/dev/v4l/by-path")
"""Where Linux names its cameras by where they are plugged in, as links to their device files."""


@dataclass(frozen=True, slots=True)
class CameraInfo:
    """A camera to choose.

    `number` is what OpenCV opens it by; `name` is the maker's, empty where the system does not tell it. `place` is
    where it is plugged in and `model` its maker and product as `046d:0825`, as far as they are known. `twin` counts
    those before it that have the same name.
    """

    number: int
    name: str
    place: str = ""
    model: str = ""
    twin: int = 0

    @property
    def source(self) -> CameraNumber | NamedCamera:
        """What to remember it by."""
        return NamedCamera(self.name, self.place, self.model) if self.name else CameraNumber(self.number)

    @property
    def text(self) -> str:
        """The same in writing, for `parse_source`."""
        return self.source.text if isinstance(self.source, NamedCamera) else str(self.number)

    @property
    def title(self) -> str:
        """The name, with a number where an earlier camera has the same; empty like the name."""
        return f"{self.name} ({self.twin + 1})" if self.name and self.twin else self.name


def backend() -> int:
    """Return OpenCV's way to the cameras of this system: the one that their numbers are for."""
    from checkin.scanning.opencv import cv2  # loads OpenCV only where it is needed

    # DirectShow opens in a tenth of the time of Media Foundation.
    return {"win32": cv2.CAP_DSHOW, "darwin": cv2.CAP_AVFOUNDATION}.get(sys.platform, cv2.CAP_V4L2)


def list_cameras(look: Callable[[int], Iterable[Any]] | None = None, plugs: Path = _PLUGS) -> list[CameraInfo]:
    """Return the cameras, by number. None is opened: they may be filming for somebody else.

    `look` is by default that of cv2-enumerate-cameras, which counts as OpenCV does: DirectShow's order on Windows,
    by unique id on macOS (as OpenCV since its #22946), by device file on Linux.
    """
    chosen = backend()
    # It loads OpenCV, which `backend` has made silent by now.
    from cv2_enumerate_cameras import enumerate_cameras

    places = _places(plugs)
    seen: Counter[str] = Counter()
    cameras: list[CameraInfo] = []
    for found in sorted((look or enumerate_cameras)(chosen), key=lambda camera: int(camera.index)):
        name, path = str(found.name or "").strip(), str(found.path or "")
        # Linux counts device files anew as they come up: only their links tell one plug from the other.
        place = places.get(path, "") if sys.platform == "linux" else path
        model = "" if found.vid is None or found.pid is None else f"{found.vid:04x}:{found.pid:04x}"
        cameras.append(CameraInfo(int(found.index), name, place, model, seen[name]))
        seen[name] += 1
    return cameras


def find(source: Source, cameras: Sequence[CameraInfo]) -> CameraInfo | None:
    """Return the camera that a source means: of a named one the most alike, first of all by where it is plugged in."""
    if isinstance(source, CameraNumber):
        return next((camera for camera in cameras if camera.number == source.number), None)
    if isinstance(source, AnyCamera):
        return cameras[0] if cameras else None
    if not isinstance(source, NamedCamera):
        return None
    alike = [camera for camera in cameras if camera.name == source.name]
    return max(alike, key=lambda camera: (camera.place == source.place, camera.model == source.model), default=None)


def _places(plugs: Path) -> dict[str, str]:
    """Return the plug of each device file; the links' names are the same from one start of the machine to the next."""
    try:
        return {str(link.resolve()): link.name for link in sorted(plugs.iterdir())}
    except OSError:
        return {}
