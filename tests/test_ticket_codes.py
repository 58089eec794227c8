from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checkin.ticket_codes import clean, codes_within, is_binary, looks_like_one_of


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("https://tickets.example/t/0017280", ("0017280",)),
        ("https://luma.example/check-in/evt-4Fq2zK?pk=g-Qm3x9VbT7", ("evt-4Fq2zK", "g-Qm3x9VbT7")),
        ("https://t.example/?code=AB%2D12%C3%A9&again=AB-12%C3%A9", ("AB-12é",)),
        ("https://t.example/check#0017280", ("0017280",)),
        ("https://t.example/?sig=a1b2+c3/d4==", ("a1b2+c3/d4==",)),
        ("\r\nHTTPS://T.EXAMPLE/0017280\r\n", ("0017280",)),
        (
            '{"ticket": "00421-X", "place": 4217280, "of": {"all": ["Zoé-123", null, true, 1.5]}}',
            ("00421-X", "Zoé-123"),
        ),
        ('\n[\n\t"0017280"\n]', ("0017280",)),
        (
            "https://lu.ma/check-in/evt-4Fq2zK?pk=g-Qm3x9VbT7",
            ("evt-4Fq2zK", "g-Qm3x9VbT7", "https://luma.com/check-in/evt-4Fq2zK?pk=g-Qm3x9VbT7"),
        ),
        ("https://t.example/check-in/3HBK-001,9f8e7d6c", ("3HBK-001,9f8e7d6c", "3HBK-001", "9f8e7d6c")),
        (
            '{"i": [2, "bywbnjwdTlibOg2dHwp7EQ=="]}',
            ("bywbnjwdTlibOg2dHwp7EQ==", "6f2c1b9e-3c1d-4e58-9b3a-0d9d1f0a7b11"),
        ),
        ("https://example.org/menu/2026/planche-de-fromages", ()),
        ("https://example.org/?table=12", ()),
        ("WIFI:S:bar;P:0017280;;", ()),
        ("0017280", ()),
        ("mailto:0017280@example.org", ()),
        ("https://[0017280/0017280", ()),
        ('{"ticket": "0017280"', ()),
        ("[" * 3000, ()),
        ("", ()),
    ],
)
def test_the_codes_in_a_url_or_in_json_are_found_as_they_are_written(text: str, codes: tuple[str, ...]) -> None:
    assert set(codes_within(text)) == set(codes)


@given(text=st.text(max_size=300))
@example(text='{"a":' * 2000)
@example(text="[" + "1" * 5000 + "]")
@example(text="https://a//?&=&#")
def test_no_text_breaks_the_search_for_codes(text: str) -> None:
    for found in (
        codes_within(text),
        codes_within(f"https://a/{text}?{text}"),
        codes_within(json.dumps({text: [text]})),
    ):
        assert all(len(code) >= 6 and code == clean(code) for code in found)


def test_of_a_text_full_of_codes_only_so_many_are_looked_up() -> None:
    assert len(codes_within("https://a/" + "/".join(f"code-{n}" for n in range(500)))) == 64


@pytest.mark.parametrize("text", ["\0\x011728", "1\x00728", "ÿþ\x001728", "17\x9f28"])
def test_a_payload_with_control_characters_inside_is_binary(text: str) -> None:
    assert is_binary(f"1{text}")


@pytest.mark.parametrize(
    "text", ["", "1728\r\n", "\x021728\x03", "\0A-200\r\n", '{\n\t"a": 1\r\n}', "Zoé 受付 🎟️", "\ufeff1728"]
)
def test_a_text_in_what_scanners_put_around_it_is_not_binary(text: str) -> None:
    assert not is_binary(text)


def test_a_code_is_like_those_of_the_list_when_it_is_built_like_them() -> None:
    assert looks_like_one_of("172-AB", ["999-ZZ"])
    for other in ("172-ab", "172_AB", "1728-AB", "172AB6", ""):
        assert not looks_like_one_of(other, ["999-ZZ"])
