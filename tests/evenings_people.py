"""Made-up people of a community, and what a program that is told of them could know: the truth of the evenings' tests.

Nothing here asks the program. A guest is a true person. What they say of themselves changes: an address, a handle, a
slip in the name. An identity is as much of a guest as can be known to be one: where nothing that they say now was said
before, a new one begins, and no program could tell.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

GIVEN = (
    *(
        "Anaïs",
        "Bastien",
        "Chloé",
        "Damien",
        "Élodie",
        "Farid",
        "Gaëlle",
        "Hugo",
        "Inès",
        "Joséphine",
        "Karim",
        "Léopold",
    ),
    *("Maëlle", "Nadège", "Olivier", "Pénélope", "Quentin", "Rokhaya", "Solenn", "Thibault", "Ursule", "Valérie"),
    *("Wilfried", "Xavière", "Yannick", "Zacharie", "Amandine", "Bérénice", "Clotilde", "Désiré", "Edmond", "Florian"),
    *("Guénolé", "Hippolyte", "Isaure", "Jean-Baptiste", "Katell", "Ludivine", "Mohammed", "Noémie"),
)
FAMILY = (
    *("Abadie", "Bourdon", "Cordier", "Delacroix", "Étienne", "Fontaine", "Guillou", "Hamon", "Igounet", "Jaouen"),
    *(
        "Kervella",
        "Lemoine",
        "Marchand",
        "Nguyen",
        "Ollivier",
        "Prigent",
        "Quéméner",
        "Rousselot",
        "Schneider",
        "Traoré",
    ),
    *("Urvoas", "Vasseur", "Weber", "Yvinec", "Zimmermann", "Benali", "Castagnet", "Dupuis-Roy", "Escoffier", "Fauvel"),
    *("Grandjean", "Haddad", "Jacquemin", "Konaté", "Lachambre", "Mongin", "Noblet", "Pichereau", "Riquier", "Sauvage"),
)


@dataclass(frozen=True)
class Signs:
    """What somebody says of themselves: a name as they spell it, an address and a handle, empty where not told."""

    given: str
    family: str
    email: str = ""
    handle: str = ""

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.given} {self.family}"

    def all(self) -> set[str]:
        """Return what is told, each sign once; a name is never an address or a handle."""
        return {self.name, self.email, self.handle} - {""}


@dataclass
class Guest:
    """A true person. `plain` guests share a name or an address with somebody and never change what they say.

    `said` is all that was ever said under the present identity; `record` what a program keeps that learns only where
    it had to ask, `latest` what one keeps that always learns. Both must lead to the same answer, so that these tests
    ask no more of the program than that it keeps the last of what it was told. What is counted is how often somebody
    was to be known by their handle alone, could not be known at all, or was at the door and not offered.
    """

    number: int
    signs: Signs
    plain: bool = False
    identity: int = 0
    said: set[str] = field(default_factory=set)
    record: Signs | None = None
    latest: Signs | None = None
    by_handle_alone: int = 0
    not_knowable: int = 0
    not_offered: int = 0

    @property
    def is_known(self) -> bool:
        """Whether the program was ever told of them."""
        return self.record is not None

    def may_say(self, signs: Signs) -> bool:
        """Tell whether what they say is clear: known by all that is kept of them, or by nothing that was ever said."""
        if self.record is None or self.latest is None:
            return True
        shared = [bool(signs.all() & told) for told in (self.record.all(), self.latest.all(), self.said)]
        return all(shared) or not any(shared)

    def is_certain(self, signs: Signs) -> bool:
        """Tell whether this is them without a question, whichever way what is kept of them is learnt."""
        return all(_is_certain(kept, signs) for kept in (self.record, self.latest))

    def say_on_list(self, signs: Signs) -> int:
        """Take what a list says of them, which `may_say` allows; return which identity it is of."""
        if self.record is None or self.latest is None:
            self._begin(signs)
        elif not signs.all() & self.said:
            # Two identities of one name are enough: from here on they say what leads to the later one.
            self.identity += 1
            self.not_knowable += 1
            self.plain = True
            self._begin(signs)
        else:
            self.by_handle_alone += signs.all() & self.said == {signs.handle}
            if not _is_certain(self.record, signs):
                self.record = _laid_over(self.record, signs)
            self.latest = _laid_over(self.latest, signs)
            self.said |= signs.all()
        return self.identity

    def say_at_door(self, signs: Signs) -> int:
        """Take what they say at the door without being on the list; return which identity it is of.

        The door joins the certain, and offers nobody of an earlier evening: a name alone makes somebody new, whom
        nothing leads back to where the guest says no more than that.
        """
        if self.is_known and not self.is_certain(signs):
            self.not_offered += 1
            self.plain = True
            return -self.not_offered
        return self.say_on_list(signs)

    def _begin(self, signs: Signs) -> None:
        self.record = self.latest = signs
        self.said = signs.all()


def _is_certain(kept: Signs | None, signs: Signs) -> bool:
    """Say what the program promises to join: the same name with the same address or the same handle."""
    if kept is None or kept.name != signs.name:
        return False
    return bool((signs.email and signs.email == kept.email) or (signs.handle and signs.handle == kept.handle))


def _laid_over(kept: Signs, signs: Signs) -> Signs:
    return replace(signs, email=signs.email or kept.email, handle=signs.handle or kept.handle)


def population(chance: random.Random, count: int) -> list[Guest]:
    """Make up guests, at most 1,600 names; of every forty, two share a name and two others an address."""
    names = [(given, family) for given in GIVEN for family in FAMILY]
    chance.shuffle(names)
    guests = []
    for number, (given, family) in enumerate(names[:count]):
        handle = f"@g{number:04}" if chance.random() < 0.5 else ""
        guests.append(Guest(number, Signs(given, family, f"g{number:04}@example.org", handle)))
    for start in range(0, count - 3, 40):
        homonym, another, parent, child = guests[start : start + 4]
        another.signs = replace(another.signs, given=homonym.signs.given, family=homonym.signs.family)
        child.signs = replace(child.signs, email=parent.signs.email)
        for guest in (homonym, another, parent, child):
            guest.plain = True
    return guests


def misspelt(chance: random.Random, signs: Signs) -> Signs:
    """Return a name as it is mistyped: two letters of the family name changed for ones that no name here has."""
    family = list(signs.family)
    for place in chance.sample(range(1, len(family)), 2):
        family[place] = "x"
    return replace(signs, family="".join(family))
