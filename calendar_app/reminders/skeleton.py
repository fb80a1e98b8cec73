"""A letter as octets with gaps: written once for all who get the same, and filled for each of them."""

import re
from secrets import token_hex

from .letter import Letter
from .message import Mail, Person, mail

DOT = re.compile(rb"^\.", re.MULTILINE)  # a line that begins so is sent with another (RFC 5321 section 4.5.2)


class Skeleton:
    """`pieces` are fixed text and gaps in turns; empty where an encoding cut a gap, so that each mail is built anew."""

    def __init__(self, letter: Letter, *, site: str) -> None:
        self.letter, self.site = letter, site
        mark = token_hex(8)
        gaps = Person(f"to-{mark}@gap.invalid", f"<id-{mark}@gap.invalid>", f"https://m-{mark}/", f"https://e-{mark}/")
        made = mail(letter, gaps, site=site)
        pieces = re.split(b"(" + b"|".join(map(re.escape, _encoded(gaps))) + b")", octets(made))
        whole = len(pieces) // 2 == sum(text.count(gap) for text in _texts(made) for gap in gaps)
        self.pieces = pieces if whole else []
        self.order = [_encoded(gaps).index(gap) for gap in self.pieces[1::2]]

    def raw(self, to: Person) -> bytes:
        """The mail to this person as a mail server takes it: CRLF, dots doubled, without the last line."""
        if not self.pieces:
            return octets(self.mail(to))
        values, filled = _encoded(to), self.pieces.copy()
        filled[1::2] = [values[number] for number in self.order]
        return b"".join(filled)

    def mail(self, to: Person) -> Mail:
        """The mail to this person as Django has it."""
        return mail(self.letter, to, site=self.site)


def octets(made: Mail) -> bytes:
    """A mail of Django's as a mail server takes it."""
    raw: bytes = made.message().as_bytes(linesep="\r\n")
    return DOT.sub(b"..", raw if raw.endswith(b"\r\n") else raw + b"\r\n")


def _encoded(person: Person) -> list[bytes]:
    return [value.encode("ascii") for value in person]


def _texts(made: Mail) -> list[str]:
    """Every text of it in which a gap can stand."""
    return [
        made.to[0],
        str(made.body),
        *(str(content) for content, _ in made.alternatives),
        *made.extra_headers.values(),
    ]
