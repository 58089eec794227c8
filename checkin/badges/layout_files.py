"""Layouts as files; what the keys mean is in docs/templates.md."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING

from checkin.badges.layouts import Arrangement, Layout, fitting
from checkin.badges.toml_tables import Table, read_root
from checkin.paths import resource

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.badges.breaking import Fit

_SIZE = (15.0, 500.0)
_LENGTH = (0.0, 60.0)
_TEXTS = ("given", "family", "handle", "organisation", "category", "title", "date", "mark")


@cache
def shipped_layout(name: str) -> Layout:
    """Return a layout that comes with the program."""
    return read_layout(resource("templates", "faces", f"{name}.toml"))


def layout_names() -> tuple[str, ...]:
    """Return what the shipped layouts are called."""
    return tuple(sorted(path.stem for path in resource("templates", "faces").glob("*.toml")))


def read_layout(path: Path) -> Layout:
    """Read a layout, which is called as its file is. Raises TemplateError."""
    root = read_root(path)
    layout = _layout(root, path.stem)
    root.close()
    return layout


def changed(base: Layout, table: Table, others: frozenset[str]) -> Layout:
    """Return a layout changed by what a table says, whose keys `others` are for somebody else. Raises TemplateError."""
    if not table.values.keys() - others:
        return base
    said = {one.name: getattr(base, one.name) for one in fields(Layout) if one.name not in ("name", *_TEXTS)}
    texts = {name: _numbers(getattr(base, name)) for name in _TEXTS}
    merged = Table(table.path, table.name, {**said, **texts, **table.values})
    layout = _layout(merged, base.name)
    table.taken |= merged.taken
    return layout


def _numbers(how: Fit) -> list[float]:
    return [how.size, how.one_line, how.smallest, how.lines]


def _layout(table: Table, name: str) -> Layout:
    return Layout(
        name,
        Arrangement(table.choice("arrangement", tuple(Arrangement), "")),
        width=table.number("width", _SIZE),
        height=table.number("height", _SIZE),
        band=table.number("band", _LENGTH),
        side=table.number("side", _LENGTH),
        top=table.number("top", _LENGTH),
        foot=table.number("foot", _LENGTH),
        hole=table.number("hole", _LENGTH),
        code_share=table.number("code_share", (0.1, 1.0)),
        profile=table.number("profile", _LENGTH),
        logo=table.number("logo", _LENGTH),
        given=fitting(table.row("given"), hyphens=True),
        family=fitting(table.row("family"), hyphens=True),
        handle=fitting(table.row("handle"), hyphens=False),
        organisation=fitting(table.row("organisation"), hyphens=True),
        category=fitting(table.row("category"), hyphens=True),
        title=fitting(table.row("title"), hyphens=True),
        date=fitting(table.row("date"), hyphens=True),
        mark=fitting(table.row("mark"), hyphens=True),
    )
