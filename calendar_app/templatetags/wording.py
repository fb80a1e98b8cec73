"""Wording in templates: dates, states, names and counts in the page's language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_noop

from calendar_app.wording import counts, dates, labels, names, states

register = template.Library()

IN_LANGUAGE = {"en": gettext_noop("in English"), "ru": gettext_noop("in Russian"), "ar": gettext_noop("in Arabic")}
DIRECTION = {"en": "ltr", "ru": "ltr", "ar": "rtl"}


def _here() -> str:
    return (get_language() or "en")[:2]


@register.filter
def plain(trilingual: Mapping[str, str]) -> str:
    """A name or title as bare text, for the head of a page and for attributes."""
    return names.pick(trilingual, _here()).text


@register.filter
def name(trilingual: Mapping[str, str]) -> SafeString:
    """A name, isolated where it is in another language than the page."""
    text, lang = names.pick(trilingual, _here())
    if not text or lang == _here():
        return format_html("{}", text)
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', lang, DIRECTION[lang], text)


@register.filter
def pick(trilingual: Mapping[str, str]) -> SafeString:
    """A title; where it is in another language than the page, isolated and with a tag that says so."""
    text, lang = names.pick(trilingual, _here())
    if not text or lang == _here():
        return name(trilingual)
    return format_html('{} <span class="tag">{}</span>', name(trilingual), gettext(IN_LANGUAGE[lang]))


@register.filter
def spell(when: Mapping[str, Any]) -> str:
    """“Friday, 11 July 2025”."""
    return dates.spell(when, _here())


@register.filter
def short_date(when: Mapping[str, Any]) -> str:
    """“11 July”."""
    return dates.short(when, _here())


@register.filter
def clock(when: Mapping[str, Any]) -> str:
    """“11:10, Kuala Lumpur time, UTC+8”, or nothing."""
    return dates.clock(when, _here())


@register.filter
def day(of: date, style: dates.Style = "long") -> str:
    """A day in one of the styles of `dates.day`."""
    return dates.day(of, _here(), style)


@register.filter
def period(text: str) -> str:
    """“2026–2030”."""
    return dates.period(text, _here())


@register.filter
def ago(then: date, today: date) -> str:
    """“12 days ago”."""
    return counts.ago(then, today, _here())


@register.filter
def freshness(last_confirmed: str | None, today: date) -> str:
    """“last confirmed 12 days ago”."""
    return counts.freshness(last_confirmed, today, _here())


@register.filter
def counted(count: int, what: str) -> str:
    """“3 sources”."""
    return counts.counted(what, count, _here())


@register.filter
def word(value: str, vocabulary: str) -> str:
    """The label of a value: `{{ facts.level|word:"level" }}`."""
    return labels.word(vocabulary, value, _here())


@register.filter
def field(of: str) -> str:
    """What people call a field."""
    return labels.field(of, _here())


@register.filter
def label(mark: str) -> str:
    """The word of a mark."""
    return states.label(mark, _here())


@register.simple_tag
def mark(facts: Mapping[str, Any], today: date, *, hidden: bool = False) -> SafeString:
    """An event's cell and its word; with `hidden` the word is there for the ear alone, as in the grid."""
    of = states.mark(facts, today=today)
    cell = format_html('<svg class="mk" aria-hidden="true"><use href="#m-{}"/></svg>', of)
    if hidden:
        return format_html('{}<span class="vh">{}: </span>', cell, label(of))
    return format_html('<span class="st">{}{}</span>', cell, label(of))
