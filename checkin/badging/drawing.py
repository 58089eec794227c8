"""Faces onto paper: one PDF with all the sheets, or one for each sheet, read again where that is wished."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checkin.badging.reading import door_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from checkin.badges.faces import BadgeFace
    from checkin.badges.looks import Looks
    from checkin.badges.sheets import Placing
    from checkin.badges.templates import Template
    from checkin.model import Badge, BadgeId

    Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PDF that was drawn: which faces stand on it, and which of those could not be read again, counted from 0."""

    path: Path
    pages: int
    numbers: range
    unread: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """How faces are drawn; `progress` and `checked` are told how many of how many are done, `checked` if they are."""

    template: Template
    cut_marks: bool
    looks: Looks | None
    placing: Placing | None
    progress: Progress | None
    checked: Progress | None

    def whole(self, faces: Sequence[BadgeFace], path: Path) -> Drawn:
        """Draw all of them into one file; what `progress` or `checked` raises ends it. Raises FileError."""
        from checkin.badges import sheets  # reportlab is loaded by the first print, not at start

        placing = self.placing or sheets.AS_IT_IS
        pages = sheets.write_badge_sheets(
            faces,
            path,
            self.template,
            cut_marks=self.cut_marks,
            looks=self.looks,
            placing=placing,
            progress=self.progress,
        )
        failed = self._unread(faces, path, placing, self.checked)
        return Drawn(path, pages, range(len(faces)), failed)

    def each(self, faces: Sequence[BadgeFace], folder: Path, stem: str) -> list[Drawn]:
        """Draw each sheet, with its back, or each label of a roll into a file of its own, `<stem>-001.pdf` and on.

        Where something is raised, none of these files stays behind. Raises as `whole`.
        """
        drawn: list[Drawn] = []
        try:
            drawn.extend(self._one_by_one(faces, folder, stem))
        except BaseException:
            for number in range(1, len(drawn) + 2):
                _path(folder, stem, number).unlink(missing_ok=True)
            raise
        return drawn

    def _one_by_one(self, faces: Sequence[BadgeFace], folder: Path, stem: str) -> Iterator[Drawn]:
        """Draw one file after the other: the memory that this takes does not grow with their number."""
        from checkin.badges import sheets  # reportlab is loaded by the first print, not at start
        from checkin.badges.shaping import Shaper  # beside the import above

        placing, template, shaper = self.placing or sheets.AS_IT_IS, self.template, Shaper()
        for page in range(template.pages(len(faces), placing.start)):
            numbers = template.on_page(page, len(faces), placing.start)
            part, path = faces[numbers.start : numbers.stop], _path(folder, stem, page + 1)
            begun = placing if page == 0 else replace(placing, start=0)
            pages = sheets.write_badge_sheets(
                part,
                path,
                template,
                cut_marks=self.cut_marks,
                looks=self.looks,
                placing=begun,
                progress=_shifted(self.progress, numbers.start, len(faces)),
                shaper=shaper,
            )
            checked = _shifted(self.checked, numbers.start, len(faces))
            failed = self._unread(part, path, begun, checked)
            yield Drawn(path, pages, numbers, tuple(numbers.start + i for i in failed))

    def _unread(
        self, faces: Sequence[BadgeFace], path: Path, placing: Placing, checked: Progress | None
    ) -> tuple[int, ...]:
        if checked is None:
            return ()
        from checkin.badges.checking import unread  # PDFium is loaded by the first check

        tokens = [face.token for face in faces]
        return unread(path, self.template, tokens, door_reader(), placing=placing, progress=checked)


def counted(badges: Sequence[Badge], drawn: Drawn) -> tuple[tuple[BadgeId, int], ...]:
    """Return how many times each badge stands on a file, those that could not be read left out."""
    counts = Counter(badges[i].id for i in drawn.numbers if i not in drawn.unread)
    return tuple(counts.items())


def _path(folder: Path, stem: str, number: int) -> Path:
    return folder / f"{stem}-{number:03}.pdf"


def _shifted(progress: Progress | None, before: int, total: int) -> Progress | None:
    """Return what tells of a part as of the whole."""
    if progress is None:
        return None
    return lambda done, _: progress(before + done, total)
