"""Which listings touch some days, however long they are, on either database."""

from datetime import date

import pytest
from django.db.utils import ConnectionHandler

from calendar_app.models.public import Listing
from tests import factories as make

pytestmark = pytest.mark.django_db


def found(first: date | None, end: date | None, *, undated: bool = False) -> list[str]:
    rows = Listing.objects.within(first, end, undated=undated).in_date_order()
    return list(rows.values_list("publication__slug", flat=True))


def test_what_began_long_before_is_there_as_long_as_it_lasts() -> None:
    dates = {"long": "2019-01-01/2025-07-10", "short": "2025-07-10", "before": "2025-07-08", "none": ""}
    make.publish(*(make.event(slug, date=text, certainty="tentative") for slug, text in dates.items()))
    assert found(date(2025, 7, 10), date(2025, 7, 11)) == ["long", "short"]
    assert found(date(2025, 7, 11), date(2025, 8, 1)) == []
    assert found(date(2018, 1, 1), date(2019, 1, 2)) == ["long"]
    assert found(date(2025, 7, 10), date(2025, 7, 11), undated=True) == ["long", "short", "none"]
    assert found(None, date(2025, 7, 9)) == ["long", "before"]
    assert found(date(2025, 7, 10), None) == ["long", "short"]
    assert found(None, None) == ["long", "before", "short", "none"]


def test_sqlite_reckons_with_days_in_its_own_way() -> None:
    sqlite = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})["default"]
    query = Listing.objects.within(date(2025, 7, 10), date(2025, 7, 11)).values("pk").query
    sql, params = query.get_compiler(connection=sqlite).as_sql()
    assert '> (date(%s, \'-\' || (SELECT MAX(U0."days") AS "most" FROM "calendar_app_listing" U0) || \' days\'))' in sql
    assert params[0] == "2025-07-10"
