"""The named feeds: all events, and each forum's and state's, in each language; these are kept as files."""

from collections.abc import Iterable
from typing import NamedTuple

from calendar_app.models.public import Listing, Publication, Term
from calendar_app.models.public.listing import ListingQuerySet
from calendar_app.models.vocabulary import LANGUAGES, Noun, OrganizationKind
from calendar_app.selection import Selection

#: Parameter → folder, which is also the page's address.
FOLDERS = {"forum": "forums", "state": "states"}


class Named(NamedTuple):
    """A feed with a file of its own. `param` and `slug` are empty for all events."""

    language: str
    param: str = ""
    slug: str = ""

    @property
    def path(self) -> str:
        """Below the folder of feeds, and below the site's address: en/events.ics, ar/forums/arf.ics."""
        inner = f"{FOLDERS[self.param]}/{self.slug}.ics" if self.param else "events.ics"
        return f"{self.language}/{inner}"

    @classmethod
    def of(cls, selection: Selection, language: str) -> "Named | None":
        """The named feed that a selection is, if it is one."""
        match selection.pairs():
            case []:
                return cls(language)
            case [(param, slug)] if param in FOLDERS:
                return cls(language, param, slug)
        return None

    @property
    def selection(self) -> Selection:
        return Selection().replace(**{self.param: (self.slug,)}) if self.param else Selection()


def named() -> list[Named]:
    """Every named feed: a forum or state has one as soon as an event was ever its own, and keeps it when empty."""
    return _in_languages(_keys(Listing.objects.all()) & _current())


def touched(since: int, upto: int) -> list[Named]:
    """Named feeds that the revisions after `since` up to `upto` may have changed, or renamed."""
    came = Listing.objects.filter(since_rev__gt=since, since_rev__lte=upto)
    went = Listing.objects.filter(until_rev__gt=since, until_rev__lte=upto)
    renamed = Publication.objects.of(Noun.ORGANIZATION).filter(since__gt=since, since__lte=upto)
    keys = _keys(came) | _keys(went) | {(_param(row.facts["kind"]), row.slug) for row in renamed}
    return _in_languages(keys & _keys(Listing.objects.all()) & _current())


def _keys(rows: ListingQuerySet) -> set[tuple[str, str]]:
    """Parameter and slug of each named feed that ever held one of the rows."""
    forums = rows.order_by().exclude(forum="").values_list("forum", flat=True).distinct()
    terms = Term.objects.filter(dimension="state", publication__in=rows.order_by().values("publication"))
    keys = {("forum", slug) for slug in forums} | {
        ("state", slug) for slug in terms.values_list("value", flat=True).distinct()
    }
    return keys | {("", "")} if keys or rows.exists() else set()


def _current() -> set[tuple[str, str]]:
    """Those whose organization still has this address, and all events, which always has."""
    rows = Publication.objects.current().of(Noun.ORGANIZATION).filter(snapshot__facts__kind__in=[*_KINDS])
    return {(_param(row.facts["kind"]), row.slug) for row in rows} | {("", "")}


_KINDS = {OrganizationKind.FORUM.value: "forum", OrganizationKind.STATE.value: "state"}


def _param(kind: str) -> str:
    return _KINDS.get(kind, "organization")


def _in_languages(keys: Iterable[tuple[str, str]]) -> list[Named]:
    return [Named(language, param, slug) for param, slug in sorted(keys) for language in LANGUAGES]
