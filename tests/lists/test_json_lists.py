from __future__ import annotations

import contextlib
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.errors import FileError, FileFault
from checkin.lists.columns import header_score
from checkin.lists.json_lists import read_json
from checkin.lists.json_values import parse
from checkin.lists.listed import AttendeeList, Severity
from checkin.lists.reading import read_list
from checkin.lists.tables import TooLargeError
from checkin.model import Status
from tests.lists.lists import DATA, by_row, kinds, read_bytes, read_text


def read(folder: Path, value: Any) -> AttendeeList:
    """Write a value as JSON and read it as a list."""
    return read_text(folder, json.dumps(value), name="list.json")


def order(status: str = "p", **more: Any) -> dict[str, Any]:
    """Return an order of pretix with one ticket."""
    position = {"positionid": 1, "item": 1, "variation": 7, "secret": "abcdefgh", "attendee_name": "Ana Ruiz"}
    position |= {"attendee_email": None, "answers": [{"question": 5, "answer": "@ana"}]}
    return {
        "code": "AAA11",
        "status": status,
        "testmode": False,
        "email": "payer@example.org",
        "positions": [position],
    } | more


EVENT = {
    "items": [
        {"id": 1, "name": {"en": "Entrance"}, "admission": True, "variations": [{"id": 7, "name": "Adult"}]},
        {"id": 2, "name": "T-shirt", "admission": False, "variations": []},
    ],
    "questions": [{"id": 5, "question": "Votre pseudo"}],
}


def test_a_ticket_of_pretix_has_its_product_its_code_and_its_answers(tmp_path: Path) -> None:
    found = read(tmp_path, {"event": EVENT | {"orders": [order()]}})
    (ana,) = found.attendees
    assert (found.platform, found.container) == ("pretix", "json")
    assert (ana.row, ana.full_name, ana.category, ana.ticket_code) == (1, "Ana Ruiz", "Entrance – Adult", "abcdefgh")
    assert (ana.handle, ana.email, ana.buyer_email) == ("@ana", "", "payer@example.org")


def test_the_orders_of_pretix_say_who_is_expected(tmp_path: Path) -> None:
    valid = order("n", valid_if_pending=True)
    orders = [order("p"), order("c"), order("e"), order("n"), valid, order(testmode=True)]
    for number, one in enumerate(orders):
        one["positions"][0] |= {"secret": f"secret{number}", "attendee_name": f"Ana Ruiz{number}"}
    orders[0]["positions"].append({"positionid": 2, "item": 2, "secret": "shirt", "answers": []})
    found = read(tmp_path, {"event": EVENT | {"orders": orders}})
    expected, cancelled = Status.EXPECTED, Status.CANCELLED
    assert [(a.row, a.status) for a in found.attendees] == [
        (1, expected),
        (3, cancelled),
        (4, cancelled),
        (6, expected),
    ]
    assert {(5, "unconfirmed"), (7, "test_order")} <= kinds(found)


def test_the_positions_of_a_check_in_list_are_read(tmp_path: Path) -> None:
    def position(number: int, status: str, **more: Any) -> dict[str, Any]:
        parts = {"_scheme": "given_family", "given_name": "Ana", "family_name": f"de Ruiz{number}"}
        said = {"positionid": 1, "order": f"AAA{number}", "item": 1, "secret": f"code{number}", "order__status": status}
        return said | {"attendee_name": f"Ana de Ruiz{number}", "attendee_name_parts": parts, "answers": []} | more

    results = [position(1, "p"), position(2, "n"), position(3, "p", canceled=True)]
    found = read(tmp_path, {"count": 3, "next": None, "previous": None, "results": results})
    assert [(a.given_name, a.family_name, a.name_certain) for a in found.attendees] == [
        ("Ana", "de Ruiz1", True),
        ("Ana", "de Ruiz3", True),
    ]
    assert found.attendees[1].status is Status.CANCELLED
    assert (2, "unconfirmed") in kinds(found)


def test_the_guests_of_luma_are_read_as_its_csv_is(tmp_path: Path) -> None:
    def entry(name: str, status: str, **more: Any) -> dict[str, Any]:
        guest = {"api_id": "gst-1", "user_name": name, "user_email": f"{name[:3].lower()}@example.org"}
        guest |= {
            "user_first_name": None,
            "user_last_name": None,
            "approval_status": status,
            "phone_number": "+33601020304",
        }
        guest |= {"check_in_qr_code": f"https://luma.com/check-in/evt-1?pk=g-{name[:3]}"}
        guest["event_tickets"] = [{"api_id": "tkt-1", "name": "Standard", "amount": 0, "checked_in_at": None}]
        answers = [{"label": "Mastodon", "answer": "@ana@social.example", "question_id": "q1", "question_type": "text"}]
        return {"api_id": "gst-1", "guest": guest | {"registration_answers": answers} | more}

    entries = [entry("Ana Ruiz", "approved"), entry("Bo Li", "waitlist"), entry("Cy Mo", "declined")]
    found = read(tmp_path, {"entries": entries, "has_more": False, "next_cursor": None})
    ana, cy = found.attendees
    assert found.platform == "Luma"
    assert (ana.row, ana.full_name, ana.email, ana.category) == (1, "Ana Ruiz", "ana@example.org", "Standard")
    assert (ana.handle, ana.ticket_code) == ("@ana@social.example", "https://luma.com/check-in/evt-1?pk=g-Ana")
    assert (cy.row, cy.status) == (3, Status.CANCELLED)
    assert (2, "unconfirmed") in kinds(found)


