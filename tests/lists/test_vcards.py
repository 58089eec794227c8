from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.errors import FileError, FileFault
from checkin.lists.listed import AttendeeList, Listed
from checkin.lists.vcards import read_vcards
from tests.lists.lists import kinds, read_bytes, read_text


def card(*lines: str, version: str = "3.0") -> str:
    """Return a card with these lines."""
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def read(folder: Path, *cards: str) -> AttendeeList:
    """Read cards as a list."""
    return read_text(folder, "".join(cards), name="contacts.vcf")


def one(folder: Path, *lines: str, version: str = "3.0") -> Listed:
    """Read one card that names somebody."""
    (person,) = read(folder, card(*lines, version=version)).attendees
    return person


def test_a_card_says_who_somebody_is(tmp_path: Path) -> None:
    said = ["N:Ruiz;Ana;;;", "FN:Ana Ruiz", "ORG:Les Amis\\, de Zoé;Bar", "TITLE:Chef", "CATEGORIES:Presse,VIP"]
    said += ["EMAIL;TYPE=INTERNET:Ana@Example.org", "TEL;TYPE=CELL:0601020304", "NOTE:Arrive\\nen retard\\, vers 20h"]
    ana = one(tmp_path, *said, "UID:0044177", "BDAY:1990-01-01", "ADR:;;rue x;Paris;;75011;")
    assert (ana.row, ana.given_name, ana.family_name, ana.name_certain) == (1, "Ana", "Ruiz", True)
    assert (ana.email, ana.organisation, ana.category) == ("ana@example.org", "Les Amis, de Zoé", "Presse, VIP")
    assert (ana.note, ana.ticket_code) == ("Arrive en retard, vers 20h", "")


def test_the_row_is_the_cards_number_and_a_card_of_nobody_is_counted(tmp_path: Path) -> None:
    found = read(
        tmp_path, card("FN:Ana Ruiz"), card("TEL:0601020304"), card("KIND:group", "FN:Zoé Club"), card("FN:Bo Li")
    )
    assert [(a.row, a.full_name) for a in found.attendees] == [(1, "Ana Ruiz"), (4, "Bo Li")]
    assert (found.container, found.rows) == ("vcard", 4)


def test_version_2_1_is_decoded_with_its_soft_breaks_and_character_set(tmp_path: Path) -> None:
    name = "N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:H=E9nin;Ga=\r\n=EBlle"
    note = "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Premi=C3=A8re=0D=0A=\r\nfois"
    gaelle = one(tmp_path, name, "EMAIL;PREF;INTERNET:g@example.org", "TEL;HOME;VOICE:01 02", note, version="2.1")
    assert (gaelle.given_name, gaelle.family_name, gaelle.email) == ("Gaëlle", "Hénin", "g@example.org")
    assert gaelle.note == "Première fois"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_is_read_whatever_the_file_is_called(tmp_path: Path, encoding: str) -> None:
    data = card("N:Hénin;Gaëlle;;;", version="2.1").encode(encoding)
    (gaelle,) = read_bytes(tmp_path, data, name="list.csv").attendees
    assert gaelle.full_name == "Gaëlle Hénin"


def test_folded_lines_are_put_together_even_inside_a_letter(tmp_path: Path) -> None:
    data = (
        card("FN:Gaëlle Hénin", "NOTE:un\r\n e note\r\n\t longue").encode().replace(b"Ga\xc3\xab", b"Ga\xc3\r\n \xab")
    )
    (gaelle,) = read_bytes(tmp_path, data).attendees
    assert (gaelle.full_name, gaelle.note) == ("Gaëlle Hénin", "une note longue")


def test_the_preferred_address_comes_first_and_the_others_are_kept(tmp_path: Path) -> None:
    addresses = ["item1.EMAIL;type=INTERNET:old@example.org", "item1.X-ABLabel:_$!<Other>!$_"]
    ana = one(tmp_path, "FN:Ana Ruiz", *addresses, "EMAIL;type=INTERNET;type=HOME;type=pref:ana@example.org")
    assert (ana.email, ana.note) == ("ana@example.org", "old@example.org")
    four = ["EMAIL;PREF=2:two@example.org", 'EMAIL;TYPE="work,x";PREF=1:one@example.org']
    assert one(tmp_path, "FN:Ana Ruiz", *four, version="4.0").email == "one@example.org"


