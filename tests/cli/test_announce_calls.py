"""`checkin announce`: the call, its JSON and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from checkin.desk import Desk
from checkin.desk.walk_ins import WalkIn
from checkin.evenings import Evenings
from checkin.model import Event
from checkin.settings import SettingsFile
from checkin.storage.database import open_database
from tests.cli.conftest import Answered, Call
from tests.conftest import Clock

Announce = Callable[..., Answered]


@pytest.fixture
def announce(call: Call) -> Announce:
    """Run `checkin announce` on a data folder of its own."""
    return lambda *options: call("announce", *options)


@pytest.fixture
def event(tmp_path: Path, clock: Clock) -> Event:
    """The evening to announce, after one at which two walk-ins came, one of whom agreed to be written to."""
    folder = tmp_path / "data"
    folder.mkdir()
    settings = SettingsFile(folder)
    database = open_database(folder)
    evenings = Evenings(database, settings)
    first = evenings.add("Apéro #25", datetime(2026, 11, 5, 19))  # noqa: DTZ001 - as typed
    desk = Desk(database, first.id, settings.current.door, clock)
    desk.register_walk_in(WalkIn("Zoë", "Adam", "zoe@example.org", may_be_written_to=True))
    desk.register_walk_in(WalkIn("Karim", "Benali", "karim@example.org"))
    made = evenings.add("Apéro #26", datetime(2026, 12, 3, 19), theme="L’eau", venue="Le Bistrot")  # noqa: DTZ001
    database.close()
    return made


def test_the_whole_kit_in_one_language(tmp_path: Path, announce: Announce, event: Event) -> None:
    out = tmp_path / "kit"
    answer = announce(
        "--out", out, "--lang", "fr", "--url", "https://example.org/26", "--guests", "Ada Lovelace, Alan Turing",
        "--partners", "La Cantine", "--address", "12 quai de la Fosse", "--ends", "2026-12-03T23:00", "--number", 26,
        "--hashtag", "apéro", "--organiser", "Nous", "--animations", "tombola", "--json",
    )  # fmt: skip
    assert (answer.status, answer.err) == (0, "")
    said = answer.json
    assert set(said) == {"folder", "files", "texts", "invited", "drafts"}
    assert (said["folder"], said["invited"], said["drafts"]) == (str(out), 1, 1)
    assert all(Path(path).is_file() for path in said["files"])
    assert {Path(path).name for path in said["files"]} == {path.name for path in out.iterdir()}
    assert {name: text["limit"] for name, text in said["texts"].items()} == {"x": 280, "mastodon": 500, "bluesky": 300}
    assert set(said["texts"]["x"]) == {"text", "count", "limit", "shortened", "language"}
    assert "Avec Ada Lovelace et Alan Turing" in said["texts"]["x"]["text"]
    assert "https://example.org/26" in said["texts"]["x"]["text"]
    assert "zoe@example.org" in (out / "invitations.csv").read_text(encoding="utf-8-sig")
    assert "karim@example.org" not in (out / "invitations.csv").read_text(encoding="utf-8-sig")


def test_both_languages_are_told_apart_and_people_read_it_too(tmp_path: Path, announce: Announce, event: Event) -> None:
    said = announce("--out", tmp_path / "kit", "--lang", "both", "--json").json
    assert sorted(said["texts"]) == ["bluesky-en", "bluesky-fr", "mastodon-en", "mastodon-fr", "x-en", "x-fr"]
    lines = announce("--out", tmp_path / "kit", "--event", event.id).out.splitlines()
    assert lines[0].startswith("X (")
    assert "Apéro #26: L’eau" in lines
    assert lines[-1] == "1 person agreed to be written to"


def test_what_cannot_be_is_one_clear_line_and_nothing_is_written(
    tmp_path: Path, announce: Announce, event: Event
) -> None:
    for option, value, told in (
        ("--ends", "2026-12-03T18:00", "not a time after the start"),
        ("--ends", "late", "not a time after the start"),
        ("--number", "two", "not the number of an evening"),
        ("--number", "0", "not the number of an evening"),
        ("--url", "example.org", "not a web address"),
    ):
        answer = announce("--out", tmp_path / "kit", option, value, "--json")
        assert (answer.status, answer.out) == (2, "")
        assert told in answer.err
        assert value in answer.err
        assert not (tmp_path / "kit").exists()


def test_an_own_text_wins_and_a_bad_one_is_told_with_its_line(tmp_path: Path, announce: Announce, event: Event) -> None:
    own = tmp_path / "data" / "announcing" / "en" / "x.txt"
    own.parent.mkdir(parents=True)
    own.write_text("Ours: {theme}\n", encoding="utf-8")
    assert announce("--out", tmp_path / "kit", "--json").json["texts"]["x"]["text"] == "Ours: L’eau"
    own.write_text("Ours:\n{teme}\n", encoding="utf-8")
    answer = announce("--out", tmp_path / "kit", "--json")
    assert answer.status == 2
    assert f"{own}, line 2: there is no {{teme}}." in answer.err
