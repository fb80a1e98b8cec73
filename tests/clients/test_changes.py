"""After each change, every calendar program shows the new truth."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from calendar_app.models.vocabulary import LANGUAGES

from .changes import EVERYTHING, happening, missed
from .programs import PROGRAMS, Program
from .truth import Seen, feeds, truth
from .world import few


def entries() -> dict[str, set[Seen]]:
    rows = feeds()[EVERYTHING]
    return {language: set(truth(rows, language)) for language in LANGUAGES}


@pytest.mark.django_db
def test_a_change_is_one_entry_and_no_other(admin_user: User) -> None:
    few()
    before = entries()
    for change in happening(admin_user):
        after = entries()
        assert {language: after[language] - before[language] for language in LANGUAGES} == {
            language: {entry} for language, entry in change.shows().items()
        }
        gone = [row.uid for language in LANGUAGES for row in before[language] - after[language]]
        assert {*gone} <= {change.shows()["en"].uid}
        before = after


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("program", PROGRAMS)
def test_every_change_is_shown(program: type[Program], tmp_path: Path, live_server: Any, admin_user: User) -> None:
    few()
    with closing(program(tmp_path, live_server.url, list(program.expected(EVERYTHING)))) as reader:
        assert missed(reader, admin_user) == []
