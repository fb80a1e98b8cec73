"""The lines of a timetable: what each prints, and that nothing in a name is taken for HTML."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template
from django.utils.translation import override

from calendar_app.wording.names import Text

PLAIN = Text("Forum", "en")
HOSTILE = Text("<b>Форум</b> & “Co”", "ru")


def line(**changes: Any) -> SimpleNamespace:
    given: dict[str, Any] = {
        "title": PLAIN, "where": Text("", "en"), "reason": Text("", "en"), "classes": "lv-summit", "now": False,
        "clock": "", "href": "/en/events/forum/", "mark": "held", "label": "Held", "sources": 0, "slug": "forum",
        "day": "11 July", "first": True,
    } | changes  # fmt: skip
    row = SimpleNamespace(**given, card=SimpleNamespace(**given))
    return SimpleNamespace(row=row, day=given["day"], first=given["first"])


def render(source: str, language: str = "en", **context: Any) -> str:
    with override(language):
        return Template("{% load timetable %}" + source).render(Context(context))


CELL = '<svg class="mk" aria-hidden="true"><use href="#m-held"/></svg>'


def test_a_line_as_it_stands() -> None:
    assert render("{% timetable lines %}", lines=[line()]) == (
        '<ul class="tt">\n  <li class="lv-summit"><span class="d">11 July</span><span class="h"></span><div class="w">'
        f'<a class="t" href="/en/events/forum/">Forum</a></div><span class="st">{CELL}Held</span>'
        '<span class="n">no source</span></li>\n</ul>'
    )


def test_names_are_escaped_isolated_and_tagged() -> None:
    said = render(
        "{% timetable lines True %}", lines=[line(title=HOSTILE, where=HOSTILE, reason=PLAIN, href="/?a=1&b=2")]
    )
    name = '<bdi lang="ru" dir="ltr">&lt;b&gt;Форум&lt;/b&gt; &amp; “Co”</bdi>'
    assert f'href="/?a=1&amp;b=2">{name}</a> <span class="tag">in Russian</span>' in said
    assert f'<p class="meta">{name} · Forum</p>' in said
    assert said.startswith('<ul class="tt wide">')


def test_a_new_day_is_set_off_but_for_the_first() -> None:
    said = render("{% timetable lines %}", lines=[line(), line(first=False), line(now=True, sources=3)])
    assert [part.partition('"')[0] for part in said.split('<li class="')[1:]] == [
        "lv-summit", "lv-summit", "lv-summit is-now up",
    ]  # fmt: skip
    assert "3 sources" in said


@pytest.mark.parametrize(
    ("folded", "count", "toggle", "said"),
    [
        (False, 2, "?fold=forum&x=1", ' · <a class="ink" href="?fold=forum&amp;x=1">fold 2 meetings</a>'),
        (True, 1, "?x=1", ' · <a class="ink" href="?x=1">unfold 1 meeting</a>'),
        (False, 0, "?x=1", ""),
        (False, 2, "", ""),
    ],
)
def test_an_umbrella_stands_over_its_lines(folded: bool, count: int, toggle: str, said: str) -> None:
    row = line(where=PLAIN).row
    lines = [] if folded else [line()]
    one = SimpleNamespace(umbrella=row, lines=lines, days="8–11 July", folded=folded, count=count, toggle=toggle)
    got = render("{% brackets found %}", found=[one])
    assert got.startswith(
        '<div class="brace" id="forum"><h3 class="is-held"><a class="t" href="/en/events/forum/">Forum</a></h3>'
        f'<p class="quiet">Forum · 8–11 July · <span class="st">{CELL}Held</span>{said}</p>'
    )
    assert got.endswith("</div>" if folded else "</ul></div>")


def test_lines_under_no_umbrella_stand_by_themselves() -> None:
    one = SimpleNamespace(umbrella=None, lines=[line()])
    assert render("{% brackets found wide %}", found=[one]) == render("{% timetable lines %}", lines=[line()])
    row = SimpleNamespace(umbrella=line().row, lines=[line()], days="July", folded=False, count=1, toggle="")
    assert '<p class="quiet">July · ' in render("{% brackets found %}", found=[row])
