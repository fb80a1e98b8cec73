"""A LOCATION read from its end."""

import pytest

from calendar_app.exchange.ics.names import Names
from calendar_app.exchange.ics.where import Where, prints, where
from calendar_app.models.desk import OtherName
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_country_city_and_venue() -> None:
    malaysia = make.state("MY", "Malaysia", name_ru="Малайзия", name_ar="ماليزيا")
    capital = make.place(country=malaysia, name_ar="كوالالمبور")
    OtherName.objects.create(place=capital, language="en", name="KL")
    OtherName.objects.create(organization=malaysia, language="en", name="Federation of Malaysia")
    singapore = make.state("SG", "Singapore")
    city = make.place("singapore", singapore)
    names = Names.read()
    for text, read in {
        "Hall 3, Left Wing, Kuala Lumpur, Malaysia": Where(capital, malaysia, "Hall 3, Left Wing"),
        "\u2068Hall 3, Left Wing\u2069، كوالالمبور، ماليزيا": Where(capital, malaysia, "Hall 3, Left Wing"),
        "Kuala Lumpur": Where(capital, malaysia),
        "Hall 3, KL": Where(capital, malaysia, "Hall 3"),
        "KL, Federation of Malaysia": Where(capital, malaysia),
        "Малайзия": Where(None, malaysia),
        "Hall 3, Malaysia": Where(None, malaysia, "Hall 3"),
        "Kuala Lumpur, Singapore": Where(city, singapore, "Kuala Lumpur"),
        "Singapore": Where(city, singapore),
        "Hall 3, Singapore": Where(city, singapore, "Hall 3"),
        "Somewhere, else": Where(venue="Somewhere, else"),
        "عبر الإنترنت": Where(online=True),
    }.items():
        assert where(text, names) == read, text


def test_a_name_of_two_places_names_neither() -> None:
    make.place("georgetown", name_en="Georgetown")
    make.place("george-town", name_en="Georgetown")
    assert where("Georgetown", Names.read()) == Where(venue="Georgetown")


def test_what_an_event_prints_in_any_language() -> None:
    malaysia = make.state("MY", "Malaysia", name_ar="ماليزيا")
    event = make.event(place=make.place(country=malaysia), venue_en="Hall 3")
    assert [prints(event, text) for text in ("Hall 3, Kuala Lumpur, Malaysia", "Kuala Lumpur", "Online")] == [
        True,
        False,
        False,
    ]
    event.online = True
    assert prints(event, "Онлайн")
    assert prints(make.event("nowhere"), "")
