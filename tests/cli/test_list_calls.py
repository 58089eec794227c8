"""Lists on the command line: sheets, columns, doubts, who is missing, taking back, edits by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from tests.cli.conftest import LIST, Call

INES = "Prénom,Nom,Email\nInès,Roux,{}\n"


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def refused(answered: object) -> str:
    status, out, err = answered.status, answered.out, answered.err  # type: ignore[attr-defined]
    assert (status, out, len(err.strip().splitlines())) == (2, "", 1)
    return str(err)


def test_the_last_list_is_taken_back_once(evening: Call, attendee_list: Path) -> None:
    evening("import", attendee_list)
    taken_back = evening("import", "--take-back", "--json")
    assert taken_back.json == {"file": "list.csv", "removed": 3, "restored": 0, "kept": 0}
    assert evening("attendees", "--json").json == []
    assert "nothing to take back" in refused(evening("import", "--take-back"))


def test_a_list_stays_once_somebody_is_in(evening: Call, attendee_list: Path) -> None:
    evening("import", attendee_list)
    evening("admit", "880010017")
    assert "has begun" in refused(evening("import", "--take-back"))
    assert len(evening("attendees", "--json").json) == 3


def test_who_is_missing_is_said_and_cancelled_where_it_is_asked(evening: Call, attendee_list: Path) -> None:
    evening("import", attendee_list)
    attendee_list.write_text("".join(LIST.splitlines(keepends=True)[:2]), encoding="utf-8")
    assert (
        "1 person of the last list is not in this one, and stays" in evening("import", attendee_list, "--dry-run").out
    )
    assert evening("import", attendee_list, "--cancel-missing", "--json").json["cancelled"] == 1
    assert "×" in evening("attendees").out
    assert [one["status"] for one in evening("attendees", "--json").json] == ["expected", "cancelled", "cancelled"]


def test_a_doubt_is_told_with_the_words_that_answer_it(call: Call, tmp_path: Path) -> None:
    for title, address in (("One", "ines@example.org"), ("Two", "new@example.org")):
        call("event", "add", "--title", title, "--starts", "2026-12-03T19:00")
        path = written(tmp_path / "list.csv", INES.format(address))
        if title == "One":
            call("import", path)
    (problem,) = [p for p in call("import", path, "--dry-run", "--json").json["problems"] if p["kind"] == "maybe_known"]
    assert problem["row"] == 2
    join = problem["message"].rpartition("--join ")[2]
    assert join in refused(call("import", path, "--join", "2=somebody"))
    loaded = call("import", path, "--join", join, "--json").json
    assert (loaded["added"], loaded["problems"]) == (1, [])
    assert "in doubt" in refused(call("import", path, "--join", join))


def test_a_column_is_taken_for_what_the_call_says(evening: Call, tmp_path: Path) -> None:
    path = written(tmp_path / "list.csv", "Prénom;Nom;Truc\nInès;Roux;Mairie\n")
    evening("import", path, "--column", "truc=organisation")
    assert evening("attendees", "--json").json[0]["organisation"] == "Mairie"
    dry = evening("import", path, "--column", "Nom=", "--dry-run", "--json").json
    assert [(a["given_name"], a["family_name"]) for a in dry["attendees"]] == [("Inès", "")]


@pytest.mark.parametrize(
    ("column", "said"),
    [("Machin=organisation", "Prénom, Nom, Truc"), ("Truc=structure", "organisation"), ("Truc", "HEADER=FIELD")],
)
def test_a_wrong_header_or_field_is_told_with_those_that_there_are(
    evening: Call, tmp_path: Path, column: str, said: str
) -> None:
    path = written(tmp_path / "list.csv", "Prénom;Nom;Truc\nInès;Roux;Mairie\n")
    assert said in refused(evening("import", path, "--column", column))
    assert evening("attendees", "--json").json == []


def test_a_sheet_is_chosen_by_its_name(evening: Call, tmp_path: Path, attendee_list: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        for name, given_name in (("Mars", "Inès"), ("Avril", "Karim")):
            sheet = workbook.add_worksheet(name)
            sheet.write_row(0, 0, ["Prénom", "Nom", "Email"])
            sheet.write_row(1, 0, [given_name, "Roux", "x@example.org"])
    dry = evening("import", path, "--sheet", "Avril", "--dry-run", "--json").json
    assert [a["given_name"] for a in dry["attendees"]] == ["Karim"]
    assert "Mars, Avril" in refused(evening("import", path, "--sheet", "Mai"))
    assert "no sheets" in refused(evening("import", attendee_list, "--sheet", "Mai"))


def test_an_edit_by_hand_is_answered_and_kept_by_the_next_list(evening: Call, attendee_list: Path) -> None:
    evening("import", attendee_list)
    guest = evening("attendees", "--json").json[0]
    edited = evening("edit", guest["id"], "--email", "m@example.org", "--status", "cancelled", "--places", 2, "--json")
    assert edited.json == guest | {"email": "m@example.org", "status": "cancelled", "places": 2}
    evening("import", attendee_list)
    assert evening("attendees", "--json").json[0] == edited.json


@pytest.mark.parametrize(
    "options",
    [
        ["import"],
        ["import", "list.csv", "--take-back"],
        ["import", "--take-back", "--dry-run"],
        ["edit", "01a20ca4-ae7d-7280-a46b-76bcc337450e"],
        ["edit", "01a20ca4-ae7d-7280-a46b-76bcc337450e", "--note", "late"],
        ["edit", "nobody", "--note", "late"],
        ["edit", "01a20ca4-ae7d-7280-a46b-76bcc337450e", "--status", "walk_in"],
        ["edit", "01a20ca4-ae7d-7280-a46b-76bcc337450e", "--email", "none at all"],
        ["edit", "01a20ca4-ae7d-7280-a46b-76bcc337450e", "--handle", "I have none"],
        ["edit", "01a20ca4-ae7d-7280-a46b-76bcc337450e", "--places", "many"],
    ],
)
def test_a_call_that_says_too_little_or_nonsense_is_one_line(evening: Call, options: list[str]) -> None:
    refused(evening(*options))
