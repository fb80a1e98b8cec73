"""Which fields and lists the entries of each noun have, and where on the desk each of them is kept."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models

from calendar_app.models import desk
from calendar_app.models.vocabulary import Noun

from .fields import (
    Field,
    appointment,
    clock,
    day,
    degrees,
    edtf,
    flag,
    number,
    partial,
    period,
    ref,
    refs,
    state,
    text,
    texts,
    words,
)
from .files import Entry


@dataclass(frozen=True, eq=False)
class Table:
    """A model with the fields that the files give it; `identity` are the columns by which a row is found again."""

    model: type[models.Model]
    fields: tuple[Field, ...]
    identity: tuple[str, ...] = ("id",)


@dataclass(frozen=True, eq=False)
class Lines:
    """A list inside an entry, kept in a table of its own.

    `owner` is the column that holds the entry's id; `tells` the columns of other nouns that show the row as well.
    """

    name: str
    table: Table
    owner: str
    key: Callable[[Entry], str]
    tells: tuple[tuple[str, Noun], ...] = ()
    ordered: bool = False


@dataclass(frozen=True, eq=False)
class Sheet:
    """A noun's file. `slug` is the column that repeats the key, for people to read."""

    noun: Noun
    table: Table
    lines: tuple[Lines, ...] = ()
    slug: str = "slug"


def _member(name: str) -> Callable[[Entry], str]:
    return lambda line: str(line.get(name, ""))


def _other_names(owner: str) -> Lines:
    fields = (*texts("language", "name", "kind"), partial("since"), partial("until"))
    table = Table(desk.OtherName, fields, (owner, "language", "name"))
    return Lines("other_names", table, owner, lambda line: f"{line.get('language')}:{line.get('name')}")


def _identifiers(owner: str) -> Lines:
    table = Table(desk.Identifier, texts("scheme", "value"), (owner, "scheme"))
    return Lines("identifiers", table, owner, _member("scheme"))


_TENURE = (partial("since"), partial("until"))
_SLOT = (edtf("date"), clock("start_time"), clock("end_time"), text("zone"))

MEMBERS = Lines(
    "members",
    Table(desk.Membership, (ref("member", Noun.ORGANIZATION), text("status"), *_TENURE)),
    "organization_id",
    _member("key"),
    tells=(("member_id", Noun.ORGANIZATION),),
)
APPOINTMENTS = Lines(
    "appointments",
    Table(desk.Appointment, (ref("post", Noun.POST), flag("acting"), *_TENURE)),
    "person_id",
    _member("key"),
    tells=(("post_id", Noun.POST),),
)
PARTICIPATIONS = Lines(
    "participations",
    Table(
        desk.Participation,
        (
            ref("organization", Noun.ORGANIZATION),
            ref("person", Noun.PERSON),
            appointment("appointment"),
            text("raw_name"),
            *texts("role", "attendance"),
            ref("represents", Noun.ORGANIZATION),
            ref("substitutes_for", Noun.PERSON),
            edtf("date"),
        ),
    ),
    "event_id",
    _member("key"),
    ordered=True,
)
AGENDA = Lines(
    "agenda",
    Table(desk.AgendaItem, (ref("topic", Noun.TOPIC), words("title"))),
    "event_id",
    _member("key"),
    ordered=True,
)
FORMER_DATES = Lines(
    "former_dates",
    Table(desk.FormerDate, (*_SLOT, day("replaced")), ("event_id", "date", "replaced")),
    "event_id",
    lambda line: f"{line.get('date')}:{line.get('replaced')}",
)
STEPS = Lines(
    "steps",
    Table(desk.OutcomeStep, (ref("event", Noun.EVENT), text("progress"))),
    "outcome_id",
    _member("event"),
    tells=(("event_id", Noun.EVENT),),
)

SHEETS: dict[Noun, Sheet] = {
    sheet.noun: sheet
    for sheet in (
        Sheet(
            Noun.ORGANIZATION,
            Table(
                desk.Organization,
                (
                    text("kind"),
                    words("name"),
                    words("abbreviation"),
                    ref("parent", Noun.ORGANIZATION),
                    partial("founded"),
                    text("website"),
                ),
            ),
            (MEMBERS, _identifiers("organization_id"), _other_names("organization_id")),
            slug="code",
        ),
        Sheet(
            Noun.PERSON,
            Table(desk.Person, (words("name"), state("nationality"))),
            (APPOINTMENTS, _identifiers("person_id"), _other_names("person_id")),
        ),
        Sheet(
            Noun.POST,
            Table(
                desk.Post,
                (words("name"), ref("organization", Noun.ORGANIZATION), *texts("role", "attends"), number("seats")),
            ),
        ),
        Sheet(
            Noun.PLACE,
            Table(
                desk.Place, (words("name"), state("country"), text("zone"), degrees("latitude"), degrees("longitude"))
            ),
            (_other_names("place_id"),),
        ),
        Sheet(Noun.TOPIC, Table(desk.Topic, (words("name"),))),
        Sheet(
            Noun.SOURCE,
            Table(
                desk.Source,
                (
                    *texts("title", "language", "url", "publisher_name"),
                    ref("publisher", Noun.ORGANIZATION),
                    partial("published"),
                    day("retrieved"),
                    ref("republishes", Noun.SOURCE),
                    ref("announcer", Noun.PERSON),
                ),
            ),
            slug="",
        ),
        Sheet(
            Noun.EVENT,
            Table(
                desk.Event,
                (
                    *texts("kind", "level"),
                    ref("forum", Noun.ORGANIZATION),
                    number("ordinal"),
                    ref("parent", Noun.EVENT),
                    words("title"),
                    words("note"),
                    *_SLOT,
                    ref("place", Noun.PLACE),
                    state("country"),
                    words("venue"),
                    flag("online"),
                    *texts("certainty", "lifecycle"),
                    words("reason"),
                    refs("topics", Noun.TOPIC),
                ),
            ),
            (PARTICIPATIONS, AGENDA, FORMER_DATES),
        ),
        Sheet(
            Noun.OUTCOME,
            Table(desk.Outcome, (text("kind"), words("title"), period("period"), text("url"))),
            (STEPS,),
        ),
    )
}


def lines_of(noun: Noun, path: str) -> Lines | None:
    """The list that a row's path belongs to; None for the noun's own row and for citations."""
    name = path.partition("/")[0]
    return next((lines for lines in SHEETS[noun].lines if lines.name == name), None)
