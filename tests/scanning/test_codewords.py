from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from numpy.typing import NDArray

from checkin.scanning import codewords
from checkin.scanning.qr_symbol import Blocks, blocks, draw, formats, sizes, symbol
from tests.scanning.drawing import TOKEN, modules_of

Values = NDArray[np.float32]

ascii_texts = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=80)
levels = st.sampled_from("LMQH")
masks = st.integers(0, 7)
seeds = st.integers(0, 2**32)

KINDS = [(version, level) for version in (1, 2, 3, 5, 8, 12, 15) for level in "LMQH"]


def clear(modules: NDArray[np.bool_]) -> Values:
    return np.where(modules, -1, 1).astype(np.float32)


def drawn(text: str, version: int | None, level: str, mask: int | None = 2) -> tuple[Values, Blocks]:
    modules = modules_of(text, level, version, mask)
    return clear(modules), blocks(modules.shape[0], level)


def short_text(version: int) -> str:
    return "ABC12" if version == 1 else TOKEN[:12]


def spoilt(values: Values, dealt: Blocks, count: int, rng: np.random.Generator, how: str) -> Values:
    """Return values with so many codewords of each block spoilt: `other`, `opposite` or `unknown`."""
    values = values.copy()
    for places in dealt.codewords:
        for codeword in rng.choice(places, min(count, len(places)), replace=False):
            rows, columns = symbol(values.shape[0]).bits[:, 8 * codeword : 8 * codeword + 8]
            if how == "unknown":
                values[rows, columns] = 0
            else:
                wrong = rng.integers(1, 256, dtype=np.uint8) if how == "other" else np.uint8(255)
                turned = np.unpackbits(wrong).astype(bool)
                values[rows[turned], columns[turned]] *= -1
    return values


def correctable(dealt: Blocks) -> int:
    return (dealt.parity - dealt.spared) // 2


def omissible(dealt: Blocks) -> int:
    """Return how many unknown codewords of a block come right: nine tenths of what three guarding ones leave."""
    return int(0.9 * (dealt.parity - max(3, dealt.spared)))


@examples(max_examples=40)
@given(ascii_texts, levels, masks, st.booleans())
def test_any_text_at_any_level_is_read_mirrored_or_not(text: str, level: str, mask: int, mirrored: bool) -> None:
    values, _ = drawn(text, None, level, mask)
    assert codewords.read(values.T if mirrored else values) == text


@pytest.mark.parametrize("text", ["Maëlle çà", "Привет", "受付", '{"id":"é1"}', "https://tickets.example/é?t=1&u=受"])
def test_a_text_that_is_not_ascii_is_read(text: str) -> None:
    assert codewords.read(drawn(text, None, "M")[0]) == text


@examples(max_examples=40)
@given(ascii_texts, levels, masks, seeds, st.sampled_from(["other", "unknown"]), st.floats(0, 1))
def test_any_damage_that_the_code_can_correct_is_corrected(
    text: str, level: str, mask: int, seed: int, how: str, share: float
) -> None:
    values, dealt = drawn(text, None, level, mask)
    most = correctable(dealt) if how == "other" else omissible(dealt)
    damaged = spoilt(values, dealt, round(share * most), np.random.default_rng(seed), how)
    assert codewords.read(damaged) == text


@pytest.mark.parametrize("how", ["other", "unknown"])
@pytest.mark.parametrize(("version", "level"), KINDS)
def test_as_many_codewords_as_can_be_corrected_are_and_in_every_block(version: int, level: str, how: str) -> None:
    text = short_text(version)
    values, dealt = drawn(text, version, level)
    most = correctable(dealt) if how == "other" else omissible(dealt)
    for seed in range(3):
        damaged = spoilt(values, dealt, most, np.random.default_rng(seed), how)
        assert not np.array_equal(damaged, values)
        assert codewords.read(damaged) == codewords.read(damaged.T) == text


