"""What page templates say in one word: a name in its own script, a cell, a link to a noun, a citation mark."""

import re
from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from calendar_app.dates import DateError, parse
from calendar_app.fold import pieces
from calendar_app.wording import dates
from calendar_app.wording.names import Text, pick

from . import wording

register = template.Library()

_LONG_WORD = re.compile(r"[А-Яа-яЁё]{12,}")
_OPEN_SYLLABLE = re.compile(
    r"(?<=[б-джзк-нп-тф-щ][аеёиоуыэюя])(?=[б-джзк-нп-тф-щ][аеёиоуыэюя]|[аеёиоуыэюя][б-джзк-нп-тф-щ])"
)
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
ORGANIZATIONS = {"state": "web:state", "forum": "web:forum"}


def _here() -> str:
    return (get_language() or "en")[:2]


def printed(text: str, language: str) -> str:
    """An EDTF date as bibliographies print it: “15 July 2025”, “July 2025”, “2025”; "" for none, others as they are."""
    try:
        known = parse(text) if text else None
    except DateError:
        return text
    if known is None or known.precision != "day" or known.uncertain:
        return dates.spell({"date": text}, language) if text else ""
    return dates.day(known.span.first, language)


@register.filter
def address(card: dict[str, Any]) -> str:
    """The path of a noun's page in the reader's language, from its card."""
    kind, slug = card["kind"], card["slug"]
    name = ORGANIZATIONS.get(card.get("org_kind", ""), "web:organization") if kind == "organization" else f"web:{kind}"
    return reverse(name, args=[slug])


@register.filter
def soft(text: Text) -> Text:
    """A Russian title whose longest words may break between an open syllable and the next, for narrow columns."""
    return text._replace(text=_LONG_WORD.sub(_syllables, text.text)) if text.lang == "ru" else text


def _syllables(word: re.Match[str]) -> str:
    head, body, tail = word[0][:3], word[0][3:-3], word[0][-3:]
    return head + _OPEN_SYLLABLE.sub("\u00ad", body) + tail


@register.filter
def named(text: Text) -> SafeString:
    """A text in whichever language it is known, isolated where that is not the page's."""
    return wording.name({text.lang: text.text}) if text.lang else format_html("{}", text.text)


@register.filter
def titled(text: Text) -> SafeString:
    """A title; where it fell back to another language it says to which."""
    return wording.pick({text.lang: text.text}) if text.lang else format_html("{}", text.text)


@register.filter
def marked(text: Text, found: Collection[str]) -> SafeString:
    """A text with the words that were found marked, isolated where it is not in the page's language."""
    shown = (format_html("<mark>{}</mark>", word) if marks else word for word, marks in pieces(text.text, found))
    body = format_html_join("", "{}", ((word,) for word in shown))
    if text.lang == _here():
        return body
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', text.lang, direction(text.lang), body)


@register.filter
def fallback(text: Text) -> SafeString:
    """The tag alone: “in English”, where a text could not be given in the page's language."""
    if text.lang in ("", _here()):
        return mark_safe("")
    return format_html(' <span class="tag">{}</span>', gettext(wording.IN_LANGUAGE[text.lang]))


@register.filter
def host(url: str) -> str:
    """Where a link leads, without the rest of its address."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


@register.filter
def direction(code: str) -> str:
    """The writing direction of a BCP 47 tag; `auto` where there is none."""
    return ("rtl" if code[:2] in RIGHT_TO_LEFT else "ltr") if code else "auto"


@register.simple_tag
def cell(mark: str) -> SafeString:
    """The square of a state; the word always stands beside it."""
    return format_html('<svg class="mk" aria-hidden="true"><use href="#m-{}"/></svg>', mark)


@register.simple_tag
def state(mark: str, label: str) -> SafeString:
    """A state as cell and word."""
    return format_html('<span class="st">{}{}</span>', cell(mark), label)


@register.simple_tag(takes_context=True)
def noun(context: template.Context, card: dict[str, Any] | None, css: str = "ink") -> SafeString:
    """A link to a noun by its name, kept in the day of the record that the reader looks at; "" without a card."""
    if not card:
        return mark_safe("")
    return format_html(
        '<a class="{}" href="{}">{}</a>', css, address(card) + _asof(context), named(pick(card["name"], _here()))
    )


def _asof(context: template.Context) -> str:
    selection = context.get("selection")
    return f"?asof={selection.asof.isoformat()}" if selection is not None and selection.asof else ""


@register.simple_tag(takes_context=True)
def keep(context: template.Context) -> str:
    """The query that every link of a page keeps: the day of the record."""
    return _asof(context)


@register.inclusion_tag("web/_cite.html")
def cite(mark: Any, label: str) -> dict[str, Any]:
    """The mark of a fact, with its quotes behind it."""
    return {"cite": mark, "label": label}


@register.filter
def moment(at: datetime) -> str:
    """An instant in UTC: “10 July 2025, 13:40 UTC”."""
    return dates.moment(at, _here())


@register.filter
def iso_day(text: str) -> str:
    """An ISO day in words: 10 July 2025."""
    return dates.day(date.fromisoformat(text), _here())


@register.filter
def edtf(text: str) -> str:
    """An EDTF date in words, days without their weekday: “15 July 2025”, “July 2025”."""
    return printed(text, _here())
