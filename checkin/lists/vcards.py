"""vCard files to a table, a record a card: versions 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), as address books write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checkin.lists.container import Container
from checkin.lists.encodings import decode
from checkin.lists.listed import Problem, ProblemKind, Severity
from checkin.lists.tables import MOST_CELLS, MOST_PEOPLE, Record, Table, TooLargeError
from checkin.lists.vcard_lines import Property, properties_of, split, unescape

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADERS = (
    *("Full name", "Given name", "Family name", "Email", "Organisation", "Category", "Note"),
    *("X", "Mastodon", "Bluesky", "Instagram", "Handle", "LinkedIn"),
)
_MOST_VALUES = 20
_NETWORKS = {"twitter": "X", "x": "X", "mastodon": "Mastodon", "fediverse": "Mastodon", "bluesky": "Bluesky"}
_NETWORKS |= {"bsky": "Bluesky", "instagram": "Instagram", "insta": "Instagram", "linkedin": "LinkedIn"}
_SITES = (
    (re.compile(r"//(?:\w+\.)*(?:twitter|x)\.com/", re.IGNORECASE), "X"),
    (re.compile(r"//(?:\w+\.)*instagram\.com/", re.IGNORECASE), "Instagram"),
    (re.compile(r"//(?:\w+\.)*linkedin\.com/", re.IGNORECASE), "LinkedIn"),
    (re.compile(r"//bsky\.app/|\.bsky\.social$", re.IGNORECASE), "Bluesky"),
    (re.compile(r"//[\w.-]+/(?:@|users/)[\w.-]+/?$", re.IGNORECASE), "Mastodon"),
    (re.compile(r"^@?[\w.-]+@[\w.-]+\.\w+$"), "Mastodon"),
)
_PROFILES = frozenset({"x-socialprofile", "socialprofile", "impp", "url", "nickname"})
# Groups that Google and others put every contact into; they say nothing of the evening.
_OWN_GROUPS = frozenset({"mycontacts", "* mycontacts", "starred", "starred in android", "friends", "my contacts"})
_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_LIKE_A_HANDLE = re.compile(r"\S*[@_\d]\S*$")


def read_vcards(data: bytes) -> list[Table]:
    """Read contacts; telephones, addresses and pictures are passed over. A record's row is its card's number.

    Returns nothing where the bytes are no text. Raises `TooLargeError`.
    """
    for halved in _HALVED:
        # Some programs fold a line inside a letter: two halves of it are put together before anything is decoded.
        data = halved.sub(b"", data)
    decoded = decode(data)
    if decoded is None:
        return []
    records = [Record(0, _HEADERS)]
    problems: list[Problem] = []
    row = cells = 0
    for row, card in enumerate(_cards(decoded.text), 1):
        if row > MOST_PEOPLE or cells > MOST_CELLS:
            raise TooLargeError
        if any(texts := card.cells()):
            if others := card.emails()[1:]:
                problems.append(Problem(row, ProblemKind.SEVERAL_EMAILS, Severity.INFO, ", ".join(others)))
            records.append(Record(row, texts))
            cells += len(texts)
    kept = tuple(records) if len(records) > 1 else ()
    return [Table(kept, row, Container.VCARD, decoded.encoding, named=True, problems=tuple(problems))]


# Each begins with the same bytes always: those are found fast, and a search keeps other threads waiting.
_HALVED = (
    re.compile(rb"\r\n(?<=[\x80-\xff]\r\n)[ \t](?=[\x80-\xbf])"),
    re.compile(rb"\n(?<=[\x80-\xff]\n)[ \t](?=[\x80-\xbf])"),
)


def _cards(text: str) -> Iterator[_Card]:
    """Yield the cards. One inside another is an assistant's, and belongs to the first; one without an end has one."""
    card: _Card | None = None
    inside = 0
    of_agent = False
    for one in properties_of(text):
        is_card = one.value.strip().lower() == "vcard"
        if one.name == "begin" and is_card:
            if card is not None and of_agent:
                inside += 1
            else:
                if card is not None:
                    yield card
                card, inside = _Card(), 0
        elif one.name == "end" and is_card:
            if inside:
                inside -= 1
            elif card is not None:
                yield card
                card = None
        elif card is not None and not inside:
            card.take(one)
        of_agent = one.name == "agent"
    if card is not None:
        yield card


