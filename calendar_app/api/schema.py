"""The API as an OpenAPI 3.1 document, made from the views' own descriptions. docs/openapi.yaml is a copy."""

from functools import cache
from typing import Any

from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import patched_settings

from .catalogue import ENTRIES

VOCABULARY = "calendar_app.models.vocabulary"
SETTINGS: dict[str, Any] = {
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "AttendanceEnum": f"{VOCABULARY}.Attendance",
        "BasisEnum": f"{VOCABULARY}.Basis",
        "CertaintyEnum": f"{VOCABULARY}.Certainty",
        "EventKindEnum": f"{VOCABULARY}.EventKind",
        "LanguageEnum": f"{VOCABULARY}.LANGUAGES",
        "LevelEnum": f"{VOCABULARY}.Level",
        "LifecycleEnum": f"{VOCABULARY}.Lifecycle",
        "MembershipStatusEnum": f"{VOCABULARY}.MembershipStatus",
        "NameKindEnum": f"{VOCABULARY}.NameKind",
        "OrganizationKindEnum": f"{VOCABULARY}.OrganizationKind",
        "OutcomeKindEnum": f"{VOCABULARY}.OutcomeKind",
        "ProgressEnum": f"{VOCABULARY}.Progress",
        "RankEnum": f"{VOCABULARY}.Rank",
        "RoleEnum": f"{VOCABULARY}.Role",
    },
    "TAGS": [{"name": entry.path, "description": entry.about} for entry in ENTRIES],
    "SORT_OPERATION_PARAMETERS": False,
}


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document. Made once a process, as it takes a second."""
    with patched_settings(SETTINGS), override("en"):
        made: dict[str, Any] = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call] # has no hints
    return made
