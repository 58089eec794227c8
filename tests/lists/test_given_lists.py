from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

import pytest

from checkin.lists.listed import Severity
from checkin.lists.reading import read_list
from tests.lists.lists import DATA, by_row, kinds

GIVEN = [
    ("helloasso.csv", "HelloAsso"),
    ("eventbrite.csv", "Eventbrite"),
    ("google_forms_fr.csv", "Google Forms"),
    ("liste_tapee_a_la_main.xlsx", ""),
    ("billetweb.csv", "Billetweb"),
    ("luma.csv", "Luma"),
    ("pretix_checkin.xlsx", "pretix"),
    ("meetup.xls", "Meetup"),
]
# Without a header row, so that its columns have no names of their own.
ALL = [*GIVEN, ("pretix_orders.json", "pretix")]
COMPARED = ("full_name", "email", "handle", "organisation", "category", "status", "places", "name_certain")


def expected_of(name: str) -> dict[str, Any]:
    path = DATA / "given" / f"{name.rsplit('.', 1)[0]}.expected.json"
    expected: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return expected


def same(one: object, other: object) -> bool:
    def plain(value: object) -> str:
        return re.sub(r"\s+", " ", unicodedata.normalize("NFC", str(value))).strip().casefold()

    return plain(one) == plain(other)


@pytest.mark.parametrize(("name", "platform"), ALL)
def test_a_platforms_list_names_just_the_people_that_it_should(name: str, platform: str) -> None:
    expected = expected_of(name)
    found = read_list(DATA / "given" / name)
    attendees = by_row(found)
    assert found.platform == platform
    assert sorted(attendees) == [wanted["row"] for wanted in expected["attendees"]]
    assert len(found.attendees) == len(attendees)
    for wanted in expected["attendees"]:
        attendee = attendees[wanted["row"]]
        fields = COMPARED + (("given_name", "family_name") if wanted["name_certain"] else ())
        differences = {f: getattr(attendee, f) for f in fields if not same(getattr(attendee, f), wanted[f])}
        assert not differences, f"row {wanted['row']}: {differences}"
        codes = {wanted["ticket_code"], wanted.get("ticket_code_alt", wanted["ticket_code"])}
        assert attendee.ticket_code in codes


@pytest.mark.parametrize(("name", "platform"), ALL)
def test_each_problem_of_a_platforms_list_is_reported_with_its_kind_and_severity(name: str, platform: str) -> None:
    found = read_list(DATA / "given" / name)
    told = {(problem.row, problem.kind.value, problem.severity.value) for problem in found.problems}
    for problem in expected_of(name)["problems"]:
        assert (problem["row"], problem["kind"], problem["severity"]) in told


@pytest.mark.parametrize(("name", "platform"), GIVEN)
def test_nothing_is_flagged_that_needs_no_look(name: str, platform: str) -> None:
    found = read_list(DATA / "given" / name)
    expected = {(problem["row"], problem["kind"]) for problem in expected_of(name)["problems"]}
    flagged = {(p.row, p.kind.value) for p in found.problems if p.severity is not Severity.INFO}
    assert flagged <= expected


@pytest.mark.parametrize(("name", "platform"), GIVEN)
def test_the_columns_are_explained_for_the_preview(name: str, platform: str) -> None:
    expected = expected_of(name)
    found = read_list(DATA / "given" / name)
    assert found.header_row == expected["format"]["header_row"]
    assert found.rows == expected["counts"]["records_in_file"]
    headers = {column.header: column for column in found.columns if column.field}
    for header in expected["mapping"]:
        if expected["mapping"][header] in {"checked_in", "buyer_email"}:
            continue
        column = headers[" ".join(header.split())]
        assert 0 < column.score <= 1
        assert column.reason


def test_a_row_that_is_kept_out_can_still_be_shown() -> None:
    found = read_list(DATA / "given" / "helloasso.csv")
    assert [(listed.row, listed.full_name) for listed in found.withheld] == [(16, "Chidi OKAFOR")]


def test_a_hidden_sheet_is_not_read_and_not_offered() -> None:
    found = read_list(DATA / "given" / "liste_tapee_a_la_main.xlsx")
    assert found.sheet == "Invités"
    assert "other_sheets" not in {kind for _, kind in kinds(found)}
