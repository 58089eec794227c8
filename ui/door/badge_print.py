"""A walk-in's badge, as a PDF in the data folder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checkin.badges.templates import DEFAULT
from checkin.folding import fold

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from checkin.badging import BadgeRun
    from checkin.model import Attendee
    from ui.services import Services

FOLDER = "badges"


def badge_path(folder: Path, attendee: Attendee, now: datetime) -> Path:
    """Return where the badge goes: the name is for people, the time keeps homonyms apart."""
    name = re.sub(r"[^a-z0-9]+", "-", fold(attendee.full_name)).strip("-")[:60] or "badge"
    return folder / FOLDER / f"{now:%Y-%m-%d-%H%M%S}-{name}.pdf"


def print_badge(services: Services, attendee: Attendee, first_visit: str) -> BadgeRun:
    """Write one badge; raises FileError, StorageError."""
    path = badge_path(services.folder, attendee, services.clock())
    return services.badging.print_sheets(
        attendee.event_id, [attendee], path, template=DEFAULT.name, first_visit=first_visit, cut_marks=False
    )
