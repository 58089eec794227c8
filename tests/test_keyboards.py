"""Texts that a scanner typed on a computer with another keyboard."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checkin.badges import tokens
from checkin.keyboards import (
    BELGIAN,
    FRENCH,
    FRENCH_APPLE,
    LAYOUTS,
    MOST,
    UK,
    US,
    Caps,
    Layout,
    Meeting,
    makes,
    meetings,
    readings,
)

DEAD = {
    "fr": "^¨",
    "fr(mac)": "^¨`",
    "be": "^¨",
    "de": "^´`",
    "ch(de)": "^`¨",
    "ch(fr)": "^`¨",
}
MARK = {"^": "\u0302", "¨": "\u0308", "`": "\u0300", "´": "\u0301"}


def typed(text: str, scanner: Layout, computer: Layout, caps: Caps = Caps.OFF, *, keypad: bool = False) -> str | None:
    """Press the keys that a scanner would, one by one, on a computer; None where a character has no key."""
    made = ""
    keys = {one: key for key, one in sorted(makes(scanner).items(), key=lambda item: -item[0][1])}
    for character in text:
        one = makes(computer, caps).get(keys.get(character, (-1, 0)))
        if character == " " or (keypad and character.isdigit()):
            one = character
        if one is None or (keypad and one.isdigit() and not character.isdigit()):
            # There is no such key; or it makes a digit that nobody can tell from one of the keypad.
            return None
        if made and made[-1] in DEAD.get(computer.name, ""):
            joined = unicodedata.normalize("NFC", one + MARK[made[-1]])
            made = made[:-1] + joined if len(joined) == 1 else made + one
        else:
            made += one
    return made


CODES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", min_size=6, max_size=40)
LINKS = st.builds(
    "{}://{}.example/{}?{}={}#{}".format,
    st.sampled_from(("http", "https")),
    st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=12),
    *(st.text("ABCXYZabcqwyz0123456789-_.", min_size=1, max_size=12) for _ in range(4)),
)
JSON = st.builds(
    '{{"{}": "{}", "n": [{}, {}]}}'.format,
    st.text("abcqwyz", min_size=2, max_size=8),
    CODES,
    st.integers(0, 999),
    st.integers(0, 999),
)
TOKENS = st.builds(
    tokens.sign, st.binary(min_size=32, max_size=32), st.integers(0, 2**20 - 1), st.integers(0, 2**64 - 1)
)


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("HQ)&ààà&", "HA-10001"),  # an American scanner on a French computer
        ("HQ6!)))!", "HA-10001"),  # a French one on an American computer
        ("httpsM!!exq,ple:org!t§code=QW)&", "https://example.org/t?code=AZ-1"),
        ("httpsM==exq,ple:org=t+code-QW)&", "https://example.org/t?code=AZ-1"),  # an Apple, or a Belgian one
        ("httpsÖ--example.org-t_codeÁYß1", "https://example.org/t?code=AZ-1"),  # a German one: its = is a dead accent
        ("ZYX-123", "YZX/123"),
        ("ha-10001", "HA-10001"),  # Caps Lock
        ("êAW&", "[eQZ1"),
    ],
)
def test_what_a_text_was_is_among_the_first_readings(seen: str, meant: str) -> None:
    assert meant in readings(seen)[:6]


def test_a_link_and_json_come_before_what_has_fewer_signs() -> None:
    assert readings("httpsM!!exq,ple:org!t§code=QW)&")[0] == "https://example.org/t?code=AZ-1"
    assert readings("""¨%id%M %QW)&é"'(%£""")[0] == '{"id": "AZ-12345"}'


def test_a_text_in_letters_and_digits_may_have_been_another_all_the_same() -> None:
    assert "AZ12" in readings("QW12")
    assert "QW12" in readings("AZ12")
    assert "ZY12" in readings("YZ12")


@pytest.mark.parametrize("texts", [CODES, LINKS, JSON, TOKENS], ids=["codes", "links", "json", "badges"])
def test_whatever_two_keyboards_made_of_a_text_the_text_is_among_its_readings(texts: st.SearchStrategy[str]) -> None:
    @given(texts, st.sampled_from(meetings()))
    def holds(text: str, meeting: Meeting) -> None:
        seen = typed(text, meeting.scanner, meeting.computer, meeting.caps, keypad=meeting.keypad)
        assume(seen is not None and seen != text)
        assert seen is not None
        assert text in readings(seen)

    holds()


@given(st.text(max_size=60))
def test_readings_are_few_and_each_one_new(text: str) -> None:
    found = readings(text)
    assert len(found) <= MOST
    assert len(set(found)) == len(found)
    assert text not in found


def test_a_text_that_no_keyboard_makes_has_no_reading() -> None:
    assert readings("東京-1") == ()
    assert readings("") == ()


def test_blanks_and_line_ends_of_json_stay_where_they_are() -> None:
    json = '{"ticket": "AZ-1",\n "n": 2}'
    seen = "\n".join(typed(line, US, FRENCH) or "" for line in json.split("\n"))
    assert json in readings(seen)


@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout.name for layout in LAYOUTS])
def test_every_keyboard_has_the_same_keys_and_all_letters_and_digits(layout: Layout) -> None:
    assert len(layout.plain) == len(layout.shifted) == len(layout.third) == 48
    made = set(makes(layout, Caps.OFF).values())
    assert set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") <= made


def test_caps_lock_on_windows_shifts_the_digits_of_french_keyboards_too() -> None:
    assert typed("AZ-10", US, FRENCH, Caps.ALL) == "qw°10"
    assert typed("AZ-10", US, FRENCH, Caps.LETTERS) == "qw)&À"
    assert typed("<", FRENCH, FRENCH, Caps.ALL) == "<"
    assert {layout.name for layout in LAYOUTS if layout.shifts_all} == {"fr", "be", "de"}


def test_keyboards_of_one_country_differ_in_signs_alone() -> None:
    assert typed("HA-1", FRENCH, FRENCH_APPLE) == "HA§1"
    assert "HA-1" in readings("HA§1")
    assert typed("a@b", FRENCH, BELGIAN) == "a}b"
    assert "a@b" in readings("a}b")
    assert typed("a#b", UK, US) == "a\\b"
    assert "a#b" in readings("a\\b")
