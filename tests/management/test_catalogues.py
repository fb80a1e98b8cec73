"""Catalogues compile without gettext, only where they changed, and a broken one is refused by file and line."""

import gettext
import os
from pathlib import Path

import pytest

from calendar_app.management import catalogues

HEAD = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;\\n"

"""


def written(root: Path, body: str, room: str = "templates") -> Path:
    po = root / room / "locale" / "ar" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True, exist_ok=True)
    po.write_text(HEAD + body, encoding="utf-8")
    return po


def test_a_catalogue_with_six_plurals(tmp_path: Path) -> None:
    forms = "".join(f'msgstr[{number}] "{number}"\n' for number in range(6))
    po = written(tmp_path, f'msgid "day"\nmsgid_plural "days"\n{forms}')
    with catalogues.compile_file(po).open("rb") as mo:
        spoken = gettext.GNUTranslations(mo)
    assert [spoken.ngettext("day", "days", n) for n in (0, 1, 2, 3, 11, 100)] == ["0", "1", "2", "3", "4", "5"]


def test_only_what_changed(tmp_path: Path) -> None:
    first = written(tmp_path, 'msgid "a"\nmsgstr "b"\n', "calendar_app")
    second = written(tmp_path, 'msgid "c"\nmsgstr "d"\n', "templates")
    assert catalogues.stale(tmp_path) == [first, second]
    for po in (first, second):
        mo = catalogues.compile_file(po)
        os.utime(mo, (po.stat().st_mtime + 1,) * 2)
    assert catalogues.stale(tmp_path) == []
    os.utime(second, (second.stat().st_mtime + 2,) * 2)
    assert catalogues.stale(tmp_path) == [second]


def test_a_fuzzy_message_is_not_spoken(tmp_path: Path) -> None:
    po = written(tmp_path, '#, fuzzy\nmsgid "yes"\nmsgstr "no"\n')
    with catalogues.compile_file(po).open("rb") as mo:
        assert gettext.GNUTranslations(mo).gettext("yes") == "yes"


def test_a_lost_placeholder_is_refused(tmp_path: Path) -> None:
    po = written(tmp_path, '#, python-format\nmsgid "%(count)s days"\nmsgstr "%(number)s days"\n')
    with pytest.raises(catalogues.CatalogueError) as failure:
        catalogues.compile_file(po)
    assert str(failure.value).startswith(f"{po}:7: '%(count)s days': ")
    assert not po.with_suffix(".mo").exists()


@pytest.mark.parametrize("body", ["msgid without quotes\n", 'msgid "\udcff"\nmsgstr ""\n'])
def test_a_torn_file_is_refused(tmp_path: Path, body: str) -> None:
    po = written(tmp_path, "")
    po.write_bytes(HEAD.encode() + body.encode(errors="surrogateescape"))
    with pytest.raises(catalogues.CatalogueError) as failure:
        catalogues.compile_file(po)
    assert str(failure.value).startswith(f"{po}: ")
