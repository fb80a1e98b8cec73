"""Asking the API as a program does, with every answer held against the schema, exactly."""

import json
from copy import deepcopy
from functools import cache
from typing import Any

import jsonschema_rs
from django.test import Client

from calendar_app.api.schema import document

ROOT = "/api/v1/"


@cache
def strict() -> dict[str, Any]:
    """The schema with every object closed, so that an undeclared field is an error too."""
    closed = deepcopy(document())
    for component in closed["components"]["schemas"].values():
        if component.get("type") == "object":
            component["additionalProperties"] = False
    return closed


@cache
def _validator(shape: str) -> jsonschema_rs.Draft202012Validator:
    schema = {"$ref": f"#/components/schemas/{shape}", "components": strict()["components"]}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def validate(shape: str, body: Any) -> None:
    """Raises for anything but the declared shape, formats included."""
    _validator(shape).validate(body)


def operation(path: str) -> dict[str, Any]:
    """The schema's operation for a path such as events/ or events/arf-32-2025/."""
    first, _, rest = path.partition("/")
    template = f"{ROOT}{first}/" + ("{slug}/" if rest else "") if path else ROOT
    found: dict[str, Any] = strict()["paths"][template]["get"]
    return found


def ask(path: str = "", /, status: int = 200, headers: dict[str, str] | None = None, **query: Any) -> Any:
    """The body of an answer, checked against what the schema says of this path, status and media type."""
    response = Client().get(ROOT + path, query, headers=headers)
    assert response.status_code == status, response.content
    kinds = operation(path)["responses"][str(status)]["content"]
    assert response["Content-Type"] in kinds
    body = json.loads(response.content)
    validate(kinds[response["Content-Type"]]["schema"]["$ref"].rpartition("/")[2], body)
    return body
