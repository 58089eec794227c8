"""Social handles out of what people write: `@name`, a link, a Fediverse address, or a sentence that is none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checkin.lists.text import words
from checkin.lists.vocabulary import says_nothing

_LINK = re.compile(
    r"(?:https?://)?(?:www\.|mobile\.|m\.)?((?:[\w-]+\.)+[^\W\d_]{2,})(?::\d+)?(/[^\s?#]*)?(?:[?#]\S*)?$", re.IGNORECASE
)
_FEDIVERSE = re.compile(r"@?([\w.\-]+)@((?:[\w-]+\.)+[^\W\d_]{2,})$")
_NAME = re.compile(r"@{0,2}(\w[\w.\-]{0,63})$")
_MENTION = re.compile(r"(?<![\w@])@[\w.\-]+(?:@(?:[\w-]+\.)+[^\W\d_]{2,})?")
_NETWORKS = r"x|twitter|x/twitter|twitter/x|insta(?:gram)?|ig|mastodon|masto|bluesky|bsky|fediverse"
# Links of Twitter's first years, which people still copy: "twitter.com/#!/name".
_OLD_ROUTE = re.compile(r"(?<=\.com/)#!/")
_LABEL = re.compile(rf"^({_NETWORKS}|acct)(?:\s*:\s*|\s+(?=@))", re.IGNORECASE)
_LABEL_BEHIND = re.compile(rf"^(\S+)\s*\(({_NETWORKS})\)$", re.IGNORECASE)
_ONLY_LABEL = re.compile(rf"(?:{_NETWORKS})$", re.IGNORECASE)
_ROUTES = frozenset({"home", "i", "intent", "share", "search", "explore", "p", "reel", "hashtag", "login", "settings"})

_NAMED = {
    "x.com": "x",
    "twitter.com": "x",
    "instagram.com": "instagram",
    "instagr.am": "instagram",
    "threads.net": "threads",
    "threads.com": "threads",
}
# Sites whose addresses look like the Fediverse's, or lead to a person without naming a handle.
_OTHER_SITES = frozenset(
    {
        "linkedin.com",
        "facebook.com",
        "fb.com",
        "youtube.com",
        "tiktok.com",
        "medium.com",
        "t.me",
        "github.com",
        "gitlab.com",
        "discord.gg",
        "linktr.ee",
        "meetup.com",
    }
)
_MAILBOXES = frozenset(
    {
        "gmail.com",
        "hotmail.com",
        "hotmail.fr",
        "outlook.com",
        "outlook.fr",
        "yahoo.com",
        "yahoo.fr",
        "orange.fr",
        "wanadoo.fr",
        "free.fr",
        "sfr.fr",
        "laposte.net",
        "icloud.com",
        "proton.me",
        "protonmail.com",
        "live.fr",
        "gmx.net",
        "gmx.de",
    }
)
_NETWORK_WORDS = {
    "x": ("x", "twitter"),
    "mastodon": ("mastodon", "masto", "fediverse"),
    "bluesky": ("bluesky", "bsky"),
    "instagram": ("instagram", "insta", "ig"),
}


@dataclass(frozen=True, slots=True)
class Handle:
    """A handle as it is printed, its network where it is told, or a link to a profile; `sentence` is what was none."""

    handle: str = ""
    network: str = ""
    profile_link: str = ""
    sentence: str = ""


NOTHING = Handle()


def network_of(header: str) -> str:
    """Return the one network that a column's header names, or nothing where it names several."""
    said = set(words(header).split())
    named = [network for network, names in _NETWORK_WORDS.items() if said.intersection(names)]
    return named[0] if len(named) == 1 else ""


def read_handle(text: str, network: str = "", email: str = "") -> Handle:
    """Read a cleaned cell; `network` is what its header tells, `email` the row's own address, which is no handle."""
    text = _OLD_ROUTE.sub("", text.replace("\uff20", "@"))
    if found := _LABEL_BEHIND.match(text):
        text, network = found[1], network or network_of(found[2])
    elif found := _LABEL.match(text):
        text, network = text[found.end() :], network or network_of(found[1])
    text = text.strip("()<>[]\"' ")
    if text.startswith("@ "):
        text = "@" + text[2:]
    if says_nothing(text):
        return NOTHING
    if len(text) > 1 and _ONLY_LABEL.match(text):
        return Handle(sentence=text)
    if handle := _read_one(text, network, email):
        return handle
    parts = [part.strip("()<>[]\"',;") for part in re.split(r"[\s,;|]+|(?<=\s)/(?=\s)", text)]
    if len(parts) <= 4:
        for part in parts:
            if part.startswith("@") or "/" in part:
                handle = _read_one(part, network, email)
                if handle is not None and handle.handle:
                    return handle
    if mention := _MENTION.search(text):
        return _read_one(mention[0].rstrip(".-"), network, email) or Handle(sentence=text)
    return Handle(sentence=text)


def _read_one(text: str, network: str, email: str) -> Handle | None:
    """Read a text that is one handle or one link, or return None."""
    if text.lower() == email:
        return NOTHING
    if found := _FEDIVERSE.match(text):
        server = found[2].lower()
        return NOTHING if server in _MAILBOXES else Handle(f"@{found[1]}@{server}", "mastodon")
    found = _LINK.match(text)
    if found and (found[2] or "://" in text):
        return _read_link(text, found[1].lower(), [part for part in (found[2] or "").split("/") if part])
    if found := _NAME.match(text):
        name = found[1].rstrip(".")
        return Handle(f"@{name}", "bluesky" if name.lower().endswith(".bsky.social") else network)
    return None


def _read_link(text: str, host: str, path: list[str]) -> Handle:
    site = ".".join(host.split(".")[-2:])
    first = path[0] if path else ""
    if (network := _NAMED.get(host)) and first and first.lstrip("@") not in _ROUTES:
        return Handle("@" + first.lstrip("@"), network)
    if host == "bsky.app" and len(path) >= 2 and path[0] == "profile":
        return Handle("@" + path[1].lstrip("@"), "bluesky")
    if site not in _OTHER_SITES and host not in _NAMED:
        named = next((part for part in path[:2] if part.startswith("@")), "")
        name = named or (path[1] if len(path) == 2 and first in {"users", "u"} else "")
        if name := name.lstrip("@"):
            return Handle(f"@{name}" if "@" in name else f"@{name}@{host}", "mastodon")
    return Handle(profile_link=text if "://" in text else f"https://{text}")
