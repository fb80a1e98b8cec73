"""The live properties of each kind of resource: expanded name → its value as XML. All of them are protected."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.utils.http import http_date
from django.utils.translation import gettext, override

from calendar_app.feeds.heads import COLOR
from calendar_app.ical import vtimezone

from . import shelf
from .collection import Collection
from .members import END, HEAD, Member
from .names import APPLE, CALENDARSERVER, Name, caldav, dav
from .places import PRINCIPAL, Home, Place, Principal, Root
from .writing import href, tag, text

Value = Callable[[Any], str]
Table = Mapping[Name, Value]

CTAG, TOKEN = Name(CALENDARSERVER, "getctag"), dav("sync-token")
CALENDAR_TYPE = "text/calendar; charset=utf-8; component=VEVENT"
COLLATIONS = ("i;ascii-casemap", "i;octet", "i;unicode-casemap")
COLLECTION = "<D:collection/>"
PRIVILEGES = "".join(
    f"<D:privilege><D:{privilege}/></D:privilege>" for privilege in ("read", "read-current-user-privilege-set")
)
#: DAV:allprop means these (RFC 4918 section 9.1); what other RFCs define is given to those who name it.
USUAL = tuple(
    map(dav, ("displayname", "resourcetype", "getcontentlength", "getcontenttype", "getetag", "getlastmodified"))
)


def _reports(*names: Name) -> str:
    return "".join(f"<D:supported-report><D:report>{tag(name)}</D:report></D:supported-report>" for name in names)


def _home(place: Root | Principal) -> str:
    """The home of the reader's language, alone: programs take the first of several, or fail on a second."""
    return href(shelf.home(place.language))


def _title(place: Root | Principal) -> str:
    with override(place.language):
        return text(gettext("Diplomatic Calendar"))


def _description(collection: Collection) -> str:
    with override(collection.language):
        return text(gettext("A public record of diplomatic meetings, with the sources of each."))


def _timezone(_: Collection) -> str:
    """Days without an hour count in UTC where the request names no zone (RFC 4791 section 5.2.2)."""
    return text((HEAD + vtimezone("UTC", 1970, 1970) + END).decode())


SHARED: Table = {
    dav("current-user-principal"): lambda _: "<D:unauthenticated/>",
    dav("current-user-privilege-set"): lambda _: PRIVILEGES,
    dav("owner"): lambda _: href(PRINCIPAL),
    dav("principal-collection-set"): lambda _: href(shelf.ROOT),
}
ENTRANCE: Table = {
    **SHARED,
    dav("displayname"): _title,
    dav("principal-URL"): lambda _: href(PRINCIPAL),
    caldav("calendar-home-set"): _home,
    dav("supported-report-set"): lambda _: "",
}
ROOT: Table = {**ENTRANCE, dav("resourcetype"): lambda _: COLLECTION}
PRINCIPALS: Table = {**ENTRANCE, dav("resourcetype"): lambda _: "<D:principal/>"}
HOME: Table = {
    **SHARED,
    dav("displayname"): lambda home: text(dict(settings.LANGUAGES)[home.language]),
    dav("resourcetype"): lambda _: COLLECTION,
    caldav("calendar-home-set"): lambda home: href(home.path),
    dav("supported-report-set"): lambda _: "",
}
CALENDAR: Table = {
    **SHARED,
    dav("displayname"): lambda collection: text(collection.name.text),
    dav("resourcetype"): lambda _: f"{COLLECTION}<C:calendar/>",
    dav("supported-report-set"): lambda _: _reports(
        caldav("calendar-query"), caldav("calendar-multiget"), dav("sync-collection")
    ),
    caldav("calendar-description"): _description,
    caldav("calendar-timezone"): _timezone,
    caldav("supported-calendar-component-set"): lambda _: '<C:comp name="VEVENT"/>',
    caldav("supported-calendar-data"): lambda _: '<C:calendar-data content-type="text/calendar" version="2.0"/>',
    caldav("supported-collation-set"): lambda _: "".join(
        f"<C:supported-collation>{collation}</C:supported-collation>" for collation in COLLATIONS
    ),
    Name(APPLE, "calendar-color"): lambda _: f"{COLOR[1]}FF",
}
MEMBER: Table = {
    **SHARED,
    dav("resourcetype"): lambda _: "",
    dav("getcontentlength"): lambda member: str(len(member.body)),
    dav("getcontenttype"): lambda _: CALENDAR_TYPE,
    dav("getetag"): lambda member: text(member.etag),
    dav("getlastmodified"): lambda member: http_date(member.row.modified.timestamp()),
    dav("supported-report-set"): lambda _: _reports(caldav("calendar-query"), caldav("calendar-multiget")),
}
#: In whose language a property's text is.
SPOKEN = (dav("displayname"), caldav("calendar-description"))


def table(place: Place, token: str = "") -> Table:
    """The properties of a resource. `token` is where a collection stands; it is looked up only when asked for."""
    match place:
        case Root():
            return ROOT
        case Principal():
            return PRINCIPALS
        case Home():
            return HOME
        case Member():
            return MEMBER
    return {**CALENDAR, CTAG: lambda _: text(token), TOKEN: lambda _: text(token)}


def language(place: Place, name: Name) -> str:
    """The language that a property's value is marked with, empty for those that are no text."""
    if name not in SPOKEN or isinstance(place, Member):
        return ""
    return place.name.lang if isinstance(place, Collection) and name == dav("displayname") else place.language
