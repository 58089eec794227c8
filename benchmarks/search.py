"""Search in 10,000 attendees for each key pressed, beside SQL LIKE on the same file. `python -m benchmarks.search`."""

from __future__ import annotations

import random
import sqlite3
import tempfile
import threading
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from benchmarks.measuring import seconds, spread
from checkin.desk import Desk
from checkin.evenings import Evenings
from checkin.folding import fold, tails
from checkin.model import Door, new_id
from checkin.settings import SettingsFile
from checkin.storage.database import FILE_NAME, open_database
from checkin.storage.records import AttendeeRecord, PersonRecord

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

PEOPLE = 10_000
TYPED = 200
"""How many names are typed, letter by letter; half of them with a typo."""
SHOWN = 8
GIVEN = """
    Gwenaëlle Maëlle Karim Inès Jean-Pierre Marie Anaïs Yann Loïc Zoé Éloïse François Søren Łukasz Chloé Élodie Hervé
    Katherine Catherine Nolwenn Erwan Soizic Aïcha Mohammed Fatou Björn Jürgen Siân Agnès Noémie Léa Théo Gaël Jean
    Paul Marc Marina Marion Mathieu Matthieu Thomas Nicolas Julie Julien Camille Sophie Alexandre Sébastien Clémence
    Baptiste Hugo Emma Louise Alice Antoine Pauline Raphaël Samuel Étienne Valérie Olivier Дмитрий Ольга 王 민준
""".split()  # noqa: SIM905 - names read better as a text
BEGINNINGS = """
    Ker Le Gall Pen Tan Qué Guiv Mar Dup Mor Ber Lefè Rous Four Gué Cha Bon Lam Fon Mer Blan Per Rob Gau Mas Dum D'Al
    O'Br Da Sil Mül Ko Ngu Ben Had Bou Tré Plou Coat Sal Mad Car Jéz Abgr Cloar Prig Ri Hosti Scou
""".split()  # noqa: SIM905 - names read better as a text
ENDINGS = "vella goff eau el ard in ot ou on ier erez eur er ain ec ic an et elle aud ois and ert as ez alle".split()  # noqa: SIM905
ORGANISATIONS = ("", "", "", "La Cantine", "Ouest-France", "Framasoft", "Université de Bretagne", "Wikimédia", "Orange")
LIKE = """
    SELECT full_name FROM attendee
    WHERE full_name LIKE ?1 OR handle LIKE ?1 OR email LIKE ?1 OR organisation LIKE ?1
    LIMIT ?2
"""
"""In no order, which is the fastest that it can be."""


def main() -> None:
    """Print the figures."""
    chance = random.Random(4)  # noqa: S311 - the same names at each run
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = open_database(folder)
        event = Evenings(database, SettingsFile(folder)).add("Benchmark", datetime.now().astimezone())
        with database.writing() as repository:
            people, attendees = _list(event.id, chance)
            repository.attendees.add_people(people)
            repository.attendees.add(attendees)
        desk = Desk(database, event.id, Door(new_id(), "1"), lambda: datetime.now().astimezone())
        print(f"list of {PEOPLE:,} read and folded: {seconds(desk.index):.2f} s")
        index = desk.index()
        names = [attendee.full_name for attendee in chance.sample(attendees, TYPED)]
        wanted = [(_typed(name, chance, typo=n % 2 == 1), name) for n, name in enumerate(names)]
        with closing(sqlite3.connect(folder / FILE_NAME)) as connection:

            def like(text: str) -> list[str]:
                return [row[0] for row in connection.execute(LIKE, (f"%{text}%", SHOWN))]

            _compare(lambda text: [attendee.full_name for attendee in index.search(text, SHOWN)], like, wanted)
        someone = index.search(wanted[0][0])[0]
        change = replace(someone, inside=True)
        print(f"taking up a verdict: {1e6 * seconds(lambda: index.replace(change)):.0f} µs")
        _print_stalls("the list is read and folded", desk.index)
        _print_stalls("these names are typed", lambda: [index.search(key) for text, _ in wanted for key in _keys(text)])
        database.close()


def _compare(ours: Callable[[str], list[str]], like: Callable[[str], list[str]], wanted: list[tuple[str, str]]) -> None:
    our_times, like_times = [], []
    our_found, like_found = [], []
    for text, name in wanted:
        for key in _keys(text):
            our_times.append(seconds(partial(ours, key)))
            like_times.append(seconds(partial(like, key)))
        our_found.append(name in ours(text))
        like_found.append(name in like(text))
    spread(f"a key of a search among {PEOPLE:,} ({len(our_times)} keys)", our_times, "SQL LIKE", like_times)
    for what, first in (("as they are", 0), ("with a typo", 1)):
        found, peer = our_found[first::2], like_found[first::2]
        print(
            f"names typed {what}, without accents, that were among the first {SHOWN}: "
            f"{sum(found)} of {len(found)}; SQL LIKE: {sum(peer)}"
        )


def _print_stalls(what: str, work: Callable[[], object]) -> None:
    """Print how long another thread waits for its turn meanwhile, as the window's would."""
    thread = threading.Thread(target=work)
    gaps, last = [], perf_counter()
    thread.start()
    while thread.is_alive():
        sleep(0.001)
        now = perf_counter()
        gaps.append(1000 * (now - last))
        last = now
    gaps.sort()
    print(
        f"another thread's beat of 1 ms while {what}: "
        f"p95 {gaps[round(0.95 * (len(gaps) - 1))]:.1f} ms, longest {gaps[-1]:.1f} ms"
    )


def _list(event_id: UUID, chance: random.Random) -> tuple[list[PersonRecord], list[AttendeeRecord]]:
    people, attendees = [], []
    for n in range(PEOPLE):
        given, family = chance.choice(GIVEN), _family(chance)
        name = f"{given} {family}"
        local = ".".join(tails(name)[0][0][cut] for cut in (slice(4), slice(4, None)))
        email = f"{local}{n % 7 or ''}@{chance.choice(('gmail.com', 'orange.fr', 'example.org'))}"
        handle = chance.choice(("", f"@{local[:9]}{n}", f"@{local}@framapiaf.example"))
        person = PersonRecord(new_id(), given, family, name, email, handle)
        people.append(person)
        attendees.append(
            AttendeeRecord(
                new_id(),
                event_id,
                person.id,
                given,
                family,
                name,
                email=email,
                handle=handle,
                organisation=chance.choice(ORGANISATIONS),
                ticket_code=f"HA-{10_000 + n}",
            )
        )
    return people, attendees


def _family(chance: random.Random) -> str:
    family = chance.choice(BEGINNINGS) + chance.choice(("", "", "l", "r", "n", "m", "v", "tt")) + chance.choice(ENDINGS)
    return f"{family}-{chance.choice(BEGINNINGS)}{chance.choice(ENDINGS)}" if chance.random() < 0.1 else family


def _typed(name: str, chance: random.Random, *, typo: bool) -> str:
    """Return a name as a volunteer types it: without accents, and with a letter wrong, missing, doubled or late."""
    text = fold(name)
    word = max(text.split(), key=len)
    if not typo or len(word) < 5:
        return text
    at = chance.randrange(1, len(word) - 1)
    wrong = chance.choice(
        (
            word[:at] + chance.choice("aeinrst") + word[at + 1 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return text.replace(word, wrong)


def _keys(text: str) -> list[str]:
    return [text[:n] for n in range(2, len(text) + 1)]


if __name__ == "__main__":
    main()
