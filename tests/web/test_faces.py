"""The other faces over HTTP: Atom, JSON Feed and CSV at addresses like the calendar's own."""

import gzip
import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.utils.http import http_date

from calendar_app.feeds import FORMS, Options, face
from calendar_app.selection import Selection
from tests.entries.scenario import MOVED, SITE, Record, record

pytestmark = pytest.mark.django_db
MEDIA = {
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@pytest.fixture(autouse=True)
def events(settings: Any) -> Record:
    settings.SITE_URL = SITE
    return record()


def body(form: str, language: str = "en", selection: Selection | None = None, **options: str) -> bytes:
    return face(form, selection or Selection(), language, options=Options(**options), site=SITE).body


@pytest.mark.parametrize("form", FORMS)
def test_a_face_for_anybody(client: Client, form: str) -> None:
    answer = client.get(f"/ru/events.{form}?undated=span&utm_source=x", headers={"accept": "text/html"})
    assert (answer.status_code, answer.content) == (200, body(form, "ru", undated="span"))
    assert answer.headers["Content-Type"] == MEDIA[form]
    assert answer.headers["Content-Disposition"] == f'inline; filename="events.{form}"'
    assert answer.headers["Last-Modified"] == http_date(MOVED.timestamp())
    assert (answer.headers["Access-Control-Allow-Origin"], answer.headers["Vary"]) == ("*", "Accept-Encoding")
    assert answer.cookies == {}


@pytest.mark.parametrize("form", FORMS)
def test_conditions_codings_and_methods_as_for_the_calendar(client: Client, form: str) -> None:
    path = f"/en/events.{form}"
    got, head = client.get(path), client.head(path)
    assert (head.content, dict(head.headers)) == (b"", dict(got.headers))
    for headers in ({"if-none-match": got.headers["ETag"]}, {"if-modified-since": got.headers["Last-Modified"]}):
        assert client.get(path, headers=headers).status_code == 304
    packed = client.get(path, headers={"accept-encoding": "gzip"})
    assert (packed.headers["Content-Encoding"], gzip.decompress(packed.content)) == ("gzip", got.content)
    refused = client.post(path)
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("forums/arf", "forum=arf"), ("states/MY", "state=MY"), ("organizations/arf", "organization=arf"),
        ("people/sergey-lavrov", "person=sergey-lavrov"), ("posts/fm-ru", "post=fm-ru"), ("places/london", "place=london"),
        ("topics/cybersecurity", "topic=cybersecurity"),
    ],
)  # fmt: skip
def test_each_noun_has_its_faces(client: Client, form: str, path: str, query: str) -> None:
    answer = client.get(f"/ar/{path}.{form}?cancelled=drop")
    assert answer.status_code == 200
    assert answer.content == client.get(f"/ar/events.{form}?{query}&cancelled=drop").content


def _unpacked(content: bytes) -> bytes:
    """What a workbook, which is a zip archive, holds; else the content itself."""
    if not zipfile.is_zipfile(packed := io.BytesIO(content)):
        return content
    with zipfile.ZipFile(packed) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("form", FORMS)
def test_one_event_has_its_faces(client: Client, form: str) -> None:
    answer = client.get(f"/en/events/arf-33-2026.{form}")
    assert answer.status_code == 200
    assert b"33rd ASEAN Regional Forum" in _unpacked(answer.content)
    assert answer.headers["Content-Disposition"] == f'inline; filename="arf-33-2026.{form}"'
    assert client.get(f"/en/events/arf-retreat.{form}").status_code == 404


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/en/events.atom?profile=rich", "profile=rich: no such parameter. Allowed: role."),
        ("/en/events.csv?undated=no", "undated=no: no such value. Allowed: omit, span."),
        ("/en/forums/arf.json?forum=arf", "forum=arf: the address itself says it already."),
        ("/en/events/arf-33-2026.json?undated=span", "undated=span: no such parameter."),
        ("/en/events.json?asof=2020-01-01", "asof=2020-01-01: This record begins on 2025-07-02."),
        ("/en/events.ics?profile=poor", "profile=poor: no such value. Allowed: plain, rich."),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_text(client: Client, path: str, said: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert answer.content.decode().startswith(said)


def test_the_rich_profile_has_an_address_of_its_own(client: Client) -> None:
    plain, rich = client.get("/en/forums/arf.ics"), client.get("/en/forums/arf.ics?profile=rich")
    assert (plain.content.count(b"BEGIN:PARTICIPANT"), rich.content.count(b"BEGIN:PARTICIPANT")) == (0, 3)
    assert client.get("/en/events/arf-32-2025.ics?profile=rich").content.count(b"BEGIN:VLOCATION") == 1
    assert client.get("/en/forums/arf.ics?profile=plain").content == plain.content


@pytest.mark.parametrize(
    ("page", "stem"),
    [
        ("/en/events/?forum=arf", "/en/events.{}?forum=arf"),
        ("/en/forums/arf/", "/en/forums/arf.{}"),
        ("/en/events/arf-32-2025/", "/en/events/arf-32-2025.{}"),
    ],
)
def test_pages_name_their_faces(client: Client, page: str, stem: str) -> None:
    html = client.get(page).content.decode()
    for form, media in {"ics": "text/calendar", **{form: MEDIA[form].partition(";")[0] for form in FORMS}}.items():
        assert f'<link rel="alternate" type="{media}" href="{stem.format(form)}">' in html
        assert f'<a href="{stem.format(form)}"><bdi dir="ltr">.{form}</bdi></a>' in html


def test_an_event_without_a_date_has_no_faces(client: Client) -> None:
    html = client.get("/en/events/arf-retreat/").content.decode()
    assert ('type="application/atom+xml"' in html, '<bdi dir="ltr">.csv</bdi>' in html) == (False, False)
