"""What templates print, in the page's language and safely."""

from datetime import date
from typing import Any

import pytest
from django.template import Context, Template
from django.utils.translation import override

NB, WJ = "\u00a0", "\u2060"
TODAY = date(2025, 7, 10)
WHEN = {"date": "2025-07-11", "start_time": "11:10", "end_time": None, "zone": "Asia/Kuala_Lumpur"}
FACTS = {"when": WHEN, "certainty": "confirmed", "lifecycle": "scheduled", "former_dates": []}
BOTH = {"en": "East Asia Summit", "ru": "Восточноазиатский саммит", "ar": ""}
HOSTILE = {"en": "", "ru": "<b>Форум</b> & Co", "ar": ""}
ARABIC = {"en": "", "ru": "", "ar": "قمة"}
NONE = {"en": "", "ru": "", "ar": ""}


def render(source: str, language: str = "en", **context: Any) -> str:
    with override(language):
        return Template("{% load wording %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "language", "text", "printed"),
    [
        ("{{ text|pick }}", "ru", BOTH, "Восточноазиатский саммит"),
        (
            "{{ text|pick }}",
            "ar",
            BOTH,
            '<bdi lang="en" dir="ltr">East Asia Summit</bdi> <span class="tag">بالإنجليزية</span>',
        ),
        (
            "{{ text|pick }}",
            "en",
            HOSTILE,
            '<bdi lang="ru" dir="ltr">&lt;b&gt;Форум&lt;/b&gt; &amp; Co</bdi> <span class="tag">in Russian</span>',
        ),
        ("{{ text|pick }}", "ru", HOSTILE, "&lt;b&gt;Форум&lt;/b&gt; &amp; Co"),
        ("{{ text|pick }}", "ru", ARABIC, '<bdi lang="ar" dir="rtl">قمة</bdi> <span class="tag">по-арабски</span>'),
        ("{{ text|pick }}", "en", NONE, ""),
        ("{{ text|name }}", "en", BOTH, "East Asia Summit"),
        ("{{ text|name }}", "ar", BOTH, '<bdi lang="en" dir="ltr">East Asia Summit</bdi>'),
        ("{{ text|name }}", "ar", NONE, ""),
        ("{{ text|plain }}", "ar", BOTH, "East Asia Summit"),
        ("{{ text|plain }}", "en", HOSTILE, "&lt;b&gt;Форум&lt;/b&gt; &amp; Co"),
    ],
)
def test_names(source: str, language: str, text: dict[str, str], printed: str) -> None:
    assert render(source, language, text=text) == printed


@pytest.mark.parametrize(
    ("source", "en", "ru"),
    [
        ("{{ facts.when|spell }}", "Friday, 11 July 2025", f"пятница, 11 июля 2025{NB}г."),
        ("{{ facts.when|short_date }}", "11 July", "11 июля"),
        ("{{ facts.when|clock }}", "11:10, Kuala Lumpur time, UTC+8", "11:10, время Куала-Лумпура, UTC+8"),
        ("{{ today|day }}", "10 July 2025", f"10 июля 2025{NB}г."),
        ('{{ today|day:"heading" }}', "Thursday, 10 July 2025", f"Четверг, 10 июля 2025{NB}года"),
        ('{{ "2026/2030"|period }}', f"2026{WJ}–{WJ}2030", f"2026{WJ}–{WJ}2030{NB}гг."),
        ("{{ before|ago:today }}", "2 days ago", "2 дня назад"),
        ('{{ "2025-07-08"|freshness:today }}', "last confirmed 2 days ago", "последнее подтверждение: 2 дня назад"),
        ('{{ 3|counted:"source" }}', "3 sources", "3 источника"),
        ('{{ "ministerial"|word:"level" }}', "ministerial", "министерский уровень"),
        ('{{ "venue"|field }}', "venue", "место проведения"),
        ('{{ "overdue"|label }}', "Not yet confirmed as held", "Проведение пока не подтверждено"),
        (
            "{% mark facts today %}",
            '<span class="st"><svg class="mk" aria-hidden="true"><use href="#m-confirmed"/></svg>Confirmed</span>',
            '<span class="st"><svg class="mk" aria-hidden="true"><use href="#m-confirmed"/></svg>Подтверждено</span>',
        ),
        (
            "{% mark facts today hidden=True %}",
            '<svg class="mk" aria-hidden="true"><use href="#m-confirmed"/></svg><span class="vh">Confirmed: </span>',
            '<svg class="mk" aria-hidden="true"><use href="#m-confirmed"/></svg><span class="vh">Подтверждено: </span>',
        ),
    ],
)
def test_wording(source: str, en: str, ru: str) -> None:
    context = {"facts": FACTS, "today": TODAY, "before": date(2025, 7, 8)}
    assert [render(source, language, **context) for language in ("en", "ru")] == [en, ru]


def test_without_a_language_pages_are_english() -> None:
    with override(None):
        assert Template("{% load wording %}{{ text|plain }}").render(Context({"text": BOTH})) == "East Asia Summit"
