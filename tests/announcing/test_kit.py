"""The kit: everything in one folder, whole, and told when it cannot be."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from checkin.announcing.counting import LIMITS
from checkin.announcing.faults import TextTemplateError
from checkin.announcing.invitations import Invitee
from checkin.announcing.kit import Kit, write_kit
from checkin.announcing.mailing import MOST_RECIPIENTS
from checkin.errors import FileError, FileFault
from checkin.language import Language
from checkin.model import new_id
from tests.announcing.evening import EN, FR, evening

AT = datetime(2026, 11, 24, 20, tzinfo=UTC)
NAMES = (
    "poster-a3-{}.pdf",
    "poster-a4-{}.pdf",
    "poster-a4-{}.png",
    "square-{}.pdf",
    "square-{}.png",
    "wide-{}.pdf",
    "wide-{}.png",
    "x-{}.txt",
    "mastodon-{}.txt",
    "bluesky-{}.txt",
    "evening-{}.ics",
    "invitation-{}.eml",
)


def people(count: int) -> list[Invitee]:
    return [Invitee(new_id(), f"Given{n}", "Family", f"guest{n}@example.org") for n in range(count)]


def kit(folder: Path, *languages: Language, count: int = 2, own: Path | None = None) -> Kit:
    return write_kit(evening(), people(count), folder, languages or (FR,), at=AT, own=own)


def test_both_languages_have_every_file_and_there_is_one_list(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    folder = tmp_path / "not" / "there yet"
    made = write_kit(
        evening(), people(2), folder, (FR, EN), at=AT, progress=lambda done, total: steps.append((done, total))
    )
    wanted = {name.format(code) for code in ("fr", "en") for name in NAMES} | {"invitations.csv"}
    assert {path.name for path in made.files} == wanted
    assert {path.name for path in folder.iterdir()} == wanted  # and no part of a file beside them
    assert (made.invited, made.drafts) == (2, 2)
    total = steps[-1][1]
    assert steps == [(done, total) for done in range(1, total + 1)]
    for name, size in (("square-fr.png", (1080, 1080)), ("wide-en.png", (1200, 630))):
        with Image.open(folder / name) as picture:
            assert picture.size == size
    for code, text in made.texts:
        content = (folder / f"{text.network.value}-{code}.txt").read_bytes().decode()
        assert content == text.text
        assert LIMITS[text.network].count(content) == text.count <= text.limit
    rows = list(csv.reader(io.StringIO((folder / "invitations.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) == 3


def test_the_drafts_of_an_earlier_kit_go_with_those_who_are_not_on_it_any_more(tmp_path: Path) -> None:
    kept = tmp_path / "invitation-mine.eml"
    kept.write_text("mine", encoding="utf-8")
    first = kit(tmp_path, EN, count=2 * MOST_RECIPIENTS + 1)
    assert first.drafts == 3
    assert (tmp_path / "invitation-en-3.eml").exists()
    kit(tmp_path, FR, count=1)
    assert sorted(path.name for path in tmp_path.glob("*.eml")) == ["invitation-fr.eml", "invitation-mine.eml"]


def test_a_bad_text_is_told_before_anything_is_written(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "fr").mkdir(parents=True)
    (own / "fr" / "poster.txt").write_text("Kicker: {titel}", encoding="utf-8")
    with pytest.raises(TextTemplateError):
        kit(tmp_path / "out", EN, FR, own=own)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(FileError) as caught:
        kit(tmp_path / "out")
    assert caught.value.fault is FileFault.UNWRITABLE
