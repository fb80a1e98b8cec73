"""Light stemming: what is left of a folded word without the endings that only say its number, case or article."""

import re
from functools import cache

from .letters import fold

#: What must be left: two letters are no stem.
SHORTEST = 3
LONG = 6
#: Endings of adjectives that a short noun only seems to have: «Китая» is «Китай», not «кит».
_AFTER_LONGER = ("ая", "ую")

_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
#: What Arabic writes at the head of a word: and, by, like, then, to.
PARTICLES = "وبكفل"
_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
_ARABIC_ENDINGS = ("ات", "ون", "ين", "ان", "ها", "يه", "ه", "ي")
#: Of nouns and adjectives, the longer ones first; written as folding leaves them.
_RUSSIAN_ENDINGS = sorted(
    {
        fold(ending)
        for ending in [
            "иями",
            "ями",
            "ами",
            "ией",
            "ием",
            "иям",
            "иях",
            "ого",
            "его",
            "ому",
            "ему",
            "ыми",
            "ими",
            "еем",
            "ая",
            "яя",
            "ое",
            "ее",
            "ые",
            "ие",
            "ый",
            "ий",
            "ой",
            "ую",
            "юю",
            "ою",
            "ею",
            "ея",
            "ей",
            "ом",
            "ем",
            "ам",
            "ям",
            "ах",
            "ях",
            "ым",
            "им",
            "ых",
            "их",
            "ью",
            "ья",
            "ия",
            "ии",
            "ию",
            "ев",
            "ов",
            "а",
            "я",
            "о",
            "е",
            "ы",
            "и",
            "у",
            "ю",
            "ь",
            "й",
        ]
    },
    key=lambda ending: (-len(ending), ending),
)
#: The genitive plural, and what many surnames end in: «министров» and «Лаврова» lose it a second time round.
_RUSSIAN_TAILS = ("ов", "ев")


@cache
def stem(word: str) -> str:
    """The stem of one folded word, in whichever of the three scripts it is."""
    first = word[0]
    if first.isdecimal() and (number := _ORDINAL.fullmatch(word)):
        return number[1]
    if "a" <= first <= "z":
        return _english(word)
    if "а" <= first <= "я":
        return _russian(word)
    return _arabic(word) if "ء" <= first <= "ي" else word


def _english(word: str) -> str:
    """Without the plural's s."""
    if len(word) <= SHORTEST or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > SHORTEST + 1:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "ches", "shes", "xes")) else word[:-1]


def base(word: str) -> str:
    """A Russian word without the ending of its case, any other as it is: the name as its bearer has it."""
    return _without(word, _RUSSIAN_ENDINGS) if "а" <= word[0] <= "я" else word


def _russian(word: str) -> str:
    left = base(word)
    return left[:-2] if left.endswith(_RUSSIAN_TAILS) and len(left) >= LONG else left


def _arabic(word: str) -> str:
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= SHORTEST - 1:
            word = word[len(article) :]
            break
    return _without(word, _ARABIC_ENDINGS)


def _without(word: str, endings: list[str] | tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST + (ending in _AFTER_LONGER):
            return word[: -len(ending)]
    return word
