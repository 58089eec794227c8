from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.lists.text import clean, is_damaged, key_of, repair, words


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_a_cleaned_text_can_be_printed_on_one_line(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == cleaned.strip()
    assert "  " not in cleaned
    assert all(c in "\u200c\u200d" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in cleaned)
    assert unicodedata.is_normalized("NFC", cleaned)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  de La Tour  d’Aubray ", "de La Tour d’Aubray"),
        ("LE\xa0GOFF\u3000Maëlle", "LE GOFF Maëlle"),
        ("E\u0301lie\u200b", "Élie"),
        ("\u202eHénin\u202c", "Hénin"),
        ("Or\u2028tiz", "Ortiz"),
        ("\x1b[31mBo\x1b[0m", "Bo"),
        ("Line one\r\nLine two", "Line one Line two"),
        ("N\0o\0m", "Nom"),
        ("\ud83e Zoé", "Zoé"),
        ("Ibrahim ⚡️", "Ibrahim ⚡️"),
        ("👩\u200d🎤", "👩\u200d🎤"),
        ("Jean\u200dPaul", "JeanPaul"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_a_text_is_cleaned_and_otherwise_left_as_typed(typed: str, shown: str) -> None:
    assert clean(typed) == shown


@pytest.mark.parametrize(
    ("one", "other"),
    [("camille  DUPUIS", "Camille Dupuis"), ("Éva", "eva"), ("ŁUKASIEWICZ", "Łukasiewicz"), ("O’Neil", "O'NEIL")],
)
def test_case_accents_and_spaces_make_no_two_people(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("王小明", "Wang Xiaoming"), ("Anne", "Anna"), ("Лев", "Lev"), ("田中", "中田")]
)
def test_other_letters_do_make_two_people(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    ("header", "plain"),
    [
        ("\ufeffPrénom\xa0: ", "prenom"),
        ("E-mail *", "email"),
        ("N° de billet", "no de billet"),
        ("Barcode #", "barcode no"),
        ("Asso / boîte (facultatif) ", "asso boite"),
        ("Ton pseudo ?\n(X, Mastodon…)", "ton pseudo x mastodon"),
        ("Pseudo (Participant) - #12", "pseudo participant"),
        ("approval_status", "approval status"),
        ("PrÃ©nom", "prenom"),
    ],
)
def test_a_header_is_brought_to_plain_words(header: str, plain: str) -> None:
    assert words(header) == plain


@given(st.text(alphabet=st.characters(min_codepoint=0xA0, max_codepoint=0x2FFF, exclude_categories=["Cs"]), min_size=1))
def test_what_was_decoded_wrongly_is_repaired(text: str) -> None:
    wrong = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())
    assert repair(wrong) in {text, wrong}
    assert repair(repair(text)) == repair(text) or is_damaged(text)


@pytest.mark.parametrize("text", ["GaÃ«lle", "Ã‰lie", "RaÃºl"])
def test_text_that_was_damaged_is_known_by_its_marks(text: str) -> None:
    assert is_damaged(text)
    assert not is_damaged(repair(text))


@pytest.mark.parametrize("text", ["Gaëlle", "Ângela", "Łódź", "Ãngelo", "王小明"])
def test_a_good_name_is_not_taken_for_damaged(text: str) -> None:
    assert not is_damaged(text)
    assert repair(text) == text
