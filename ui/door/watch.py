"""The scanning thread: camera, decoder and desk in one chain, whose frames and verdicts cross to the window by signal.

The newest frame wins: while the window has not taken one, a newer one takes its place. A verdict is sent when its
arrival is on disk, and each is sent once.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from checkin.errors import CameraError, CheckinError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.model import Verdict
    from checkin.scanning.camera import Camera
    from checkin.scanning.hints import Hint
    from checkin.scanning.readings import Corners, Image, Reading, Symbology
    from checkin.scanning.scanner import Decodes
    from checkin.settings import Settings
    from ui.kit import OpenCamera

log = logging.getLogger(__name__)

PREVIEW_WIDTH = 960
"""Pixels to which a frame is thinned for the preview; the decoder gets all of it."""
RESTARTS = 3
"""Times that scanning begins again after a bug; what comes every time would only fill the log."""
PAUSE = 1.0
"""Seconds until then."""
FORGIVEN = 60.0
"""Seconds after which a bug is the first one again."""
GOODBYE = 1.0
"""Seconds that closing waits for the thread."""


@dataclass(frozen=True, slots=True)
class Task:
    """What to do with what the camera shows; everything is asked on the scanning thread."""

    admit: Callable[[str], Verdict]
    times: Settings
    is_ticket: Callable[[str], bool] | None = None
    """Whether a text is a ticket of the list: bars on bottles read like tickets too."""
    symbologies: Callable[[], tuple[Symbology, ...]] = tuple
    """The kinds of code, beside QR, in which the list's tickets may come."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A frame for the window: the picture, where codes were read in it (shares of width and height), what would help
    where none was and how far down the picture that code is, and how many frames a second come (0: too early to tell).
    """

    image: QImage
    size: tuple[int, int]
    codes: tuple[tuple[tuple[float, float], ...], ...]
    hint: Hint | None
    hint_height: float | None = None
    rate: float = 0.0


MakeDecoder = Callable[[tuple["Symbology", ...]], "Decodes"]


class _Session:
    """One run of the thread. What comes from an earlier one is not listened to any more."""

    def __init__(self) -> None:
        self.camera: Camera | None = None
        self.is_over = threading.Event()

    def end(self) -> None:
        self.is_over.set()
        if self.camera is not None:
            # A driver that is stuck may take its time to let go; nobody at the door waits for it.
            threading.Thread(target=self.camera.close, name="camera closing", daemon=True).start()


class Watch(QObject):
    """Watches the camera while it is started. All signals arrive on the main thread."""

    frame_waits = Signal()
    presented = Signal(object)
    not_admitted = Signal(object)
    troubled = Signal(object)
    broke = Signal(object)

    _sent = Signal(object, str, object)

    def __init__(self, open_camera: OpenCamera, make_decoder: MakeDecoder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_camera = open_camera
        self._make_decoder = make_decoder
        self._session: _Session | None = None
        self._threads: list[threading.Thread] = []
        self._newest: Preview | None = None
        self._lock = threading.Lock()
        self._sent.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    @property
    def is_on(self) -> bool:
        """Tell whether the camera is watched."""
        return self._session is not None

    def start(self, source: str, task: Task) -> None:
        """Watch a camera."""
        self.stop()
        session = self._session = _Session()
        thread = threading.Thread(target=self._run, args=(session, source, task), name="scanning", daemon=True)
        self._threads = [t for t in self._threads if t.is_alive()] + [thread]
        thread.start()

    def stop(self) -> None:
        """Stop watching; returns at once, and nothing is heard of it afterwards."""
        if self._session is not None:
            self._session.end()
            self._session = None
        with self._lock:
            self._newest = None

    def close(self) -> None:
        """Stop, and wait a moment for the thread."""
        self.stop()
        for thread in self._threads:
            thread.join(GOODBYE)

    def take_frame(self) -> Preview | None:
        """Return the newest frame, once."""
        with self._lock:
            newest, self._newest = self._newest, None
        return newest

    def _run(self, session: _Session, source: str, task: Task) -> None:
        failures, last = 0, 0.0
        while True:
            try:
                self._scan(session, source, task)
            except CameraError as error:
                self._send(session, "troubled", error)
            except CheckinError as error:
                self._send(session, "not_admitted", error)
            except Exception as error:
                log.exception("the scanning thread failed")
                self._send(session, "broke", error)
                # What one picture did, the next one need not do: the door goes on.
                failures, last = failures + 1 if time.monotonic() - last < FORGIVEN else 1, time.monotonic()
                if failures <= RESTARTS and not session.is_over.wait(PAUSE):
                    continue
            return

    def _scan(self, session: _Session, source: str, task: Task) -> None:
        # OpenCV is loaded here, on this thread: the window does not wait for it.
        from checkin.scanning import hints, scanner  # OpenCV is loaded here, on the scanning thread
        from checkin.scanning.camera import Cadence  # scanning loads with the door

        decoder, adviser = self._make_decoder(task.symbologies()), hints.Adviser()
        cadence = Cadence()
        times = scanner.ScanSettings.of(task.times)
        with self._open_camera(source) as camera:
            session.camera = camera
            if session.is_over.is_set():
                return
            for event in scanner.scan(camera, decoder, task.admit, times, task.is_ticket):
                if session.is_over.is_set():
                    return
                match event:
                    case scanner.SeenFrame(frame=frame, readings=readings):
                        # Only some decoders tell where they saw a code that they could not read.
                        unread = getattr(decoder, "unread", ())
                        hint = adviser.look(frame.image, frame.at, readings, unread)
                        self._put(session, preview_of(frame.image, readings, hint, unread, cadence.note(frame)))
                    case scanner.Presented(verdict=verdict):
                        self._send(session, "presented", verdict)
                    case scanner.NotAdmitted(error=error):
                        self._send(session, "not_admitted", error)
                    case scanner.Trouble(fault=fault, source=name):
                        self._send(session, "troubled", CameraError(fault, name))
                    case _:
                        # The camera may have been turned while it was away.
                        adviser.reset()
                        cadence.reset()
                        self._send(session, "troubled", None)

    def _put(self, session: _Session, preview: Preview) -> None:
        with self._lock:
            already_told = self._newest is not None
            self._newest = preview
        if not already_told:
            self._send(session, "frame_waits")

    def _send(self, session: _Session, name: str, value: object = None) -> None:
        if session.is_over.is_set() and name != "presented":
            return
        self._sent.emit(session, name, value)

    @Slot(object, str, object)
    def _receive(self, session: _Session, name: str, value: object) -> None:
        if name == "presented":
            # An arrival that is on disk is shown even if the camera was stopped meanwhile.
            self.presented.emit(value)
        elif session is self._session:
            signal = getattr(self, name)
            signal.emit() if name == "frame_waits" else signal.emit(value)


def preview_of(
    image: Image,
    readings: tuple[Reading, ...],
    hint: Hint | None,
    unread: Sequence[Corners] = (),
    rate: float = 0.0,
) -> Preview:
    """Return a frame as the window shows it: thinned, copied, with the corners of its codes as shares."""
    height, width = image.shape[:2]
    step = max(1, width // PREVIEW_WIDTH)
    thin = image[::step, ::step].copy()
    kind = QImage.Format.Format_Grayscale8 if thin.ndim == 2 else QImage.Format.Format_BGR888
    # In the screen's own order of bytes, which the main thread paints four times as fast.
    picture = QImage(thin.data, thin.shape[1], thin.shape[0], thin.strides[0], kind).convertToFormat(
        QImage.Format.Format_RGB32
    )
    codes = tuple(tuple((x / width, y / height) for x, y in reading.corners) for reading in readings)
    down = sum(y for _, y in unread[0]) / (len(unread[0]) * height) if hint is not None and unread else None
    return Preview(picture, (width, height), codes, hint, down, rate)
