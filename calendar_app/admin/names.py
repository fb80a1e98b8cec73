"""Names beside the main one, and how other registers call the same thing: lines under organizations, people, places."""

from calendar_app.models.desk import Identifier, OtherName

from .lines import Lines


class OtherNameInline(Lines):
    """Aliases, abbreviations and former names, in whichever script."""

    model = OtherName
    fields = ("language", "name", "kind", "since", "until")


class IdentifierInline(Lines):
    """Wikidata, ISO 3166."""

    model = Identifier
    fields = ("scheme", "value")
