"""The list that the door searches: read once, kept current, read anew where it must be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

import pytest

from checkin.desk import WalkIn
from checkin.errors import StorageError, StorageFault
from checkin.model import Attendee, Status
from checkin.search import NameIndex
from tests.crowd import CROWD, EIGHT, FEW, names, somebody
from ui.door.list_index import ListIndex


class DeskInMemory:
    """A desk whose list is a list; `meanwhile` happens while it is read."""

    def __init__(self, people: Sequence[Attendee]) -> None:
        self.people = list(people)
        self.read = 0
        self.meanwhile: Callable[[], None] = lambda: None
        self.added: list[Attendee] | None = None

    def added_since(self, _moment: datetime) -> list[Attendee] | None:
        return self.added

    def index(self) -> NameIndex:
        self.read += 1
        index = NameIndex(self.people)
        self.meanwhile()
        return index


def test_the_list_is_read_once_and_again_when_it_was_forgotten() -> None:
    desk, kept = DeskInMemory(FEW), ListIndex()
    kept.prepare(desk)
    assert names(kept.search(desk, "kerv")) == ["Maëlle Kervella", "王 小明"]
    assert names(kept.doubles(desk, WalkIn("Bob", "Martin"))) == ["Bob Martin"]
    assert desk.read == 1
    desk.people.append(somebody("Kervin Roux"))
    kept.forget()
    assert names(kept.search(desk, "kerv"))[0] == "Kervin Roux"
    assert desk.read == 2


def test_a_verdict_is_taken_up_without_reading_the_list() -> None:
    desk, kept = DeskInMemory(FEW), ListIndex()
    kept.search(desk, "kerv")
    arrived = replace(FEW[2], inside=True, arrived_at=EIGHT)
    walk_in = somebody("Kervin Roux", status=Status.WALK_IN)
    for attendee in (arrived, walk_in):
        kept.update(attendee)
    assert kept.search(desk, "kerv") == [walk_in, arrived, FEW[4]]
    assert desk.read == 1


def test_who_arrives_while_the_list_is_read_has_arrived() -> None:
    desk, kept = DeskInMemory(FEW), ListIndex()
    arrived = replace(FEW[2], inside=True, arrived_at=EIGHT)
    desk.meanwhile = lambda: kept.update(arrived)
    assert kept.search(desk, "kervella") == [arrived]
    assert kept.search(desk, "kervella") == [arrived]
    assert desk.read == 1


def test_a_list_forgotten_while_it_is_read_is_read_again_once() -> None:
    desk, kept = DeskInMemory(FEW), ListIndex()
    desk.meanwhile = lambda: kept.forget() if desk.read == 1 else None
    for _ in range(3):
        kept.search(desk, "kerv")
    assert desk.read == 2


def test_another_desk_has_a_list_of_its_own() -> None:
    here, there, kept = DeskInMemory(FEW), DeskInMemory(CROWD), ListIndex()
    assert names(kept.search(here, "bob")) == ["Bob Martin"]
    assert names(kept.search(there, "bob")) == []
    assert names(kept.search(here, "bob")) == ["Bob Martin"]


def test_fresh_doubles_are_looked_for_in_the_list_of_now() -> None:
    desk, kept = DeskInMemory(FEW), ListIndex()
    kept.prepare(desk)
    desk.people.append(somebody("Ada Roux"))
    assert kept.doubles(desk, WalkIn("Ada", "Roux")) == []
    assert names(kept.doubles(desk, WalkIn("Ada", "Roux"), fresh=True)) == ["Ada Roux"]
    assert names(kept.search(desk, "ada")) == ["Ada Roux"]


def test_few_who_came_onto_the_list_meanwhile_do_not_make_it_read_anew() -> None:
    desk, kept = DeskInMemory(FEW), ListIndex()
    kept.prepare(desk)
    desk.added = [somebody("Ada Roux")]
    assert names(kept.doubles(desk, WalkIn("Ada", "Roux"), fresh=True)) == ["Ada Roux"]
    assert names(kept.search(desk, "ada")) == ["Ada Roux"]
    assert desk.read == 1


def test_two_keys_pressed_at_once_read_the_list_once() -> None:
    desk, kept = DeskInMemory(CROWD), ListIndex()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda query: kept.search(desk, query), ("ka", "kar", "kari", "karim")))
    assert all(found)
    assert desk.read == 1


def test_a_list_that_could_not_be_read_is_read_at_the_next_key() -> None:
    desk, kept = DeskInMemory(FEW), ListIndex()

    def fail() -> None:
        raise StorageError(StorageFault.LOCKED, "checkin.sqlite3")

    desk.meanwhile = fail
    with pytest.raises(StorageError):
        kept.search(desk, "kerv")
    desk.meanwhile = lambda: None
    assert names(kept.search(desk, "maelle")) == ["Maëlle Kervella"]