class _Card:
    """The properties of one card that say who somebody is."""

    def __init__(self) -> None:
        self._one: dict[str, Property] = {}
        self._emails: list[tuple[int, str]] = []
        self._notes: list[str] = []
        self._profiles: list[Property] = []
        self._labels: dict[str, str] = {}
        self._categories: list[str] = []
        self._is_group = False

    def take(self, one: Property) -> None:
        """Take one property; of those that are written twice, the preferred one counts, or the first."""
        match one.name:
            case "fn" | "n" | "org":
                if one.name not in self._one or one.preference < self._one[one.name].preference:
                    self._one[one.name] = one
            case "email":
                if len(self._emails) < _MOST_VALUES:
                    self._emails.append((one.preference, unescape(one.value)))
            case "categories":
                self._categories.extend(split(one.value, ",")[:_MOST_VALUES])
            case "note":
                if len(self._notes) < _MOST_VALUES:
                    self._notes.append(unescape(one.value))
            case "x-ablabel":
                self._labels[one.group] = _LABEL.sub(r"\1", one.value).strip().lower()
            case "kind" | "x-addressbookserver-kind":
                self._is_group = one.value.strip().lower() == "group"
            case name if name in _PROFILES or name.removeprefix("x-") in _NETWORKS:
                if len(self._profiles) < _MOST_VALUES:
                    self._profiles.append(one)

    def emails(self) -> list[str]:
        """Return the card's addresses, the preferred one first."""
        return list(dict.fromkeys(address for _, address in sorted(self._emails, key=lambda pair: pair[0])))

    def cells(self) -> tuple[str, ...]:
        """Return the card's cells, as `_HEADERS` names them. A group of contacts is nobody."""
        if self._is_group:
            return ()
        name = self._one.get("n")
        halves = [*(split(name.value, ";") if name else ()), "", ""]
        family, given = (" ".join(split(half, ",", escaped=False)) for half in halves[:2])
        full = unescape(self._one["fn"].value) if "fn" in self._one else ""
        organisation = split(self._one["org"].value, ";")[0] if "org" in self._one else ""
        emails = self.emails()
        categories = dict.fromkeys(c for c in self._categories if c and c.lower() not in _OWN_GROUPS)
        profiles: dict[str, str] = {}
        for one in self._profiles:
            network, text = self._profile(one)
            if text:
                profiles.setdefault(network, text)
        note = " · ".join([*self._notes, *emails[1:]])
        cells = [full, given, family, *(emails[:1] or [""]), organisation, ", ".join(categories), note]
        return (*cells, *(profiles.get(header, "") for header in _HEADERS[len(cells) :]))

    def _profile(self, one: Property) -> tuple[str, str]:
        """Return the column of a profile, and its text; nothing for what is no account of a network that we know."""
        said = [one.name.removeprefix("x-"), *one.types, self._labels.get(one.group, "") if one.group else ""]
        network = next((_NETWORKS[word] for word in said if word in _NETWORKS), "")
        text = unescape(one.value).strip().removeprefix("x-apple:").removeprefix("acct:")
        if one.user and "://" not in text:
            text = one.user
        network = network or next((header for site, header in _SITES if site.search(text)), "")
        match one.name:
            case "impp" if ":" in text and "://" not in text:
                # "twitter:ana" tells the network by its scheme; a telephone's or a chat's is no handle.
                scheme, _, rest = text.partition(":")
                network = network or _NETWORKS.get(scheme.lower(), "")
                return network, rest if network else ""
            case "nickname":
                return network or "Handle", text if _LIKE_A_HANDLE.match(text) else ""
            case "url" if not network:
                return "LinkedIn", text
            case _:
                return network, text if network else ""
