"""The command line as a contract: calls, JSON fields, exit statuses."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from checkin.badges.templates import OWN_FOLDER, TEMPLATES
from checkin.paths import resource
from checkin.storage.database import FILE_NAME
from tests.cli.conftest import LIST, Call

ATTENDEE_FIELDS = {
    "id",
    "given_name",
    "family_name",
    "full_name",
    "email",
    "handle",
    "organisation",
    "category",
    "ticket_code",
    "status",
    "places",
    "arrived_at",
    "visits",
}
VERDICT_FIELDS = {"verdict", "text", "attendee", "arrival_id", "at", "door", "first_arrival"}


def test_an_added_evening_is_the_current_one(call: Call) -> None:
    first = call("event", "add", "--title", "One", "--starts", "2026-12-03T19:00", "--capacity", 120, "--json").json
    second = call("event", "add", "--title", "Two", "--starts", "2027-01-07T19:00", "--json").json
    assert {e["id"]: e["current"] for e in call("event", "list", "--json").json} == {
        first["id"]: False,
        second["id"]: True,
    }
    call("event", "use", first["id"])
    assert [e["title"] for e in call("event", "list", "--json").json if e["current"]] == ["One"]


def test_a_list_is_loaded_once_however_often_it_is_given(evening: Call, attendee_list: Path) -> None:
    first = evening("import", attendee_list, "--json").json
    assert {k: first[k] for k in ("added", "updated", "unchanged", "cancelled")} == {
        "added": 3,
        "updated": 0,
        "unchanged": 0,
        "cancelled": 1,
    }
    again = evening("import", attendee_list, "--json").json
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 3)
    people = evening("attendees", "--json").json
    assert set(people[0]) == ATTENDEE_FIELDS
    assert [p["status"] for p in people] == ["expected", "expected", "cancelled"]


def test_a_dry_run_says_what_would_change_and_changes_nothing(evening: Call, attendee_list: Path) -> None:
    dry = evening("import", attendee_list, "--dry-run", "--json").json
    assert dry["added"] == 3
    assert [a["row"] for a in dry["attendees"]] == [2, 3, 4]
    assert set(dry["attendees"][0]) > ATTENDEE_FIELDS
    assert evening("attendees", "--json").json == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Kervella", "Kervela"),
        ("maelle@example.org", "maelle.k@example.org"),
        ("880010017", "880010017 "),
        ("Benali;karim@example.net", "Benali;"),
    ],
)
def test_a_corrected_file_updates_and_never_doubles(evening: Call, attendee_list: Path, wrong: str, right: str) -> None:
    for drop_codes in (False, True):
        text = LIST
        if drop_codes:
            for code in ("880010017", "880010024", "880010031"):
                text = text.replace(code, "")
        attendee_list.write_text(text, encoding="utf-8")
        evening("import", attendee_list)
        attendee_list.write_text(text.replace(wrong, right), encoding="utf-8")
        evening("import", attendee_list)
        assert len(evening("attendees", "--json").json) == 3


def test_a_badge_admits_then_says_already_here(evening: Call, attendee_list: Path, tmp_path: Path) -> None:
    evening("import", attendee_list)
    first = evening("admit", "880010017", "--door", "North", "--json")
    assert first.status == 0
    assert set(first.json) == VERDICT_FIELDS
    assert (first.json["verdict"], first.json["door"]) == ("admitted", "North")
    assert first.json["attendee"]["arrived_at"] == first.json["at"]
    second = evening("admit", "880010017", "--json")
    assert second.status == 1
    assert second.json["verdict"] == "already_arrived"
    assert second.json["first_arrival"] == {"at": first.json["at"], "door": "North"}


@pytest.mark.parametrize(
    ("text", "verdict"), [("880010031", "cancelled"), ("880019999", "unknown"), ("a bottle", "not_a_badge")]
)
def test_a_refused_scan_exits_with_one(evening: Call, attendee_list: Path, text: str, verdict: str) -> None:
    evening("import", attendee_list)
    answered = evening("admit", text, "--json")
    assert answered.status == 1
    assert answered.json["verdict"] == verdict
    assert answered.json["arrival_id"] is None


def test_an_arrival_can_be_taken_back(evening: Call, attendee_list: Path) -> None:
    evening("import", attendee_list)
    arrival = evening("admit", "880010017", "--json").json["arrival_id"]
    taken_back = evening("undo", arrival, "--json")
    assert taken_back.status == 0
    assert taken_back.json["attendee"]["arrived_at"] is None
    assert evening("undo", arrival).status == 2
    assert evening("admit", "880010017").status == 0


def test_badges_are_printed_and_remembered(evening: Call, attendee_list: Path, tmp_path: Path) -> None:
    evening("import", attendee_list)
    out = tmp_path / "badges.pdf"
    assert evening("badges", "--out", out, "--json").json == {"badges": 2, "pages": 1, "file": str(out)}
    assert out.read_bytes().startswith(b"%PDF")
    assert evening("badges", "--out", out, "--only-new", "--json").json["badges"] == 0
    someone = evening("attendees", "--json").json[0]["id"]
    assert evening("badges", "--out", out, "--attendee", someone, "--json").json["badges"] == 1


def test_a_walk_in_is_registered_admitted_and_badged(evening: Call, tmp_path: Path) -> None:
    answered = evening("walk-in", "--given", "Zoé", "--handle", "zoe", "--badge", tmp_path / "zoe.pdf", "--json")
    assert answered.status == 0
    assert answered.json["attendee"]["status"] == "walk_in"
    assert answered.json["verdict"]["verdict"] == "admitted"
    assert Path(answered.json["file"]).read_bytes().startswith(b"%PDF")


def test_a_walk_in_who_is_on_the_list_is_offered_and_not_doubled(evening: Call, attendee_list: Path) -> None:
    evening("import", attendee_list)
    offered = evening("walk-in", "--given", "maelle", "--family", "KERVELLA", "--json")
    assert offered.status == 1
    assert offered.json["attendee"] is None
    (double,) = offered.json["doubles"]
    assert double["id"] in offered.err
    assert len(evening("attendees", "--json").json) == 3
    admitted = evening("walk-in", "--given", "maelle", "--family", "KERVELLA", "--is", double["id"], "--json")
    assert admitted.json["verdict"]["verdict"] == "admitted"
    assert len(evening("attendees", "--json").json) == 3
    another = evening("walk-in", "--given", "maelle", "--family", "KERVELLA", "--new", "--json")
    assert another.json["attendee"]["status"] == "walk_in"
    assert len(evening("attendees", "--json").json) == 4


@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf"])
def test_the_attendance_sheet_is_written(evening: Call, attendee_list: Path, tmp_path: Path, ending: str) -> None:
    evening("import", attendee_list)
    out = tmp_path / f"sheet.{ending}"
    assert evening("attendance", "--out", out, "--json").json == {"rows": 3, "file": str(out)}
    assert out.stat().st_size > 100


def test_data_are_copied_checked_and_brought_back(evening: Call, attendee_list: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    evening("backup", copy)
    evening("import", attendee_list)
    assert evening("restore", copy).status == 0
    assert evening("attendees", "--json").json == []
    assert evening("check", "--json").json["ok"] is True


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["event", "add", "--title", "T", "--starts", "tomorrow"],
        ["event", "add", "--title", "  ", "--starts", "2026-12-03T19:00"],
        ["event", "add", "--title", "T", "--starts", "2026-12-03T19:00", "--capacity", "none"],
        ["event", "use", "not-an-id"],
        ["event", "use", "00000000-0000-0000-0000-000000000000"],
        ["import", "missing.csv"],
        ["attendance", "--out", "sheet.docx"],
        ["badges", "--out", "b.pdf", "--template", "none"],
        ["badges", "--out", "b.pdf", "--attendee", "00000000-0000-0000-0000-000000000000"],
        ["walk-in"],
        ["undo", "00000000-0000-0000-0000-000000000000"],
        ["scan", "--source", "missing.mp4"],
        ["decode", "missing.png"],
        ["restore", "missing.sqlite3"],
    ],
)
def test_an_unusable_call_is_one_clear_line_and_changes_nothing(
    evening: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = (tmp_path / "data" / FILE_NAME).read_bytes()
    files = sorted(tmp_path.rglob("*"))
    answered = evening(*arguments)
    assert answered.status == 2
    assert answered.out == ""
    lines = answered.err.strip().splitlines()
    assert len(lines) == 1, lines
    assert (tmp_path / "data" / FILE_NAME).read_bytes() == before
    assert sorted(tmp_path.rglob("*")) == files


def test_without_an_evening_it_says_how_to_add_one(call: Call) -> None:
    answered = call("attendees")
    assert answered.status == 2
    assert "checkin event add" in answered.err


def test_no_cell_of_the_csv_runs_as_a_formula(evening: Call, tmp_path: Path) -> None:
    for name in ("=HYPERLINK(1)", "+33 6", "-2", "@SUM(1)", "\t=1", "＝1"):
        evening("walk-in", "--given", name, "--new")
    out = tmp_path / "sheet.csv"
    evening("attendance", "--out", out)
    with out.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "＝"))]


def test_a_bug_is_one_line_and_its_details_are_in_the_log(
    evening: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("checkin.storage.attendees.Attendees.of_event", stumble)
    answered = evening("attendees")
    assert answered.status == 3
    (line,) = answered.err.strip().splitlines()
    assert line.endswith("checkin.log")
    assert "ZeroDivisionError" in (tmp_path / "data" / "checkin.log").read_text(encoding="utf-8")
    caplog.clear()


def test_badges_are_printed_on_own_templates(evening: Call, attendee_list: Path, tmp_path: Path) -> None:
    evening("import", attendee_list)
    own = tmp_path / "data" / OWN_FOLDER
    own.mkdir()
    shutil.copy(resource("templates", "dymo-99014.toml"), own / "our-club.toml")
    out = tmp_path / "badges.pdf"
    assert evening("badges", "--out", out, "--template", "our-club", "--json").json["pages"] == 2
    (own / "our-club.toml").write_text("kind = 3", encoding="utf-8")
    bad = evening("badges", "--out", out, "--template", "our-club")
    assert bad.status == 2
    assert "our-club.toml" in bad.err


def test_an_unknown_template_says_where_the_names_are(
    evening: Call, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answered = evening("badges", "--out", tmp_path / "b.pdf", "--template", "none")
    assert answered.status == 2
    assert "checkin badges --help" in answered.err
    with pytest.raises(SystemExit):
        evening("badges", "--help")
    help_text = "".join(capsys.readouterr().out.split())
    assert all(name in help_text for name in TEMPLATES)
