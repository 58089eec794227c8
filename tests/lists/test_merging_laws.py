"""The laws of loading lists one over the other, for any lists, with edits by hand in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.evenings import Evenings
from checkin.lists.editing import Editor
from checkin.lists.importing import Change
from checkin.model import Status
from checkin.storage.database import Database
from tests.lists.evenings import Evening, Row

COLUMNS = "given family email handle organisation category status places note"
PEOPLE = {
    "Maëlle": "Kervella",
    "Karim": "Benali",
    "Inès": "Roux",
    "Zoé": "Péan",
    "Rodrigo": "García",
    "Ottilie": "Umbach",
}
words = st.sampled_from(["", "Mairie", "Région", "Presse"])
details = st.fixed_dictionaries(
    {
        "organisation": words,
        "category": words,
        "handle": st.sampled_from(["", "@one", "@two"]),
        "status": st.sampled_from(["Validé", "Annulé"]),
        "places": st.sampled_from(["1", "2", "5"]),
        "note": st.sampled_from(["", "vegan", "late"]),
    }
)
corrections = st.sampled_from([{}, {"email": ""}, {"email": "{n}@example.com"}, {"family": "{family}x"}])


@st.composite
def lists(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    """Draw a list, and the same people corrected, in any order and with more of them."""
    people = draw(st.lists(st.sampled_from(sorted(PEOPLE)), min_size=1, max_size=5, unique=True))
    more = draw(st.lists(st.sampled_from(sorted(PEOPLE)), max_size=2, unique=True))
    first, second = [], []
    for given_name in dict.fromkeys((*people, *more)):
        n, family = sorted(PEOPLE).index(given_name), PEOPLE[given_name]
        row = {"given": given_name, "family": family, "email": f"{n}@example.org"}
        if given_name in people:
            first.append(row | draw(details))
        correction = {key: text.format(n=n, family=family) for key, text in draw(corrections).items()}
        second.append(row | draw(details) | correction)
    return first, draw(st.permutations(second))


typed = st.fixed_dictionaries(
    {},
    optional={
        "given_name": st.sampled_from(["Alexandrine", "Bo"]),
        "family_name": st.sampled_from(["Wójcik", "Li"]),
        "email": st.sampled_from(["", "by.hand@example.net"]),
        "organisation": st.sampled_from(["", "By hand"]),
        "category": st.sampled_from(["", "VIP"]),
        "places": st.sampled_from(["1", "7"]),
        "note": st.sampled_from(["", "typed"]),
        "status": st.sampled_from([Status.EXPECTED, Status.CANCELLED]),
    },
)
law = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def new_evening(database: Database, evenings: Evenings, folder: Path) -> Evening:
    event = evenings.add("Law", datetime(2026, 12, 3, 19))  # noqa: DTZ001 - as typed
    return Evening(database, event, folder, COLUMNS)


@law
@given(both=lists(), edits=st.lists(typed, max_size=5))
def test_a_list_loaded_again_changes_nothing_of_what_was_done_by_hand_in_between(
    database: Database, evenings: Evenings, tmp_path: Path, both: tuple[list[Row], list[Row]], edits: list[Any]
) -> None:
    evening, editor = new_evening(database, evenings, tmp_path), Editor(database)
    rows, _ = both
    evening.load(*rows)
    for record, edit in zip(evening.records(), edits, strict=False):
        editor.change(record.id, **edit)
    before = evening.records()
    plan = evening.load(*rows[::-1])
    assert plan.count(Change.UNCHANGED) == len(rows)
    assert evening.records() == before


@law
@given(both=lists())
def test_a_list_and_then_its_correction_is_as_the_correction_alone(
    database: Database, evenings: Evenings, tmp_path: Path, both: tuple[list[Row], list[Row]]
) -> None:
    first, second = both
    evening, alone = (new_evening(database, evenings, tmp_path) for _ in range(2))
    evening.load(*first)
    evening.load(*second)
    alone.load(*second)
    assert evening.fields() == alone.fields()


@law
@given(both=lists(), edits=st.lists(typed, max_size=5))
def test_a_correction_is_taken_wherever_nobody_typed_something_else(
    database: Database, evenings: Evenings, tmp_path: Path, both: tuple[list[Row], list[Row]], edits: list[Any]
) -> None:
    first, second = both
    evening, alone, editor = *(new_evening(database, evenings, tmp_path) for _ in range(2)), Editor(database)
    evening.load(*first)
    said = dict(zip((row["given"] for row in first), evening.records(), strict=True))
    by_hand: dict[str, dict[str, Any]] = {}
    for (given_name, record), edit in zip(said.items(), edits, strict=False):
        editor.change(record.id, **edit)
        by_hand[given_name] = {name: value for name, value in edit.items() if str(getattr(record, name)) != str(value)}
    plan = evening.load(*second)
    alone.load(*second)
    corrected = {record.given_name: record for record in alone.records()}
    for row, written in zip(plan.rows, second, strict=True):
        expected, before = corrected[written["given"]], said.get(written["given"])
        edit = by_hand.get(written["given"], {})
        if "status" in edit and before is not None and expected.status is not before.status:
            del edit["status"]
        expected = replace(expected, **{name: int(v) if name == "places" else v for name, v in edit.items()})
        expected = replace(expected, full_name=f"{expected.given_name} {expected.family_name}")
        stands = row.record
        assert stands == replace(
            expected, id=stands.id, event_id=stands.event_id, person_id=stands.person_id, edited=stands.edited
        )
