"""The series on the command line: over all evenings, and evening by evening."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from checkin.cli import main
from checkin.cli.context import Context
from checkin.desk import Desk, WalkIn
from checkin.language import Language
from checkin.model import Door, new_id
from tests.cli.conftest import Answered
from tests.conftest import Clock

Call = Callable[..., Answered]


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """A run of the command line, on a data folder of its own."""
    opened = Context(tmp_path, "", Language("en"), as_json=False, open_window=None)
    yield opened
    opened.close()


@pytest.fixture
def call(context: Context, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run `checkin series ...` on that data folder."""

    def run(*words: str) -> Answered:
        status = main(["--data", str(context.folder), "series", *words])
        captured = capsys.readouterr()
        return Answered(status, captured.out, captured.err)

    return run


@pytest.fixture
def held(context: Context, clock: Clock) -> Context:
    """Five evenings, of which the last has not begun: Zoé comes to all four, a newcomer with her to each."""
    door = Door(new_id(), "Bar")
    for number in range(5):
        event = context.evenings.add(f"Apéro #{number}", clock() + timedelta(days=28 * number, hours=-1))
        desk = Desk(context.database, event.id, door, lambda at=event.starts: at + timedelta(minutes=31))
        for name in ("Zoé", f"New {number}") if number < 4 else ():
            desk.register_walk_in(WalkIn(name, email=f"{name[-3:].strip()}@example.org"))
    return context


def test_the_series_is_shown_with_its_visits_its_best_evening_and_who_came_back(held: Context, call: Call) -> None:
    shown = call("show", "--not-seen", "2")
    assert shown.out.splitlines() == [
        "Apéro #0 · 4 evenings held · 5 persons, known by name",
        "  1 visit · 4 persons",
        "  4 visits · 1 person",
        "best attended: Apéro #0, Thursday 3 December 2026: 2 came",
        "newcomers who came back within three evenings: 1 of 2 (50%)",
        "not seen for 2 evenings or more: 2 persons",
    ]
    assert (shown.status, shown.err) == (0, "")


def test_the_series_is_told_in_json(held: Context, call: Call) -> None:
    told = call("show", "--json").json
    assert {key: told[key] for key in ("series", "evenings", "held", "persons", "not_seen_for")} == {
        "series": "Apéro #0",
        "evenings": 5,
        "held": 4,
        "persons": 5,
        "not_seen_for": 3,
    }
    assert told["by_visits"] == [{"visits": 1, "persons": 4}, {"visits": 4, "persons": 1}]
    assert (told["best"]["title"], told["best"]["starts"], told["best"]["came"]) == (
        *("Apéro #0", "2026-12-03T19:00+01:00", 2),
    )
    assert told["returns"] == {"newcomers": 2, "came_back": 1, "rate": 0.5, "evenings": 3, "complete": True}
    (gone,) = told["not_seen"]
    assert (gone["full_name"], gone["visits"], gone["last_seen"], gone["missed"]) == (
        *("New 0", 1, "2026-12-03T19:00+01:00", 3),
    )


def test_each_evening_is_shown_and_says_where_it_is_too_soon(held: Context, call: Call) -> None:
    lines = call("evenings").out.splitlines()
    assert lines[:4] == [
        "Thursday 3 December 2026 · Apéro #0",
        "  2 came · 0 expected · 0 no-shows · 2 walk-ins · 2 newcomers (100%) · 0 regulars",
        "  first at 19:31, last at 19:31; most in 15 minutes: 2 from 19:30",
        "  newcomers who came back within three evenings: 1 of 2 (50%)",
    ]
    assert lines[5] == "  2 came · 0 expected · 0 no-shows · 2 walk-ins · 1 newcomer (50%) · 1 regular"
    assert lines[7] == "  newcomers who came back: to be known once three evenings have followed (2 so far)"
    assert lines[-1] == "Thursday 25 March 2027 · Apéro #4 · 0 expected · not held yet"


def test_each_evening_is_told_in_json(held: Context, call: Call) -> None:
    told = call("evenings", "--json").json
    second, last = told[1], told[-1]
    assert second["by_5_minutes"] == {
        "peak": {"starts": "2026-12-31T19:30+01:00", "people": 2},
        "slots": [{"starts": "2026-12-31T19:30+01:00", "people": 2}],
    }
    assert (second["by_door"], second["by_category"]) == (
        *([{"door": "Bar", "people": 2}], [{"category": "", "people": 2}]),
    )
    assert second["returns"] == {"newcomers": 1, "came_back": 0, "rate": 0.0, "evenings": 2, "complete": False}
    assert (second["newcomer_share"], second["no_show_rate"], second["first"]) == (
        *(0.5, None, "2026-12-31T19:31:00.000+01:00"),
    )
    assert (last["held"], last["no_shows"], last["first"], last["by_15_minutes"]) == (
        *(False, None, None, {"peak": None, "slots": []}),
    )


def test_an_evening_of_the_series_may_be_named(held: Context, call: Call) -> None:
    first = call("evenings", "--json").json[0]["id"]
    assert call("show", "--event", first, "--json").json["held"] == 4


def test_a_series_before_its_first_evening_has_nothing_to_tell(context: Context, call: Call, clock: Clock) -> None:
    context.evenings.add("Apéro #0", clock())
    told = call("show", "--json").json
    assert (told["held"], told["best"], told["returns"], told["by_visits"]) == (0, None, None, [])
    assert call("show").out.splitlines()[1:] == [
        "newcomers who came back: to be known once three evenings have followed (0 so far)",
        "not seen for 3 evenings or more: 0 persons",
    ]
