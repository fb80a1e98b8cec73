"""What one editor typed, put on top of what another saved meanwhile, and every difference between the two."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext

from .bases import ModelForm
from .sheets import Part, Sheet, as_sent, in_print, stored, typed


@dataclass(frozen=True)
class Difference:
    """One field that somebody changed meanwhile: as the page showed it, as it is stored now, as this editor sent it."""

    what: str
    before: str
    theirs: str
    yours: str
    both: bool

    @property
    def stands(self) -> str:
        """Whose word stands in the form that is shown next."""
        return gettext("yours: you both changed it") if self.both else gettext("theirs: you left it as it was")


@dataclass
class Rebased:
    """The inputs to show next, and what somebody changed meanwhile and differently."""

    data: QueryDict
    differences: list[Difference] = field(default_factory=list)


def rebase(seen: Sheet, parts: dict[str, Part], posted: QueryDict) -> Rebased:
    """Theirs wherever this editor changed nothing, this editor's own everywhere else.

    `seen` is what the page showed when it was opened (empty: not known), `parts` what is stored now. Lines taken out
    meanwhile come back as new ones if this editor had changed them.
    """
    found = Rebased(posted.copy())
    for prefix, part in parts.items():
        if prefix:
            _Lines(found, seen.get(prefix, {}), part, posted, prefix).put()
        else:
            _own(found, seen.get("", {}).get("", {}), part, posted)
    return found


def _own(found: Rebased, seen: dict[str, str], part: Part, posted: QueryDict) -> None:
    for form in part.forms.values():
        for name in _taken(found, seen, part, form, posted):
            found.data.setlist(name, as_sent(form, name))


def _taken(
    found: Rebased, seen: dict[str, str], part: Part, form: ModelForm, posted: QueryDict, prefix: str = ""
) -> Iterator[str]:
    """Names of the inputs of one row that take what is stored; notes what was changed meanwhile."""
    for name in part.names(form):
        before, theirs, yours = seen.get(name), stored(form, name), typed(form, name, posted, prefix)
        if theirs not in (before, yours):
            what = " · ".join(filter(None, [part.label, str(form.instance) if part.label else "", _label(form, name)]))
            shown = ["?" if text is None else in_print(form, name, text) for text in (before, theirs, yours)]
            found.differences.append(Difference(what, shown[0], shown[1], shown[2], both=yours != before))
        if yours == before:
            yield name


@dataclass
class _Lines:
    """The lines of one kind: theirs in their order, each with this editor's changes, then this editor's new ones."""

    found: Rebased
    seen: dict[str, dict[str, str]]
    part: Part
    posted: QueryDict
    prefix: str

    def put(self) -> None:
        sent, new = self._sent()
        for key in [key for key in self.found.data if self._row(key) is not None]:
            del self.found.data[key]
        for number, (row, form) in enumerate(self.part.forms.items()):
            self._keep(number, row, form, sent.get(row))
        new = [*(at for row, at in sent.items() if row not in self.part.forms and self._back(row, at)), *new]
        for number, at in enumerate(new, len(self.part.forms)):
            self._add(number, at)
        self.found.data[f"{self.prefix}-INITIAL_FORMS"] = str(len(self.part.forms))
        self.found.data[f"{self.prefix}-TOTAL_FORMS"] = str(len(self.part.forms) + len(new))

    def _row(self, key: str) -> int | None:
        """Which line of the page an input belongs to."""
        number = key.removeprefix(f"{self.prefix}-").partition("-")[0]
        return int(number) if key.startswith(f"{self.prefix}-") and number.isdecimal() else None

    def _sent(self) -> tuple[dict[str, int], list[int]]:
        """Where on the page the lines stand that were there before, by id, and where the new ones do."""
        places = sorted({row for key in self.posted if (row := self._row(key)) is not None})
        rows = {at: self.posted.get(f"{self.prefix}-{at}-{self.part.key}", "") for at in places}
        return {row: at for at, row in rows.items() if row}, [at for at, row in rows.items() if not row]

    def _keep(self, number: int, row: str, form: ModelForm, at: int | None) -> None:
        """A line that is stored: with this editor's changes, if it stood on the page."""
        if row not in self.seen and at is None:
            shown = " · ".join([self.part.label, str(form.instance)])
            self.found.differences.append(Difference(shown, "–", gettext("a new line"), "–", both=False))
        taken = set(form.fields) if at is None else {self.part.key}
        if at is not None:
            taken |= set(
                _taken(self.found, self.seen.get(row, {}), self.part, form, self.posted, f"{self.prefix}-{at}-")
            )
            self._copy(number, at)
        for name in taken & form.fields.keys():
            self.found.data.setlist(f"{self.prefix}-{number}-{name}", as_sent(form, name))

    def _back(self, row: str, at: int) -> bool:
        """Notes that a line of the page is gone; whether it comes back, as this editor changed it."""
        form, before = self.part.empty, self.seen.get(row, {})
        texts = {name: typed(form, name, self.posted, f"{self.prefix}-{at}-") for name in self.part.names(form)}
        deleted = f"{self.prefix}-{at}-DELETE" in self.posted
        if deleted:
            return False
        shown = [
            ", ".join(text for name in each if (text := in_print(form, name, each[name])) != "–")
            for each in (before, texts)
        ]
        self.found.differences.append(
            Difference(self.part.label, shown[0], gettext("taken out"), shown[1], both=texts != before)
        )
        return texts != before

    def _add(self, number: int, at: int) -> None:
        self._copy(number, at)
        for name in (self.part.key, *self.part.empty.fields):
            if name not in self.part.names(self.part.empty):
                self.found.data.pop(f"{self.prefix}-{number}-{name}", None)

    def _copy(self, number: int, at: int) -> None:
        old = f"{self.prefix}-{at}-"
        for key in [key for key in self.posted if key.startswith(old)]:
            self.found.data.setlist(f"{self.prefix}-{number}-{key.removeprefix(old)}", self.posted.getlist(key))


def _label(form: ModelForm, name: str) -> str:
    return str(form[name].label)
