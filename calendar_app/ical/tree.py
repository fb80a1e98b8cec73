"""A calendar as its components and content lines, with their line numbers, exactly as written: nothing is repaired."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_LINE = re.compile(
    r"""([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)""", re.DOTALL
)
_PARAMETER = re.compile(r""";([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)""")


class Property(NamedTuple):
    """A content line, unfolded: names in capitals, the value still escaped."""

    number: int
    name: str
    parameters: dict[str, str]
    value: str


@dataclass
class Component:
    """What stands between BEGIN and END. `late` holds properties written after a nested component."""

    name: str
    number: int
    properties: list[Property] = field(default_factory=list)
    components: list["Component"] = field(default_factory=list)
    late: list[Property] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return [found for found in self.properties if found.name == name]

    def first(self, name: str) -> Property | None:
        return next((found for found in self.properties if found.name == name), None)

    def value(self, name: str) -> str:
        """The first value of the property, empty where it is missing."""
        found = self.first(name)
        return found.value if found else ""

    def walk(self) -> Iterator["Component"]:
        """This component and all below it, in the order of the file; a file may nest deeper than Python recurses."""
        waiting = [self]
        while waiting:
            component = waiting.pop()
            yield component
            waiting.extend(reversed(component.components))

    def within(self, name: str) -> list["Component"]:
        return [component for component in self.components if component.name == name]


class Broken(NamedTuple):
    """A line that does not fit where it stands, and why."""

    number: int
    why: str


def unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Content lines with the number of their first physical line; CRLF or LF, blank lines left out."""
    parts: list[bytes] = []
    begun = 0
    for number, raw in enumerate(data.split(b"\n"), 1):
        piece = raw.removesuffix(b"\r")
        if piece[:1] in (b" ", b"\t") and parts:
            parts.append(piece[1:])
            continue
        if parts:
            yield begun, b"".join(parts)
        parts, begun = ([piece] if piece else []), number
    if parts:
        yield begun, b"".join(parts)


def parsed(number: int, raw: bytes) -> Property | None:
    """The content line, or None where it is none (RFC 5545 section 3.1)."""
    match = _LINE.fullmatch(raw.decode("utf-8", "replace"))
    if not match:
        return None
    parameters = {key.upper(): value for key, value in _PARAMETER.findall(match[2])}
    return Property(
        number, match[1].upper(), {key: value.replace('"', "") for key, value in parameters.items()}, match[3]
    )


def tree(data: bytes) -> tuple[list[Component], list[Broken]]:
    """The outermost components and every line that does not fit."""
    root = Component("", 0)
    open_ = [root]
    broken: list[Broken] = []
    for number, raw in unfolded(data):
        found = parsed(number, raw)
        if found is None:
            broken.append(Broken(number, "not a content line"))
        elif found.name == "BEGIN":
            open_.append(Component(found.value.upper(), number))
            open_[-2].components.append(open_[-1])
        elif found.name == "END":
            if found.value.upper() == open_[-1].name:
                open_.pop()
            else:
                broken.append(Broken(number, f"END:{found.value} closes nothing that is open"))
        elif len(open_) == 1:
            broken.append(Broken(number, f"{found.name} outside of any component"))
        else:
            (open_[-1].late if open_[-1].components and open_[-1].name != "VCALENDAR" else open_[-1].properties).append(
                found
            )
    broken.extend(Broken(component.number, f"BEGIN:{component.name} is never closed") for component in open_[1:])
    return root.components, broken
