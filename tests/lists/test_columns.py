from __future__ import annotations

from pathlib import Path

import pytest

from checkin.lists.listed import AttendeeList, Choices, Field, Reason
from tests.lists.lists import by_row, kinds, read_text


def fields(found: AttendeeList) -> dict[str, Field]:
    return {column.header: column.field for column in found.columns if column.field}


def test_a_bare_nom_is_a_family_name_only_beside_a_given_name(tmp_path: Path) -> None:
    beside = read_text(tmp_path, "Nom;Prénom\nRuiz;Ana\n")
    alone = read_text(tmp_path, "Nom;Mail\nAna Ruiz;ana@example.org\n")
    assert fields(beside)["Nom"] is Field.FAMILY_NAME
    assert fields(alone)["Nom"] is Field.FULL_NAME
    assert beside.attendees[0].name_certain
    assert not alone.attendees[0].name_certain


def test_the_buyer_is_never_the_attendee(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        "Nom participant;Prénom participant;Nom payeur;Prénom payeur;Email payeur;Raison sociale\n"
        "RUIZ;Ana;LI;Bo;bo@example.org;BIG SA\n",
    )
    ana = found.attendees[0]
    assert (ana.full_name, ana.email, ana.buyer_email, ana.organisation) == ("Ana RUIZ", "", "bo@example.org", "")


def test_the_buyers_address_is_the_attendees_where_they_are_one_person(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        "Nom participant;Prénom participant;Nom payeur;Prénom payeur;Email payeur\nRUIZ;Ana;Ruiz;ANA;ana@example.org\n",
    )
    assert found.attendees[0].email == "ana@example.org"


def test_an_email_beside_the_attendees_email_is_the_buyers(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Name,Email,Attendee email\nAna Ruiz,boss@example.org,ana@example.org\n")
    assert (found.attendees[0].email, found.attendees[0].buyer_email) == ("ana@example.org", "boss@example.org")


def test_buyers_stand_in_where_nobody_else_is_named_and_that_is_told(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Order name,Order email,Tickets purchased\nAna Ruiz,ana@example.org,2\n")
    assert (found.attendees[0].full_name, found.attendees[0].places) == ("Ana Ruiz", 2)
    assert (None, "buyers_only") in kinds(found)


@pytest.mark.parametrize(
    "header", ["Référence commande", "Téléphone", "Date de naissance", "Code postal", "Code promo"]
)
def test_no_other_number_is_ever_taken_for_a_ticket_code(tmp_path: Path, header: str) -> None:
    found = read_text(tmp_path, f"Nom;Prénom;{header}\nRuiz;Ana;0612345678\nLi;Bo;0612345679\n")
    assert [attendee.ticket_code for attendee in found.attendees] == ["", ""]


def test_a_price_or_a_link_is_no_category_whatever_its_header(tmp_path: Path) -> None:
    found = read_text(
        tmp_path,
        "Nom;Prénom;Tarif;Billet;Formule\nRuiz;Ana;12,00;https://x.example/1;Dîner\nLi;Bo;5,00;https://x.example/2;Bal\n",
    )
    assert [attendee.category for attendee in found.attendees] == ["Dîner", "Bal"]


def test_a_status_of_life_is_no_status_of_the_order(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Nom;Prénom;Statut\nRuiz;Ana;Étudiante\nLi;Bo;Salarié\n")
    assert len(found.attendees) == 2


def test_a_mail_column_with_answers_is_no_address(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, "Nom;Prénom;Mail envoyé ?;Contact\nRuiz;Ana;oui;ana@example.org\nLi;Bo;non;bo@example.org\n"
    )
    assert by_row(found)[2].email == "ana@example.org"
    assert {column.header: column.reason for column in found.columns}["Contact"] is Reason.CONTENT


def test_several_handle_columns_give_the_first_handle(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Name,Mastodon,Twitter\nAna Ruiz,,@ana\nBo Li,@bo@social.example,@bo_x\n")
    assert [(a.handle, a.network) for a in found.attendees] == [("@ana", "x"), ("@bo@social.example", "mastodon")]


def test_guests_come_besides_and_a_quantity_counts_all(tmp_path: Path) -> None:
    assert read_text(tmp_path, "Name,Guests\nAna Ruiz,2\nBo Li,0\n").attendees[0].places == 3
    assert read_text(tmp_path, "Name,Quantity\nAna Ruiz,2\nBo Li,1\n").attendees[0].places == 2


def test_an_order_with_a_row_for_each_place_counts_one_place_a_row(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, "Order ID,Name,Barcode,Quantity\nA,Ana Ruiz,100001,2\nA,Bo Li,100002,2\nB,Cy Mo,100003,2\n"
    )
    assert [attendee.places for attendee in found.attendees] == [1, 1, 2]
    assert {row for row, kind in kinds(found) if kind == "places_unnamed"} == {4}


def test_what_the_organiser_chose_goes_before_what_was_found(tmp_path: Path) -> None:
    text = "Nom;Prénom;Divers\nRuiz;Ana;ACME\n"
    chosen = Choices(fields=((2, Field.ORGANISATION),))
    assert read_text(tmp_path, text).attendees[0].organisation == ""
    found = read_text(tmp_path, text, choices=chosen)
    assert found.attendees[0].organisation == "ACME"
    assert found.columns[2].reason is Reason.CHOSEN
    unheaded = Choices(header_row=0, fields=((0, Field.FAMILY_NAME), (1, Field.GIVEN_NAME)))
    assert read_text(tmp_path, "Ruiz;Ana;ACME\n", choices=unheaded).attendees[0].full_name == "Ana Ruiz"


def test_three_hundred_columns_are_no_obstacle(tmp_path: Path) -> None:
    header = ";".join([*(f"Question {i}" for i in range(300)), "Nom", "Prénom"])
    row = ";".join([*("x" for _ in range(300)), "Ruiz", "Ana"])
    assert read_text(tmp_path, f"{header}\n{row}\n").attendees[0].full_name == "Ana Ruiz"
