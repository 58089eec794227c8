"""Made-up lists of any length, in every format that is read, as HelloAsso's export of tickets has its columns."""

from __future__ import annotations

import csv
import json
from html import escape
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Row = tuple[str, ...]

HEADER: Row = (
    "Numéro de billet",
    "Nom participant",
    "Prénom participant",
    "Email participant",
    "Tarif",
    "Statut de la commande",
    "Date de la commande",
    "Structure",
    "Pseudo",
    "Email payeur",
)
_GIVEN = "Gwenaëlle Maëlle Karim Inès Jean-Pierre Anaïs Loïc Zoé Éloïse François Søren Łukasz Chloé Élodie".split()  # noqa: SIM905
_FAMILY = (
    "Le Goff",
    "Kervella",
    "Penn",
    "Dupré",
    "Guéguen",
    "D'Almeida",
    "Müller",
    "Nguyễn",
    "Lefèvre",
    "O'Brien",
    "Sy",
)
_TARIFFS = ("Plein tarif", "Tarif réduit", "Adhérent", "Bénévole")
_STRUCTURES = ("", "", "La Cantine", "Framasoft", "Université de Bretagne", "Wikimédia")


def rows(count: int) -> Iterator[Row]:
    """Yield people; one of fifty has a problem: no address, no name, a status that waits, somebody twice."""
    for n in range(count):
        given, family = _GIVEN[n % len(_GIVEN)], f"{_FAMILY[n % 11]}-{_letters(n)}"
        address = f"{_letters(n).lower()}.{n}@example.org"
        status = "Validé"
        match n % 250:
            case 5:
                address = "pas d'adresse"
            case 55:
                given = family = "-"
            case 105:
                status = "En attente"
            case 155:
                family = f"{_FAMILY[(n - 1) % 11]}-{_letters(n - 1)}"
            case 205:
                address = f"{address}, autre.{n}@example.net"
        yield (
            f"{4_400_000_000 + n:013}",
            family,
            given,
            address,
            _TARIFFS[n % 4],
            status,
            f"{1 + n % 28:02}/11/2026 {n % 24:02}:{n % 60:02}",
            _STRUCTURES[n % 6],
            f"@guest_{n}" if n % 3 == 0 else "",
            f"payeur.{n // 3}@example.org",
        )


def _letters(n: int) -> str:
    text = ""
    for _ in range(4):
        n, rest = divmod(n, 26)
        text = chr(97 + rest) + text
    return text.capitalize()


def write_csv(path: Path, count: int) -> None:
    """Write semicolons and UTF-8 with a mark, as platforms do for Excel."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(rows(count))


def write_xlsx(path: Path, count: int) -> None:
    """Write a workbook with shared texts, as Excel does."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Export")
        sheet.write_row(0, 0, HEADER)
        for number, row in enumerate(rows(count), 1):
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(number, column, text)


def write_json(path: Path, count: int) -> None:
    """Write a list of objects."""
    path.write_text(
        json.dumps(
            [dict(zip(HEADER, row, strict=True)) for row in rows(count)], ensure_ascii=False, separators=(",", ":")
        ),
        "utf-8",
    )


def write_html(path: Path, count: int) -> None:
    """Write a page of one table, as exports named `.xls` are."""
    with path.open("w", encoding="utf-8") as file:
        file.write('<html><head><meta charset="utf-8"></head><body><table>\n')
        for row in (HEADER, *rows(count)):
            file.write("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>\n")
        file.write("</table></body></html>\n")


def write_vcard(path: Path, count: int) -> None:
    """Write an address book; it has no tickets and no statuses."""
    with path.open("w", encoding="utf-8", newline="\r\n") as file:
        for _, family, given, address, tariff, _, _, structure, handle, _ in rows(count):
            file.write(
                f"BEGIN:VCARD\nVERSION:3.0\nN:{family};{given};;;\nFN:{given} {family}\nEMAIL:{address}\n"
                f"ORG:{structure}\nCATEGORIES:{tariff}\nNICKNAME:{handle}\nEND:VCARD\n"
            )


WRITERS: dict[str, Callable[[Path, int], None]] = {
    "csv": write_csv,
    "xlsx": write_xlsx,
    "json": write_json,
    "html": write_html,
    "vcf": write_vcard,
}
