from __future__ import annotations

from pathlib import Path

import pytest

from checkin.lists.columns import lay_out
from checkin.lists.container import Container
from checkin.lists.listed import AttendeeList, Choices, Field, Reason, Severity
from checkin.lists.tables import Record, Table
from checkin.lists.vocabulary import header_matches
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


def test_a_yes_in_a_column_of_the_waiting_list_keeps_the_row_out(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Nom;Prénom;Liste d'attente\nRuiz;Ana;non\nLi;Bo;oui\n")
    assert [attendee.full_name for attendee in found.attendees] == ["Ana Ruiz"]
    assert [problem.row for problem in found.problems if problem.severity is Severity.ERROR] == [3]


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


def test_guests_may_be_written_with_a_plus_or_as_none(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Name,RSVP,Guests\nAna Ruiz,Yes,+2\nBo Li,Yes,none\nCy Mo,Yes,\n")
    assert [attendee.places for attendee in found.attendees] == [3, 1, 1]


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


def test_a_column_headed_billet_is_the_ticket_code_only_where_it_holds_codes(tmp_path: Path) -> None:
    codes = "".join(f"Ana{i} Ruiz;00{4711 + i}AB\n" for i in range(6))
    kinds = "".join(f"Ana{i} Ruiz;PASS2026\n" for i in range(6))
    assert read_text(tmp_path, "Nom;Billet\n" + codes).attendees[0].ticket_code == "004711AB"
    found = read_text(tmp_path, "Nom;Billet\n" + kinds).attendees[0]
    assert (found.ticket_code, found.category) == ("", "PASS2026")


def test_two_words_with_a_year_are_no_codes_in_a_short_list(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Name,Ticket\nAna Ruiz,Adult2026\nBo Li,Child2026\n")
    assert [(a.ticket_code, a.category) for a in found.attendees] == [("", "Adult2026"), ("", "Child2026")]


def test_the_account_that_answered_a_form_stands_in_where_the_form_asks_for_no_name(tmp_path: Path) -> None:
    header = "ID,Start time,Completion time,Email,Name"
    alone = read_text(tmp_path, f"{header}\n1,a,b,ana@example.org,Ana\n").attendees[0]
    beside = read_text(
        tmp_path, f"{header},Prénom,Votre nom,Mail\n1,a,b,pool@example.org,Team Account,Ana,RUIZ,ana@example.org\n"
    ).attendees[0]
    whole = read_text(tmp_path, f"{header},Votre nom\n1,a,b,pool@example.org,Team Account,Bo Li\n").attendees[0]
    assert (alone.full_name, alone.email) == ("Ana", "ana@example.org")
    assert (whole.full_name, whole.email) == ("Bo Li", "pool@example.org")
    assert (beside.full_name, beside.email) == ("Ana RUIZ", "ana@example.org")


def test_of_two_tables_that_say_as_much_the_first_is_read(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, "Name,Email,Joined\nAna Ruiz,ana@example.org,9\n\nName,Email,Left\nBo Li,b@example.org,9\n"
    )
    assert [attendee.full_name for attendee in found.attendees] == ["Ana Ruiz"]
    assert (4, "other_table") in kinds(found)


def test_a_person_with_words_of_headers_for_a_name_begins_no_table(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Nom;Prénom;Mail\nInvité;Participant;a@example.org\nLi;Bo;bo@example.org\n")
    assert [attendee.email for attendee in found.attendees] == ["a@example.org", "bo@example.org"]


def test_a_header_of_two_records_is_read_from_the_one_that_says_more(tmp_path: Path) -> None:
    above, header = "Participant;;Email;Tarif;Statut;Société", "Nom;Prénom;Mail;Tarif;Statut;Société"
    people = "Ruiz;Ana;ana@example.org;Plein;Validé;ACME\nLi;Bo;bo@example.org;Plein;Validé;ACME\n"
    found = read_text(tmp_path, f"{above}\n{header}\n{people}")
    assert [attendee.full_name for attendee in found.attendees] == ["Ana Ruiz", "Bo Li"]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Vos coordonnées [Nom de famille]", Field.FAMILY_NAME),
        ("G01Q02. E-mail", Field.EMAIL),
        ("Rôle (facultatif, pour le badge)", Field.CATEGORY),
        ("Nom (de la structure)", Field.ORGANISATION),
        ("Champ additionnel: Prénom", Field.GIVEN_NAME),
        ("Nom du participant : Prénom", Field.GIVEN_NAME),
    ],
)
def test_a_header_with_a_question_before_it_or_a_remark_behind_it_is_known(header: str, field: Field) -> None:
    assert header_matches(header)[0].field is field


def test_a_buyers_column_stays_the_buyers_whatever_stands_at_its_end() -> None:
    assert header_matches("Acheteur : Email")[0].field is Field.BUYER_EMAIL


def test_a_list_of_answers_is_a_form_by_its_platform_or_by_its_time_stamp(tmp_path: Path) -> None:
    def is_form(header: str) -> bool:
        table = Table((Record(1, tuple(header.split(","))), Record(2, ("1", "2", "Ana Ruiz"))), 2, Container.TEXT)
        return lay_out(table, Choices()).is_form

    assert is_form("Response ID,Date submitted,Full name")
    assert is_form("N,Submitted at,Full name")
    assert not is_form("N,Order,Full name")


def test_fields_that_the_format_itself_names_are_a_header_of_no_row() -> None:
    records = (Record(0, ("x", "Mail")), Record(1, ("Ana Ruiz", "ana@example.org")), Record(2, ("Bo Li", "")))
    found = lay_out(Table(records, 2, Container.TEXT, named=True), Choices())
    assert (found.header_row, found.is_headed, found.first) == (0, True, 1)
    assert found.header == ("x", "Mail")
    assert not lay_out(Table(records[1:], 2, Container.TEXT), Choices()).is_headed
