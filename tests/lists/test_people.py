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
