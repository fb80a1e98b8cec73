"""What follows from public facts: expected delegations, the holders of a post, how fresh a date is."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from calendar_app.dates import parse, partial_bounds
from calendar_app.models.vocabulary import EventKind, MembershipStatus, Noun, Rank

from .shelf import Shelf

Facts = dict[str, Any]


class Delegations:
    """Who holds which post and who belongs to which forum, for a batch of events, in three queries."""

    def __init__(self, shelf: Shelf, events: Iterable[Facts]) -> None:
        self._shelf = shelf
        shelf.fetch({facts["forum"] for facts in events if facts.get("forum")})
        forums = [shelf.facts(facts.get("forum")) or {} for facts in events]
        members = {row["member"] for forum in forums for row in forum.get("members", ())}
        shelf.fetch(members)
        self._posts: dict[str, list[Facts]] = {}
        for post in shelf.showing(Noun.POST, members) if members else ():
            self._posts.setdefault(post["organization"], []).append(post)
        posts = {post["id"] for rows in self._posts.values() for post in rows}
        self._holders = holders(shelf, posts)

    def expected(self, facts: Facts) -> list[Facts]:
        """Rows organization–post–person: members of the forum that day, without those a source names already.

        Empty for anything but a meeting of a forum on a known day: nothing would follow.
        """
        forum = self._shelf.facts(facts.get("forum"))
        day = _first_day(facts)
        if forum is None or day is None or facts["kind"] != EventKind.MEETING:
            return []
        recorded = self._recorded(facts)
        rows = []
        for membership in forum["members"]:
            member = membership["member"]
            if membership["status"] != MembershipStatus.OBSERVER and member not in recorded and _holds(membership, day):
                recorded.add(member)
                rows += self._delegation(member, facts["level"], day)
        return rows

    def _delegation(self, member: str, level: str, day: date) -> list[Facts]:
        """Whoever is on duty in the posts that attend such a meeting; one row without a person if nobody is known."""
        if self._shelf.facts(member) is None:
            return []
        posts = [post for post in self._posts.get(member, ()) if post["attends"] == level]
        posts.sort(key=lambda post: str(post["slug"]))
        vacant = {"organization": member, "post": posts[0]["id"] if posts else None, "person": None}
        rows = [
            {"organization": member, "post": post["id"], "person": person}
            for post in posts
            for person in _on_duty(self._holders.get(post["id"], []), day)
        ]
        return rows or [vacant]

    def _recorded(self, facts: Facts) -> set[str]:
        posts = {row["post"] for row in facts["participations"] if row["post"]}
        self._shelf.fetch(posts)
        held = {(self._shelf.facts(post) or {}).get("organization") for post in posts}
        named = {row[field] for row in facts["participations"] for field in ("organization", "represents")}
        return {str(ref) for ref in held | named if ref}


def holders(shelf: Shelf, posts: Iterable[str]) -> dict[str, list[Facts]]:
    """By post: rows person, since, until, acting, newest first."""
    wanted = set(posts)
    found: dict[str, list[Facts]] = {}
    for person in shelf.showing(Noun.PERSON, wanted) if wanted else ():
        for row in person["appointments"]:
            if row["post"] in wanted:
                tenure = {field: row[field] for field in ("since", "until", "acting")}
                found.setdefault(row["post"], []).append({"person": person["id"], **tenure})
    for rows in found.values():
        rows.sort(key=lambda row: (row["since"], row["person"]), reverse=True)
    return found


def last_confirmed(shelf: Shelf, facts: Facts) -> str | None:
    """The latest day (ISO 8601) on which a source that gives the event's date was published."""
    cited = [row for row in facts["citations"] if row["field"] == "date" and row["rank"] != Rank.DEPRECATED]
    shelf.fetch(row["source"] for row in cited)
    days = [(shelf.facts(row["source"]) or {}).get("published", "") for row in cited]
    return max((day for day in days if len(day) == len("2025-07-10")), default=None)


def _first_day(facts: Facts) -> date | None:
    when = parse(facts["when"]["date"]) if facts["when"]["date"] else None
    return when.span.first if when and when.known_to_day else None


def _holds(tenure: Facts, day: date) -> bool:
    """Whether the tenure may cover the day: a partial date counts for every day it could mean."""
    begun = not tenure["since"] or partial_bounds(tenure["since"]).first <= day
    return begun and (not tenure["until"] or partial_bounds(tenure["until"]).last > day)


def _surely_holds(tenure: Facts, day: date) -> bool:
    begun = bool(tenure["since"]) and partial_bounds(tenure["since"]).last <= day
    return begun and (not tenure["until"] or partial_bounds(tenure["until"]).first > day)


def _on_duty(rows: list[Facts], day: date) -> list[str | None]:
    """Whoever surely held the post; else the only one who may have; else nobody, for we do not guess."""
    sure = [row["person"] for row in rows if _surely_holds(row, day)]
    maybe = [row["person"] for row in rows if _holds(row, day)]
    return sure or (maybe if len(maybe) == 1 else [])
