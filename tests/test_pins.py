"""The organiser's PIN: kept as a slow hash, and tries that become slower."""

from __future__ import annotations

import hashlib
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin import pins
from checkin.pins import Tries, hash_pin, is_outdated, is_right, read, wait_after


def kept_at(pin: str, log_cost: int, block: int = 8, parallel: int = 1) -> str:
    """Return a PIN as a program with other costs would have kept it, written out by hand."""
    salt = b"0123456789abcdef"
    key = hashlib.scrypt(pin.encode(), salt=salt, n=2**log_cost, r=block, p=parallel, dklen=32)
    made = f"ln={log_cost},r={block},p={parallel}"
    return f"$scrypt${made}${b64encode(salt).decode()}${b64encode(key).decode()}"


def test_the_pin_is_right_and_no_other() -> None:
    kept = hash_pin("2468")
    assert is_right("2468", kept)
    assert not is_right("2469", kept)
    assert not is_right("", kept)


def test_what_is_kept_tells_its_costs_and_not_the_pin() -> None:
    kept = hash_pin("24681357")
    assert kept.startswith("$scrypt$ln=15,r=8,p=3$")
    assert "24681357" not in kept


def test_two_laptops_with_the_same_pin_keep_different_texts() -> None:
    assert hash_pin("2468") != hash_pin("2468")


def test_a_pin_kept_at_other_costs_is_still_right_and_is_to_be_made_anew() -> None:
    kept = kept_at("2468", 10)
    assert is_right("2468", kept)
    assert not is_right("1357", kept)
    assert is_outdated(kept)
    assert not is_outdated(hash_pin("2468"))


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "2468",
        "$scrypt$ln=15,r=8,p=3$AAAA",
        "$scrypt$ln=15,r=8$AAAA$AAAA",
        "$scrypt$ln=x,r=8,p=3$AAAA$AAAA",
        "$scrypt$ln=40,r=8,p=3$AAAA$AAAA",
        "$scrypt$ln=15,r=8,p=3$A?AA$AAAA",
        "$scrypt$ln=10,r=8,p=1$$",
        "$argon2$ln=15,r=8,p=3$AAAA$AAAA",
    ],
)
def test_for_a_damaged_text_no_pin_is_right(kept: str) -> None:
    assert not is_right("2468", kept)
    assert not is_outdated(kept) or kept.startswith("$scrypt$ln=10")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2468", "2468"),
        (" 246813579024 ", "246813579024"),
        ("&é\"'", "1234"),
        ("É\"'(", "2345"),
        ("-è_çà", "67890"),
        ("§è!çà", "67890"),
        ("٢٤٦٨", "2468"),
        ("２４６８", "2468"),
    ],
)
def test_digits_are_read_as_they_were_meant(typed: str, meant: str) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize("typed", ["", "246", "2468135790246", "24a8", "HA-10001", "2-4-6", "24 68", "²²²²"])
def test_what_cannot_be_a_pin_is_none(typed: str) -> None:
    assert read(typed) == ""


@given(st.text())
def test_whatever_is_typed_gives_4_to_12_digits_or_nothing(typed: str) -> None:
    pin = read(typed)
    assert not pin or (pins.SHORTEST <= len(pin) <= pins.LONGEST and pin.isascii() and pin.isdigit())


def test_the_first_three_tries_are_free_and_each_later_one_waits_twice_as_long() -> None:
    waits = [wait_after(failures) for failures in range(12)]
    assert waits == [0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300]
    assert wait_after(10**9) == 300


def test_a_wait_runs_out() -> None:
    tries = Tries()
    for _ in range(3):
        tries = tries.missed(1000.0)
    assert [tries.left(at) for at in (1000.0, 1003.5, 1005.0, 2000.0)] == [5.0, 1.5, 0.0, 0.0]


def test_a_clock_that_was_set_back_begins_the_wait_anew_and_no_more() -> None:
    tries = Tries(5, 2_000_000_000.0)
    now = 1_000_000_000.0
    assert tries.left(now) == wait_after(5)
    seen = tries.seen_at(now)
    assert seen.left(now + wait_after(5)) == 0


@given(st.integers(0, 10**6), st.floats(0, 1e12), st.floats(0, 1e12))
def test_nobody_ever_waits_longer_than_five_minutes(failures: int, failed_at: float, now: float) -> None:
    seen = Tries(failures, failed_at).seen_at(now)
    assert 0 <= seen.left(now) <= 300.001
    assert seen.left(now + 301) == 0
