"""A face drawn on its label: which arrangement, how large, within which edges."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor

from checkin.badges.areas import MM, Area, Dots
from checkin.badges.below import Below
from checkin.badges.beside import Beside
from checkin.badges.blanks import BlankBelow, BlankBeside
from checkin.badges.categories import Palette
from checkin.badges.faces import BadgeFace, Setting
from checkin.badges.layouts import Arrangement
from checkin.badges.looks import Looks, inks
from checkin.badges.templates import Kind, Template

if TYPE_CHECKING:
    from checkin.badges.typesetting import Typesetter


def looks_on(template: Template, looks: Looks) -> Looks:
    """Return the looks that a template allows: black and white where its printer has no colours."""
    return looks if template.has_colours else replace(looks, palette=Palette.MONO)


def face_length(setter: Typesetter, face: BadgeFace, template: Template, looks: Looks) -> float:
    """Return how long a badge is, in points: the label's height, or what an endless one needs, in whole dots."""
    if template.kind is not Kind.ENDLESS:
        return template.height * MM
    dots = Dots(template.dpi, template.height * MM)
    setting = _setting(setter, template, looks_on(template, looks), dots)
    below = _below(face)(setting, face, _insets(template), template.height * MM)
    length = below.length(template.width * MM, template.shortest * MM)
    return -(-length // dots.size) * dots.size


def draw_face(setter: Typesetter, face: BadgeFace, template: Template, label: Area, looks: Looks, dots: Dots) -> None:
    """Draw a badge in an area of the canvas, whose corners are put on the printer's dots."""
    looks = looks_on(template, looks)
    label = dots.aligned(label)
    setting = _setting(setter, template, looks, dots)
    insets = _insets(template)
    if template.layout.arrangement is Arrangement.BESIDE:
        beside = BlankBeside if face.blank else Beside
        beside(setting, face, label, label.inside(*insets)).draw()
    else:
        _below(face)(setting, face, insets, template.height * MM).draw(label)
    if template.is_cut:
        # After the rest: the code's white ground reaches as far as the frame.
        _draw_frame(setter, label, looks)


def _below(face: BadgeFace) -> type[Below]:
    return BlankBelow if face.blank else Below


def _setting(setter: Typesetter, template: Template, looks: Looks, dots: Dots) -> Setting:
    layout = template.layout
    height = layout.height if template.kind is Kind.ENDLESS else template.height
    free = template.free
    inset = min(free.left, free.right, free.top, free.bottom)
    corner = max(template.corner - inset, 0.6) * MM if inset else 0.0
    return Setting(setter, layout, layout.factor(template.width, height), looks, dots, corner, template.qr * MM)


def _insets(template: Template) -> tuple[float, float, float, float]:
    free = template.free
    return free.left * MM, free.bottom * MM, free.right * MM, free.top * MM


def _draw_frame(setter: Typesetter, label: Area, looks: Looks) -> None:
    """Draw the line along which a badge is cut."""
    canvas = setter.canvas
    canvas.saveState()
    canvas.setStrokeColor(HexColor(inks(looks.palette).frame))
    canvas.setLineWidth(0.35)
    canvas.rect(label.left, label.bottom, label.width, label.height, stroke=1, fill=0)
    canvas.restoreState()