def test_a_plain_list_of_objects_keeps_leading_zeros_and_numbers_as_they_were_written(tmp_path: Path) -> None:
    bo = '{"name": "Bo Li", "ticket_code": 12345678901234567890123}'
    text = f'[{{"name": "Ana Ruiz", "email": "ana@example.org", "ticket_code": "0012345"}}, {bo}]'
    ana, other = read_text(tmp_path, text, name="list.json").attendees
    assert (ana.row, ana.ticket_code, other.row, other.ticket_code) == (1, "0012345", 2, "12345678901234567890123")


@pytest.mark.parametrize(
    "value",
    [
        {
            "data": {
                "count": 2,
                "people": [{"firstName": "Ana", "lastName": "Ruiz"}, {"firstName": "Bo", "lastName": "Li"}],
            }
        },
        {"a1": {"first": "Ana", "last": "Ruiz"}, "b2": {"first": "Bo", "last": "Li"}},
        {"edges": [{"node": {"first_name": n, "last_name": f}} for n, f in (("Ana", "Ruiz"), ("Bo", "Li"))]},
        [{"id": 1, "name": {"first": "Ana", "last": "Ruiz"}}, {"id": 2, "name": {"first": "Bo", "last": "Li"}}],
        [["Prénom", "Nom"], ["Ana", "Ruiz"], ["Bo", "Li"]],
    ],
)
def test_people_are_found_wherever_a_document_keeps_them(tmp_path: Path, value: Any) -> None:
    found = read(tmp_path, value)
    assert [(a.given_name, a.family_name) for a in found.attendees] == [("Ana", "Ruiz"), ("Bo", "Li")]


def test_a_list_of_names_is_a_list(tmp_path: Path) -> None:
    found = read(tmp_path, ["Ana Ruiz", "Bo Li", "Élise Durand"])
    assert [(a.row, a.full_name) for a in found.attendees] == [(1, "Ana Ruiz"), (2, "Bo Li"), (3, "Élise Durand")]


def test_each_participant_of_an_order_is_a_person_and_the_buyer_is_not(tmp_path: Path) -> None:
    people = [{"first_name": "Ana", "last_name": "Ruiz"}, {"first_name": "Bo", "last_name": "Li"}]
    orders = [{"name": "Cy Mo", "email": "cy@example.org", "status": "paid", "participants": people}]
    found = read(tmp_path, {"orders": orders})
    assert [(a.row, a.full_name, a.email) for a in found.attendees] == [(1, "Ana Ruiz", ""), (2, "Bo Li", "")]
    assert {a.buyer_email for a in found.attendees} == {"cy@example.org"}


def test_those_whom_somebody_brings_are_places_and_the_person_stays(tmp_path: Path) -> None:
    (ana,) = read(
        tmp_path, [{"name": "Ana Ruiz", "email": "ana@example.org", "guests": [{"name": "Bo Li"}, {"name": "Cy Mo"}]}]
    ).attendees
    assert (ana.full_name, ana.places) == ("Ana Ruiz", 3)


def test_a_ticket_that_names_nobody_is_its_buyers(tmp_path: Path) -> None:
    ana: dict[str, Any] = {
        "name": "Ana Ruiz",
        "email": "ana@example.org",
        "tickets": [{"name": "Standard", "barcode": "A0001"}],
    }
    found = read(tmp_path, [ana])
    assert [(a.full_name, a.category, a.ticket_code) for a in found.attendees] == [("Ana Ruiz", "Standard", "A0001")]
    ana["tickets"].append({"name": "Tarif réduit", "barcode": "A0002"})
    found = read(tmp_path, [ana])
    assert [(a.row, a.full_name, a.category, a.ticket_code) for a in found.attendees] == [
        (1, "Ana Ruiz", "Standard", "A0001"),
        (2, "Ana Ruiz", "Tarif réduit", "A0002"),
    ]


def test_answers_and_custom_fields_are_columns(tmp_path: Path) -> None:
    answers = [{"question": {"title": "Structure"}, "answer": "Les Amis"}, {"question": "Pseudo", "answer": "@ana"}]
    (ana,) = read(tmp_path, [{"name": "Ana Ruiz", "answers": answers}]).attendees
    assert (ana.organisation, ana.handle) == ("Les Amis", "@ana")
    custom = {"Structure": "Les Amis", "Pseudo": "@ana"}
    (ana,) = read(tmp_path, [{"name": "Ana Ruiz", "email": "ana@example.org", "custom_fields": custom}]).attendees
    assert (ana.organisation, ana.handle) == ("Les Amis", "@ana")


