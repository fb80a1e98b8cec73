"""Real calendar programs read every feed and agree with the database on UIDs, times, states and titles."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from .programs import PROGRAMS, Program
from .truth import differences
from .world import world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_feed_is_read_as_the_database_has_it(program: type[Program], tmp_path: Path, live_server: Any) -> None:
    world()
    expected = program.expected()
    with closing(program(tmp_path, live_server.url, list(expected))) as one:
        found = differences(one.look(), expected)
    assert found == [], "\n".join(found)
