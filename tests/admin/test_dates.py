"""Dates at the desk: read, said back in words, and refused with a remedy in the editor's language."""

import pytest
from django.test import Client
from django.urls import reverse

from calendar_app.models.desk import Event, Organization, Outcome, Source
from tests import factories
from tests.admin.forms import address, errors, filled
from tests.factories import Week


def read(desk: Client, text: str, kind: str = "date", language: str = "en") -> dict[str, str]:
    found: dict[str, str] = desk.get(
        reverse("admin:read_date"), {"kind": kind, "text": text}, HTTP_ACCEPT_LANGUAGE=language
    ).json()
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-07-11", "Friday, 11 July 2025 · known to the day"),
        ("10–11 июля 2025 г.", "10\u2060–\u206011 July 2025 · known to the day"),
        (" Q3 2025 ", "third quarter of 2025 · known to the quarter"),
        ("8 or 24 Oct 2025", "8 or 24 October 2025 · one of these days"),
        ("2025-07?", "July 2025 (uncertain) · known to the month"),
        ("2025", "2025 · known to the year"),
        ("TBC", "date to be confirmed"),
        ("", ""),
    ],
)
def test_what_was_understood(desk: Client, text: str, words: str) -> None:
    assert read(desk, text) == {"words": words, "error": ""}


@pytest.mark.parametrize(
    ("text", "beside", "words"),
    [
        ("2025-07-11", {"zone": "Asia/Kuala_Lumpur"}, "Kuala Lumpur time"),
        (
            "11 July 2025 14:30–16:00",
            {"zone": "Asia/Kuala_Lumpur"},
            "14:30\u2060–\u206016:00, Kuala Lumpur time, UTC+8",
        ),
        ("2025-07-11", {"zone": "UTC", "start_time": "14:30", "end_time": ""}, "14:30 UTC"),
        ("2025-07-11", {"zone": "Mars/Olympus", "start_time": "14:30"}, "14:30, in which zone?"),
    ],
)
def test_the_clock_and_zone_are_said_back(desk: Client, text: str, beside: dict[str, str], words: str) -> None:
    answer = desk.get(reverse("admin:read_date"), {"kind": "date", "text": text, **beside})
    assert answer.json()["words"] == f"Friday, 11 July 2025 · {words} · known to the day"


def test_in_other_languages(desk: Client) -> None:
    assert read(desk, "2025-07-11", language="ru")["words"] == "пятница, 11 июля 2025\xa0г. · с точностью до дня"
    assert read(desk, "2025-07-11", language="ar")["words"] == "الجمعة 11 يوليو 2025 · معروف باليوم"


def test_what_is_no_date_and_what_to_write_instead(desk: Client) -> None:
    assert read(desk, "11 July")["error"] == "“11 July”: write the year with four digits."
    assert read(desk, "2025-07-10/2025-07-11", "since")["error"].endswith("a month (2025-07) or a year (2025).")
    assert read(desk, "July 2025", "since") == {"words": "July 2025", "error": ""}
    assert read(desk, "11 July", language="ru")["error"] == "“11 July”: напишите год четырьмя цифрами."


def test_hours_typed_with_the_date_go_to_their_inputs(desk: Client, week: Week) -> None:
    path = address(week.meeting)
    found = errors(desk.post(path, filled(desk, path, date="11 July 2025 14:30–16:00", start_time="10:00")))
    assert found == {"start_time": ["Another time stands beside the date: write it once."]}
    desk.post(path, filled(desk, path, date="11 July 2025 14:30–16:00"))
    stored = Event.objects.get(pk=week.meeting.pk)
    assert (stored.date, f"{stored.start_time:%H:%M}", f"{stored.end_time:%H:%M}") == ("2025-07-11", "14:30", "16:00")


def test_hours_are_not_lost_where_there_is_no_input_for_them(desk: Client, week: Week) -> None:
    path = address(week.meeting)
    found = errors(desk.post(path, filled(desk, path, **{"participations-0-date": "11 July 2025 14:30"})))
    assert found == {
        "participations-0-date": ["“11 July 2025 14:30”: write the date alone here; this line has no hours."]
    }


def test_what_could_not_be_read_comes_back_as_it_was(desk: Client, week: Week) -> None:
    path = address(week.meeting)
    page = desk.post(path, filled(desk, path, date="next week")).content.decode()
    assert ('value="next week"' in page, '?kind=date"></output>' in page) == (True, True)


def test_only_editors_may_ask(client: Client, db: None) -> None:
    assert client.get(reverse("admin:read_date")).status_code == 302


