"""The catalogues are whole: every text of the app in Russian and Arabic, none unsure, none left over."""

from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po
from django.apps import apps
from django.contrib import admin

from calendar_app.dates import edtf, grids, instants, shift, span, typed, zones
from calendar_app.models import desk

APP = Path(desk.__file__).parents[2]
#: Rooms whose texts stand in the catalogues of the pages.
ELSEWHERE = {"web", "templatetags/pages.py", "templatetags/timetable.py"}
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
Key = tuple[str | None, str]


def catalogue(language: str, folder: Path = APP) -> Catalog:
    with (folder / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def keys(found: Catalog) -> set[Key]:
    return {(message.context, _one(message.id)) for message in found if message.id}


def _one(text: object) -> str:
    return str(text[0] if isinstance(text, tuple | list) else text)


def written() -> set[Key]:
    """What the app's Python asks gettext for."""
    paths = [path for path in APP.rglob("*.py") if path.relative_to(APP).parts[0] not in ELSEWHERE]
    paths = [path for path in paths if path.relative_to(APP).as_posix() not in ELSEWHERE]
    return {
        (context, _one(text))
        for path in paths
        for _, text, _, context in extract_from_file("python", path, keywords=KEYWORDS)
    }


def refusals() -> set[Key]:
    """The reasons of the ground floor, which has no gettext: sentences in constants."""
    modules: list[ModuleType] = [edtf, grids, instants, shift, span, typed, zones]
    found = [value for module in modules for name, value in vars(module).items() if name.isupper()]
    return {(None, text) for text in found if isinstance(text, str) and " " in text}


def admin_words() -> set[Key]:
    """What the admin prints of models: the desk's, save the loader's own memory, and the others it registers."""
    desks = [
        model
        for model in apps.get_app_config("calendar_app").get_models()
        if model.__module__.startswith(desk.__name__)
    ]
    shown = {*desks, *(model for model in admin.site._registry if model._meta.app_label == "calendar_app")} - {
        desk.Loaded
    }
    words: set[str] = set()
    for options in (model._meta for model in shown):
        fields = [*options.fields, *options.many_to_many]
        words |= {str(options.verbose_name), str(options.verbose_name_plural)}
        words |= {str(text) for field in fields for text in (field.verbose_name, field.help_text) if text}
    return {(None, word) for word in words}


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_every_text_is_there_and_no_other(language: str) -> None:
    assert keys(catalogue(language)) == written() | refusals() | admin_words()


@pytest.mark.parametrize(("language", "forms"), [("ru", 3), ("ar", 6)])
def test_nothing_is_empty_or_unsure(language: str, forms: int) -> None:
    found = catalogue(language)
    assert found.num_plurals == forms
    assert [
        message.id for message in found if message.id and (message.fuzzy or not _whole(message.string, forms))
    ] == []
    assert [message.id for message, errors in found.check() if errors] == []


def _whole(string: object, forms: int) -> bool:
    return all(string) and len(string) == forms if isinstance(string, tuple | list) else bool(string)


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_every_placeholder_is_kept(language: str) -> None:
    """Only the Arabic forms for none, one and two may leave the number to the word."""
    lost = [
        message.id
        for message in catalogue(language)
        if message.id and not isinstance(message.id, tuple | list) and _holes(message.id) != _holes(message.string)
    ]
    assert lost == []


def _holes(text: object) -> list[str]:
    return sorted(part.split(")")[0] for part in str(text).split("%(")[1:])


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_figures_are_latin(language: str) -> None:
    digits = {char for message in catalogue(language) for char in str(message.string) if char.isdigit()}
    assert [digit for digit in digits if not digit.isascii()] == []


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_the_pages_catalogue_says_the_same_where_it_says_the_same(language: str) -> None:
    """Its translations win over these, so a word that stood in both and differed would depend on who asks."""
    ours, pages = (
        {(message.context, _one(message.id)): message.string for message in catalogue(language, folder) if message.id}
        for folder in (APP, APP.parent / "templates")
    )
    shared = ours.keys() & pages.keys()
    assert {key: ours[key] for key in shared} == {key: pages[key] for key in shared}
