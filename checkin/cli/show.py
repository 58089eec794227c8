"""`checkin` opens the window; `checkin demo` runs the main job on the sample evening and says so in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.cli.context import Context, now
from checkin.cli.door import say_how_to_add_pyzbar
from checkin.cli.progress import progress_bar
from checkin.model import Answer

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from checkin.demo.evening import DemoReport

DATA = "data"


class _Bars:
    """Each step of the demonstration as a progress bar."""

    def __init__(self, context: Context) -> None:
        t = context.language
        self._names = {
            "badges": t.text("printing the badges"),
            "video": t.text("holding them up"),
            "scan": t.text("scanning"),
        }
        self._hidden = context.as_json

    def progress(self, step: str) -> AbstractContextManager[Callable[[int, int], None]]:
        """Show one step."""
        return progress_bar(self._names[step], hidden=self._hidden)


def window(context: Context, call: Namespace) -> int:  # noqa: ARG001 - every command has the same signature
    """Open the window."""
    return context.show_window(context.folder, context.database_url)


def demo(context: Context, call: Namespace) -> int:
    """Run the demonstration; the answer is no where a badge was not admitted once."""
    from checkin.demo.evening import Demo  # it loads every part of the program
    from checkin.settings import SettingsFile  # beside the imports around it
    from checkin.storage.backups import set_aside  # SQLAlchemy costs start-up time
    from checkin.storage.database import FILE_NAME, open_database  # beside the import above

    # A store of its own. What is there is set aside: it may be an organiser's evenings, and not the last demonstration.
    folder = call.out / DATA
    set_aside(folder / FILE_NAME, folder, "before-demo")
    database = open_database(folder)
    say_how_to_add_pyzbar(context)
    try:
        report = Demo(database, SettingsFile(folder), context.language, call.out, now).run(_Bars(context))
    finally:
        database.close()
    shape = {
        "attendees": report.attendees,
        "badges": report.badges,
        "scanned": len(report.verdicts),
        "admitted": report.admitted,
        "already_arrived": report.answers[Answer.ALREADY_ARRIVED],
        "forged": report.answers[Answer.FORGED],
        "cancelled": report.answers[Answer.CANCELLED],
        "walk_ins": 1,
        "files": [str(path) for path in report.files],
    }
    context.answer(shape, *_lines(context, report))
    if not report.is_right:
        context.say(context.language.text("Not every badge was admitted once: this is a bug, please report it."))
        return 1
    if call.window:
        return context.show_window(folder)
    return 0


def _lines(context: Context, report: DemoReport) -> list[str]:
    t = context.language
    event = report.event
    when = f"{t.day(event.starts)}, {t.time(event.starts)}"
    return [
        f"{event.title} · {when} · {event.venue}",
        t.text("{n} people on the list, one of them cancelled since", n=report.attendees),
        t.text("{n} badges printed", n=report.badges),
        t.text("{n} presentations read from the door video", n=len(report.verdicts)),
        t.text("{n} admitted, each once", n=report.admitted),
        t.text(
            "{already} already here, {forged} forged and {cancelled} cancelled turned away",
            already=report.answers[Answer.ALREADY_ARRIVED],
            forged=report.answers[Answer.FORGED],
            cancelled=report.answers[Answer.CANCELLED],
        ),
        t.text("one walk-in registered, admitted and badged: {name}", name=report.walk_in.attendee.full_name),
        "",
        *(str(path) for path in report.files),
        "",
        t.text("See it in the window: checkin --data {folder}", folder=report.files[0].parent / DATA),
    ]
