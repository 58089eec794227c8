"""What would help a guest whose code is seen and not read: closer, still, light, another angle. Values, no words."""

from __future__ import annotations

from collections import Counter, deque
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.scanning.readings import Corners, Image, Reading

_LOOK_EVERY = 0.09
"""Seconds between two looks: each third frame of 30 a second, as no hint is needed faster than a hand moves."""

_CONSISTENT, _REMEMBERED = 0.4, 0.55
"""Seconds that the looks must have seen a code before anything is shown, and for which looks count at all."""

_SHARE = 0.7
"""Of the looks that count, how many must see one: one in four or five may miss it."""

_STAYS = 0.6
"""Seconds that a hint stays after the last look that agrees with it: time to read it, and no to and fro."""

_AFTER_READING = 1.5
"""Seconds after a reading without a hint: a badge that was read is lowered and smeared, and that needs no advice."""

_DARK_ROOM = 45
"""Mean brightness (0 to 255) of a frame that is too dark to expect a badge to be read, or to see that one is there."""

_READS_IN_THE_DARK = 600.0
"""Seconds after a reading in which a dark room is not called dark: it is light enough for those who come."""

_GAP = 1.0
"""Seconds without a frame after which the looks before it no longer count."""

_SMALLEST = 64
"""Pixels a side of a frame under which there is nothing to advise."""

_PLACES = 2
"""Busy places that are looked at closely: beside the badge there may be a chequered shirt."""


class Hint(StrEnum):
    """Why a code that is there is not read."""

    TOO_SMALL = "too_small"
    BLURRED = "blurred"
    """Out of focus, whatever the direction."""
    MOVING = "moving"
    """Smeared in one direction."""
    DARK = "dark"
    GLARE = "glare"
    CUT = "cut"
    """Part of it is outside the picture."""


class Adviser:
    """Watches one stream of a camera that stands still, beside a decoder, and says what would help. For one thread.

    Costs about half a millisecond on each third frame in which nothing is read, next to nothing where something is.
    """

    def __init__(self) -> None:
        # OpenCV loads with the first adviser; see the package.
        from checkin.scanning import hint_places, hint_reasons, hint_signs

        self._places = hint_places.Places()
        self._measure = hint_signs.measure
        self._reason = hint_reasons.reason
        self.reset()

    def reset(self) -> None:
        """Forget the stream so far."""
        self._places.reset()
        self._votes: deque[tuple[float, Hint | None]] = deque()
        self._shown: Hint | None = None
        self._agreed_at = 0.0
        self._read_at: float | None = None
        self._looked_at: float | None = None

    def look(self, image: Image, at: float, readings: Sequence[Reading], unread: Sequence[Corners]) -> Hint | None:
        """Return what to say now, or None; vanishes at once on a reading.

        `image` is a BGR or grey frame, `at` its time in seconds of the stream. `readings` and `unread` are what a
        decoder read in it, and the places where it saw a code that it did not read.
        """
        if readings:
            self._read_at = at
            self._forget_votes()
        elif self._looked_at is None or not 0 <= at - self._looked_at < _LOOK_EVERY:
            if self._looked_at is not None and not 0 <= at - self._looked_at < _GAP:
                self._forget_votes()
            self._looked_at = at
            self._vote(at, self._look_closely(image, at, unread))
        return self._shown

    def _look_closely(self, image: Image, at: float, unread: Sequence[Corners]) -> Hint | None:
        if min(image.shape[:2]) < _SMALLEST:
            return None
        places = self._places.look(image, at, unread, _PLACES)
        if self._has_read_within(_AFTER_READING, at):
            return None
        for place in places:
            if hint := self._reason(self._measure(image, place.region), is_sure=place.is_sure):
                return hint
        is_dark = self._places.light < _DARK_ROOM and not self._has_read_within(_READS_IN_THE_DARK, at)
        return Hint.DARK if is_dark else None

    def _has_read_within(self, seconds: float, at: float) -> bool:
        return self._read_at is not None and 0 <= at - self._read_at < seconds

    def _vote(self, at: float, hint: Hint | None) -> None:
        self._votes.append((at, hint))
        while at - self._votes[0][0] > _REMEMBERED:
            self._votes.popleft()
        if self._shown is None or (hint is not self._shown and at - self._agreed_at >= _STAYS):
            self._shown = self._agreed(at)
            self._agreed_at = at
        elif hint is self._shown:
            self._agreed_at = at

    def _agreed(self, at: float) -> Hint | None:
        """Return what most of the looks say, if enough of them say anything; a badge may be small and moving."""
        said = [(when, hint) for when, hint in self._votes if hint is not None]
        if not said or at - said[0][0] < _CONSISTENT or len(said) < _SHARE * len(self._votes):
            return None
        return Counter(hint for _, hint in said).most_common(1)[0][0]

    def _forget_votes(self) -> None:
        self._votes.clear()
        self._shown = None
