"""What an event's entry says in plain text: how precise the date is, who takes part, what is expected, who said so."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext, pgettext

from calendar_app.dates import DateError, parse
from calendar_app.models.public import Publication
from calendar_app.models.vocabulary import EventKind, Rank
from calendar_app.wording import clocks, dates, labels, states
from calendar_app.wording.cldr import capitalized
from calendar_app.wording.names import pick

from .phrases import joined, name, said

Facts = dict[str, Any]


def description(publication: Publication, language: str, site: str) -> str:
    """Paragraphs of plain text in the language, the page's address last. Call it with that language active."""
    paragraphs = (
        _when(publication.facts, language),
        _series(publication, language),
        _participants(publication, language),
        _expected(publication, language),
        _documents(publication, language),
        _subjects(publication, language),
        [said(line, language) for line in pick(publication.facts["note"], language).text.splitlines()],
        _sources(publication, language),
        [f"{site}/{language}/events/{publication.slug}/"],
    )
    blocks = ("\n".join(filter(None, lines)) for lines in paragraphs)
    return capitalized("\n\n".join(filter(None, blocks)))


def _when(facts: Facts, language: str) -> Iterator[str]:
    when, known = facts["when"], parse(facts["when"]["date"])
    day = dates.spell(when, language)
    if not known.known_to_day:
        yield gettext("%(date)s; the day is to be confirmed") % {"date": day}
    elif when["start_time"]:
        yield _spelled(when, language)
    elif known.precision == "day" and facts["kind"] != EventKind.UMBRELLA:
        yield gettext("%(date)s; the hour is not known") % {"date": day}
    else:
        yield day
    yield states.label(states.mark(facts, today=known.span.first), language)
    if former := [_spelled(slot, language) for slot in facts["former_dates"]]:
        yield gettext("Planned before for: %(dates)s") % {"dates": joined(former, language, ";")}
    if reason := pick(facts["reason"], language).text:
        yield gettext("Reason: %(text)s") % {"text": said(reason, language)}


def _spelled(when: Facts, language: str) -> str:
    return joined([dates.spell(when, language), clocks.clock(when, language) if when["date"] else ""], language)


def _series(publication: Publication, language: str) -> Iterator[str]:
    facts = publication.facts
    if forum := publication.card(facts["forum"]):
        short = pick(forum["abbreviation"], language).text
        full = name(forum, language)
        yield gettext("Format: %(name)s") % {"name": f"{full} ({said(short, language)})" if short else full}
    if parent := publication.card(facts["parent"]):
        yield gettext("Part of: %(title)s") % {"title": name(parent, language)}


def _participants(publication: Publication, language: str) -> Iterator[str]:
    if lines := publication.facts["participations"]:
        yield gettext("Taking part:")
        yield from (f"• {participant(publication, line, language)}" for line in lines)


def participant(publication: Publication, line: Facts, language: str) -> str:
    """Who, in which office, for whom; then the role, what is known of the attendance, and days of their own."""
    party = joined(parties(publication, line, language) or [said(line["raw_name"], language)], language)
    attendance = labels.word("attendance", line["attendance"], language)
    days = dates.short({"date": line["date"]}, language) if line["date"] else ""
    how = joined([labels.word("role", line["role"], language), attendance, days], language)
    return pgettext("participant and role", "%(party)s: %(role)s") % {"party": party, "role": how}


def parties(publication: Publication, line: Facts, language: str) -> list[str]:
    """The names that a line of participants gives, each once; none where it only has a name as printed."""
    refs = [line["person"], line["post"], line["organization"]]
    if line["represents"] != (publication.card(line["post"]) or {}).get(
        "organization"
    ):  # an office names its own state
        refs.append(line["represents"])
    cards = [publication.card(ref) for ref in refs]
    return list(dict.fromkeys(filter(None, (name(card, language) for card in cards))))


def _expected(publication: Publication, language: str) -> Iterator[str]:
    """Delegations that follow from membership and office on that day, by name; no source names them."""
    people: dict[str, list[str]] = {}
    for line in publication.derived["expected"]:
        if organization := name(publication.card(line["organization"]), language):
            people.setdefault(organization, []).append(name(publication.card(line["person"]), language))
    if people:
        parties = [_with(party, joined(sorted(people[party]), language)) for party in sorted(people, key=str.casefold)]
        yield gettext("Expected by membership and office: %(parties)s") % {"parties": joined(parties, language)}


def _with(party: str, names: str) -> str:
    return f"{party} ({names})" if names else party


def _documents(publication: Publication, language: str) -> Iterator[str]:
    rows = [(publication.card(row["outcome"]), row["progress"]) for row in publication.facts["outcomes"]]
    if public := [(card, progress) for card, progress in rows if card]:
        yield gettext("Documents:")
        for card, progress in public:
            title = joined([name(card, language), dates.period(card["period"] or "", language)], language)
            words = {"title": title, "progress": labels.word("progress", progress, language)}
            yield "• " + pgettext("document and progress", "%(title)s: %(progress)s") % words


def _subjects(publication: Publication, language: str) -> Iterator[str]:
    facts = publication.facts
    topics = [name(publication.card(ref), language) for ref in facts["topics"]]
    topics += [said(pick(item["title"], language).text, language) for item in facts["agenda"]]
    if named := list(dict.fromkeys(filter(None, topics))):
        yield gettext("Topics: %(topics)s") % {"topics": joined(named, language, ";")}


def _sources(publication: Publication, language: str) -> Iterator[str]:
    cited = [row["source"] for row in publication.facts["citations"] if row["rank"] != Rank.DEPRECATED]
    cards = [card for ref in dict.fromkeys(cited) if (card := publication.card(ref))]
    if not cards:
        yield gettext("No source is recorded.")
        return
    yield gettext("Sources:")
    for card in cards:
        yield from _source(publication, card, language)


def _source(publication: Publication, card: Facts, language: str) -> Iterable[str]:
    """Publisher, day and title on one line, the address on the next, where every program makes a link of it."""
    publisher = name(publication.card(card["publisher"]), language) or said(card["publisher_name"], language)
    first = joined([publisher, _published(card["published"] or "", language)], language)
    words = {"source": first, "title": said(card["title"], language)}
    return (
        "• " + (pgettext("source and title", "%(source)s: %(title)s") % words if card["title"] else first),
        card["url"],
    )


def _published(text: str, language: str) -> str:
    """The day, month or year; what is no date is not worth printing."""
    try:
        known = parse(text)
    except DateError:
        return ""
    return dates.day(known.span.first, language) if known.precision == "day" else dates.spell({"date": text}, language)
