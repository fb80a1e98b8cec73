"""What nouns of every kind state, fact by fact."""

from datetime import time

from calendar_app.admin.stated import stated, value_of
from calendar_app.models.desk.noun import NounModel
from calendar_app.models.vocabulary import CITED_FIELDS, Noun
from tests import factories as make
from tests.factories import Week


def words(noun: NounModel) -> dict[str, list[str]]:
    """What is stated, by fact: the whole, then its lines."""
    found: dict[str, list[str]] = {}
    for fact in stated(noun):
        found.setdefault(fact.name, []).append(fact.said)
    return found


def test_an_event(week: Week) -> None:
    week.meeting.start_time, week.meeting.online = time(11, 10), True
    week.meeting.agenda.create(title_en="Peace", position=1)
    assert words(week.meeting) == {
        "title": ["32nd ASEAN Regional Forum"],
        "date": ["Friday, 11 July 2025"],
        "time": ["11:10, Asia/Kuala_Lumpur"],
        "place": ["Kuala Lumpur"],
        "country": ["Malaysia"],
        "level": ["ministerial"],
        "forum": ["ASEAN Regional Forum"],
        "ordinal": ["32"],
        "parent": ["58th AMM week"],
        "certainty": ["confirmed"],
        "lifecycle": ["scheduled"],
        "online": ["yes"],
        "participations": ["Sergey Lavrov", "Sergey Lavrov"],
        "agenda": ["Peace", "Peace"],
        "topics": ["Cybersecurity"],
        "outcomes": ["Arf Work Programme: document expected", "Arf Work Programme: document expected"],
    }


def test_the_other_nouns(week: Week) -> None:
    week.place.latitude, week.place.longitude = 3.139, 101.687
    week.arf.founded = "1994-07-25"
    post = week.malaysia.posts.get()
    found = {
        noun._meta.model_name: words(noun) for noun in (week.arf, week.hasan, post, week.place, week.topic, week.tass)
    }
    assert found["organization"] == {
        "name": ["ASEAN Regional Forum"],
        "abbreviation": ["ARF"],
        "kind": ["forum"],
        "founded": ["Monday, 25 July 1994"],
    }
    assert list(found["person"]) == ["name", "appointments"]
    assert (found["post"]["organization"], found["post"]["seats"]) == (["Malaysia"], ["1"])
    assert (found["place"]["zone"], found["place"]["coordinates"]) == (["Asia/Kuala_Lumpur"], ["3.139, 101.687"])
    assert found["topic"] == {"name": ["Cybersecurity"]}
    assert found["source"]["publisher"] == ["TASS"]
    assert words(week.programme)["progress"] == ["32nd ASEAN Regional Forum: document expected"]


def test_no_kind_of_noun_is_forgotten() -> None:
    assert set(CITED_FIELDS) == set(Noun)


def test_the_best_source_first(week: Week) -> None:
    ranked = [
        ("2025-07-01", "normal"),
        ("2025-07-09", "deprecated"),
        ("2025-07-05", "preferred"),
        ("2025-07-08", "normal"),
    ]
    for published, rank in ranked:
        make.cite(week.umbrella, "date", make.source(published=published), rank=rank)
    (fact,) = [fact for fact in stated(week.umbrella) if fact.name == "date"]
    assert [(one.rank, one.source.published) for one in fact.citations] == [
        ("preferred", "2025-07-05"),
        ("normal", "2025-07-08"),
        ("normal", "2025-07-01"),
        ("deprecated", "2025-07-09"),
    ]


def test_what_a_source_says_of_a_date_in_words(week: Week) -> None:
    said = {
        value: value_of(make.cite(week.umbrella, "date", make.source(), value=value))
        for value in ("2025-07", "2025", "soon", "")
    }
    assert said == {"2025-07": "July 2025", "2025": "2025", "soon": "soon", "": ""}
    assert value_of(make.cite(week.umbrella, "place", week.tass, value="2025-07")) == "2025-07"


def test_a_fact_that_only_a_source_states(week: Week) -> None:
    make.cite(week.meeting, "venue", week.tass, value="Convention Centre")
    assert words(week.meeting)["venue"] == [""]
