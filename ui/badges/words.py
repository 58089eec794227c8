"""What the Badges page says of templates, of their paper, and of a run that is done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checkin.badges.templates import Kind, Template
from checkin.errors import TemplateError
from ui.theme import Role
from ui.wording import error_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from checkin.badging import BadgeRun
    from checkin.language import Language
    from checkin.model import Attendee

_PAPERS = {
    (210.0, 297.0): "A4",
    (148.0, 210.0): "A5",
    (105.0, 148.0): "A6",
    (74.0, 105.0): "A7",
    (215.9, 279.4): "Letter",
}
_NAMED = 3
"""How many names a line at the foot has room for."""


def template_name(template: Template, language: Language) -> str:
    """Return a template as people know it: the maker's title, where it has one, and its size."""
    width, height = language.number(template.width), language.number(template.height)
    if template.kind is not Kind.ENDLESS:
        size = language.text("{width} × {height} mm", width=width, height=height)
    elif template.title:
        # Its width is that of the roll, which the line below the field tells.
        size = language.text("up to {height} mm", height=height)
    else:
        size = language.text("{width} × up to {height} mm", width=width, height=height)
    return f"{template.title} · {size}" if template.title else size


def template_names(templates: Sequence[Template], language: Language) -> list[str]:
    """Return the name of each; where two would be called the same, how many lie on a page tells them apart."""
    names = [template_name(template, language) for template in templates]
    return [
        language.text("{name}, {number} a page", name=name, number=language.number(template.per_page))
        if names.count(name) > 1
        else name
        for name, template in zip(names, templates, strict=True)
    ]


def paper_of(template: Template, language: Language) -> str:
    """Return what a template is printed on, as it is called in a shop or measured."""
    if template.kind is Kind.ENDLESS:
        return language.text("the roll of {width} mm", width=language.number(template.page_width))
    width, height = template.page_width, template.page_height
    known = _PAPERS.get((min(width, height), max(width, height)))
    if known:
        return known
    return language.text("{width} × {height} mm", width=language.number(width), height=language.number(height))


def fitting_line(template: Template, language: Language) -> str:
    """Return how many badges lie on a page of what paper."""
    paper = paper_of(template, language)
    return language.plural("{n} badge on {paper}", "{n} badges on {paper}", template.per_page, paper=paper)


def errors_line(errors: Sequence[TemplateError], language: Language) -> str:
    """Return what is wrong with own templates: the first one whole, of the others only how many; empty for none."""
    if not errors:
        return ""
    first, others = errors[0], len(errors) - 1
    # The folder is always the same, and the line is narrow.
    here = TemplateError(first.fault, Path(first.path.name), first.key, first.value, first.allowed)
    said = error_line(here, language)
    if others:
        said += " " + language.plural("{n} more cannot be used.", "{n} more cannot be used.", others)
    return said


def run_line(run: BadgeRun, attendees: Collection[Attendee], language: Language) -> tuple[str, Role]:
    """Return what came of a run that wrote a file, and its role: whose code could not be read again comes first."""
    file = run.path.name if run.path else ""
    pages = language.plural("on {n} page", "on {n} pages", run.pages)
    said = language.plural(
        "{n} badge {pages}: {file}", "{n} badges {pages}: {file}", run.badges, pages=pages, file=file
    )
    if not run.unread:
        return said, Role.ADMITTED
    names = {a.id: a.full_name or language.text("Unnamed guest") for a in attendees}
    shown = [names[unread] for unread in run.unread if unread in names][:_NAMED]
    hidden = len(run.unread) - len(shown)
    if hidden:
        shown.append(language.plural("{n} more", "{n} more", hidden))
    trouble = language.plural(
        "{n} code could not be read again, and that badge counts as not printed: {names}.",
        "{n} codes could not be read again, and those badges count as not printed: {names}.",
        len(run.unread),
        names=language.all_of(shown),
    )
    return f"{trouble} {said}", Role.ALREADY
