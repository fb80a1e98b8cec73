"""The record's closed lists and its fields as words in the reader's language."""

from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import override, pgettext_lazy

from calendar_app.models import vocabulary as words

VOCABULARIES: Final[dict[str, type[TextChoices]]] = {
    "noun": words.Noun,
    "organization_kind": words.OrganizationKind,
    "membership": words.MembershipStatus,
    "kind": words.EventKind,
    "level": words.Level,
    "stage": words.Stage,
    "certainty": words.Certainty,
    "lifecycle": words.Lifecycle,
    "role": words.Role,
    "attendance": words.Attendance,
    "basis": words.Basis,
    "outcome_kind": words.OutcomeKind,
    "progress": words.Progress,
    "rank": words.Rank,
    "name_kind": words.NameKind,
    "action": words.Action,
}

#: What a citation speaks of, and what the history of changes names.
FIELDS: Final[dict[str, Promise]] = {
    "abbreviation": pgettext_lazy("field", "abbreviation"),
    "agenda": pgettext_lazy("field", "agenda"),
    "announcer": pgettext_lazy("field", "announcer"),
    "appointments": pgettext_lazy("field", "holders of the post"),
    "certainty": pgettext_lazy("field", "certainty"),
    "citations": pgettext_lazy("field", "sources"),
    "coordinates": pgettext_lazy("field", "coordinates"),
    "country": pgettext_lazy("field", "country"),
    "date": pgettext_lazy("field", "date"),
    "former_dates": pgettext_lazy("field", "former dates"),
    "forum": pgettext_lazy("field", "forum"),
    "founded": pgettext_lazy("field", "founded"),
    "identifiers": pgettext_lazy("field", "identifiers"),
    "kind": pgettext_lazy("field", "kind"),
    "language": pgettext_lazy("field", "language"),
    "level": pgettext_lazy("field", "level"),
    "lifecycle": pgettext_lazy("field", "what became of it"),
    "members": pgettext_lazy("field", "members"),
    "memberships": pgettext_lazy("field", "memberships"),
    "name": pgettext_lazy("field", "name"),
    "nationality": pgettext_lazy("field", "nationality"),
    "note": pgettext_lazy("field", "note"),
    "online": pgettext_lazy("field", "held online"),
    "ordinal": pgettext_lazy("field", "number in the series"),
    "organization": pgettext_lazy("field", "organization"),
    "other_names": pgettext_lazy("field", "other names"),
    "outcomes": pgettext_lazy("field", "documents"),
    "parent": pgettext_lazy("field", "part of"),
    "participations": pgettext_lazy("field", "participants"),
    "period": pgettext_lazy("field", "period covered"),
    "place": pgettext_lazy("field", "place"),
    "progress": pgettext_lazy("field", "progress"),
    "published": pgettext_lazy("field", "date of publication"),
    "publisher": pgettext_lazy("field", "publisher"),
    "reason": pgettext_lazy("field", "reason"),
    "republishes": pgettext_lazy("field", "what it republishes"),
    "retrieved": pgettext_lazy("field", "date of retrieval"),
    "role": pgettext_lazy("field", "role"),
    "seats": pgettext_lazy("field", "seats"),
    "slug": pgettext_lazy("field", "address"),
    "time": pgettext_lazy("field", "time"),
    "title": pgettext_lazy("field", "title"),
    "topics": pgettext_lazy("field", "topics"),
    "url": pgettext_lazy("field", "link"),
    "venue": pgettext_lazy("field", "venue"),
    "website": pgettext_lazy("field", "website"),
    "when": pgettext_lazy("field", "date and time"),
    "zone": pgettext_lazy("field", "time zone"),
}


def word(vocabulary: str, value: str, language: str) -> str:
    """The label of a value of one of `VOCABULARIES`; a value the list has dropped since it was published stays as it is."""
    with override(language):
        try:
            return str(VOCABULARIES[vocabulary](value).label)
        except ValueError:
            return value


def field(name: str, language: str) -> str:
    """What people call a field of `FIELDS`; any other name as it is."""
    with override(language):
        return str(FIELDS.get(name, name))
