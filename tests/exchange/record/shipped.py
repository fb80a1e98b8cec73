"""The shipped record, loaded and published: once a worker, since that takes its time."""

from io import StringIO

from django.core.management import call_command

from tests.kept import kept


@kept
def loaded() -> tuple[list[str], list[str]]:
    """What `load_record` told, and what it complained of."""
    out, err = StringIO(), StringIO()
    call_command("load_record", stdout=out, stderr=err)
    return out.getvalue().splitlines(), err.getvalue().splitlines()
