"""What the database refuses, in the editor's words, at the field to mend: said alike by forms and by imports."""

from typing import Any

from django.utils.translation import gettext_lazy as _

_NO_NAME = _("Give a name in at least one language.")
_NO_TITLE = _("Give a title in at least one language.")
TWICE = _("This line stands here twice: keep one of the two.")

#: By the name of a constraint: the field to mend (empty: the line as a whole), and how.
BROKEN: dict[str, tuple[str, Any]] = {
    "organization_has_a_name": ("name_en", _NO_NAME),
    "person_has_a_name": ("name_en", _NO_NAME),
    "place_has_a_name": ("name_en", _NO_NAME),
    "post_has_a_name": ("name_en", _NO_NAME),
    "topic_has_a_name": ("name_en", _NO_NAME),
    "event_has_a_title": ("title_en", _NO_TITLE),
    "outcome_has_a_title": ("title_en", _NO_TITLE),
    "agenda_item_has_a_title": ("title_en", _NO_TITLE),
    "event_time_has_day_and_zone": (
        "start_time",
        _("A time needs a date and a zone: give both, or leave the time out."),
    ),
    "event_end_time_has_start": ("end_time", _("An end needs a start: give the start time too.")),
    "event_not_its_own_parent": ("parent", _("An event can't stand under itself: choose another parent.")),
    "event_ordinal_counts_from_1": ("ordinal", _("Meetings are counted from 1.")),
    "event_held_has_a_date": ("date", _("A meeting that was held has a date: give it.")),
    "former_date_is_a_date": ("date", _("Give the date that the event had.")),
    "membership_not_of_itself": ("", _("An organization can't belong to itself: choose another.")),
    "participation_names_somebody": ("", _("Choose an organization or a person, or give the name as printed.")),
    "participation_names_one": ("", _("Choose either an organization or a person: one line each.")),
    "place_coordinates_on_the_globe": (
        "latitude",
        _("Give both coordinates in degrees, latitude from −90 to 90, longitude from −180 to 180, or neither."),
    ),
    "post_has_a_seat": ("seats", _("A post has one seat at least.")),
    "source_not_its_own_republication": ("republishes", _("A source can't republish itself: choose another.")),
    "appointment_once": ("", TWICE),
    "membership_once": ("", TWICE),
    "participation_organization_once": ("", TWICE),
    "participation_person_once": ("", TWICE),
    "citation_of_fact_once": ("", TWICE),
    "citation_of_row_once": ("", TWICE),
    "outcome_step_once": ("", TWICE),
    "other_name_of_organization_once": ("", TWICE),
    "other_name_of_person_once": ("", TWICE),
    "other_name_of_place_once": ("", TWICE),
}
