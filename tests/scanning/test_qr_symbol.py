from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
import qrcode
import qrcode.base
import qrcode.util
import reedsolo
from hypothesis import given
from hypothesis import strategies as st

from checkin.scanning.qr_symbol import LARGEST_VERSION, Symbol, blocks, draw, formats, mask, sizes, symbol

LEVELS = {
    "L": qrcode.constants.ERROR_CORRECT_L,
    "M": qrcode.constants.ERROR_CORRECT_M,
    "Q": qrcode.constants.ERROR_CORRECT_Q,
    "H": qrcode.constants.ERROR_CORRECT_H,
}

every_symbol = pytest.mark.parametrize(("size", "level"), [(size, level) for size in sizes() for level in LEVELS])


def drawn_elsewhere(size: int, level: str, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Return what the `qrcode` library draws for a text of its own, and the codewords that it draws."""
    drawing = qrcode.QRCode((size - 17) // 4, LEVELS[level], border=0, mask_pattern=number)
    drawing.add_data(f"{level}{size}-{number}")
    drawing.make(fit=False)
    return np.array(drawing.get_matrix(), bool), np.array(drawing.data_cache, np.uint8)


def form_of(level: str, number: int) -> object:
    (form,) = (form for form in formats() if (form.level, form.mask) == (level, number))
    return form


def read_back(modules: np.ndarray, number: int) -> np.ndarray:
    size = modules.shape[0]
    rows, columns = symbol(size).bits
    return np.packbits((modules ^ mask(size, number))[rows, columns])


def test_the_versions_known_are_those_from_21_modules_on_in_steps_of_four() -> None:
    assert sizes() == tuple(range(21, 78, 4))
    assert [symbol(size).version for size in sizes()] == list(range(1, LARGEST_VERSION + 1))


@every_symbol
def test_a_symbol_is_drawn_module_for_module_as_the_qrcode_library_draws_it(size: int, level: str) -> None:
    for number in {size % 8, (size + ord(level)) % 8}:
        modules, codewords = drawn_elsewhere(size, level, number)
        assert np.array_equal(draw(size, form_of(level, number), codewords), modules)


@pytest.mark.parametrize("number", range(8))
def test_every_mask_turns_over_what_it_does_in_the_qrcode_library(number: int) -> None:
    modules, codewords = drawn_elsewhere(45, "Q", number)
    assert np.array_equal(draw(45, form_of("Q", number), codewords), modules)
    turned = qrcode.util.mask_func(number)
    assert mask(45, number).tolist() == [[turned(row, column) for column in range(45)] for row in range(45)]


@every_symbol
def test_codewords_are_dealt_as_the_qrcode_library_deals_them(size: int, level: str) -> None:
    dealt = blocks(size, level)
    theirs = qrcode.base.rs_blocks((size - 17) // 4, LEVELS[level])
    assert [len(places) for places in dealt.codewords] == [block.total_count for block in theirs]
    assert {dealt.parity} == {block.total_count - block.data_count for block in theirs}
    assert sorted(np.concatenate(dealt.codewords).tolist()) == list(range(symbol(size).codewords))


@every_symbol
def test_each_block_of_a_drawn_symbol_is_a_word_of_its_error_correcting_code(size: int, level: str) -> None:
    modules, codewords = drawn_elsewhere(size, level, 3)
    assert np.array_equal(read_back(modules, 3), codewords)
    dealt = blocks(size, level)
    codec = reedsolo.RSCodec(dealt.parity, nsize=255)
    assert all(all(codec.check(codewords[places].tobytes())) for places in dealt.codewords)


@given(st.sampled_from(sizes()), st.sampled_from(formats()), st.integers(0, 2**32))
def test_any_codewords_are_read_back_from_the_symbol_that_carries_them(size: int, form: object, seed: int) -> None:
    codewords = np.random.default_rng(seed).integers(0, 256, symbol(size).codewords, np.uint8)
    assert np.array_equal(read_back(draw(size, form, codewords), form.mask), codewords)


@pytest.mark.parametrize("size", sizes())
def test_what_is_known_beforehand_is_what_all_symbols_have_in_common(size: int) -> None:
    rng = np.random.default_rng(size)
    all_of_them = np.array(
        [draw(size, form, rng.integers(0, 256, symbol(size).codewords, np.uint8)) for form in formats()]
    )
    in_common = np.where(all_of_them.all(0), 1, np.where(all_of_them.any(0), -1, 0))
    # The few modules left over carry nothing, and some of them are alike under all masks.
    counts = symbol(size).reserved.copy()
    counts[tuple(symbol(size).bits)] = True
    assert np.array_equal(symbol(size).known[counts], in_common[counts])


@pytest.mark.parametrize("size", sizes())
def test_no_codeword_is_where_something_is_known_or_the_format_is(size: int) -> None:
    form: Symbol = symbol(size)
    assert form.reserved[form.known >= 0].all()
    assert not form.reserved[form.bits[0], form.bits[1]].any()
    assert all(form.reserved[place] for places in form.format_places for place in places)
    left_over = int((~form.reserved).sum()) - 8 * form.codewords
    assert left_over == (0 if form.version in {1, *range(7, 14)} else 3 if form.version >= 14 else 7)


def test_formats_are_those_of_the_standard() -> None:
    words = {(form.level, form.mask): sum(bit << i for i, bit in enumerate(form.bits)) for form in formats()}
    assert words == {
        (level, number): qrcode.util.BCH_type_info(bits << 3 | number)
        for level, bits in LEVELS.items()
        for number in range(8)
    }


def test_any_two_formats_differ_in_seven_modules_at_least() -> None:
    assert min(sum(map(int.__ne__, a.bits, b.bits)) for a, b in combinations(formats(), 2)) == 7


def test_codewords_that_only_guard_leave_the_errors_that_the_standard_corrects() -> None:
    corrects = {(1, "L"): 2, (1, "M"): 4, (1, "Q"): 6, (1, "H"): 8, (2, "L"): 4, (3, "L"): 7}
    for size in sizes():
        for level in LEVELS:
            dealt = blocks(size, level)
            wanted = corrects.get((symbol(size).version, level), dealt.parity // 2)
            assert dealt.parity - dealt.spared == 2 * wanted
