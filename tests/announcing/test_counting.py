"""Lengths as the networks count them, by their own published examples where there are some."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.announcing.counting import (
    LIMITS,
    URL,
    count_bluesky,
    count_mastodon,
    count_x,
    graphemes,
)
from checkin.announcing.networks import Network

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
KANA = "あいうえおかきくけこ"

PUNCTUATION = (
    "This is a tweet with general punctuation characters: \u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u200b ‐ ‑ ‒ – — ― ‖  ‗ ‘ ’ ‚ ‛ “ ” „ ‟ ′ ″ ‴ ‵ ‶ ‷"
)

# twitter-text, conformance/validate.yml: WeightedTweetsWithDiscountedEmojiCounterTest, the suite of config v3
CONFORMANCE = [
    ("Hi http://test.co", 26),
    ("http://test.co", 23),
    ("https://www.twitter.com/aloha " * 10, 240),
    ("285 chars- http://www.twitter.com/jack " + "xxxxxxxxxx-" * 23, 35 + 253),
    ("A\u0301B", 2),
    ("A\ufb2c", 4),
    (f"H🐱☺{FAMILY}", 7),
    ("😷👾😡🔥💩", 10),
    ("🙋🏽👨\u200d🎤", 4),
    (PUNCTUATION, 110),
    ("randomurlrandomurlrandomurlrandomurlrandomurlrandomurlrandomurls.com", 68),
    (KANA * 12 + " http://" + KANA * 5 + "あい.com", 264),
    (KANA * 12 + " http://" + KANA * 5 + "あいう.com", 358),
    ("故人西辞黄鹤楼，烟花三月下扬州。", 32),
    (FAMILY * 140, 280),
    ("😷" * 160, 320),
]


@pytest.mark.parametrize(("text", "length"), CONFORMANCE)
def test_x_counts_as_its_own_suite_says(text: str, length: int) -> None:
    assert count_x(text) == length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        # twitter-text, conformance/validate.yml, lengths
        ("test.com", URL),
        ("Test https://test.com test https://test.com test.com test", 86),
        ("apero.example.bzh/26", URL),
        ("(https://test.com)", 25),
        ("https://test.com.", 24),
        ("https://test.com/a_(b) c", 25),
        ("HTTPS://Test.COM/?a=1&b=2#c", URL),
        ("me@test.com", 11),
        ("Node.js", 7),
        ("v1.2.3", 6),
        ("1️⃣🇫🇷", 4),
        ("☺\ufe0e", 4),
        ("naïve Łódź ελ рус", 17),
    ],
)
def test_x_counts_addresses_and_signs_that_the_suite_has_not(text: str, length: int) -> None:
    assert count_x(text) == length


def test_an_address_of_an_ending_that_x_may_not_know_counts_as_much_as_it_may() -> None:
    long = "https://apero.zzzz/" + "x" * 60
    assert count_x(long) == len(long)
    assert count_x("https://a.zzzz") == URL


# mastodon/mastodon, spec/validators/status_length_validator_spec.rb
@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("a" * 520, 520),
        ("a" * 476 + " http://" + "b" * 30 + ".com/example", 500),
        ("a" * 475 + " @alice@" + "b" * 30 + ".com", 482),
        ("test.com", 8),
        (f"e\u0301{FAMILY}🇫🇷", 3),
        ("me@test.com", 11),
        ("@alice and @bob@a.example.", 16),
    ],
)
def test_mastodon_counts_as_its_own_tests_say(text: str, length: int) -> None:
    assert count_mastodon(text) == length


@pytest.mark.parametrize(
    ("text", "length"), [("a" * 300, 300), (f"{FAMILY}👍🏽🇫🇷e\u0301", 4), ("https://example.org/a", 21), ("क्षि\r\n", 2)]
)
def test_bluesky_counts_characters_as_readers_see_them(text: str, length: int) -> None:
    assert count_bluesky(text) == length


def test_bluesky_takes_no_more_than_its_bytes() -> None:
    assert LIMITS[Network.BLUESKY].takes("a" * 300)
    assert not LIMITS[Network.BLUESKY].takes(FAMILY * 200)  # 200 characters, 5,000 bytes


@settings(max_examples=40)
@given(st.text())
def test_graphemes_put_together_are_the_text(text: str) -> None:
    assert "".join(graphemes(text)) == text


@settings(max_examples=40)
@given(st.text())
def test_no_count_depends_on_how_accents_are_written(text: str) -> None:
    for count in (count_x, count_mastodon):
        assert count(unicodedata.normalize("NFC", text)) == count(unicodedata.normalize("NFD", text))


@settings(max_examples=40)
@given(st.text(st.characters(max_codepoint=0x2FF, exclude_characters=".@", exclude_categories=["Cc", "Cs", "Cf"])))
def test_plain_latin_counts_one_each(text: str) -> None:
    pictures = sum(character in "©®" for character in text)  # of which emoji are made
    assert count_x(text) == len(text) + pictures
    assert count_mastodon(text) == count_bluesky(text) == len(text)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["eau ", "écoles, ", "故人 ", FAMILY, "https://example.org/a ", " "])))
def test_what_is_longer_never_counts_less(pieces: list[str]) -> None:
    for limit in LIMITS.values():
        counts = [limit.count("".join(pieces[:end])) for end in range(len(pieces) + 1)]
        assert counts == sorted(counts)
