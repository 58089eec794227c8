"""Names, addresses, handles, statuses and places: what a cell is taken for."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checkin.lists.emails import Emails, read_emails
from checkin.lists.handles import network_of, read_handle
from checkin.lists.listed import Field
from checkin.lists.names import Named, is_filler, is_placeholder, people_in, places_in, read_name, split_name
from checkin.lists.places import companions_in, number_of
from checkin.lists.statuses import Standing, gravest, says_cancelled, standing_of, standing_of_title


@pytest.mark.parametrize(
    ("name", "given_name", "family_name"),
    [
        ("Camille Dupuis", "Camille", "Dupuis"),
        ("BERNARD Pierre-Louis", "Pierre-Louis", "BERNARD"),
        ("Alexis DE OLIVEIRA 🎸", "Alexis", "DE OLIVEIRA 🎸"),
        ("de LA FONTAINE d'ORVAL Éléonore", "Éléonore", "de LA FONTAINE d'ORVAL"),
        ("Miguel Ángel de la Cruz", "Miguel Ángel", "de la Cruz"),
        ("José Antonio Muñoz y Díaz", "José Antonio", "Muñoz y Díaz"),
        ("Zoë van den Berg", "Zoë", "van den Berg"),
        ("M. BENALI Karim", "Karim", "BENALI"),
        ("Dr. Wanjirũ Mwangi", "Wanjirũ", "Mwangi"),
        ("ROSSI Giulia (Radio Onda)", "Giulia", "ROSSI"),
        ('Hugo "Le Grand" Simon', "Hugo", "Simon"),
        ("Hénin, Gaëlle", "Gaëlle", "Hénin"),
        ("Martin Luther King Jr.", "Martin Luther", "King Jr."),
        ("Łukasz 🚲 Wiśniewski", "Łukasz 🚲", "Wiśniewski"),
        ("van der Berg Kim", "Kim", "van der Berg"),
        ("Mc DONALD Rob", "Rob", "Mc DONALD"),
        ("Zoé", "Zoé", ""),
        ("J.", "J.", ""),
        ("王小明", "", ""),
        ("", "", ""),
    ],
)
def test_a_name_in_one_cell_is_split_with_care(name: str, given_name: str, family_name: str) -> None:
    split = split_name(name)
    assert (split.given, split.family) == (given_name, family_name)


@pytest.mark.parametrize(
    ("name", "given_name", "family_name"),
    [
        ("Nguyen Thanh Tâm", "Thanh Tâm", "Nguyen"),
        ("Yılmaz Ayşe 🌍", "Ayşe 🌍", "Yılmaz"),
        ("Le Goff Maëlle", "Maëlle", "Le Goff"),
        ("de La Tour Côme", "Côme", "de La Tour"),
    ],
)
def test_a_header_may_put_the_family_name_first(name: str, given_name: str, family_name: str) -> None:
    split = split_name(name, family_first=True)
    assert (split.given, split.family) == (given_name, family_name)


@given(st.text(max_size=60), st.booleans())
def test_splitting_a_text_makes_up_no_letter(text: str, family_first: bool) -> None:
    split = split_name(text, family_first=family_first)
    assert set(split.given + split.family) <= {*text, " "}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Marc et Julie FABRE", 2),
        ("Marc & Julie", 2),
        ("M. et Mme Dupont", 2),
        ("Ana / Bo / Cy", 3),
        ("Muñoz y Díaz", 1),
        ("Smith & Co", 1),
        ("Bernadette", 1),
        ("Annette Andrieu", 1),
    ],
)
def test_several_people_in_a_cell_are_counted(text: str, people: int) -> None:
    assert people_in(text) == people


@pytest.mark.parametrize(
    ("text", "places"), [("Zoé +1", 2), ("Famille Martin (4 pers.)", 4), ("Dupont x3", 3), ("Zoé", 1), ("+1 de Zoé", 1)]
)
def test_a_name_may_announce_places(text: str, places: int) -> None:
    assert places_in(text) == places


@pytest.mark.parametrize("text", ["Info Requested", "-", "n/a", "À confirmer", "???"])
def test_a_filler_is_no_name(text: str) -> None:
    assert is_filler(text)


@pytest.mark.parametrize("text", ["+1 de Zoé", "Invité 2", "Guest of Ana", "Accompagnant"])
def test_a_place_is_no_name(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["Zoé", "Guestave Dupont", "Reine Pluson", "Ann X"])
def test_a_name_is_neither_filler_nor_place(text: str) -> None:
    assert not is_filler(text)
    assert not is_placeholder(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Yacine.Benhaddou@Example.com", "yacine.benhaddou@example.com"),
        ("mailto:k.benali@example.com", "k.benali@example.com"),
        ("Ana Ruiz <ana@example.org>", "ana@example.org"),
        ("ana@münchen.example", "ana@münchen.example"),
        ("ana+soiree@sub.example.org.", "ana+soiree@sub.example.org"),
    ],
)
def test_an_address_is_found(text: str, address: str) -> None:
    assert read_emails(text) == Emails(address)


@pytest.mark.parametrize(
    "text", ["ngozi.eze", "jp@@example.org", "ayse@example", "ｓｏ@example", "a..b@example.org", "@x.org", "a@-x.org"]
)
def test_what_is_no_address_is_kept_as_what_was_found(text: str) -> None:
    assert read_emails(text) == Emails(invalid=text)


def test_the_first_of_several_addresses_is_used() -> None:
    assert read_emails("a@example.org ; b@example.net, a@example.org") == Emails("a@example.org", ("b@example.net",))


@pytest.mark.parametrize("text", ["", "-", "n/a", "aucun"])
def test_no_address_is_no_mistake(text: str) -> None:
    assert read_emails(text) == Emails()


@example("a@ou.example")
@given(st.from_regex(r"[a-z]{1,9}(\.[a-z0-9]{1,9})?@[a-z]{1,9}\.(example|test)", fullmatch=True))
def test_any_plain_address_is_its_own_reading(address: str) -> None:
    assert read_emails(f"  {address.upper()} ".strip()).first == address


@pytest.mark.parametrize(
    ("text", "handle", "network"),
    [
        ("@priya_r", "@priya_r", ""),
        ("yacine_b", "@yacine_b", ""),
        ("https://x.com/sianpl", "@sianpl", "x"),
        ("x.com/come_dlt?s=21", "@come_dlt", "x"),
        ("https://twitter.com/graceowusu/", "@graceowusu", "x"),
        ("instagram.com/mj.garcia/", "@mj.garcia", "instagram"),
        ("https://bsky.app/profile/aoife.bsky.example", "@aoife.bsky.example", "bluesky"),
        ("@ana.bsky.social", "@ana.bsky.social", "bluesky"),
        ("@maelle@framapiaf.example", "@maelle@framapiaf.example", "mastodon"),
        ("wanjiru@hachyderm.example", "@wanjiru@hachyderm.example", "mastodon"),
        ("https://fosstodon.example/@bjorn", "@bjorn@fosstodon.example", "mastodon"),
        ("mastodon.example/users/lena", "@lena@mastodon.example", "mastodon"),
        ("https://mastodon.example/@a@other.example", "@a@other.example", "mastodon"),
        ("@joe (twitter)", "@joe", "x"),
        ("joe (Insta)", "@joe", "instagram"),
        ("Insta : @zoe", "@zoe", "instagram"),
        ("Mastodon @zoe@social.example", "@zoe@social.example", "mastodon"),
        ("acct:zoe@social.example", "@zoe@social.example", "mastodon"),
        ("https://social.example/web/@zoe", "@zoe@social.example", "mastodon"),
        ("\uff20zoe", "@zoe", ""),
        ("@ zoe", "@zoe", ""),
        ("@un / @deux", "@un", ""),
    ],
)
def test_a_handle_is_read_from_what_people_write(text: str, handle: str, network: str) -> None:
    found = read_handle(text)
    assert (found.handle, found.network) == (handle, network)


@pytest.mark.parametrize("text", ["-", "—", "n/a", "none", "aucun", "N/A", "/"])
def test_no_handle_is_no_mistake(text: str) -> None:
    assert read_handle(text) == read_handle("-")


@pytest.mark.parametrize("text", ["je n'en ai pas", "I do not use any of these", "demandez-moi au bar", "Mastodon"])
def test_a_sentence_is_no_handle(text: str) -> None:
    found = read_handle(text)
    assert not found.handle
    assert found.sentence == text


def test_linkedin_is_a_link_and_no_handle() -> None:
    found = read_handle("https://www.linkedin.com/in/xm-w")
    assert (found.handle, found.profile_link) == ("", "https://www.linkedin.com/in/xm-w")


def test_a_persons_own_address_in_the_handle_column_is_no_fediverse_account() -> None:
    assert not read_handle("ana@example.org", email="ana@example.org").handle
    assert not read_handle("ana@gmail.com").handle


def test_a_column_of_one_network_says_which() -> None:
    assert network_of("Ton compte Mastodon ?") == "mastodon"
    assert network_of("Twitter / Masto") == ""
    assert read_handle("@ana", network_of("Instagram")).network == "instagram"


@given(st.text(max_size=80))
def test_whatever_is_written_a_handle_is_one_word_with_an_at(text: str) -> None:
    handle = read_handle(text).handle
    assert not handle or (handle.startswith("@") and len(handle.split()) == 1)


@pytest.mark.parametrize(
    ("field", "text", "standing"),
    [
        (Field.STATUS, "Validé", Standing.EXPECTED),
        (Field.STATUS, "Checked In", Standing.EXPECTED),
        (Field.STATUS, "", Standing.EXPECTED),
        (Field.STATUS, "Remboursé", Standing.CANCELLED),
        (Field.STATUS, "Not Attending", Standing.CANCELLED),
        (Field.STATUS, "Annulé (remboursé le 3)", Standing.CANCELLED),
        (Field.STATUS, "En attente de paiement", Standing.UNCONFIRMED),
        (Field.STATUS, "pending_approval", Standing.UNCONFIRMED),
        (Field.STATUS, "Waitlist", Standing.UNCONFIRMED),
        (Field.STATUS, "Transferred", Standing.UNKNOWN),
        (Field.ANSWER, "Oui, avec plaisir !", Standing.EXPECTED),
        (Field.ANSWER, "Non", Standing.CANCELLED),
        (Field.ANSWER, "Peut-être", Standing.UNCONFIRMED),
        (Field.ANSWER, "", Standing.UNCONFIRMED),
        (Field.ANSWER, "2026-10-01 09:00:00", Standing.EXPECTED),
        (Field.STATUS, "Non approuvé·e", Standing.UNCONFIRMED),
        (Field.STATUS, "Participant·e", Standing.EXPECTED),
        (Field.ANSWER, "✅", Standing.EXPECTED),
        (Field.ANSWER, "n'importe quoi", Standing.UNKNOWN),
        (Field.PAID, "Oui", Standing.EXPECTED),
        (Field.PAID, "12,00 €", Standing.EXPECTED),
        (Field.PAID, "12/10/2026", Standing.EXPECTED),
        (Field.PAID, "No", Standing.UNCONFIRMED),
        (Field.PAID, "", Standing.UNCONFIRMED),
        (Field.VALID, "Non", Standing.CANCELLED),
        (Field.VALID, "FALSE", Standing.CANCELLED),
        (Field.CANCELLED, "Yes", Standing.CANCELLED),
        (Field.CANCELLED, "2026-10-02", Standing.CANCELLED),
        (Field.CANCELLED, "0,00 €", Standing.EXPECTED),
        (Field.CANCELLED, "Not void", Standing.EXPECTED),
        (Field.CANCELLED, "void", Standing.CANCELLED),
        (Field.CANCELLED, "", Standing.EXPECTED),
    ],
)
def test_a_cell_says_whether_somebody_is_expected(field: Field, text: str, standing: Standing) -> None:
    assert standing_of(field, text) is standing


def test_a_cancelled_ticket_is_cancelled_even_if_it_was_never_paid() -> None:
    assert gravest([Standing.UNCONFIRMED, Standing.CANCELLED, Standing.EXPECTED]) is Standing.CANCELLED
    assert gravest([Standing.UNCONFIRMED, Standing.UNKNOWN]) is Standing.UNKNOWN
    assert gravest([]) is Standing.EXPECTED


@pytest.mark.parametrize("note", ["annulé le 20/11", "Ne vient plus", "s'est désistée", "cancelled by mail"])
def test_a_remark_may_say_that_somebody_does_not_come(note: str) -> None:
    assert says_cancelled(note)


@pytest.mark.parametrize("note", ["", "la copine de Tom", "Une prochaine fois", "merci de ne pas annuler", "végé"])
def test_other_remarks_say_nothing_of_it(note: str) -> None:
    assert not says_cancelled(note)


@pytest.mark.parametrize(
    ("text", "companions"),
    [
        ("non", 0),
        ("", 0),
        ("oui", 1),
        ("2", 2),
        ("+1", 1),
        ("Nina Carpentier", 1),
        ("Nina et Tom", 2),
        ("Non, seul", 0),
    ],
)
def test_companions_are_counted(text: str, companions: int) -> None:
    assert companions_in(text) == companions


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2", 2),
        ("3.0", 3),
        ("2 places", 2),
        ("2 x Adult, 1 x Child", 3),
        ("1× Plein tarif", 1),
        ("0612345678", None),
        ("2026", None),
        ("400 x A, 400 x B", None),
        ("deux", None),
    ],
)
def test_a_number_of_places_is_a_small_number(text: str, number: int | None) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("1. Zoé Martin", Named("Zoé Martin")),
        ("12) Zoé", Named("Zoé")),
        ("- Zoé Martin", Named("Zoé Martin")),
        ("✅ Zoé", Named("Zoé")),
        ("5. +1 de Zoé", Named("+1 de Zoé")),
        ("Zoé Martin <zoe@example.org>", Named("Zoé Martin", "zoe@example.org")),
        ('"Dupont, Jean" <jean@example.org>', Named("Dupont, Jean", "jean@example.org")),
        ("Lou Roy - lou@example.org", Named("Lou Roy", "lou@example.org")),
        ("Karim (karim@example.org)", Named("Karim", "karim@example.org")),
        ("Ava Roux (Invité)", Named("Ava Roux")),
        ("ROSSI Giulia (Radio Onda)", Named("ROSSI Giulia (Radio Onda)")),
        ("amelie@social.example", Named("amelie@social.example")),
        ("@amelie@social.example", Named("@amelie@social.example")),
        ("-Zoé-", Named("-Zoé-")),
        ("12", Named("12")),
        ("+1 de Zoé", Named("+1 de Zoé")),
    ],
)
def test_a_name_is_read_without_what_stands_around_it(text: str, named: Named) -> None:
    assert read_name(text, frozenset({"invite"})) == named


@given(st.text(max_size=60))
def test_reading_a_name_makes_up_no_letter(text: str) -> None:
    named = read_name(text, frozenset({"guest"}))
    assert set(named.name + named.email) <= {*text, " "}


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("IG : kay.k", "@kay.k"),
        ("@@queue", "@queue"),
        ("https://twitter.com/#!/enn", "@enn"),
        ("www.instagram.com/zed?igsh=abc123", "@zed"),
        ("@one, @two", "@one"),
        ("@w_ sur X", "@w_"),
        ("https://social.example/@yy/113456789", "@yy@social.example"),
        ("keine", ""),
        ("nessuno", ""),
        ("pas de twitter", ""),
    ],
)
def test_handles_are_found_in_every_spelling(text: str, handle: str) -> None:
    assert read_handle(text).handle == handle


@pytest.mark.parametrize(
    ("field", "text", "standing"),
    [
        (Field.ANSWER, "Sorry I can't make it", Standing.CANCELLED),
        (Field.ANSWER, "Nein, leider nicht", Standing.CANCELLED),
        (Field.ANSWER, "No podré ir", Standing.CANCELLED),
        (Field.ANSWER, "Forse", Standing.UNCONFIRMED),
        (Field.STATUS, "Nimmt nicht teil", Standing.CANCELLED),
        (Field.STATUS, "No asistirá", Standing.CANCELLED),
        (Field.STATUS, "In attesa", Standing.UNCONFIRMED),
        (Field.STATUS, "Partially refunded", Standing.UNCONFIRMED),
        (Field.PAID, "Nee", Standing.UNCONFIRMED),
        (Field.PAID, "Sí", Standing.EXPECTED),
    ],
)
def test_a_status_is_understood_in_other_languages(field: Field, text: str, standing: Standing) -> None:
    assert standing_of(field, text) is standing


@pytest.mark.parametrize("title", ["Waiting list VIP", "Bénévoles", "Absente Martin", ""])
def test_a_title_that_says_nothing_of_a_status_leaves_people_expected(title: str) -> None:
    assert standing_of_title(title) is Standing.EXPECTED
