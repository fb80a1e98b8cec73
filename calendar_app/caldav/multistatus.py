"""207 Multi-Status (RFC 4918 section 13): which properties a client wants, and each resource's answer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from django.http import StreamingHttpResponse

from .errors import Refusal
from .names import Name, dav
from .places import Place
from .properties import USUAL, Table, language
from .reading import Element
from .writing import CONTENT_TYPE, HEADER, SPACES, propstat, response, status, tag

#: How many properties a request may name, and how long a name: every resource answers to each of them.
MOST, LONGEST = 100, 256
CHUNK = 200
MODES: dict[Name, Literal["prop", "usual", "names"]] = {
    dav("prop"): "prop", dav("allprop"): "usual", dav("propname"): "names",
}  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """What to say of each resource: these properties, the usual ones (and these), or only the names of all."""

    mode: Literal["prop", "usual", "names"]
    names: tuple[Name, ...] = ()

    @classmethod
    def read(cls, element: Element) -> "Wanted":
        """From a propfind or a report (RFC 4918 section 14.20). Raises Refusal (400)."""
        asked = [child for child in element.children if child.name in MODES]
        if len(asked) > 1:
            raise Refusal(400, "Ask for one of prop, allprop and propname.")
        if not asked:
            return cls("prop")
        mode = MODES[asked[0].name]
        listed = asked[0] if mode == "prop" else element.first(dav("include"))
        names = tuple(dict.fromkeys(child.name for child in listed.children)) if listed and mode != "names" else ()
        if len(names) > MOST or any(len(part) > LONGEST for name in names for part in name):
            raise Refusal(400, f"Name at most {MOST} properties, each with at most {LONGEST} characters.")
        return cls(mode, names)

    def includes(self, *names: Name) -> bool:
        return any(name in self.names for name in names)


def answer(place: Place, wanted: Wanted, table: Table) -> str:
    """The resource's response element: what there is with 200, what there isn't with 404."""
    if wanted.mode == "names":
        return response(place.path, propstat(tag(name) for name in table))
    usual = [name for name in USUAL if name in table] if wanted.mode == "usual" else []
    names = dict.fromkeys([*usual, *wanted.names])
    there = [tag(name, table[name](place), lang=language(place, name)) for name in names if name in table]
    missing = [tag(name) for name in names if name not in table]
    found = propstat(there) if there or not missing else ""
    return response(place.path, found, propstat(missing, 404) if missing else "")


def gone(path: str, code: int = 404, error: str = "") -> str:
    """The response element of a resource that isn't there (RFC 4918 section 14.24), or of which there is only that."""
    return response(path, status(code), f"<D:error>{error}</D:error>" if error else "")


def multistatus(responses: Iterable[str], *, token: str = "") -> StreamingHttpResponse:
    """The answer, written as it is made: a large collection never stands in memory as a whole."""
    return StreamingHttpResponse(_chunks(responses, token), status=207, content_type=CONTENT_TYPE)


def _chunks(responses: Iterable[str], token: str) -> Iterator[bytes]:
    rest = iter(responses)
    yield f"{HEADER}<D:multistatus {SPACES}>".encode()
    while part := "".join(islice(rest, CHUNK)):
        yield part.encode()
    yield f"{tag(dav('sync-token'), token) if token else ''}</D:multistatus>".encode()
