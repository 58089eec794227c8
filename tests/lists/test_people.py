"""The rows of a list beside each other: duplicates, homonyms, tickets, sections, totals."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.model import Status
from tests.lists.lists import by_row, kinds, read_text

FORM = "Horodateur,Adresse e-mail,Prénom et Nom,Tu seras là ?,Ton pseudo ?\n"


def test_the_same_name_and_address_is_one_person_where_no_row_has_a_code(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Nom;Mail;Structure\nAna Ruiz;ana@example.org;\nana  RUIZ;ANA@example.org;ACME\n")
    assert [(a.row, a.full_name, a.organisation) for a in found.attendees] == [(2, "Ana Ruiz", "ACME")]
    assert (3, "duplicate_person") in kinds(found)


def test_the_last_answer_of_a_form_counts(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, FORM + "1/11,ana@example.org,Ana Ruiz,Oui,@old\n2/11,ana@example.org,Ana Ruiz,Non,@new\n"
    )
    assert [(a.row, a.status, a.handle) for a in found.attendees] == [(2, Status.CANCELLED, "@new")]
    assert (3, "changed_answer") in kinds(found)


def test_a_last_answer_that_is_unsure_takes_the_first_one_back(tmp_path: Path) -> None:
    found = read_text(tmp_path, FORM + "1/11,ana@example.org,Ana Ruiz,Oui,\n2/11,ana@example.org,Ana Ruiz,Peut-être,\n")
    assert found.attendees == ()
    assert {(3, "unconfirmed"), (3, "changed_answer")} <= kinds(found)


def test_two_tickets_of_one_person_are_two_rows_and_two_codes(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, "Name,Email,Barcode\nAna Ruiz,ana@example.org,100001\nAna Ruiz,ana@example.org,100002\n"
    )
    assert [attendee.ticket_code for attendee in found.attendees] == ["100001", "100002"]
    assert (3, "same_person_two_tickets") in kinds(found)


def test_a_code_that_is_used_twice_stays_with_the_first(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Name,Email,Barcode\nAna Ruiz,a@example.org,100001\nBo Li,b@example.org,100001\n")
    assert [(a.full_name, a.ticket_code) for a in found.attendees] == [("Ana Ruiz", "100001"), ("Bo Li", "")]
    assert (3, "duplicate_code") in kinds(found)


def test_a_new_ticket_after_a_cancelled_one_is_kept_apart(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        "Name,Email,Barcode,Status\nAna Ruiz,a@example.org,100001,Refunded\nAna Ruiz,a@example.org,100002,Attending\n",
    )
    assert [attendee.status for attendee in found.attendees] == [Status.CANCELLED, Status.EXPECTED]
    assert (3, "returned_person") in kinds(found)


def test_the_same_name_without_an_address_may_be_two_people(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Name,RSVP\nAna L.,Yes\nAna L.,Yes\n")
    assert len(found.attendees) == 2
    assert (3, "homonym") in kinds(found)


def test_one_address_with_two_names_is_two_people(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Name,Email\nAna Ruiz,fam@example.org\nBo Ruiz,fam@example.org\n")
    assert len(found.attendees) == 2
    assert (3, "shared_email") in kinds(found)


def test_two_unnamed_rows_are_never_merged(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Name,Email\n,buyer@example.org\n,buyer@example.org\nAna Ruiz,ana@example.org\n")
    assert len(found.attendees) == 3
    assert {(2, "missing_name"), (3, "missing_name")} <= kinds(found)


def test_rows_are_never_merged_because_of_the_buyers_address(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, "Nom participant;Prénom participant;Email payeur\nRUIZ;Ana;p@example.org\nRUIZ;Ana;p@example.org\n"
    )
    assert len(found.attendees) == 2


def test_a_row_without_a_code_in_a_list_of_codes_is_flagged(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Name,Barcode\nAna Ruiz,100001\nBo Li,\nCy Mo,100003\n")
    assert (3, "missing_code") in kinds(found)
    assert by_row(found)[3].ticket_code == ""


def test_section_titles_are_categories_and_nobody(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        "N°;Nom;Mail\nBénévoles;;\n1;Ana Ruiz;ana@example.org\n;Presse (2);\n2;Bo Li;bo@example.org\n;Zoé;\n"
        ";TOTAL;3\n;Imprimer en 2 exemplaires !! merci Sylvie;\n",
    )
    assert [(a.full_name, a.category) for a in found.attendees] == [
        ("Ana Ruiz", "Bénévoles"),
        ("Bo Li", "Presse (2)"),
        ("Zoé", "Presse (2)"),
    ]


def test_a_header_that_is_repeated_on_each_page_is_nobody(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Nom;Mail\nAna Ruiz;ana@example.org\nNom;Mail\nBo Li;bo@example.org\n")
    assert [attendee.full_name for attendee in found.attendees] == ["Ana Ruiz", "Bo Li"]


@pytest.mark.parametrize("row", ["5;;;", ";;;", "6;;;x"])
def test_a_line_that_is_only_numbered_is_nobody(tmp_path: Path, row: str) -> None:
    found = read_text(tmp_path, f"N°;Nom;Mail;Divers\n1;Ana Ruiz;ana@example.org;\n{row}\n2;Bo Li;bo@example.org;\n")
    assert len(found.attendees) == 2


def test_a_row_that_says_something_of_nobody_is_reported(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Name,Email,Company,Status\nAna Ruiz,ana@example.org,ACME,ok\n,,BIG,ok\n")
    assert (3, "nobody") in kinds(found)


def test_a_remark_that_cancels_is_proposed_and_told(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Nom;Mail;Remarque\nAna Ruiz;ana@example.org;annulé le 20/11\n")
    assert found.attendees[0].status is Status.CANCELLED
    assert (2, "status_in_note") in kinds(found)


def test_a_test_order_is_kept_out(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Name,Email,Test mode\nAna Ruiz,ana@example.org,false\nBo Li,bo@example.org,true\n")
    assert [attendee.full_name for attendee in found.attendees] == ["Ana Ruiz"]
    assert (3, "test_order") in kinds(found)


def test_a_surname_that_begins_like_a_total_is_somebody(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Nom complet\nSommer Anna\nTotaro Bo\n")
    assert [attendee.full_name for attendee in found.attendees] == ["Sommer Anna", "Totaro Bo"]


def test_a_bare_list_that_was_numbered_by_hand_is_a_list_of_people(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, "Liste pour vendredi 🎉\n1. Zoé Martin\n2. Karim B. +1\n3) Tom\n4. +1 de Zoé\n", name="l.txt"
    )
    assert [(a.row, a.full_name, a.places) for a in found.attendees] == [
        (2, "Zoé Martin", 1),
        (3, "Karim B. +1", 2),
        (4, "Tom", 1),
        (5, "+1 de Zoé", 1),
    ]


def test_names_that_a_mail_program_wrote_are_names_and_addresses(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Zoé Martin <zoe@example.org>\nKarim Benali <karim@example.org>\nlou@example.org\n")
    assert [(a.full_name, a.email) for a in found.attendees] == [
        ("Zoé Martin", "zoe@example.org"),
        ("Karim Benali", "karim@example.org"),
        ("", "lou@example.org"),
    ]
    assert (3, "missing_name") in kinds(found)


@pytest.mark.parametrize(("title", "kind"), [("Liste d'attente (2)", "unconfirmed"), ("WAITING LIST:", "unconfirmed")])
def test_whoever_stands_below_a_waiting_list_is_not_expected(tmp_path: Path, title: str, kind: str) -> None:
    found = read_text(tmp_path, f"Nom;Mail;Ville\nAna Ruiz;ana@example.org;Pau\n{title};;\nBo Li;bo@example.org;Pau\n")
    assert [attendee.full_name for attendee in found.attendees] == ["Ana Ruiz"]
    assert (4, kind) in kinds(found)


def test_whoever_stands_below_the_cancelled_is_cancelled(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Nom;Mail;Ville\nAna Ruiz;ana@example.org;Pau\nAnnulés;;\nBo Li;bo@example.org;Pau\n")
    assert [attendee.status for attendee in found.attendees] == [Status.EXPECTED, Status.CANCELLED]


@pytest.mark.parametrize("header", ["Liste d'attente", "Brouillon", "On waitlist", "Draft"])
def test_a_waiting_list_and_a_draft_are_no_test_order(tmp_path: Path, header: str) -> None:
    found = read_text(tmp_path, f"Nom;Mail;{header}\nAna Ruiz;ana@example.org;Non\nBo Li;bo@example.org;Oui\n")
    assert [attendee.full_name for attendee in found.attendees] == ["Ana Ruiz"]
    assert (3, "unconfirmed") in kinds(found)


def test_a_column_to_be_ticked_at_the_door_says_nothing(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Nom;Mail;Présent;Payé\nAna Ruiz;ana@example.org;;\nBo Li;bo@example.org;;\n")
    assert len(found.attendees) == 2


def test_a_title_that_says_more_of_a_group_is_a_category(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, "Nom;Mail\nÉquipe lumière;\nAna Ruiz;ana@example.org\nPRESSE LOCALE;\nBo Li;bo@example.org\n"
    )
    assert [(a.full_name, a.category) for a in found.attendees] == [
        ("Ana Ruiz", "Équipe lumière"),
        ("Bo Li", "PRESSE LOCALE"),
    ]


def test_a_firm_alone_in_its_row_is_reported_and_is_no_title(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Structure;Nom;Mail\nRégion;;\nMairie;Ana Ruiz;ana@example.org\n")
    assert (2, "nobody") in kinds(found)
    assert found.attendees[0].category == ""


@pytest.mark.parametrize(
    "header",
    ["Nombre;Apellidos", "Nome;Cognome", "Nom;Cognoms", "Vorname;Nachname", "Voornaam;Achternaam", "Name;Surname"],
)
def test_halves_of_a_name_are_known_in_other_languages(tmp_path: Path, header: str) -> None:
    found = read_text(tmp_path, f"{header};E-mail\nAna;Ruiz Díaz;ana@example.org\n")
    assert [(a.given_name, a.family_name, a.name_certain) for a in found.attendees] == [("Ana", "Ruiz Díaz", True)]


def test_to_decline_the_meal_is_not_to_decline_the_evening(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, FORM.strip() + ",Participeras-tu au repas ?\n1/11,ana@example.org,Ana Ruiz,Oui,@ana,Non\n"
    )
    assert [attendee.status for attendee in found.attendees] == [Status.EXPECTED]


def test_codes_of_the_kinds_of_ticket_are_no_ticket_codes(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        "Name,Email,Ticket ID\nAna Ruiz,a@example.org,3001\nBo Li,b@example.org,3001\nCy Mo,c@example.org,3001\n",
    )
    assert [attendee.ticket_code for attendee in found.attendees] == ["", "", ""]


@pytest.mark.parametrize(
    ("shown", "note"), [("Lady Zed", "végé · Lady Zed"), ("Dr RUIZ Ana", "végé"), ("ana ruiz", "végé"), ("", "végé")]
)
def test_another_name_beside_the_two_halves_is_kept_as_a_remark(tmp_path: Path, shown: str, note: str) -> None:
    found = read_text(
        tmp_path,
        f"Prénom;Nom;Nom affiché;Mail;Remarque\nAna;Ruiz;{shown};ana@example.org;végé\nBo;Li;Bo Li;bo@example.org;\n",
    )
    assert (found.attendees[0].full_name, found.attendees[0].note) == ("Ana Ruiz", note)


def test_an_address_alone_in_a_bare_list_of_names_is_no_name(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Zoé Martin\nKarim Benali\nInès Caron\nlou@example.org\n")
    assert [(a.full_name, a.email) for a in found.attendees][2:] == [("Inès Caron", ""), ("", "lou@example.org")]
