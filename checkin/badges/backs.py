"""What is on the back of a badge."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from checkin.badges.areas import MM, Area, Dots
from checkin.badges.blocks import Part, column
from checkin.badges.drawing import draw_face, looks_on
from checkin.badges.fonts import Weight
from checkin.badges.layouts import larger
from checkin.badges.looks import inks

if TYPE_CHECKING:
    from checkin.badges.faces import BadgeFace
    from checkin.badges.looks import Looks
    from checkin.badges.templates import Template
    from checkin.badges.typesetting import Typesetter

_MARGIN = 4.0 * MM


class Back(StrEnum):
    """What the other side shows; a badge on a lanyard turns round."""

    NONE = "none"
    SAME = "same"
    EVENT = "event"
    """The event's title, date and logo."""


def draw_back(
    setter: Typesetter, face: BadgeFace, template: Template, label: Area, looks: Looks, dots: Dots, back: Back
) -> None:
    """Draw the back of a badge in an area of the canvas."""
    if back is Back.SAME:
        draw_face(setter, face, template, label, looks, dots)
    elif back is Back.EVENT:
        _draw_event(setter, face, template, label, looks_on(template, looks))


def _draw_event(setter: Typesetter, face: BadgeFace, template: Template, label: Area, looks: Looks) -> None:
    free, layout = template.free, template.layout
    safe = label.inside(free.left * MM, free.bottom * MM, free.right * MM, free.top * MM)
    room = safe.inside(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    factor = layout.factor(template.width, template.height)
    if looks.logo is not None:
        wide, tall = looks.logo.fitted(0.8 * room.width, 0.4 * room.height)
        place = room.left + (room.width - wide) / 2, room.top - tall
        looks.logo.draw(setter.canvas, *place, wide, tall, looks.palette)
        room = room.inside(top=tall + _MARGIN)
    colours = inks(looks.palette)
    parts = [
        Part(face.event_title, Weight.BOLD, colours.names, 0.0, larger(layout.family, 1.2 * factor)),
        Part(face.event_date, Weight.REGULAR, colours.muted, 2.0 * MM, larger(layout.organisation, 1.2 * factor)),
    ]
    column(setter, parts, room.width, room.height).draw(setter, room, "centre", middle=True)
