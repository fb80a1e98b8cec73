"""The title of the next meeting of a series: its number and year go on where it is certain which they are.

A title with a number that nobody can explain has no next one: an editor writes it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

#: A run of digits, with the marks by which English, Russian and Arabic make an ordinal of it.
_NUMBER = re.compile(r"(?P<before>\bال(?:ـ)?)?(?P<digits>\d+)(?P<after>(?:st|nd|rd|th)\b|-[а-яё]{1,3}\b)?")
#: Numbers without digits: Roman ones, and the first dozen in words.
_WRITTEN = re.compile(
    r"\b(?:[IVX]|[IVXLC]{2,})\b"
    r"|\b(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|inaugural)\b"
    r"|\b(?i:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат)(?:ый|ий|ой|ая|ья|ое|ье|ого|ьего|ую|ью)\b"
    r"|\bال(?:أول|أولى|ثاني|ثانية|ثالث|ثالثة|رابع|رابعة|خامس|خامسة|سادس|سادسة|سابع|سابعة|ثامن|ثامنة|تاسع|تاسعة|عاشر|عاشرة)\b"
)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_ZEROS = ("0", "٠")


@dataclass(frozen=True)
class Advance:
    """From what to what the number and the year of a series go on; None where that is not certain.

    `named` are numbers that belong to the name itself, as in “ASEAN +3”.
    """

    ordinal: tuple[int, int] | None = None
    year: tuple[int, int] | None = None
    named: frozenset[int] = frozenset()

    def title(self, text: str) -> str:
        """The next title; empty where the text holds a number that is none of the known ones."""
        if _WRITTEN.search(text):
            return ""
        found = [self._next(match) for match in _NUMBER.finditer(text)]
        if None in found:
            return ""
        following = iter(found)
        return _NUMBER.sub(lambda _: str(next(following)), text)

    def address(self, slug: str) -> str:
        """The next address (`arf-32-2025` → `arf-33-2026`); empty as above."""
        parts = [self._part(part) for part in slug.split("-")]
        return "" if None in parts else "-".join(str(part) for part in parts)

    def _next(self, match: re.Match[str]) -> str | None:
        number = int(match["digits"])
        if match["before"] or match["after"]:
            if self.ordinal is None or number != self.ordinal[0] or number in self.named:
                return None
            digits = _digits(self.ordinal[1], match["digits"])
            return f"{match['before'] or ''}{digits}{_ending(self.ordinal[1], match['after'] or '')}"
        if self.year and number == self.year[0]:
            return _digits(self.year[1], match["digits"])
        return match[0] if number in self.named else None

    def _part(self, part: str) -> str | None:
        if not part.isdecimal():
            return part
        known = [pair for pair in (self.ordinal, self.year) if pair and int(part) == pair[0]]
        return str(known[0][1]) if len(known) == 1 else None


def numbers(texts: Iterable[str]) -> frozenset[int]:
    """Every number that stands in the texts."""
    return frozenset(int(match["digits"]) for text in texts for match in _NUMBER.finditer(text))


def _ending(number: int, before: str) -> str:
    """English endings follow the number, Russian ones the noun."""
    if before not in ("st", "nd", "rd", "th"):
        return before
    return "th" if number % 100 in (11, 12, 13) else _ENDINGS.get(number % 10, "th")


def _digits(number: int, alike: str) -> str:
    """In the digits of the text that it follows."""
    zero = next((zero for zero in _ZEROS if ord(zero) <= ord(alike[0]) < ord(zero) + 10), "0")
    return "".join(chr(ord(zero) + int(digit)) for digit in str(number))
