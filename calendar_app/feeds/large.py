"""A large named feed: what its segments say together, read a few at a time whatever its size."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from calendar_app.ical import CLOSING, opening, vtimezone
from calendar_app.models.public import Assembly, Head, Revision, Segment
from calendar_app.selection import Selection

from . import deflate
from .codings import IDENTITY
from .feed import BEFORE, Feed, Row, bodies_of, feed, years, zone_names
from .heads import head, source_of
from .named import Named
from .options import Options
from .segments import begin_again, bring_up

LARGE = 2000  # events from which on a named feed is kept in segments
AT_ONCE = {"body": 8, "packed": 64}  # segments in memory
BATCH = 500


class Piece(NamedTuple):
    """What is to be known of a segment without reading its body. Sizes are in octets."""

    number: int
    zones: list[str]
    first_year: int
    last_year: int
    size: int
    packed_size: int
    crc: int
    shift: int
    digest: str


COLUMNS = ("pk", *Piece._fields[1:])


@dataclass(frozen=True)
class Large:
    """Like Feed, but that its body comes in pieces. `digest` is over what the body consists of; `etag` is its beginning."""

    prefix: bytes
    pieces: list[Piece]
    digest: str
    modified: datetime
    revision: int

    codings = ("gzip", IDENTITY)

    @property
    def etag(self) -> str:
        return self.digest[:32]

    @property
    def size(self) -> int:
        """Octets of the body."""
        return len(self.prefix) + sum(piece.size for piece in self.pieces) + len(CLOSING)

    def packed(self, coding: str) -> tuple[Iterable[bytes], int]:
        """The body in one of the codings, in pieces, and how many octets that is."""
        if coding == IDENTITY:
            return self._around(self.prefix, "body", CLOSING), self.size
        before = deflate.HEADER + deflate.piece(self.prefix)
        after = deflate.last(CLOSING) + deflate.trailer(self._crc(), self.size)
        size = len(before) + sum(piece.packed_size for piece in self.pieces) + len(after)
        return self._around(before, "packed", after), size

    def _around(self, before: bytes, column: str, after: bytes) -> Iterator[bytes]:
        yield before
        numbers = iter(piece.number for piece in self.pieces)
        while some := list(islice(numbers, AT_ONCE[column])):
            bodies = dict(Segment.objects.filter(pk__in=some).values_list("pk", column))
            yield from (bytes(bodies[number]) for number in some)
        yield after

    def _crc(self) -> int:
        crc = zlib.crc32(self.prefix)
        for piece in self.pieces:
            crc = deflate.appended(crc, piece.crc, piece.shift)
        return deflate.appended(crc, zlib.crc32(CLOSING), deflate.shift(len(CLOSING)))


def standing(selection: Selection, language: str, *, options: Options, site: str) -> Feed | Large:
    """The selection's feed as it is kept, or else rendered. Raises BeforeRecord."""
    one = Named.of(selection, language) if options == Options() else None
    return (one and large(one, site=site)) or feed(selection, language, options=options, site=site)


def large(one: Named, *, site: str) -> Large | None:
    """The named feed as it stands now, if it is kept in segments."""
    assembly = Assembly.objects.filter(path=one.path).first()
    if assembly is None:
        return None
    if assembly.revision < (upto := Head.number()):
        assembly = bring_up(one, upto, site=site)
    pieces = [Piece(*row) for row in assembly.segments.standing().values_list(*COLUMNS)]
    names = sorted({name for piece in pieces for name in piece.zones})
    prefix = _prefix(one, names, [(piece.first_year, piece.last_year) for piece in pieces], site)
    digests = "".join(piece.digest for piece in pieces)
    changed = Revision.objects.filter(n=assembly.changed).first()
    return Large(
        prefix=prefix,
        pieces=pieces,
        digest=hashlib.sha256(prefix + digests.encode()).hexdigest(),
        modified=changed.at if changed else BEFORE,
        revision=assembly.changed,
    )


def kept(one: Named, *, site: str) -> Feed | Large:
    """What the exporter writes: in segments from now on, if the feed has become large."""
    known = Assembly.objects.filter(path=one.path).exists()
    if not known and Options().held(one.selection.ever()).current().count() >= LARGE:
        begin_again(one)
    return standing(one.selection, one.language, options=Options(), site=site)


def afresh(one: Named, *, site: str) -> Iterator[bytes]:
    """The feed's body from the entries themselves, in pieces, whatever its segments hold."""
    rows = Options().held(one.selection.ever()).current().order_by("first_day", "subject")
    columns = rows.values_list("publication", "first_day", "end_day", "zone")
    found = [Row(*column) for column in columns]
    yield _prefix(one, zone_names(found), [years(found)] if found else [], site)
    for start in range(0, len(found), BATCH):
        some = found[start : start + BATCH]
        bodies = bodies_of(some, [row.publication for row in some], one.language, Options(), site)
        yield b"".join(bodies[row.publication] for row in some)
    yield CLOSING


def _prefix(one: Named, zones: list[str], spans: list[tuple[int, int]], site: str) -> bytes:
    source = source_of(one.selection, one.language, options=Options(), site=site)
    described = head(one.selection, one.language, source=source, site=site)
    if not zones:
        return opening(described)
    first, last = min(first for first, _ in spans), max(last for _, last in spans)
    return opening(described, [vtimezone(name, first, last) for name in zones])
