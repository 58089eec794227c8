"""The lists of a made-up evening as files, in the shapes that platforms export, written as people and platforms do."""

from __future__ import annotations

import csv
import random
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from tests.evenings_made import MadeUp, Row, Source

EVENTBRITE = (
    *("N° de commande", "Date de commande", "Prénom", "Nom de famille", "E-mail", "Quantité", "Type de billet"),
    *("N° de participant", "N° de code-barres", "Type de commande", "Devise", "Total payé", "Statut du participant"),
    *("Pseudo X / Mastodon",),
)
WEEZEVENT = (
    *("ID participant", "N° de billet", "Code-barres", "Tarif", "Montant", "Statut", "Date d'achat", "Nom", "Prénom"),
    *(
        "E-mail",
        "Nom acheteur",
        "Prénom acheteur",
        "E-mail acheteur",
        "N° de commande",
        "Scanné",
        "Pseudo X / Mastodon",
    ),
)
GOOGLE = (
    *("Timestamp", "Username", "First name", "Last name", "Will you be there?", "Your handle (for the badge)"),
    *("How many people do you bring?", "Anything else?"),
)
MOBILIZON = ("Nom du participant", "Statut du participant", "Participant inscrit le", "Message du participant")


def write_list(folder: Path, made: MadeUp, source: Source, *, final: bool) -> tuple[Path, dict[int, Row]]:
    """Write a list as it is at first or in the end; return the file, and which row is on which of its lines.

    In the end the late ones are there too. Tickets that were cancelled say so; answers and names that were are gone.
    """
    rows = [row for row in made.rows if row.source is source and (final or not row.late)]
    if final and source is not Source.TICKETS:
        rows = [row for row in rows if not row.cancelled]
    header, separator = GOOGLE, ","
    if source is Source.NAMES:
        header = MOBILIZON
    elif source is Source.TICKETS:
        header, separator = (EVENTBRITE, ",") if made.number % 2 else (WEEZEVENT, ";")
    path = folder / f"{made.number}-{source}-{'final' if final else 'early'}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(header)
        writer.writerows(_cells(header, made.number, place, row, final=final) for place, row in enumerate(rows))
    return path, {place + 2: row for place, row in enumerate(rows)}


def _cells(header: Sequence[str], evening: int, place: int, row: Row, *, final: bool) -> tuple[object, ...]:
    signs = row.slip or row.signs
    given, family = _written(f"{evening} {row.guest} {place}", signs.given, signs.family)
    gone = row.cancelled and final
    number = f"{evening:03}{place:05}"
    if header is EVENTBRITE:
        status = "Ne participe pas" if gone else "Participant"
        order = (number, "03/10/2026 22:28")
        ticket = ("1", row.category, number, row.code, "Commande gratuite", "EUR", "0,00", status)
        return (*order, given, family, signs.email, *ticket, signs.handle)
    if header is WEEZEVENT:
        ticket = (number, f"W{number}", row.code, row.category, "0,00", "Annulé" if gone else "Valide")
        buyer = (family, given, signs.email, number, "Non")
        return (*ticket, "01/10/2026 12:00", family, given, signs.email, *buyer, signs.handle)
    if header is GOOGLE:
        answer = ("Yes", signs.handle, row.places - 1, "")
        return ("10/02/2026 9:01:12", signs.email, given, family, *answer)
    return (f"{given} {family}", "Participant·e", "2026-10-01 09:10:00", "")


def _written(seed: str, given: str, family: str) -> tuple[str, str]:
    """Write a name as some do: in capitals, in small letters, or without accents; nobody is another by that."""
    way = random.Random(seed).random()
    if way < 0.15:
        return given, family.upper()
    if way < 0.25:
        return given.lower(), family.lower()
    if way < 0.35:
        return _bare(given), _bare(family)
    return given, family


def _bare(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
