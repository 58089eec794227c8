"""What the fuzzer starts from: `python -m fuzz.seeds FOLDER` writes a folder of seeds for each target, and the words.

The seeds are the lists of the tests, and workbooks, pages, JSON and contacts made here. The words are headers and
statuses, which no mutation would ever come upon.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from pathlib import Path

from checkin.lists.container import Container, container_of
from checkin.lists.vocabulary import known_headers, load
from tests.lists.lists import cells_of, ods_of, write_zip, xlsx_of

_LISTS = Path(__file__).parent.parent / "tests" / "lists"
_LONGEST = 64 * 1024
_TARGETS = {
    Container.TEXT: "delimited",
    Container.JSON: "json",
    Container.HTML: "html",
    Container.VCARD: "vcard",
    Container.XLSX: "xlsx",
    Container.ODS: "ods",
    Container.OLE: "xls",
    Container.XML: "xml",
}
_ROWS = (
    ("Prénom", "Nom", "Email", "Twitter", "Structure", "Tarif", "Numéro de billet", "Statut", "Places"),
    ("Zoé", "d’Haëne", "Zoe@Example.org", "@zoe@piaille.fr", "Asso", "Presse", "007", "Validé", "2"),
    ("王", "小明", "wang@example.net", "https://x.com/wang", "", "VIP", "1e10", "Annulé", "1"),
    ("Jean", "DE LA TOUR", "jean@example.com; j@example.com", "n/a", "", "", "880010024", "En attente", ""),
)
_OBJECTS = [dict(zip(_ROWS[0], row, strict=True)) for row in _ROWS[1:]]
_EXCEL_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook '
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
)
_CARDS = (
    """BEGIN:VCARD
VERSION:4.0
FN:Zoé d’Haëne
N:d’Haëne;Zoé;;;
EMAIL;PREF=1:zoe@example.org
ORG:Asso;Bureau
item1.URL:https://x.com/zoe
item1.X-ABLabel:_$!<twitter>!$_
NOTE:a\\, b\\n c
END:VCARD
""",
    """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:d=E2=80=99Ha=C3=ABne;Zo=C3=A9=
;;
EMAIL;INTERNET:zoe@example.org
NOTE;ENCODING=BASE64:
 AAAA

END:VCARD
""",
)


def _made() -> list[bytes]:
    made = [card.encode() for card in _CARDS]
    for delimiter in ",;\t|":
        text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in _ROWS)
        made += [
            text.encode(),
            text.encode("cp1252", "replace"),
            text.encode("utf-16"),
            f"sep={delimiter}\n{text}".encode(),
        ]
    made += [json.dumps(value, ensure_ascii=False).encode() for value in (_OBJECTS, {"data": {"guests": _OBJECTS}})]
    made.append("\n".join(json.dumps(one) for one in _OBJECTS).encode())
    rows = "".join("<tr>" + "".join(f"<td colspan=1>{cell}</td>" for cell in row) + "</tr>" for row in _ROWS)
    made.append(f'<html><meta charset="utf-8"><table><caption>Liste</caption>{rows}</table></html>'.encode())
    cells = '<Cell ss:Index="{}"><Data ss:Type="String">{}</Data></Cell>'
    lines = "".join(f"<Row>{''.join(cells.format(x, c) for x, c in enumerate(row, 1))}</Row>" for row in _ROWS)
    made.append(f'{_EXCEL_2003}<Worksheet ss:Name="Liste"><Table>{lines}</Table></Worksheet></Workbook>'.encode())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book"
        sheet = "".join(cells_of(number, *row) for number, row in enumerate(_ROWS, 1))
        made.append(write_zip(path, xlsx_of(sheet)).read_bytes())
        cells = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
        book = ods_of(
            "".join(f"<table:table-row>{''.join(cells.format(c) for c in row)}</table:table-row>" for row in _ROWS)
        )
        made.append(write_zip(path, book).read_bytes())
    return made


def write_seeds(folder: Path) -> None:
    """Write `FOLDER/TARGET/` for each target, and `FOLDER/words.dict`; what is there already stays."""
    files = [p for p in sorted(_LISTS.rglob("*.*")) if p.is_file() and p.suffix not in {".py", ".pyc"}]
    for data in [*(path.read_bytes() for path in files), *_made()]:
        if 0 < len(data) <= _LONGEST:
            name = hashlib.sha256(data).hexdigest()[:16]
            for target in ("list", _TARGETS.get(container_of(data), "")):
                (folder / target).mkdir(parents=True, exist_ok=True)
                if target:
                    (folder / target / name).write_bytes(data)
    (folder / "words.dict").write_text("".join(f'"{_escaped(word)}"\n' for word in _words()), encoding="ascii")


def _words() -> list[str]:
    statuses = [word for name, said in load("statuses.json").items() if name != "about" for word in said]
    marks = ["sep=", "BEGIN:VCARD", "END:VCARD", "<table>", "<td rowspan=", '[{"', "+1", "@", "mailto:", "https://"]
    return sorted({*known_headers(), *statuses, *marks})


def _escaped(word: str) -> str:
    return "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\' else f"\\x{b:02x}" for b in word.encode())


if __name__ == "__main__":
    write_seeds(Path(sys.argv[1]))
