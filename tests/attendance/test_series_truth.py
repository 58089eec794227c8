"""A year of made-up evenings taken through the program: its figures are those that the generator knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.attendance.series import SeriesTurnout
from checkin.attendance.series_figures import EveningFigures, SeriesFigures
from checkin.attendance.turnout import Attendance
from checkin.evenings import Evenings
from checkin.storage.database import Database
from tests.evenings_generator import Community
from tests.evenings_made import MadeUp
from tests.evenings_program import Organiser
from tests.evenings_truth import Counted, Truth, truth


def as_counted(evening: EveningFigures) -> Counted:
    """Return the program's figures in the words of the truth."""
    assert evening.no_shows is not None
    assert evening.first
    assert evening.last
    return Counted(
        came=evening.came,
        persons=evening.persons,
        unnamed=evening.unnamed,
        walk_ins=evening.walk_ins,
        expected=evening.expected,
        no_shows=evening.no_shows,
        cancelled=evening.cancelled,
        newcomers=evening.newcomers,
        returned=evening.returns.came_back,
        by_category=dict(evening.by_category),
        by_door=dict(evening.by_door),
        by_5_minutes={int(slot.starts.timestamp()) // 300: slot.people for slot in evening.by_5_minutes.slots},
        first=evening.first,
        last=evening.last,
    )


def as_truth(figures: SeriesFigures) -> Truth:
    """Return the program's figures of the series in the words of the truth; with `not_seen_for` of 1."""
    missed: dict[int, int] = {}
    for one in figures.not_seen:
        missed[one.missed] = missed.get(one.missed, 0) + 1
    missed[0] = figures.persons - len(figures.not_seen)
    return Truth(tuple(map(as_counted, figures.evenings)), dict(figures.by_visits), missed)


@pytest.mark.parametrize("seed", [106])
def test_the_figures_of_made_up_evenings_are_those_that_their_generator_knows(
    database: Database, evenings: Evenings, tmp_path: Path, seed: int
) -> None:
    community = Community(seed, guests=90, evenings=5, registered=30, names_every=3)
    organiser = Organiser(database, evenings, tmp_path)
    held: list[MadeUp] = []
    for made in community.evenings():
        organiser.hold(made)
        held.append(made)

    assert [sorted(who) for who in organiser.people.values() if len({guest for guest, _ in who}) > 1] == []
    assert organiser.silent == []
    identities = sorted(one for who in organiser.people.values() for one in who)
    assert len(identities) == len(set(identities)) == len(organiser.people)
    # What the seed makes of it, so that none of this is shown of evenings at which nothing happened.
    assert sum(guest.by_handle_alone for guest in community.guests) >= 3
    assert sum(guest.not_knowable for guest in community.guests) >= 5
    assert sum(guest.not_offered for guest in community.guests) >= 1
    assert 10 <= organiser.agreed < organiser.asked
    assert organiser.put_right

    figures = SeriesTurnout(database).figures(organiser.events[0].id, not_seen_for=1)
    assert as_truth(figures) == truth(held)
    assert truth(held) != truth(held, identities=False)
    assert [evening.returns.is_complete for evening in figures.evenings] == [True] * 2 + [False] * 3
    for event, evening in zip(organiser.events, figures.evenings, strict=True):
        turnout = Attendance(database).turnout(event.id)
        assert (turnout.came, turnout.expected, turnout.no_shows, turnout.cancelled, turnout.walk_ins) == (
            *(evening.came, evening.expected, evening.no_shows, evening.cancelled, evening.walk_ins),
        )


def test_a_seed_makes_the_same_evenings_again() -> None:
    def made(seed: int) -> list[MadeUp]:
        return list(Community(seed, guests=60, evenings=3, registered=30).evenings())

    assert made(5) == made(5)
    assert made(5) != made(6)
