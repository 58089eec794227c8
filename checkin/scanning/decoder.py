"""Frame to texts: zxing-cpp on the whole frame, then second looks at the likeliest regions, within a time budget."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from checkin.errors import InvalidError
from checkin.scanning.readings import Symbology

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from checkin.scanning.readings import Corners, Image, Look, Reading
    from checkin.scanning.regions import Region

FRAME_BUDGET = 1 / 30
"""Seconds for one frame of a stream: the time until the next one."""

PICTURE_BUDGET = 2.0
"""Seconds for a still picture, for which nobody queues."""

TICKET_SYMBOLOGIES = (Symbology.AZTEC, Symbology.PDF417)
"""Ticket codes other than QR that are sought by default: both carry enough redundancy never to be read where there are
none. The linear codes have a single check character; ask for them only where the list has such tickets."""

_REMEMBERED = 12
"""Frames for which the place of a code that is no longer read is looked at again: under a second."""

_TICKET_TURN = 3
"""Every so many frames without a reading, one of the other symbologies is sought: they cost more than the QR code."""

_SECOND_PLACE_TURN = 3
"""Every so many frames without a reading, the second busiest place is looked at too: a code is there once in fifty."""

_SMALLEST = 8


class Decoder:
    """Reads codes in the frames of one stream, remembering where they were. For one thread at a time.

    `budget` is in seconds of wall-clock time a frame; the first look always happens, second looks only as far as they
    are expected to fit in it. From `PICTURE_BUDGET` on, each frame also gets what a stream spreads over several frames
    or has no time for. `tickets` are the kinds of code that are sought beside QR. `clock` returns seconds and is a
    parameter so that tests can hold it still.
    """

    def __init__(
        self,
        budget: float = FRAME_BUDGET,
        tickets: Iterable[Symbology] = TICKET_SYMBOLOGIES,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        # Loaded here and not with the module: OpenCV alone takes longer than all the rest of the start of the program.
        from checkin.scanning import attempts, opencv, regions, zxing

        self._cv2 = opencv.cv2
        self._regions = regions
        self._first = zxing.Zxing()
        self._tickets = tuple(zxing.Zxing((symbology,)) for symbology in tickets)
        self._patient = budget >= PICTURE_BUDGET
        self._attempts = attempts.quick() + (attempts.patient() if self._patient else ())
        self._whole = attempts.whole() if self._patient else ()
        self._budget = budget
        self._clock = clock
        self._remembered: list[tuple[Corners, int]] = []
        self._missed = 0

    def reset(self) -> None:
        """Forget the stream so far."""
        self._remembered.clear()
        self._missed = 0

    def decode(self, frame: Image) -> list[Reading]:
        """Return what can be read in a grey (height, width) or BGR (height, width, 3) array of `uint8`.

        An empty or tiny frame holds nothing. Raises InvalidError for any other shape or type.
        """
        grey = self._grey(frame)
        if min(grey.shape) < _SMALLEST:
            return []
        deadline = self._clock() + self._budget
        look = self._first.read(grey)
        readings = list(look.readings)
        for region in self._doubtful(grey, look):
            self._look_again(grey, region, readings, deadline)
        if not readings:
            self._missed += 1
            self._search(grey, readings, deadline)
        self._remember(readings, look.unread)
        return readings

    def _grey(self, frame: Image) -> Image:
        if frame.dtype != "uint8" or not (frame.ndim == 2 or (frame.ndim == 3 and frame.shape[2] == 3)):
            raise InvalidError("frame", f"{frame.dtype} {frame.shape}")
        if frame.size == 0:
            return frame.reshape(0, 0)
        grey = frame if frame.ndim == 2 else self._cv2.cvtColor(frame, self._cv2.COLOR_BGR2GRAY)
        return grey if grey.flags.c_contiguous else grey.copy()

    def _doubtful(self, grey: Image, look: Look) -> list[Region]:
        """Return the places where a code was seen and not read, now or in the frames before."""
        places: list[Region] = []
        for corners in (*look.unread, *(corners for corners, _ in self._remembered)):
            region = self._regions.around(corners, grey, margin=0.5)
            known = any(place.around(corners) for place in places)
            if region is not None and not known and not any(region.around(read.corners) for read in look.readings):
                places.append(region)
        return places

    def _search(self, grey: Image, readings: list[Reading], deadline: float) -> None:
        """Look where nothing has been seen yet, until something is read: busy places, then other kinds of code."""
        for region in self._regions.busiest(grey, 2 if self._is_turn(0, _SECOND_PLACE_TURN) else 1):
            if readings:
                return
            self._look_again(grey, region, readings, deadline)
        for turn, engine in enumerate(self._tickets):
            if not readings and self._is_turn(_TICKET_TURN * turn + 1, _TICKET_TURN * len(self._tickets)):
                readings.extend(engine.read(grey).readings)
        for attempt in self._whole:
            if not readings and self._affords(attempt.cost, grey, deadline):
                readings.extend(attempt.engine.read(attempt.prepare(grey)).readings)

    def _is_turn(self, turn: int, of: int) -> bool:
        """Spread what is dear over the frames of a stream; a still picture gets everything."""
        return self._patient or self._missed % of == turn

    def _look_again(self, grey: Image, region: Region, readings: list[Reading], deadline: float) -> None:
        """Add what the second looks find in a region; the first that finds something ends them."""
        cut = region.cut(grey).copy()
        if min(cut.shape) < _SMALLEST:
            return
        for attempt in self._attempts:
            if not self._affords(attempt.cost, cut, deadline):
                continue
            picture = attempt.prepare(cut)
            scale = picture.shape[1] / cut.shape[1]
            found = [reading.moved(scale, region.left, region.top) for reading in attempt.engine.read(picture).readings]
            if found:
                # The regions of neighbours overlap: what one of them gave is not a second code.
                readings.extend(reading for reading in found if not any(_same(reading, known) for known in readings))
                return

    def _affords(self, cost: float, picture: Image, deadline: float) -> bool:
        return self._clock() + cost * picture.size / 1e6 <= deadline

    def _remember(self, readings: list[Reading], unread: tuple[Corners, ...]) -> None:
        fresh = [*(reading.corners for reading in readings), *unread]
        kept = [(corners, age + 1) for corners, age in self._remembered if age < _REMEMBERED]
        self._remembered = [(corners, 0) for corners in fresh]
        for corners, age in kept:
            if not any(_near(corners, other) for other in fresh):
                self._remembered.append((corners, age))


def _same(one: Reading, other: Reading) -> bool:
    return one.text == other.text and _near(one.corners, other.corners)


def _near(corners: Corners, other: Corners) -> bool:
    """Tell whether two outlines lie on each other, whichever corner each begins with: they are the same code's."""
    reach = max(abs(corners[0][0] - corners[2][0]), abs(corners[0][1] - corners[2][1]))
    return all(
        abs(sum(point[axis] for point in corners) - sum(point[axis] for point in other)) < 2 * reach for axis in (0, 1)
    )
