"""The thread that reads one live camera, opening it again with growing pauses whenever it fails."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from checkin.errors import CameraError, CameraFault
from checkin.scanning.camera import CameraTrouble, Frame
from checkin.scanning.sources import AnyCamera, NamedCamera
from checkin.scanning.vigil import Vigil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checkin.scanning.camera import Mode
    from checkin.scanning.capture import Capture
    from checkin.scanning.controls import Control
    from checkin.scanning.readings import Image
    from checkin.scanning.sources import LiveSource
    from checkin.settings import CameraControls

    OpenCapture = Callable[[LiveSource], Capture]
    Pause = Callable[[threading.Event, float], bool]


log = logging.getLogger(__name__)

_BEFORE_STANDING_IN = 2
"""Tries to open a camera that is remembered by its name and not there, before another one is taken."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: without a frame, without any light, and with the same picture until a camera is called silent, black or
    frozen; before the first new try, between tries at most, and how long closing waits for a driver that does not
    return."""

    silent_after: float = 3.0
    black_after: float = 2.0
    frozen_after: float = 5.0
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
        controls: CameraControls | None = None,
        may_stand_in: bool = True,
    ) -> None:
        super().__init__(name=f"camera {source}", daemon=True)
        self.state = State.OPENING
        self.mode: Mode | None = None
        self.abilities: frozenset[Control] = frozenset()
        self._source = source
        self._open = open_capture
        self._put = put
        self._indices = indices
        self._clock = clock
        self._pause = pause
        self._patience = patience
        self._stopping = threading.Event()
        self._retry_in = patience.first_retry
        self._vigil = Vigil(patience.black_after, patience.frozen_after)
        self._controls = controls
        self._told: CameraControls | None = None
        self._may_stand_in = may_stand_in
        self._missed = 0

    @property
    def has_opened(self) -> bool:
        """Tell whether the camera was there at some time."""
        return self.mode is not None

    def adjust(self, controls: CameraControls) -> None:
        """Have the camera told, between two frames; from any thread."""
        self._controls = controls

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
            capture = self._opened()
        except CameraError as error:
            return error.fault
        try:
            self.state = State.READING
            # Some systems open a camera that another program has, and then give no frame.
            fault = CameraFault.BUSY
            self._told = None
            self._vigil.begin()
            while not self._stopping.is_set():
                self._tell(capture)
                got, image = capture.read()
                if not got or image is None or image.size == 0:
                    break
                fault = CameraFault.LOST
                if not self._stopping.is_set() and not self._hand_on(image):
                    return CameraFault.FROZEN
            return fault
        finally:
            capture.release()

    def _opened(self) -> Capture:
        try:
            capture = self._open(self._source)
        except CameraError as error:
            self._missed += error.fault is CameraFault.MISSING
            is_left_at_home = self._may_stand_in and not self.has_opened and self._missed > _BEFORE_STANDING_IN
            if not (isinstance(self._source, NamedCamera) and is_left_at_home):
                raise
            capture = self._open(AnyCamera())
        self._missed = 0
        if capture.mode != self.mode:
            log.info("camera %s gives %s", self._source, capture.mode)
        self.mode = capture.mode
        return capture

    def _tell(self, capture: Capture) -> None:
        controls = self._controls
        if controls is not None and controls is not self._told:
            self._told = controls
            self.abilities = capture.tell(controls)

    def _hand_on(self, image: Image) -> bool:
        """Hand on a frame, or what is wrong with it; and tell whether to go on reading."""
        at = self._clock()
        fault = self._vigil.look(image, at)
        if fault is None:
            self._retry_in = self._patience.first_retry
            self._put(Frame(image, at, next(self._indices)))
            return True
        # A shutter is opened by a hand: the camera stays open for it. One that hangs may come back when it is opened
        # anew, and its first pictures after that may be old ones.
        self._put(CameraTrouble(fault, str(self._source)))
        return fault is CameraFault.BLACK or not self._vigil.is_still(at)
