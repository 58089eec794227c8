"""A year of made-up evenings through the program, and what a series' figures cost. `python -m benchmarks.evenings`.

First the truth: twelve monthly evenings, 1,500 people, their lists and their door, taken through the program; whom it
joined, and its figures beside the generator's. Then time and memory of the figures, for 10 and for 120 evenings of some
150 people, each in a process of its own, beside pandas over the same visits exported as tables.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.evenings_alone import SOON, export
from benchmarks.measuring import Run, run_alone
from checkin.attendance.series import SeriesTurnout
from checkin.evenings import Evenings
from checkin.settings import SettingsFile
from checkin.storage.database import open_database
from tests.evenings_generator import Community
from tests.evenings_program import Organiser
from tests.evenings_truth import Counted, Truth, truth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkin.attendance.series_figures import SeriesFigures
    from tests.evenings_made import MadeUp

GUESTS, REGISTERED = 1500, 200


def main(arguments: Sequence[str] = ()) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured; the best are printed")
    parser.add_argument("--evenings", type=int, nargs="*", default=(10, 120), help="how long the series are")
    given = parser.parse_args(list(arguments))
    with tempfile.TemporaryDirectory() as name:
        _hold(given.seed, 12, Path(name, "year"), tell=True)
        for count in given.evenings:
            folder = Path(name, str(count))
            _hold(given.seed, count, folder, tell=False)
            _cost(count, folder, given.runs)


def _hold(seed: int, count: int, folder: Path, *, tell: bool) -> None:
    community = Community(seed, guests=GUESTS, evenings=count, registered=REGISTERED)
    database = open_database(folder)
    organiser = Organiser(database, Evenings(database, SettingsFile(folder)), folder)
    begun = perf_counter()
    held: list[MadeUp] = []
    for made in community.evenings():
        organiser.hold(made)
        held.append(made)
    took = perf_counter() - begun
    figures = SeriesTurnout(database).figures(organiser.events[0].id, not_seen_for=1)
    database.close()
    came = sum(evening.came for evening in figures.evenings)
    print(
        f"{count} evenings through the program in {took:.0f} s: {came:,} came, {figures.persons:,} persons", flush=True
    )
    _compare(figures, held)
    if tell:
        _joins(community, organiser, held)


def _compare(figures: SeriesFigures, held: Sequence[MadeUp]) -> None:
    """Print how many of the program's figures are the generator's."""
    known, real = truth(held), truth(held, identities=False)
    right = wrong = 0
    for evening, counted in zip(figures.evenings, known.evenings, strict=True):
        told = (
            *(evening.came, evening.persons, evening.walk_ins, evening.expected, evening.no_shows, evening.cancelled),
            *(evening.newcomers, evening.returns.came_back, dict(evening.by_category), dict(evening.by_door)),
        )
        same = [one == other for one, other in zip(told, _told(counted), strict=True)]
        right, wrong = right + sum(same), wrong + len(same) - sum(same)
    visits = dict(figures.by_visits) == known.by_visits
    print(
        f"  {right:,} of {right + wrong:,} figures of evenings are the generator's; visits {'too' if visits else 'NOT'}"
    )
    print(f"  newcomers who came back within {SOON}: {_rate(known):.1%} as can be known, {_rate(real):.1%} in truth")


def _told(one: Counted) -> tuple[object, ...]:
    return (
        *(one.came, one.persons, one.walk_ins, one.expected, one.no_shows, one.cancelled),
        *(one.newcomers, one.returned, one.by_category, one.by_door),
    )


def _rate(series: Truth) -> float:
    whole = series.evenings[:-SOON]
    return sum(one.returned for one in whole) / sum(one.newcomers for one in whole)


def _joins(community: Community, organiser: Organiser, held: Sequence[MadeUp]) -> None:
    """Print whom the program joined, and what it could not know."""
    who = organiser.people.values()
    wrong = sum(len({guest for guest, _ in some}) > 1 for some in who)
    parted = len([one for some in who for one in some]) - len({one for some in who for one in some})
    guests, rows = community.guests, sum(len(made.rows) for made in held)
    print(
        f"  {rows:,} rows, {organiser.put_right} slips put right; {organiser.asked} doubts"
        f" offered, {organiser.agreed} of them the same; wrong joins {wrong}, silent ones {len(organiser.silent)},"
        f" knowable ones missed {parted}"
    )
    print(
        f"  not knowable (all that they said was new): {sum(guest.not_knowable for guest in guests)};"
        f" not offered at the door: {sum(guest.not_offered for guest in guests)}"
    )


def _cost(count: int, folder: Path, runs: int) -> None:
    export(folder)
    found: dict[str, list[Run]] = {"ours": [], "pandas": []}
    for _ in range(runs):
        for name, some in found.items():
            if (run := run_alone("benchmarks.evenings_alone", name, str(folder))) is not None:
                some.append(run)
    for name, some in found.items():
        if not some:
            print(f"  {name}: not installed")
            continue
        best = min(some, key=lambda run: run.processor)
        print(
            f"  {count} evenings, {name}: {1000 * best.seconds:.0f} ms, processor {1000 * best.processor:.0f} ms,"
            f" at most {best.megabytes:.0f} MB",
            flush=True,
        )
    if all(found.values()):
        ours, theirs = (Path(folder, f"{name}.json").read_text() for name in found)
        print(f"  {count} evenings: their figures and ours are {'the same' if ours == theirs else 'NOT THE SAME'}")


if __name__ == "__main__":
    main(sys.argv[1:])
