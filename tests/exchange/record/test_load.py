"""Loading: repeatable, exact about what changed, and never over an editor's work."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calendar_app.exchange import record
from calendar_app.exchange.record import BrokenRecord, Report
from calendar_app.exchange.record.ids import identity
from calendar_app.models.desk import (
    AgendaItem,
    Appointment,
    Event,
    FormerDate,
    Identifier,
    Loaded,
    Membership,
    Organization,
    OtherName,
    Outcome,
    Participation,
    Person,
    Place,
    Post,
    Source,
    Topic,
)
from calendar_app.models.vocabulary import Noun, Stage
from tests import factories as make

from .small import entry, load, small, write

pytestmark = pytest.mark.django_db


def _conflicts(report: Report) -> list[str]:
    return [str(conflict) for conflict in report.conflicts]


def _arf() -> Event:
    return Event.objects.get(slug="arf-32-2025")


def test_every_noun_and_every_list_arrives(tmp_path: Path) -> None:
    report = load(tmp_path, small())
    arf, lavrov = _arf(), Person.objects.get(slug="sergey-lavrov")
    assert (arf.date, arf.start_time, arf.first_day, arf.end_day) == (
        "2025-07-11",
        time(11, 10),
        date(2025, 7, 11),
        date(2025, 7, 12),
    )
    assert arf.starts_at == datetime(2025, 7, 11, 3, 10, tzinfo=UTC)
    assert (str(arf.forum), str(arf.parent), str(arf.place), arf.country_id) == (
        "ASEAN Regional Forum",
        "58th AMM week",
        "Kuala Lumpur",
        identity("organization", "MY"),
    )
    assert (arf.lifecycle, arf.stage, [topic.slug for topic in arf.topics.all()]) == (
        "held",
        "draft",
        ["cybersecurity"],
    )
    assert [(str(line), line.role, line.position) for line in arf.participations.all()] == [
        ("Sergey Lavrov", "participant", 0),
        ("Malaysia", "host", 1),
    ]
    assert [(item.title, str(item.topic)) for item in AgendaItem.objects.all()] == [("Cybersecurity", "Cybersecurity")]
    assert [(slot.date, slot.replaced) for slot in FormerDate.objects.all()] == [("2025-07-10", date(2025, 6, 1))]
    assert [(row.post.slug, row.since, row.since_earliest) for row in lavrov.appointments.all()] == [
        ("fm-ru", "2004-03-09", date(2004, 3, 9))
    ]
    assert [(row.member.code, row.since_earliest, row.until_latest) for row in Membership.objects.all()] == [
        ("MY", date(1994, 7, 1), None),
        ("RU", date(1994, 7, 25), date(2030, 12, 31)),
    ]
    assert [str(row) for row in Identifier.objects.all()] == ["iso-3166-1-alpha-3:MYS"]
    assert [(row.name, row.since) for row in OtherName.objects.all()] == [("The Forum", "1994")]
    assert [(step.event.slug, step.progress) for step in Outcome.objects.get().steps.all()] == [
        ("arf-32-2025", "expected")
    ]
    assert Source.objects.get(publisher_name="SVG").republishes == Source.objects.get(publisher_name="TASS")
    assert report.written == 34


def test_citations_name_subject_field_row_and_words(tmp_path: Path) -> None:
    load(tmp_path, small())
    lavrov = Participation.objects.get(person__slug="sergey-lavrov")
    step = Outcome.objects.get().steps.get()
    cited = [
        (row.field, row.row, row.source.publisher_name, row.quote, str(row.said_by or ""))
        for row in _arf().citations.order_by("field")
    ]
    assert cited == [
        ("date", None, "TASS", "", ""),
        ("lifecycle", None, "TASS", "", ""),
        ("outcomes", step.pk, "TASS", "", ""),
        ("participations", lavrov.pk, "SVG", "لافروف", "Maria Zakharova"),
    ]
    assert [(row.field, row.row, row.rank) for row in step.outcome.citations.all()] == [
        ("progress", step.pk, "preferred")
    ]
    assert [(row.field, row.value) for row in Person.objects.get(slug="sergey-lavrov").citations.order_by("field")] == [
        ("appointments", "2004-03-09/.."),
        ("name", ""),
    ]
    assert [row.field for row in Organization.objects.get(code="arf").citations.order_by("field")] == [
        "memberships",
        "name",
    ]


def test_ids_are_the_same_everywhere_and_for_ever(tmp_path: Path) -> None:
    load(tmp_path, small())
    assert str(_arf().pk) == str(identity("event", "arf-32-2025")) == "446048d5-9647-590f-afce-71442c4e482d"


def test_a_second_load_writes_nothing(tmp_path: Path) -> None:
    load(tmp_path, small())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        report = load(tmp_path, small())
    assert (report.written, report.conflicts, report.gone, report.fresh) == (0, [], [], {})
    assert [
        query["sql"]
        for query in queries
        if query["sql"].startswith(('INSERT INTO "calendar_app_loaded', "UPDATE", "DELETE"))
    ] == []


def test_a_load_costs_the_same_queries_whatever_the_rows(tmp_path: Path) -> None:
    entries = small()
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as few:
        load(tmp_path, entries)
    entries[Noun.TOPIC] += [{"key": f"topic-{number}", "name": {"en": "More"}} for number in range(30)]
    entry(entries, Noun.EVENT, "arf-32-2025")["topics"] = ["energy"]
    with CaptureQueriesContext(connection) as many:
        load(tmp_path, entries)
    assert len(many) <= len(few) + 5


def test_a_changed_file_changes_exactly_what_changed(tmp_path: Path) -> None:
    entries = small()
    load(tmp_path, entries)
    untouched = {row.pk: row.values for row in Loaded.objects.exclude(key="arf-32-2025")}
    arf = entry(entries, Noun.EVENT, "arf-32-2025")
    arf |= {"date": "2025-07-12", "venue": {"en": "KLCC"}, "topics": ["energy"]}
    arf["participations"][1]["role"] = "chair"
    report = load(tmp_path, entries)
    assert (dict(report.created), dict(report.updated), dict(report.deleted)) == (
        {},
        {"events": 1, "participations": 1},
        {},
    )
    assert (_arf().venue_en, _arf().first_day, _arf().starts_at) == (
        "KLCC",
        date(2025, 7, 12),
        datetime(2025, 7, 12, 3, 10, tzinfo=UTC),
    )
    assert [topic.slug for topic in _arf().topics.all()] == ["energy"]
    assert _arf().participations.get(organization__code="MY").role == "chair"
    assert report.fresh == {Noun.EVENT: {_arf().pk}}
    assert {row.pk: row.values for row in Loaded.objects.exclude(key="arf-32-2025")} == untouched


def test_new_rows_are_added_and_lines_that_left_are_removed(tmp_path: Path) -> None:
    entries = small()
    load(tmp_path, entries)
    arf = entry(entries, Noun.EVENT, "arf-32-2025")
    arf["participations"] = [{"key": "arf", "organization": "arf"}, *arf["participations"][1:]]
    arf["citations"] = arf["citations"][1:]
    entry(entries, Noun.ORGANIZATION, "arf")["members"].pop()
    report = load(tmp_path, entries)
    assert [str(line) for line in _arf().participations.all()] == ["ASEAN Regional Forum", "Malaysia"]
    assert (dict(report.created), dict(report.updated), dict(report.deleted)) == (
        {"participations": 1},
        {},
        {"participations": 1, "citations": 1, "memberships": 1},
    )
    assert report.fresh[Noun.ORGANIZATION] == {identity("organization", "arf"), identity("organization", "RU")}
    assert load(tmp_path, entries).written == 0


def test_an_editors_change_stays(tmp_path: Path) -> None:
    entries = small()
    load(tmp_path, entries)
    Event.objects.update(venue_en="Editors' Hall")
    report = load(tmp_path, entries)
    assert (report.written, report.conflicts) == (0, [])
    entry(entries, Noun.EVENT, "arf-32-2025")["certainty"] = "tentative"
    report = load(tmp_path, entries)
    assert (_arf().venue_en, _arf().certainty, report.conflicts) == ("Editors' Hall", "tentative", [])
    assert (report.waiting, report.nouns()) == ([(Noun.EVENT, "arf-32-2025")], [])


def test_what_both_changed_is_a_conflict_until_one_gives_way(tmp_path: Path) -> None:
    entries = small()
    load(tmp_path, entries)
    Event.objects.filter(slug="arf-32-2025").update(ordinal=33)
    entry(entries, Noun.EVENT, "arf-32-2025")["ordinal"] = 34
    told = ["event.json, arf-32-2025: ordinal is “33” at the desk, “34” in the file"]
    assert _conflicts(load(tmp_path, entries)) == told
    assert _conflicts(load(tmp_path, entries)) == told
    assert _arf().ordinal == 33
    Event.objects.filter(slug="arf-32-2025").update(ordinal=34)
    assert _conflicts(load(tmp_path, entries)) == []
    entry(entries, Noun.EVENT, "arf-32-2025")["ordinal"] = 35
    assert _conflicts(load(tmp_path, entries)) == []
    assert _arf().ordinal == 35


def test_an_editor_who_gives_up_a_change_gets_the_files(tmp_path: Path) -> None:
    entries = small()
    load(tmp_path, entries)
    Event.objects.filter(slug="arf-32-2025").update(ordinal=33)
    entry(entries, Noun.EVENT, "arf-32-2025")["ordinal"] = 34
    load(tmp_path, entries)
    Event.objects.filter(slug="arf-32-2025").update(ordinal=32)
    load(tmp_path, entries)
    assert _arf().ordinal == 34


def test_what_an_editor_deleted_stays_deleted(tmp_path: Path) -> None:
    entries = small()
    load(tmp_path, entries)
    Participation.objects.filter(organization__code="MY").delete()
    report = load(tmp_path, entries)
    assert (report.written, report.conflicts) == (0, [])
    entry(entries, Noun.EVENT, "arf-32-2025")["participations"][1]["role"] = "chair"
    report = load(tmp_path, entries)
    assert (report.written, _conflicts(report)) == (
        0,
        ["event.json, arf-32-2025, participations/MY: changed in the file, deleted at the desk"],
    )
    assert [str(line) for line in _arf().participations.all()] == ["Sergey Lavrov"]


def test_a_line_an_editor_changed_is_not_removed(tmp_path: Path) -> None:
    entries = small()
    load(tmp_path, entries)
    Participation.objects.filter(organization__code="MY").update(role="chair")
    entry(entries, Noun.EVENT, "arf-32-2025")["participations"].pop()
    report = load(tmp_path, entries)
    assert (report.written, _conflicts(report)) == (
        0,
        ["event.json, arf-32-2025, participations/MY: removed from the file, changed at the desk"],
    )
    assert Participation.objects.count() == 2


def test_a_line_gone_from_both_is_forgotten(tmp_path: Path) -> None:
    entries = small()
    load(tmp_path, entries)
    Participation.objects.filter(organization__code="MY").delete()
    entry(entries, Noun.EVENT, "arf-32-2025")["participations"].pop()
    report = load(tmp_path, entries)
    assert (report.written, report.conflicts) == (0, [])
    assert "participations/MY" not in Loaded.objects.get(key="arf-32-2025").values


def test_new_lines_about_what_an_editor_deleted_are_left_out(tmp_path: Path) -> None:
    entries = small()
    load(tmp_path, entries)
    Topic.objects.filter(slug="energy").delete()
    Outcome.objects.all().delete()
    entry(entries, Noun.EVENT, "arf-32-2025")["topics"] = ["energy"]
    entry(entries, Noun.EVENT, "arf-32-2025")["agenda"].append(
        {"key": "energy", "topic": "energy", "title": {"en": "Energy"}}
    )
    entry(entries, Noun.OUTCOME, "programme")["citations"].append({"source": "svg", "fields": ["title"]})
    report = load(tmp_path, entries)
    assert (report.written, _conflicts(report)) == (
        0,
        [
            "event.json, arf-32-2025, agenda/energy: points at what was deleted at the desk",
            "event.json, arf-32-2025: points at what was deleted at the desk",
            "outcome.json, programme, citations/svg/title: points at what was deleted at the desk",
        ],
    )
    assert _conflicts(load(tmp_path, entries)) == _conflicts(report)


def test_entries_that_left_the_files_are_told_and_kept(tmp_path: Path) -> None:
    entries = small()
    load(tmp_path, entries)
    entries[Noun.TOPIC] = entries[Noun.TOPIC][:1]
    report = load(tmp_path, entries)
    assert (report.written, report.gone) == (0, [(Noun.TOPIC, "energy")])
    assert Topic.objects.count() == 2


def test_a_line_that_the_desk_still_needs_is_not_removed(tmp_path: Path) -> None:
    entries = small()
    load(tmp_path, entries)
    Participation.objects.create(
        event=Event.objects.get(slug="amm-week-2025"),
        person=Person.objects.get(slug="sergey-lavrov"),
        appointment=Appointment.objects.get(),
    )
    lavrov = entry(entries, Noun.PERSON, "sergey-lavrov")
    lavrov["appointments"], lavrov["citations"] = [], []
    del entry(entries, Noun.EVENT, "arf-32-2025")["participations"][0]["appointment"]
    with pytest.raises(BrokenRecord) as refused:
        load(tmp_path, entries)
    assert [str(problem) for problem in refused.value.problems] == [
        "person.json, sergey-lavrov, appointments/fm-ru: can't be removed: the desk still refers to it"
    ]
    assert Participation.objects.get(event__slug="arf-32-2025", person__isnull=False).appointment is not None


def test_a_record_whose_memory_was_lost_is_not_written_over_the_desk(tmp_path: Path) -> None:
    entries = small()
    load(tmp_path, entries)
    Loaded.objects.all().delete()
    Topic.objects.filter(slug="energy").update(name_en="Energies")
    report = load(tmp_path, entries)
    assert (report.written, _conflicts(report)) == (
        0,
        ["topic.json, energy: name_en is “Energies” at the desk, “Energy” in the file"],
    )


def test_a_fact_an_editor_cited_already_keeps_the_editors_rank(tmp_path: Path) -> None:
    entries = small()
    load(tmp_path, entries)
    make.cite(_arf(), "title", Source.objects.get(publisher_name="TASS"), rank="deprecated")
    entry(entries, Noun.EVENT, "arf-32-2025")["citations"][1]["fields"].append("title")
    report = load(tmp_path, entries)
    assert (report.written, _conflicts(report)) == (
        0,
        ["event.json, arf-32-2025, citations/tass/title: rank is “deprecated” at the desk, “normal” in the file"],
    )


def test_a_changed_row_that_the_database_refuses_is_named(tmp_path: Path) -> None:
    entries = small()
    load(tmp_path, entries)
    make.participation(_arf(), Organization.objects.get(code="RU"))
    entry(entries, Noun.EVENT, "arf-32-2025")["participations"][1] |= {"organization": "RU", "role": "participant"}
    with pytest.raises(BrokenRecord) as refused:
        load(tmp_path, entries)
    assert [str(problem).split(":")[0] for problem in refused.value.problems] == [
        "event.json, arf-32-2025, participations/MY",
        "the database",
    ]


def test_events_held_back_or_withdrawn_are_not_offered_for_publishing(tmp_path: Path) -> None:
    report = load(tmp_path, small())
    Event.objects.filter(slug="arf-32-2025").update(stage=Stage.WITHDRAWN)
    Event.objects.filter(slug="amm-week-2025").update(stage=Stage.IN_REVIEW)
    offered = report.nouns()
    assert [noun for noun in offered if isinstance(noun, Event)] == []
    assert {type(noun) for noun in offered} == {Organization, Person, Post, Place, Topic, Source, Outcome}


def test_steps_are_told(tmp_path: Path) -> None:
    told = list[str]()
    record.load(directory=write(tmp_path, small()), say=told.append)
    assert told == ["reading the record", "comparing it with the desk", "writing 34 rows"]
