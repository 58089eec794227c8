"""The colours of announcements: each month has its own, so that this month's poster is not taken for the last one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

WHITE = "#FFFFFF"
INK = "#1B1722"
MUTED = "#5A5466"


@dataclass(frozen=True, slots=True)
class Tone:
    """A dark ground, and what is bright on it; both as `#RRGGBB`."""

    ground: str
    bright: str

    def tint(self, share: float) -> str:
        """Return the ground with a share of the bright colour in it, for what lies behind texts."""
        mixed = (
            round(int(self.ground[i : i + 2], 16) * (1 - share) + int(self.bright[i : i + 2], 16) * share)
            for i in (1, 3, 5)
        )
        return "#" + "".join(f"{channel:02X}" for channel in mixed)


TONES = (
    Tone("#2E1065", "#FBBF24"),
    Tone("#063B46", "#FDE68A"),
    Tone("#5B0F2E", "#FDBA74"),
    Tone("#0B2A5B", "#7DD3FC"),
    Tone("#0F3D26", "#BEF264"),
    Tone("#43200A", "#FCD34D"),
)

TINTS = (0.08, 0.14, 0.2)
"""Of the rings behind the theme, from the outer one in: texts still stand out 4.5 : 1 and more."""


def tone_of(day: date) -> Tone:
    """Return the colours of a month."""
    return TONES[(day.month - 1) % len(TONES)]
