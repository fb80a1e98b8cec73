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


def words(text: str) -> list[str]:
    """The folded words of a text, each once, in its order."""
    found = (word for word in fold(text).split() if word not in STOP and (len(word) > 1 or word.isdecimal()))
    return list(dict.fromkeys(found))
