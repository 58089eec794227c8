"""The figures over a series: what a visit is, who is new, who came back, who was not seen since."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from checkin.attendance.series import SeriesTurnout
from checkin.attendance.series_figures import EveningFigures, SeriesFigures
from checkin.badges import tokens
from checkin.desk import Desk, WalkIn
from checkin.evenings import Evenings
from checkin.model import Admitted, BadgeId, Door, Event, Means, Series, Status, new_id
from checkin.storage.database import Database
from checkin.storage.records import AttendeeRecord, PersonRecord
from tests.conftest import Clock

PARIS = ZoneInfo("Europe/Paris")


class Town:
    """A store with a series of monthly evenings, and people by their given names, who may come to any of them."""

    def __init__(self, database: Database, evenings: Evenings, clock: Clock, door: Door) -> None:
        self.database = database
        self._evenings = evenings
        self._clock = clock
        self._door = door
        self._people: dict[str, PersonRecord] = {}
        self.events: list[Event] = []

    def evening(self, *coming: str) -> Event:
        """Add an evening four weeks after the last, to which some people come without having been expected."""
        event = self._evenings.add(
            f"Apéro #{len(self.events)}", datetime(2026, 1, 8, 19, tzinfo=PARIS) + timedelta(days=28 * len(self.events))
        )
        self.events.append(event)
        for name in coming:
            self.come(event, name)
        return event

    def expect(self, event: Event, name: str, **fields: object) -> AttendeeRecord:
        """Put somebody on an evening's list."""
        person = self._people.get(name) or PersonRecord(new_id(), name, "", name)
        record = AttendeeRecord(new_id(), event.id, person.id, name, "", name, **fields)  # type: ignore[arg-type]
        with self.database.writing() as repository:
            if name not in self._people:
                repository.attendees.add_people([person])
            repository.attendees.add([record])
        self._people[name] = person
        return record

    def come(self, event: Event, name: str, **fields: object) -> Admitted:
        """Put somebody on the list and let them in."""
        return self.admit(event, self.expect(event, name, **fields).id)

    def admit(self, event: Event, attendee_id: UUID, minutes: float = 30, door: str = "") -> Admitted:
        """Let somebody of the list in, so long after the start."""
        self._clock.now = event.starts + timedelta(minutes=minutes)
        verdict = self.desk(event, door).admit_by_hand(attendee_id, again=True)
        assert isinstance(verdict, Admitted)
        return verdict

    def desk(self, event: Event, door: str = "") -> Desk:
        """Return an evening's door."""
        return Desk(self.database, event.id, replace(self._door, name=door or self._door.name), self._clock)

    def figures(self, not_seen_for: int = 1) -> SeriesFigures:
        """Return the figures of the series."""
        return SeriesTurnout(self.database).figures(self.events[0].id, not_seen_for=not_seen_for)

    def of(self, event: Event) -> EveningFigures:
        """Return the figures of one evening."""
        (found,) = [evening for evening in self.figures().evenings if evening.event == event]
        return found


@pytest.fixture
def town(database: Database, evenings: Evenings, clock: Clock, door: Door) -> Town:
    """A store without an evening."""
    return Town(database, evenings, clock, door)


def test_an_arrival_that_was_taken_back_is_no_visit(town: Town) -> None:
    first = town.evening("Zoé")
    second = town.evening("Ana")
    mistaken = town.come(second, "Zoé")
    town.desk(second).undo(mistaken.arrival_id)
    assert (town.of(second).came, town.of(second).persons, town.of(second).newcomers) == (1, 1, 1)
    assert town.figures().by_visits == ((1, 2),)
    assert town.of(first).returns.came_back == 0


def test_who_left_and_whose_arrival_was_taken_back_did_not_come(town: Town) -> None:
    event = town.evening("Ana")
    mistaken = town.come(event, "Zoé")
    town.desk(event).leave(mistaken.attendee.id)
    town.desk(event).undo(mistaken.arrival_id)
    assert (town.of(event).came, town.of(event).persons) == (1, 1)


def test_who_goes_out_and_comes_back_in_came_once_and_when_they_came_first(town: Town) -> None:
    event = town.evening()
    zoe = town.expect(event, "Zoé")
    town.admit(event, zoe.id, 10, "Bar")
    town.desk(event).leave(zoe.id)
    town.admit(event, zoe.id, 90, "Terrasse")
    evening = town.of(event)
    assert (evening.came, evening.by_door) == (1, (("Bar", 1),))
    assert evening.first == evening.last == event.starts + timedelta(minutes=10)
    assert [slot.people for slot in evening.by_15_minutes.slots] == [1]


@pytest.mark.parametrize(("after", "came_back"), [((1,), 1), ((3,), 1), ((2, 4), 1), ((4,), 0)])
def test_a_newcomer_came_back_who_comes_to_one_of_the_next_three(
    town: Town, after: tuple[int, ...], came_back: int
) -> None:
    first = town.evening("Zoé", "Ana")
    for number in range(1, 5):
        town.evening("Bo", *(["Zoé"] if number in after else []))
    returns = town.of(first).returns
    assert (returns.newcomers, returns.came_back, returns.is_complete) == (2, came_back, True)
    assert returns.rate == came_back / 2


