"""Which words of a text are looked for: all but single letters and those that every text has."""

from .letters import fold

#: Articles, prepositions and conjunctions: they tell no meeting from another.
STOP = frozenset(
    fold(
        "the of and in at on for to by an as or with from de la el al"
        " и в во на с со по о об от до из за для при к у не или"
        " في من على الى عن مع ال او و"
    ).split()
)


def words(text: str, *, unfinished: bool = False) -> list[str]:
    """The folded words of a text, each once, in its order; of an unfinished one “in” alone is the head of a word."""
    known = [word for word in fold(text).split() if len(word) > 1 or word.isdecimal()]
    found = list(dict.fromkeys(word for word in known if word not in STOP))
    return found or (known[-1:] if unfinished else [])
