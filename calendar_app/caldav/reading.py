"""Reading what a stranger sent as XML: no document type, hence no entities; bounded in size, depth and number."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat  # nosec B407 - a document type is refused before it could declare an entity

from .errors import Refusal
from .names import Name

LARGEST, DEEPEST, MOST = 1_048_576, 32, 20_000
#: What expat raises: for what is not well-formed, and for encodings that Python does not know or that are none.
MALFORMED = (expat.ExpatError, LookupError, ValueError)


@dataclass(slots=True)
class Element:
    """An element: attributes without a namespace, children in order, and its own text in one piece."""

    name: Name
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def all(self, name: Name) -> Iterator["Element"]:
        return (child for child in self.children if child.name == name)

    def first(self, name: Name) -> "Element | None":
        return next(self.all(name), None)


def read(body: bytes) -> Element | None:
    """The root element, None for an empty body. Raises Refusal: 413 for too much, 400 for anything else."""
    if len(body) > LARGEST:
        raise Refusal(413, f"A request has at most {LARGEST} octets.")
    if not (body := body.lstrip(b" \t\r\n")):
        return None
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_document_type
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(body, True)
    except MALFORMED as error:
        raise Refusal(400, f"The body is not XML that can be read: {error}.") from error
    return reader.root


def _no_document_type(*_: object) -> None:
    raise Refusal(400, "A document type has no place in a request.")


class _Reader:
    """Builds the tree while expat reads."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self.open: list[Element] = []
        self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) >= DEEPEST:
            raise Refusal(400, f"Elements stand at most {DEEPEST} deep.")
        if self.count > MOST:
            raise Refusal(413, f"A request has at most {MOST} elements.")
        space, _, local = name.rpartition("}")
        plain = {key: value for key, value in attributes.items() if "}" not in key}
        element = Element(Name(space, local), plain)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, _: str) -> None:
        self.open.pop()

    def text(self, data: str) -> None:
        self.open[-1].text += data
