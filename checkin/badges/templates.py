"""The templates there are: those that come with the program, and the organiser's own beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from checkin.badges.geometry import Edges, Kind, Template
from checkin.badges.template_files import read_template
from checkin.errors import NotFoundError, TemplateError
from checkin.paths import resource

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "DEFAULT",
    "NAME_BADGE",
    "OWN_FOLDER",
    "TEMPLATES",
    "Catalogue",
    "Edges",
    "Kind",
    "Template",
    "catalogue",
    "template_named",
]

OWN_FOLDER = "templates"
"""The folder of the organiser's own templates, in the data folder."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The templates there are, the organiser's own in the place of shipped ones, and the files that are no good."""

    templates: Mapping[str, Template]
    errors: tuple[TemplateError, ...] = ()


def catalogue(own: Path | None = None) -> Catalogue:
    """Return the shipped templates and those of a folder; a bad file is told and hides no other."""
    found: dict[str, Template] = dict(TEMPLATES)
    errors: list[TemplateError] = []
    for path in sorted(own.glob("*.toml")) if own is not None else ():
        try:
            found[path.stem] = read_template(path)
        except TemplateError as error:
            errors.append(error)
    ordered = sorted(found.values(), key=_order)
    return Catalogue({template.name: template for template in ordered}, tuple(errors))


def template_named(name: str, own: Path | None = None) -> Template:
    """Return a template by its name, an own one first. Raises NotFoundError and, for an own one, TemplateError."""
    if own is not None and name == name.strip() and (path := own / f"{name}.toml").parent == own and path.is_file():
        return read_template(path)
    try:
        return TEMPLATES[name]
    except KeyError:
        raise NotFoundError("template", name) from None


def _order(template: Template) -> tuple[bool, str, str, str]:
    """The usual one first, then sheets before rolls, what every shop sells before what a maker calls its own."""
    kinds = {Kind.SHEET: "0", Kind.ROLL: "1", Kind.ENDLESS: "1"}
    return template.name != DEFAULT.name, kinds[template.kind], template.title, template.name


class _Shipped(Mapping[str, Template]):
    """The templates that come with the program, read when they are first asked for."""

    def __getitem__(self, name: str) -> Template:
        if name not in _names():
            raise KeyError(name)
        return _shipped(name)

    def __iter__(self) -> Iterator[str]:
        return iter(template.name for template in sorted(map(_shipped, _names()), key=_order))

    def __len__(self) -> int:
        return len(_names())


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in resource("templates").glob("*.toml")))


@cache
def _shipped(name: str) -> Template:
    return read_template(resource("templates", f"{name}.toml"))


NAME_BADGE = _shipped("badge-86x54")
"""The holder that most shops sell, ten on a sheet of A4; the outermost edges are 7.5 mm from the paper's."""

DEFAULT = NAME_BADGE

TEMPLATES: Mapping[str, Template] = _Shipped()
