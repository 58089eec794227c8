"""Lists of further platforms, as their documentation and public examples show them; every person is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.lists.listed import Field
from checkin.lists.platforms import platform_of, platforms
from checkin.lists.text import words
from checkin.lists.vocabulary import header_matches, load
from tests.lists.lists import read_text

LISTS = {
    "Weezevent": (
        (
            "ID Weezticket;Code-barres;Tarif;Nom;Prénom;E-mail;Nom acheteur;Prénom acheteur;E-mail acheteur;Statut\n"
            "1;001234567890;Plein;RUIZ;Ana;ana@example.org;LI;Bo;bo@example.org;Payé\n"
            "2;001234567891;Plein;MO;Cy;;LI;Bo;bo@example.org;Annulé\n"
        ),
        [("Ana RUIZ", "ana@example.org", "001234567890", "expected"), ("Cy MO", "", "001234567891", "cancelled")],
    ),
    "Tito": (
        (
            "Number,Ticket,Ticket Full Name,Ticket First Name,Ticket Last Name,Ticket Email,Ticket Reference,"
            "Order Reference,Order Name,Order Email,Unique Ticket URL\n"
            "1,Early,Ana Ruiz,Ana,Ruiz,ana@example.org,ABCD-1,ABCD,Bo Li,bo@example.org,https://ti.example/1\n"
        ),
        [("Ana Ruiz", "ana@example.org", "ABCD-1", "expected")],
    ),
    "Ticket Tailor": (
        (
            "Order ID,Name,Email,Ticket ID,Ticket type,Barcode,Order status,Order cancelled\n"
            "or_1,Ana Ruiz,ana@example.org,it_1,General,abc123,completed,No\n"
            "or_2,Bo Li,bo@example.org,it_2,General,abc124,completed,Yes\n"
        ),
        [("Ana Ruiz", "ana@example.org", "abc123", "expected"), ("Bo Li", "bo@example.org", "abc124", "cancelled")],
    ),
    "Hi.Events": (
        (
            "ID,First Name,Last Name,Email,Status,Ticket Name,Public ID\n"
            "1,Ana,Ruiz,ana@example.org,ACTIVE,GA,A-XYZ12\n3,Cy,Mo,cy@example.org,AWAITING_PAYMENT,GA,A-XYZ14\n"
        ),
        [("Ana Ruiz", "ana@example.org", "A-XYZ12", "expected")],
    ),
    "Indico": (
        (
            "ID,Name,Email Address,Affiliation,Registration date,Registration state\n"
            '1,"RUIZ, Ana",ana@example.org,CERN,2026-10-01,Completed\n'
            '2,"LI, Bo",bo@example.org,KEK,2026-10-01,Withdrawn\n'
        ),
        [("RUIZ, Ana", "ana@example.org", "", "expected"), ("LI, Bo", "bo@example.org", "", "cancelled")],
    ),
    "Microsoft Forms": (
        (
            "ID\tHeure de début\tHeure de fin\tAdresse de messagerie\tNom\tVotre nom et prénom\tSerez-vous présent ?\n"
            "1\t2026-10-01\t2026-10-01\tanonymous\t\tRUIZ Ana\tOui\n"
        ),
        [("RUIZ Ana", "", "", "expected")],
    ),
    "LimeSurvey": (
        (
            '"ID de la réponse","Date de soumission","Dernière page",'
            '"Votre nom","Votre prénom","Votre adresse e-mail"\n'
            '"1","2026-10-01","1","Ruiz","Ana","ana@example.org"\n'
        ),
        [("Ana Ruiz", "ana@example.org", "", "expected")],
    ),
    "Zoom": (
        (
            "Registration Report\nTopic,ID\nParty,12\nRegistrant Details\n"
            "First Name,Last Name,Email,Organization,Registration Time,Approval Status\n"
            'Ana,Ruiz,ana@example.org,ACME,"Oct 1, 2026 10:00",approved\nBo,Li,bo@example.org,,"Oct 1, 2026",denied\n'
        ),
        [("Ana Ruiz", "ana@example.org", "", "expected"), ("Bo Li", "bo@example.org", "", "cancelled")],
    ),
    "Odoo": (
        (
            "Attendee Name,Email,Phone,Event Ticket,Status,Barcode,Booked by\n"
            "Ana Ruiz,ana@example.org,012,Std,Registered,1234567890,Azure\n"
        ),
        [("Ana Ruiz", "ana@example.org", "1234567890", "expected")],
    ),
    "CiviCRM": (
        (
            "Contact ID,Display Name,First Name,Last Name,Email,Current Employer,Participant ID,"
            "Participant Status,Participant Role\n"
            "2,Ana Ruiz,Ana,Ruiz,ana@example.org,ACME,6,Registered,Speaker\n"
            "3,Bo Li,Bo,Li,bo@example.org,ACME,7,Pending from pay later,Speaker\n"
        ),
        [("Ana Ruiz", "ana@example.org", "", "expected")],
    ),
}


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_platforms_list_is_known_by_its_shape_and_read(tmp_path: Path, name: str) -> None:
    text, people = LISTS[name]
    found = read_text(tmp_path, text)
    assert found.platform == name
    assert [(a.full_name, a.email, a.ticket_code, a.status.value) for a in found.attendees] == people


def test_each_platform_is_found_by_each_of_its_shapes_or_a_fuller_one() -> None:
    names = {platform.name for platform in platforms()}
    for entry in load("platforms.json")["platforms"]:
        for headers in entry["headers"]:
            found = platform_of(headers)
            assert found is not None
            assert found.name in names
            assert found.name == entry["name"], headers


def test_an_unknown_header_is_no_platforms() -> None:
    assert platform_of(["Nom", "Prénom", "Mail"]) is None


def test_every_synonym_of_the_data_file_is_found_as_its_field() -> None:
    for name, synonyms in load("columns.json")["fields"].items():
        for synonym in synonyms["is"]:
            fields = {match.field for match in header_matches(synonym)}
            assert Field(name) in fields or any(field.value.startswith("buyer") for field in fields), synonym


def test_no_header_stands_for_two_fields() -> None:
    seen: dict[str, str] = {}
    for name, synonyms in load("columns.json")["fields"].items():
        for synonym in synonyms["is"]:
            assert seen.setdefault(words(synonym), name) == name, synonym


def test_no_status_means_two_things() -> None:
    data = load("statuses.json")
    meanings = ("expected", "cancelled", "unconfirmed")
    for one in meanings:
        for other in meanings:
            if one != other:
                assert not set(map(words, data[one])) & set(map(words, data[other]))