def test_the_page_says_the_date_in_words(desk: Client, week: Week) -> None:
    page = desk.get(address(week.umbrella)).content.decode()
    asked = f"{reverse('admin:read_date')}?kind=date"
    words = "8\u2060–\u206011 July 2025 · Kuala Lumpur time · known to the day"
    assert f'<output class="understood" data-reader="{asked}">{words}</output>' in page


def test_a_date_is_kept_in_its_canonical_spelling(desk: Client, week: Week) -> None:
    path = address(week.meeting)
    desk.post(path, filled(desk, path, date="[2025-07-12,2025-07-11]"))
    assert Event.objects.get(pk=week.meeting.pk).date == "[2025-07-11,2025-07-12]"


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"date": "July"}, "date", "“July”: write the year with four digits."),
        ({"date": "2025-07", "start_time": "10:00"}, "date", "“2025-07”: a time needs a date known to the day."),
        ({"start_time": "10:00", "zone": ""}, "zone", "“2025-07-11”: a time needs the zone of its city"),
        ({"end_time": "10:00"}, "end_time", "“2025-07-11”: an end time needs a start time."),
        ({"zone": "Malaysia"}, "zone", "“Malaysia”: write a zone of the IANA database"),
        ({"start_time": "25:00"}, "start_time", "Enter a valid time."),
        ({"date": "", "start_time": "10:00"}, "start_time", "A time needs a date and a zone"),
        ({"date": "", "lifecycle": "held"}, "date", "A meeting that was held has a date: give it."),
    ],
)
def test_an_event_says_what_its_times_lack(
    desk: Client, week: Week, changes: dict[str, str], field: str, message: str
) -> None:
    path = address(week.meeting)
    found = errors(desk.post(path, filled(desk, path, **changes)))
    assert list(found) == [field]
    assert len(found[field]) == 1
    assert found[field][0].startswith(message)


def test_a_place_newly_chosen_brings_its_zone_and_country(desk: Client, week: Week) -> None:
    path = address(Event, "add")
    inputs = filled(desk, path, title_en="33rd ARF", slug="arf-33", date="2026-07-10", start_time="09:30")
    desk.post(path, {**inputs, "place": str(week.place.pk)})
    made = Event.objects.get(slug="arf-33")
    assert (made.zone, made.country, f"{made.starts_at:%H:%M}") == ("Asia/Kuala_Lumpur", week.malaysia, "01:30")


def test_a_place_that_stood_there_before_fills_nothing_in(desk: Client, week: Week) -> None:
    Event.objects.filter(pk=week.meeting.pk).update(zone="", country=None)
    path = address(week.meeting)
    desk.post(path, filled(desk, path, venue_en="Hall"))
    stored = Event.objects.get(pk=week.meeting.pk)
    assert (stored.venue_en, stored.zone, stored.country) == ("Hall", "", None)


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [("founded", "1967-08", "1967-08-08/1967-08-09"), ("website", "https://asean.example", "nowhere")],
)
def test_other_dates_and_addresses(desk: Client, week: Week, field: str, good: str, bad: str) -> None:
    path = address(week.arf)
    assert list(errors(desk.post(path, filled(desk, path, **{field: bad})))) == [field]
    desk.post(path, filled(desk, path, **{field: good}))
    assert getattr(Organization.objects.get(pk=week.arf.pk), field) == good


def test_a_period(desk: Client, week: Week) -> None:
    path = address(week.programme)
    assert list(errors(desk.post(path, filled(desk, path, period="2026/now")))) == ["period"]
    desk.post(path, filled(desk, path, period="2026/2030"))
    assert Outcome.objects.get(pk=week.programme.pk).period == "2026/2030"


def test_a_day_in_words_is_longer_than_its_column(desk: Client, week: Week) -> None:
    path = address(week.tass)
    widget = desk.get(path).context["adminform"].form.fields["published"].widget
    assert "maxlength" not in widget.attrs
    assert errors(desk.post(path, filled(desk, path, published="12 September 2025"))) == {}
    assert Source.objects.get(pk=week.tass.pk).published == "2025-09-12"
    assert list(errors(desk.post(path, filled(desk, path, published=f"2025-09-12{' ' * 300}?")))) == ["published"]


def test_a_source_published_some_day_in_july(desk: Client, week: Week) -> None:
    source = factories.source()
    path = address(source)
    assert list(errors(desk.post(path, filled(desk, path, published="in July")))) == ["published"]
    desk.post(path, filled(desk, path, published="2025-07", url="press.example/1"))
    stored = Source.objects.get(pk=source.pk)
    assert (stored.published, stored.url) == ("2025-07", "https://press.example/1")
