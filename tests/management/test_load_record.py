"""load_record: the shipped record arrives, is published in one revision, and is left alone the second time."""

from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from calendar_app.models.desk import Decision, Event, Loaded, Topic
from calendar_app.models.public import Listing, Publication, Revision
from calendar_app.models.vocabulary import Noun
from tests.exchange.record.shipped import loaded
from tests.exchange.record.small import entry, small, write

pytestmark = pytest.mark.django_db

#: What ships; see docs/record.md.
COUNTS = {
    Noun.EVENT: 279,
    Noun.ORGANIZATION: 48,
    Noun.PERSON: 154,
    Noun.POST: 50,
    Noun.PLACE: 30,
    Noun.TOPIC: 23,
    Noun.SOURCE: 529,
    Noun.OUTCOME: 31,
}
ROWS = (
    "171 appointments, 3819 citations, 279 events, 35 identifiers, 131 memberships, 48 organizations, 41 other names, "
    "33 outcome steps, 31 outcomes, 352 participations, 154 people, 30 places, 50 posts, 529 sources, 23 topics"
)


def _run(command: str, *args: object) -> tuple[list[str], list[str]]:
    out, err = StringIO(), StringIO()
    call_command(command, *args, stdout=out, stderr=err)
    return out.getvalue().splitlines(), err.getvalue().splitlines()


@pytest.mark.xdist_group("shipped")
def test_the_shipped_record_is_loaded_published_and_sound() -> None:
    out, err = loaded()
    assert out == [
        "record: reading the record",
        "record: comparing it with the desk",
        "record: writing 5726 rows",
        "record: publishing 1144 entries",
        f"record: new: {ROWS}",
        "record: published as revision 1",
    ]
    assert err == []
    assert Counter(Publication.objects.values_list("kind", flat=True)) == COUNTS
    assert (Revision.objects.count(), set(Decision.objects.values_list("actor", flat=True))) == (1, {"record"})
    assert Listing.objects.count() == COUNTS[Noun.EVENT]
    assert Counter(Event.objects.values_list("lifecycle", "certainty")) == {
        ("held", "confirmed"): 225,
        ("held", "tentative"): 1,
        ("scheduled", "confirmed"): 48,
        ("scheduled", "tentative"): 5,
    }

    assert _run("load_record") == (
        [
            "record: reading the record",
            "record: comparing it with the desk",
            "record: writing 0 rows",
            "record: publishing 0 entries",
            "record: nothing changed",
            "record: nothing new to publish",
        ],
        [],
    )
    out, err = _run("check_record")
    assert (out[0], out[-1], err) == ("   279 events", "no errors", [])
    assert [line.split()[2].rstrip(":") for line in out if line.startswith("warning")] == [
        "amm-2017-04",
        "som-2023-05",
        "amm-2023-05",
        "amm-2023-09",
        "amm-2024-10",
        "bi-2024-10-10-lavrov-saleumxay",
        "som-2025-05",
        "amm-2025-05",
        "amm-2025-10",
    ]


def test_another_folder_is_told_apart_what_is_new_changed_and_removed(tmp_path: Path) -> None:
    entries = small()
    _run("load_record", write(tmp_path, entries))
    entries[Noun.TOPIC][1]["name"] = {"en": "Energy cooperation"}
    entries[Noun.EVENT][1]["participations"].pop()
    out, _ = _run("load_record", write(tmp_path, entries))
    assert out[2:] == [
        "record: writing 2 rows",
        "record: publishing 2 entries",
        "record: changed: 1 topics",
        "record: removed: 1 participations",
        "record: published as revision 2",
    ]


def test_conflicts_and_leavers_are_told(tmp_path: Path) -> None:
    entries = small()
    _run("load_record", write(tmp_path, entries))
    Event.objects.filter(slug="arf-32-2025").update(ordinal=33)
    entry(entries, Noun.EVENT, "arf-32-2025").update(ordinal=34, certainty="tentative")
    entries[Noun.TOPIC].pop()
    out, err = _run("load_record", write(tmp_path, entries))
    assert err == [
        "kept the editor's: event.json, arf-32-2025: ordinal is “33” at the desk, “34” in the file",
        "changed, but left for its editor to publish: event arf-32-2025",
        "no longer in the files, kept on the desk: topic energy",
    ]
    assert out[-1] == "record: nothing new to publish"
    assert Event.objects.get(slug="arf-32-2025").certainty == "tentative"
    assert Publication.objects.current().get(slug="arf-32-2025").facts["certainty"] == "confirmed"


def test_a_broken_record_is_refused_whole(tmp_path: Path) -> None:
    entries = small()
    entry(entries, Noun.EVENT, "arf-32-2025")["place"] = "atlantis"
    with pytest.raises(CommandError) as refused:
        _run("load_record", write(tmp_path, entries))
    assert str(refused.value) == (
        "The record was refused; nothing was changed.\nevent.json, arf-32-2025: place: “atlantis” is not in place.json"
    )
    assert (Topic.objects.count(), Loaded.objects.count(), Revision.objects.count()) == (0, 0, 0)


def test_what_cannot_be_published_is_not_loaded_either(tmp_path: Path) -> None:
    entries = small()
    entry(entries, Noun.SOURCE, "tass")["published"] = "2025-07-02"
    with pytest.raises(CommandError, match="cite a source published on 2025-07-11 or later that reports it"):
        _run("load_record", write(tmp_path, entries))
    assert (Event.objects.count(), Loaded.objects.count()) == (0, 0)
