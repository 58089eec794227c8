"""Everything that announces an evening, written into one folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkin.announcing.artwork import artwork_of, draw_artwork
from checkin.announcing.calendar_file import calendar_file
from checkin.announcing.formats import A4, PICTURES, POSTERS
from checkin.announcing.mailing import drafts, invitation_list
from checkin.announcing.networks import Network
from checkin.announcing.short_texts import ShortText, short_text
from checkin.badges.pictures import render_page
from checkin.badges.shaping import Shaper
from checkin.errors import FileError, FileFault
from checkin.files import refuse_unwritable, written_whole
from checkin.settings import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from checkin.announcing.announcement import Announcement
    from checkin.announcing.artwork import Artwork
    from checkin.announcing.formats import Format
    from checkin.announcing.invitations import Invitee
    from checkin.badges.logos import Logo
    from checkin.language import Language

INVITATIONS = "invitations.csv"
_STEPS = 8
"""Of one language: four pages, the pictures' PNG with them, three texts and the mail."""

_DRAFT = re.compile(rf"invitation-(?:{'|'.join(LANGUAGES)})(?:-[0-9]+)?\.eml")


@dataclass(frozen=True, slots=True)
class Kit:
    """What was written: `files` in the order they were made, `texts` by language and network, `drafts` in all."""

    folder: Path
    files: tuple[Path, ...]
    texts: tuple[tuple[str, ShortText], ...]
    invited: int
    drafts: int


def write_kit(
    announcement: Announcement,
    people: Sequence[Invitee],
    folder: Path,
    languages: Sequence[Language],
    *,
    at: datetime,
    logo: Logo | None = None,
    own: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Kit:
    """Write posters, pictures, texts, calendar files and invitations; `own` is the folder of the organiser's texts.

    Every name but the list's ends in its language: `poster-a4-fr.pdf`. Each file is whole or not there, and nothing is
    written where a text is no good. Drafts of an earlier kit that this one has no people for are removed: somebody on
    them may have taken their agreement back. `progress` is told what is done and how much there is. Raises
    TextTemplateError and FileError.
    """
    writer = _Writer(folder, progress or (lambda _done, _total: None), len(languages) * _STEPS + 1)
    works = [_work(announcement, people, language, at, own) for language in languages]
    art = [artwork_of(announcement, language, logo, own) for language in languages]
    if folder.exists() and not folder.is_dir():
        raise FileError(FileFault.UNWRITABLE, folder)
    refuse_unwritable(folder / INVITATIONS)
    shaper = Shaper()
    for artwork, work in zip(art, works, strict=True):
        code = work.language.code
        for form in (*POSTERS, *PICTURES):
            _write_page(writer, artwork, form, code, shaper)
        for text in work.texts:
            writer.write(f"{text.network.value}-{code}.txt", text.text.encode())
            writer.step()
        writer.write(f"evening-{code}.ics", work.calendar)
        for name, content in zip(_draft_names(code, len(work.drafts)), work.drafts, strict=True):
            writer.write(name, content)
        writer.step()
    writer.write(INVITATIONS, invitation_list(people))
    writer.step()
    _remove_old_drafts(folder, writer.files)
    return Kit(
        folder,
        tuple(writer.files),
        tuple((work.language.code, text) for work in works for text in work.texts),
        len(people),
        sum(len(work.drafts) for work in works),
    )


@dataclass(frozen=True, slots=True)
class _Work:
    """What is made in memory first, so that a bad text is told before anything is written."""

    language: Language
    texts: tuple[ShortText, ...]
    calendar: bytes
    drafts: tuple[bytes, ...]


def _work(
    announcement: Announcement, people: Sequence[Invitee], language: Language, at: datetime, own: Path | None
) -> _Work:
    calendar = calendar_file(announcement, language, at, own)
    mails = tuple(drafts(announcement, people, language, (f"evening-{language.code}.ics", calendar), own))
    texts = tuple(short_text(announcement, network, language, own) for network in Network)
    return _Work(language, texts, calendar, mails)


class _Writer:
    """Writes files into the folder and counts the steps."""

    def __init__(self, folder: Path, progress: Callable[[int, int], None], total: int) -> None:
        self.files: list[Path] = []
        self.folder = folder
        self._progress = progress
        self._done, self._total = 0, total

    def write(self, name: str, content: bytes) -> None:
        with written_whole(self.folder / name) as stream:
            stream.write(content)
        self.files.append(self.folder / name)

    def step(self) -> None:
        self._done += 1
        self._progress(self._done, self._total)


def _write_page(writer: _Writer, artwork: Artwork, form: Format, code: str, shaper: Shaper) -> None:
    """Write a page as PDF, and as PNG what is looked at on screens: the pictures, and the smaller poster."""
    path = writer.folder / f"{form.name}-{code}.pdf"
    with written_whole(path) as stream:
        draw_artwork(artwork, form, stream, shaper)
    writer.files.append(path)
    if form in PICTURES or form is A4:
        _write_picture(writer, path, form)
    writer.step()


def _write_picture(writer: _Writer, path: Path, form: Format) -> None:
    from PIL import Image  # a twentieth of a second

    picture = Image.fromarray(render_page(path, 0, dpi=form.dpi))
    with written_whole(path.with_suffix(".png")) as stream:
        picture.save(stream, "PNG", dpi=(form.dpi, form.dpi))
    writer.files.append(path.with_suffix(".png"))


def _draft_names(code: str, count: int) -> list[str]:
    if count == 1:
        return [f"invitation-{code}.eml"]
    return [f"invitation-{code}-{number}.eml" for number in range(1, count + 1)]


def _remove_old_drafts(folder: Path, written: Sequence[Path]) -> None:
    for path in folder.glob("invitation-*.eml"):
        if _DRAFT.fullmatch(path.name) and path not in written:
            try:
                path.unlink()
            except OSError as error:
                raise FileError(FileFault.UNWRITABLE, path) from error
