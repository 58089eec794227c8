"""The thread that reads one live camera, opening it again with growing pauses whenever it fails."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from checkin.errors import CameraError, CameraFault
from checkin.scanning.camera import CameraTrouble, Frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checkin.scanning.capture import Capture
    from checkin.scanning.sources import LiveSource

    OpenCapture = Callable[[LiveSource], Capture]
    Pause = Callable[[threading.Event, float], bool]


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: without a frame until a camera is called silent, before the first new try, between tries at most, and
    how long closing waits for a driver that does not return."""

    silent_after: float = 3.0
    first_retry: float = 0.5
    longest_retry: float = 4.0
    goodbye: float = 1.0


class State(Enum):
    """What the thread is at."""

    OPENING = auto()
    READING = auto()
    PAUSING = auto()


class Reader(threading.Thread):
    """Hands every frame, and every trouble, to `put`; a daemon, since a driver may never come back from a read."""

    def __init__(
        self,
        source: LiveSource,
        *,
        open_capture: OpenCapture,
        put: Callable[[Frame | CameraTrouble], None],
        indices: Iterator[int],
        clock: Callable[[], float],
        pause: Pause,
        patience: Patience,
    ) -> None:
        super().__init__(name=f"camera {source}", daemon=True)
        self.state = State.OPENING
        self._source = source
        self._open = open_capture
        self._put = put
        self._indices = indices
        self._clock = clock
        self._pause = pause
        self._patience = patience
        self._stopping = threading.Event()
        self._retry_in = patience.first_retry

    def stop(self) -> None:
        """Ask the thread to end: at once from a pause, else when the driver returns. What it reads is not handed on."""
        self._stopping.set()

    def run(self) -> None:
        """Open, read, and begin again, until stopped."""
        while not self._stopping.is_set():
            self.state = State.OPENING
            fault = self._session()
            if self._stopping.is_set():
                return
            self.state = State.PAUSING
            self._put(CameraTrouble(fault, str(self._source)))
            self._pause(self._stopping, self._retry_in)
            self._retry_in = min(2 * self._retry_in, self._patience.longest_retry)

    def _session(self) -> CameraFault:
        """Read the camera from opening it to its failure, and return what failed."""
        try:
            capture = self._open(self._source)
        except CameraError as error:
            return error.fault
        try:
            self.state = State.READING
            # Some systems open a camera that another program has, and then give no frame.
            fault = CameraFault.BUSY
            while not self._stopping.is_set():
                got, image = capture.read()
                if not got or image is None:
                    break
                fault = CameraFault.LOST
                self._retry_in = self._patience.first_retry
                if not self._stopping.is_set():
                    self._put(Frame(image, self._clock(), next(self._indices)))
            return fault
        finally:
            capture.release()
