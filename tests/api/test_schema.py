"""The schema is exactly the API: the committed copy, the parameters, the answers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import schemathesis
from django.conf import settings
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from calendar_app.api.schema import document
from calendar_app.models.vocabulary import LANGUAGES
from calendar_app.selection import NAMES
from config.wsgi import application
from tests.api.asking import ROOT, ask, strict, validate

COPY = Path(settings.BASE_DIR, "docs", "openapi.yaml")


def test_the_committed_copy_is_the_schema(tmp_path: Path) -> None:
    made = tmp_path / "openapi.yaml"

    call_command(
        "spectacular",
        custom_settings="calendar_app.api.schema.SETTINGS",
        validate=True,
        fail_on_warn=True,
        file=str(made),
    )

    assert COPY.read_text() == made.read_text(), "write it anew: see docs/api.md"


def test_the_schema_is_served_as_it_is_committed() -> None:
    assert Client().get(f"{ROOT}schema/").json() == document()


@pytest.mark.django_db
def test_every_address_of_the_root_is_in_it() -> None:
    paths = {urlsplit(url).path for url in ask()["lists"].values()}

    assert {path for path in document()["paths"] if "{" not in path} == {ROOT, *paths}
    assert {path for path in document()["paths"] if "{" in path} == {f"{path}{{slug}}/" for path in paths}
    assert {method for path in document()["paths"].values() for method in path} == {"get"}


def _query(path: str) -> dict[str, dict[str, Any]]:
    parameters = document()["paths"][ROOT + path]["get"].get("parameters", [])
    return {one["name"]: one["schema"] for one in parameters if one["in"] == "query"}


def test_every_parameter_of_the_selection_is_declared_in_its_order() -> None:
    assert list(_query("events/")) == [*NAMES, "lang", "page_size", "cursor"]
    assert list(_query("organizations/")) == ["asof", "kind", "lang", "page_size", "cursor"]
    assert list(_query("people/")) == ["asof", "lang", "page_size", "cursor"]
    assert list(_query("events/{slug}/")) == ["asof", "lang"]
    assert list(_query("")) == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["events/", "organizations/", "outcomes/", "topics/"])
def test_every_declared_value_is_allowed_and_no_other(path: str) -> None:
    closed = {name: schema.get("items", schema).get("enum") for name, schema in _query(path).items()}
    for name, values in closed.items():
        for value in values or ():
            right: dict[str, Any] = {name: value}
            assert ask(path, **right)["count"] == 0
        if values:
            wrong: dict[str, Any] = {name: "x"}
            assert ask(path, status=400, **wrong)["errors"][0]["allowed"] == list(values)
    assert closed["lang"] == list(LANGUAGES)


def test_every_example_has_the_shape_it_is_an_example_of() -> None:
    seen = 0
    for path in document()["paths"].values():
        for answer in path["get"]["responses"].values():
            for kind in answer.get("content", {}).values():
                for example in kind.get("examples", {}).values():
                    validate(kind["schema"]["$ref"].rpartition("/")[2], example["value"])
                    seen += 1
    assert seen == 1 + 8 + 16 + 1


described = schemathesis.openapi.from_dict(strict())
described.app = application


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """As Django's own test client does: the application must not close the connection that holds the test's data."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


UNHURRIED = hypothesis_settings(
    deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.mark.no_cover  # whatever it asks, other tests ask by name
@pytest.mark.usefixtures("week", "_one_connection")
@described.parametrize()
@hypothesis_settings(UNHURRIED, max_examples=6)
def test_whatever_is_asked_the_answer_is_in_the_schema(case: schemathesis.Case[Any]) -> None:
    """Statuses, media types, headers and bodies, closed to undeclared fields; wrong values and methods are refused.

    That right values are accepted is tested elsewhere: a slug may have the right form and not be in the record.
    """
    case.call_and_validate(excluded_checks=[positive_data_acceptance])


@pytest.mark.prove
@pytest.mark.usefixtures("week", "_one_connection")
@described.parametrize()
@hypothesis_settings(UNHURRIED, max_examples=60)
def test_however_long_it_is_asked_the_answer_is_in_the_schema(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(excluded_checks=[positive_data_acceptance])
