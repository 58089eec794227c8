"""Ways to write one list: encodings, delimiters, quotes, line endings, languages, and kinds of file."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Literal

import xlsxwriter

Rows = Sequence[Sequence[str]]
"""The header, then the people."""

FRENCH = {
    "given": ("Prénom", "Votre prénom", "Prénom participant"),
    "family": ("Nom", "Nom de famille", "NOM :"),
    "full": ("Nom complet", "Prénom et Nom", "Nom du participant"),
    "email": ("Email", "Courriel", "Adresse e-mail"),
    "handle": ("Pseudo", "Réseaux", "Mastodon"),
    "organisation": ("Structure", "Société", "Association"),
    "category": ("Tarif", "Catégorie", "Formule"),
    "code": ("Numéro de billet", "Code-barres", "N° de billet"),
    "status": ("Statut", "Statut de la commande"),
    "places": ("Nombre de places", "Places"),
}
ENGLISH = {
    "given": ("First Name", "Given name", "first name*"),
    "family": ("Last Name", "Surname", "Family name"),
    "full": ("Full name", "Name", "Attendee name"),
    "email": ("Email", "Attendee email", "E-mail:"),
    "handle": ("Handle", "Username", "Twitter"),
    "organisation": ("Company", "Organization", "Affiliation"),
    "category": ("Ticket Type", "Category", "Product"),
    "code": ("Barcode #", "Ticket reference", "Ticket secret"),
    "status": ("Status", "Attendee Status"),
    "places": ("Quantity", "Tickets purchased"),
}
LANGUAGES = {"French": FRENCH, "English": ENGLISH}
STATUSES = {"French": ("Validé", "Annulé"), "English": ("Confirmed", "Cancelled")}


def anything(text: str) -> bool:
    """Hold any text."""
    return True


@dataclass(frozen=True)
class Dialect:
    """One way to write a list. `fields` is what it has a place for, where that is not all.

    `accented` where only accents tell the encoding, and one alone is not enough: the bytes of "Óscar" on a Mac are
    "îscar" on Windows. So such a list has "Prénom" in its header.
    """

    name: str
    write: Callable[[Rows], bytes]
    holds: Callable[[str], bool] = anything
    fields: tuple[str, ...] = tuple(FRENCH)
    file: str = "list.csv"
    accented: bool = False

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class _Text:
    """Delimited text; `endings` come in turn, `before` stands above the header, `after` ends each record."""

    encoding: str
    delimiter: str
    quoting: Literal[0, 1, 2, 3] = csv.QUOTE_MINIMAL
    endings: tuple[str, ...] = ("\r\n",)
    before: str = ""
    after: str = ""
    mark: bytes = field(default=b"")

    def holds(self, text: str) -> bool:
        if self.quoting == csv.QUOTE_NONE and any(c in text for c in self.delimiter + '"\r\n'):
            return False
        try:
            data = text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        # The four signs that ISO 8859-15 has in other places than Windows-1252 look alike in both.
        return self.encoding != "iso8859-15" or data == text.encode("cp1252", "replace")

    def write(self, rows: Rows) -> bytes:
        text = [self.before]
        for row, ending in zip(rows, cycle(self.endings), strict=False):
            line = io.StringIO()
            csv.writer(
                line, delimiter=self.delimiter, quoting=self.quoting, lineterminator="", escapechar=None
            ).writerow(row)
            text.append(line.getvalue() + self.after + ending)
        return self.mark + "".join(text).encode(self.encoding)


def _xlsx(rows: Rows, *, title: str = "") -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Liste")
        if title:
            sheet.write_string(0, 0, title)
        for y, row in enumerate(rows, 2 if title else 0):
            for x, cell in enumerate(row):
                if cell:
                    sheet.write_string(y, x, cell)
    return data.getvalue()


def _objects(rows: Rows) -> list[dict[str, str]]:
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def _json_lines(rows: Rows) -> bytes:
    return "\n".join(json.dumps(one) for one in _objects(rows)).encode()


def _html(rows: Rows, encoding: str) -> bytes:
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>\n" for row in rows)
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"></head>'
    return f"{page}<body><table border=1>{body}</table></body></html>".encode(encoding, "xmlcharrefreplace")


_VCARD = ("given", "family", "email", "organisation", "category")


def _vcards(rows: Rows, version: str) -> bytes:
    def text(cell: str) -> str:
        return cell.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")

    lines = []
    for row in rows[1:]:
        given, family, email, organisation, category = map(text, row)
        lines += ["BEGIN:VCARD", f"VERSION:{version}", f"FN:{given} {family}", f"N:{family};{given};;;"]
        lines += [
            f"{name}:{cell}"
            for name, cell in (("EMAIL", email), ("ORG", organisation), ("CATEGORIES", category))
            if cell
        ]
        lines.append("END:VCARD")
    folded = ("\r\n ".join(line[i : i + 40] for i in range(0, len(line), 40)) for line in lines)
    return ("\r\n".join(folded) + "\r\n").encode()


def _text(name: str, text: _Text, file: str = "list.csv", *, accented: bool = False) -> Dialect:
    return Dialect(name, text.write, text.holds, file=file, accented=accented)


LF, CRLF, CR = ("\n",), ("\r\n",), ("\r",)
BOM = b"\xef\xbb\xbf"
_TITLE = "Liste des inscrits au 3 décembre\r\n\r\n"

DIALECTS = (
    _text("UTF-8, comma, LF", _Text("utf-8", ",", endings=LF)),
    _text("UTF-8 with a mark, semicolon, CRLF: Excel", _Text("utf-8", ";", mark=BOM)),
    _text("Windows-1252, semicolon, CRLF: Excel in France", _Text("cp1252", ";")),
    _text("Windows-1252, comma, all quoted", _Text("cp1252", ",", csv.QUOTE_ALL)),
    _text("Windows-1252, tab, unquoted, named .xls", _Text("cp1252", "\t", csv.QUOTE_NONE), "list.xls"),
    _text("UTF-16 with a mark, tab: Excel's Unicode text", _Text("utf-16-le", "\t", mark=b"\xff\xfe")),
    _text("UTF-16 LE without a mark, tab", _Text("utf-16-le", "\t")),
    _text("UTF-16 BE with a mark, comma, all quoted", _Text("utf-16-be", ",", csv.QUOTE_ALL, mark=b"\xfe\xff")),
    _text("UTF-16 BE without a mark, semicolon", _Text("utf-16-be", ";")),
    _text("UTF-8, tab, unquoted, LF", _Text("utf-8", "\t", csv.QUOTE_NONE, LF)),
    _text("UTF-8, bar, all quoted, CR", _Text("utf-8", "|", csv.QUOTE_ALL, CR)),
    _text("UTF-8, semicolon, three line endings", _Text("utf-8", ";", endings=(*CRLF, *LF, *CR))),
    _text("UTF-8, comma, quoted, blank lines between", _Text("utf-8", ",", csv.QUOTE_ALL, ("\n", "\n\n"))),
    _text("Windows-1252, sep=; above", _Text("cp1252", ";", before="sep=;\r\n")),
    _text("UTF-8 with a mark, sep=, above", _Text("utf-8", ",", before="sep=,\r\n", mark=BOM)),
    _text("UTF-8, a delimiter that only sep= tells", _Text("utf-8", "~", before='"sep=~"\n', endings=LF)),
    _text("Mac Roman, semicolon, CR: Excel on a Mac", _Text("mac_roman", ";", endings=CR), accented=True),
    _text("ISO 8859-15, comma, LF: LibreOffice", _Text("iso8859-15", ",", endings=LF)),
    _text("MS-DOS 850, semicolon", _Text("cp850", ";"), accented=True),
    _text("UTF-8, comma, a delimiter too many", _Text("utf-8", ",", after=",")),
    _text("UTF-8, semicolon, a title above", _Text("utf-8", ";", before=_TITLE)),
    _text("Windows-1252, tab, a title above", _Text("cp1252", "\t", before=_TITLE)),
    Dialect("XLSX", _xlsx, file="list.xlsx"),
    Dialect("XLSX, a title above, named .csv", lambda rows: _xlsx(rows, title="Inscrits")),
    Dialect("JSON", lambda rows: json.dumps(_objects(rows), ensure_ascii=False).encode()),
    Dialect(
        "JSON, wrapped, indented", lambda rows: json.dumps({"data": {"guests": _objects(rows)}}, indent=1).encode()
    ),
    Dialect("JSON lines", _json_lines),
    Dialect("HTML, named .xls", lambda rows: _html(rows, "utf-8"), file="list.xls"),
    Dialect("HTML in Windows-1252", lambda rows: _html(rows, "windows-1252")),
    Dialect("vCard 3.0", lambda rows: _vcards(rows, "3.0"), fields=_VCARD, file="list.vcf"),
    Dialect("vCard 4.0", lambda rows: _vcards(rows, "4.0"), fields=_VCARD, file="list.vcf"),
)
