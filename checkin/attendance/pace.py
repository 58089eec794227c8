"""How people came in over an evening: so many in each slot of time, and when most of them came."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from checkin.attendance.turnout import Slot

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

FINE = timedelta(minutes=5)
COARSE = timedelta(minutes=15)
"""Slots begin at round minutes of the evening's own clock: every zone's offset is whole quarters of an hour."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The arrivals of an evening by slots of a length, in the order of time; a slot in which nobody came is left out.

    So a laptop whose clock stood at 1970 makes one slot more, and not five million. `peak` is the fullest slot, the
    earliest of several, None where nobody came.
    """

    length: timedelta
    slots: tuple[Slot, ...]

    @property
    def peak(self) -> Slot | None:
        """The slot in which most people came."""
        return max(self.slots, key=lambda slot: slot.people, default=None)


def pace(arrivals: Iterable[tuple[datetime, int]], length: timedelta, zone: tzinfo | None) -> Pace:
    """Count people by slots; `arrivals` are aware times with how many came then, in any order; slots are in `zone`."""
    seconds = int(length.total_seconds())
    counts: Counter[int] = Counter()
    for at, people in arrivals:
        # Through UTC, so that the hour that comes twice in autumn is two.
        counts[int(at.timestamp()) // seconds] += people
    return Pace(
        length,
        tuple(
            Slot(datetime.fromtimestamp(slot * seconds, UTC).astimezone(zone), people)
            for slot, people in sorted(counts.items())
        ),
    )
