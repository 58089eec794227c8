"""Frame to texts: zxing-cpp on the whole frame, then second looks at the likeliest regions, within a time budget."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checkin.errors import InvalidError
from checkin.scanning.readings import Symbology, moved
from checkin.scanning.symbologies import in_turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from checkin.scanning.attempts import Attempt
    from checkin.scanning.readings import Corners, Image, Reading
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

_MOST = 8
"""Places of unread codes that are looked at in a frame, and remembered: a sheet of badges is no presentation."""

_RESTORED = (2, 6)
"""Places in a frame, and in a still picture, at which the dearest reader looks."""

_SMALLEST = 8

_LARGEST = 65_535
"""Pixels a side that zxing-cpp takes."""


_BARREN = 3
"""Looks in vain at the busiest place before the next one has its turn: a code is there once in fifty."""

_BESIDE = 4
"""Frames from one search beside the codes that are read to the next: a group may hold up a badge that is blurred."""

_TICKET_TURN = 24
"""Frames from one of the other kinds of code to the next, counted twice where no code is read: each costs more than the
QR code, and a ticket is held up for longer."""

_FIRST_TICKET = 8
"""The same until the first one."""


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
        from checkin.scanning import attempts, opencv, regions, restoration, zxing

        self._cv2 = opencv.cv2
        self._regions = regions
        self._first = zxing.Zxing()
        # A list that calls for line codes most likely has them on its tickets: they come first.
        groups = sorted(in_turns(tickets), key=lambda group: not group[0].is_linear)
        self._tickets = tuple(zxing.Zxing(group) for group in groups)
        self._patient = budget >= PICTURE_BUDGET
        self._restorer = restoration.Restorer(patient=self._patient)
        self._chain = attempts.Chain(self._restorer, patient=self._patient)
        self._budget = budget
        self._clock = clock
        self._frames = 0
        self._waited = _TICKET_TURN - _FIRST_TICKET
        self._remembered: list[tuple[Corners, int]] = []
        self._barren: tuple[Region, int] | None = None
        self._glance = _Glance(0.0)

    @property
    def unread(self) -> tuple[Corners, ...]:
        """Where a code was seen in the last frame that could not be read."""
        return tuple(self._glance.unread)

    def reset(self) -> None:
        """Forget the stream so far."""
        self._frames = 0
        self._waited = _TICKET_TURN - _FIRST_TICKET
        self._remembered.clear()
        self._barren = None
        self._glance = _Glance(0.0)
        self._restorer.reset()

    def decode(self, frame: Image) -> list[Reading]:
        """Return what can be read in a grey (height, width) or BGR (height, width, 3) array of `uint8`.

        An empty or tiny frame holds nothing. Raises InvalidError for any other shape or type, and for sides of more
        than 65,535 pixels.
        """
        self._frames += 1
        glance = self._glance = _Glance(self._clock() + self._budget)
        grey = self._grey(frame)
        if min(grey.shape) < _SMALLEST:
            return []
        look = self._first.read(grey)
        glance.readings.extend(look.readings)
        for places in (self._in_turn(look.unread), [corners for corners, _ in self._remembered]):
            for region in self._places(grey, places, glance):
                self._look_again(grey, region, self._chain.seen, glance)
                glance.places.append(region)
        if not glance.readings or self._patient or self._frames % _BESIDE == 0:
            self._search(grey, glance)
        self._seek_tickets(grey, glance)
        seen = (*look.unread[:_MOST], *glance.unread)
        glance.unread = [corners for corners in seen if not glance.has_read(corners)]
        self._remember(glance)
        return glance.readings

    def _grey(self, frame: Image) -> Image:
        if frame.dtype != "uint8" or not (frame.ndim == 2 or (frame.ndim == 3 and frame.shape[2] == 3)):
            raise InvalidError("frame", f"{frame.dtype} {frame.shape}")
        if max(frame.shape) > _LARGEST:
            raise InvalidError("frame", f"{frame.shape}")
        if frame.size == 0:
            return frame.reshape(0, 0)
        grey = frame if frame.ndim == 2 else self._cv2.cvtColor(frame, self._cv2.COLOR_BGR2GRAY)
        return grey if grey.flags.c_contiguous else grey.copy()

    def _places(self, grey: Image, seen: Iterable[Corners], glance: _Glance) -> list[Region]:
        """Return the surroundings of codes that were seen, but for those that have been looked at."""
        places: list[Region] = []
        for corners in seen:
            region = self._regions.around(corners, grey, margin=0.5)
            is_known = any(place.around(corners) for place in (*glance.places, *places))
            if region is not None and not is_known and not any(region.around(r.corners) for r in glance.readings):
                places.append(region)
                if len(places) == _MOST:
                    break
        return places

    def _in_turn(self, seen: tuple[Corners, ...]) -> tuple[Corners, ...]:
        """Return places in such an order that, where they are many, each is among the first in some frame."""
        first = self._frames * _MOST % len(seen) if len(seen) > _MOST else 0
        return (*seen[first:], *seen[:first])

    def _search(self, grey: Image, glance: _Glance) -> None:
        """Look at the busiest places, where nothing has been seen yet, until something is read there.

        In a stream at one of them a frame: the busiest, and the next one too where that had nothing for some frames.
        """
        read = len(glance.readings)
        regions = self._regions.busiest(grey, 2, [reading.corners for reading in glance.readings])
        if not self._patient:
            regions = regions[: 2 if not read and self._is_barren(regions) else 1]
        attempts = self._chain.sought[self._frames % 2 == 0]
        for region in regions:
            is_known = any(region.around(corners) for corners in glance.unread)
            if not is_known and (self._patient or len(glance.readings) == read):
                self._look_again(grey, region, attempts, glance)
        if glance.readings or glance.unread:
            self._barren = None
        for attempt in self._chain.whole:
            if not glance.readings and self._affords(attempt, grey, glance):
                picture = attempt.prepare(grey)
                found = attempt.engine.read(picture).readings
                glance.readings.extend(reading.moved(picture.shape[1] / grey.shape[1], 0, 0) for reading in found)

    def _is_barren(self, regions: list[Region]) -> bool:
        """Tell whether the busiest place has been looked at in vain for long enough, and count the looks."""
        looks = 0
        if regions and self._barren is not None and regions[0].is_near(self._barren[0]):
            looks = self._barren[1]
        is_barren = looks == _BARREN
        self._barren = (regions[0], 0 if is_barren else looks + 1) if regions else None
        return is_barren

    def _seek_tickets(self, grey: Image, glance: _Glance) -> None:
        """Look for other kinds of code in turn, sooner where no code is read; a still picture without one, for all."""
        if self._patient:
            due = () if glance.readings or self._clock() > glance.deadline else self._tickets
        else:
            self._waited += 1 if glance.readings else 2
            due = self._tickets[: self._waited >= _TICKET_TURN]
        for engine in due:
            if not self._patient:
                self._waited = 0
                self._tickets = (*self._tickets[1:], engine)
            glance.readings.extend(engine.read(grey).readings)

    def _look_again(self, grey: Image, region: Region, attempts: Iterable[Attempt], glance: _Glance) -> None:
        """Add what the second looks find in a region; the first that finds something ends them."""
        cut = region.cut(grey).copy()
        if min(cut.shape) < _SMALLEST:
            return
        for attempt in attempts:
            restores = attempt.engine is self._restorer
            if not self._affords(attempt, cut, glance) or (restores and glance.restored >= _RESTORED[self._patient]):
                continue
            picture = attempt.prepare(cut)
            scale = picture.shape[1] / cut.shape[1]
            look = attempt.engine.read(picture)
            found = [reading.moved(scale, region.left, region.top) for reading in look.readings]
            if found:
                # The regions of neighbours overlap: what one of them gave is not a second code.
                glance.readings.extend(new for new in found if not any(_same(new, old) for old in glance.readings))
                return
            if restores:
                glance.restored += 1
                glance.unread.extend(moved(corners, scale, region.left, region.top) for corners in look.unread)

    def _affords(self, attempt: Attempt, picture: Image, glance: _Glance) -> bool:
        return self._clock() + attempt.cost * picture.size / 1e6 <= glance.deadline

    def _remember(self, glance: _Glance) -> None:
        fresh = [*(reading.corners for reading in glance.readings), *glance.unread][:_MOST]
        kept = [(corners, age + 1) for corners, age in self._remembered if age < _REMEMBERED]
        self._remembered = [(corners, 0) for corners in fresh]
        for corners, age in kept:
            if not any(_near(corners, other) for other in fresh):
                self._remembered.append((corners, age))
        del self._remembered[2 * _MOST :]


@dataclass(slots=True)
class _Glance:
    """What is found in one frame: `unread` codes were seen and not read, `places` have been searched."""

    deadline: float
    readings: list[Reading] = field(default_factory=list)
    unread: list[Corners] = field(default_factory=list)
    places: list[Region] = field(default_factory=list)
    restored: int = 0

    def has_read(self, corners: Corners) -> bool:
        """Tell whether a code that was seen is one that was read."""
        return any(_near(corners, reading.corners) for reading in self.readings)


def _same(one: Reading, other: Reading) -> bool:
    return one.text == other.text and _near(one.corners, other.corners)


def _near(corners: Corners, other: Corners) -> bool:
    """Tell whether two outlines lie on each other, whichever corner each begins with: they are the same code's."""
    reach = max(abs(corners[0][0] - corners[2][0]), abs(corners[0][1] - corners[2][1]))
    return all(
        abs(sum(point[axis] for point in corners) - sum(point[axis] for point in other)) < 2 * reach for axis in (0, 1)
    )
