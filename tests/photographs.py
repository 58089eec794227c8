"""Photographs of every page and every verdict, in both languages and both themes.

    python -m tests.photographs OUT [NAME...]

A scene is a function that gets a `Studio` and leaves the window as it is to be photographed. Add yours to `SCENES`;
with names after OUT, only scenes whose name begins with one of them are taken.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TZ"] = "Europe/Paris"

from PySide6.QtWidgets import QApplication

from checkin.demo.sample import LIST
from tests.ui.cameras import badge_in_hand, no_camera
from tests.ui.evening import fill_evening
from tests.ui.rooms import Rooms
from ui.app import Program
from ui.attendees.page import AttendeesPage
from ui.badges.page import BadgesPage
from ui.events.page import EventsPage
from ui.main_window import MainWindow
from ui.page import Command

LANGUAGES = ("en", "fr")
THEMES = ("light", "dark")
NOW = datetime(2026, 12, 3, 20, 41, tzinfo=timezone(timedelta(hours=1)))
PATIENCE = 8.0


class Clock:
    """A clock that stands still until a scene moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now


class Studio(Rooms):
    """A window on an invented evening, and the hands to work it."""

    def __init__(self, program: Program, window: MainWindow, tokens: dict[str, str], clock: Clock) -> None:
        self.program = program
        self.window = window
        self.tokens = tokens
        self.clock = clock

    def type_code(self, text: str) -> None:
        """Type as a USB scanner does."""
        self.door.clerk.submit(text)
        self.settle()

    def settle(self) -> None:
        """Wait until all work in the background has come back."""
        deadline = time.monotonic() + PATIENCE
        background = self.program.background
        while time.monotonic() < deadline:
            QApplication.processEvents()
            if background is None or not background.is_busy:
                break
            time.sleep(0.005)
        QApplication.processEvents()


def first_run(studio: Studio) -> None:
    """Nothing yet."""
    studio.window.go_to("first_run")


def ready(studio: Studio) -> None:
    """The door, before the next guest."""
    studio.door.view.camera.setFocus()


def admitted(studio: Studio) -> None:
    """A regular with a note."""
    studio.type_code(studio.attendee("Maelle Kervella").ticket_code)


def first_visit(studio: Studio) -> None:
    """Somebody new, with a long name."""
    studio.type_code(studio.attendee("Eleonore").ticket_code)


def already(studio: Studio) -> None:
    """The same ticket again."""
    code = studio.attendee("Ines").ticket_code
    studio.type_code(code)
    studio.clock.now += timedelta(minutes=29)
    studio.type_code(code)


def cancelled(studio: Studio) -> None:
    """A ticket that was cancelled."""
    studio.type_code(studio.attendee("Titouan").ticket_code)


def unlisted(studio: Studio) -> None:
    """A genuine badge whose name another laptop has."""
    studio.type_code(studio.tokens["unlisted"])


def wrong_event(studio: Studio) -> None:
    """A badge of the evening before."""
    studio.type_code(studio.tokens["wrong_event"])


def revoked(studio: Studio) -> None:
    """A badge that was declared lost."""
    studio.type_code(studio.tokens["revoked"])


def forged(studio: Studio) -> None:
    """A badge that nobody signed."""
    studio.type_code(studio.tokens["forged"])


def unknown(studio: Studio) -> None:
    """A ticket like ours."""
    studio.type_code("HA-99999")


def not_a_badge(studio: Studio) -> None:
    """Something else."""
    studio.type_code("https://example.org/beer")


def taken_back(studio: Studio) -> None:
    """An arrival that was undone."""
    admitted(studio)
    studio.window.command(Command.UNDO)
    studio.settle()


def search(studio: Studio) -> None:
    """Hits as somebody types."""
    line = studio.door.view.field.line
    line.setText("kerv")
    line.textEdited.emit("kerv")
    studio.settle()


def search_in_vain(studio: Studio) -> None:
    """Nobody of that name."""
    line = studio.door.view.field.line
    line.setText("zzyzx")
    line.textEdited.emit("zzyzx")
    studio.settle()


def walk_in(studio: Studio) -> None:
    """The panel, with a likely double."""
    studio.window.command(Command.WALK_IN)
    panel = studio.door.view.walk_in
    panel.given.setText("Gwenaelle")
    panel.family.setText("Le Goff")
    panel.family.setFocus()
    studio.door.clerk.offer(panel.walk_in())
    studio.settle()


