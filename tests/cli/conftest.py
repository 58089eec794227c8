"""The command line, called in this process on a data folder of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from checkin.cli import main


@dataclass(frozen=True)
class Answered:
    """What a call gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer as JSON; fails where there is more than JSON on standard output."""
        return json.loads(self.out)


Call = Callable[..., Answered]


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run `checkin --data <folder> ...`."""

    def run(*arguments: object) -> Answered:
        status = main(["--data", str(tmp_path / "data"), *map(str, arguments)])
        captured = capsys.readouterr()
        return Answered(status, captured.out, captured.err)

    return run


@pytest.fixture
def evening(call: Call) -> Call:
    """The same, with an evening and three people on its list."""
    assert call("event", "add", "--title", "Apéro #26", "--starts", "2026-12-03T19:00").status == 0
    return call


LIST = (
    "Prénom;Nom;Email;Numéro de billet;Statut\n"
    "Maëlle;Kervella;maelle@example.org;880010017;Validé\n"
    "Karim;Benali;karim@example.net;880010024;Validé\n"
    "Rémi;Fauve;remi@example.org;880010031;Annulé\n"
)


@pytest.fixture
def attendee_list(tmp_path: Path) -> Path:
    """A list of three, one of whom cancelled."""
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return path
