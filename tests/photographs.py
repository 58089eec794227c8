"""Photographs of every page and every verdict, in both languages and every theme.

    python -m tests.photographs OUT [NAME...] [--size WxH]... [--scale N] [--theme THEME]... [--language CODE]...

A scene is a function that gets a `Studio` and leaves the window as it is to be photographed. Add yours to `SCENES`;
with names after OUT, only scenes whose name begins with one of them are taken. Sizes are in logical pixels; `--scale 2`
takes twice as many to the inch, as a screen at 200 % does. Pictures of one size go to OUT itself, of more to a folder
each.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TZ"] = "Europe/Paris"
if __name__ == "__main__" and "--scale" in sys.argv[:-1]:
    # Qt takes its scale from the environment, once, before there is an application.
    os.environ["QT_SCALE_FACTOR"] = sys.argv[sys.argv.index("--scale") + 1]

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from checkin.badges.categories import category_colour
from checkin.demo.sample import LIST
from tests.photographs_badges import SCENES as BADGE_SCENES
from tests.photographs_paper import SCENES as PAPER_SCENES
from tests.photographs_printing import SCENES as PRINTING_SCENES
from tests.photographs_printing import unplugged
from tests.ui import preview_lists
from tests.ui.cameras import badge_in_hand, no_camera
from tests.ui.evening import fill_evening
from tests.ui.rooms import Rooms
from ui.app import Program
from ui.attendees.page import AttendeesPage
from ui.events.page import EventsPage
from ui.main_window import MainWindow
from ui.page import Command
from ui.theme import Role
from ui.widgets.banner import Banner

LANGUAGES = ("en", "fr")
THEMES = ("light", "dark", "contrast")
USUAL = (1280, 720)
NOW = datetime(2026, 12, 3, 20, 41, tzinfo=timezone(timedelta(hours=1)))
PATIENCE = 8.0

CROWDED = Banner(
    Role.ADMITTED,
    "check",
    "BIENVENUE",
    "Marie-Antoinette de La Rochefoucauld-Doudeauville d’Estissac",
    handle="@marie-antoinette.de.la.rochefoucauld@mastodon.communaute-numerique.example",
    chip="Invitée d’honneur",
    chip_colour=category_colour("Invitée d’honneur"),
    organisation="Communauté d’agglomération de Quelque-Part-sur-Mer et des Pays de la Basse-Loire",
    lines=("12e visite, vue pour la dernière fois en septembre · 3 places",),
    strong="apporte le micro, le vidéoprojecteur et les rallonges\u00a0; arrive par la cour avec deux valises et un "
    "chien, ne mange ni noix ni gluten, parle à 21\u00a0h, et voudrait être assise près de la porte, merci",
    attention="Invitée d’honneur",
    cue="Première visite",
)
"""A name of 60 letters, a handle of 75, an organisation of 80 and a note of 200: the most that tests expect to fit."""


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
        self.patience = PATIENCE

    def type_code(self, text: str) -> None:
        """Type as a USB scanner does."""
        self.door.clerk.submit(text)
        self.settle()

    def settle(self) -> None:
        """Wait until all work in the background has come back."""
        deadline = time.monotonic() + self.patience
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


def crowded(studio: Studio) -> None:
    """As much as a list can say about one guest, with three buttons."""
    view = studio.door.view
    view.banner.show_banner(CROWDED, (view.undo, view.again, view.search_button))


def full(studio: Studio) -> None:
    """As many inside as there are places."""
    kit = studio.door.kit
    evenings = kit.services.evenings
    evenings.change(replace(evenings.current(), capacity=80))
    kit.notices.event_chosen.emit()
    studio.settle()
    walk_in(studio)


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


def volunteers(studio: Studio) -> None:
    """The laptop in the volunteers' hands, somebody let in."""
    lock = studio.door.kit.lock
    lock.set_pin("2468", lambda: None)
    studio.settle()
    studio.window.change_role()
    ready(studio)
    studio.type_code(studio.attendee("Ines").ticket_code)


def pin(studio: Studio) -> None:
    """The organiser's PIN is asked for."""
    volunteers(studio)
    studio.window.change_role()


def departed(studio: Studio) -> None:
    """Somebody has left."""
    studio.type_code(studio.attendee("Ines").ticket_code)
    studio.window.command(Command.LEFT)
    studio.settle()


