"""How large a banner is written: as large as its usual height holds, higher where there is much to say, never cut.

A plan is drawn up at falling scales until it fits the usual height. What still does not fit makes the banner higher, up
to the room that its owner gives it. Only a note beyond `KEPT` letters may end in an ellipsis, and only where even that
room is too small.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ui.widgets.banner_draft import Drafting, Plan, Room

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QSize

    from ui.widgets.banner import Banner

KEPT = 240
"""Letters of a note that are shown whatever else is; the field of a list holds more."""
CUT = 40
"""Letters by which a note that is too long is shortened at a time."""
EASY = 0.85
"""A plan is made smaller down to this share of its scale before the banner grows; then growing reads better."""
LEAST = 0.6
"""Smaller than this nothing is drawn up: the least sizes of type are reached."""
STEP = 0.04


def plan_of(banner: Banner, buttons: Sequence[QSize], room: Room) -> Plan:
    """Lay a banner out, with its buttons at the foot."""

    def at(share: float) -> Plan:
        return Drafting(banner, buttons, room, share).draft()

    best = at(1.0)
    if best.height <= room.usual:
        return best
    easy = at(EASY)
    if easy.height <= room.usual:
        return _largest_that_fits(at, easy, room.usual)
    share, best = EASY, easy
    while best.height > room.most and share > LEAST:
        share = max(LEAST, share - STEP)
        best = at(share)
    while best.height > room.most and len(banner.strong) > KEPT:
        kept = max(KEPT, len(banner.strong) - CUT)
        banner = replace(banner, strong=banner.strong[: kept - 1].rstrip(" …") + "…")
        best = at(LEAST)
        if kept == KEPT:
            break
    return best


def _largest_that_fits(at: Callable[[float], Plan], easy: Plan, usual: int) -> Plan:
    """Return the largest plan within the usual height, where the easy one fits: between the two, by halves."""
    best, low, high = easy, EASY, 1.0
    while high - low > STEP:
        middle = (low + high) / 2
        plan = at(middle)
        if plan.height <= usual:
            best, low = plan, middle
        else:
            high = middle
    return best
