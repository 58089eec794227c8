"""The desk and codes that are nobody's."""

from __future__ import annotations

import pytest

from checkin.desk import Desk
from checkin.model import Headcount
from tests.conftest import AddAttendee


@pytest.mark.parametrize(
    ("text", "is_code"),
    [
        ("HA-10001", True),
        ("HA-99999", True),
        ("HA-999999", False),
        ("Nolwenn", False),
        ("KERVELLA", False),
        ("3760123456789", False),
        ("HA-\x1d9999", False),
    ],
)
def test_a_ticket_like_the_list_s_is_a_code_and_a_name_is_none(
    desk: Desk, add: AddAttendee, text: str, is_code: bool
) -> None:
    add("Maëlle Kervella", ticket_code="HA-10001")
    add("Otto Xylander", ticket_code="QWERTYUI")
    assert desk.is_code(text) is is_code
    assert desk.latest() == []
    assert desk.headcount() == Headcount(inside=0, arrived=0, expected=2)
