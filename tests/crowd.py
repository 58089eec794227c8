"""Invented people to search among: a crowd whose names cross, and a few of every script."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import product
from typing import Any

from checkin.model import Attendee, new_id

EVENT, PERSON = new_id(), new_id()
EIGHT = datetime(2026, 12, 3, 19, 0, tzinfo=UTC)
GIVEN = ("Maëlle", "Karim", "Jean-Pierre", "Søren", "Łukasz", "Дмитрий", "Ольга", "Katherine", "Nguyễn", "Zoé", "Yann")
FAMILY = (
    *("Kervella", "LeGoff", "Le Gall", "D'Almeida", "O’Brien", "Müller", "De la Tour", "Guivarc'h", "Quéméneur"),
    *("Benali", "Dupont", "Dupond", "Martin", "Martinez", "Щукин", "小明", "Kowalska-Nowak", "Da Silva", "McDonald"),
    *("Þórsdóttir", "Αθηνά", "Lefèvre", "Abgrall", "Tréguier"),
)


def somebody(full_name: str, **fields: Any) -> Attendee:
    given_name, _, family_name = full_name.partition(" ")
    return Attendee(new_id(), EVENT, PERSON, given_name, family_name, full_name, **fields)


def names(found: Sequence[Attendee]) -> list[str]:
    return [attendee.full_name for attendee in found]


CROWD = [somebody(f"{given_name} {family_name}") for given_name, family_name in product(GIVEN, FAMILY)]

FEW = (
    somebody(
        "Gwenaëlle Le Goff",
        handle="@gwen_lg@framapiaf.example",
        email="g.legoff@port.example",
        organisation="La Cantine",
    ),
    somebody("Xavier LeGoff", handle="@xav"),
    somebody("Maëlle Kervella", email="maelle42@mail.example"),
    somebody("Jean-Pierre D’Almeida", organisation="Ouest-France"),
    somebody("王 小明", handle="@wang@kerv.example"),
    somebody("Bob Martin", email="bob@cantine.example"),
)
