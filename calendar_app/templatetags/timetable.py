"""The lines of a timetable, written here and not in a template, since a page has hundreds: each part of one would be a node."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from calendar_app.wording import counts
from calendar_app.wording.names import Text

from .wording import DIRECTION, IN_LANGUAGE

register = template.Library()


@register.simple_tag
def brackets(found: Iterable[Any], wide: object = "") -> SafeString:
    """Umbrellas (`web.brackets.Bracket`) with their lines, and lines under none; `wide` for the whole page."""
    here = (get_language() or "en")[:2]
    return mark_safe("".join(_bracket(one, wide, here) for one in found))  # noqa: S308 - its texts are escaped below


def _bracket(one: Any, wide: object, here: str) -> str:
    if not one.umbrella:
        return timetable(one.lines, wide)
    row = one.umbrella
    said = [_named(row.where, here)] if row.where.text else []
    said += [_plain(one.days), _state(row)]
    if one.count and one.toggle:
        said.append(f'<a class="ink" href="{escape(one.toggle)}">{escape(_turn(one) % {"n": one.count})}</a>')
    return (
        f'<div class="brace" id="{row.slug}"><h3 class="is-{row.mark}"><a class="t" href="{escape(row.href)}">'
        f'{_named(row.title, here)}</a>{_tag(row.title, here)}</h3><p class="quiet">{" · ".join(said)}</p>'
        f"{timetable(one.lines, wide) if one.lines else ''}</div>"
    )


def _turn(one: Any) -> str:
    if one.folded:
        return ngettext("unfold %(n)s meeting", "unfold %(n)s meetings", one.count)
    return ngettext("fold %(n)s meeting", "fold %(n)s meetings", one.count)


@register.simple_tag
def timetable(lines: Iterable[Any], wide: object = "") -> SafeString:
    """A list of lines (`web.brackets.Line`), each with its day where the line before has another."""
    here = (get_language() or "en")[:2]
    items = "".join([_item(line, here, leads=place > 0 and line.first) for place, line in enumerate(lines)])
    return mark_safe(f'<ul class="tt{" wide" if wide else ""}">{items}\n</ul>')  # noqa: S308 - its texts are escaped below


def _item(line: Any, here: str, *, leads: bool) -> str:
    row, card = line.row, line.row.card
    classes = f"{row.classes}{' is-now' if row.now else ''}{' up' if leads else ''}"
    said = counts.counted("source", row.sources, here) if row.sources else gettext("no source")
    return (
        f'\n  <li class="{classes}"><span class="d">{_plain(line.day)}</span><span class="h">{row.clock}</span>'
        f'<div class="w"><a class="t" href="{escape(row.href)}">{_named(card.title, here)}</a>{_tag(card.title, here)}'
        f'{_meta(card.where, card.reason, here)}</div>{_state(row)}<span class="n">{said}</span></li>'
    )


def _state(row: Any) -> str:
    cell = f'<svg class="mk" aria-hidden="true"><use href="#m-{row.mark}"/></svg>'
    return f'<span class="st">{cell}{_plain(row.label)}</span>'


@lru_cache(maxsize=2048)
def _meta(where: Text, reason: Text, here: str) -> str:
    said = " · ".join(_named(text, here) for text in (where, reason) if text.text)
    return f'<p class="meta">{said}</p>' if said else ""


@lru_cache(maxsize=2048)
def _plain(text: str) -> str:
    """Days and states are few, and stand in many lines."""
    return escape(text)


def _named(text: Text, here: str) -> str:
    """Isolated where it is in another language than the page."""
    if text.lang == here:
        return escape(text.text)
    return f'<bdi lang="{text.lang}" dir="{DIRECTION[text.lang]}">{escape(text.text)}</bdi>'


def _tag(text: Text, here: str) -> str:
    return "" if text.lang == here else f' <span class="tag">{escape(gettext(IN_LANGUAGE[text.lang]))}</span>'
