"""Lists to preview: with what goes wrong, with fourteen and three hundred columns, with two sheets, with many rows."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

HELLOASSO = (
    "Référence commande;Date de la commande;Statut de la commande;Nom participant;Prénom participant;Nom payeur;"
    "Prénom payeur;Email payeur;Raison sociale;Moyen de paiement;Tarif;Numéro de billet;Pseudo;Structure"
)

GONE = ("Louise;", "Noé;", "Odile;", "Karim;")


def _written(folder: Path, name: str, lines: list[str]) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def troubled(folder: Path, name: str = "inscriptions_apero_26.csv") -> Path:
    """Write a list of which seven rows have something to look at, two of them kept out."""
    return _written(
        folder,
        name,
        [
            "Prénom;Nom;E-mail;Pseudo;Structure;Catégorie;Numéro de billet;Statut;Places",
            "Maëlle;Kervella;;@maelle@framapiaf.example;Les Fougères du Port;Presse;HA-10001;Validé;1",
            "Karim;Benali;;@kbenali;Préfecture;Institution;HA-10002;Validé;1",
            "Ambre;Nouvel;ambre@example.org;@ambre;;Membre;HA-30001;Validé;1",
            "Rosa;Sansmail;rosa(at)example.org;;;Membre;HA-30003;Validé;1",
            "Basile;Attente;basile@example.org;@basile;;Membre;HA-30004;En attente;1",
            "Noé;Kerbrat;noe@example.org;je n’en ai pas;Radio Brume;Presse;HA-30005;Validé;1",
            "Louise;Tanguy;louise@example.org;@louise;;Membre;HA-30005;Validé;1",
            "Odile;Groupe;odile@example.org;;La Cantine;Partenaire;HA-30006;Validé;beaucoup",
            "Paul;Parti;paul@example.org;;;Membre;HA-30002;Annulé;1",
            ";;;;;Membre;HA-30007;Validé;1",
            "Awa;Diop;awa@example.org;@awa;;Membre;HA-30008;Peut-être demain;1",
        ],
    )


def shorter(folder: Path) -> Path:
    """Write the next export of the troubled list, which lacks three of its people."""
    lines = troubled(folder).read_text(encoding="utf-8").splitlines()
    return _written(folder, "inscriptions_apero_26.csv", [line for line in lines if not line.startswith(GONE)])


def acquainted(folder: Path) -> Path:
    """Write a list of people who share a name, an address or a handle with people of earlier evenings."""
    return _written(
        folder,
        "prochaine_soiree.csv",
        [
            "Prénom;Nom;E-mail;Pseudo",
            "Gwenaëlle;Le Goff;gwen@autre.example;",
            "Karim;Benali;karim@autre.example;",
            "Gwenn;Goff;;@gwen_lg",
            "Kamilla;Kervella;camille@granit.example;",
            "Personne;Connue;personne@example.org;",
        ],
    )


def fourteen_columns(folder: Path) -> Path:
    """Write an export with fourteen columns, as HelloAsso makes them."""
    people = (("Durand", "Marie"), ("Le Goff", "Gwenaëlle"), ("Benhaddou", "Yacine"), ("Tanguy", "Louise"))
    return _written(
        folder,
        "export-billets.csv",
        [
            HELLOASSO,
            *(
                f"4401{n};0{n}/11/2026;Validé;{family};{given};{family};{given};{given.lower()}@example.org;;CB;"
                f"Membre;88{n:07};@{given.lower()};La Cantine"
                for n, (family, given) in enumerate(people, 1)
            ),
        ],
    )


def wide(folder: Path, columns: int = 300) -> Path:
    """Write a form of which five columns name people and the others ask about everything else."""
    named = ("Prénom", "Nom", "Adresse e-mail", "Structure", "Pseudo")
    header = [*named, *(f"Question {n} : que pensez-vous du point {n} ?" for n in range(1, columns - len(named) + 1))]
    rows = [
        [f"Camille{n}", f"Durand{n}", f"camille{n}@example.org", "La Cantine", f"@camille{n}"]
        + [("oui", "non", "peut-être")[(n + place) % 3] for place in range(columns - len(named))]
        for n in range(1, 9)
    ]
    return _written(folder, "formulaire.csv", [";".join(cells) for cells in (header, *rows)])


def two_sheets(folder: Path) -> Path:
    """Write a workbook of which two sheets name people."""
    path = folder / "inscrits.xlsx"
    sheets = {
        "Jeudi": (("Marie", "Durand"), ("Yann", "Le Bihan")),
        "Vendredi": (("Awa", "Diop"), ("Karl", "Kerbrat"), ("Louise", "Roux")),
    }
    with xlsxwriter.Workbook(path) as book:
        for title, names in sheets.items():
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, ("Prénom", "Nom", "E-mail"))
            for row, (given, family) in enumerate(names, 1):
                sheet.write_row(row, 0, (given, family, f"{given.lower()}@example.org"))
    return path


def nobody(folder: Path) -> Path:
    """Write a file that is no list."""
    path = folder / "affiche.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    return path


def many(folder: Path, rows: int) -> Path:
    """Write a long list, every hundredth row of which has an address that is none."""
    return _written(
        folder,
        "longue.csv",
        [
            "Prénom;Nom;E-mail;Catégorie",
            *(f"Camille{n};Durand{n};c{n}{'@' if n % 100 else '(at)'}example.org;Membre" for n in range(rows)),
        ],
    )
