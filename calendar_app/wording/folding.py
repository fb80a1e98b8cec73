"""Folding: one spelling for what people type and what the record holds, in three scripts."""

import unicodedata

_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})


def fold(text: str) -> str:
    """Lower case, no diacritics, one form for each Arabic letter, single spaces; ё as е."""
    plain = text.translate(_ARABIC)
    letters = (char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    words = "".join(char if char.isalnum() else " " for char in letters)
    return " ".join(words.casefold().split())
