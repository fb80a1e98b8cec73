"""Finds every text of the public web that is to be translated, in its templates and in its views."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[2]
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
#: Templates of the desk that say again what Django's own say, in the words of its catalogues.
DJANGOS = {"app_list.html"}
Message = tuple[str | None, str | tuple[str, ...]]


def messages() -> set[Message]:
    """Context and text of each; a pair of texts where it has a plural."""
    found = set()
    code = ROOT / "calendar_app"
    for path in sorted([*(code / "web").glob("*.py"), code / "templatetags" / "timetable.py"]):
        found |= set(_extracted(path.read_bytes()))
    pages = [path for room in ("web", "reminders") for path in (ROOT / "templates" / room).glob("*.*t*")]
    desk = ROOT / "templates" / "admin"
    pages += [path for path in desk.rglob("*.html") if path.name not in DJANGOS]
    for path in sorted(pages):
        lines = templatize(path.read_text("utf-8"), origin=str(path)).splitlines()
        found |= set(_extracted("\n".join(line.strip() for line in lines).encode()))
    return found


def _extracted(source: bytes) -> Iterator[Message]:
    for _line, text, _comments, context in extract("python", BytesIO(source), KEYWORDS, options={"encoding": "utf-8"}):
        yield context, text
