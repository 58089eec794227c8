"""What is printed on one badge, and what its parts are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.badges import qr
from checkin.badges.areas import MM
from checkin.badges.blocks import Part
from checkin.badges.fonts import Weight
from checkin.badges.layouts import larger
from checkin.badges.looks import inks
from checkin.badges.profiles import network_name, profile_address
from checkin.badges.signs import Code, Ground

if TYPE_CHECKING:
    from checkin.badges.areas import Dots
    from checkin.badges.breaking import Fit
    from checkin.badges.layouts import Layout
    from checkin.badges.looks import Inks, Looks
    from checkin.badges.typesetting import Typesetter


@dataclass(frozen=True, slots=True)
class BadgeFace:
    """What is printed on one badge; whatever is empty is left out.

    Where neither `given_name` nor `family_name` is known, `full_name` takes their place. `network` is the word that
    the store has for the handle's network. `colour` is the category's unless it is given (`#RRGGBB`). `mark` is a short
    text under the rest, such as the words for a first visit; `event_date` is the date as people read it. `blank` is the
    number, in words, of a badge that has a line to write a name on instead; `line` is the word under that line.
    """

    token: str
    given_name: str = ""
    family_name: str = ""
    full_name: str = ""
    handle: str = ""
    organisation: str = ""
    category: str = ""
    event_title: str = ""
    colour: str = ""
    mark: str = ""
    network: str = ""
    event_date: str = ""
    blank: str = ""
    line: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The given and the family name, or the one that is known, or the full name."""
        known = tuple(name for name in (self.given_name, self.family_name) if name.strip())
        return known or ((self.full_name,) if self.full_name.strip() else ())


@dataclass(frozen=True, slots=True)
class Setting:
    """What every part of a face needs: where it is drawn, how large, in which looks."""

    setter: Typesetter
    layout: Layout
    factor: float
    looks: Looks
    dots: Dots
    corner: float = 0.0
    code_limit: float = 0.0

    @property
    def inks(self) -> Inks:
        """The colours of the texts."""
        return inks(self.looks.palette)

    def mm(self, length: float) -> float:
        """Return a length of the layout, in points on this face."""
        return length * MM * self.factor

    def fit(self, how: Fit) -> Fit:
        """Return a text's sizes on this face."""
        return larger(how, self.factor)

    def ground(self, face: BadgeFace) -> Ground:
        """Return what the category's word stands on."""
        return Ground.of(face.category, face.colour, self.looks.palette)

    def code(self, face: BadgeFace, width: float, height: float) -> Code:
        """Return the badge's code, as large as a room with its quiet zone allows."""
        matrix = qr.modules(face.token)
        if self.code_limit:
            most = self.code_limit * (1 + 2 * qr.QUIET_ZONE / len(matrix))
            width, height = min(width, most), min(height, most)
        return Code.within(matrix, width, height, self.dots)

    def profile(self, face: BadgeFace) -> Code | None:
        """Return the code of the guest's profile, if it is wished for, known, and has room on this layout."""
        if not self.looks.profiles or not self.layout.profile:
            return None
        address = profile_address(face.handle, face.network)
        room = self.mm(self.layout.profile)
        return Code.within(qr.modules(address), room, room, self.dots) if address else None

    def parts(self, face: BadgeFace) -> list[Part]:
        """Return the texts of somebody: names, handle and organisation."""
        layout, colours = self.layout, self.inks
        names = face.names
        named = [Part(name, Weight.EXTRABOLD, colours.names, 0.0, self.fit(layout.given)) for name in names[:1]]
        named += [
            Part(name, Weight.SEMIBOLD, colours.names, self.mm(1.5), self.fit(layout.family)) for name in names[1:]
        ]
        handle = Part(
            face.handle,
            Weight.SEMIBOLD,
            colours.handle,
            self.mm(2.6),
            self.fit(layout.handle),
            tail=network_name(face.handle, face.network) if face.handle.strip() else "",
            tail_colour=colours.muted,
        )
        gap = self.mm(1.3 if face.handle.strip() else 2.6)
        organisation = Part(face.organisation, Weight.REGULAR, colours.muted, gap, self.fit(layout.organisation))
        return [*named, handle, organisation]

    def occasion(self, face: BadgeFace) -> str:
        """Return the event's title and date as one text."""
        return " · ".join(text for text in (face.event_title.strip(), face.event_date.strip()) if text)
