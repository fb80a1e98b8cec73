"""Folding: one spelling for what people type and what the record holds, in three scripts."""

import re
import unicodedata

_ASCII = re.compile("[0-9a-z]+")
_ARABIC = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None,
    "ک": "ك", "ی": "ي", "ھ": "ه", "ہ": "ه",
})  # fmt: skip


def fold(text: str) -> str:
    """Lower case, no diacritics, one form for each Arabic letter, digits 0 to 9, single spaces; ё as е, й as и."""
    if text.isascii():  # nothing in it to take apart, which most of the time goes into
        return " ".join(_ASCII.findall(text.lower()))
    plain = text.translate(_ARABIC)
    letters = (char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    words = "".join(_digit(char) if char.isalnum() else " " for char in letters)
    return " ".join(words.casefold().split())


def _digit(char: str) -> str:
    return str(unicodedata.decimal(char)) if char.isdecimal() else char
