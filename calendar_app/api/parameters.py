"""The query parameters as the schema describes them; tests hold this page and the reading of requests together."""

from typing import Any

from django.db.models import TextChoices
from drf_spectacular.utils import OpenApiParameter

from calendar_app.models.vocabulary import LANGUAGES, Basis, Certainty, EventKind, Level, Lifecycle, Role
from calendar_app.selection.reading import LONGEST, MOST

from .asked import DEFAULT_SIZE, LARGEST

DAY = r"(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
PARTIAL_DAY = r"(19|20|21)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
SLUG = r"^[-a-zA-Z0-9_]+$"
BINDS = "Binds to one participation together with `state`, `organization`, `person`, `post` and `role`."


def _one(name: str, about: str, *, default: Any = None, **schema: Any) -> OpenApiParameter:
    return OpenApiParameter(name, {"type": "string", **schema}, description=about, default=default)


def _many(name: str, about: str, **items: Any) -> OpenApiParameter:
    """A repeatable parameter: its values are OR."""
    item = {"type": "string", "minLength": 1, "maxLength": LONGEST, **items}
    kind = {"type": "array", "items": item, "minItems": 1, "maxItems": MOST}
    return OpenApiParameter(name, kind, description=about, style="form", explode=True)


def _closed(name: str, about: str, choices: type[TextChoices]) -> OpenApiParameter:
    item = {"type": "string", "enum": choices.values}
    return OpenApiParameter(
        name, {"type": "array", "items": item, "minItems": 1}, description=about, style="form", explode=True
    )


ASOF = _one(
    "asof",
    "The record as it stood at the end of this day (UTC). A day before its first revision is refused.",
    format="date",
    pattern=f"^{DAY}$",
    examples=["2025-07-10"],
)
LANG = _one("lang", "The language of display names and pages.", enum=list(LANGUAGES), default="en")
SIZE = OpenApiParameter(
    "page_size",
    {"type": "integer", "minimum": 1, "maximum": LARGEST},
    description="How many results at once.",
    default=DEFAULT_SIZE,
)
CURSOR = _one("cursor", "Where the list goes on: follow `next` rather than making one.", minLength=1)
SELECTION = (
    _many("forum", "Dialogue formats, by slug.", examples=["arf"]),
    _many("state", f"States that take part, by ISO 3166 code. {BINDS}", examples=["MY"]),
    _many("organization", f"Organizations that take part, by slug. {BINDS}", examples=["asean"]),
    _many("person", f"People who take part, by slug. {BINDS}", examples=["sergey-lavrov"]),
    _many("post", f"Posts whose holders take part, by slug. {BINDS}", examples=["foreign-minister-ru"]),
    _closed("role", f"`state=MY&role=host`: Malaysia hosts. {BINDS}", Role),
    _many(
        "with",
        "Further participants, all of whom must take part: `state:MY`, `organization:…`, `person:…`, `post:…`.",
        pattern="^(state|organization|person|post):.+$",
        examples=["person:marco-rubio"],
    ),
    _closed("basis", "`recorded` leaves the merely expected delegations out.", Basis),
    _many("topic", "Topics, by slug.", examples=["cybersecurity"]),
    _many("place", "Places, by slug.", examples=["kuala-lumpur"]),
    _many("country", "Countries where it takes place, by ISO 3166 code.", examples=["MY"]),
    _closed("kind", "What it is.", EventKind),
    _closed("level", "Who meets.", Level),
    _closed("certainty", "How sure the date is; not how precise.", Certainty),
    _closed("lifecycle", "What became of it.", Lifecycle),
    _one(
        "from",
        "Events that touch this local day or a later one; a month or a year means its first day.",
        pattern=f"^{PARTIAL_DAY}$",
        examples=["2025-07"],
    ),
    _one(
        "to",
        "Events that touch this local day, included, or an earlier one; a month or a year means its last day.",
        pattern=f"^{PARTIAL_DAY}$",
        examples=["2025-07-11"],
    ),
    _one("q", "Words, all of which must occur, in any language.", minLength=1, maxLength=LONGEST, examples=["Lavrov"]),
    ASOF,
)


def of_kinds(choices: type[TextChoices]) -> OpenApiParameter:
    return _closed("kind", "What it is.", choices)


def address(about: str) -> OpenApiParameter:
    """The last piece of a noun's path."""
    kind = {"type": "string", "pattern": SLUG}
    return OpenApiParameter("slug", kind, OpenApiParameter.PATH, required=True, description=about)
