"""What the pages may use of the core: built once by `ui.app`, handed on whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from checkin.attendance.turnout import Attendance
    from checkin.badging import Badging
    from checkin.desk import Desk
    from checkin.evenings import Evenings
    from checkin.lists.editing import Editor
    from checkin.lists.importing import Importer
    from checkin.model import Event
    from checkin.print_queue import PrintQueue
    from checkin.settings import SettingsFile
    from checkin.storage.database import Database


@dataclass(frozen=True, slots=True)
class Services:
    """The services of the core. `desk_of` makes the door of an evening; `clock` gives the time with its zone."""

    database: Database
    folder: Path
    settings: SettingsFile
    evenings: Evenings
    badging: Badging
    attendance: Attendance
    importer: Importer
    editor: Editor
    print_queue: PrintQueue
    desk_of: Callable[[Event], Desk]
    clock: Callable[[], datetime]
