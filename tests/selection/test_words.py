"""Full text: one table of queries, answered alike by PostgreSQL and SQLite; as of a day; nothing but what is public."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from calendar_app.models.desk import Source
from calendar_app.models.public import Key, Mention, Reference, Word
from calendar_app.review.merge import merge
from calendar_app.review.withdraw import withdraw
from calendar_app.selection import Selection, SelectionError
from tests import factories as make

from . import queries

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


def found(text: str, **more: str) -> list[str]:
    asked = {"q": [text], **{name: [value] for name, value in more.items()}}
    return [row.publication.slug for row in Selection.read(asked).listings()]


def test_what_each_query_finds_on_postgresql() -> None:
    queries.record()

    assert len(queries.EXPECTED) >= 60
    assert queries.answers() == queries.EXPECTED


def test_sqlite_finds_the_same(tmp_path: Path) -> None:
    environment = {**os.environ, "CALENDAR_DATA": str(tmp_path), "DATABASE_URL": ""}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.selection.on_sqlite"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert json.loads(ran.stdout) == {"vendor": "sqlite", "found": queries.EXPECTED}


def _filed() -> tuple[object, ...]:
    return (
        sorted(Key.objects.values_list("word__text", "value")),
        sorted(Mention.objects.values_list("word__text", "publication")),
        sorted(Reference.objects.exclude(noun=None).values_list("publication", "subject", "noun")),
    )


def test_the_migration_files_what_publishing_files() -> None:
    queries.record()
    before = _filed()

    queries.file_again()

    assert _filed() == before
    assert all(before)


def test_an_empty_record_has_nothing_to_file() -> None:
    queries.file_again()

    assert _filed() == ([], [], [])
    assert found("lavrov") == []


def test_each_row_says_what_it_is_for() -> None:
    make.publish(make.event(title_en="Retreat"))

    word, mention = Word.objects.get(text="retreat"), Mention.objects.get(word__text="retreat")
    assert str(word) == "retreat"
    assert str(Key.objects.get(value="=retreat")) == f"=retreat → {word.pk}"
    assert str(mention) == f"{mention.publication_id}: {word.pk}"


def test_a_word_that_means_nothing_asks_one_query_and_reads_no_event() -> None:
    queries.record()
    with CaptureQueriesContext(connection) as asked:
        assert found("qqqqzz") == []

    assert ["listing" in query["sql"] for query in asked] == [False]


def test_the_past_finds_what_it_said_and_the_present_what_it_says() -> None:
    week = make.week()
    make.publish(week.meeting)
    week.meeting.title_en, week.meeting.title_ru = "Security retreat", ""
    week.lavrov.name_en = week.lavrov.name_ru = "Somebody Else"
    week.lavrov.name_ar = ""
    for noun in (week.meeting, week.lavrov):
        noun.save()
    make.publish(week.meeting, week.lavrov, now=make.NOW + timedelta(days=1))

    then = "2025-07-02"
    assert (found("32nd"), found("32nd", asof=then)) == ([], ["arf-32-2025"])
    assert (found("retreat"), found("retreat", asof=then)) == (["arf-32-2025"], [])
    assert (found("Лавров"), found("Лавров", asof=then)) == ([], ["arf-32-2025"])
    assert (found("somebody"), found("somebody", asof=then)) == (["arf-32-2025"], [])


def test_a_word_that_only_the_past_knew_lets_its_neighbour_be_found() -> None:
    event = make.event(title_en="Sumit of ministers")
    make.publish(event)
    event.title_en = "Summit of ministers"
    event.save()
    make.publish(event, now=make.NOW + timedelta(days=1))

    assert found("sumit") == ["arf-32-2025"]
    assert found("sumit", asof="2025-07-02") == ["arf-32-2025"]


def test_withdrawn_and_merged_events_are_not_found() -> None:
    one, two, three = (make.event(name, title_en=f"Talks on {name}") for name in ("granite", "basalt", "marble"))
    make.publish(one, two, three)
    editor = User.objects.create(username="editor")
    withdraw(one, by=editor, now=make.NOW, reason="No such meeting.")
    merge(two, three, by=editor, now=make.NOW, reason="The same meeting.")

    assert (found("granite"), found("basalt"), found("talks")) == ([], [], ["marble"])


def test_a_draft_is_no_word_of_the_record() -> None:
    week = make.week()
    make.publish(week.meeting)
    week.meeting.title_en = "Zzyzx"
    week.meeting.save()
    make.event("secret", title_en="Zzyzx")

    assert not Word.objects.filter(text__contains="zzyzx").exists()
    assert found("zzyzx") == []


def test_publishers_of_sources_do_not_find_every_event_that_they_report() -> None:
    week = make.week()
    agency = make.organization("agency", name_en="Interpress")
    told = Source.objects.create(
        title="Retreat announced", language="en", publisher=agency, publisher_name="Interpress", published="2025-07-02"
    )
    make.cite(week.meeting, "date", told)
    make.publish(week.meeting)

    assert (found("announced"), found("interpress")) == (["arf-32-2025"], [])


def test_marks_of_direction_and_odd_spaces_come_along_when_text_is_pasted() -> None:
    assert (
        Selection.read(QueryDict("q=%E2%80%8F%D9%82%D9%85%D8%A9%C2%A0%D8%A2%D8%B3%D9%8A%D8%A7%D9%86%0A")).q
        == "قمة آسيان"
    )


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("q=%21%3F", "give at least one letter or digit"),
        ("q=the+of+and", "give a word that not every title has"),
        ("q=" + "+".join(f"word{number}" for number in range(11)), "give at most 10 words"),
        ("q=" + "a" * 10_000, "give at most 200 printable characters"),
        ("q=a%00b", "give at most 200 printable characters"),
        ("q=lavrov%ff", "give at most 200 printable characters"),
        ("q=%ED%A0%80", "give at most 200 printable characters"),
    ],
)
def test_what_can_not_be_looked_for_is_refused_with_the_remedy(query: str, why: str) -> None:
    with pytest.raises(SelectionError) as raised:
        Selection.read(QueryDict(query))

    assert [(problem.param, problem.why) for problem in raised.value.problems] == [("q", why)]
