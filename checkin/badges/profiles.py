"""Where a handle leads: the network's own name, and the address of the profile."""

from __future__ import annotations

import re
from urllib.parse import quote

NETWORKS = {
    "x": "X",
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
    "instagram": "Instagram",
    "threads": "Threads",
    "linkedin": "LinkedIn",
}
"""The networks as they call themselves, by the word that the store has for them."""

_SITES = {
    "x": "https://x.com/{}",
    "bluesky": "https://bsky.app/profile/{}",
    "instagram": "https://www.instagram.com/{}/",
    "threads": "https://www.threads.net/@{}",
    "linkedin": "https://www.linkedin.com/in/{}",
}
_FEDIVERSE = re.compile(r"@?([\w.\-]+)@((?:[\w-]+\.)+[^\W\d_]{2,})", re.ASCII)
_NAME = re.compile(r"@?([\w.\-]{1,64})", re.ASCII)
_LONGEST = 120
"""Characters of an address: more would make a code too fine for its place on a badge."""


def network_name(handle: str, network: str) -> str:
    """Return what a network is called, empty where neither `network` nor the form of the handle tells it."""
    return NETWORKS.get(network or _told(handle), "")


def profile_address(handle: str, network: str = "") -> str:
    """Return the address of somebody's profile, empty where their handle does not say where it is."""
    handle = handle.strip()
    network = network or _told(handle)
    address = ""
    if network == "mastodon" and (found := _FEDIVERSE.fullmatch(handle)):
        address = f"https://{found[2].lower()}/@{found[1]}"
    elif network in _SITES and (found := _NAME.fullmatch(handle)):
        name = found[1] if network != "bluesky" or "." in found[1] else f"{found[1]}.bsky.social"
        address = _SITES[network].format(quote(name))
    return address if len(address) <= _LONGEST else ""


def _told(handle: str) -> str:
    """Return the network that the form of a handle tells: a server behind it, or Bluesky's own domain."""
    if _FEDIVERSE.fullmatch(handle.strip()):
        return "mastodon"
    return "bluesky" if handle.strip().lower().endswith(".bsky.social") else ""
