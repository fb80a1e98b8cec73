"""The record that ships: what it must hold, read from its files alone."""

from collections import Counter
from datetime import date

import pytest

from calendar_app.dates import parse, partial_bounds
from calendar_app.exchange.record import SHIPPED, files
from calendar_app.exchange.record.files import Entry
from calendar_app.models.vocabulary import Noun

RECORD = files.read(SHIPPED)
EVENTS = RECORD[Noun.EVENT]
TASS, SVG = "tass-com-2025-07-02", "russia-islworld-ru-2025-07-02"


def _cited(entry: Entry, source: str) -> set[str]:
    return {field for row in entry.get("citations", ()) if row["source"] == source for field in row["fields"]}


def _sources(entry: Entry, field: str) -> list[Entry]:
    return [RECORD[Noun.SOURCE][row["source"]] for row in entry.get("citations", ()) if field in row["fields"]]


def _people(key: str) -> list[str]:
    return [line["key"] for line in EVENTS[key].get("participations", ())]


def test_counts() -> None:
    assert {noun.value: len(entries) for noun, entries in RECORD.items()} == {
        "event": 279,
        "organization": 48,
        "person": 154,
        "post": 50,
        "place": 30,
        "topic": 23,
        "source": 529,
        "outcome": 31,
    }
    assert Counter(entry["kind"] for entry in EVENTS.values()) == {"meeting": 226, "bilateral": 50, "umbrella": 3}
    assert Counter(entry["kind"] for entry in RECORD[Noun.ORGANIZATION].values()) == {
        "state": 35,
        "organization": 4,
        "forum": 6,
        "publisher": 2,
        "ministry": 1,
    }
    assert Counter(parse(entry["date"]).precision for entry in EVENTS.values()) == {
        "day": 199,
        "days": 66,
        "choice": 9,
        "month": 5,
    }


def test_names_of_people_in_russian_and_arabic_are_those_that_sources_showed() -> None:
    people = RECORD[Noun.PERSON].values()
    assert {code: sum(code in person["name"] for person in people) for code in ("en", "ru", "ar")} == {
        "en": 154,
        "ru": 52,
        "ar": 45,
    }
    assert [person["key"] for person in people if len(person["name"]) > 1 and not _sources(person, "name")] == []


@pytest.mark.parametrize("noun", [Noun.TOPIC, Noun.PLACE, Noun.POST, Noun.OUTCOME])
def test_the_records_own_words_are_trilingual(noun: Noun) -> None:
    texts = [entry.get("name") or entry["title"] for entry in RECORD[noun].values()]
    assert [text for text in texts if set(text) != {"en", "ru", "ar"}] == []


def test_only_meetings_of_people_without_a_name_in_a_language_lack_a_title_in_it() -> None:
    people = RECORD[Noun.PERSON]
    for key, entry in EVENTS.items():
        lacking = {"ru", "ar"} - set(entry["title"])
        unnamed = {code for code in lacking for who in _people(key) if code not in people[who]["name"]}
        assert (key, lacking) == (key, unnamed if entry["kind"] == "bilateral" else set())


def test_working_words_do_not_reach_readers() -> None:
    for entry in EVENTS.values():
        for title in entry["title"].values():
            assert [word for word in ("umbrella", "PMC+1", "10+1", "(", "planned", " - ") if word in title] == []
    assert [key for key, entry in EVENTS.items() if "note" in entry] == []


def test_every_held_meeting_is_reported_by_a_source_of_its_last_day_or_later() -> None:
    held = {key: entry for key, entry in EVENTS.items() if entry.get("lifecycle") == "held"}
    assert len(held) == 226
    for key, entry in held.items():
        last = parse(entry["date"]).span.last
        days = [partial_bounds(source["published"]).first for source in _sources(entry, "lifecycle")]
        assert (key, bool(days), all(day >= last for day in days)) == (key, True, True)


def test_nothing_is_called_held_on_announcements_alone() -> None:
    announced = (
        "amm-28-1995", "pmc-1995", "apt-fmm-2000", "pmc-2000", "asean-russia-fmm-2010", "asean-india-fmm-2019",
        "asean-us-fmm-2019", "asean-russia-fmm-2022", "amm-2023-05", "som-2025-05", "asean-russia-summit-2025-planned",
        "tac-50-2026", "asean-summit-49", "eas-21-2026", "bi-2015-08-05-lavrov-kerry", "bi-2023-09-lavrov-jaishankar",
    )  # fmt: skip
    assert [key for key in announced if "lifecycle" in EVENTS[key]] == []
    assert {key for key, entry in EVENTS.items() if entry["certainty"] == "tentative"} == {
        "amm-30-1997",
        "amm-51-2018",
        "arf-18-2011",
        "asean-russia-summit-2025-planned",
        "bi-2025-07-lavrov-further",
        "eas-21-2026",
    }


def test_asean_had_ten_members_in_july_2025_and_has_had_eleven_since_october() -> None:
    members = RECORD[Noun.ORGANIZATION]["asean"]["members"]

    def on(day: date) -> int:
        return sum(partial_bounds(row["since"]).last <= day for row in members)

    assert (on(date(2025, 7, 11)), on(date(2025, 10, 25)), on(date(2025, 10, 26))) == (10, 10, 11)