@pytest.mark.parametrize(
    ("line", "handle", "network"),
    [
        ("X-SOCIALPROFILE;type=twitter;x-user=ana:http://twitter.com/ana", "@ana", "x"),
        ("X-SOCIALPROFILE;type=Instagram;x-user=ana:x-apple:ana", "@ana", "instagram"),
        ("SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://social.example/@ana", "@ana@social.example", "mastodon"),
        ("SOCIALPROFILE;SERVICE-TYPE=Bluesky;VALUE=text:ana.bsky.social", "@ana.bsky.social", "bluesky"),
        ("URL:https://social.example/@ana", "@ana@social.example", "mastodon"),
        ("URL;TYPE=Twitter:https\\://x.com/ana", "@ana", "x"),
        ("item3.URL:https://bsky.app/profile/ana.example", "@ana.example", "bluesky"),
        ("X-TWITTER:ana", "@ana", "x"),
        ("X-MASTODON:ana@social.example", "@ana@social.example", "mastodon"),
        ("IMPP:twitter:ana", "@ana", "x"),
        ("NICKNAME:@ana", "@ana", ""),
    ],
)
def test_an_account_is_a_handle(tmp_path: Path, line: str, handle: str, network: str) -> None:
    ana = one(tmp_path, "FN:Ana Ruiz", line)
    assert (ana.handle, ana.network) == (handle, network)


@pytest.mark.parametrize(
    "line", ["NICKNAME:Nana", "IMPP:xmpp:ana@example.org", "IMPP;X-SERVICE-TYPE=Skype:skype:ana", "URL:"]
)
def test_what_is_no_account_is_no_handle(tmp_path: Path, line: str) -> None:
    assert one(tmp_path, "FN:Ana Ruiz", line).handle == ""


def test_linkedin_is_a_link(tmp_path: Path) -> None:
    ana = one(tmp_path, "FN:Ana Ruiz", "X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/ana")
    assert (ana.handle, ana.profile_link) == ("", "https://www.linkedin.com/in/ana")


def test_the_groups_that_google_puts_everybody_into_are_no_category(tmp_path: Path) -> None:
    assert one(tmp_path, "FN:Ana Ruiz", "CATEGORIES:myContacts").category == ""


def test_a_picture_is_passed_over_and_an_assistants_card_too(tmp_path: Path) -> None:
    picture = "PHOTO;ENCODING=BASE64;TYPE=JPEG:" + "\r\n ".join(["QUJD" * 18] * 2_000) + "\r\n"
    agent = ["AGENT:", "BEGIN:VCARD", "FN:Zoé Aide", "END:VCARD"]
    found = read(
        tmp_path, card("FN:Ana Ruiz", picture, *agent, "EMAIL:ana@example.org", version="2.1"), card("FN:Bo Li")
    )
    assert [(a.row, a.full_name, a.email) for a in found.attendees] == [
        (1, "Ana Ruiz", "ana@example.org"),
        (2, "Bo Li", ""),
    ]


def test_a_card_without_an_end_ends_where_the_next_begins(tmp_path: Path) -> None:
    found = read(tmp_path, "BEGIN:VCARD\nFN:Ana Ruiz\nBEGIN:VCARD\nFN:Bo Li\nnonsense\n:x\nEND:VCARD\nFN:Cy Mo\n")
    assert [(a.row, a.full_name) for a in found.attendees] == [(1, "Ana Ruiz"), (2, "Bo Li")]


def test_a_half_name_is_not_certain(tmp_path: Path) -> None:
    ana = one(tmp_path, "N:;Ana;;;", "FN:Ana")
    assert (ana.full_name, ana.name_certain) == ("Ana", False)


def test_more_cards_than_any_evening_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError) as refused:
        read_text(tmp_path, "BEGIN:VCARD\nEND:VCARD\n" * 150_001, name="list.vcf")
    assert refused.value.fault is FileFault.TOO_LARGE


def test_a_value_that_never_ends_is_cut() -> None:
    (table,) = read_vcards(b"BEGIN:VCARD\nFN:" + b"x" * 1_000_000 + b"\n" + b" x\n" * 100_000 + b"END:VCARD\n")
    assert len(table.records[1].cells[0]) == 4_000


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.text(alphabet='NFEMAIL:;=,\\" \t@\r\n.\xe9a1', max_size=30), max_size=8))
def test_any_cards_are_read_or_refused_and_nothing_else(tmp_path: Path, lines: list[str]) -> None:
    with contextlib.suppress(FileError):
        assert all(a.full_name.isprintable() for a in read(tmp_path, card(*lines)).attendees)


TEXT = st.text(alphabet="abcé,;:\\ Бع王", min_size=1, max_size=12).map(lambda text: f"Q{text.strip()}q")


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(organisation=TEXT, fold=st.integers(5, 40))
def test_a_text_that_is_escaped_and_folded_comes_back_the_same(tmp_path: Path, organisation: str, fold: int) -> None:
    escaped = organisation.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    line = f"ORG:{escaped}"
    folded = "\r\n ".join(line[i : i + fold] for i in range(0, len(line), fold))
    assert one(tmp_path, "FN:Ana Ruiz", folded).organisation == " ".join(organisation.split())


def test_a_list_of_contacts_has_nothing_to_look_at(tmp_path: Path) -> None:
    assert {
        k for k in kinds(read(tmp_path, card("N:Ruiz;Ana;;;", "EMAIL:ana@example.org"))) if k[1] != "no_header"
    } == set()
