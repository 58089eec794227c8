"""Where a handle leads."""

from __future__ import annotations

import pytest

from checkin.badges.profiles import network_name, profile_address


@pytest.mark.parametrize(
    ("handle", "network", "address"),
    [
        ("@kervella", "x", "https://x.com/kervella"),
        ("kervella", "instagram", "https://www.instagram.com/kervella/"),
        ("@ana@framapiaf.example", "mastodon", "https://framapiaf.example/@ana"),
        ("@ana@Framapiaf.example", "", "https://framapiaf.example/@ana"),
        ("@ana.bsky.social", "", "https://bsky.app/profile/ana.bsky.social"),
        ("@ana", "bluesky", "https://bsky.app/profile/ana.bsky.social"),
        ("@ana.example", "bluesky", "https://bsky.app/profile/ana.example"),
        ("ana-silva", "linkedin", "https://www.linkedin.com/in/ana-silva"),
        ("@ana", "threads", "https://www.threads.net/@ana"),
        ("@ana", "", ""),
        ("@ana", "mastodon", ""),
        ("", "x", ""),
        ("@ana silva", "x", ""),
        ("javascript:alert(1)", "x", ""),
        ("@" + "a" * 65, "x", ""),
        ("@a@" + "b" * 120 + ".example", "", ""),
    ],
)
def test_a_profile_has_an_address_only_where_the_handle_says_it(handle: str, network: str, address: str) -> None:
    assert profile_address(handle, network) == address


def test_networks_are_called_as_they_call_themselves() -> None:
    assert network_name("@ana", "bluesky") == "Bluesky"
    assert network_name("@ana@masto.example", "") == "Mastodon"
    assert network_name("@ana", "") == network_name("@ana", "myspace") == ""
