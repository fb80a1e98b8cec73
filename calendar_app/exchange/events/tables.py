"""What all tables share: a first row of column names, then rows as long as it."""

from dataclasses import dataclass

from django.utils.translation import gettext

from .columns import COLUMNS
from .raw import Raw
from .trouble import Unreadable

#: The column that refused rows come back with; it is passed over when they are read again.
REASON = "refused"
SHOWN = 60  # characters of a strange column's name


@dataclass(frozen=True)
class Header:
    """The names of the columns in their order; `left` are those that mean nothing here."""

    names: tuple[str, ...]
    left: tuple[str, ...]


def header(cells: list[str]) -> Header:
    """Raises Unreadable where no column is known, or one stands there twice."""
    names = [cell.strip().lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    known = [name for name in names if name in COLUMNS]
    if not known:
        raise Unreadable(
            gettext("This is no table of events: its first row names columns such as %(names)s.")
            % {"names": "title_en, date, place"}
        )
    if twice := sorted({name for name in known if known.count(name) > 1}):
        raise Unreadable(
            gettext("Columns stand there twice: %(names)s. Keep one of each.") % {"names": ", ".join(twice)}
        )
    left = [name[:SHOWN] for name in names if name and name not in COLUMNS and name != REASON]
    return Header(tuple(names), tuple(dict.fromkeys(left)))


def row(number: int, head: Header, cells: list[str]) -> Raw:
    """The cells by column; a row that is shorter or longer than the header is not to be trusted."""
    named = {name: cell for name, cell in zip(head.names, cells, strict=False) if name in COLUMNS}
    if len(cells) < len(head.names) or any(cells[len(head.names) :]):
        why = gettext(
            "The row has %(has)s cells, the header %(wants)s: it may have been cut short, or a quote is missing."
        )
        return Raw(number, named, [("", why % {"has": len(cells), "wants": len(head.names)})])
    return Raw(number, named)
