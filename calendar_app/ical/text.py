"""Text fit for a calendar: RFC 5545 sections 3.1 and 3.3.11, and the bidirectional controls of UAX #9."""

import re
from urllib.parse import quote

FSI, PDI, PDF = "\u2068", "\u2069", "\u202c"
_CLOSERS = {"\u2066": PDI, "\u2067": PDI, FSI: PDI, "\u202a": PDF, "\u202b": PDF}
_ISOLATES = frozenset("\u2066\u2067\u2068")
_BIDI = re.compile("[\u202a-\u202c\u2066-\u2069]")

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
#: C0 and C1 controls, lone surrogates, noncharacters, U+FEFF, U+FFFD, and the two overrides, which only ever disguise.
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffd-\uffff\u202d\u202e"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_NAME_BREAKERS = re.compile(r"\s*[,;\\\n]+\s*")
_URI_SAFE = "%/:=&?~#+!$,;'@()*[]-._"


def clean(text: str) -> str:
    r"""The text without what RFC 5545 section 3.1 forbids; every kind of line break is "\n"; bidi controls in pairs."""
    if (
        text.replace("\n", "").isprintable() and "\ufffd" not in text
    ):  # most texts; six times quicker than looking closely
        return text
    text = _UNFIT.sub("", _BREAKS.sub("\n", text))
    if not _BIDI.search(text):
        return text
    return "\n".join(balanced(line) for line in text.split("\n"))


def balanced(line: str) -> str:
    """One paragraph in which each isolate and embedding is closed where it was opened (UAX #9, rules X5a to X7)."""
    out: list[str] = []
    open_: list[str] = []
    for character in line:
        if character in _CLOSERS:
            open_.append(character)
        elif character == PDF:
            if not open_ or open_[-1] in _ISOLATES:
                continue
            open_.pop()
        elif character == PDI:
            if _ISOLATES.isdisjoint(open_):
                continue
            while open_.pop() not in _ISOLATES:
                out.append(PDF)
        out.append(character)
    return "".join(out) + "".join(_CLOSERS[opener] for opener in reversed(open_))


def isolated(text: str) -> str:
    """The text between U+2068 and U+2069, so that its direction does not disturb the words around it."""
    return f"{FSI}{text}{PDI}" if text else ""


def escape(text: str) -> str:
    """A TEXT value (RFC 5545 section 3.3.11)."""
    return clean(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def unescape(value: str) -> str:
    r"""The text of a TEXT value. "\N" is "\n"; a backslash before any other character is dropped."""
    return re.sub(r"\\(.?)", lambda match: "\n" if match[1] in ("n", "N") else match[1], value, flags=re.DOTALL)


def name(text: str) -> str:
    """A calendar's name without comma, semicolon and backslash: two widespread libraries leave them escaped."""
    return _NAME_BREAKERS.sub(" · ", clean(text)).strip(" ·")


def uri(address: str) -> str:
    """An address as RFC 3986 has it: other characters are percent-encoded in UTF-8, and nothing is left to fold badly."""
    return quote(clean(address).replace("\n", ""), safe=_URI_SAFE)
