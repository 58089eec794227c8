"""The calls and their options, as `argparse` reads them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from checkin.cli import data, door, evening, lists, show
from checkin.cli.announce import add_announce_calls
from checkin.cli.arguments import arguments, written
from checkin.cli.badge_calls import add_badge_calls
from checkin.cli.paper import add_paper_calls
from checkin.cli.series import add_series_calls

if TYPE_CHECKING:
    from checkin.cli.context import Context
    from checkin.language import Language

Command = Callable[["Context", argparse.Namespace], int]


class CallError(Exception):
    """The call itself is wrong; the text is the parser's."""


class _Parser(argparse.ArgumentParser):
    """Without `-h` of its own, whose help is in English; and without an exit of its own."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False)

    def error(self, message: str) -> NoReturn:
        raise CallError(message)


def build_parser(language: Language, version: str) -> argparse.ArgumentParser:
    """Return the parser, with help in the given language."""
    text = language.text
    name = written(language)
    parser = _Parser(
        prog="checkin", description=text("Offline door check-in for community evenings."), allow_abbrev=False
    )
    _add_help(parser, language)
    parser.add_argument("--version", action="version", version=f"checkin {version}", help=text("show the version"))
    parser.add_argument("--data", type=Path, metavar="DIR", help=text("the data folder (default: the platform's own)"))
    parser.add_argument("--database", default="", metavar="URL", help=text("a database address instead of the file"))
    parser.set_defaults(command=show.window, json=False)
    commands = parser.add_subparsers(title=text("commands"), metavar=text("COMMAND"), parser_class=_Parser)

    def add(name: str, command: Command, help_text: str, *, event: bool = False) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = commands.add_parser(name, help=help_text, description=help_text)
        _finish(sub, command, language, event=event)
        return sub

    call = add("demo", show.demo, text("the main job on the sample evening, without a screen or a webcam"))
    call.add_argument("--out", type=Path, default=Path("checkin-demo"), metavar="DIR", help=text("where the files go"))
    call.add_argument("--window", action="store_true", help=text("open the window on that evening"))

    _add_event_calls(commands, language)

    def add_group(name: str, help_text: str) -> Callable[..., argparse.ArgumentParser]:
        group = commands.add_parser(name, help=help_text, description=help_text)
        _add_help(group, language)
        calls = group.add_subparsers(
            title=text("commands"), metavar=text("COMMAND"), required=True, parser_class=_Parser
        )

        def add_call(name: str, command: Command, help_text: str, *, event: bool = False) -> argparse.ArgumentParser:
            sub: argparse.ArgumentParser = calls.add_parser(name, help=help_text, description=help_text)
            _finish(sub, command, language, event=event)
            return sub

        return add_call

    add_series_calls(add_group, language)

    _add_list_calls(add, language)

    add_badge_calls(add, language)

    call = add("scan", door.scan, text("scan until the source ends"), event=True)
    source = text("a camera number, a device, a video, a picture, a folder of pictures, or a stream address")
    call.add_argument("--source", required=True, metavar="SRC", help=source)
    call.add_argument("--door", type=name, metavar="NAME", help=text("the name of this door"))

    call = add("admit", door.admit, text("answer one scanned text"), event=True)
    arguments(call, language).add_argument("text", type=name, metavar="TEXT")
    call.add_argument("--door", type=name, metavar="NAME", help=text("the name of this door"))

    call = add("undo", door.undo, text("take an arrival back"), event=True)
    arguments(call, language).add_argument("arrival", metavar="ARRIVAL_ID")

    call = add("attendance", evening.attendance, text("write the attendance sheet"), event=True)
    call.add_argument("--out", type=Path, required=True, metavar="F.(csv|xlsx|pdf)")

    call = add("decode", door.decode, text("show what the scanner reads in pictures"))
    arguments(call, language).add_argument("images", type=Path, nargs="+", metavar="IMAGE")

    add_paper_calls(add, language)
    add_announce_calls(add, language)

    _add_data_calls(add, language)
    return parser


def _add_list_calls(add: Callable[..., argparse.ArgumentParser], language: Language) -> None:
    text = language.text
    name = written(language)
    call = add("import", lists.import_list, text("load an attendee list, or take the last one back"), event=True)
    arguments(call, language).add_argument("file", type=Path, nargs="?", metavar="FILE")
    call.add_argument("--dry-run", action="store_true", help=text("say what would change, and change nothing"))
    call.add_argument("--sheet", type=name, metavar="NAME", help=text("another sheet of a workbook"))
    column = text("take a column for a field, or for none: HEADER=; may be repeated")
    call.add_argument("--column", type=name, action="append", default=[], metavar="HEADER=FIELD", help=column)
    missing = text("cancel whom the last list of this kind named and this one does not")
    call.add_argument("--cancel-missing", action="store_true", help=missing)
    same = text("the guest of a row is this person of an earlier evening; may be repeated")
    call.add_argument("--join", type=name, action="append", default=[], metavar="ROW=PERSON_ID", help=same)
    call.add_argument("--take-back", action="store_true", help=text("take the last list back, until somebody is in"))

    add("attendees", evening.attendees, text("show the list"), event=True)

    call = add("edit", lists.edit, text("put an attendee right by hand; later lists keep it"))
    arguments(call, language).add_argument("attendee", metavar="ATTENDEE_ID")
    for option in lists.EDITABLE:
        if option != "status":
            call.add_argument(f"--{option.replace('_', '-')}", type=name, metavar=option[0].upper())
    call.add_argument("--status", choices=("expected", "cancelled"))


def _add_data_calls(add: Callable[[str, Command, str], argparse.ArgumentParser], language: Language) -> None:
    text = language.text
    call = add("backup", data.backup, text("copy the data to a file"))
    arguments(call, language).add_argument("file", type=Path, metavar="F")
    call = add("restore", data.restore, text("bring a copy back; what is there is copied first"))
    arguments(call, language).add_argument("file", type=Path, metavar="F")
    add("check", data.check, text("examine the data"))


def _add_event_calls(commands: argparse._SubParsersAction[_Parser], language: Language) -> None:
    text = language.text
    name = written(language)
    event_help = text("add, list and choose evenings")
    events = commands.add_parser("event", help=event_help, description=event_help)
    _add_help(events, language)
    calls = events.add_subparsers(title=text("commands"), metavar=text("COMMAND"), required=True, parser_class=_Parser)
    call = calls.add_parser("add", help=text("add an evening and make it the current one"))
    call.add_argument("--title", type=name, required=True, metavar="T")
    call.add_argument("--starts", required=True, metavar="2026-12-03T19:00")
    call.add_argument("--venue", type=name, default="", metavar="V")
    call.add_argument("--theme", type=name, default="", metavar="T")
    call.add_argument("--capacity", metavar="N")
    call.add_argument("--topics", metavar="A,B", help=text("what walk-ins may want to go further with"))
    call.add_argument("--called-out", metavar="A,B", help=text("categories that the door calls out"))
    _finish(call, evening.add_event, language)
    _finish(calls.add_parser("list", help=text("list the evenings")), evening.list_events, language)
    call = calls.add_parser("use", help=text("make an evening the current one"))
    arguments(call, language).add_argument("id", metavar="ID")
    _finish(call, evening.use_event, language)


def _add_help(parser: argparse.ArgumentParser, language: Language) -> None:
    parser.add_argument("-h", "--help", action="help", help=language.text("show this help"))


def _finish(parser: argparse.ArgumentParser, command: Command, language: Language, *, event: bool = False) -> None:
    _add_help(parser, language)
    if event:
        parser.add_argument("--event", metavar="ID", help=language.text("another evening than the current one"))
    parser.add_argument("--json", action="store_true", help=language.text("answer in JSON on standard output"))
    parser.set_defaults(command=command)
