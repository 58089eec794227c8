"""A live camera: the newest frame wins, nothing queues up, and trouble is told while it is tried again."""

from __future__ import annotations

import threading
import time
from itertools import count
from typing import TYPE_CHECKING

from checkin.errors import CameraFault
from checkin.scanning.camera import CameraTrouble, Frame
from checkin.scanning.capture import open_capture as open_with_opencv
from checkin.scanning.reader import Patience, Reader, State
from checkin.settings import CameraControls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType
    from typing import Self

    from checkin.scanning.camera import Mode
    from checkin.scanning.controls import Control
    from checkin.scanning.reader import OpenCapture, Pause
    from checkin.scanning.sources import LiveSource

_USUAL_PATIENCE = Patience()


class LiveCamera:
    """A camera, device or stream, opened when its frames are first asked for and again whenever it fails.

    `open_capture` returns an opened camera or raises CameraError; `clock` gives each frame its time; `pause` waits on
    an event for so many seconds at most. Without `controls` the camera is told to do everything by itself.
    """

    live = True

    def __init__(
        self,
        source: LiveSource,
        open_capture: OpenCapture = open_with_opencv,
        patience: Patience = _USUAL_PATIENCE,
        clock: Callable[[], float] = time.monotonic,
        pause: Pause = threading.Event.wait,
        controls: CameraControls | None = None,
    ) -> None:
        self._source = source
        self._open = open_capture
        self._patience = patience
        self._clock = clock
        self._pause = pause
        self._newest = _Newest()
        self._indices = count()
        self._readers: list[Reader] = []
        self._has_opened = False
        self._controls = controls or CameraControls()
        self._changing = threading.Lock()

    @property
    def mode(self) -> Mode | None:
        """What the camera gives; None until it was opened."""
        # The list may be another one a moment later, in another thread.
        readers = self._readers
        return readers[-1].mode if readers else None

    @property
    def abilities(self) -> frozenset[Control]:
        """What the driver lets itself be told; nothing until it was opened."""
        readers = self._readers
        return readers[-1].abilities if readers else frozenset()

    def adjust(self, controls: CameraControls) -> None:
        """Tell the camera, before its next frame and whenever it is opened again; from any thread."""
        with self._changing:
            self._controls = controls
            for reader in self._readers:
                reader.adjust(controls)

    def frames(self) -> Iterator[Frame | CameraTrouble]:
        """Yield the newest frame each time one is asked for, and a CameraTrouble when there is none, until closed."""
        try:
            self._start_reader()
            while not self._newest.is_closed():
                item = self._newest.take(self._patience.silent_after)
                if item is not None:
                    yield item
                elif not self._newest.is_closed() and self._readers[-1].state is not State.PAUSING:
                    yield CameraTrouble(CameraFault.SILENT, str(self._source))
                    self._replace_stuck_reader()
        finally:
            self.close()

    def close(self) -> None:
        """End the frames and the thread, from any thread.

        A driver that is stuck in a read is waited for `goodbye` seconds at most; its thread ends, and gives the camera
        back, when the read returns.
        """
        with self._changing:
            self._newest.close()
            readers = list(self._readers)
        for reader in readers:
            reader.stop()
        for reader in readers:
            reader.join(self._patience.goodbye)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _start_reader(self) -> None:
        with self._changing:
            if self._newest.is_closed():
                return
            self._has_opened = self._has_opened or any(reader.has_opened for reader in self._readers)
            reader = Reader(
                self._source,
                put=self._newest.put,
                open_capture=self._open,
                indices=self._indices,
                clock=self._clock,
                pause=self._pause,
                patience=self._patience,
                controls=self._controls,
                may_stand_in=not self._has_opened,
            )
            self._readers.append(reader)
            reader.start()

    def _replace_stuck_reader(self) -> None:
        """Start a second reader for a camera whose driver does not return; never a third while both are stuck."""
        with self._changing:
            self._has_opened = self._has_opened or any(reader.has_opened for reader in self._readers)
            self._readers = [reader for reader in self._readers if reader.is_alive()]
            may_start = len(self._readers) == 1 and self._readers[0].state is State.READING
        if may_start:
            self._readers[0].stop()
        if may_start or not self._readers:
            self._start_reader()


class _Newest:
    """A place for one item; a newer one replaces it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._item: Frame | CameraTrouble | None = None
        self._closed = False

    def put(self, item: Frame | CameraTrouble) -> None:
        with self._changed:
            self._item = item
            self._changed.notify_all()

    def take(self, patience: float) -> Frame | CameraTrouble | None:
        with self._changed:
            self._changed.wait_for(lambda: self._item is not None or self._closed, patience)
            item, self._item = self._item, None
            return None if self._closed else item

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def is_closed(self) -> bool:
        return self._closed
