"""The printers of this machine, and the badges that wait for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.cli.context import Context, parse_id
from checkin.cli.deciding import UnusableError
from checkin.cli.handing import printers_of, queue_of, work
from checkin.cli.shapes import moment

if TYPE_CHECKING:
    from argparse import Namespace

    from checkin.badges.printing import Paper
    from checkin.print_queue import PrintJob


def show_printers(context: Context, call: Namespace) -> int:  # noqa: ARG001 - every command has the same signature
    """Show the printers, how they are, and their papers."""
    from checkin.wording.printers import condition_words  # only these calls need it

    t = context.language
    try:
        printers = printers_of(context)
    except UnusableError as error:
        context.say(f"checkin: {error}")
        return 2
    shapes, lines = [], []
    for printer in printers.all():
        condition, papers = printers.condition(printer.name), printers.papers(printer.name)
        shapes.append(
            {
                "name": printer.name,
                "default": printer.is_default,
                "state": condition.state.name.lower(),
                "troubles": [trouble.value for trouble in condition.troubles],
                "papers": [
                    {"key": paper.key, "name": paper.name, "width": paper.width, "height": paper.height}
                    for paper in papers
                ],
            }
        )
        usual = [t.text("the usual one")] if printer.is_default else []
        lines.append(" · ".join([printer.name, condition_words(condition, t), *usual]))
        lines += [f"    {_paper_line(context, paper)}" for paper in papers]
    context.answer(shapes, *lines)
    if not shapes:
        context.say(t.text("This machine has no printer."))
    return 0


def queue(context: Context, call: Namespace) -> int:
    """Show what waits for a printer; decide about a page, and go on with the others, where that is asked for."""
    try:
        return _queue(context, call)
    except UnusableError as error:
        context.say(f"checkin: {error}")
        return 2


def _queue(context: Context, call: Namespace) -> int:
    t = context.language
    decided = call.again or call.came_out or call.drop
    if decided or call.work:
        printers_of(context)  # a page may have to be taken back from the system first
    waiting = queue_of(context)
    if call.again:
        waiting.again(parse_id(call.again))
    elif call.came_out:
        waiting.came_out(parse_id(call.came_out))
    elif call.drop:
        waiting.drop(parse_id(call.drop))
    if call.work:
        work(waiting)
    jobs = waiting.jobs()
    context.answer([_job_json(job) for job in jobs], *(_job_line(context, job) for job in jobs))
    if not jobs:
        context.say(t.text("No badge waits for a printer."))
    return 0


def _job_json(job: PrintJob) -> dict[str, Any]:
    return {
        "id": str(job.id),
        "printer": job.printer,
        "paper": job.paper,
        "template": job.template,
        "title": job.title,
        "badges": sum(copies for _, copies in job.badges) * job.copies,
        "names": list(job.names),
        "state": job.state.value,
        "fault": job.fault.value if job.fault else None,
        "made": moment(job.made),
    }


def _job_line(context: Context, job: PrintJob) -> str:
    from checkin.wording.printers import state_words  # only these calls need it

    who = context.language.all_of(job.names) if job.names else job.title
    return " · ".join(part for part in (str(job.id), job.printer, state_words(job, context.language), who) if part)


def _paper_line(context: Context, paper: Paper) -> str:
    from checkin.badges.printing import CUSTOM  # only these calls need it

    if paper.key == CUSTOM:
        size = context.language.text("as large as the page")
        return f"{paper.key} · {size}"
    return f"{paper.key} · {paper.name} · {paper.width:g} × {paper.height:g} mm"
