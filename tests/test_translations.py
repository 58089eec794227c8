"""Two languages, whole: every message has its French, with the same placeholders, compiled."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from checkin.errors import CameraFault, FileFault, PrintFault, StorageFault
from checkin.language import Language
from checkin.lists.listed import ProblemKind
from checkin.paths import resource
from checkin.wording import errors, problems

ROOT = Path(__file__).resolve().parent.parent
FRENCH = resource("translations", "fr", "LC_MESSAGES", "checkin.po")
KEYWORDS = {"text": None, "plural": (1, 2), "mark": None}


def messages_of_the_code() -> set[str | tuple[str, ...]]:
    found: set[str | tuple[str, ...]] = set()
    for room in ("checkin", "ui"):
        for path, _, message, _, _ in extract_from_dir(str(ROOT / room), [("**.py", "python")], keywords=KEYWORDS):
            if not path.startswith("storage"):  # SQLAlchemy's text() is no message
                found.add(message)
    return found


def _key(message_id: str | list[str] | tuple[str, ...]) -> str | tuple[str, ...]:
    return message_id if isinstance(message_id, str) else tuple(message_id)


def french() -> dict[str | tuple[str, ...], Message]:
    with FRENCH.open("rb") as file:
        return {_key(message.id): message for message in read_po(file) if message.id}


def test_every_message_has_its_french_and_no_french_is_left_over() -> None:
    translated = {key for key, message in french().items() if message.string and not message.fuzzy}
    assert messages_of_the_code() == translated


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))


def test_placeholders_are_the_same_in_both_languages() -> None:
    for key, message in french().items():
        ids = key if isinstance(key, tuple) else (key,)
        strings = (message.string,) if isinstance(message.string, str) else message.string
        # The form for one may leave its number out: "the last evening".
        assert placeholders(strings[-1]) == placeholders(ids[-1]), key
        for string in strings:
            assert placeholders(string) <= placeholders(ids[-1]), key


def test_french_typography_has_its_spaces() -> None:
    for message in french().values():
        for string in (message.string,) if isinstance(message.string, str) else message.string:
            assert not re.search(r"[^\u00a0\u202f][!?;:»](?=\s|$)|«[^\u00a0\u202f]", string), string
            assert "'" not in re.sub(r"`[^`]*`", "", string), f"a straight apostrophe: {string}"


def test_the_compiled_catalogue_is_what_the_text_says() -> None:
    with FRENCH.with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)
    for key, message in french().items():
        if isinstance(key, tuple):
            assert tuple(compiled.ngettext(*key, n) for n in (1, 2)) == tuple(message.string)
        else:
            assert compiled.gettext(key) == message.string


def test_every_fault_and_problem_has_its_sentence() -> None:
    assert set(errors.STORAGE) == set(StorageFault)
    assert set(errors.FILE) == set(FileFault)
    assert set(errors.CAMERA) == set(CameraFault)
    assert set(errors.PRINT) == set(PrintFault)
    assert set(problems.SENTENCES) == set(ProblemKind)


@pytest.mark.parametrize(
    ("n", "english", "french_form"),
    [
        (1, "1st", "1re"),
        (2, "2nd", "2e"),
        (3, "3rd", "3e"),
        (11, "11th", "11e"),
        (21, "21st", "21e"),
        (112, "112th", "112e"),
    ],
)
def test_visits_are_counted_in_both_languages(n: int, english: str, french_form: str) -> None:
    assert Language("en").ordinal(n) == english
    assert Language("fr").ordinal(n) == french_form
