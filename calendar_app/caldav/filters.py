"""Filters (RFC 4791 section 9.7): what a query asks of an object's components, properties, parameters and texts."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import tzinfo

from calendar_app.ical.text import unescape
from calendar_app.ical.tree import Component, Property

from .errors import Refusal
from .names import caldav
from .ranges import BROKEN, Range
from .reading import Element

#: How many conditions a filter may hold, and how long a text: every object answers to each of them.
MOST, LONGEST = 50, 500
UNSUPPORTED, UNKNOWN_COLLATION = "<C:supported-filter/>", "<C:supported-collation/>"
ABSENT, MATCH, SPAN = caldav("is-not-defined"), caldav("text-match"), caldav("time-range")
COMPONENT, PROPERTY, PARAMETER = caldav("comp-filter"), caldav("prop-filter"), caldav("param-filter")
_ASCII = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
#: RFC 4790 sections 9.2 and 9.3, RFC 5051 section 2: what two texts become before they are compared.
COLLATIONS: dict[str, Callable[[str], str]] = {
    "i;ascii-casemap": lambda text: text.translate(_ASCII),
    "i;octet": lambda text: text,
    "i;unicode-casemap": lambda text: unicodedata.normalize("NFKD", "".join(letter.title() for letter in text)),
}


@dataclass(frozen=True)
class TextMatch:
    """A text, folded by its collation, that a value contains, or doesn't."""

    folded: str
    collation: str
    negate: bool

    def holds(self, value: str) -> bool:
        return (self.folded in COLLATIONS[self.collation](value)) != self.negate


@dataclass(frozen=True)
class ParameterFilter:
    name: str
    absent: bool
    match: TextMatch | None

    def holds(self, found: Property) -> bool:
        value = found.parameters.get(self.name)
        if value is None or self.absent:
            return value is None and self.absent
        return self.match is None or self.match.holds(value)


@dataclass(frozen=True)
class PropertyFilter:
    """Holds if one property of that name meets all of it."""

    name: str
    absent: bool
    span: Range | None
    match: TextMatch | None
    parameters: tuple[ParameterFilter, ...]

    def holds(self, component: Component) -> bool:
        found = component.all(self.name)
        if self.absent:
            return not found
        return any(self._met(one) for one in found)

    def _met(self, found: Property) -> bool:
        if self.span and not self.span.holds(found):
            return False
        if self.match and not self.match.holds(unescape(found.value)):
            return False
        return all(parameter.holds(found) for parameter in self.parameters)


@dataclass(frozen=True)
class ComponentFilter:
    """Holds if one component of that name meets all of it. `span` is asked of the index, never of the text."""

    name: str
    absent: bool
    span: Range | None
    properties: tuple[PropertyFilter, ...]
    components: tuple["ComponentFilter", ...]

    @property
    def bare(self) -> bool:
        """Whether it asks for no more than that there is such a component."""
        return not (self.absent or self.properties or self.components)

    def holds(self, components: Iterable[Component]) -> bool:
        found = [component for component in components if component.name == self.name]
        if self.absent:
            return not found
        return any(self._met(one) for one in found)

    def _met(self, component: Component) -> bool:
        return all(one.holds(component) for one in self.properties) and all(
            one.holds(component.components) for one in self.components
        )


def read(element: Element | None, where: tzinfo) -> ComponentFilter:
    """The one comp-filter of a CALDAV:filter, for VCALENDAR; days count in the zone.

    Raises Refusal: CALDAV:valid-filter, supported-filter or supported-collation.
    """
    if element is None or len(element.children) != 1:
        raise _broken("A filter holds one comp-filter.")
    if _size(element) > MOST:
        raise Refusal(403, f"A filter has at most {MOST} conditions.", UNSUPPORTED)
    (outer,) = element.children
    if outer.name != COMPONENT or _name(outer) != "VCALENDAR" or outer.first(SPAN):
        raise _broken("The outermost comp-filter is that of VCALENDAR, and has no time range.")
    return _component(outer, where)


def _component(element: Element, where: tzinfo) -> ComponentFilter:
    _only(element, COMPONENT, PROPERTY, ABSENT, SPAN)
    name, span = _name(element), element.first(SPAN)
    if span and name == "VALARM":
        raise Refusal(403, "Alarms are not looked up by time.", UNSUPPORTED)
    return ComponentFilter(
        name,
        element.first(ABSENT) is not None,
        Range.read(span, where) if span else None,
        tuple(_property(child, where) for child in element.all(PROPERTY)),
        tuple(_component(child, where) for child in element.all(COMPONENT)),
    )


def _property(element: Element, where: tzinfo) -> PropertyFilter:
    _only(element, PARAMETER, ABSENT, SPAN, MATCH)
    span = element.first(SPAN)
    return PropertyFilter(
        _name(element),
        element.first(ABSENT) is not None,
        Range.read(span, where) if span else None,
        _match(element.first(MATCH)),
        tuple(_parameter(child) for child in element.all(PARAMETER)),
    )


def _parameter(element: Element) -> ParameterFilter:
    _only(element, ABSENT, MATCH)
    return ParameterFilter(_name(element), element.first(ABSENT) is not None, _match(element.first(MATCH)))


def _match(element: Element | None) -> TextMatch | None:
    if element is None:
        return None
    collation = element.attributes.get("collation", "i;ascii-casemap")
    collation = "i;ascii-casemap" if collation == "default" else collation
    if collation not in COLLATIONS:
        raise Refusal(403, f"Texts are compared by {', '.join(COLLATIONS)}.", UNKNOWN_COLLATION)
    if len(element.text) > LONGEST:
        raise Refusal(403, f"A text has at most {LONGEST} characters.", UNSUPPORTED)
    negate = element.attributes.get("negate-condition", "no")
    if negate not in ("yes", "no"):
        raise _broken("negate-condition is yes or no.")
    return TextMatch(COLLATIONS[collation](element.text), collation, negate == "yes")


def _only(element: Element, *known: object) -> None:
    for child in element.children:
        if child.name not in known:
            raise Refusal(403, f"A {element.name.local} holds no {child.name.local[:80]}.", UNSUPPORTED)


def _name(element: Element) -> str:
    if not (name := element.attributes.get("name", "")):
        raise _broken(f"A {element.name.local} has a name.")
    return name.upper()


def _size(element: Element) -> int:
    return sum(1 + _size(child) for child in element.children)


def _broken(why: str) -> Refusal:
    return Refusal(403, why, BROKEN)