@pytest.mark.parametrize(("version", "level"), KINDS)
def test_a_tenth_of_the_codewords_turned_over_is_corrected(version: int, level: str) -> None:
    text = short_text(version)
    values, dealt = drawn(text, version, level)
    count = min(correctable(dealt), min(len(places) for places in dealt.codewords) // 10)
    assert codewords.read(spoilt(values, dealt, count, np.random.default_rng(9), "opposite")) == text


@pytest.mark.parametrize(("version", "level"), KINDS)
def test_one_codeword_too_many_in_a_block_gives_nothing(version: int, level: str) -> None:
    values, dealt = drawn(short_text(version), version, level)
    for seed in range(3):
        for how, most in (("other", correctable(dealt)), ("unknown", dealt.parity)):
            damaged = spoilt(values, dealt, most + 1, np.random.default_rng(seed), how)
            assert codewords.read(damaged) is None


@examples(max_examples=60)
@given(levels, seeds, st.floats(0, 1), st.sampled_from(["other", "opposite", "unknown"]))
def test_whatever_the_damage_there_is_never_another_text(level: str, seed: int, share: float, how: str) -> None:
    values, dealt = drawn(TOKEN[:20], None, level)
    count = round(share * min(len(places) for places in dealt.codewords))
    assert codewords.read(spoilt(values, dealt, count, np.random.default_rng(seed), how)) in {TOKEN[:20], None}


@examples(max_examples=60)
@given(levels, seeds, st.floats(0, 1))
def test_two_codes_in_one_give_one_of_the_two_or_nothing(level: str, seed: int, share: float) -> None:
    one, other = (drawn(text, 3, level)[0] for text in (TOKEN[:20], TOKEN[-20:]))
    first = np.random.default_rng(seed).random(one.shape) < share
    assert codewords.read(np.where(first, one, other)) in {TOKEN[:20], TOKEN[-20:], None}


def test_what_is_corrected_against_too_many_of_the_modules_is_not_believed() -> None:
    values, dealt = drawn(TOKEN, 8, "H")
    # Within what the code can correct; but a quarter of the modules say the opposite.
    assert codewords.read(spoilt(values, dealt, correctable(dealt), np.random.default_rng(4), "opposite")) is None


@pytest.mark.parametrize("count", [1, 2, 3])
def test_some_modules_of_the_format_may_be_wrong_in_both_places(count: int) -> None:
    values, _ = drawn(TOKEN, 2, "M")
    for places in symbol(25).format_places:
        for place in places[1 : 1 + count]:
            values[place] *= -1
    assert codewords.read(values) == TOKEN


def test_the_format_is_read_where_one_of_its_places_is_covered() -> None:
    for covered in (0, 1):
        values, _ = drawn(TOKEN, 2, "M")
        for place in symbol(25).format_places[covered]:
            values[place] = 0
        assert codewords.read(values) == TOKEN


@pytest.mark.parametrize("value", [0.0, 1.0, -1.0, 1e-9])
@pytest.mark.parametrize("size", [21, 25, 77])
def test_modules_that_are_all_alike_give_nothing(size: int, value: float) -> None:
    assert codewords.read(np.full((size, size), value, np.float32)) is None


def test_values_are_left_as_they_were() -> None:
    values, dealt = drawn(TOKEN, 2, "M")
    values = spoilt(values, dealt, 3, np.random.default_rng(1), "other")
    before = values.copy()
    assert codewords.read(values) == TOKEN
    assert np.array_equal(values, before)


def test_modules_at_random_give_nothing() -> None:
    rng = np.random.default_rng(2026)

    def one(turn: int, size: int) -> Any:
        return rng.normal(0, 1, (size, size)) if turn % 2 else rng.choice([-1.0, 1.0], (size, size))

    pictures = (one(turn, sizes()[turn % len(sizes())]).astype(np.float32) for turn in range(1000))
    assert [text for values in pictures if (text := codewords.read(values)) is not None] == []


def test_symbols_with_codewords_at_random_give_nothing() -> None:
    rng = np.random.default_rng(2027)
    read = []
    for turn in range(1000):
        size, form = sizes()[turn % len(sizes())], formats()[turn % 32]
        values = clear(draw(size, form, rng.integers(0, 256, symbol(size).codewords, np.uint8)))
        if turn % 3 == 0:
            # Faint ones are left out and filled in, which could make a word of anything.
            values *= rng.uniform(0.1, 1, values.shape).astype(np.float32)
        read.append(codewords.read(values))
    assert set(read) == {None}


@examples(max_examples=30)
@given(ascii_texts, levels, seeds)
def test_noise_that_turns_few_modules_over_changes_nothing(text: str, level: str, seed: int) -> None:
    values, dealt = drawn(text, None, level)
    noisy = values + np.random.default_rng(seed).normal(0, 0.35, values.shape).astype(np.float32)
    wrong = (noisy < 0) != (values < 0)
    bits = wrong[tuple(symbol(values.shape[0]).bits)].reshape(-1, 8).any(1)
    assume(all(bits[places].sum() <= correctable(dealt) // 2 for places in dealt.codewords))
    assert codewords.read(noisy) == text
