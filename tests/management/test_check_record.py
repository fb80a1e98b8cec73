"""check_record: counts, warnings and errors; an error fails."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from calendar_app.models.vocabulary import Noun
from tests import factories as make
from tests.exchange.record.small import entry, small, write

pytestmark = pytest.mark.django_db


def test_it_counts_and_warns(tmp_path: Path) -> None:
    make.event("child", parent=make.event("parent", date="2025-07-01"))
    out = StringIO()
    call_command("check_record", write(tmp_path, small()), stdout=out)
    assert out.getvalue().splitlines() == [
        "     2 events",
        "     0 organizations",
        "     0 memberships",
        "     0 people",
        "     0 posts",
        "     0 appointments",
        "     0 places",
        "     0 topics",
        "     0 sources",
        "     0 outcomes",
        "     0 outcome steps",
        "     0 participations",
        "     0 citations",
        "warning: event child: 2025-07-11 lies outside Parent (2025-07-01)",
        "no errors",
    ]


def test_errors_of_the_desk_and_of_the_files_fail(tmp_path: Path) -> None:
    make.event("held", lifecycle="held")
    entries, err = small(), StringIO()
    entry(entries, Noun.PLACE, "kuala-lumpur")["country"] = "XX"
    with pytest.raises(CommandError, match=r"^2 errors$"):
        call_command("check_record", write(tmp_path, entries), stdout=StringIO(), stderr=err)
    assert err.getvalue().splitlines() == [
        "error: event held: held, but no source dated 2025-07-11 or later reports it",
        "error: in the files: place.json, kuala-lumpur: country: “XX” is not in organization.json",
    ]
