"""Chips: the selection as links that add or remove one filter, with counts for the period in view."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from calendar_app.models.public import Publication
from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.models.vocabulary import EventKind, Noun
from calendar_app.selection import Selection, spelled
from calendar_app.wording.names import Text, pick

from .frame import language

Href = Callable[[Selection], str]


@dataclass(frozen=True)
class Chip:
    """`on` where the selection has it; then its link takes it away."""

    label: Text
    href: str
    on: bool = False
    count: int | None = None


def forums(selection: Selection, within: Callable[[ListingQuerySet], ListingQuerySet], href: Href) -> list[Chip]:
    """All, each forum of the period and the bilaterals; counts without the forum and kind already chosen."""
    loose = selection.without("forum").without("kind")
    rows = within(loose.listings()).order_by().values_list("forum", "kind").annotate(n=Count("pk"))
    by_forum: dict[str, int] = {}
    bilaterals = total = 0
    for forum, kind, n in rows:
        total += n * (kind != EventKind.UMBRELLA)
        bilaterals += n * (kind == EventKind.BILATERAL)
        if forum:
            by_forum[forum] = by_forum.get(forum, 0) + n
    names = abbreviations(selection, {*by_forum, *selection.forum})
    chips = [
        Chip(Text(_("All"), ""), href(loose), not (selection.forum or selection.kind), total),
        *(
            _toggle(loose, selection, "forum", forum, names[forum], by_forum.get(forum, 0), href)
            for forum in sorted(names, key=lambda slug: (-by_forum.get(slug, 0), slug))
        ),
    ]
    if bilaterals or EventKind.BILATERAL in selection.kind:
        label = Text(_("Bilaterals"), "")
        chips.append(_toggle(loose, selection, "kind", str(EventKind.BILATERAL), label, bilaterals, href))
    return chips


def _toggle(
    loose: Selection, selection: Selection, param: str, value: str, label: Text, count: int, href: Href
) -> Chip:
    """One forum or kind at a time: choosing another replaces it, choosing the same gives it up."""
    on = value in selection.values(param)
    target = loose if on else loose.replace(**{param: (value,)})
    return Chip(label, href(target), on, count)


def others(selection: Selection, href: Href) -> list[Chip]:
    """The rest of the selection, without what `forums` shows: each chip takes its filter away."""
    bare = selection.replace(forum=(), kind=tuple(kind for kind in selection.kind if kind != EventKind.BILATERAL))
    return [
        Chip(label, href(target.replace(forum=selection.forum, kind=_with_bilaterals(target, selection))), True)
        for label, target in filters(bare)
    ]


def _with_bilaterals(target: Selection, selection: Selection) -> tuple[str, ...]:
    kept = (str(EventKind.BILATERAL),) if EventKind.BILATERAL in selection.kind else ()
    return tuple(sorted({*target.kind, *kept}))


def filters(selection: Selection) -> list[tuple[Text, Selection]]:
    """What each filter is called, and the selection without it. The day of the record is none."""
    pairs = [(param, value) for param, value in selection.pairs() if param != "asof"]
    called = names(selection, pairs)
    return [(called[pair], selection.without(*pair)) for pair in pairs]


def names(selection: Selection, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Text]:
    """What to call each filter in the reader's language."""
    return spelled.names(selection, pairs, language())


def cards(selection: Selection, wanted: Iterable[tuple[str, str] | None]) -> dict[tuple[str, str] | None, Text]:
    """Names by kind and slug in the reader's language, in one query."""
    return spelled.cards(selection, wanted, language())


def abbreviations(selection: Selection, slugs: Iterable[str]) -> dict[str, Text]:
    """How to call organizations in little space, by code."""
    found = Publication.objects.of(Noun.ORGANIZATION).as_of(selection.revision()).filter(slug__in=list(slugs))
    return {one.slug: short_name(one.facts, language()) for one in found}


def short_name(card: dict[str, Any], code: str) -> Text:
    """The abbreviation or else the name in the reader's language; failing both, the abbreviation in another."""
    here = card["abbreviation"].get(code) or card["name"].get(code)
    if here:
        return Text(here, code)
    short = pick(card["abbreviation"], code)
    return short if short.text else pick(card["name"], code)
