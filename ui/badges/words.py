"""What the Badges page says of templates, of their paper, and of who is on the list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checkin.badges.templates import Kind, Template
from checkin.badging import BlankWords
from checkin.errors import TemplateError
from ui.badges.wishes import BadgeWords, not_printed, on_the_way, printed
from ui.wording import error_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime, tzinfo

    from checkin.badging import Printing
    from checkin.language import Language
    from checkin.model import Attendee, Event
    from ui.badges.preview import Sheet
    from ui.badges.wishes import Wishes

_PAPERS = {
    (210.0, 297.0): "A4",
    (148.0, 210.0): "A5",
    (105.0, 148.0): "A6",
    (74.0, 105.0): "A7",
    (215.9, 279.4): "Letter",
}
_LONGEST_PRINTER = 24
"""Letters of a printer's name on a button of the header."""


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


def about_line(candidates: Collection[Attendee], language: Language) -> str:
    """Return how many badges are printed, on their way, and still to be made; empty where there is nobody.

    One that is printed another time is both printed and on its way.
    """
    if not candidates:
        return ""
    missing, waiting = not_printed(candidates), on_the_way(candidates)
    said = [language.plural("{n} not printed yet", "{n} not printed yet", missing)]
    if waiting:
        said.append(language.plural("{n} on its way", "{n} on their way", waiting))
    said.append(language.plural("{n} printed", "{n} printed", printed(candidates)))
    return " · ".join(said)


def what_the_button_does(badges: int, printer: str, language: Language) -> str:
    """Return what the one next step is called: so many badges into a file, or on a printer."""
    if not badges:
        return language.text("Print") if printer else language.text("Save as PDF…")
    if not printer:
        return language.plural("Save {n} badge as PDF…", "Save {n} badges as PDF…", badges)
    short = printer if len(printer) <= _LONGEST_PRINTER else f"{printer[: _LONGEST_PRINTER - 1]}…"
    return language.plural("Print {n} badge on {printer}", "Print {n} badges on {printer}", badges, printer=short)


def narrowing_line(wishes: Wishes, language: Language) -> str:
    """Return which wishes that are out of sight change what is printed; empty where none does."""
    said = []
    if wishes.since is not None:
        said.append(language.text("registered since {moment}", moment=moment_of(wishes.since, language)))
    if wishes.copies > 1:
        said.append(language.plural("{n} badge each", "{n} badges each", wishes.copies))
    return " · ".join(said)


def again_line(number: int, language: Language) -> str:
    """Return that so many badges are printed another time; empty where none is."""
    if not number:
        return ""
    return language.plural(
        "{n} badge was printed already, or is on its way: it is printed again.",
        "{n} badges were printed already, or are on their way: they are printed again.",
        number,
    )


def moment_of(moment: datetime, language: Language) -> str:
    """Return day and time, in the moment's own zone."""
    return language.text("{day}, {time}", day=language.short_day(moment), time=language.time(moment))


def printed_line(printing: Printing, zone: tzinfo, language: Language) -> str:
    """Return when and where somebody's badge was printed last."""
    moment = moment_of(printing.at.astimezone(zone), language)
    if not printing.place:
        return language.text("printed {moment}", moment=moment)
    return language.text("printed {moment} on {place}", moment=moment, place=printing.place)


def words_on(event: Event, language: Language) -> BadgeWords:
    """Return what stands on the badges of an evening."""
    number = language.text("Badge {number}", number="{number}")
    blank = BlankWords(number, language.text("Blank badge"), language.text("Name"))
    return BadgeWords(language.text("first visit"), language.day(event.starts), blank)


def sheet_line(sheet: Sheet, language: Language) -> str:
    """Return which page is seen, and whether it is a back."""
    words = language.text("page {page} of {pages}", page=sheet.page + 1, pages=sheet.pages)
    return language.text("{page}, back", page=words) if sheet.is_back else words
