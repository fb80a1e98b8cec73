"""A broken record is refused whole, with the file, the entry and the reason; nothing is written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from calendar_app.exchange.record import BrokenRecord, problems
from calendar_app.models.desk import Event, Loaded, Topic
from calendar_app.models.vocabulary import Noun

from .small import Entries, entry, load, small, write

pytestmark = pytest.mark.django_db

Change = Callable[[Entries], Any]


def _set(noun: Noun, key: str, /, **fields: Any) -> Change:
    return lambda entries: entry(entries, noun, key).update(fields)


def _line(noun: Noun, key: str, lines: str, index: int = 0, /, **fields: Any) -> Change:
    return lambda entries: entry(entries, noun, key)[lines][index].update(fields)


def _event(**fields: Any) -> Change:
    return _set(Noun.EVENT, "arf-32-2025", **fields)


EVENT = "event.json, arf-32-2025: "
CASES: list[tuple[Change, str]] = [
    (_event(colour="red"), EVENT + "unknown field “colour”: the fields are certainty, country, date, end_time, forum, kind, "
     "level, lifecycle, note, online, ordinal, parent, place, reason, start_time, title, topics, venue, zone"),
    (_event(date="2025-02-30"), EVENT + "date: “2025-02-30”: this day is not in the calendar"),
    (_event(date="2025-07-11/2025-07-11"), EVENT + "date: write the date as 2025-07-11"),
    (_event(date=20250711), EVENT + "date: needs a text; leave the field out where there is none"),
    (_event(zone="Mars/Olympus"), EVENT + "zone: "),
    (_event(start_time="25:00"), EVENT + "start_time: needs a time of day, such as 11:10"),
    (_event(level="royal"), EVENT + "level: "),
    (_event(title={}), EVENT + "title: needs texts by language (en, ru, ar)"),
    (_event(title={"fr": "ARF"}), EVENT + "title: needs texts by language (en, ru, ar)"),
    (_event(title={"en": " ARF"}), EVENT + "title: must not begin or end with a space, nor hold line breaks or control characters"),
    (_event(title={"en": "A\nB"}), EVENT + "title: must not begin or end with a space, nor hold line breaks or control characters"),
    (_event(title={"en": "x" * 301}), EVENT + "title_en: "),
    (_event(ordinal="32"), EVENT + "ordinal: needs a whole number"),
    (_event(ordinal=True), EVENT + "ordinal: needs a whole number"),
    (_event(ordinal=0), EVENT),
    (_event(online="yes"), EVENT + "online: needs true or false"),
    (_event(place="atlantis"), EVENT + "place: “atlantis” is not in place.json"),
    (_event(place=["kuala-lumpur"]), EVENT + "place: “['kuala-lumpur']” is not in place.json"),
    (_event(country="arf"), EVENT + "country: “arf” is not a state"),
    (_event(topics="cybersecurity"), EVENT + "topics: needs a list of keys, each of them once"),
    (_event(topics=["energy", "energy"]), EVENT + "topics: needs a list of keys, each of them once"),
    (_event(topics=["chess"]), EVENT + "topics: “chess” is not in topic.json"),
    (_event(participations={}), "event.json, arf-32-2025, participations: must be a list of objects"),
    (_event(citations=["tass"]), "event.json, arf-32-2025, citations: must be a list of objects"),
    (_event(citations=[{"source": "tass", "fields": []}]),
     "event.json, arf-32-2025, citations/tass: needs the fields that the source supports, as a list"),
    (_event(citations=[{"source": "bbc", "fields": ["date"]}]), "event.json, arf-32-2025, citations/bbc: date: “bbc” is not in source.json"),
    (_event(citations=[{"source": "tass", "fields": ["weather"]}]), "event.json, arf-32-2025, citations/tass/weather: “weather” can't be cited here: "),
    (_event(citations=[{"source": "tass", "fields": ["participations/x"]}]),
     "event.json, arf-32-2025, citations/tass: participations/x: “arf-32-2025” in event.json has no “x” among its participations"),
    (_event(citations=[{"source": "tass", "fields": ["date/x"]}]), "event.json, arf-32-2025, citations/tass: date/x: date has no rows to cite"),
    (_event(citations=[{"source": "tass", "fields": ["former_dates/x"]}]),
     "event.json, arf-32-2025, citations/tass: former_dates/x: former_dates has no rows to cite"),
    (_event(citations=[{"source": "tass", "fields": ["date", "date"]}]), "event.json, arf-32-2025, citations/tass/date: stands there twice"),
    (_line(Noun.EVENT, "arf-32-2025", "participations", key=""), "event.json, arf-32-2025, participations/: row 1 needs a key"),
    (_line(Noun.EVENT, "arf-32-2025", "participations", appointment="sergey-lavrov/pm-ru"),
     "event.json, arf-32-2025, participations/sergey-lavrov: appointment: “sergey-lavrov” in person.json has no “pm-ru” among its appointments"),
    (_line(Noun.EVENT, "arf-32-2025", "participations", 1, key="sergey-lavrov"), "event.json, arf-32-2025, participations/sergey-lavrov: stands there twice"),
    (_line(Noun.EVENT, "arf-32-2025", "participations", 1, organization="arf", person="sergey-lavrov"), "event.json, arf-32-2025, participations/MY: "),
    (_line(Noun.EVENT, "arf-32-2025", "former_dates", replaced="2025-06"),
     "event.json, arf-32-2025, former_dates/2025-07-10:2025-06: replaced: needs a day, such as 2025-07-10"),
    (_line(Noun.EVENT, "arf-32-2025", "agenda", title=None), "event.json, arf-32-2025, agenda/cyber: title: needs texts by language (en, ru, ar)"),
    (lambda entries: entry(entries, Noun.EVENT, "arf-32-2025")["agenda"][0].pop("title"),
     "event.json, arf-32-2025, agenda/cyber: needs a title in at least one language"),
    (_set(Noun.EVENT, "amm-week-2025", parent="arf-32-2025"), "event.json, amm-week-2025: parent: it stands under itself"),
    (_set(Noun.SOURCE, "tass", republishes="svg"), "source.json, svg: republishes: it stands under itself"),
    (_set(Noun.SOURCE, "tass", url="https://svg.example/1"), "source.json, tass: has the same url as svg"),
    (_set(Noun.SOURCE, "tass", url="tass"), "source.json, tass: url: "),
    (_set(Noun.SOURCE, "tass", published="yesterday"), "source.json, tass: published: "),
    (lambda entries: entry(entries, Noun.SOURCE, "tass").pop("publisher_name"), "source.json, tass: publisher_name: "),
    (lambda entries: entry(entries, Noun.POST, "fm-ru").pop("organization"), "post.json, fm-ru: organization is missing"),
    (lambda entries: entry(entries, Noun.POST, "fm-ru").pop("name"), "post.json, fm-ru: needs a name in at least one language"),
    (_set(Noun.PLACE, "kuala-lumpur", latitude="3"), "place.json, kuala-lumpur: latitude: needs degrees as a number"),
    (_set(Noun.PLACE, "kuala-lumpur", latitude=True), "place.json, kuala-lumpur: latitude: needs degrees as a number"),
    (_set(Noun.PLACE, "kuala-lumpur", latitude=91), "place.json, kuala-lumpur: "),
    (_set(Noun.OUTCOME, "programme", period="2026/2025"), "outcome.json, programme: period: the period ends before it begins; swap the two"),
    (_line(Noun.PERSON, "sergey-lavrov", "appointments", until="2003"),
     "person.json, sergey-lavrov, appointments/fm-ru: until 2003 does not come after since 2004-03-09"),
    (_line(Noun.ORGANIZATION, "arf", "members", 1, member="MY", since="1994-07"),
     "organization.json, arf, members/RU: has the same member_id, organization_id, status, since as arf, members/MY"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "reason"), CASES, ids=[reason for _, reason in CASES])
def test_the_file_the_entry_and_the_reason_are_named(tmp_path: Path, change: Change, reason: str) -> None:
    entries = small()
    change(entries)
    with pytest.raises(BrokenRecord) as refused:
        load(tmp_path, entries)
    assert any(str(problem).startswith(reason) for problem in refused.value.problems), refused.value
    assert (Event.objects.count(), Topic.objects.count(), Loaded.objects.count()) == (0, 0, 0)


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    entries = small()
    _event(place="atlantis", ordinal="32")(entries)
    _set(Noun.PLACE, "kuala-lumpur", latitude="3")(entries)
    assert [str(problem) for problem in problems(write(tmp_path, entries))] == [
        "event.json, arf-32-2025: ordinal: needs a whole number",
        "event.json, arf-32-2025: place: “atlantis” is not in place.json",
        "place.json, kuala-lumpur: latitude: needs degrees as a number",
    ]


def test_a_sound_record_has_no_problems(tmp_path: Path) -> None:
    assert problems(write(tmp_path, small())) == []


def test_problems_of_the_rows_are_told_without_writing(tmp_path: Path) -> None:
    entries = small()
    _set(Noun.SOURCE, "tass", url="tass")(entries)
    assert [str(problem) for problem in problems(write(tmp_path, entries))] == [
        "source.json, tass: url: Enter a valid URL."
    ]


def test_what_an_editor_made_already_is_not_made_again(tmp_path: Path) -> None:
    Topic.objects.create(slug="energy", name_en="Energy")
    with pytest.raises(BrokenRecord) as refused:
        load(tmp_path, small())
    assert [str(problem).split("\n")[0] for problem in refused.value.problems] == [
        "topic.json, energy: Topic with this Slug already exists.",
        'the database: duplicate key value violates unique constraint "calendar_app_topic_slug_key"',
    ]
    assert Event.objects.count() == 0
