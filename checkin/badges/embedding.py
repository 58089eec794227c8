"""Fonts inside a PDF: only the glyphs that were used, and what they stand for.

reportlab's own TrueType fonts know characters, not glyphs, so shaped scripts lose their text there. These are the
composite fonts of ISO 32000-1, 9.7: two-byte codes, each for one glyph with one meaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import uharfbuzz
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFStream, PDFZCompress

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument

    from checkin.badges.fonts import FontFace
    from checkin.badges.shaping import Glyph

_KEPT_TABLES = frozenset({"glyf", "loca", "head", "hhea", "hmtx", "maxp"})
_MEANINGS_BEGIN = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange"""
_MEANINGS_END = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class EmbeddedFont:
    """One bundled font in one PDF. reportlab calls `addObjects` when it saves."""

    def __init__(self, face: FontFace, document: PDFDocument, number: int) -> None:
        self.face = face
        self.resource = f"X{number}"  # reportlab's own start with F
        self._codes: dict[tuple[int, str, int], int] = {}
        document.delayedFonts.append(self)

    def code(self, glyph: Glyph) -> int:
        """Return the code of a glyph with its meaning; the same glyph that means something else gets another."""
        return self._codes.setdefault((glyph.number, glyph.text, self.width(glyph)), len(self._codes) + 1)

    def width(self, glyph: Glyph) -> int:
        """Return the width that the PDF states for a glyph, in thousandths of an em.

        None for a mark: whoever reads the text would take its own width for a gap between letters.
        """
        return round(self.face.width(glyph.number) * 1000 / self.face.units) if glyph.advance else 0

    def addObjects(self, document: PDFDocument) -> None:  # noqa: N802 - reportlab's name
        """Write the font, its widths and its meanings into a document that is being saved."""
        subset, numbers = self._subset()
        name = f"CHECKN+{self.face.name}"  # six letters and a plus mark a subset (ISO 32000-1, 9.6.4)
        scale = 1000 / self.face.units
        extents = self.face.font.get_font_extents("ltr")

        def reference(thing: object, kind: str) -> object:
            return document.Reference(thing, f"{self.resource}.{kind}")

        descriptor = PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{name}",
                "Flags": 4,  # symbolic: its codes are its own
                "FontBBox": PDFArray([round(edge * scale) for edge in self.face.box]),
                "ItalicAngle": 0,
                "Ascent": round(extents.ascender * scale),
                "Descent": round(extents.descender * scale),
                "CapHeight": round(extents.ascender * scale),
                "StemV": 90,
                "FontFile2": reference(_stream(subset, Length1=len(subset)), "file"),
            }
        )
        descendant = PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{name}",
                "CIDSystemInfo": PDFDictionary({"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}),
                "FontDescriptor": reference(descriptor, "descriptor"),
                "DW": 0,
                "W": PDFArray([1, PDFArray([width for _, _, width in self._codes])]),
                "CIDToGIDMap": reference(
                    _stream(b"\0\0" + b"".join(numbers[glyph].to_bytes(2) for glyph, _, _ in self._codes)), "glyphs"
                ),
            }
        )
        font = PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{name}",
                "Encoding": "/Identity-H",
                "DescendantFonts": PDFArray([reference(descendant, "descendant")]),
                "ToUnicode": reference(_stream(self._meanings()), "meanings"),
            }
        )
        document.idToObject["BasicFonts"].dict[self.resource] = reference(font, "font")

    def _subset(self) -> tuple[bytes, dict[int, int]]:
        """Return the font with the used glyphs alone, and what number each has there."""
        wanted = uharfbuzz.SubsetInput()
        wanted.glyph_set.update({glyph for glyph, _, _ in self._codes})
        wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
        wanted.drop_table_tag_set.update(
            int.from_bytes(tag.encode()) for tag in self.face.face.table_tags if tag not in _KEPT_TABLES
        )
        plan = uharfbuzz.SubsetPlan(self.face.face, wanted)
        return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)

    def _meanings(self) -> bytes:
        """Return the ToUnicode map (ISO 32000-1, 9.10.3)."""
        said = [(code, text) for (_, text, _), code in self._codes.items() if text]
        parts = [_MEANINGS_BEGIN]
        for start in range(0, len(said), 100):  # at most 100 in a section
            chunk = said[start : start + 100]
            parts.append(f"{len(chunk)} beginbfchar")
            parts += [f"<{code:04X}> <{utf16(text)}>" for code, text in chunk]
            parts.append("endbfchar")
        parts.append(_MEANINGS_END)
        return "\n".join(parts).encode("ascii")


def utf16(text: str) -> str:
    """Return a text as the hexadecimal digits of UTF-16, as a PDF writes it."""
    return text.encode("utf-16-be").hex().upper()


def _stream(content: bytes, **entries: int) -> PDFStream:
    return PDFStream(dictionary=PDFDictionary(dict(entries)), content=content, filters=[PDFZCompress])
