"""One language of the program: translated text, and dates, times and numbers as its readers write them.

The source language is English; translations are gettext catalogues under `resources/translations`. Text is marked for
extraction by the names `text`, `plural` and `mark`; see CONTRIBUTING.md.
"""

from __future__ import annotations

import locale
import os
from gettext import GNUTranslations, NullTranslations
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError, dates, lists, numbers

from checkin.paths import resource
from checkin.settings import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, timedelta


def mark(message: str) -> str:
    """Mark a message for extraction where it is defined; it is translated where it is shown."""
    return message


def system_language() -> str:
    """Return the machine's language where the program speaks it, else English; `CHECKIN_LANGUAGE` overrides it."""
    name = os.environ.get("CHECKIN_LANGUAGE") or locale.getlocale()[0] or ""
    code = name.replace("-", "_").split("_")[0].lower()
    # Windows names languages in English words.
    code = {"french": "fr", "english": "en"}.get(code, code)
    return code if code in LANGUAGES else LANGUAGES[0]


class Language:
    """A language with its catalogue. Placeholders are `{named}`; formatting happens on the translated text."""

    def __init__(self, code: str = "") -> None:
        self.code = code or system_language()
        self._translations = _catalogue(self.code)
        self._locale = _locale_of(self.code)

    def text(self, message: str, /, **values: object) -> str:
        """Return a message in this language, with its placeholders filled."""
        translated = self._translations.gettext(message)
        return translated.format(**values) if values else translated

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Return the message for this number; `{n}` is the number as it is written here."""
        return self._translations.ngettext(one, many, n).format(n=self.number(n), **values)

    def number(self, value: float) -> str:
        """Return a number as it is written here: 1,234 or 1 234."""
        return str(numbers.format_decimal(value, locale=self._locale))

    def percent(self, share: float) -> str:
        """Return a share of one as a whole percentage: 39% or 39 %."""
        return str(numbers.format_percent(share, format=None, locale=self._locale))

    def time(self, moment: datetime) -> str:
        """Return hours and minutes: 20:41."""
        return f"{moment:%H:%M}"

    def day(self, moment: date) -> str:
        """Return a whole date: Thursday 3 December 2026, or jeudi 3 décembre 2026."""
        return dates.format_date(moment, "EEEE d MMMM y", locale=self._locale)

    def short_day(self, moment: date) -> str:
        """Return day and month: 5 November, or 5 novembre."""
        return dates.format_date(moment, "d MMMM", locale=self._locale)

    def month(self, moment: date) -> str:
        """Return the month alone: May, or mai."""
        return dates.format_date(moment, "LLLL", locale=self._locale)

    def duration(self, span: timedelta) -> str:
        """Return a span in words: 29 minutes."""
        return dates.format_timedelta(span, locale=self._locale, threshold=1.3)

    def all_of(self, items: Sequence[str]) -> str:
        """Return a list in words: a, b and c."""
        return lists.format_list(list(items), locale=self._locale)

    def ordinal(self, n: int) -> str:
        """Return first, second...: 1st, 2nd; 1re, 2e (of a visit, which is feminine in French)."""
        if self.code == "fr":
            return "1re" if n == 1 else f"{n}e"
        suffix = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
        return f"{n}{suffix}"


def _catalogue(code: str) -> NullTranslations:
    path = resource("translations", code, "LC_MESSAGES", "checkin.mo")
    if not path.exists():
        return NullTranslations()
    with path.open("rb") as file:
        return GNUTranslations(file)


def _locale_of(code: str) -> Locale:
    try:
        # British forms for English: the day comes before the month, as on the posters of these evenings.
        return Locale.parse("en_GB" if code == "en" else code)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")
