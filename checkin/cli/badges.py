"""Badges out: sheets to a file or a printer, and blank ones."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from checkin.cli.badge_wishes import badging_of, bars, chosen_by, looks_of, placing_of, unread_lines
from checkin.cli.deciding import UnusableError
from checkin.cli.handing import Handing, queue_of
from checkin.files import refuse_unwritable

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from uuid import UUID

    from checkin.cli.context import Context
    from checkin.language import Language


def badges(context: Context, call: Namespace) -> int:
    """Print badges to a file, hand them to a printer, or both; the answer is no where a code could not be read."""
    try:
        return _print(context, call)
    except UnusableError as error:
        context.say(f"checkin: {error}")
        return 2


def blanks(context: Context, call: Namespace) -> int:
    """Print blank badges; the answer is no where a code could not be read."""
    from checkin.badging import BlankWords  # SQLAlchemy costs start-up time

    t, event, badging = context.language, context.event(call.event), badging_of(context)
    words = BlankWords(t.text("Badge {number}"), t.text("Blank badge"), t.text("Name"))
    refuse_unwritable(call.out)
    try:
        placing = placing_of(context, call, badging, (0.0, 0.0))
    except UnusableError as error:
        context.say(f"checkin: {error}")
        return 2
    with ExitStack() as stack:
        progress, checked = bars(context, stack, check=call.check)
        run = badging.print_blanks(
            event.id,
            call.count,
            call.out,
            template=call.template,
            words=words,
            cut_marks=call.cut_marks,
            looks=looks_of(call),
            placing=placing,
            event_date=t.day(event.starts),
            progress=progress,
            checked=checked,
            door=context.settings.current.door.name,
        )
    shape: dict[str, Any] = {"badges": run.badges, "pages": run.pages, "file": str(run.path)}
    if call.check:
        shape["unread"] = list(run.unread_blanks)
    lines = [
        t.text(
            "{badges} on {pages}: {file}",
            badges=t.plural("{n} blank badge", "{n} blank badges", run.badges),
            pages=t.plural("{n} page", "{n} pages", run.pages),
            file=run.path,
        )
    ]
    context.answer(shape, *lines, *unread_lines(t, call, [str(number) for number in run.unread_blanks]))
    return 1 if run.unread_blanks else 0


def _print(context: Context, call: Namespace) -> int:
    t, event, badging = context.language, context.event(call.event), badging_of(context)
    if not call.out and not call.printer:
        raise UnusableError(t.text("say where the badges go: --out F.pdf, --printer NAME, or both"))
    if call.paper and not call.printer:
        raise UnusableError(t.text("--paper is the paper of a printer: add --printer NAME"))
    if call.out:
        refuse_unwritable(call.out)
    layout = badging.template(call.template)
    handing = Handing.to(context, call.printer, call.paper, layout) if call.printer else None
    placing = placing_of(context, call, badging, handing.offset if handing else (0.0, 0.0))
    looks = looks_of(call)
    wishes: dict[str, Any] = {
        "template": call.template,
        "first_visit": t.text("first visit"),
        "event_date": t.day(event.starts),
        "cut_marks": call.cut_marks,
        "looks": looks,
        "placing": placing,
        "copies": call.copies,
    }
    pages, file = 0, None
    unread: tuple[UUID, ...] = ()
    jobs: list[dict[str, str]] = []
    with ExitStack() as stack:
        if handing is not None:
            stack.enter_context(queue_of(context).batch())
        chosen = chosen_by(context, call, event, badging)
        progress, checked = bars(context, stack, check=call.check)
        if call.out:
            # What goes to a printer is remembered when it comes out.
            run = badging.print_sheets(
                event.id,
                chosen,
                call.out,
                remember=handing is None,
                progress=progress,
                checked=checked,
                door=context.settings.current.door.name,
                **wishes,
            )
            pages, unread, file = run.pages, run.unread, run.path
        if handing is not None:
            again = None if call.out else progress
            sheets = badging.write_pages(
                event.id, chosen, handing.folder(stack), progress=again, checked=checked, **wishes
            )
            pages = pages or len(sheets) * (1 if call.back == "none" else 2)
            unread = tuple(dict.fromkeys(one for sheet in sheets for one in sheet.unread))
            jobs = handing.take(event, sheets, call.template)
    shape: dict[str, Any] = {
        "badges": len(chosen) * call.copies,
        "pages": pages,
        "file": str(file) if file else None,
    }
    if call.check:
        shape["unread"] = [str(attendee_id) for attendee_id in unread]
    if handing is not None:
        shape["jobs"] = jobs
    names = {a.id: a.full_name or t.text("Unnamed guest") for a in chosen}
    context.answer(
        shape,
        *_of_run(t, shape, call.printer, jobs),
        *unread_lines(t, call, [names[attendee_id] for attendee_id in unread]),
    )
    return 1 if unread else 0


def _of_run(t: Language, shape: dict[str, Any], printer: str | None, jobs: Sequence[dict[str, str]]) -> list[str]:
    """Return what was printed, as lines."""
    badges_, pages = shape["badges"], shape["pages"]
    if not badges_:
        return [t.text("There is no badge to print.")]
    how_many = t.plural("{n} badge", "{n} badges", badges_)
    on_pages = t.plural("{n} page", "{n} pages", pages)
    lines = []
    if shape["file"]:
        lines.append(t.text("{badges} on {pages}: {file}", badges=how_many, pages=on_pages, file=shape["file"]))
    if jobs:
        lines.append(t.text("{badges} on {pages} for {printer}", badges=how_many, pages=on_pages, printer=printer))
        waiting = sum(job["state"] != "printed" for job in jobs)
        if waiting:
            lines.append(
                t.plural(
                    "{n} page is on its way: `checkin queue --work` tells whether it came out",
                    "{n} pages are on their way: `checkin queue --work` tells whether they came out",
                    waiting,
                )
            )
    return lines
