"""Chips: the selection as links that add or remove one filter, with counts for the period in view."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count
from django.utils.translation import gettext as _

from calendar_app.dates import Span
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import EventKind, Noun
from calendar_app.selection import Selection, spelled
from calendar_app.selection.query import spellings
from calendar_app.selection.tallies import Pair, shown, tallies, together
from calendar_app.wording.names import Text, pick

from .frame import language

Href = Callable[[Selection], str]


@dataclass(frozen=True)
class Chip:
    """`on` where the selection has it; then its link takes it away. `count` is how many events of the days it shows."""

    label: Text
    href: str
    count: int
    on: bool = False


class Spread(NamedTuple):
    """How many rows of the days stand in a forum ("" for none) and are of a kind."""

    forum: str
    kind: str
    n: int


def spread(selection: Selection, span: Span) -> list[Spread]:
    """The rows of the days by forum and kind, whichever of them are chosen."""
    rows = _loose(selection).listings().within(span.first, span.end).order_by()
    return [Spread(*row) for row in rows.values_list("forum", "kind").annotate(n=Count("pk"))]


def _loose(selection: Selection) -> Selection:
    return selection.without("forum").without("kind")


def _total(rows: Iterable[Spread]) -> int:
    found = list(rows)
    return shown(sum(row.n for row in found if row.kind != EventKind.UMBRELLA), sum(row.n for row in found))


def forums(selection: Selection, rows: Sequence[Spread], href: Href) -> list[Chip]:
    """All, each forum of the period and the bilaterals; counts without the forum and kind already chosen."""
    loose = _loose(selection)
    counts = {forum: _total(row for row in rows if row.forum == forum) for forum in {row.forum for row in rows} - {""}}
    bilaterals = sum(row.n for row in rows if row.kind == EventKind.BILATERAL)
    names = abbreviations(selection, {*counts, *selection.forum})
    chips = [
        Chip(Text(_("All"), ""), href(loose), _total(rows), not (selection.forum or selection.kind)),
        *(
            _toggle(loose, selection, "forum", forum, names[forum], counts.get(forum, 0), href)
            for forum in sorted(names, key=lambda slug: (-counts.get(slug, 0), slug))
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
    return Chip(label, href(target), count, on)


def others(selection: Selection, span: Span, rows: Sequence[Spread], href: Href) -> list[Chip]:
    """The rest of the selection, without what `forums` shows: each chip takes its filter away."""
    bare = selection.replace(forum=(), kind=tuple(kind for kind in selection.kind if kind != EventKind.BILATERAL))
    wanted = [pair for pair in bare.pairs() if pair[0] != "asof"]
    forums = spellings("forum", selection.forum, selection)
    inside = [row for row in rows if not forums or row.forum in forums]
    whole = _total(row for row in inside if not selection.kind or row.kind in selection.kind)
    counts = {pair: whole for pair in wanted if together(selection, *pair)}
    counts |= tallies(selection, span, [pair for pair in wanted if pair not in counts])
    return _chosen(selection, counts, wanted, href)


def chosen(selection: Selection, href: Href) -> list[Chip]:
    """Each filter as a chip that takes it away, counted over the whole record."""
    wanted = [pair for pair in selection.pairs() if pair[0] != "asof"]
    return _chosen(selection, tallies(selection, None, wanted), wanted, href)


def _chosen(selection: Selection, counts: dict[Pair, int], wanted: Sequence[Pair], href: Href) -> list[Chip]:
    called = names(selection, wanted)
    return [Chip(called[pair], href(selection.without(*pair)), counts[pair], True) for pair in wanted]


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
    names = found.order_by().values_list("slug", "snapshot__facts__abbreviation", "snapshot__facts__name")
    return {slug: short_name({"abbreviation": short, "name": name}, language()) for slug, short, name in names}


def short_name(card: dict[str, Any], code: str) -> Text:
    """The abbreviation or else the name in the reader's language; failing both, the abbreviation in another."""
    here = card["abbreviation"].get(code) or card["name"].get(code)
    if here:
        return Text(here, code)
    short = pick(card["abbreviation"], code)
    return short if short.text else pick(card["name"], code)
