"""Sounds: what a name has in common however it is written down, Lavrov, Lawrow, Лавров or لافروف.

A sound is a row of consonants, those that scripts confuse made one, with vowels between them. Arabic writes few
vowels, so that across it the consonants alone compare, and at least three of them.
"""

import re
from functools import cache

LEAST = 3

_CYRILLIC = {
    "а": "a", "б": "p", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "j", "з": "z", "и": "i", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "o", "ф": "v", "х": "h", "ц": "ts",
    "ч": "ts", "ш": "s", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "io", "я": "ia",
}  # fmt: skip
_ARABIC = {
    "ا": "a", "ب": "p", "پ": "p", "ت": "t", "ث": "t", "ج": "j", "چ": "ts", "ح": "h", "خ": "h", "د": "d", "ذ": "z",
    "ر": "r", "ز": "z", "ژ": "j", "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "g",
    "ف": "v", "ڤ": "v", "ق": "k", "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "o", "ي": "i",
    "ء": "",
}  # fmt: skip
#: Letters and their groups in Latin, longer ones first. `w` before a vowel is a consonant, as و at a word's head is.
_LATIN = [
    (re.compile(pattern), to)
    for pattern, to in (
        ("^w|w(?=[aeiour])|(?<=[aeiou])v$|v|ph|f|(?<=[aeo])w$", "v"), ("w", "o"), ("shch|sch|sh", "s"), ("tch|ch", "ts"), ("kh", "h"),
        ("zh|dj|dzh", "j"), ("gh", "g"), ("th", "t"), ("x", "ks"), ("ck|q|c(?![eiy])", "k"), ("c", "s"), ("b", "p"),
        ("(?<=[aeiou])h$", ""), ("y", "i"), ("u", "o"),
    )
]  # fmt: skip
_CYRILLIC_GROUPS = (("дж", "ж"),)
_HEAD_WAW = re.compile("^و")
_VOWELS = re.compile("[aeio]+")
_TWICE = re.compile(r"(.)\1+")


@cache
def script(word: str) -> str:
    """l, c or a: the script of a folded word; "" for digits and other scripts."""
    first = word[0]
    if "a" <= first <= "z":
        return "l"
    if "а" <= first <= "я":
        return "c"
    return "a" if "ء" <= first <= "ۿ" else ""


@cache
def spoken(word: str) -> str:
    """The word by its sounds, vowels as V: “lVvrVv”. "" where it has too few consonants to be known by them."""
    said = _TWICE.sub(r"\1", _said(word))
    shape = _VOWELS.sub("V", said)
    return shape if len(shape.replace("V", "")) >= LEAST else ""


def bare(word: str) -> str:
    """The consonants alone, as a script compares them that writes few vowels."""
    return _TWICE.sub(r"\1", spoken(word).replace("V", ""))


def _said(word: str) -> str:
    where = script(word)
    if where == "c":
        for group, letter in _CYRILLIC_GROUPS:
            word = word.replace(group, letter)
        return "".join(_CYRILLIC.get(letter, letter) for letter in word)
    if where == "a":
        return "".join(_ARABIC.get(letter, letter) for letter in _HEAD_WAW.sub("ف", word))
    if where == "l":
        for pattern, to in _LATIN:
            word = pattern.sub(to, word)
        return word
    return ""
