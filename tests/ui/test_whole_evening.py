"""Whole evenings at one door, through real widgets, against a plain model of what must come out."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.model import Answer, Status
from checkin.settings import SettingsFile
from tests.conftest import Clock
from tests.ui.conftest import OpenHouse
from tests.ui.hands import HandCamera, Hands, invented_guests, uninvited, with_typo

SEED = 20261203


@pytest.fixture
def camera() -> HandCamera:
    """A camera before which nothing is held up yet."""
    return HandCamera()


@pytest.fixture
def hands(open_house: OpenHouse, camera: HandCamera, evening_clock: Clock, tmp_path: Path) -> Hands:
    """A door with an empty evening."""
    SettingsFile(tmp_path).change(absent_after=0.2)
    house = open_house(filled=False, camera=camera)
    return Hands(house, evening_clock, camera)


def test_an_evening_of_150_guests_ends_as_the_model_predicts(hands: Hands, tmp_path: Path) -> None:
    chance = random.Random(SEED)
    guests = invented_guests(130, chance)
    hands.begin(guests)
    coming = guests[:110]
    happenings = {
        20: lambda: hands.refuse(hands.forged(), Answer.FORGED),
        30: hands.unplug,
        35: hands.plug_in,
        40: lambda: hands.leave(coming[2], coming[2].name),
        45: lambda: hands.refuse("HA-99999", Answer.UNKNOWN),
        50: lambda: hands.speak("fr"),
        60: lambda: hands.scan(coming[2]),
        65: hands.insist_if_held_back,
        70: lambda: hands.refuse(hands.forged(), Answer.FORGED),
    }
    for number, guest in enumerate(coming):
        if number % 9 == 4:
            hands.search(guest, with_typo(guest.name, chance))
        else:
            hands.scan(guest, by_camera=number % 11 == 0)
        if number % 13 == 7:
            hands.scan(chance.choice(coming[: number + 1]))
        if number % 6 == 5:
            hands.walk_in(uninvited(len(hands.model.guests)))
        if number % 12 == 3:
            hands.undo()
        if number in happenings:
            happenings[number]()
    while sum(g.status is Status.WALK_IN for g in hands.model.guests) < 20:
        hands.walk_in(uninvited(len(hands.model.guests)))
    hands.undo()
    hands.check()
    hands.check_sheet(tmp_path)
    assert len(hands.model.guests) == 150
    assert sum(line.entry.value == "undone" for line in hands.model.journal) == 10


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["scan", "scan", "scan", "search", "walk_in", "undo", "leave", "forged", "unknown", "insist", "speak"]
        ),
        st.integers(0, 11),
    ),
    min_size=5,
    max_size=25,
)


def test_any_evening_ends_as_the_model_predicts(hands: Hands, tmp_path: Path) -> None:
    @settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(steps=STEPS, seed=st.integers(0, 999))
    def evening(steps: list[tuple[str, int]], seed: int) -> None:
        chance = random.Random(seed)
        guests = invented_guests(12, chance)
        hands.begin(guests)
        for what, who in steps:
            guest = guests[who]
            match what:
                case "scan":
                    hands.scan(guest)
                case "search":
                    hands.search(guest, with_typo(guest.name, chance))
                case "walk_in":
                    hands.walk_in(uninvited(len(hands.model.guests)))
                case "undo":
                    hands.undo()
                case "leave":
                    hands.leave(guest, guest.name)
                case "forged":
                    hands.refuse(hands.forged(), Answer.FORGED)
                case "unknown":
                    hands.refuse(f"HA-9999{who % 10}", Answer.UNKNOWN)
                case "insist":
                    hands.insist_if_held_back()
                case _:
                    hands.speak("fr" if who % 2 else "en")
        hands.check_sheet(tmp_path)

    evening()
