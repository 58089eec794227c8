"""`checkin announce`: posters, pictures, texts, a calendar file and invitations, in one folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checkin.cli.arguments import written
from checkin.cli.context import Context, now
from checkin.cli.progress import progress_bar
from checkin.errors import InvalidError
from checkin.language import Language
from checkin.settings import LANGUAGES

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from checkin.announcing.announcement import Extras
    from checkin.announcing.kit import Kit

BOTH = "both"


def add_announce_calls(add: Callable[..., ArgumentParser], language: Language) -> None:
    """Add the call to the parser, `add` being its own way to."""
    text, words = language.text, written(language)
    call = add("announce", announce, text("write all that announces an evening into one folder"), event=True)
    call.add_argument("--out", type=Path, required=True, metavar="DIR", help=text("where the files go"))
    which = text("the language of the files (default: the program’s)")
    call.add_argument("--lang", choices=(*LANGUAGES, BOTH), help=which)
    call.add_argument("--url", type=words, default="", metavar="URL", help=text("where guests register"))
    call.add_argument("--address", type=words, default="", metavar="A", help=text("the venue’s address"))
    call.add_argument("--ends", type=words, metavar="2026-12-03T23:00", help=text("when the evening ends"))
    call.add_argument("--number", type=words, metavar="N", help=text("which evening of the series it is"))
    for option, help_text in (
        ("guests", text("guests of honour")),
        ("partners", text("who supports the evening")),
        ("animations", text("what happens beside")),
    ):
        call.add_argument(f"--{option}", type=words, default="", metavar="A,B", help=help_text)
    call.add_argument("--organiser", type=words, default="", metavar="T", help=text("who organises it"))
    call.add_argument("--hashtag", type=words, default="", metavar="T", help=text("the tag for the networks"))
    call.add_argument("--logo", type=Path, metavar="FILE", help=text("a logo: PNG, JPEG or SVG"))


def announce(context: Context, call: Namespace) -> int:
    """Write the kit of an evening."""
    from checkin.announcing.announcement import announcement_of  # the parts below cost start-up time
    from checkin.announcing.invitations import people_to_invite
    from checkin.announcing.kit import write_kit
    from checkin.announcing.texts import OWN_FOLDER
    from checkin.badges.logos import read_logo

    event = context.event(call.event)
    codes = LANGUAGES if call.lang == BOTH else (call.lang or context.language.code,)
    announcement = announcement_of(event, _extras(call))
    logo = read_logo(call.logo) if call.logo else None
    people = people_to_invite(context.database, announcement)
    with progress_bar(context.language.text("announcing"), hidden=context.as_json) as progress:
        kit = write_kit(
            announcement,
            people,
            call.out,
            [Language(code) for code in codes],
            at=now(),
            logo=logo,
            own=context.folder / OWN_FOLDER,
            progress=progress,
        )
    context.answer(_shape(kit), *_lines(context, kit))
    return 0


def _extras(call: Namespace) -> Extras:
    from checkin.announcing.announcement import Extras  # see above

    return Extras(
        number=_number(call.number),
        address=call.address,
        ends=_moment(call.ends),
        guests=tuple(call.guests.split(",")),
        partners=tuple(call.partners.split(",")),
        animations=tuple(call.animations.split(",")),
        url=call.url,
        organiser=call.organiser,
        hashtag=call.hashtag,
    )


def _number(text: str | None) -> int | None:
    try:
        return None if text is None else int(text)
    except ValueError as error:
        raise InvalidError("number", text or "") from error


def _moment(text: str | None) -> datetime | None:
    try:
        return None if text is None else datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidError("ends", text or "") from error


def _shape(kit: Kit) -> dict[str, Any]:
    """Return the kit as JSON: texts by network, with the language behind where there are two."""
    is_single = len({code for code, _ in kit.texts}) == 1
    texts = {
        text.network.value if is_single else f"{text.network.value}-{code}": {
            "text": text.text,
            "count": text.count,
            "limit": text.limit,
            "shortened": text.shortened,
            "language": code,
        }
        for code, text in kit.texts
    }
    files = [str(path) for path in kit.files]
    return {"folder": str(kit.folder), "files": files, "texts": texts, "invited": kit.invited, "drafts": kit.drafts}


def _lines(context: Context, kit: Kit) -> list[str]:
    from checkin.announcing.mailing import MOST_RECIPIENTS  # see above
    from checkin.wording.announcing import NETWORKS

    t = context.language
    lines: list[str] = []
    for _, text in kit.texts:
        counted = t.text("{count} of {limit}", count=t.number(text.count), limit=t.number(text.limit))
        lines += [f"{NETWORKS[text.network]} ({counted})", text.text, ""]
    lines += [str(path) for path in kit.files]
    lines += ["", t.plural("{n} person agreed to be written to", "{n} people agreed to be written to", kit.invited)]
    if kit.invited > MOST_RECIPIENTS:
        most = t.number(MOST_RECIPIENTS)
        lines.append(t.text("Mail providers take {n} recipients at most, so there are several drafts.", n=most))
    return lines