def back(studio: Studio) -> None:
    """Somebody is back."""
    departed(studio)
    studio.clock.now += timedelta(minutes=17)
    studio.type_code(studio.attendee("Ines").ticket_code)


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


def attendees_edit(studio: Studio) -> None:
    """A line that is being put right."""
    page = studio.window.go_to("attendees")
    assert isinstance(page, AttendeesPage)
    studio.settle()
    page.table.select_rows([2])
    studio.window.command(Command.WALK_IN)
    studio.settle()


def attendees_edit_wrong(studio: Studio) -> None:
    """The same, with an address that is none."""
    attendees_edit(studio)
    page = studio.window.go_to("attendees")
    assert isinstance(page, AttendeesPage)
    page.form.lines["email"].setText("ines chez example.org")
    page.form.submitted.emit()
    studio.settle()


def attendees_edit_unsaved(studio: Studio) -> None:
    """Esc where something was typed."""
    attendees_edit(studio)
    page = studio.window.go_to("attendees")
    assert isinstance(page, AttendeesPage)
    page.form.lines["note"].setText("vient avec son accordéon")
    studio.window.command(Command.CANCEL)


def attendees_loaded(studio: Studio) -> None:
    """A list that was just loaded into an evening of its own: nobody has come yet."""
    kit = studio.door.kit
    kit.services.evenings.add("Apéro #27", NOW + timedelta(days=28))
    kit.notices.event_chosen.emit()
    attendees_import(studio)
    page = studio.window.go_to("attendees")
    assert isinstance(page, AttendeesPage)
    page.panel.load()
    # The list, then what can be taken back, each in the background.
    studio.settle()
    studio.settle()


def attendees_take_back(studio: Studio) -> None:
    """The same list, about to be taken back."""
    attendees_loaded(studio)
    studio.window.toast.hide()
    studio.window.command(Command.UNDO)


def attendees_taken_back(studio: Studio) -> None:
    """The same list, taken back."""
    attendees_take_back(studio)
    page = studio.window.go_to("attendees")
    assert isinstance(page, AttendeesPage)
    page.last.confirm()
    studio.settle()
    studio.settle()


def evenings_new(studio: Studio) -> None:
    """An evening that follows the last one."""
    page = studio.window.go_to("events")
    assert isinstance(page, EventsPage)
    studio.settle()
    page.begin_new()


def previewed(path: Callable[[Path], Path], *keys: str) -> Callable[[Studio], None]:
    """Return the scene that previews a list, after some keys; `F2` and `Enter` go where the keyboard is."""

    def show(studio: Studio) -> None:
        page = studio.window.go_to("attendees")
        assert isinstance(page, AttendeesPage)
        studio.settle()
        page.open_list(path(page.kit.services.folder))
        studio.settle()
        for key in keys:
            press(studio, key)

    return show


def press(studio: Studio, key: str) -> None:
    """Press a key where the keyboard is."""
    held, _, name = key.rpartition("+")
    modifier = Qt.KeyboardModifier.ControlModifier if held else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(QApplication.focusWidget() or studio.window, Qt.Key[f"Key_{name}"], modifier)
    studio.settle()


def preview_doubts(studio: Studio) -> None:
    """A list of the next evening, with people who may have come before."""
    page = studio.window.go_to("attendees")
    kit = page.kit
    kit.services.evenings.add(page.text("Our evening"), NOW + timedelta(days=30))
    kit.notices.event_chosen.emit()
    studio.settle()
    previewed(preview_lists.acquainted, "Ctrl+D", "Return")(studio)


def preview_missing(studio: Studio) -> None:
    """The next export of a list, with some people gone from it."""
    page = studio.window.go_to("attendees")
    assert isinstance(page, AttendeesPage)
    previewed(preview_lists.troubled)(studio)
    page.panel.load()
    studio.settle()
    studio.settle()
    previewed(preview_lists.shorter)(studio)


def preview_progress(studio: Studio) -> None:
    """A long list while it is read."""
    page = studio.window.go_to("attendees")
    assert isinstance(page, AttendeesPage)
    studio.settle()
    page.open_list(preview_lists.many(page.kit.services.folder, 140_000))
    deadline = time.monotonic() + PATIENCE
    while "140" not in page.panel.progress and time.monotonic() < deadline:
        QApplication.processEvents()
    studio.patience = 0.0


