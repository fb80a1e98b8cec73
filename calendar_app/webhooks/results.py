"""What became of a call, in a few letters that operators read in the ledger and owners in their own language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from calendar_app.fetching import Answer, FetchError, Unanswered, post

from .terms import Terms

GONE = 410
ADDRESS, SILENT, NOTHING = "address", "unanswered", "nothing to tell"
LONGEST = 200


@dataclass(frozen=True)
class Result:
    """`status` is 0 where nobody answered; `note` is what the ledger keeps."""

    status: int
    note: str
    body: bytes = b""

    @property
    def accepted(self) -> bool:
        return 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        return self.status == GONE


def called(url: str, *, body: bytes, headers: dict[str, str], terms: Terms, keep: int = 0) -> Result:
    """Call the address; whatever happens is a result. Touches no database, so threads may do it."""
    try:
        answer: Answer = post(
            url, body=body, headers=headers, also=terms.also, seconds=terms.seconds, keep=keep, resolve=terms.resolve
        )
    except Unanswered as error:
        return Result(0, f"{SILENT}: {error.why}"[:LONGEST])
    except FetchError as error:
        return Result(0, f"{ADDRESS}: {error.why}"[:LONGEST])
    return Result(answer.status, str(answer.status), answer.body)


def said(note: str) -> str:
    """A note in words, in the language in force."""
    code = note.partition(":")[0]
    if code.isdecimal():
        number = {"status": code}
        if code.startswith("3"):
            return _("it redirects (%(status)s), and no redirect is followed") % number
        return _("it answered %(status)s") % number
    return {
        ADDRESS: _("its address leads to no public place"),
        SILENT: _("it did not answer in time"),
        NOTHING: _("there is nothing left to tell"),
    }.get(code, "")
