"""Monthly evenings made up by a seed: who registers and how, who comes, by which door and when; and the truth of it.

`Community(seed, ...).evenings()` gives each evening as what an organiser would be handed and would see: rows of two
lists, in an early and in a final state, and what happens at the door. `tests.evenings_program` takes that through the
program; `tests.evenings_truth` counts it without.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.evenings_made import Doing, MadeUp, Row, Source, What
from tests.evenings_people import Guest, Signs, misspelt, population

PARIS = ZoneInfo("Europe/Paris")
DOORS = ("Bar", "Terrasse")
CATEGORIES = ("Entrée générale", "Entrée générale", "Entrée générale", "Presse", "Adhérent")


class Community:
    """So many guests who come to so many evenings; `registered` a guest list's usual length. The seed decides all."""

    def __init__(self, seed: int, *, guests: int, evenings: int, registered: int, names_every: int = 4) -> None:
        self._chance = random.Random(seed)
        self.guests = population(self._chance, guests)
        self._evenings = evenings
        self._registered = registered
        self._names_every = names_every
        self._known: list[Guest] = []
        self._left: set[int] = set()

    def evenings(self) -> Iterator[MadeUp]:
        """Make up the evenings, in the order of time."""
        unknown = self._chance.sample(self.guests, len(self.guests))
        first = datetime(2026, 1, 8, 19, 0, tzinfo=PARIS)
        for number in range(self._evenings):
            made = MadeUp(number, first.astimezone(UTC).astimezone(PARIS) + timedelta(days=28 * number))
            for guest in self._known:
                if self._chance.random() < 0.05:
                    self._left.symmetric_difference_update({guest.number})
            there = [guest for guest in self._known if guest.number not in self._left]
            # So many new ones that every evening has its registrations, while there are any.
            count = max(len(unknown) // (self._evenings - number), self._registered - len(there))
            new, unknown = unknown[:count], unknown[count:]
            again = self._chance.sample(there, min(len(there), max(0, self._registered - len(new))))
            walking = self._walk_ins(new, again)
            registering = [guest for guest in (*again, *new) if guest.number not in {one.number for one in walking}]
            for guest in registering:
                self._register(made, guest)
            self._open_doors(made)
            for guest in walking:
                self._walk_in(made, guest)
            made.doings.sort(key=lambda doing: doing.at)
            self._known += new
            yield made

    def _walk_ins(self, new: list[Guest], again: list[Guest]) -> list[Guest]:
        able = [guest for guest in again if guest.is_certain(guest.signs)]
        share = max(1, self._registered // 20)
        return [*self._chance.sample(new, min(len(new), share)), *self._chance.sample(able, min(len(able), share))]

    def _register(self, made: MadeUp, guest: Guest) -> None:
        chance = self._chance
        source = Source.TICKETS
        if not guest.plain and chance.random() < 0.4:
            source = Source.NAMES if made.number % self._names_every == self._names_every - 1 else Source.FORM
        signs = self._said(guest, names_only=source is Source.NAMES)
        if source is Source.NAMES and signs.email:
            source = Source.TICKETS
        row = Row(guest.number, guest.say_on_list(signs), signs, source, late=chance.random() < 0.2)
        if source is Source.TICKETS:
            row.category, row.code = chance.choice(CATEGORIES), self._code()
        elif source is Source.FORM:
            row.places = chance.choice((1, 1, 1, 2, 3))
        row.cancelled = chance.random() < 0.08 and not row.late
        made.rows.append(row)
        if not row.cancelled and chance.random() < 0.06:
            self._double(made, row)

    def _double(self, made: MadeUp, row: Row) -> None:
        """List somebody twice: a second ticket, its name mistyped or not; or the same answer to a form once more."""
        if row.source is Source.TICKETS:
            slip = misspelt(self._chance, row.signs) if self._chance.random() < 0.5 else None
            made.rows.append(replace(row, code=self._code(), again=row, slip=slip))
        elif row.source is Source.FORM:
            made.rows.append(replace(row, again=row))

    def _said(self, guest: Guest, *, names_only: bool) -> Signs:
        """Return what a guest says of themselves this time; their addresses change for good, a slip is made once."""
        chance = self._chance
        if guest.plain:
            return guest.signs
        if names_only and not guest.is_known:
            return replace(guest.signs, email="", handle="")
        moved = chance.random() < 0.1
        signs = said = guest.signs
        if moved or chance.random() < 0.05:
            signs = said = replace(signs, email=f"g{guest.number:04}.{chance.randrange(10**6)}@example.net")
        if signs.handle and chance.random() < (0.6 if moved else 0.05):
            signs = said = replace(signs, handle=f"@h{guest.number:04}x{chance.randrange(10**6)}")
        if chance.random() < (0.5 if moved else 0.05):
            said = misspelt(chance, signs)
        if guest.record is not None and not guest.record.email and not said.all() & guest.said:
            # Of two of one name the one without an address would be offered first.
            return guest.signs
        if names_only:
            bare = replace(guest.signs, email="", handle="")
            return bare if guest.may_say(bare) and bare.all() & guest.said else guest.signs
        if not guest.may_say(said):
            return guest.signs
        guest.signs = signs
        return said

    def _code(self) -> str:
        return f"{self._chance.randrange(10**18, 10**19)}001"

    def _open_doors(self, made: MadeUp) -> None:
        chance = self._chance
        for row in made.rows:
            if row.again is not None and row.source is not Source.TICKETS:
                continue
            at, door = self._moment(made), chance.choice(DOORS)
            if row.cancelled:
                if chance.random() < 0.1:
                    made.doings.append(Doing(at, What.COMES_CANCELLED, door, row))
                continue
            if chance.random() < (0.5 if row.again else 0.25):
                if chance.random() < 0.05:
                    made.doings.append(Doing(at, What.MISTAKEN, door, row))
                continue
            made.doings.append(Doing(at, What.COMES, door, row))
            if chance.random() < 0.08:
                leaves = made.starts + timedelta(seconds=chance.randrange(3 * 3600, 4 * 3600))
                made.doings.append(Doing(leaves, What.LEAVES, door, row))
                if chance.random() < 0.5:
                    back = leaves + timedelta(minutes=chance.randrange(5, 40))
                    made.doings.append(Doing(back, What.COMES_BACK, chance.choice(DOORS), row))
        if chance.random() < 0.5:
            made.doings.append(Doing(self._moment(made), What.UNNAMED, DOORS[0]))

    def _walk_in(self, made: MadeUp, guest: Guest) -> None:
        signs = guest.signs
        if self._chance.random() < 0.3 and not guest.plain and guest.identity == guest.not_offered == 0:
            signs = replace(signs, email="", handle="")
        row = Row(guest.number, guest.say_at_door(signs), signs, Source.NAMES)
        made.doings.append(Doing(self._moment(made), What.WALKS_IN, self._chance.choice(DOORS), row))

    def _moment(self, made: MadeUp) -> datetime:
        """Return when somebody comes: most of them half an hour after the start, nobody after three hours."""
        late = min(max(self._chance.gauss(30, 25), -15), 170)
        return made.starts + timedelta(seconds=int(60 * late))
