"""Lists of the platforms that are known by shape, beside what they should give; every person is invented.

The headers are those of the platforms' own exports, as their source, their documentation or public examples show them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checkin.lists.listed import Field, Severity
from checkin.lists.platforms import platform_of, platforms
from checkin.lists.reading import read_list
from checkin.lists.text import words
from checkin.lists.vocabulary import header_matches, load

LISTS = Path(__file__).parent / "platforms"
EXPECTED: dict[str, dict[str, Any]] = json.loads((LISTS / "expected.json").read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_platforms_list_is_known_by_its_shape_and_names_just_whom_it_should(name: str) -> None:
    found = read_list(LISTS / name)
    people = [
        [a.row, a.full_name, a.email, a.handle, a.organisation, a.category, a.ticket_code, a.status.value, a.places]
        for a in found.attendees
    ]
    assert found.platform == EXPECTED[name]["platform"]
    assert people == EXPECTED[name]["people"]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_problem_of_a_platforms_list_is_told_and_no_other(name: str) -> None:
    told = {(p.row, p.kind.value, p.severity.value) for p in read_list(LISTS / name).problems}
    wanted = {(row, kind, severity) for row, kind, severity in EXPECTED[name]["problems"]}
    kinds = {(p[0], p[2]) for p in wanted if p[1] == "*"}
    assert {p for p in told if p[2] != Severity.INFO and (p[0], p[2]) not in kinds} == {
        p for p in wanted if p[1] != "*"
    }
    assert kinds <= {(row, severity) for row, _, severity in told}


def test_there_is_a_list_for_each_platform_and_each_list_is_expected() -> None:
    assert {platform.name for platform in platforms()} | {""} == {wanted["platform"] for wanted in EXPECTED.values()}
    assert {path.name for path in LISTS.glob("*.csv")} == set(EXPECTED)


def test_a_linkedin_profile_is_kept_as_a_link_and_is_no_handle() -> None:
    rita = read_list(LISTS / "luma.csv").attendees[0]
    assert (rita.handle, rita.profile_link) == ("@rita.o", "https://www.linkedin.com/in/rita-okoye")


def test_each_platform_is_found_by_each_of_its_shapes_or_a_fuller_one() -> None:
    for entry in load("platforms.json")["platforms"]:
        for headers in entry["headers"]:
            found = platform_of(headers)
            assert found is not None
            assert found.name == entry["name"], headers


def test_an_unknown_header_is_no_platforms() -> None:
    assert platform_of(["Nom", "Prénom", "Mail"]) is None


def test_a_platforms_entry_has_no_part_that_nothing_reads() -> None:
    for entry in load("platforms.json")["platforms"]:
        assert set(entry) <= {"name", "headers", "columns", "spare", "form", "remarks", "marks"}, entry["name"]


def test_every_synonym_of_the_data_file_is_found_as_its_field() -> None:
    for name, synonyms in load("columns.json")["fields"].items():
        for synonym in synonyms["is"]:
            fields = {match.field for match in header_matches(synonym)}
            assert Field(name) in fields or any(field.value.startswith("buyer") for field in fields), synonym


def test_no_header_stands_for_two_fields() -> None:
    seen: dict[str, str] = {}
    for name, synonyms in load("columns.json")["fields"].items():
        for synonym in synonyms["is"]:
            assert seen.setdefault(words(synonym), name) == name, synonym


def test_no_status_means_two_things() -> None:
    data = load("statuses.json")
    meanings = ("expected", "cancelled", "unconfirmed")
    for one in meanings:
        for other in meanings:
            if one != other:
                assert not set(map(words, data[one])) & set(map(words, data[other]))
