"""The badge token."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checkin.badges import tokens
from checkin.model import BadgeId

KEYS = st.binary(min_size=32, max_size=32)
TAGS = st.integers(0, 2**20 - 1)
IDS = st.integers(0, 2**64 - 1).map(BadgeId)
KEY = bytes(range(32))


@given(KEYS, TAGS, IDS)
def test_a_signed_token_is_read_back_and_verified(key: bytes, tag: int, badge_id: BadgeId) -> None:
    text = tokens.sign(key, tag, badge_id)
    token = tokens.parse(text)
    assert token is not None
    assert (token.tag, token.badge_id, token.text) == (tag, badge_id, text)
    assert tokens.verify(token, key)
    assert len(text) == 34
    assert set(text) <= set(tokens.ALPHABET)


@given(TAGS, IDS, st.data())
def test_any_mutation_of_a_token_that_changes_its_normal_form_is_refused(
    tag: int, badge_id: BadgeId, data: st.DataObject
) -> None:
    text = tokens.sign(KEY, tag, badge_id)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 3)))
    mutated = text[:start] + data.draw(st.text(st.characters(max_codepoint=0x250), max_size=3)) + text[end:]
    token = tokens.parse(mutated)
    if token is not None:
        assert tokens.verify(token, KEY) == (token.text == text)


@given(TAGS, IDS, st.integers(0, 33), st.sampled_from(tokens.ALPHABET))
def test_any_other_character_at_any_place_is_refused(tag: int, badge_id: BadgeId, place: int, other: str) -> None:
    text = tokens.sign(KEY, tag, badge_id)
    assume(text[place] != other)
    token = tokens.parse(text[:place] + other + text[place + 1 :])
    assert token is None or not tokens.verify(token, KEY)


@given(KEYS, KEYS, TAGS, IDS)
def test_a_token_is_verified_by_the_key_of_its_own_event_only(one: bytes, two: bytes, tag: int, badge: BadgeId) -> None:
    assume(one != two)
    token = tokens.parse(tokens.sign(one, tag, badge))
    assert token is not None
    assert tokens.verify(token, one)
    assert not tokens.verify(token, two)


@given(TAGS, TAGS, IDS)
def test_the_tag_is_signed_too(tag: int, other: int, badge_id: BadgeId) -> None:
    assume(tag != other)
    token = tokens.parse(tokens.sign(KEY, tag, badge_id))
    assert token is not None
    assert not tokens.verify(tokens.Token(other, token.badge_id, token.mac), KEY)


@given(TAGS, IDS, st.data())
def test_it_is_read_leniently_as_people_and_scanners_write_it(tag: int, badge: BadgeId, data: st.DataObject) -> None:
    text = tokens.sign(KEY, tag, badge)
    lookalikes = {"0": "0Oo", "1": "1IiLl"}
    written = "".join(data.draw(st.sampled_from(lookalikes.get(c, c + c.lower()))) for c in text)
    for place in data.draw(st.lists(st.integers(0, 34), max_size=4)):
        written = written[:place] + data.draw(st.sampled_from([" ", "-", " - "])) + written[place:]
    token = tokens.parse(f"\ufeff {written}\r\n".strip("\ufeff"))
    assert token is not None
    assert token.text == text


@given(st.text())
def test_no_text_at_all_breaks_the_reader(text: str) -> None:
    token = tokens.parse(text)
    assert token is None or len(token.text) == 34


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda t: t[:-1], id="one short"),
        pytest.param(lambda t: t + "0", id="one long"),
        pytest.param(lambda t: "2" + t[1:], id="another version"),
        pytest.param(lambda t: "0" + t[1:], id="no version"),
        pytest.param(lambda t: t[:5] + "U" + t[6:], id="a letter that Crockford leaves out"),
        pytest.param(lambda t: t[:5] + "ſ" + t[6:], id="a letter whose capital is in the alphabet"),
        pytest.param(lambda t: t[:5] + "٣" + t[6:], id="a digit of another script"),
        pytest.param(lambda t: t[:-1] + tokens.ALPHABET[tokens.ALPHABET.index(t[-1]) | 1], id="the unused bit"),
        pytest.param(lambda _: "", id="nothing"),
    ],
)
def test_it_is_strict_about_the_rest(change: object) -> None:
    assert callable(change)
    assert tokens.parse(change(tokens.sign(KEY, 0xABCDE, BadgeId(0x0123456789ABCDEF)))) is None


def test_the_form_stays_what_it_was_on_badges_that_are_printed_already() -> None:
    event = UUID("019a8c1e-7b00-7000-8000-00000000c0de")
    text = tokens.sign(KEY, tokens.event_tag(event), BadgeId(0x0123456789ABCDEF))
    assert text == "13EKK04HMASW9NF6YYBC2KY01C0GQRPEGY"


def test_too_many_bits_are_a_bug() -> None:
    for tag, badge_id in ((2**20, 0), (0, 2**64), (-1, 0), (0, -1)):
        with pytest.raises(ValueError, match=str(tag)):
            tokens.sign(KEY, tag, BadgeId(badge_id))


def test_new_keys_and_ids_are_new() -> None:
    assert len({tokens.new_key() for _ in range(100)}) == 100
    assert len({tokens.new_badge_id() for _ in range(100)}) == 100
    assert len(tokens.new_key()) == 32
    assert all(0 <= tokens.event_tag(UUID(int=i)) < 2**20 for i in range(100))
