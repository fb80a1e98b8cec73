"""Texts that are as they should be, however odd they look, and every face in which a reader meets a title."""

import csv
import io
import json
from typing import Any, cast

from django.test import Client
from icalendar import Calendar
from lxml import etree, html  # type: ignore[import-untyped] # it has no types

from calendar_app.ical import read
from calendar_app.models.desk import Event

ATOM = "{http://www.w3.org/2005/Atom}"
XML = etree.XMLParser(resolve_entities=False, no_network=True)

TITLES = {
    "Arabic": "منتدى رابطة آسيان الإقليمي الـ32",
    "Arabic with vowels and a shadda": "اجتماعُ وُزَراءِ الخارجيّة",
    "tatweel": "الـــمـــنـــتـــدى",
    "Arabic punctuation and digits": "اللقاء، الأول؛ لماذا؟ ٣٢ ٪",
    "Persian with ZWNJ": "می‌خواهیم نشست‌های وزیران",
    "ZWJ": "श्री क्‍ष ශ්‍රී",
    "Hebrew": "פסגת שרי החוץ – ט״ו",
    "Urdu": "وزرائے خارجہ کا اجلاس",
    "Russian": "Встреча «на полях» сессии — № 3, ё/Ё",
    "mixed scripts": "ARF ‎(АРФ)‎ — منتدى آسيان (ARF) 2025 г.",
    "mixed, right to left first": "منتدى ASEAN 32 (АРФ) Kuala Lumpur!",
    "markup": "<b>5 < 6 && 7 > 3</b> <!-- no --> <script>alert(1)</script>",
    "entities": "AT&T &amp; &lt;b&gt; &#8211; &nbsp; &copy",
    "quotes": "O'Brien's “talks” \"on\" «x» ‘y’ `z` ''",
    "spaced dashes": "Russia - Islamic World – Kazan — 2025 --- x",
    "backslashes and separators": "a\\nb\\, c; d, e:f \\\\ \\; \\N",
    "what a template might read": "{{ title }} {% now 'Y' %} {# x #} ${x} %s %(a)s {0}",
    "percent and plus": "100 % of a+b = c? #1 /x/../y ~z",
    "parameters of a line": "A;B=C:D^n^'^^",
    "emoji": "🕊️ 👩🏽‍⚖️ 🇲🇾🇷🇺 🏴󠁧󠁢󠁥󠁮󠁧󠁿 talks ☎️",
    "combining marks": "Z̷a͑l̴g̈o e\u0301 é n\u0303 ñ ą̊",
    "stacked marks": "o" + "\u0301\u0302\u0303" * 20,
    "not normalized": "ﬁ ① ㎏ Å Å ҆ \u1100\u1161 가",
    "CJK": "東盟地區論壇 アセアン地域フォーラム 아세안",
    "Thai, without spaces": "การประชุมรัฐมนตรีต่างประเทศอาเซียน",
    "beyond the first plane": "𐍈 𝔘𝔫𝔦 𠮷野家 𞤀𞤣",
    "a long word": "Donaudampfschifffahrts" * 13,
    "long, in four octets": "🕊" * 300,
    "long, in Arabic": "منتدى آسيان " * 24 + "!",
    "unusual spaces": "a\u00a0b\u202fc\u2009d\u3000e  f\u200bg\u2060h",
    "soft hyphens": "Außen\u00administer\u00adtreffen",
    "marks of direction": "ABC\u200f אבג \u200e(x) \u061c1",
    "closed isolates": "A \u2068منتدى\u2069 B \u2067אבג\u2069 C",
    "closed embeddings": "A \u202bمنتدى\u202c B",
    "one letter": "Ж",
    "digits alone": "2025",
    "like a header": "Subject: x",
    "like an end": "END:VEVENT",
    "like a feed": "]]> --> ?>",
    "a tab": "A\tB",
}
#: What a spreadsheet would run as a formula gets an apostrophe in the CSV, ours; see docs/faces.md.
FORMULAS = {"a formula": "=1+1", "a plus": "+7 (495)", "a minus": "-5 °C", "an at": "@asean"}


FORMULA_STARTS = tuple(f"'{mark}" for mark in "=+-@\t\r\n＝＋－＠")


def titles(client: Client, event: Event, language: str = "en") -> dict[str, str]:
    """The event's title by face, each read by a parser of that format.

    Titles of events that are neither cancelled nor postponed hold no isolates of ours in any face.
    """
    found = fed(client, f"/{language}/events/{event.slug}")
    return single(client, event, language) | {face: shown[str(event.pk)] for face, shown in found.items()}


def single(client: Client, event: Event, language: str = "en") -> dict[str, str]:
    """The same of the faces that show one event at a time."""
    page = html.fromstring(client.get(f"/{language}/events/{event.slug}/").content.decode())
    return {
        "HTML": page.xpath("//h1")[0].text_content(),
        "HTML, head": page.xpath("//head/title")[0].text_content().rpartition(" – ")[0],
        "API": json.loads(client.get(f"/api/v1/events/{event.slug}/").content)["title"][language],
    }


def fed(client: Client, address: str) -> dict[str, dict[str, str]]:
    """Face → UID → title, of the feeds at an address without its ending. The CSV's own apostrophe is taken off."""
    feed = client.get(f"{address}.ics").content
    calendar = cast("Any", Calendar.from_ical(feed))
    atom = etree.fromstring(client.get(f"{address}.atom").content, XML)
    items = json.loads(client.get(f"{address}.json").content)["items"]
    table = csv.DictReader(io.StringIO(client.get(f"{address}.csv").content.decode(), newline=""))
    return {
        "ICS, read by icalendar": {str(one["UID"]): str(one["SUMMARY"]) for one in calendar.walk("VEVENT")},
        "ICS, read by us": {entry.uid: entry.summary.text for entry in read(feed).entries},
        "Atom": {one.findtext(f"{ATOM}id")[9:]: one.findtext(f"{ATOM}title") for one in atom.iter(f"{ATOM}entry")},
        "JSON Feed": {item["id"]: item["title"] for item in items},
        "CSV": {row["uid"]: row["title"][row["title"].startswith(FORMULA_STARTS) :] for row in table},
    }