def test_an_evening_without_three_after_it_says_so_and_is_left_out_of_the_rate_of_the_series(town: Town) -> None:
    evenings = [town.evening("Zoé"), town.evening("Zoé"), town.evening("Ana"), town.evening("Ana")]
    returns = [town.of(event).returns for event in evenings]
    assert [(one.evenings, one.is_complete) for one in returns] == [(3, True), (2, False), (1, False), (0, False)]
    assert returns[2].came_back == 1
    whole = town.figures().returns
    assert (whole.newcomers, whole.came_back, whole.is_complete) == (1, 1, True)


def test_an_evening_that_nobody_came_to_is_not_held_and_does_not_count_as_one_of_the_three(town: Town) -> None:
    first = town.evening("Zoé")
    town.evening("Ana")
    called_off = town.evening()
    town.expect(called_off, "Zoé")
    assert (town.of(first).returns.evenings, town.of(called_off).was_held) == (1, False)
    assert (town.of(called_off).expected, town.of(called_off).no_shows, town.of(called_off).no_show_rate) == (
        *(1, None, None),
    )
    assert [one.missed for one in town.figures().not_seen] == [1]
    town.evening("Ana")
    town.evening("Zoé")
    assert (town.of(first).returns.evenings, town.of(first).returns.came_back) == (3, 1)


def test_people_are_counted_by_places_and_persons_once(town: Town) -> None:
    event = town.evening()
    for code in ("A1", "A2"):
        town.come(event, "Zoé", ticket_code=code)
    town.come(event, "Ana", places=3, category="Presse")
    town.expect(event, "Bo", places=2)
    town.expect(event, "Cy", status=Status.CANCELLED)
    town.come(event, "Di", status=Status.CANCELLED, places=0)
    town.desk(event).register_walk_in(WalkIn("Eva"))
    evening = town.of(event)
    assert (evening.came, evening.persons, evening.newcomers, evening.regulars) == (7, 4, 4, 0)
    assert (evening.expected, evening.no_shows, evening.cancelled, evening.walk_ins) == (7, 2, 1, 1)
    assert evening.by_category == (("", 4), ("Presse", 3))
    assert evening.no_show_rate == 2 / 7


def test_a_badge_without_a_name_here_is_somebody_who_came_and_no_person(town: Town, database: Database) -> None:
    other, event = town.evening(), town.evening("Zoé")
    for badge, where in ((7, event), (7, event), (8, event), (8, other)):
        with database.reading() as repository:
            keyed = repository.events.keyed(where.id)
        text = tokens.sign(keyed.key, tokens.event_tag(where.id), BadgeId(badge))
        town.desk(where, "Terrasse").admit(text, Means.CAMERA)
    assert (town.of(other).came, town.of(other).persons) == (1, 0)
    evening = town.of(event)
    assert (evening.came, evening.unnamed, evening.persons, evening.newcomer_share) == (3, 2, 1, 1.0)
    assert evening.by_door == (("Terrasse", 2), ("1", 1))


def test_newcomers_of_an_evening_are_regulars_of_the_next(town: Town) -> None:
    town.evening("Zoé", "Ana")
    second = town.evening("Zoé", "Bo")
    assert (town.of(second).newcomers, town.of(second).regulars, town.of(second).newcomer_share) == (1, 1, 0.5)
    figures = town.figures()
    assert (figures.persons, figures.by_visits) == (3, ((1, 2), (2, 1)))


def test_the_best_attended_is_the_earliest_of_several(town: Town) -> None:
    town.evening("Zoé")
    second = town.evening("Ana", "Bo")
    town.evening("Ana", "Bo")
    best = town.figures().best
    assert best is not None
    assert best.event == second


def test_those_not_seen_are_named_with_their_visits_who_missed_fewest_first(town: Town) -> None:
    first, second, *_ = (town.evening("Zoé", "Ana"), town.evening("Zoé"), town.evening("Bo"), town.evening("Bo"))
    found = [(one.full_name, one.visits, one.last_seen, one.missed) for one in town.figures(not_seen_for=2).not_seen]
    assert found == [("Zoé", 2, second.starts, 2), ("Ana", 1, first.starts, 3)]
    assert [one.full_name for one in town.figures(not_seen_for=3).not_seen] == ["Ana"]


def test_the_visits_of_another_series_are_not_counted(town: Town, database: Database) -> None:
    town.evening("Zoé")
    elsewhere = Series(new_id(), "Ciné-club")
    film = replace(
        town.events[0], id=new_id(), series_id=elsewhere.id, starts=town.events[0].starts - timedelta(days=1)
    )
    with database.writing() as repository:
        repository.events.add_series(elsewhere)
        repository.events.add(film, tokens.new_key())
    town.come(film, "Zoé")
    assert (town.figures().series.title, len(town.figures().evenings)) == ("Apéro #0", 1)
    assert (town.of(town.events[0]).newcomers, town.figures().by_visits) == (1, ((1, 1),))


def test_visits_are_those_that_the_door_tells(town: Town, database: Database) -> None:
    for coming in (("Zoé", "Ana"), ("Zoé",), ("Bo",), ("Zoé", "Ana")):
        event = town.evening(*coming)
    with database.reading() as repository:
        told = sorted(a.visits for a in repository.attendees.of_event(event.id))
    assert told == [2, 3]
    assert town.figures().by_visits == ((1, 1), (2, 1), (3, 1))


def test_a_series_without_anybody_has_no_figures_to_divide(town: Town) -> None:
    event = town.evening()
    figures = town.figures()
    assert (figures.persons, figures.best, figures.held, figures.returns.rate) == (0, None, (), None)
    assert (town.of(event).newcomer_share, town.of(event).by_5_minutes.peak, town.of(event).first) == (None, None, None)
