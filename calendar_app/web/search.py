"""Search: one box over all that is public, what it finds by kind, and the words that were meant marked in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from calendar_app.fold import pieces, words
from calendar_app.models.public import Listing, Publication
from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.models.vocabulary import Noun
from calendar_app.selection import Selection
from calendar_app.selection.words import Meant, meant, nouns, saying
from calendar_app.templatetags.pages import address
from calendar_app.wording.names import Text, pick

from .door import page, read
from .errors import refused
from .frame import kept, language, show, with_query
from .rows import Row, rows
from .shelf import address as card_of

Facts = dict[str, Any]

#: How many of each kind, and how many of the one kind that `in` asks for.
FEW, MANY = 6, 200
AHEAD, OVER = 6, 8
#: Kinds in the order of their groups; the fact by whose name the noun is told from its like.
BESIDE = {
    Noun.PERSON: "nationality", Noun.POST: "organization", Noun.ORGANIZATION: "parent", Noun.PLACE: "country",
    Noun.TOPIC: "", Noun.OUTCOME: "", Noun.SOURCE: "publisher",
}  # fmt: skip

#: Whose name says soonest why a meeting was found.
TELLING = (
    Noun.PERSON, Noun.ORGANIZATION, Noun.PLACE, Noun.TOPIC, Noun.POST, Noun.EVENT, Noun.OUTCOME, Noun.SOURCE,
)  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """A noun that was found. `other` is the name that matched, where the one shown does not."""

    href: str
    title: Text
    other: Text | None
    beside: Text | None


@dataclass(frozen=True)
class Group:
    """What was found of one kind; `all` leads to more of it."""

    kind: str
    heading: str
    count: int
    hits: list[Hit]
    all: str


@dataclass(frozen=True)
class Found:
    """A meeting that was found, and the names by which, where its title does not say them."""

    row: Row
    through: list[Text]


@page
def search(request: HttpRequest) -> HttpResponse:
    """Whatever says every word; without any, how to ask."""
    selection = read(request, also=("in",), only=("q", "asof"))
    kind = _kind(request.GET.get("in", ""))
    revision = selection.revision()
    found = meant(selection.q, revision)
    marks = frozenset(text for one in found for text in one.words.values())
    context: dict[str, Any] = {
        "asked": selection.q,
        "marks": marks,
        "kind": kind,
        "groups": [],
        "found": [],
        "count": 0,
    }
    if selection.q:
        listings = saying(Listing.objects.as_of(revision).alive(), found)
        context["groups"] = groups(selection, found, marks, kind)
        if not kind:
            context |= _meetings(listings, selection, found)
    context["nothing"] = bool(selection.q) and not context["groups"] and not context["count"]
    context["unknown"] = [] if not context["nothing"] else _unknown(selection.q, found)
    return show(request, "web/search.html", context, asked=selection, own=[("in", kind)] if kind else [])


def _kind(text: str) -> str:
    if text and text not in BESIDE:
        raise refused("in", text, "no such value", [str(kind) for kind in BESIDE])
    return text


def _unknown(text: str, found: Sequence[Meant]) -> list[str]:
    """The words that nothing in the record says."""
    return [word for word, one in zip(words(text), found, strict=True) if not one.words]


def _meetings(listings: ListingQuerySet, selection: Selection, found: Sequence[Meant]) -> dict[str, Any]:
    """What lies ahead, the next first; then what was, the last first; and how many they are in all."""
    today = timezone.now().date()
    known = listings.select_related("publication__since")
    ahead = known.filter(Q(end_day__gt=today) | Q(first_day=None)).in_date_order()[:AHEAD]
    over = known.filter(end_day__lte=today).order_by(F("first_day").desc(), "subject")[:OVER]
    given = [*ahead, *over]
    wanted = listings.filter(pk__in=[one.pk for one in given])
    made = {row.pk: row for row in rows(wanted, language=language(), today=today, query=kept(selection))}
    shown = [_found(made[one.pk], one.publication, found) for one in given]
    return {"found": shown, "count": listings.count(), "agenda": with_query(reverse("web:agenda"), selection.query())}


def _found(row: Row, publication: Publication, found: Sequence[Meant]) -> Found:
    titles = publication.facts["title"].values()
    cards = sorted(publication.cards.values(), key=lambda card: TELLING.index(card["kind"]))
    through = []
    for one in found:
        known = frozenset(one.words.values())
        if not any(says(title, known) for title in titles):
            through += [text for card in cards if (text := matching(names(card), known))][:1]
    return Found(row, list(dict.fromkeys(through)))


def groups(selection: Selection, found: Sequence[Meant], marks: frozenset[str], kind: str) -> list[Group]:
    """The nouns found, by kind: a few of each, or many of the one asked for."""
    standing = Publication.objects.as_of(selection.revision()).filter(tombstone="").exclude(kind=Noun.EVENT)
    rows = nouns(standing.filter(kind=kind) if kind else standing, found)
    counts = dict(rows.order_by().values_list("kind").annotate(n=Count("pk")))
    if not counts:
        return []
    newest = [F("snapshot__facts__published").desc(), F("slug").asc()]
    place = Window(RowNumber(), partition_by=F("kind"), order_by=newest)
    best = rows.annotate(place=place).filter(place__lte=MANY if kind else FEW).order_by("kind", "place")
    hits: dict[str, list[Hit]] = {one: [] for one in counts}
    for publication in best:
        hits[publication.kind].append(_hit(publication, selection, marks))
    called = headings()
    return [
        Group(one, called[one], counts[one], hits[one], _all(selection, one) if counts[one] > len(hits[one]) else "")
        for one in called
        if one in counts
    ]


def headings() -> dict[str, str]:
    """What each group is called, in the order in which they stand."""
    return {
        Noun.PERSON: _("People"), Noun.POST: _("Posts"), Noun.ORGANIZATION: _("States and organizations"),
        Noun.PLACE: _("Places"), Noun.TOPIC: _("Topics"), Noun.OUTCOME: _("Documents"), Noun.SOURCE: _("Sources"),
    }  # fmt: skip


def _all(selection: Selection, kind: str) -> str:
    return "?" + urlencode([*selection.pairs(), ("in", kind)])


def _hit(publication: Publication, selection: Selection, marks: frozenset[str]) -> Hit:
    facts = publication.facts
    texts = names(facts)
    title = shown(facts)
    href = (
        reverse("web:source", args=[publication.subject])
        if publication.kind == Noun.SOURCE
        else address(card_of(publication))
    )
    other = None if says(title.text, marks) else matching(texts, marks)
    return Hit(with_query(href, kept(selection)), title, other, beside(publication))


def beside(publication: Publication) -> Text | None:
    """By whose name the noun is told from its like."""
    facts = publication.facts
    card = publication.card(facts.get(BESIDE[Noun(publication.kind)]))
    if facts.get("publisher_name") and not card:
        return Text(facts["publisher_name"], "")
    return pick(card["name"], language()) if card else None


def shown(facts: Facts) -> Text:
    """The name or title in the reader's language."""
    if isinstance(facts.get("title"), str):
        return Text(facts["title"], facts["language"][:2] if facts["language"][:2] in ("en", "ru", "ar") else "")
    return pick(facts.get("name") or facts["title"], language())


def names(facts: Facts) -> list[Text]:
    """Every name of a noun, or of its card: the reader's language first."""
    here = shown(facts)
    found = [here]
    for field in ("name", "title", "abbreviation"):
        if isinstance(value := facts.get(field), dict):
            found += [Text(text, code) for code, text in value.items() if text]
    found += [Text(row["name"], "") for row in facts.get("other_names", ())]
    return list(dict.fromkeys(found))


def matching(texts: Sequence[Text], known: frozenset[str]) -> Text | None:
    return next((text for text in texts if says(text.text, known)), None)


def says(text: str, known: frozenset[str]) -> bool:
    """Whether a text holds one of these folded words."""
    return any(piece.found for piece in pieces(text, known))
