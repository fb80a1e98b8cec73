"""Legitimate text survives unchanged: what an editor wrote is what every face shows."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count

import pytest
from django.db import transaction
from django.db.models import CharField
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from lxml import html  # type: ignore[import-untyped] # it has no types

from calendar_app.admin.texts import OneLine
from calendar_app.ical import check, read
from calendar_app.ical.text import clean
from calendar_app.models.desk import Event
from calendar_app.models.vocabulary import LANGUAGES
from tests import factories as make

from .texts import FORMULAS, TITLES, fed, single, titles

pytestmark = pytest.mark.django_db
ALL = TITLES | FORMULAS


def seen(text: str) -> bool:
    """Whether anything of it can be seen; publishing refuses the rest."""
    return any(unicodedata.category(character)[0] in "LNPS" for character in text if character != "\ufffd")


#: Any text but controls, lone surrogates, noncharacters, U+FEFF, U+FFFD, separators of lines, and directional controls,
#: which must be closed (the table has some that are); no spaces around it, as the desk's form takes them off.
LEGITIMATE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"], exclude_characters="\ufeff\ufffd\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
    min_size=1, max_size=300,
).filter(lambda text: text == text.strip() and seen(text))  # fmt: skip
#: Whatever publishing takes for a title.
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=300).filter(seen)
OURS = "\u2068\u2069"
FEEDS = ("ICS, read by icalendar", "ICS, read by us", "Atom", "JSON Feed", "CSV")


def other(shown: dict[str, str], expected: str) -> dict[str, str]:
    """The faces that show anything else."""
    return {face: text for face, text in shown.items() if text != expected}


def test_a_table_of_texts_in_every_face(client: Client) -> None:
    events = {name: make.event(f"text-{number}", **_in_each(text)) for number, (name, text) in enumerate(ALL.items())}
    make.publish(*events.values())
    changed = {name: other(single(client, event), ALL[name]) for name, event in events.items()}
    assert {name: faces for name, faces in changed.items() if faces} == {}
    for language in LANGUAGES:
        written = {str(one.pk): getattr(one, f"title_{language}") for one in events.values()}
        for face, shown in fed(client, f"/{language}/events").items():
            assert (language, face, shown) == (language, face, written)
        assert check(client.get(f"/{language}/events.ics").content) == []
    for language, name in {"ru": "Russian", "ar": "mixed, right to left first"}.items():
        assert other(single(client, events[name], language), getattr(events[name], f"title_{language}")) == {}


def _in_each(text: str) -> dict[str, str]:
    return {"title_en": text, "title_ru": f"{text[:299]}я", "title_ar": f"{text[:299]}ع"}


@pytest.mark.parametrize("name", ALL)
def test_the_desks_form_takes_a_text_as_it_is(name: str) -> None:
    field = Event._meta.get_field("title_en")
    assert isinstance(field, CharField)
    assert OneLine(max_length=field.max_length).clean(ALL[name]) == ALL[name]


def test_a_venue_and_a_note(client: Client) -> None:
    """The place of an entry, and a paragraph of its text; a text that runs the other way has isolates of ours around it."""
    for name in ("markup", "backslashes and separators", "Persian with ZWNJ", "stacked marks"):
        made = make.event(name.replace(" ", "-").lower(), venue_en=TITLES[name], note_en=TITLES[name])
        make.publish(made)
        (entry,) = read(client.get(f"/en/events/{made.slug}.ics").content).entries
        assert entry.location.text.strip(OURS) == TITLES[name]
        assert TITLES[name] in [line.strip(OURS) for line in entry.description.text.splitlines()]
        page = html.fromstring(client.get(f"/en/events/{made.slug}/").content.decode())
        assert page.xpath("//p[@class='lede']")[-1].text_content() == TITLES[name]


def test_a_title_in_a_sentence_of_the_feed_keeps_its_letters_between_isolates(client: Client) -> None:
    made = make.event(title_en="", title_ar=TITLES["Arabic"], lifecycle="cancelled", reason_en="Rain.")
    make.publish(made)
    shown = titles(client, made)
    assert shown["ICS, read by us"] == f"Cancelled: \u2068{TITLES['Arabic']}\u2069"
    assert shown["HTML"].startswith(TITLES["Arabic"])


@contextmanager
def undone() -> Iterator[None]:
    """What was published is not there afterwards, so that the last of many titles costs no more than the first."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def published(number: int, title: str) -> Event:
    """An event with that title; fifty in turn are editions of one, as each page shows its whole history."""
    event = Event.objects.filter(slug=f"found-{number // 50}").first() or make.event(f"found-{number // 50}")
    event.title_en = title
    event.save()
    make.publish(event, now=make.NOW + timedelta(minutes=number))
    return event


UNHURRIED = how(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@pytest.mark.parametrize("examples", [8, pytest.param(1500, marks=pytest.mark.prove)])
def test_any_legitimate_title_in_every_face(client: Client, examples: int) -> None:
    numbers = count()

    @how(UNHURRIED, max_examples=examples)
    @given(LEGITIMATE)
    def survives(title: str) -> None:
        with undone():
            assert other(titles(client, published(next(numbers), title)), title) == {}

    survives()


@pytest.mark.parametrize("examples", [8, pytest.param(1500, marks=pytest.mark.prove)])
def test_any_title_whatever_is_the_same_in_every_feed(client: Client, examples: int) -> None:
    """Less what RFC 5545 and XML have no way to write, and what only ever disguises: `clean` says what that is."""
    numbers = count()

    @how(UNHURRIED, max_examples=examples)
    @given(ANY)
    def survives(title: str) -> None:
        with undone():
            address = f"/en/events/{published(next(numbers), title).slug}"
            assert {face: list(shown.values()) for face, shown in fed(client, address).items()} == {
                face: [clean(title)] for face in FEEDS
            }
            assert check(client.get(f"{address}.ics").content) == []

    survives()
