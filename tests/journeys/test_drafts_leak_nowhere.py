"""A draft of every noun, and pending edits of public ones: on no public address, by no byte, count or answer."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
import time_machine
from django.core import mail as outbox
from django.test import Client

from calendar_app.models.desk import (
    AgendaItem,
    Appointment,
    Membership,
    Organization,
    OtherName,
    Person,
    Post,
    Source,
    Topic,
)
from calendar_app.models.desk.noun import NounModel
from calendar_app.models.readers.private_feed import digest
from calendar_app.reminders import tokens
from calendar_app.tasks import reminders
from calendar_app.webhooks import owner
from tests import factories as make
from tests.kept import kept
from tests.reminders.readers import DAY, asked, reader
from tests.webhooks.world import webhook

pytestmark = pytest.mark.django_db

#: No word of any language, so that wherever it stands something leaked.
MARK = "Zzyzx"
STARTS = (
    "/", "/en/", "/ru/", "/ar/", "/en/month/2025-07/", "/en/week/2025-W28/", "/en/year/2025/", "/en/timeline/", "/en/events/", "/ru/events.ics", "/en/outcomes/",
    "/en/changes/", "/en/changes.atom", "/en/report/?page=/en/", "/en/subscribe/", "/en/subscribe/qr.svg", "/en/embed/", "/ar/embed/?view=month&page=2025-07", "/en/search/?q=lavrov+malaysia", "/ar/search/?q=arf", "/ru/search/?q=Lavrov&in=person", "/en/filter/?view=month&page=2025-07&name=lav", "/ar/filter/offers/?name=ma", "/robots.txt", "/sitemap.xml", "/sitemap-1.xml", "/api/v1/events/", "/api/v1/organizations/", "/api/v1/people/", "/api/v1/posts/",
    "/api/v1/places/", "/api/v1/topics/", "/api/v1/sources/", "/api/v1/outcomes/",
)  # fmt: skip
LINK = re.compile(r'(?:href|src)="([^"]+)"|"(?:url|next|previous|feed|page)": ?"([^"]+)"')
MOST = 600


@pytest.fixture
@kept
def planted() -> list[NounModel]:
    """A published week, drafts of every noun hanging on it, and a pending edit of each published noun."""
    week = make.week()
    make.publish(week.umbrella, week.meeting, week.hasan, *week.malaysia.posts.all())
    return _drafts(week)


def _drafts(week: make.Week) -> list[NounModel]:
    state = make.organization("zzyzx-state", "state", name_en=MARK)
    forum = make.forum("zzyzx-forum", (week.malaysia, state), name_en=MARK)
    person = make.person("zzyzx-person", MARK, name_ru=MARK, name_ar=MARK)
    post = make.post(person, state, slug="zzyzx-post", name_en=MARK)
    place = make.place("zzyzx-place", state, name_en=MARK)
    topic = make.topic("zzyzx-topic", name_en=MARK)
    source = make.source(MARK, title=MARK, url=f"https://{MARK}.example/")
    event = make.event(
        "zzyzx-event", title_en=MARK, parent=week.umbrella, forum=week.arf, place=place, date="2025-07-10"
    )
    make.participation(event, week.lavrov)
    outcome = make.outcome("zzyzx-outcome", (event, "expected"), title_en=MARK)
    _lines(week, state, forum, person, post)
    _edits(week, person, topic, source)
    week.meeting.place = place
    week.meeting.save()
    return [state, forum, person, post, place, topic, source, event, outcome]


def _lines(week: make.Week, state: Organization, forum: Organization, person: Person, post: Post) -> None:
    """Tenures between what is public and what is not."""
    Membership.objects.create(member=state, organization=week.arf, since="2000-01-01")
    Membership.objects.create(member=week.russia, organization=forum, since="2000-01-01")
    Appointment.objects.create(person=week.hasan, post=post, since="2020-01-01")
    Appointment.objects.create(person=person, post=week.russia.posts.get(), since="2025-01-01", acting=True)


def _edits(week: make.Week, person: Person, topic: Topic, source: Source) -> None:
    """What an editor could have changed of public nouns without publishing it yet."""
    OtherName.objects.create(person=week.lavrov, language="en", name=MARK)
    AgendaItem.objects.create(event=week.meeting, title_en=MARK, topic=topic)
    make.participation(week.meeting, person)
    make.cite(week.meeting, "title", source, quote=MARK)
    week.meeting.title_en = week.meeting.venue_en = week.meeting.note_en = MARK
    for noun in (week.malaysia, week.arf, week.lavrov, week.place, week.topic):
        noun.name_en = MARK
        noun.save()
    week.programme.title_en = week.tass.title = MARK
    week.programme.save()
    week.tass.save()


def _links(address: str, text: str) -> Iterator[str]:
    for found in LINK.findall(text):
        target = urlsplit(urljoin(address, unescape(found[0] or found[1])))
        if target.path.endswith("/report/"):
            continue  # the same form for each page
        if target.netloc in ("", "testserver") and not target.path.startswith(("/static/", "/admin/")):
            yield target.path + (f"?{target.query}" if target.query else "")


def _private() -> list[str]:
    """The pages behind the links in mails, and what the reader who has them is handed out."""
    asking, listening, token = asked(), reader(digest="daily", diary=True), owner.token()
    webhook(manage_hash=digest(token))
    manage = f"/mail/manage/{tokens.token(tokens.MANAGE, listening)}/"
    confirm, end = tokens.token(tokens.CONFIRM, asking), tokens.token(tokens.END, listening)
    return [f"/mail/confirm/{confirm}/", manage, f"{manage}export/", f"/mail/unsubscribe/{end}/", f"/webhooks/{token}/"]


def _crawl(client: Client, *more: str) -> dict[str, str]:
    """Every public address that can be reached from the starts, with its answer; pages before selections of them."""
    answers: dict[str, str] = {}
    waiting = [*STARTS, *more]
    while waiting and len(answers) < MOST:
        address = waiting.pop(next((n for n, one in enumerate(waiting) if "?" not in one), 0))
        if address in answers:
            continue
        answer = client.get(address)
        headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
        body = answer.getvalue().decode(errors="replace")
        answers[address] = f"{headers}\n{body}"
        waiting += [link for link in _links(address, body) if link not in answers]
    return answers


@pytest.mark.no_cover  # hundreds of pages, each of which other tests ask for
def test_no_public_address_shows_a_byte_of_a_draft(client: Client, planted: list[NounModel]) -> None:
    private = _private()
    answers = _crawl(client, *private)

    secrets = [MARK.lower(), *(str(noun.pk) for noun in planted)]
    leaks = [(address, secret) for address, text in answers.items() for secret in secrets if secret in text.lower()]
    assert leaks == []
    assert {"/en/events/arf-32-2025/", "/ru/people/sergey-lavrov/", "/ar/month/2025-07/", "/en/forums/arf/"} <= set(
        answers
    )
    assert len(answers) > 100
    assert {client.get(address).status_code for address in private} == {200}


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_no_mail_shows_a_byte_of_a_draft(planted: list[NounModel], language: str) -> None:
    before = datetime(2025, 7, 10, 8, 1, tzinfo=UTC)
    reader(language=language, before=(DAY,), alerts=True, digest="daily", diary=True)
    with time_machine.travel(before, tick=False):
        assert reminders.send() == {"sent": 4}
    said = [str(part.get_payload(decode=True)) + str(part) for one in outbox.outbox for part in one.message().walk()]
    assert [text for text in said if MARK.lower() in text.lower()] == []


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize(
    "address",
    [
        "/en/events/{}-event/", "/en/events/{}-event.ics", "/en/forums/{}-forum/", "/en/forums/{}-forum.ics",
        "/en/states/{}-state/", "/en/organizations/{}-forum/", "/en/people/{}-person/", "/en/people/{}-person.ics",
        "/en/posts/{}-post/", "/en/places/{}-place/", "/en/topics/{}-topic/", "/en/outcomes/{}-outcome/",
        "/en/events/?forum={}-forum", "/en/events/?person={}-person", "/en/events.ics?topic={}-topic",
        "/api/v1/events/{}-event/", "/api/v1/people/{}-person/", "/api/v1/events/?place={}-place",
    ],
)  # fmt: skip
def test_a_draft_answers_like_what_never_was(client: Client, address: str) -> None:
    draft, nothing = client.get(address.format("zzyzx")), client.get(address.format("never"))

    assert draft.status_code == nothing.status_code
    assert draft.status_code in (400, 404)
    told = draft.getvalue().decode().replace("zzyzx", "never")
    assert _plain(told) == _plain(nothing.getvalue().decode())


def _plain(text: str) -> str:
    """The answer without what may differ from one request to the next."""
    return re.sub(r'"instance": ?"[^"]*"', "", text)


def test_no_draft_is_offered_as_a_filter(client: Client, planted: list[NounModel]) -> None:
    for language in ("en", "ru", "ar"):
        assert client.get(f"/{language}/filter/offers/?name=zzyz").json()["offers"] == []
    names = ("sergey", "malaysia", "asean", "kuala", "cyber", "foreign")
    drafts, offers = {str(noun.slug) for noun in planted if hasattr(noun, "slug")}, []
    for name in names:
        offers += client.get(f"/en/filter/offers/?view=month&page=2025-07&name={name}").json()["offers"]
    assert len(offers) >= len(names)
    assert [
        one for one in offers if MARK.lower() in str(one).lower() or any(slug in one["href"] for slug in drafts)
    ] == []


def test_counts_tell_nothing_of_drafts(client: Client, planted: list[NounModel]) -> None:
    assert len(planted) == 9
    assert client.get("/api/v1/events/?person=sergey-lavrov").json()["results"][0]["slug"] == "arf-32-2025"
    assert client.get("/en/events.ics").getvalue().count(b"BEGIN:VEVENT") == 2
