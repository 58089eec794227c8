"""The README and CONTRIBUTING stay true: calls that parse, files that exist, rooms that are there."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from checkin.cli.parser import build_parser
from checkin.language import Language
from checkin.model import Answer, Status

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

PLACEHOLDERS = {
    "ID": "01a20ca4-ae7d-7280-a46b-76bcc337450e",
    "ATTENDEE_ID": "01a20ca4-ae7d-7280-a46b-76bcc337450e",
    "ARRIVAL_ID": "01a20ca4-ae7d-7280-a46b-76bcc337450e",
    "FILE": "list.csv",
    "F": "copy.sqlite3",
    "SRC": "0",
    "N": "3",
    "DIR": "folder",
}


def calls_of_the_readme() -> list[str]:
    table = [line.split("|")[1] for line in README.replace("\\|", "¦").splitlines() if line.startswith("| `checkin")]
    return [call for cell in table for call in re.findall(r"`(checkin[^`]*)`", cell)]


def words_of(call: str) -> list[str]:
    """Return a documented call as somebody would type it, options in brackets included, one of each choice."""
    call = call.replace("F.(csv¦xlsx¦pdf)", "sheet.csv").replace("IMAGE...", "one.png two.png")
    call = re.sub(r" ¦ --new", "", call)
    call = re.sub(r"--(email|handle|organisation|category)\b", r"--\1 X", call)
    return [PLACEHOLDERS.get(word, word) for word in shlex.split(call.replace("[", "").replace("]", ""))][1:]


def test_the_readme_names_calls() -> None:
    assert len(calls_of_the_readme()) > 15


@pytest.mark.parametrize("call", calls_of_the_readme())
def test_each_call_of_the_readme_parses(call: str) -> None:
    build_parser(Language("en"), "0").parse_args(words_of(call))


def test_every_call_is_in_the_readme() -> None:
    documented = {tuple(words_of(call))[:1] for call in calls_of_the_readme()} - {()}
    usage = build_parser(Language("en"), "0").format_help()
    known = set(re.findall(r"^    ([a-z-]+) ", usage, flags=re.MULTILINE))
    assert {name for (name,) in documented} == known


def test_every_verdict_and_status_is_in_the_readme() -> None:
    for value in (*Answer, *Status):
        assert f"`{value.value}`" in README


@pytest.mark.parametrize("text", [README, CONTRIBUTING])
def test_what_is_linked_exists(text: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), target


def test_the_test_command_is_where_ci_looks_for_it() -> None:
    after = README.split("<!-- test command -->\n```sh\n", 1)[1]
    assert after.splitlines()[0].endswith(".venv/bin/pytest")


def test_every_room_of_the_core_is_in_the_contracts_and_in_the_guide() -> None:
    entries = (ROOT / "checkin").iterdir()
    rooms = {path.stem for path in entries if path.suffix == ".py" or (path / "__init__.py").exists()}
    (layers,) = [c["layers"] for c in PROJECT["tool"]["importlinter"]["contracts"] if "layers" in c]
    in_contract = {name.strip().removeprefix("checkin.") for layer in layers for name in layer.split("|")}
    rooms, in_contract = rooms - {"__init__", "__main__"}, in_contract - {"__main__"}
    assert rooms == in_contract
    for room in rooms:
        assert f"`{room}`" in CONTRIBUTING, room


def test_nothing_names_a_place_that_only_one_machine_has() -> None:
    for path in [*ROOT.glob("*.md"), *ROOT.glob("*.toml"), ROOT / "constraints.txt", ROOT / ".ci" / "run"]:
        assert not re.search(r"/simple\b|index-url|/home/|/Users/", path.read_text(encoding="utf-8")), path
