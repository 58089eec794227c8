"""The calls of badges and printers, and their options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checkin.cli import badges, guests, lost_badges, printers
from checkin.cli.arguments import arguments, millimetres, whole, written
from checkin.paths import resource
from checkin.settings import FARTHEST

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable

    from checkin.language import Language

MOST_COPIES = 20
"""Badges of one guest in one call."""
MOST = 10**6
"""How many of anything a call may speak of: more is a slip of the finger, and databases have an end."""


def add_badge_calls(add: Callable[..., ArgumentParser], language: Language) -> None:
    """Add the calls to the parser, `add` being its own way to."""
    text, name = language.text, written(language)
    call = add("badges", badges.badges, text("print badges"), event=True)
    _add_output(call, language, required=False)
    call.add_argument("--only-new", action="store_true", help=text("only those not printed yet"))
    call.add_argument("--attendee", action="append", metavar="ID", help=text("only this one; may be repeated"))
    of_category = text("only this category, or --category= for who has none; may be repeated")
    call.add_argument("--category", type=name, action="append", metavar="NAME", help=of_category)
    since = text("only who was put on the list since, a date or a date and time")
    call.add_argument("--since", metavar="2026-12-01T18:00", help=since)
    call.add_argument("--order", choices=("category", "name"), default="category", help=text("how they are sorted"))
    copies = text("how many of each, beside each other")
    call.add_argument("--copies", type=whole(language, 1, MOST_COPIES), default=1, metavar="N", help=copies)
    call.add_argument("--back", choices=("none", "same", "event"), default="none", help=text("what is on the backs"))
    profile = text("a second code, to the guest's own profile")
    call.add_argument("--profile-code", action="store_true", help=profile)
    printer = text("hand them to this printer, instead of a file or beside it; see `checkin printers`")
    call.add_argument("--printer", type=name, metavar="NAME", help=printer)
    paper = text("the printer's paper, by its key in `checkin printers` (default: what fits)")
    call.add_argument("--paper", type=name, default="", metavar="KEY", help=paper)

    call = add("blanks", badges.blanks, text("print blank badges, to be claimed at the door"), event=True)
    count = text("how many, numbered after those that the evening has")
    call.add_argument("--count", type=whole(language, 1, MOST), required=True, metavar="N", help=count)
    _add_output(call, language, required=True)

    call = add("revoke", lost_badges.revoke, text("declare a badge lost: its code is refused from now on"), event=True)
    which = arguments(call, language).add_mutually_exclusive_group(required=True)
    which.add_argument("attendee", nargs="?", metavar="ATTENDEE_ID", help=text("whose; a new one is made"))
    blank = text("a blank badge that nobody claimed, by its number")
    which.add_argument("--blank", type=whole(language, 1, MOST), metavar="N", help=blank)
    call.add_argument("--badge", type=Path, metavar="F.pdf", help=text("print the new badge to this file"))

    add("printed", lost_badges.printed, text("show which badges were printed, when and where"), event=True)

    add("printers", printers.show_printers, text("show the printers of this machine, and their papers"))

    call = add("queue", printers.queue, text("show the badges that wait for a printer"))
    call.add_argument("--work", action="store_true", help=text("hand over what waits, and see what came out"))
    decision = call.add_mutually_exclusive_group()
    decision.add_argument("--again", metavar="ID", help=text("print this page again"))
    decision.add_argument("--came-out", metavar="ID", help=text("this page was printed"))
    decision.add_argument("--drop", metavar="ID", help=text("do not print this page: its badges are new ones again"))

    _add_guest_calls(add, language)


def _add_guest_calls(add: Callable[..., ArgumentParser], language: Language) -> None:
    text, name = language.text, written(language)
    call = add("walk-in", guests.walk_in, text("register, admit and badge a guest who is not on the list"), event=True)
    _add_guest(call, language)
    call.add_argument("--badge", type=Path, metavar="F.pdf", help=text("print the badge to this file"))

    claim = text("give a blank badge to the guest who wears it, by the text of its code")
    call = add("claim", guests.claim, claim, event=True)
    arguments(call, language).add_argument("text", type=name, metavar="TEXT")
    _add_guest(call, language)


def _add_guest(call: ArgumentParser, language: Language) -> None:
    """Add what a guest says of themselves, and who of the list they are."""
    text, name = language.text, written(language)
    for option in ("given", "family", "email", "handle", "organisation", "category"):
        call.add_argument(f"--{option}", type=name, default="", metavar=option[0].upper())
    call.add_argument("--door", type=name, metavar="NAME", help=text("the name of this door"))
    which = call.add_mutually_exclusive_group()
    which.add_argument("--is", dest="known", metavar="ID", help=text("the guest is this one of the list: admit them"))
    which.add_argument("--new", action="store_true", help=text("somebody else of the same name: register them"))


def _add_output(call: ArgumentParser, language: Language, *, required: bool) -> None:
    """Add where badges go and how they look."""
    text = language.text
    to = text("the file that they are written to")
    call.add_argument("--out", type=Path, required=required, metavar="F.pdf", help=to)
    names = ", ".join(sorted(path.stem for path in resource("templates").glob("*.toml")))
    on_what = text(
        "what they are printed on: {names}, or one of your own from the data folder's templates", names=names
    )
    call.add_argument("--template", default="badge-86x54", metavar="NAME", help=on_what)
    palette = text("which colours: safe ones are told apart by everybody, mono is black and white")
    call.add_argument("--palette", choices=("standard", "safe", "mono"), default="standard", help=palette)
    call.add_argument("--logo", type=Path, metavar="FILE", help=text("a picture on each: PNG, JPEG or SVG"))
    start = text("so many labels of the first sheet are used up")
    call.add_argument("--start", type=whole(language, 0, MOST), default=0, metavar="N", help=start)
    offset = text("move everything by millimetres, as in --offset=0.5,-1")
    call.add_argument("--offset", type=millimetres(language, FARTHEST), metavar="RIGHT,DOWN", help=offset)
    marks = text("without the marks of where they are cut")
    call.add_argument("--no-cut-marks", dest="cut_marks", action="store_false", help=marks)
    check = text("read every code again, and say which cannot be read")
    call.add_argument("--check", action="store_true", help=check)
