"""The list on paper from the command line, and ticking it in."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from checkin.attendance.paper_codes import codes_of
from checkin.badges.pictures import page_text
from checkin.cli import paper
from tests.cli.conftest import LIST, Answered, Call

NOW = datetime(2026, 12, 3, 20, 40).astimezone()


@pytest.fixture
def listed(evening: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """An evening with three people on its list, of whom one has cancelled; it is twenty to nine."""
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    assert evening("import", path).status == 0
    monkeypatch.setattr(paper, "now", lambda: NOW)
    return evening


def lines(answered: Answered) -> list[dict[str, object]]:
    """Return the answers, one a line."""
    return [json.loads(line) for line in answered.out.splitlines()]


def arrivals(call: Call) -> dict[str, str | None]:
    """Return when everybody came."""
    return {a["given_name"]: a["arrived_at"] for a in call("attendees", "--json").json}


def codes(call: Call) -> dict[str, str]:
    """Return everybody's code by given name."""
    found = call("attendees", "--json").json
    known = codes_of(UUID(a["id"]) for a in found)
    return {a["given_name"]: known[UUID(a["id"])] for a in found}


def test_the_list_is_written_with_its_codes(listed: Call, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    answered = listed("paper-list", "--out", path, "--json")
    assert answered.json == {"rows": 2, "pages": 1, "file": str(path)}
    said = page_text(path, 0)
    for code in codes(listed).values():
        assert code in said
    assert "2 guests on 1 page: " in listed("paper-list", "--out", path).out


def test_codes_and_names_are_ticked_in_at_a_time(listed: Call) -> None:
    answered = listed("tick", codes(listed)["Maëlle"].lower(), "benali karim", "--at", "20h15", "--json")
    assert answered.status == 0
    assert [line["verdict"] for line in lines(answered)] == ["admitted", "admitted"]
    assert arrivals(listed) == {
        "Maëlle": "2026-12-03T20:15:00.000+01:00",
        "Karim": "2026-12-03T20:15:00.000+01:00",
        "Rémi": None,
    }


def test_what_means_nobody_or_several_is_said_and_the_others_are_let_in(listed: Call) -> None:
    assert listed("walk-in", "--given", "Karima", "--family", "Benali", "--new").status == 0
    answered = listed("tick", "9zzz", "benali", "Maëlle Kervella", "Rémi Fauve")
    assert answered.status == 1
    assert answered.err.splitlines() == [
        "Nobody on the list has the code or the name “9zzz”.",
        "“benali” may be Karim Benali and Karima Benali: write the whole name or the whole code.",
    ]
    assert [line.split(" · ")[1:3] for line in answered.out.splitlines()] == [
        ["Welcome", "Maëlle Kervella"],
        ["Cancelled", "Rémi Fauve"],
    ]
    assert arrivals(listed)["Maëlle"]


@pytest.mark.parametrize(
    ("time", "at", "said"),
    [
        ("20:41", NOW, "checkin: 20:41 has not come yet: check the time."),
        ("soon", NOW, "checkin: “soon” is no time: write it as 20:15."),
        (
            "20:15",
            NOW - timedelta(days=1),
            "checkin: The evening is on Thursday 3 December 2026: nobody can have come yet.",
        ),
    ],
)
def test_a_time_that_cannot_be_is_one_line_and_writes_nothing(
    listed: Call, monkeypatch: pytest.MonkeyPatch, time: str, at: datetime, said: str
) -> None:
    monkeypatch.setattr(paper, "now", lambda: at)
    answered = listed("tick", "Maëlle Kervella", "--at", time)
    assert (answered.status, answered.out, answered.err.splitlines()) == (2, "", [said])
    assert set(arrivals(listed).values()) == {None}
