"""The closed lists that desk and public share, so that a word means the same on both sides."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("en", "ru", "ar")
#: Under which the record itself is given to everybody (docs/adr/0014): the address that names it everywhere.
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"


class Noun(TextChoices):
    """The public nouns: whatever has publications of its own."""

    EVENT = "event", _("event")
    ORGANIZATION = "organization", _("organization")
    PERSON = "person", _("person")
    POST = "post", _("post")
    PLACE = "place", _("place")
    TOPIC = "topic", _("topic")
    SOURCE = "source", _("source")
    OUTCOME = "outcome", _("outcome")


class OrganizationKind(TextChoices):
    """What an organization is; Popolo's `classification`."""

    STATE = "state", _("state")
    ORGANIZATION = "organization", _("organization")
    FORUM = "forum", _("forum")
    MINISTRY = "ministry", _("ministry")
    PUBLISHER = "publisher", _("publisher")


class MembershipStatus(TextChoices):
    MEMBER = "member", _("member")
    DIALOGUE_PARTNER = "dialogue_partner", _("dialogue partner")
    OBSERVER = "observer", _("observer")
    PARTICIPANT = "participant", _("participant")


class EventKind(TextChoices):
    UMBRELLA = "umbrella", _("ministerial week or visit")
    MEETING = "meeting", _("meeting")
    BILATERAL = "bilateral", _("bilateral")
    PRESS_CONFERENCE = "press_conference", _("press conference")


class Level(TextChoices):
    SUMMIT = "summit", _("summit")
    MINISTERIAL = "ministerial", _("ministerial")
    SENIOR_OFFICIALS = "senior_officials", _("senior officials")
    WORKING = "working", _("working level")


class Stage(TextChoices):
    """Editorial question: how far is the entry?"""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Certainty(TextChoices):
    """How sure the date is; not how precise."""

    PROJECTED = "projected", _("projected")
    TENTATIVE = "tentative", _("tentative")
    CONFIRMED = "confirmed", _("confirmed")


class Lifecycle(TextChoices):
    """What became of the meeting."""

    SCHEDULED = "scheduled", _("scheduled")
    POSTPONED = "postponed", _("postponed")
    CANCELLED = "cancelled", _("cancelled")
    HELD = "held", _("held")


class Role(TextChoices):
    HOST = "host", _("host")
    CHAIR = "chair", _("chair")
    CO_CHAIR = "co_chair", _("co-chair")
    PARTICIPANT = "participant", _("participant")
    OBSERVER = "observer", _("observer")
    GUEST = "guest", _("guest")


class Attendance(TextChoices):
    INVITED = "invited", _("invited")
    ANNOUNCED = "announced", _("announced")
    CONFIRMED = "confirmed", _("attendance confirmed")
    ATTENDED = "attended", _("attended")
    ABSENT = "absent", _("absent")


class Basis(TextChoices):
    """Does a source name the participant, or do membership and post only let us expect one?"""

    RECORDED = "recorded", _("recorded")
    EXPECTED = "expected", _("expected")


class OutcomeKind(TextChoices):
    CHAIRS_STATEMENT = "chairs_statement", _("chair’s statement")
    JOINT_STATEMENT = "joint_statement", _("joint statement")
    JOINT_COMMUNIQUE = "joint_communique", _("joint communiqué")
    STATEMENT = "statement", _("statement")
    DECLARATION = "declaration", _("declaration")
    PLAN_OF_ACTION = "plan_of_action", _("plan of action")
    WORK_PROGRAMME = "work_programme", _("work programme")


class Progress(TextChoices):
    EXPECTED = "expected", _("document expected")
    ADOPTED = "adopted", _("adopted")
    NOT_ADOPTED = "not_adopted", _("not adopted")


class Rank(TextChoices):
    """How an editor weighs a source against others on the same fact; Wikidata's three ranks."""

    PREFERRED = "preferred", _("preferred")
    NORMAL = "normal", _("normal rank")
    DEPRECATED = "deprecated", _("deprecated")


class NameKind(TextChoices):
    """Why a name stands beside the main one; Popolo's `other_names`."""

    ALIAS = "alias", _("alias")
    ABBREVIATION = "abbreviation", _("abbreviation")
    FORMER = "former", _("former name")
    OFFICIAL = "official", _("official name")


class Action(TextChoices):
    """An editorial step, as a Decision remembers it."""

    EDIT = "edit", _("edited")
    SUBMIT = "submit", _("submitted")
    RETURN = "return", _("returned")
    PUBLISH = "publish", _("published")
    WITHDRAW = "withdraw", _("withdrawn")
    MERGE = "merge", _("merged")
    REDACT = "redact", _("redacted")
    LOAD = "load", _("loaded")
    EMBARGO = "embargo", _("put under embargo")
    LIFT = "lift", _("embargo lifted")
    DELETE = "delete", _("deleted")


#: Which fields of which noun a citation may speak of. Child rows are named by their relation.
CITED_FIELDS: dict[str, tuple[str, ...]] = {
    Noun.EVENT: (
        "title", "date", "time", "place", "country", "venue", "level", "forum", "ordinal", "parent", "certainty",
        "lifecycle", "online", "participations", "agenda", "topics", "outcomes",
    ),
    Noun.ORGANIZATION: ("name", "abbreviation", "kind", "founded", "website", "memberships", "other_names"),
    Noun.PERSON: ("name", "nationality", "appointments", "other_names"),
    Noun.POST: ("name", "organization", "appointments", "seats"),
    Noun.PLACE: ("name", "country", "zone", "coordinates"),
    Noun.TOPIC: ("name",),
    Noun.OUTCOME: ("title", "kind", "period", "url", "progress"),
    Noun.SOURCE: ("title", "publisher", "published", "announcer", "republishes"),
}  # fmt: skip


class FactorKind(TextChoices):
    """What proves, beside the password, who somebody is."""

    APP = "app", _("authenticator app")
    PASSKEY = "passkey", _("passkey")


class Outcome(TextChoices):
    """What came of an attempt to sign in, or was done to somebody's way in."""

    PASSWORD = "password", _("signed in by password")
    APP = "app", _("signed in by password and app")
    RECOVERY = "recovery", _("signed in by password and recovery code")
    PASSKEY = "passkey", _("signed in by passkey")
    WRONG_PASSWORD = "wrong_password", _("wrong name or password")
    WRONG_CODE = "wrong_code", _("wrong code")
    WRONG_PASSKEY = "wrong_passkey", _("passkey refused")
    TOO_MANY = "too_many", _("refused: too many attempts")
    NEW_PASSWORD = "new_password", _("new password set by mail")
    FACTOR_ADDED = "factor_added", _("second factor added")
    FACTOR_REMOVED = "factor_removed", _("second factor removed")
    FACTORS_RESET = "factors_reset", _("second factors taken away by an administrator")
