"""The list for a mailing tool, and the drafts for a mail program."""

from __future__ import annotations

import csv
import email
import email.policy
import io
from datetime import UTC, datetime
from email.message import EmailMessage

from checkin.announcing.invitations import Invitee
from checkin.announcing.mailing import COLUMNS, MOST_RECIPIENTS, drafts, invitation_list
from checkin.model import new_id
from tests.announcing.evening import EN, FR, THEME, evening

CALENDAR = ("evening-fr.ics", "BEGIN:VCALENDAR\r\nSUMMARY:Apéro\r\n".encode())


def people(count: int) -> list[Invitee]:
    return [Invitee(new_id(), f"Given{n}", "Family", f"guest{n}@example.org") for n in range(count)]


def parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def recipients(message: EmailMessage) -> list[str]:
    return [one.addr_spec for one in message["Bcc"].addresses]


def test_the_list_has_what_a_mailing_tool_wants() -> None:
    seen = datetime(2026, 11, 5, 18, tzinfo=UTC)
    one = Invitee(new_id(), "Zoë", "O’Connor", "zoe@example.org", "@zoe@mastodon.example", seen, 3)
    content = invitation_list([one])
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows == [list(COLUMNS), ["Zoë", "O’Connor", "zoe@example.org", "zoe@mastodon.example", "2026-11-05", "3"]]
    assert content.startswith(b"\xef\xbb\xbf")


def test_no_cell_is_run_by_a_spreadsheet() -> None:
    evil = Invitee(new_id(), "=1+1", " @SUM(A1)", "+a@example.org", "@=cmd")
    row = list(csv.reader(io.StringIO(invitation_list([evil]).decode("utf-8-sig"))))[1]
    assert row == ["'=1+1", "' @SUM(A1)", "'+a@example.org", "'=cmd", "", "0"]


def test_a_draft_opens_for_writing_with_everyone_in_blind_copy() -> None:
    (content,) = drafts(evening(), people(3), FR, CALENDAR)
    message = parsed(content)
    assert message["X-Unsent"] == "1"
    assert recipients(message) == [one.email for one in people(3)]
    assert message["To"] is None
    assert message["Cc"] is None
    assert message["Subject"] == f"Apéro #26\u00a0: {THEME}, le 3 décembre"
    body = message.get_body(("plain",))
    assert body is not None
    assert "Inscription\u00a0: https://apero.example.org/26/inscription" in body.get_content()
    assert "répondez «\u00a0stop\u00a0»" in body.get_content()


def test_the_calendar_file_is_attached_as_it_is() -> None:
    (content,) = drafts(evening(), [], FR, CALENDAR)
    (attached,) = parsed(content).iter_attachments()
    assert attached.get_filename() == "evening-fr.ics"
    assert attached.get_content_type() == "text/calendar"
    assert attached.get_payload(decode=True) == CALENDAR[1]


def test_many_recipients_are_several_drafts_and_nobody_is_lost_or_doubled() -> None:
    everyone = people(2 * MOST_RECIPIENTS + 1)
    messages = [parsed(content) for content in drafts(evening(), everyone, EN, CALENDAR)]
    counts = [len(recipients(message)) for message in messages]
    assert counts == [MOST_RECIPIENTS, MOST_RECIPIENTS, 1]
    assert [one for message in messages for one in recipients(message)] == [one.email for one in everyone]


def test_a_draft_without_recipients_can_still_be_used() -> None:
    (content,) = drafts(evening(), [], EN, CALENDAR)
    assert parsed(content)["Bcc"] is None


def test_lines_are_short_ascii_as_mail_wants_them() -> None:
    hard = evening(theme="क्षेत्र 地域 " * 30)
    (content,) = drafts(hard, [Invitee(new_id(), "Zoë", "", "zoe@exämple.org")], FR, CALENDAR)
    assert content.isascii()
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))
    assert recipients(parsed(content)) == ["zoe@xn--exmple-cua.org"]
    assert parsed(content)["Subject"].startswith("Apéro #26\u00a0: क्षेत्र 地域")
