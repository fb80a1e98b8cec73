"""Keys: the texts under which a word is filed, and those under which it is asked for; equal keys may be the same word.

=stem    the same word in another number or case
~sound   the same name as its own script, or a Latin or Cyrillic one, spells it
%sound   the same name across Arabic, which leaves vowels out
-rest    the word less one letter: two words with a rest in common differ by one letter at most
^head    its first letters
"""

from dataclasses import dataclass

from .sounds import bare, script, spoken
from .stems import PARTICLES, base, stem

#: A shorter word is too near to others for a letter to be wrong in it, or for its head to name it.
TYPO_FROM, HEAD_FROM, HEAD_MOST = 5, 2, 12
LONGEST = 60
#: Arabic names are filed as they are written, often with it, and asked for without.
ARTICLE = "ال"


@dataclass(frozen=True)
class Asked:
    """A word asked for: under `sure` stands what it means, under `loose` what it may mean if nothing else does."""

    word: str
    sure: frozenset[str]
    loose: frozenset[str]
    heads: frozenset[str]

    def means(self, word: str, found: frozenset[str]) -> bool:
        """Whether this word, found under these keys, is meant for certain."""
        return bool(found & self.sure) and any(_certain(key, self.word, word) for key in found & self.sure)

    def begins(self, found: frozenset[str]) -> bool:
        """Whether the word found under these keys begins like it, its article left aside."""
        return bool(found & self.heads)

    def near(self, word: str, found: frozenset[str]) -> bool:
        """Whether it may be meant: begins like it, or differs by one letter."""
        return self.begins(found) or (bool(found & self.loose) and one_letter_apart(self.word, word))


def _certain(key: str, asked: str, found: str) -> bool:
    """Sounds without vowels are sure across Arabic alone."""
    return key[0] != "%" or ("a" in script(asked) + script(found) and script(asked) != script(found))


def keys(word: str) -> frozenset[str]:
    """Where a folded word is filed."""
    word = word[:LONGEST]
    heads = {"^" + word[:size] for size in range(HEAD_FROM, min(len(word), HEAD_MOST) + 1)}
    return _meant(word) | {"-" + rest for rest in _rests(word)} | heads


def asked(word: str) -> Asked:
    """Where a folded word is looked for."""
    word = word[:LONGEST]
    return Asked(word, _meant(word), frozenset("-" + rest for rest in _rests(word)), _heads(word))


def _heads(word: str) -> frozenset[str]:
    if len(word) < HEAD_FROM:
        return frozenset()
    whole = {word, ARTICLE + word} if script(word) == "a" else {word}
    return frozenset("^" + one[:HEAD_MOST] for one in whole)


def _meant(word: str) -> frozenset[str]:
    found = {"=" + stem(word)}
    if word[0] in PARTICLES and len(word) >= TYPO_FROM:
        found.add("=" + stem(word[1:]))
    for name in {word, base(word)}:
        if sound := spoken(name):
            found |= {"~" + sound, "%" + bare(name)}
    return frozenset(found)


def _rests(word: str) -> set[str]:
    if len(word) < TYPO_FROM - 1 or word[0].isdecimal():
        return set()
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def one_letter_apart(one: str, other: str) -> bool:
    """Whether a letter was left out, added, changed, or changed places with its neighbour; five letters at least."""
    if max(len(one), len(other)) < TYPO_FROM or abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])
