"""Draws the pictures that other sites show beside a link to ours, one a language, into static/cards.

`python -m tests.browser.card`, whenever the words or the look change; they are made of the site's own fonts and colours.
"""

from pathlib import Path

import django
from django.utils.html import escape
from django.utils.translation import gettext, override
from playwright.sync_api import sync_playwright

from tests.chromium import bring

ROOT = Path(__file__).resolve().parents[2]
CARDS = ROOT / "static" / "cards"
SIZE = {"width": 1200, "height": 630}
LEVELS = [
    "1",
    "1",
    "3",
    "1",
    "2",
    "1",
    "1",
    "2",
    "3",
    "1",
    "1",
    "1",
    "2",
    "1",
    "3",
    "3",
    "1",
    "2",
    "1",
    "1",
    "1",
    "2",
    "1",
    "1",
    "3",
    "1",
    "2",
    "2",
    "1",
    "1",
]
STYLE = """
body { margin: 0; inline-size: 1200px; block-size: 630px; background: var(--paper); color: var(--ink); position: relative; }
main { padding: 92px 96px; }
svg { inline-size: 84px; block-size: 84px; color: var(--link); }
h1 { font: 600 84px/1.15 var(--record); margin: 44px 0 24px; }
p { font: 400 34px/1.45 var(--apparatus); margin: 0; color: var(--ink-2); max-inline-size: 900px; }
div { position: absolute; inset-block-end: 0; inset-inline: 96px; display: flex; gap: 26px; align-items: end; block-size: 96px;
  border-block-end: 12px solid var(--ink); }
i { inline-size: 8px; background: var(--ink); } .l1 { block-size: 22px; } .l2 { block-size: 44px; } .l3 { block-size: 72px; }
.now { background: var(--rubric); }
"""
MARK = """<svg viewBox="0 0 16 16"><path d="M.75 6V1h14.5v5" fill="none" stroke="currentColor" stroke-width="1.5"/>
<path d="M4.5 7h7v7h-7z" fill="currentColor"/></svg>"""


def page(language: str) -> str:
    """The card of a language as a page of its own."""
    ticks = "".join(f'<i class="l{level}{" now" if at == 24 else ""}"></i>' for at, level in enumerate(LEVELS))
    with override(language):
        name = escape(gettext("Diplomatic Calendar"))
        said = gettext(
            "A public record of diplomatic meetings: who meets, in which format, where, when, and who said so."
        )
    direction = "rtl" if language == "ar" else "ltr"
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}" data-theme="light"><link rel="stylesheet" href="tokens.css">'
        f"<style>{STYLE}</style><main>{MARK}<h1>{name}</h1><p>{escape(said)}</p></main><div>{ticks}</div></html>"
    )


def draw() -> None:
    """Draw each card anew."""
    django.setup()
    CARDS.mkdir(exist_ok=True)
    sheet = ROOT / "static" / "css" / "card.html"
    with sync_playwright() as programs:
        browser = programs.chromium.launch(executable_path=bring(), args=["--no-sandbox"])
        shown = browser.new_page(viewport=SIZE)  # type: ignore[arg-type] # a plain dict says the same
        for language in ("en", "ru", "ar"):
            sheet.write_text(page(language), encoding="utf-8")
            shown.goto(sheet.as_uri())
            shown.evaluate("document.fonts.ready")
            shown.screenshot(path=CARDS / f"card-{language}.png")
        browser.close()
    sheet.unlink()


if __name__ == "__main__":
    draw()
