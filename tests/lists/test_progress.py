"""A reading says how far it is, and can be ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.lists.reading import read_list


class EndedError(Exception):
    """What somebody who no longer wants the list raises."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A list of 2,000 people below a title."""
    path = tmp_path / "list.csv"
    people = "".join(f"Ruiz;Ana{i};ana{i}@example.org\n" for i in range(2_000))
    path.write_text("Soirée\nNom;Prénom;E-mail\n" + people, "utf-8")
    return path


def test_a_reading_tells_how_many_rows_of_how_many_are_done(path: Path) -> None:
    told: list[tuple[int, int]] = []
    read_list(path, report=lambda done, total: told.append((done, total)))
    known = [pair for pair in told if pair[1]]
    assert [pair for pair in known if pair[1] == 2_000] == [(i, 2_000) for i in range(0, 2_001, 500)]
    # While the file is taken apart nothing is known of its people yet.
    assert told[0] == (0, 0)
    assert all(0 <= done <= total for done, total in told)


@pytest.mark.parametrize("after", [0, 1, 2, 3, 4, 5])
def test_whatever_is_raised_in_the_report_ends_the_reading(path: Path, after: int) -> None:
    calls = 0

    def report(_done: int, _total: int) -> None:
        nonlocal calls
        calls += 1
        if calls > after:
            raise EndedError

    with pytest.raises(EndedError):
        read_list(path, report=report)
    assert calls == after + 1


def test_a_reading_that_ends_in_a_report_is_no_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text('[{"name": "Ana Ruiz", "email": "ana@example.org"}]', "utf-8")

    def report(done: int, _total: int) -> None:
        # Some readers take a ValueError for a sign of damage.
        if done == 0:
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        read_list(path, report=report)
