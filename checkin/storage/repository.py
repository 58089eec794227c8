"""One transaction's view of the store: evenings, attendees, badges, the journal, the lists and what is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.storage.attendees import Attendees
from checkin.storage.badges import Badges
from checkin.storage.events import Events
from checkin.storage.imports import Imports
from checkin.storage.journal import Journal
from checkin.storage.print_jobs import PrintJobs
from checkin.storage.visits import Visits

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Repository:
    """What a transaction reads and writes; hands out values, never rows or the session."""

    def __init__(self, session: Session) -> None:
        self.events = Events(session)
        self.badges = Badges(session)
        self.journal = Journal(session)
        self.attendees = Attendees(session, self.journal, self.badges)
        self.imports = Imports(session)
        self.print_jobs = PrintJobs(session)
        self.visits = Visits(session)
