"""A document as JSON."""

from rest_framework import serializers

from calendar_app.models.vocabulary import OutcomeKind

from .names import Display, Trilingual, titled
from .nouns import NounShape, identity
from .reading import Json, Reading
from .rows import citations


class Outcome(NounShape):
    """A document that meetings are expected to adopt, adopted, or did not; each event says which."""

    slug = serializers.CharField(help_text="May change; former ones keep redirecting.")
    title = Trilingual()
    display = Display()
    kind = serializers.ChoiceField(OutcomeKind.choices)
    period = serializers.CharField(allow_null=True, help_text="EDTF years or months that it covers: 2026/2030.")
    url = serializers.CharField(allow_null=True, help_text="Where it can be read.")


def show(reading: Reading) -> Json:
    facts = reading.facts
    return {
        **identity(reading),
        "slug": facts["slug"],
        **titled(facts["title"], reading.language),
        "kind": facts["kind"],
        "period": facts["period"] or None,
        "url": facts["url"] or None,
        "citations": citations(reading),
    }
