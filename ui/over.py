"""When an evening is over: until then nobody is a no-show."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from checkin.model import Event

LASTS = timedelta(hours=8)
"""How long after its start an evening counts as over; nobody types in when the bar closes."""


def is_over(event: Event | None, now: datetime) -> bool:
    """Tell whether an evening is over."""
    return event is not None and now > event.starts + LASTS
