"""What a printing is asked for in words, and what it made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from checkin.model import BadgeId


@dataclass(frozen=True, slots=True)
class BadgeRun:
    """What a printing made; no file where there was nobody to print. `badges` counts every copy.

    `unread` are the attendees whose badge the self-check could not read; those are not remembered as printed. Of blank
    badges, which are nobody's, `unread_blanks` are the numbers.
    """

    badges: int
    pages: int
    path: Path | None
    unread: tuple[UUID, ...] = ()
    unread_blanks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BadgePage:
    """One sheet with its back, or one label of a roll, as a PDF of its own.

    `badges` are those to remember as printed once it came out, each with how many times it stands there: without those
    that the self-check could not read, whose attendees are in `unread`. `attendee_ids` are all who are on it.
    """

    path: Path
    badges: tuple[tuple[BadgeId, int], ...]
    attendee_ids: tuple[UUID, ...]
    unread: tuple[UUID, ...] = ()
    unread_blanks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BlankWords:
    """What stands on blank badges, in the reader's words.

    `title` says which one it is: `{number}` in it becomes the badge's number, as in "Badge {number}". `kind` is the
    word where others have their category, such as "Blank badge"; `name` stands under the line that a name is written
    on by hand, such as "Name". What is empty is left out.
    """

    title: str
    kind: str = ""
    name: str = ""

    def numbered(self, number: int) -> str:
        """Return the title of a badge."""
        return self.title.replace("{number}", str(number))