def test_sources_that_disagree_stand_side_by_side() -> None:
    said = {
        (row["source"], row.get("value", ""), row.get("rank", "normal"))
        for row in EVENTS["bi-2018-08-01-lavrov-wang-yi"]["citations"]
        if "date" in row["fields"]
    }
    assert EVENTS["bi-2018-08-01-lavrov-wang-yi"]["date"] == "2018-08-02"
    assert said == {("news-az-2018-08", "2018-08-01", "normal"), ("reuters-com-2018-08-02", "", "preferred")}
    assert EVENTS["bi-2018-08-01-lavrov-balakrishnan"]["date"] == "[2018-08-01,2018-08-02]"


class TestTheSeed:
    """The announcement of 2 July 2025, recorded in full."""

    WEEK = EVENTS["amm-week-2025"]
    FORMATS = ("asean-russia-fmm-2025", "eas-fmm-15-2025", "arf-32-2025")

    def test_the_week_holds_the_formats_and_the_bilaterals(self) -> None:
        assert (self.WEEK["kind"], self.WEEK["date"], self.WEEK["place"]) == (
            "umbrella",
            "2025-07-08/2025-07-11",
            "kuala-lumpur",
        )
        children = {key: entry["kind"] for key, entry in EVENTS.items() if entry.get("parent") == "amm-week-2025"}
        assert {key for key, kind in children.items() if kind == "meeting"} == {
            "amm-58-2025",
            "apt-fmm-26-2025",
            *self.FORMATS,
        }
        assert {key for key in children if "lavrov" in key} == {
            "bi-2025-07-10-lavrov-mohamad-hasan",
            "bi-2025-07-10-lavrov-rubio",
            "bi-2025-07-10-lavrov-thongsavanh",
            "bi-2025-07-10-lavrov-wang-yi",
            "bi-2025-07-11-lavrov-rubio",
            "bi-2025-07-lavrov-further",
        }

    def test_lavrov_took_part_on_his_own_days_and_zakharova_announced_it(self) -> None:
        lavrov = next(line for line in self.WEEK["participations"] if line["key"] == "sergey-lavrov")
        assert (lavrov["appointment"], lavrov["represents"], lavrov["date"]) == (
            "sergey-lavrov/foreign-minister-ru",
            "RU",
            "2025-07-10/2025-07-11",
        )
        assert [key for key in EVENTS if "maria-zakharova" in _people(key)] == []
        for source in (TASS, SVG):
            assert RECORD[Noun.SOURCE][source]["announcer"] == "maria-zakharova"
            assert RECORD[Noun.SOURCE][source]["published"] == "2025-07-02"

    def test_the_republication_names_whom_it_repeats(self) -> None:
        svg = RECORD[Noun.SOURCE][SVG]
        assert (svg["publisher"], svg["republishes"], svg["language"]) == ("svg-russia-islamic-world", TASS, "ar")
        assert RECORD[Noun.SOURCE][TASS]["publisher"] == "tass"

    @pytest.mark.parametrize("key", ["amm-week-2025", *FORMATS, "bi-2025-07-lavrov-further"])
    def test_each_event_it_announces_cites_it(self, key: str) -> None:
        for source in (TASS, SVG):
            assert {"date", "country", "place"} <= _cited(EVENTS[key], source)
            assert "ordinal" not in _cited(EVENTS[key], source)

    def test_unions_it_speaks_of_are_topics_and_take_no_part(self) -> None:
        assert {"eaeu-asean", "sco-asean"} <= set(self.WEEK["topics"])
        parties = {line.get("organization") for entry in EVENTS.values() for line in entry.get("participations", ())}
        assert parties & {"eaeu", "sco"} == set()

    def test_three_documents_are_expected_each_where_it_belongs(self) -> None:
        steps = {
            key: [(step["event"], step["progress"]) for step in RECORD[Noun.OUTCOME][key]["steps"]]
            for key in (
                "asean-russia-plan-of-action-2026-2030",
                "eas-leaders-statement-2025",
                "arf-work-programme-2025",
            )
        }
        assert steps == {
            "asean-russia-plan-of-action-2026-2030": [
                ("asean-russia-fmm-2025", "expected"),
                ("asean-russia-summit-2025-planned", "expected"),
                ("asean-russia-summit-2026", "adopted"),
            ],
            "eas-leaders-statement-2025": [("eas-20-2025", "expected")],
            "arf-work-programme-2025": [("arf-32-2025", "expected")],
        }

    def test_what_was_said_stands_with_who_said_it(self) -> None:
        said = [row for row in self.WEEK["citations"] if "said_by" in row]
        assert [(row["source"], row["fields"], row["said_by"]) for row in said] == [
            (SVG, ["participations/sergey-lavrov"], "maria-zakharova"),
            (TASS, ["participations/sergey-lavrov"], "maria-zakharova"),
        ]
