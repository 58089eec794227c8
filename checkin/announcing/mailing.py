"""Invitations as files: a list for a mailing tool, and drafts for a mail program with everyone in blind copy."""

from __future__ import annotations

import csv
import io
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING

from checkin.announcing.texts import text_named
from checkin.cells import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from checkin.announcing.announcement import Announcement
    from checkin.announcing.invitations import Invitee
    from checkin.language import Language

COLUMNS = ("given_name", "family_name", "email", "handle", "last_seen", "visits")

MOST_RECIPIENTS = 100
"""Recipients of one mail: what Gmail takes from a mail program (support.google.com/a/answer/166852), and others less
often refuse."""


def invitation_list(people: Sequence[Invitee]) -> bytes:
    """Return the people as CSV: UTF-8 with a byte order mark, commas; handles without the sign before them.

    `last_seen` is a date as ISO 8601 writes it. No spreadsheet runs a cell of it.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for one in people:
        last = f"{one.last_seen:%Y-%m-%d}" if one.last_seen else ""
        # as `@name`, a spreadsheet would take a handle for a formula
        cells = (one.given_name, one.family_name, one.email, one.handle.lstrip("@"), last)
        writer.writerow([*map(neutral, cells), one.visits])
    return text.getvalue().encode("utf-8-sig")


def drafts(
    announcement: Announcement,
    people: Sequence[Invitee],
    language: Language,
    calendar: tuple[str, bytes],
    own: Path | None = None,
) -> Iterator[bytes]:
    """Yield the invitation as drafts of at most `MOST_RECIPIENTS`, one draft without recipients where there are none.

    `calendar` is the name and the content of the file that is attached. Mail programs open what has `X-Unsent: 1` for
    writing; sender and recipient are theirs to fill in. Raises TextTemplateError.
    """
    values = announcement.values(language)
    text = text_named("mail", language.code, own)
    subject, body = text.keys["Subject"].filled(values), text.body.filled(values)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message["X-Unsent"] = "1"
    message.set_content(body + "\n", cte="quoted-printable")
    name, content = calendar
    message.add_attachment(content, "text", "calendar", filename=name, params={"charset": "utf-8", "method": "PUBLISH"})
    whole = message.as_bytes()
    for start in range(0, max(1, len(people)), MOST_RECIPIENTS):
        yield _blind_copy(people[start : start + MOST_RECIPIENTS]) + whole


def _blind_copy(people: Sequence[Invitee]) -> bytes:
    """Return the head with the recipients, a line each: `EmailMessage` takes a quarter of a second for a hundred.

    They are plain addresses in ASCII, which need no encoding (RFC 5322, 3.6.3).
    """
    if not people:
        return b""
    return ("Bcc: " + ",\r\n ".join(_as_sent(one.email) for one in people) + "\r\n").encode("ascii")


def _as_sent(email: str) -> str:
    """Return an address with its server's name in ASCII (RFC 5891)."""
    local, _, domain = email.rpartition("@")
    return f"{local}@{domain if domain.isascii() else domain.encode('idna').decode()}"
