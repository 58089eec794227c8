"""Who the door calls out: a category however a list spells it, and no other that only looks like it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from checkin.attention import CALLED_OUT, is_called_out
from checkin.model import Attendee, Event, new_id

EVENING = Event(new_id(), new_id(), "Apéro #26", datetime(2026, 12, 3, 19, 0, tzinfo=UTC), "UTC", called_out=CALLED_OUT)
PRESS = replace(EVENING, called_out=("Presse", "Institution"))


def guest_as(category: str) -> Attendee:
    return Attendee(new_id(), EVENING.id, new_id(), "Éléonore", "Orval", "Éléonore Orval", category=category)


@pytest.mark.parametrize(
    "category",
    [
        *("Invité d’honneur", "Invité d'honneur", "Invitée d'honneur", "INVITÉ D’HONNEUR", "INVITEE D HONNEUR"),
        *("Invités d’honneur", "Invité·e d’honneur", "Invité(e) d'honneur", "  invité   d’honneur "),
        *("Invité d’honeur", "Ivnité d’honneur"),
        *("Guest of honour", "guest of honor", "Guests of Honour", "GUEST-OF-HONOUR"),
        *("VIP", "vip", " Vip ", "« VIP »", "V.I.P.", "V.I.P", "V I P"),
    ],
)
def test_a_guest_of_honour_is_called_out_however_the_list_spells_it(category: str) -> None:
    assert is_called_out(guest_as(category), EVENING)


@pytest.mark.parametrize(
    "category",
    [
        *("", " ", "–", "Membre", "Presse", "Speaker"),
        *("Invité", "Invitée", "Invités", "Invité de Maëlle", "Honneur", "d’honneur", "Membre d’honneur"),
        *("Prix d’honneur", "Vin d’honneur", "Guest", "Guests", "Guest speaker", "House of honour"),
        *("Vis", "VI", "IP", "VP", "VIP 2", "Vipère", "Viper", "Vapeur"),
    ],
)
def test_what_only_looks_like_it_is_not(category: str) -> None:
    assert not is_called_out(guest_as(category), EVENING)


def test_what_is_called_out_is_the_evenings_own_choice() -> None:
    assert is_called_out(guest_as("presse"), PRESS)
    assert is_called_out(guest_as("Institutions"), PRESS)
    assert not is_called_out(guest_as("VIP"), PRESS)
    assert not is_called_out(guest_as("Prose"), PRESS)


def test_an_evening_that_calls_nobody_out_calls_nobody_out() -> None:
    nobody = replace(EVENING, called_out=())
    assert not any(is_called_out(guest_as(category), nobody) for category in ("", *CALLED_OUT))
    # Nor does a sign that is left of a word call out all who have no category.
    assert not is_called_out(guest_as(""), replace(EVENING, called_out=("–",)))
