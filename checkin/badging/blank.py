"""Blank badges: a pool with codes and no names, for when the printer dies; each can be claimed once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from checkin.badging.batches import Batches
from checkin.badging.drawing import Drawing, counted
from checkin.badging.runs import BadgePage, BadgeRun
from checkin.badging.single import TEST_CODE
from checkin.errors import InvalidError
from checkin.model import Badge, BadgeId

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from uuid import UUID

    from checkin.badges.faces import BadgeFace
    from checkin.badges.looks import Looks
    from checkin.badges.sheets import Placing
    from checkin.badging.drawing import Drawn
    from checkin.badging.runs import BlankWords

MOST_BLANKS = 1000
"""Blank badges in one printing: more is a slip of the finger, and a ream of paper."""


class Blanks(Batches):
    """Prints badges that are nobody's yet."""

    def print_blanks(
        self,
        event_id: UUID,
        count: int,
        path: Path,
        *,
        template: str,
        words: BlankWords,
        cut_marks: bool = True,
        looks: Looks | None = None,
        placing: Placing | None = None,
        event_date: str = "",
        progress: Callable[[int, int], None] | None = None,
        checked: Callable[[int, int], None] | None = None,
        place: str = "",
        door: str = "",
        remember: bool = True,
    ) -> BadgeRun:
        """Write `count` new blank badges, numbered after those that the evening has, and remember them as printed.

        Without `remember` it is a preview: nothing is made, and the codes open no door. Raises as `print_sheets`, and
        InvalidError (`count`) for none or more than `MOST_BLANKS`; no badge is made then.
        """
        layout = self.template(template)
        badges = self._new_blanks(event_id, count, remember=remember)
        try:
            faces = self._blank_faces(event_id, badges, words, event_date)
            drawn = Drawing(layout, cut_marks, looks, placing, progress, checked).whole(faces, path)
        except BaseException:
            self._unmake(badges, remember=remember)
            raise
        if remember:
            self._remember(counted(badges, drawn), template, place or path.name, door)
        return BadgeRun(count, drawn.pages, path, (), _numbers(badges, drawn))

    def write_blank_pages(
        self,
        event_id: UUID,
        count: int,
        folder: Path,
        *,
        template: str,
        words: BlankWords,
        cut_marks: bool = True,
        looks: Looks | None = None,
        placing: Placing | None = None,
        event_date: str = "",
        progress: Callable[[int, int], None] | None = None,
        checked: Callable[[int, int], None] | None = None,
    ) -> list[BadgePage]:
        """Write `count` new blank badges as `write_pages` does those of guests; remember nothing. Raises as above."""
        layout = self.template(template)
        badges = self._new_blanks(event_id, count, remember=True)
        try:
            faces = self._blank_faces(event_id, badges, words, event_date)
            drawing = Drawing(layout, cut_marks, looks, placing, progress, checked)
            return [
                BadgePage(drawn.path, counted(badges, drawn), (), (), _numbers(badges, drawn))
                for drawn in drawing.each(faces, folder, "blanks")
            ]
        except BaseException:
            self._unmake(badges, remember=True)
            raise

    def _new_blanks(self, event_id: UUID, count: int, *, remember: bool) -> list[Badge]:
        if not 1 <= count <= MOST_BLANKS:
            raise InvalidError("count", str(count))
        if remember:
            with self._database.writing() as repository:
                return repository.badges.make_blank(event_id, count, datetime.now(UTC))
        last = max((badge.number or 0 for badge in self.blanks(event_id)), default=0)
        return [Badge(BadgeId(n), event_id, None, TEST_CODE, number=last + n) for n in range(1, count + 1)]

    def _unmake(self, badges: Sequence[Badge], *, remember: bool) -> None:
        if remember:
            with self._database.writing() as repository:
                repository.badges.unmake([badge.id for badge in badges])

    def _blank_faces(
        self, event_id: UUID, badges: Sequence[Badge], words: BlankWords, event_date: str
    ) -> list[BadgeFace]:
        from checkin.badges.blanks import blank_face  # reportlab is loaded by the first print, not at start

        with self._database.reading() as repository:
            title = repository.events.get(event_id).title
        return [
            blank_face(
                token=badge.token,
                number=words.numbered(badge.number or 0),
                kind=words.kind,
                name=words.name,
                event_title=title,
                event_date=event_date,
            )
            for badge in badges
        ]


def _numbers(badges: Sequence[Badge], drawn: Drawn) -> tuple[int, ...]:
    """Return the numbers of the blank badges that could not be read."""
    return tuple(badges[i].number or 0 for i in drawn.unread)
