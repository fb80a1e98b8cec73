"""A selection in words: what each of its filters is called in the reader's language."""

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext, override

from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import Noun
from calendar_app.wording import labels
from calendar_app.wording.names import Text, pick

from .selection import Selection

CLOSED = ("kind", "level", "certainty", "lifecycle", "role", "basis")
NOUNS = {"person": Noun.PERSON, "post": Noun.POST, "topic": Noun.TOPIC, "place": Noun.PLACE}
Pair = tuple[str, str]


def filters(selection: Selection, language: str) -> list[Text]:
    """What each filter is called. The day of the record is none."""
    pairs = [pair for pair in selection.pairs() if pair[0] != "asof"]
    called = names(selection, pairs, language)
    return [called[pair] for pair in pairs]


def names(selection: Selection, pairs: Iterable[Pair], language: str) -> dict[Pair, Text]:
    """What to call each filter: the noun's name, the word of the list, or the value itself."""
    found = cards(selection, {_noun(*pair) for pair in pairs} - {None}, language)
    called = {}
    for param, value in pairs:
        noun = _noun(param, value)
        if noun in found:
            called[param, value] = found[noun]
        elif param in CLOSED:
            called[param, value] = Text(capfirst(labels.word(param, value, language)), "")
        else:
            called[param, value] = Text(_plain(param, value, language), "")
    return called


def _plain(param: str, value: str, language: str) -> str:
    with override(language):
        words = {"from": gettext("from %s"), "to": gettext("to %s"), "q": "“%s”"}
    return words.get(param, f"{param}: %s") % value


def _noun(param: str, value: str) -> Pair | None:
    if param == "with":
        param, _sep, value = value.partition(":")
    if param in ("state", "organization", "country", "forum"):
        return str(Noun.ORGANIZATION), value
    return (str(NOUNS[param]), value) if param in NOUNS else None


def cards(selection: Selection, wanted: Iterable[Pair | None], language: str) -> dict[Pair | None, Text]:
    """Names by kind and slug, in one query; a state of the record that has none of them gives none."""
    keys = [key for key in wanted if key]
    if not keys:
        return {}
    found = Publication.objects.as_of(selection.revision()).filter(
        kind__in={kind for kind, _slug in keys}, slug__in={slug for _kind, slug in keys}
    )
    return {(one.kind, one.slug): pick(one.facts["name"], language) for one in found}
