"""The loop: frames in, presentations admitted, events out. It knows neither the window nor the desk."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeAlias, TypeVar

from checkin.errors import CheckinError
from checkin.scanning.camera import CameraTrouble, Frame
from checkin.scanning.presence import Presence

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from checkin.errors import CameraFault
    from checkin.scanning.camera import Camera
    from checkin.scanning.readings import Image, Reading
    from checkin.settings import Settings

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class ScanSettings:
    """Seconds of stream time: how long a code must have left to count again, and when a failed scan is tried again."""

    absent_after: float = 2.0
    retry_after: float = 1.0

    @classmethod
    def of(cls, settings: Settings) -> ScanSettings:
        """Return the times that this laptop keeps."""
        return cls(settings.absent_after, settings.retry_after)


@dataclass(frozen=True, slots=True)
class Presented(Generic[V]):
    """A code was held up: what was read, what the desk said, and the frame that showed it."""

    reading: Reading
    verdict: V
    frame: Frame


@dataclass(frozen=True, slots=True)
class NotAdmitted:
    """A code was held up, and the desk could not answer; it is asked again while the code stays in view."""

    reading: Reading
    error: CheckinError
    frame: Frame


@dataclass(frozen=True, slots=True)
class SeenFrame:
    """A frame was looked at: for the preview, with the codes in it, but for line codes that are no tickets."""

    frame: Frame
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """The camera gives no frames and is being tried again; told once for each change of fault."""

    fault: CameraFault
    source: str


@dataclass(frozen=True, slots=True)
class Recovered:
    """The camera gives frames again."""


ScanEvent: TypeAlias = Presented[V] | NotAdmitted | SeenFrame | Trouble | Recovered


class Decodes(Protocol):
    """What the loop needs of a decoder."""

    def decode(self, frame: Image) -> Sequence[Reading]:
        """Return what is readable in a frame."""
        ...

    def reset(self) -> None:
        """Forget the stream so far."""
        ...


def scan(
    camera: Camera,
    decoder: Decodes,
    admit: Callable[[str], V],
    settings: ScanSettings | None = None,
    is_ticket: Callable[[str], bool] | None = None,
) -> Iterator[ScanEvent[V]]:
    """Yield what happens at the door, until the camera's frames end.

    One presentation is one call of `admit`, made before its event is yielded; several codes in a frame are each
    presented, from the left of the picture to its right, and a text that is there twice is one. Line codes carry too
    little redundancy, and are on every bottle: the text of one is presented only where `is_ticket` says that it is a
    ticket code of the list, and never without it. Time is the stream's own, so a film that is read faster than life
    obeys the same law. To stop, close the camera from any thread, or this generator from its own. Only CheckinErrors
    of `admit` and `is_ticket` are caught, and become NotAdmitted.
    """
    settings = settings or ScanSettings()
    presence = Presence(settings.absent_after, settings.retry_after)
    fault: CameraFault | None = None
    decoder.reset()
    with closing(_generator(camera)) as items:
        for item in items:
            if isinstance(item, CameraTrouble):
                if item.fault is not fault:
                    yield Trouble(item.fault, item.source)
                fault = item.fault
                continue
            if fault is not None:
                fault = None
                decoder.reset()
                yield Recovered()
            readings = sorted(decoder.decode(item.image), key=_place)
            ignored: list[Reading] = []
            for reading in readings:
                if presence.begins(reading.text, item.at):
                    event = _present(reading, item, admit, is_ticket)
                    if event is None:
                        # As if it had not been seen: the same text in a QR code beside it is a presentation.
                        presence.forget(reading.text)
                        ignored.append(reading)
                        continue
                    if isinstance(event, NotAdmitted):
                        presence.failed(reading.text, item.at)
                    yield event
            yield SeenFrame(item, tuple(reading for reading in readings if reading not in ignored))


def _generator(camera: Camera) -> Generator[Frame | CameraTrouble, None, None]:
    # A generator of our own can be closed whatever kind of iterator the camera has.
    yield from camera.frames()


def _place(reading: Reading) -> float:
    """Return how far to the right a code is: guests are admitted as they stand."""
    return sum(x for x, _ in reading.corners)


def _present(
    reading: Reading, frame: Frame, admit: Callable[[str], V], is_ticket: Callable[[str], bool] | None
) -> Presented[V] | NotAdmitted | None:
    """Return what came of a presentation, or None where the code is none that is acted upon."""
    try:
        if reading.symbology.is_linear and not (is_ticket and is_ticket(reading.text)):
            return None
        return Presented(reading, admit(reading.text), frame)
    except CheckinError as error:
        return NotAdmitted(reading, error, frame)
