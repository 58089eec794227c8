"""The demonstration: list in, badges out, scans from a door video, a walk-in, the sheets.

Every part is the real one: the store is a file, the badges are a PDF, the frames come through the camera code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from checkin.attendance.sheets import write_attendance
from checkin.attendance.turnout import Attendance
from checkin.badges import tokens
from checkin.badging import Badging
from checkin.demo.film import cut_badges, forged_badge
from checkin.demo.sample import CANCELLATION, LIST, add_sample_evening
from checkin.desk import Desk, WalkIn
from checkin.evenings import Evenings
from checkin.lists.importing import Change, Importer
from checkin.lists.reading import read_list
from checkin.model import Admitted, Answer, Event, Means, Verdict
from checkin.scanning.camera import open_camera
from checkin.scanning.decoder import Decoder
from checkin.scanning.rehearsal import render_door_video
from checkin.scanning.scanner import Presented, ScanSettings, SeenFrame, scan
from checkin.scanning.sources import VideoFile

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from checkin.language import Language
    from checkin.model import Attendee
    from checkin.settings import SettingsFile
    from checkin.storage.database import Database

TEMPLATE = "badge-86x54"
WALK_IN = WalkIn("Léo", "Fontaine", email="leo.fontaine@example.org", handle="@leof", category="Membre")

Progress = Callable[[int, int], None]


class Steps(Protocol):
    """Where the demonstration says what it is doing; the steps are named, not worded."""

    def progress(self, step: str) -> AbstractContextManager[Progress]:
        """Show how far a step is: `badges`, `video`, or `scan`."""
        ...


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What the demonstration did."""

    event: Event
    attendees: int
    badges: int
    verdicts: tuple[Verdict, ...]
    walk_in: Admitted
    files: tuple[Path, ...]

    @property
    def admitted(self) -> int:
        """How many guests the scans let in."""
        return self.answers[Answer.ADMITTED]

    @property
    def answers(self) -> Counter[Answer]:
        """How often each verdict was given."""
        return Counter(verdict.answer for verdict in self.verdicts)

    @property
    def is_right(self) -> bool:
        """Tell whether every badge was admitted once, and the three that must not be were refused."""
        admitted = [verdict.attendee.id for verdict in self.verdicts if isinstance(verdict, Admitted)]
        others = {Answer.ALREADY_ARRIVED: 1, Answer.FORGED: 1, Answer.CANCELLED: 1}
        rest = {answer: n for answer, n in self.answers.items() if answer is not Answer.ADMITTED}
        return len(set(admitted)) == len(admitted) == self.badges and rest == others


class Demo:
    """Runs the demonstration in a store of its own; the files go to `out`."""

    def __init__(
        self, database: Database, settings: SettingsFile, language: Language, out: Path, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._settings = settings
        self._language = language
        self._out = out
        self._clock = clock
        self._badging = Badging(database)

    def run(self, steps: Steps) -> DemoReport:
        """Run it; raises CheckinErrors of its parts."""
        event = add_sample_evening(Evenings(self._database, self._settings), self._language, self._clock())
        importer = Importer(self._database)
        loaded = importer.apply(event.id, read_list(LIST))
        changed = importer.preview(event.id, CANCELLATION)
        gone = {row.record.id for row in changed.rows if row.change is Change.UPDATED}
        # Printed last week, before its guest cancelled.
        cancelling = [a for a in self._badging.candidates(event.id) if a.id in gone]
        early = self._print(event, cancelling, "badge-cancelled.pdf")
        importer.apply(event.id, changed.list)

        guests = self._badging.candidates(event.id)
        with steps.progress("badges") as progress:
            sheets = self._print(event, guests, "badges.pdf", progress)
        film, frames = self._film(event, sheets, len(guests), early, steps)
        desk = Desk(self._database, event.id, self._settings.current.door, self._clock)
        verdicts = self._scan(film, frames, desk, steps)

        walk_in = desk.register_walk_in(WALK_IN)
        badge = self._print(event, [walk_in.attendee], "badge-walk-in.pdf")
        turnout = Attendance(self._database).turnout(event.id)
        attendance = [self._out / f"attendance.{ending}" for ending in ("csv", "xlsx", "pdf")]
        for path in attendance:
            write_attendance(turnout, path, self._language)
        return DemoReport(
            event=event,
            attendees=len(loaded.rows),
            badges=len(guests),
            verdicts=tuple(verdicts),
            walk_in=walk_in,
            files=(sheets, film, badge, *attendance),
        )

    def _print(self, event: Event, guests: list[Attendee], name: str, progress: Progress | None = None) -> Path:
        mark = self._language.text("first visit")
        path = self._out / name
        self._badging.print_sheets(event.id, guests, path, template=TEMPLATE, first_visit=mark, progress=progress)
        return path

    def _film(self, event: Event, sheets: Path, count: int, early: Path, steps: Steps) -> tuple[Path, int]:
        """Hold up every badge, then one of them again, a forgery, and the badge of the guest who cancelled."""
        pictures = list(cut_badges(sheets, count))
        stranger = tokens.sign(tokens.new_key(), tokens.event_tag(event.id), tokens.new_badge_id())
        pictures += [
            pictures[0],
            forged_badge(self._out / "badge-forged.pdf", stranger, event.title, "Léo Contrefaçon"),
            *cut_badges(early, 1),
        ]
        film = self._out / "door.avi"
        with steps.progress("video") as progress:
            absence = self._settings.current.absent_after
            frames = render_door_video(pictures, film, progress=progress, absent_after=absence)
        return film, frames

    def _scan(self, film: Path, frames: int, desk: Desk, steps: Steps) -> list[Verdict]:
        settings = ScanSettings(absent_after=self._settings.current.absent_after)
        verdicts = []
        with steps.progress("scan") as progress, open_camera(VideoFile(film)) as camera:
            for happening in scan(camera, Decoder(), lambda text: desk.admit(text, Means.CAMERA), settings):
                match happening:
                    case Presented(verdict=verdict):
                        verdicts.append(verdict)
                    case SeenFrame(frame=frame):
                        progress(frame.index + 1, frames)
                    case _:
                        pass
        return verdicts
