"""What is said of a run that is done: into a file, or to a printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.badges.writing import Sent
from ui.theme import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from uuid import UUID

    from checkin.badging import BadgeRun
    from checkin.language import Language
    from checkin.model import Attendee

_NAMED = 3
"""How many names a line at the foot has room for."""


def file_line(run: BadgeRun, attendees: Collection[Attendee], language: Language) -> tuple[str, Role]:
    """Return what came of a run that wrote a file, and its role: whose code could not be read again comes first."""
    file = run.path.name if run.path else ""
    pages = language.plural("on {n} page", "on {n} pages", run.pages)
    said = language.plural(
        "{n} badge {pages}: {file}", "{n} badges {pages}: {file}", run.badges, pages=pages, file=file
    )
    unread = tuple(dict.fromkeys(run.unread))
    if not unread:
        return said, Role.ADMITTED
    trouble = language.plural(
        "{n} code could not be read again, and that badge counts as not printed: {names}.",
        "{n} codes could not be read again, and those badges count as not printed: {names}.",
        len(unread),
        names=_names(unread, attendees, language),
    )
    return f"{trouble} {said}", Role.ALREADY


def sent_line(sent: Sent, attendees: Collection[Attendee], language: Language) -> tuple[str, Role]:
    """Return what came of a run that went to a printer, and its role: what was not sent comes first."""
    said = language.plural(
        "{n} badge sent to {printer}", "{n} badges sent to {printer}", sent.badges, printer=sent.printer
    )
    if not sent.unread:
        return said, Role.ADMITTED
    names = _names(sent.unread, attendees, language)
    trouble = language.plural(
        "{n} badge was not sent, since a code on its page could not be read again: {names}.",
        "{n} badges were not sent, since a code on their page could not be read again: {names}.",
        sent.held,
        names=names,
    )
    return (f"{trouble} {said}" if sent.badges else trouble), Role.ALREADY


def blanks_line(made: BadgeRun | Sent, language: Language) -> tuple[str, Role]:
    """Return what came of blank badges, and its role."""
    unread = made.unread_blanks if isinstance(made, Sent) else len(made.unread_blanks)
    if isinstance(made, Sent):
        said = language.plural(
            "{n} blank badge sent to {printer}", "{n} blank badges sent to {printer}", made.badges, printer=made.printer
        )
        trouble = language.plural(
            "{n} blank badge was not sent, since a code on its page could not be read again.",
            "{n} blank badges were not sent, since a code on their page could not be read again.",
            made.held,
        )
    else:
        file = made.path.name if made.path else ""
        said = language.plural("{n} blank badge: {file}", "{n} blank badges: {file}", made.badges, file=file)
        trouble = language.plural(
            "{n} code could not be read again: throw that badge away.",
            "{n} codes could not be read again: throw those badges away.",
            unread,
        )
    return (f"{trouble} {said}", Role.ALREADY) if unread else (said, Role.ADMITTED)


def _names(unread: Sequence[UUID], attendees: Collection[Attendee], language: Language) -> str:
    names = {a.id: a.full_name or language.text("Unnamed guest") for a in attendees}
    shown = [names[one] for one in unread if one in names][:_NAMED]
    hidden = len(unread) - len(shown)
    if hidden:
        shown.append(language.plural("{n} more", "{n} more", hidden))
    return language.all_of(shown)
