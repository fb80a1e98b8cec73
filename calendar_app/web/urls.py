"""Addresses for browsers and calendar programs. `pages` stand under a language, `roots` beside them."""

from django.urls import URLPattern, path, re_path

from calendar_app.feeds import FORMS

from . import (
    agenda,
    changes,
    changes_feed,
    colours,
    embed,
    event,
    feed,
    filters,
    home,
    mail,
    mail_owner,
    month,
    nouns,
    organizations,
    outcomes,
    private,
    private_feed,
    private_owner,
    qr,
    report,
    robots,
    search,
    sitemap,
    sources,
    subscribe,
    timeline,
    webhook,
    webhook_owner,
    week,
    year,
)

app_name = "web"

#: Folder of a noun's pages → what a selection calls it.
NOUNS = {
    "forums": "forum", "states": "state", "organizations": "organization", "people": "person", "posts": "post",
    "places": "place", "topics": "topic",
}  # fmt: skip

roots: list[URLPattern] = [
    path("", home.root, name="root"),
    path("embed.css", colours.sheet, name="embed-colours"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    re_path(r"^sitemap-(?P<number>[1-9][0-9]{0,4})\.xml$", sitemap.part, name="sitemap-part"),
    path("feeds/<str:token>.ics", private_feed.feed, name="private-feed"),
    path("feeds/manage/<str:token>/", private_owner.manage, name="private-manage"),
    path("feeds/manage/<str:token>/rotate/", private_owner.rotate, name="private-rotate"),
    path("feeds/manage/<str:token>/revoke/", private_owner.revoke, name="private-revoke"),
    path("feeds/manage/<str:token>", private_owner.slashed),
    path("feeds/<path:token>", private_owner.nowhere),
    path("mail/confirm/<str:token>/", mail_owner.confirm, name="mail-confirm"),
    path("mail/manage/<str:token>/", mail_owner.manage, name="mail-manage"),
    path("mail/manage/<str:token>/pause/", mail_owner.pause, name="mail-pause"),
    path("mail/manage/<str:token>/resume/", mail_owner.resume, name="mail-resume"),
    path("mail/manage/<str:token>/rotate/", mail_owner.rotate, name="mail-rotate"),
    path("mail/manage/<str:token>/export/", mail_owner.export, name="mail-export"),
    path("mail/manage/<str:token>/erase/", mail_owner.erase, name="mail-erase"),
    path("mail/unsubscribe/<str:token>/", mail_owner.unsubscribe, name="mail-unsubscribe"),
    path("mail/confirm/<str:token>", mail_owner.slashed),
    path("mail/manage/<str:token>", mail_owner.slashed),
    path("mail/unsubscribe/<str:token>", mail_owner.slashed),
    path("mail/<path:token>", mail_owner.nowhere),
    path("webhooks/<str:token>/", webhook_owner.manage, name="webhook"),
    path("webhooks/<str:token>/<slug:verb>/", webhook_owner.change, name="webhook-change"),
    path("webhooks/<path:token>", webhook_owner.nowhere),
]

pages: list[URLPattern] = [
    path("", home.home, name="home"),
    path("year/<str:text>/", year.year, name="year"),
    path("month/<str:text>/", month.month, name="month"),
    path("week/<str:text>/", week.week, name="week"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("events/", agenda.agenda, name="agenda"),
    path("events.ics", feed.events, name="feed"),
    path("events/<slug:slug>/", event.event, name="event"),
    path("events/<slug:slug>.ics", feed.event, name="event-feed"),
    path("forums/<slug:slug>/", organizations.forum, name="forum"),
    path("states/<slug:slug>/", organizations.state, name="state"),
    path("organizations/<slug:slug>/", organizations.organization, name="organization"),
    path("people/<slug:slug>/", nouns.person, name="person"),
    path("posts/<slug:slug>/", nouns.post, name="post"),
    path("places/<slug:slug>/", nouns.place, name="place"),
    path("topics/<slug:slug>/", nouns.topic, name="topic"),
    path("forums/<slug:value>.ics", feed.noun, {"dimension": "forum"}, name="forum-feed"),
    path("states/<slug:value>.ics", feed.noun, {"dimension": "state"}, name="state-feed"),
    path("organizations/<slug:value>.ics", feed.noun, {"dimension": "organization"}, name="organization-feed"),
    path("people/<slug:value>.ics", feed.noun, {"dimension": "person"}, name="person-feed"),
    path("posts/<slug:value>.ics", feed.noun, {"dimension": "post"}, name="post-feed"),
    path("places/<slug:value>.ics", feed.noun, {"dimension": "place"}, name="place-feed"),
    path("topics/<slug:value>.ics", feed.noun, {"dimension": "topic"}, name="topic-feed"),
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    path("outcomes/<slug:slug>/", outcomes.outcome, name="outcome"),
    path("sources/<uuid:ref>/", sources.source, name="source"),
    path("changes/", changes.changes, name="changes"),
    path("filter/", filters.choose, name="filter"),
    path("filter/offers/", filters.offers, name="offers"),
    path("search/", search.search, name="search"),
    path("changes.atom", changes_feed.atom, name="changes-atom"),
    path("report/", report.report, name="report"),
    path("report/send/", report.send, name="report-send"),
    path("report/thanks/", report.thanks, name="report-thanks"),
    path("embed/", embed.embed, name="embed"),
    path("subscribe/", subscribe.subscribe, name="subscribe"),
    path("subscribe/qr.svg", qr.code, name="qr"),
    path("subscribe/private/", private.make, name="private"),
    path("subscribe/mail/", mail.ask, name="mail"),
    path("subscribe/webhook/", webhook.make, name="webhook"),
]

pages += [path(f"events/<slug:slug>.{form}", feed.event, {"form": form}, name=f"event-{form}") for form in FORMS]
for form in (*FORMS, "pdf"):
    pages += [
        path(f"events.{form}", feed.events, {"form": form}, name=f"events-{form}"),
        *(
            path(f"{folder}/<slug:value>.{form}", feed.noun, {"dimension": noun, "form": form}, name=f"{noun}-{form}")
            for folder, noun in NOUNS.items()
        ),
    ]
