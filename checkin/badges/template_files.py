"""Templates as files: TOML, every key checked, errors that name the file and the key.

What the keys mean is in docs/templates.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.badges.geometry import Edges, Kind, Template
from checkin.badges.layout_files import changed, layout_names, shipped_layout
from checkin.badges.layouts import Arrangement
from checkin.badges.toml_tables import read_root
from checkin.errors import TemplateError, TemplateFault

if TYPE_CHECKING:
    from pathlib import Path

    from checkin.badges.layouts import Layout
    from checkin.badges.toml_tables import Table

LEAST_CODE = 15.0
"""Millimetres a side of a code that a webcam of 720 lines reads at 30 cm; 30 mm are read at 65 cm."""

_PAPERS = {
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "A6": (105.0, 148.0),
    "A7": (74.0, 105.0),
    "Letter": (215.9, 279.4),
}
_ALLOWED_DPI = (150.0, 2400.0)
_SIZE = (15.0, 500.0)
_MARGIN = (0.0, 60.0)


def read_template(path: Path) -> Template:
    """Read a template, which is called as its file is. Raises TemplateError."""
    root = read_root(path)
    title = root.string("title", "")
    kind = Kind(root.choice("kind", tuple(Kind), Kind.SHEET))
    label, page, grid = root.table("label"), root.table("page"), root.table("grid")
    printer, face = root.table("printer"), root.table("face")
    width = label.number("width", _SIZE)
    height = label.number("longest" if kind is Kind.ENDLESS else "height", _SIZE)
    page_width, page_height = _page(page, (width, height), kind)
    columns, rows = grid.whole("columns", (1, 20), 1), grid.whole("rows", (1, 40), 1)
    edge = (0.0, 500.0)
    template = Template(
        name=path.stem,
        title=title,
        kind=kind,
        width=width,
        height=height,
        shortest=label.number("shortest", (_SIZE[0], height)) if kind is Kind.ENDLESS else 0.0,
        corner=label.number("corner", _MARGIN, 0.0),
        margin=label.number("margin", _MARGIN, 0.0),
        columns=columns,
        rows=rows,
        left=grid.number("left", edge) if "left" in grid.values else None,
        top=grid.number("top", edge) if "top" in grid.values else None,
        gap_x=grid.number("pitch_x", (width, edge[1]), width) - width,
        gap_y=grid.number("pitch_y", (height, edge[1]), height) - height,
        page_width=page_width,
        page_height=page_height,
        is_cut=page.flag("cut_marks", default=False),
        dpi=int(printer.number("dpi", _ALLOWED_DPI, 600)),
        has_colours=printer.flag("colours", default=True),
        blank=_blank(printer),
        qr=face.number("code", (0.0, 200.0), 0.0),
        layout=_layout(face),
    )
    for table in (label, page, grid, printer, face, root):
        table.close()
    _check(template, path)
    return template


def _page(page: Table, label: tuple[float, float], kind: Kind) -> tuple[float, float]:
    """Return the size of the page: a known paper, a size, or the label's own."""
    if "size" in page.values:
        across, down = _PAPERS[page.choice("size", tuple(_PAPERS), "A4")]
        return (down, across) if page.flag("landscape", default=False) else (across, down)
    if kind is not Kind.SHEET or not page.values.keys() & {"width", "height"}:
        return label
    return page.number("width", _SIZE), page.number("height", _SIZE)


def _blank(printer: Table) -> Edges:
    blank = printer.table("blank")
    edges = Edges(*(blank.number(side, _MARGIN, 0.0) for side in ("top", "right", "bottom", "left")))
    blank.close()
    return edges


def _layout(face: Table) -> Layout:
    """Return a shipped layout, changed where the template says so."""
    base = shipped_layout(face.choice("layout", layout_names(), "card"))
    return changed(base, face, frozenset({"layout", "code"}))


def _check(template: Template, path: Path) -> None:
    """Refuse badges that leave the page, and a code that no camera reads."""
    for index in range(template.per_page):
        left, bottom = template.place(index)
        over = max(-left, -bottom, left + template.width - template.page_width,
                   bottom + template.height - template.page_height)  # fmt: skip
        if over > 0.05:
            key = f"{index // template.columns + 1}×{index % template.columns + 1}"
            raise TemplateError(TemplateFault.OFF_THE_PAGE, path, key, f"{over:.1f}")
    layout, free = template.layout, template.free
    if template.kind is Kind.ENDLESS and layout.arrangement is Arrangement.BESIDE:
        below = [name for name in layout_names() if shipped_layout(name).arrangement is Arrangement.BELOW]
        raise TemplateError(TemplateFault.WRONG, path, "face.layout", layout.name, " | ".join(below))
    room = template.layout.code_share * template.width
    if layout.arrangement is Arrangement.BESIDE:
        band = layout.band * layout.factor(template.width, template.height)
        room = min(room, template.height - band - (free.bottom + free.top) / 2)
    side = room * 25 / 33  # a token's code is 25 modules and 4 of white on each side
    side = min(side, template.qr) if template.qr else side
    if side < LEAST_CODE:
        raise TemplateError(TemplateFault.TOO_SMALL, path, "face.code", f"{side:.1f}", f"{LEAST_CODE:g}")
