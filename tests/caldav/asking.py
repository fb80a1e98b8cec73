"""A calendar program in small: it asks by method, path and XML, and reads what comes back."""

from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

from django.test import Client

D, C = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
CS, A = "{http://calendarserver.org/ns/}", "{http://apple.com/ns/ical/}"
SPACES = (
    'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:CS="http://calendarserver.org/ns/" '
    'xmlns:A="http://apple.com/ns/ical/"'
)
ARF, EVERYTHING = "/caldav/en/arf/", "/caldav/en/events/"


@dataclass
class Answer:
    """What a server said of one resource: properties by status, and the status of the resource where it has one."""

    status: int | None = None
    properties: dict[int, dict[str, ET.Element]] = field(default_factory=dict)

    def element(self, name: str) -> ET.Element:
        return self.properties[200][name]

    def text(self, name: str) -> str:
        return self.element(name).text or ""

    def hrefs(self, name: str) -> list[str]:
        return [str(found.text) for found in self.element(name).iter(f"{D}href")]

    def tags(self, name: str) -> list[str]:
        """Local names of what lies in the property."""
        return [found.tag.rpartition("}")[2] for found in self.element(name).iter() if found is not self.element(name)]


@dataclass
class Multistatus:
    answers: dict[str, Answer]
    token: str | None

    def __getitem__(self, path: str) -> Answer:
        return self.answers[path]

    def uids(self) -> list[str]:
        """Last digit of each object's UID, in order."""
        return sorted(path[-5] for path, answer in self.answers.items() if path.endswith(".ics") and answer.properties)

    def gone(self) -> list[str]:
        return sorted(path[-5] for path, answer in self.answers.items() if answer.status == 404)


def ask(method: str, path: str, body: str | bytes = b"", **headers: str) -> Any:
    data = body.encode() if isinstance(body, str) else body
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return Client(enforce_csrf_checks=True).generic(method, path, data, "application/xml", headers=given)


def understood(response: Any) -> Multistatus:
    """A 207 and nothing else, read as RFC 4918 defines it."""
    assert response.status_code == 207, (response.status_code, response.getvalue())
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    root = ET.fromstring(response.getvalue())
    assert root.tag == f"{D}multistatus"
    answers: dict[str, Answer] = {}
    for found in root.findall(f"{D}response"):
        path = found.findtext(f"{D}href", "")
        assert path not in answers
        answers[path] = _answer(found)
    return Multistatus(answers, root.findtext(f"{D}sync-token"))


def _answer(found: ET.Element) -> Answer:
    status = found.findtext(f"{D}status")
    answer = Answer(int(status.split()[1]) if status else None)
    for propstat in found.findall(f"{D}propstat"):
        code = int(propstat.findtext(f"{D}status", "").split()[1])
        listed = propstat.find(f"{D}prop")
        assert listed is not None
        answer.properties[code] = {child.tag: child for child in listed}
    return answer


def propfind(path: str, *names: str, depth: str = "0") -> Multistatus:
    """`names` as elements: "displayname", "C:calendar-home-set"."""
    listed = "".join(f"<{name}/>" for name in names)
    return understood(ask("PROPFIND", path, f"<propfind {SPACES}><prop>{listed}</prop></propfind>", depth=depth))


def report(path: str, kind: str, inner: str, props: str = "<getetag/>", **headers: str) -> Any:
    return ask("REPORT", path, f"<{kind} {SPACES}><prop>{props}</prop>{inner}</{kind}>", **headers)


def query(path: str, inner: str, props: str = "<getetag/>", outer: str = "") -> Multistatus:
    """A calendar-query whose filter holds `inner` within VEVENT."""
    body = f'<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">{inner}</C:comp-filter></C:comp-filter></C:filter>'
    return understood(report(path, "C:calendar-query", body + outer, props, depth="1"))


def sync(path: str, token: str = "", limit: int | None = None, props: str = "<getetag/>") -> Multistatus:
    most = f"<limit><nresults>{limit}</nresults></limit>" if limit else ""
    inner = f"<sync-token>{token}</sync-token><sync-level>1</sync-level>{most}"
    return understood(report(path, "sync-collection", inner, props))


def condition(response: Any) -> str:
    """The precondition that a refusal names."""
    root = ET.fromstring(response.getvalue())
    assert root.tag == f"{D}error"
    (found,) = root
    return found.tag
