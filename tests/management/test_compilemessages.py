"""`manage.py compilemessages`, with Babel alone."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django.fixtures import Settings

from .test_catalogues import written


def test_it_tells_what_it_compiled(settings: Settings, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    po, told = written(tmp_path, 'msgid "a"\nmsgstr "b"\n'), StringIO()
    call_command("compilemessages", verbosity=2, stdout=told)
    assert told.getvalue() == f"compiled {po}\n"
    assert po.with_suffix(".mo").exists()
    call_command("compilemessages", verbosity=2, stdout=told)
    assert told.getvalue() == f"compiled {po}\n"


def test_it_is_quiet_unless_asked(settings: Settings, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    written(tmp_path, 'msgid "a"\nmsgstr "b"\n')
    told = StringIO()
    call_command("compilemessages", stdout=told)
    assert told.getvalue() == ""


def test_a_broken_catalogue(settings: Settings, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    po = written(tmp_path, '#, python-format\nmsgid "%(a)s"\nmsgstr "%(b)s"\n')
    with pytest.raises(CommandError, match=str(po)):
        call_command("compilemessages")