SCENES: dict[str, Callable[[Studio], None]] = {
    "first-run": first_run,
    "door-ready": ready,
    "door-admitted": admitted,
    "door-crowded": crowded,
    "door-full": full,
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
    "door-volunteers": volunteers,
    "door-pin": pin,
    "door-left": departed,
    "door-back": back,
    "door-no-camera": ready,
    "attendees": page("attendees"),
    "attendees-import": attendees_import,
    "attendees-problems": attendees_problems,
    "attendees-selected": attendees_selected,
    **BADGE_SCENES,
    "turnout": page("turnout"),
    "evenings": page("events"),
    "evenings-new": evenings_new,
    "settings": page("settings"),
    "preview-problems": previewed(preview_lists.troubled, "Ctrl+L"),
    "preview-fix": previewed(preview_lists.troubled, "Ctrl+L", "Down", "Down", "F2"),
    "preview-fix-error": previewed(preview_lists.troubled, "Ctrl+L", "Down", "Down", "F2", "X", "Return"),
    "preview-withheld": previewed(preview_lists.troubled, "Ctrl+L", "F2"),
    "preview-columns": previewed(preview_lists.fourteen_columns, "Ctrl+K"),
    "preview-columns-300": previewed(preview_lists.wide, "Ctrl+K"),
    "preview-columns-choice": previewed(preview_lists.fourteen_columns, "Ctrl+K", "Down", "Return"),
    "preview-sheets": previewed(preview_lists.two_sheets),
    "preview-doubts": preview_doubts,
    "preview-missing": preview_missing,
    "preview-progress": preview_progress,
    "preview-error": previewed(preview_lists.nobody),
    "attendees-edit": attendees_edit,
    "attendees-edit-wrong": attendees_edit_wrong,
    "attendees-edit-unsaved": attendees_edit_unsaved,
    "attendees-loaded": attendees_loaded,
    "attendees-take-back": attendees_take_back,
    "attendees-taken-back": attendees_taken_back,
    **PRINTING_SCENES,
    **PAPER_SCENES,
}


@contextmanager
def open_studio(
    application: QApplication, scene: str, language: str, theme: str, size: tuple[int, int]
) -> Iterator[Studio]:
    """Open a window on a new evening, or on none for the first-run page."""
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock()
        program = Program(application, Path(folder), clock=clock, printers=unplugged())
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


def photograph(
    folder: Path,
    names: tuple[str, ...] = (),
    size: tuple[int, int] = USUAL,
    themes: tuple[str, ...] = THEMES,
    languages: tuple[str, ...] = LANGUAGES,
) -> list[Path]:
    """Take the pictures and return where they are."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    for name, scene in SCENES.items():
        if names and not name.startswith(names):
            continue
        for language in languages:
            for theme in themes:
                with open_studio(application, name, language, theme, size) as studio:
                    scene(studio)
                    studio.settle()
                    time.sleep(0.15)
                    studio.settle()
                    path = folder / f"{name}-{theme}-{language}.png"
                    studio.window.grab().save(str(path))
                    taken.append(path)
    return taken


def size_of(text: str) -> tuple[int, int]:
    """Read a size as `1280x720`; raises ValueError where it is none."""
    width, height = text.lower().split("x")
    return int(width), int(height)


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line."""
    made = argparse.ArgumentParser(prog="tests.photographs", description="Photographs of the window.")
    made.add_argument("folder", type=Path, metavar="OUT")
    made.add_argument("names", nargs="*", metavar="NAME", help="beginnings of scenes' names")
    made.add_argument("--size", type=size_of, action="append", metavar="WxH", help="in logical pixels; may be repeated")
    made.add_argument("--scale", type=float, default=1.0, help="pixels to a logical pixel; 2 is 200 %%")
    made.add_argument("--theme", choices=THEMES, action="append")
    made.add_argument("--language", choices=LANGUAGES, action="append")
    return made


def main(arguments: list[str]) -> None:
    """Take what the command line asks for."""
    wanted = parser().parse_intermixed_args(arguments)
    sizes = wanted.size or [USUAL]
    for size in sizes:
        folder = wanted.folder if len(sizes) == 1 else wanted.folder / f"{size[0]}x{size[1]}"
        themes, languages = tuple(wanted.theme or THEMES), tuple(wanted.language or LANGUAGES)
        for picture in photograph(folder, tuple(wanted.names), size, themes, languages):
            print(picture)  # noqa: T201 - the pictures are this script's answer


if __name__ == "__main__":
    main(sys.argv[1:])
