"""What a whole batch of badges shares: its colours, its logo, and whether guests' profiles are linked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.badges.categories import BLACK, INK, Palette

if TYPE_CHECKING:
    from checkin.badges.logos import Logo


@dataclass(frozen=True, slots=True)
class Looks:
    """The wishes for a batch; a template for a printer without colours is black and white in any case.

    `profiles` adds the second code, which leads to the guest's own profile, where they gave a handle that says so.
    """

    palette: Palette = Palette.STANDARD
    logo: Logo | None = None
    profiles: bool = False


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of the texts, as `#RRGGBB`."""

    names: str = INK
    handle: str = "#6A3FC8"
    muted: str = "#6B6577"
    mark: str = "#0B7A4B"
    frame: str = "#CDC9D6"


COLOURED = Inks()
BLACK_ONLY = Inks(BLACK, BLACK, BLACK, BLACK, BLACK)


def inks(palette: Palette) -> Inks:
    """Return the colours of texts."""
    return BLACK_ONLY if palette is Palette.MONO else COLOURED
