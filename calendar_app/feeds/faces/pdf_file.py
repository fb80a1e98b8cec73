"""The diary as a PDF (ISO 32000): A4, in the site's own letters, Arabic shaped and from right to left."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.staticfiles import finders
from fpdf import FPDF, ViewerPreferences
from fpdf.enums import Align, XPos, YPos

from calendar_app.entries.diary import Day, Line
from calendar_app.entries.phrases import RIGHT_TO_LEFT
from calendar_app.ical.text import clean

#: Marks that only steer line breaks and direction: the shaping sees to both, and no font draws them.
UNSEEN = dict.fromkeys([0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A)])
FAMILIES = {"plex": "ibm-plex-sans", "plex-arabic": "ibm-plex-sans-arabic"}
logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells of every table of every font it leaves out
MARGIN, LEAST = 20, 24  # millimetres: round the page, and what a heading needs below it
INK, QUIET = (26, 26, 24), (92, 90, 82)


@dataclass(frozen=True, kw_only=True)
class Front:
    """What stands above the diary. `page` is the address of the same selection for people."""

    language: str
    title: str
    author: str
    page: str
    updated: datetime
    edition: str
    legend: str
    nothing: str


def written(front: Front, days: Sequence[Day]) -> bytes:
    """The file; its only moment is that of the selection's last change."""
    sheet = _Sheet(front)
    sheet.open()
    for day in days:
        sheet.day(day)
    if not days:
        sheet.paragraph(front.nothing, size=11)
    return bytes(sheet.output())


class _Sheet(FPDF):
    """Paper with the fonts of one language, its direction, and a number on each page."""

    def __init__(self, front: Front) -> None:
        super().__init__(format="A4")
        self.front = front
        self.turned = front.language in RIGHT_TO_LEFT
        self.set_margin(MARGIN)
        self.c_margin = 0
        self.set_auto_page_break(auto=True, margin=MARGIN)
        for family, file in FAMILIES.items():
            for style, weight in (("", 400), ("B", 600)):
                self.add_font(family, style, str(finders.find(f"fonts/{file}-{weight}.ttf")))
        self.own, other = ("plex-arabic", "plex") if self.turned else ("plex", "plex-arabic")
        self.set_fallback_fonts([other], exact_match=False)
        self.set_text_shaping(use_shaping_engine=True, direction="rtl" if self.turned else "ltr")
        self._describe()

    def _describe(self) -> None:
        front = self.front
        self.set_title(clean(front.title))
        self.set_author(front.author)
        self.set_creator(front.author)
        self.set_lang(front.language)
        self.set_creation_date(front.updated)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)

    def footer(self) -> None:
        """The page's number."""
        self.set_y(-MARGIN + 5)
        self._ink(size=8, color=QUIET)
        self.cell(0, 5, str(self.page_no()), align=Align.C)

    def open(self) -> None:
        """The first page's head."""
        self.add_page()
        self.paragraph(self.front.title, size=18, bold=True, href=self.front.page)
        self.paragraph(self.front.edition, size=9, color=QUIET)
        self.paragraph(self.front.legend, size=9, color=QUIET)

    def day(self, day: Day) -> None:
        """A heading, which never stands alone at the foot of a page, and its lines."""
        if self.will_page_break(LEAST):
            self.add_page()
        self.ln(4)
        self.start_section(day.heading)
        self.paragraph(day.heading, size=12, bold=True)
        self._rule()
        for one in day.lines:
            self.meeting(one)

    def meeting(self, line: Line) -> None:
        """A meeting and, smaller, what else is known of it; neither is parted from the other by a page's end."""
        if self.will_page_break(LEAST / 2):
            self.add_page()
        self.paragraph(line.text, size=10.5, struck=line.struck, href=line.href)
        if line.more:
            self.paragraph(" · ".join(line.more), size=8.5, color=QUIET)
        self.ln(1.5)

    def paragraph(
        self,
        text: str,
        *,
        size: float,
        color: tuple[int, int, int] = INK,
        bold: bool = False,
        struck: bool = False,
        href: str = "",
    ) -> None:
        """A paragraph of its own."""
        self._ink(size=size, color=color, style=f"{'B' if bold else ''}{'S' if struck else ''}")
        align = Align.R if self.turned else Align.L
        self.multi_cell(0, size * 0.5, plain(text), align=align, link=href, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _rule(self) -> None:
        self.set_draw_color(*QUIET)
        self.set_line_width(0.2)
        self.line(self.l_margin, self.y, self.w - self.r_margin, self.y)
        self.ln(1.5)

    def _ink(self, *, size: float, color: tuple[int, int, int], style: str = "") -> None:
        self.set_font(self.own, style, size)
        self.set_text_color(*color)


def plain(text: str) -> str:
    """The text as letters that a font draws, on one line."""
    return " ".join(clean(text).translate(UNSEEN).split())
