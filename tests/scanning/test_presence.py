from __future__ import annotations

from dataclasses import dataclass

from hypothesis import example, given
from hypothesis import strategies as st

from checkin.scanning.presence import Presence

TICK = 0.1
"""Seconds; sums of it are not exact, as a stream's times are not."""


@dataclass(frozen=True)
class Sighting:
    """A code is read `gap` ticks after the sighting before; if that begins a presentation, its scan may fail."""

    gap: int
    fails: bool


sightings = st.lists(st.builds(Sighting, gap=st.integers(0, 40), fails=st.booleans()), max_size=60)


def ticks(schedule: list[Sighting]) -> list[int]:
    return [sum(one.gap for one in schedule[: n + 1]) for n in range(len(schedule))]


def presentations(schedule: list[Sighting], absent_after: int, retry_after: int) -> list[int]:
    """Return which sightings begin a presentation, by the class."""
    presence = Presence(absent_after * TICK, retry_after * TICK)
    begun = []
    for number, (sighting, tick) in enumerate(zip(schedule, ticks(schedule), strict=True)):
        if presence.begins("A", tick * TICK):
            begun.append(number)
            if sighting.fails:
                presence.failed("A", tick * TICK)
    return begun


def runs(schedule: list[Sighting], absent_after: int) -> list[list[int]]:
    """Return the longest runs of sightings, none of them as far as `absent_after` from the one before in its run."""
    found: list[list[int]] = []
    for number, sighting in enumerate(schedule):
        if number == 0 or sighting.gap >= absent_after:
            found.append([])
        found[-1].append(number)
    return found


@given(schedule=sightings, absent_after=st.integers(1, 30), retry_after=st.integers(1, 30))
def test_presentations_are_the_runs_of_sightings_when_every_scan_is_answered(
    schedule: list[Sighting], absent_after: int, retry_after: int
) -> None:
    answered = [Sighting(one.gap, fails=False) for one in schedule]
    assert presentations(answered, absent_after, retry_after) == [run[0] for run in runs(answered, absent_after)]


@given(schedule=sightings, absent_after=st.integers(1, 30), retry_after=st.integers(1, 30))
@example([Sighting(0, fails=True), Sighting(10, fails=False), Sighting(10, fails=False)], 20, 10)
@example([Sighting(0, fails=True), Sighting(20, fails=False), Sighting(5, fails=False)], 20, 20)
def test_a_scan_that_failed_is_tried_again_while_its_code_stays_and_no_sooner_than_asked(
    schedule: list[Sighting], absent_after: int, retry_after: int
) -> None:
    at = ticks(schedule)
    wanted = []
    for run in runs(schedule, absent_after):
        tried = run[0]
        wanted.append(tried)
        while schedule[tried].fails:
            later = [number for number in run if number > tried and at[number] - at[tried] >= retry_after]
            if not later:
                break
            tried = later[0]
            wanted.append(tried)
    assert presentations(schedule, absent_after, retry_after) == wanted


@given(st.data())
def test_each_text_has_a_law_of_its_own(data: st.DataObject) -> None:
    seen = data.draw(st.lists(st.tuples(st.integers(0, 20), st.sampled_from("ABC")), max_size=60))
    together, apart = Presence(1.0, 1.0), {text: Presence(1.0, 1.0) for text in "ABC"}
    tick = 0
    for gap, text in seen:
        tick += gap
        assert together.begins(text, tick * TICK) == apart[text].begins(text, tick * TICK)


def test_a_text_that_was_none_begins_again() -> None:
    presence = Presence(2.0, 1.0)
    assert presence.begins("A", 0.0)
    presence.failed("A", 0.0)
    presence.forget("A")
    assert presence.begins("A", 0.1)
    assert not presence.begins("A", 1.2)
    presence.forget("B")
