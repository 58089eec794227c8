"""The list in: loading one, taking it back, and putting single attendees right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.cli.context import Context, parse_id
from checkin.cli.deciding import UnusableError, choices_of, decisions_of, refuse_another_sheet
from checkin.cli.progress import progress_bar
from checkin.cli.shapes import attendee_json, listed_json
from checkin.wording import problem_sentence

if TYPE_CHECKING:
    from argparse import Namespace

    from checkin.lists.importing import ImportPlan
    from checkin.lists.listed import Problem

EDITABLE = {
    "given": "given_name",
    "family": "family_name",
    "email": "email",
    "handle": "handle",
    "organisation": "organisation",
    "category": "category",
    "ticket_code": "ticket_code",
    "places": "places",
    "note": "note",
    "status": "status",
}
"""The options of `checkin edit`, and the fields that they change."""


def import_list(context: Context, call: Namespace) -> int:
    """Load an attendee list, say what loading it would change, or take the last one back."""
    try:
        if call.take_back:
            return _take_back(context, call)
        return _load(context, call)
    except UnusableError as error:
        context.say(f"checkin: {error}")
        return 2


def edit(context: Context, call: Namespace) -> int:
    """Put one attendee right by hand."""
    from checkin.lists.editing import Editor  # readers cost start-up time

    given = {field: getattr(call, option) for option, field in EDITABLE.items() if getattr(call, option) is not None}
    if not given:
        context.say(f"checkin: {context.language.text('say what to change, such as --given or --status')}")
        return 2
    attendee = Editor(context.database).change(parse_id(call.attendee), **given)
    name = attendee.full_name or context.language.text("Unnamed guest")
    context.answer(
        attendee_json(attendee), context.language.text("{name}: changed, and kept by later lists", name=name)
    )
    return 0


def _take_back(context: Context, call: Namespace) -> int:
    from checkin.lists.importing import Importer  # readers cost start-up time

    t = context.language
    if call.file is not None or call.dry_run:
        raise UnusableError(t.text("--take-back goes alone: it takes the last list back, whatever its file"))
    done = Importer(context.database).take_back(context.event(call.event).id)
    summary = t.text(
        "{file} is taken back: {removed} removed, {restored} as before, {kept} kept",
        file=done.file,
        removed=done.removed,
        restored=done.restored,
        kept=done.kept,
    )
    shape = {"file": done.file, "removed": done.removed, "restored": done.restored, "kept": done.kept}
    context.answer(shape, summary)
    return 0


def _load(context: Context, call: Namespace) -> int:
    from checkin.lists.importing import Change, Importer  # readers cost start-up time

    t = context.language
    if call.file is None:
        raise UnusableError(t.text("name the file to load, or give --take-back"))
    event = context.event(call.event)
    importer = Importer(context.database)
    with progress_bar(t.text("reading"), hidden=context.as_json) as report:
        plan = importer.preview(
            event.id, call.file, choices=choices_of(context, call, importer, event.id), report=report
        )
    refuse_another_sheet(context, call, plan)
    decisions = decisions_of(context, call, plan)
    if call.dry_run:
        plan = importer.review(event.id, plan.list, decisions)
    else:
        with progress_bar(t.text("loading"), hidden=context.as_json) as report:
            plan = importer.apply(event.id, plan.list, decisions=decisions, report=report)
    problems = [(p.row, p.kind.value, _message(context, plan, p)) for p in plan.problems]
    shape: dict[str, Any] = {
        "file": str(call.file),
        "platform": plan.list.platform,
        "added": plan.count(Change.ADDED),
        "updated": plan.count(Change.UPDATED),
        "unchanged": plan.count(Change.UNCHANGED),
        "cancelled": plan.cancelled + (len(plan.missing) if call.cancel_missing else 0),
        "problems": [{"row": row, "kind": kind, "message": message} for row, kind, message in problems],
    }
    if call.dry_run:
        shape["attendees"] = [listed_json(row.record, row.listed.row) for row in plan.rows]
    summary = t.text(
        "{file}: {added} added, {updated} updated, {unchanged} unchanged, {cancelled} cancelled",
        file=call.file.name,
        added=shape["added"],
        updated=shape["updated"],
        unchanged=shape["unchanged"],
        cancelled=shape["cancelled"],
    )
    lines = [t.text("row {row}: {message}", row=row, message=m) if row else m for row, _, m in problems]
    if plan.missing:
        lines.append(_of_missing(context, call, len(plan.missing)))
    if call.dry_run:
        lines.append(t.text("Nothing was changed: this was a dry run."))
    context.answer(shape, summary, *lines)
    return 0


def _of_missing(context: Context, call: Namespace, count: int) -> str:
    t = context.language
    if call.cancel_missing:
        return t.plural(
            "{n} person of the last list is not in this one: cancelled",
            "{n} people of the last list are not in this one: cancelled",
            count,
        )
    return t.plural(
        "{n} person of the last list is not in this one, and stays (--cancel-missing cancels them)",
        "{n} people of the last list are not in this one, and stay (--cancel-missing cancels them)",
        count,
    )


def _message(context: Context, plan: ImportPlan, problem: Problem) -> str:
    from checkin.lists.listed import ProblemKind  # readers cost start-up time

    message = problem_sentence(problem, context.language)
    if problem.kind is not ProblemKind.MAYBE_KNOWN:
        return message
    person = next(doubt.person for doubt in plan.doubts if doubt.row == problem.row)
    return f"{message} {context.language.text('The same: --join {row}={id}', row=problem.row, id=person.id)}"
