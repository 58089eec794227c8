"""The law of the readers: any list of people, in any dialect, comes back as it was written."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.lists.listed import Listed
from checkin.lists.reading import read_list
from tests.lists.dialects import DIALECTS, LANGUAGES, Dialect
from tests.lists.made_up import people
from tests.lists.written import Written

OPTIONAL = ("email", "handle", "organisation", "category", "code", "status", "places")


def as_read(one: Listed) -> dict[str, object]:
    """Return what was read of a person, in the words of this test."""
    halves = {"given": one.given_name, "family": one.family_name} if one.name_certain else {}
    return halves | {
        "full": one.full_name,
        "certain": one.name_certain,
        "email": one.email,
        "handle": one.handle,
        "organisation": one.organisation,
        "category": one.category,
        "code": one.ticket_code,
        "status": one.status,
        "places": one.places,
    }


@cache
@st.composite
def lists(draw: st.DrawFn, dialect: Dialect) -> Written:
    """Any list that a dialect can hold, with any of its columns in any order, in French or in English."""
    language = "French" if dialect.accented else draw(st.sampled_from(sorted(LANGUAGES)))
    if set(dialect.fields) != set(LANGUAGES[language]):
        columns: list[str] = list(dialect.fields)
    else:
        names = draw(st.sampled_from([["given", "family"], ["given", "family"] if dialect.accented else ["full"]]))
        optional = draw(st.lists(st.sampled_from(OPTIONAL), unique=True))
        columns = draw(st.permutations(names + optional))
    headers = [draw(st.sampled_from(LANGUAGES[language][column])) for column in columns]
    return Written(draw(people(dialect.holds)), columns, headers, language)


@pytest.mark.parametrize("dialect", DIALECTS, ids=str)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_any_list_in_any_dialect_comes_back_the_same(dialect: Dialect, tmp_path: Path, data: st.DataObject) -> None:
    written = data.draw(lists(dialect))
    path = tmp_path / dialect.file
    path.write_bytes(dialect.write(written.rows()))
    assert [as_read(one) for one in read_list(path).attendees] == written.expected()


def test_initials_alone_in_a_row_are_a_name_and_no_remark(tmp_path: Path) -> None:
    # Found by the law.
    listed = read_list(write(tmp_path, "Full name,Email\nZoé Péan,\nJ.-P. Péan,\nProf. Li Bo,\n"))
    assert [one.full_name for one in listed.attendees] == ["Zoé Péan", "J.-P. Péan", "Prof. Li Bo"]


def test_somebody_whose_name_and_status_head_columns_too_begins_no_second_table(tmp_path: Path) -> None:
    # Found by the law.
    listed = read_list(write(tmp_path, "Prénom,Nom,Statut\nMél,Péan,Annulé\nZoé,Péan,Validé\n"))
    assert [one.full_name for one in listed.attendees] == ["Mél Péan", "Zoé Péan"]


def write(folder: Path, text: str) -> Path:
    """Write a list as UTF-8."""
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return path
