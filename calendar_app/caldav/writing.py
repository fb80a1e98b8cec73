"""Writing XML: elements as text, escaped so that an iCalendar object keeps its line ends (XML 1.0 section 2.11)."""

from collections.abc import Iterable
from html import escape

from .names import DAV, PREFIXES, Name

HEADER = '<?xml version="1.0" encoding="utf-8"?>\n'
SPACES = " ".join(f'xmlns:{prefix}="{space}"' for space, prefix in PREFIXES.items())
CONTENT_TYPE = "application/xml; charset=utf-8"
REASONS = {200: "OK", 403: "Forbidden", 404: "Not Found", 507: "Insufficient Storage"}


def text(value: str) -> str:
    """Character data. A lone CR would reach the reader as LF."""
    return escape(value, quote=False).replace("\r", "&#13;")


def tag(name: Name, *content: str, lang: str = "") -> str:
    """An element around content that is XML already; `lang` is the language of its text."""
    qualified, declared = _qualified(name)
    language = f' xml:lang="{lang}"' if lang else ""
    inner = "".join(content)
    if not inner:
        return f"<{qualified}{declared}{language}/>"
    return f"<{qualified}{declared}{language}>{inner}</{qualified}>"


def _qualified(name: Name) -> tuple[str, str]:
    """The name as written, and the declaration it needs where its namespace is not one of ours."""
    if prefix := PREFIXES.get(name.space):
        return f"{prefix}:{name.local}", ""
    if name.space:
        return f"X:{name.local}", f' xmlns:X="{escape(name.space)}"'
    return name.local, ""


def href(path: str) -> str:
    """RFC 4918 section 14.7: a path from the root of the site, percent-encoded already."""
    return f"<D:href>{text(path)}</D:href>"


def status(code: int) -> str:
    return f"<D:status>HTTP/1.1 {code} {REASONS[code]}</D:status>"


def propstat(properties: Iterable[str], code: int = 200) -> str:
    """RFC 4918 section 14.22: properties that share an outcome."""
    return f"<D:propstat><D:prop>{''.join(properties)}</D:prop>{status(code)}</D:propstat>"


def response(path: str, *content: str) -> str:
    """RFC 4918 section 14.24: one resource and what there is to say of it."""
    return f"<D:response>{href(path)}{''.join(content)}</D:response>"


def document(root: str, *content: str) -> bytes:
    """A whole document; `root` is the local name of an element of DAV:."""
    name = PREFIXES[DAV] + ":" + root
    return f"{HEADER}<{name} {SPACES}>{''.join(content)}</{name}>".encode()
