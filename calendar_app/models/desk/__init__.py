"""The desk: the nouns editors work on. Readers never see these tables, only what was published from them."""

from .agenda import AgendaItem
from .appointment import Appointment
from .citation import Citation
from .decision import Decision
from .embargo import Embargo
from .event import Event, FormerDate
from .loaded import Loaded
from .membership import Membership
from .organization import Identifier, Organization
from .other_name import OtherName
from .outcome import Outcome, OutcomeStep
from .participation import Participation
from .person import Person
from .place import Place
from .post import Post
from .source import Source
from .topic import Topic
from .version import Version

__all__ = [
    "AgendaItem", "Appointment", "Citation", "Decision", "Embargo", "Event", "FormerDate", "Identifier", "Loaded",
    "Membership", "Organization", "OtherName", "Outcome", "OutcomeStep", "Participation", "Person", "Place", "Post",
    "Source", "Topic", "Version",
]  # fmt: skip