def lamp(studio: Studio) -> None:
    """The free area lights the badge."""
    admitted(studio)
    studio.window.command(Command.LAMP)


def page(key: str) -> Callable[[Studio], None]:
    """Return the scene that only shows a page."""

    def show(studio: Studio) -> None:
        studio.window.go_to(key)
        studio.settle()

    return show


def attendees_import(studio: Studio) -> None:
    """A list that is previewed: some known, some changed, with what to look at."""
    page = studio.window.go_to("attendees")
    assert isinstance(page, AttendeesPage)
    studio.settle()
    page.open_list(LIST)
    studio.settle()


def attendees_problems(studio: Studio) -> None:
    """The same, with the rows to look at open."""
    attendees_import(studio)
    page = studio.window.go_to("attendees")
    assert isinstance(page, AttendeesPage)
    page.panel.toggle_problems()


def attendees_selected(studio: Studio) -> None:
    """A few rows that can be let in, or taken back."""
    page = studio.window.go_to("attendees")
    assert isinstance(page, AttendeesPage)
    studio.settle()
    page.table.select_rows([2, 3, 4, 5])


def badges(studio: Studio) -> None:
    """The first sheet of everybody's badges."""
    page = studio.window.go_to("badges")
    assert isinstance(page, BadgesPage)
    deadline = time.monotonic() + PATIENCE
    while not page.paper.has_picture and time.monotonic() < deadline:
        studio.settle()
        time.sleep(0.01)


def evenings_new(studio: Studio) -> None:
    """An evening that follows the last one."""
    page = studio.window.go_to("events")
    assert isinstance(page, EventsPage)
    studio.settle()
    page.begin_new()


SCENES: dict[str, Callable[[Studio], None]] = {
    "first-run": first_run,
    "door-ready": ready,
    "door-admitted": admitted,
    "door-first-visit": first_visit,
    "door-already": already,
    "door-unlisted": unlisted,
    "door-cancelled": cancelled,
    "door-wrong-event": wrong_event,
    "door-revoked": revoked,
    "door-forged": forged,
    "door-unknown": unknown,
    "door-not-a-badge": not_a_badge,
    "door-taken-back": taken_back,
    "door-search": search,
    "door-search-in-vain": search_in_vain,
    "door-walk-in": walk_in,
    "door-lamp": lamp,
    "door-no-camera": ready,
    "attendees": page("attendees"),
    "attendees-import": attendees_import,
    "attendees-problems": attendees_problems,
    "attendees-selected": attendees_selected,
    "badges": badges,
    "turnout": page("turnout"),
    "evenings": page("events"),
    "evenings-new": evenings_new,
    "settings": page("settings"),
}


@contextmanager
def open_studio(
    application: QApplication, scene: str, language: str, theme: str, size: tuple[int, int]
) -> Iterator[Studio]:
    """Open a window on a new evening, or on none for the first-run page."""
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock()
        program = Program(application, Path(folder), clock=clock)
        camera = no_camera() if scene in ("door-no-camera", "first-run") else badge_in_hand("HA-10002")
        tokens: dict[str, str] = {}
        if scene != "first-run":
            tokens = fill_evening(Path(folder), NOW, language)
        program.open(lambda _source: camera)
        program.theme.choose(theme)
        program.translations.choose(language)
        window = program.window
        assert isinstance(window, MainWindow)
        window.resize(*size)
        studio = Studio(program, window, tokens, clock)
        try:
            studio.settle()
            yield studio
        finally:
            window.close()
            program.close()
            QApplication.processEvents()


def photograph(folder: Path, names: tuple[str, ...] = (), size: tuple[int, int] = (1280, 720)) -> list[Path]:
    """Take the pictures and return where they are."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    for name, scene in SCENES.items():
        if names and not name.startswith(names):
            continue
        for language in LANGUAGES:
            for theme in THEMES:
                with open_studio(application, name, language, theme, size) as studio:
                    scene(studio)
                    studio.settle()
                    time.sleep(0.15)
                    studio.settle()
                    path = folder / f"{name}-{theme}-{language}.png"
                    studio.window.grab().save(str(path))
                    taken.append(path)
    return taken


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for picture in photograph(Path(sys.argv[1]), tuple(sys.argv[2:])):
        print(picture)  # noqa: T201 - the pictures are this script's answer
