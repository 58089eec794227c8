"""The list on paper, and ticking it in afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checkin.cli.arguments import arguments, written
from checkin.cli.context import Context, now
from checkin.cli.door import verdict_line
from checkin.cli.progress import progress_bar
from checkin.cli.shapes import verdict_json
from checkin.model import ADMITTING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from checkin.language import Language


def add_paper_calls(add: Callable[..., ArgumentParser], language: Language) -> None:
    """Add the calls to the parser, `add` being its own way to."""
    text, name = language.text, written(language)
    call = add("paper-list", paper_list, text("write the list with codes and boxes to tick, for paper"), event=True)
    call.add_argument("--out", type=Path, required=True, metavar="F.pdf")

    call = add("tick", tick, text("let in who was ticked on paper"), event=True)
    entry = text("a code of the list on paper, or a name; several are answered one after the other")
    arguments(call, language).add_argument("entries", type=name, nargs="+", metavar="CODE", help=entry)
    call.add_argument("--at", type=name, default="", metavar="20:15", help=text("when they came (default: now)"))
    call.add_argument("--door", type=name, metavar="NAME", help=text("the name of this door"))


def paper_list(context: Context, call: Namespace) -> int:
    """Write the list on paper."""
    from checkin.attendance.paper_list import write_paper_list  # reportlab costs start-up time

    event = context.event(call.event)
    with context.database.reading() as repository:
        attendees = repository.attendees.of_event(event.id)
    t = context.language
    with progress_bar(t.text("the list on paper"), hidden=context.as_json) as progress:
        run = write_paper_list(event, attendees, call.out, t, at=now(), progress=progress)
    guests, pages = t.plural("{n} guest", "{n} guests", run.rows), t.plural("{n} page", "{n} pages", run.pages)
    context.answer(
        {"rows": run.rows, "pages": run.pages, "file": str(call.out)},
        t.text("{guests} on {pages}: {file}", guests=guests, pages=pages, file=call.out),
    )
    return 0


def tick(context: Context, call: Namespace) -> int:
    """Let in whom each entry means; what means nobody, or several, is said, and the others are let in all the same."""
    from checkin.attendance.paper_finding import PaperFinder  # NumPy costs start-up time
    from checkin.attendance.paper_times import TimeFault, paper_moment  # beside the import above
    from checkin.wording.paper import nobody_sentence, several_sentence, time_sentence  # only this call needs it

    t = context.language
    event = context.event(call.event)
    at = paper_moment(call.at, event, now())
    if isinstance(at, TimeFault):
        context.say(f"checkin: {time_sentence(at, call.at, event, t)}")
        return 2
    desk = context.desk(event, call.door)
    with context.database.reading() as repository:
        finder = PaperFinder(repository.attendees.of_event(event.id))
    is_whole = True
    for entry in call.entries:
        people = finder.meant(entry)
        if len(people) == 1:
            verdict = desk.admit_by_hand(people[0].id, at=at if call.at.strip() else None)
            context.answer(verdict_json(verdict), verdict_line(context, verdict))
            is_whole = is_whole and isinstance(verdict, ADMITTING)
        else:
            context.say(several_sentence(entry, people, t) if people else nobody_sentence(entry, t))
            is_whole = False
    return 0 if is_whole else 1
