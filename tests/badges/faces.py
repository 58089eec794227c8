"""Badges of invented people, easy and hard, for the tests of this folder."""

from __future__ import annotations

from uuid import UUID

from checkin.badges import tokens
from checkin.badges.faces import BadgeFace
from checkin.model import BadgeId

EVENT = UUID("019a8c1e-7b00-7000-8000-00000000c0de")
KEY = bytes(range(32))

NAMES = {
    "accents": ("Maëlle", "Kervella"),
    "particles": ("Éléonore", "de La Fontaine d’Orval"),
    "Vietnamese": ("Nguyễn Thị Hồng", "Phượng"),
    "stacked marks": ("Oyinkansola", "Ẹ̀gbẹ́yẹmí"),
    "Greek": ("Ελευθέριος", "Παπαδόπουλος"),
    "Cyrillic": ("Владимир", "Щёголев"),
    "Arabic": ("محمد", "الحسن"),
    "Persian": ("پریسا", "گلچین"),
    "Hebrew": ("דוד", "בן־גוריון"),
    "Devanagari": ("नरेन्द्र", "क्षत्रिय"),
    "Bengali": ("তানভীর", "রহমান"),
    "Tamil": ("தமிழ்", "செல்வன்"),
    "Thai": ("สมชาย", "น้ำทิพย์"),
    "Georgian": ("გიორგი", "აბაშიძე"),
    "Armenian": ("Արամ", "Խաչատրյան"),
    "Ethiopic": ("አበበ", "ቢቂላ"),
    "Chinese": ("小明", "欧阳"),
    "Japanese": ("さくら", "斉藤"),
    "Korean": ("민준", "김"),
    "emoji": ("Zoé 🦊", "Lemaire 👩🏽‍🚀"),
    "one letter": ("X", "Æ"),
}

LONG = {
    "one endless word": ("Wolfeschlegelsteinhausenbergerdorff", "Donaudampfschifffahrtsgesellschaftskapitän"),
    "many words": ("Jean-Christophe Emmanuel", "Montmorency-Beauséjour de la Tour d’Auvergne et Saint-Pons"),
    "widest letters": ("W" * 40, "W" * 80),
    "a hostile list": ("A" * 5000, "B " * 5000),
    "long Arabic": ("عبد الرحمن بن محمد بن عبد العزيز", "آل الشيخ محمد علي إبراهيم الدسوقي المنصوري"),
    "long Chinese": ("欧阳司马相如诸葛亮东方朔", "中国科学院自动化研究所模式识别国家重点实验室"),
    "piled marks": ("Ẫ" + "\u0323\u0302" * 12, "Z" + "\u0322\u0338" * 12),
}

HARD = {
    **NAMES,
    **LONG,
    "double-barrelled": ("Anne-Sophie Marie-Louise", "Ploumoguer-Trézéguet"),
    "thrice double": ("Jean-Baptiste-Emmanuel", "Saint-Germain-Beaupré-Laval"),
    "Hungarian": ("Zsófia", "Székely-Győrffy"),
    "Icelandic": ("Þórbjörg", "Ævarsdóttir"),
    "Yoruba and Igbo": ("Ọlá", "Ńgọ́zị̀"),
    "combining without composed": ("q\u0323\u0303a\u0331\u0304", "x\u0306\u0332"),
    "Arabic with marks": ("مُحَمَّدٌ", "اَلْخَوَارِزْمِيُّ"),
    "Hebrew and Latin": ("שָׁלוֹם Shalom", "O’Brien-כֹּהֵן"),
    "Khmer": ("ស្រីពេជ្រ", "ចាន់ដារ៉ា"),
    "Burmese": ("ထွန်းထွန်း", "ကျော်စွာ"),
    "rare Chinese": ("𠮷野", "㐂田"),
    "flags and hearts": ("Ana 🇧🇷❤️", "👨‍👩‍👧‍👦 Silva"),
}
"""Forty people whom a badge can get wrong."""


def token(number: int) -> str:
    """Return the token of the badge with a number."""
    return tokens.sign(KEY, tokens.event_tag(EVENT), BadgeId(number * 0x9E3779B97F4A7C15 % 2**64))


def face(number: int, names: tuple[str, str] = ("Maëlle", "Kervella"), **more: str) -> BadgeFace:
    """Return a badge; it has a handle, an organisation, a category and a mark unless they are given."""
    said = {
        "handle": "@kervella",
        "organisation": "Les Fougères",
        "category": "Presse",
        "event_title": "Apéro n° 26",
        "mark": "first visit",
    } | more
    return BadgeFace(token=token(number), given_name=names[0], family_name=names[1], **said)


def long_face(number: int, names: tuple[str, str]) -> BadgeFace:
    """Return a badge on which every text is as long as its name."""
    whole = " ".join(names)
    return face(number, names, handle=f"@{whole}", organisation=whole, category=whole, event_title=whole, mark=whole)