def test_json_lines_are_a_list(tmp_path: Path) -> None:
    text = '{"name": "Ana Ruiz", "email": "ana@example.org"}\n{"name": "Bo Li", "email": "bo@example.org"}\n'
    assert [a.row for a in read_text(tmp_path, text, name="list.jsonl").attendees] == [1, 2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_encoding_is_read_whatever_the_file_is_called(tmp_path: Path, encoding: str) -> None:
    text = '[{"name": "Gaëlle Hénin", "email": "gaelle@example.org"}]'
    (gaelle,) = read_bytes(tmp_path, text.encode(encoding), name="list.csv").attendees
    assert gaelle.full_name == "Gaëlle Hénin"


def test_odd_values_are_reported_or_read_as_far_as_they_can_be() -> None:
    found = read_list(DATA / "bad" / "36_odd_values.json")
    people = by_row(found)
    assert (people[1].full_name, people[1].email) == ("Gaëlle", "")
    assert (people[2].full_name, people[2].email) == ("", "raul@example.net")
    assert people[3].full_name == "Élie"
    assert {(2, "missing_name"), (4, "nobody")} <= kinds(found)
    assert sorted(people) == [1, 2, 3]
    assert [p.value for p in found.problems if p.severity is Severity.ERROR] == ["Bo"]


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "[" * 100_000 + "]" * 100_000, '{"a":' * 1_000 + "1" + "}" * 1_000, "[}]", '["']
)
def test_what_is_nested_too_deep_or_is_no_json_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(FileError):
        read_text(tmp_path, text, name="list.json")


def test_a_file_without_its_end_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(FileError) as refused:
        read_text(tmp_path, '[{"name": "Ana Ruiz", "email": "ana@example.org"}, {"name": "Bo', name="list.json")
    assert refused.value.fault is FileFault.UNREADABLE


@pytest.mark.parametrize(
    "text", ["[" + "{}," * 2_000_000 + "{}]", "[" + '"a",' * 4_000_000 + "1]", '[{"a":1}' + ',{"a":1}' * 300_000 + "]"]
)
def test_a_file_of_more_than_any_evening_is_refused_before_it_takes_memory(tmp_path: Path, text: str) -> None:
    with pytest.raises(FileError) as refused:
        read_text(tmp_path, text, name="list.json")
    assert refused.value.fault is FileFault.TOO_LARGE


def test_values_are_counted_before_they_are_built() -> None:
    with pytest.raises(TooLargeError):
        parse(b"[" + b"1," * 3_000_001 + b"1]")


def test_the_fields_of_a_table_are_named_by_the_file_and_have_no_row() -> None:
    (table,) = read_json(b'[null, {"name": "Ana", "age": 7}, {"age": 8}]'.replace(b"null", b"{}"), header_score)
    assert table.named
    assert [(r.row, r.cells) for r in table.records] == [(0, ("name", "age")), (2, ("Ana", "7")), (3, ("", "8"))]


def test_numbers_of_any_length_stay_texts() -> None:
    document = parse(b"[1e400, " + b"9" * 5_000 + b", -0.10, Infinity]")
    assert document is not None
    assert document.value == ["1e400", "9" * 5_000, "-0.10", None]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["name", "email", "guests", "tickets", "answers", "question", "x"]), inner, max_size=4
        )
    ),
    max_leaves=20,
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=JSON)
def test_any_value_is_read_or_refused_and_nothing_else(tmp_path: Path, value: Any) -> None:
    with contextlib.suppress(FileError):
        for attendee in read(tmp_path, [value]).attendees:
            assert not {"Cc", "Cs"}.intersection(map(unicodedata.category, attendee.full_name))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(st.tuples(*[st.text(alphabet="abcdéèñøАБ王", min_size=2, max_size=6)] * 2), min_size=1, max_size=8)
)
def test_people_written_as_json_come_back_the_same(tmp_path: Path, names: list[tuple[str, str]]) -> None:
    people = [
        {"first_name": f"Q{g}", "last_name": f"Q{f}", "email": f"p{i}@example.org"} for i, (g, f) in enumerate(names)
    ]
    read_back = [(a.given_name, a.family_name, a.email) for a in read(tmp_path, {"list": people}).attendees]
    assert read_back == [tuple(person.values()) for person in people]


def test_a_long_document_with_brackets_in_its_texts_is_read_whole(tmp_path: Path) -> None:
    # Its bounds are looked at in pieces of 20,000 texts, and a piece never ends inside one.
    people = [{"name": f"Ana Ruiz{i}", "note": 'a "]}" and \\ b', "email": f"ana{i}@example.org"} for i in range(8_000)]
    found = read(tmp_path, people)
    assert [one.row for one in found.attendees] == list(range(1, 8_001))
    assert found.attendees[-1].note == 'a "]}" and \\ b'
