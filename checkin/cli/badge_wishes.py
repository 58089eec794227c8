"""What a call asks of badges: whose, in which looks, where on their sheets."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from checkin.cli.context import Context, parse_id
from checkin.cli.deciding import UnusableError
from checkin.cli.progress import progress_bar
from checkin.errors import InvalidError, NotFoundError
from checkin.folding import fold

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence
    from contextlib import ExitStack
    from uuid import UUID

    from checkin.badges.looks import Looks
    from checkin.badges.sheets import Placing
    from checkin.badging import Badging
    from checkin.language import Language
    from checkin.model import Attendee, Event

    Progress = Callable[[int, int], None]


def chosen_by(context: Context, call: Namespace, event: Event, badging: Badging) -> list[Attendee]:
    """Return whose badges are asked for, in their order. Raises NotFoundError, InvalidError and UnusableError."""
    from checkin.badging import Order, Selection  # SQLAlchemy costs start-up time

    candidates = badging.candidates(event.id)
    chosen: frozenset[UUID] | None = None
    if call.attendee:
        chosen = frozenset(parse_id(text) for text in call.attendee)
        missing = chosen - {a.id for a in candidates}
        if missing:
            raise NotFoundError("attendee", str(min(missing)))
    return Selection(
        only_new=call.only_new,
        categories=_categories(context, call, candidates),
        since=_since(call, event),
        chosen=chosen,
        order=Order(call.order),
    ).of(candidates)


def _categories(context: Context, call: Namespace, candidates: Sequence[Attendee]) -> frozenset[str] | None:
    """Return the categories that are meant, as attendees spell them; accents and case do not matter."""
    if call.category is None:
        return None
    known = sorted({a.category for a in candidates})
    found: set[str] = set()
    for wanted in call.category:
        meant = [name for name in known if name == wanted or (wanted and fold(name) == fold(wanted) != "")]
        if not meant and wanted:
            t = context.language
            names = ", ".join(name for name in known if name) or t.text("none")
            raise UnusableError(t.text("nobody is “{category}”: there are {names}", category=wanted, names=names))
        found.update(meant)
    return frozenset(found)


def _since(call: Namespace, event: Event) -> datetime | None:
    if call.since is None:
        return None
    try:
        since = datetime.fromisoformat(call.since)
    except ValueError as error:
        raise InvalidError("starts", call.since) from error
    return since if since.tzinfo else since.replace(tzinfo=event.starts.tzinfo)


def looks_of(call: Namespace) -> Looks:
    """Return colours, logo and second code. Raises LogoError."""
    from checkin.badges.categories import Palette  # beside the imports below
    from checkin.badges.looks import Looks

    logo = None
    if call.logo:
        from checkin.badges.logos import read_logo  # Pillow and reportlab cost start-up time

        logo = read_logo(call.logo)
    return Looks(Palette(call.palette), logo, getattr(call, "profile_code", False))


def placing_of(context: Context, call: Namespace, badging: Badging, usual: tuple[float, float]) -> Placing:
    """Return where badges go on their sheets; `usual` is the offset that is remembered.

    Raises UnusableError, NotFoundError and TemplateError.
    """
    from checkin.badges.backs import Back  # reportlab costs start-up time
    from checkin.badges.sheets import Placing  # beside the import above

    layout = badging.template(call.template)
    if call.start >= layout.per_page:
        t, n = context.language, layout.per_page
        raise UnusableError(
            t.text("a sheet of {template} has {n} labels: give a --start below that", template=call.template, n=n)
        )
    right, down = usual if call.offset is None else call.offset
    return Placing(call.start, right, down, Back(getattr(call, "back", "none")))


def bars(context: Context, stack: ExitStack, *, check: bool) -> tuple[Progress, Progress | None]:
    """Return what is told of badges that are drawn, and of codes that are read again where that is wished."""
    t = context.language
    progress = stack.enter_context(progress_bar(t.text("badges"), hidden=context.as_json))
    checked = stack.enter_context(progress_bar(t.text("reading the codes"), hidden=context.as_json)) if check else None
    return progress, checked


def unread_lines(t: Language, call: Namespace, names: Sequence[str]) -> list[str]:
    """Return what the self-check found, in lines."""
    if not call.check:
        return []
    if not names:
        return [t.text("Every code was read again.")]
    return [t.text("These codes could not be read again, and count as not printed: {names}", names=", ".join(names))]


def badging_of(context: Context) -> Badging:
    """Return what prints badges, with the templates of the data folder."""
    from checkin.badges.templates import OWN_FOLDER  # reads files
    from checkin.badging import Badging  # SQLAlchemy costs start-up time

    return Badging(context.database, context.folder / OWN_FOLDER)
