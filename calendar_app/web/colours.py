"""Colours that somebody else chose for a page of ours: read strictly, far enough apart to be read, written as a style sheet.

They come as a file of ours and not as an attribute, since the policy allows no style inside a page.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, QueryDict

from .errors import refused
from .served import door

SHADES = ("paper", "ink", "link")
LIGHT = {"paper": "f8f9f7", "ink": "15202a", "link": "0b5566"}
DARK = {"paper": "10171b", "ink": "e8ecea", "link": "86cbd6"}
CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
KEPT = int(timedelta(days=1).total_seconds())
_HEX = re.compile(r"[0-9a-fA-F]{6}")
#: Of the ink in the paper: what stands behind, lines, edges of controls, quiet text.
_MIXED = {"wash": 8, "hair": 24, "edge": 62, "ink-2": 84}


@dataclass(frozen=True)
class Colours:
    """Paper, ink and link as six hexadecimal digits each; none at all where the page keeps its own."""

    chosen: dict[str, str]

    @classmethod
    def read(cls, params: QueryDict) -> "Colours":
        """What is not chosen fits the paper. Raises SelectionError, also where a text could not be read on its paper."""
        given = {name: params.getlist(name) for name in SHADES if name in params}
        for name, values in given.items():
            if len(values) > 1:
                raise refused(name, values[1], "give it once")
            if not _HEX.fullmatch(values[0]):
                raise refused(name, values[0], "write a colour as six hexadecimal digits, such as 0b5566")
        if not given:
            return cls({})
        chosen = {name: values[0].lower() for name, values in given.items()}
        own = max((LIGHT, DARK), key=lambda shades: contrast(shades["ink"], chosen.get("paper", shades["paper"])))
        if "ink" in chosen and "paper" not in chosen:
            own = max((LIGHT, DARK), key=lambda shades: contrast(chosen["ink"], shades["paper"]))
        colours = cls({**own, **chosen})
        for name in ("ink", "link"):
            if contrast(colours.chosen[name], colours.chosen["paper"]) < CONTRAST:
                said = name if name in chosen else "paper"
                raise refused(said, chosen[said], "too close to the colour behind it to be read")
        return colours

    def __bool__(self) -> bool:
        return bool(self.chosen)

    def pairs(self) -> list[tuple[str, str]]:
        return list(self.chosen.items())

    def css(self) -> str:
        """The tokens of the look in these colours."""
        dark = luminance(self.chosen["paper"]) < luminance(self.chosen["ink"])
        rules = [f"color-scheme: {'dark' if dark else 'light'}", f"--sheet: #{self.chosen['paper']}"]
        rules += [f"--{name}: #{value}" for name, value in self.chosen.items()]
        rules += [f"--{name}: color-mix(in srgb, var(--ink) {part}%, var(--paper))" for name, part in _MIXED.items()]
        return f":root {{ {'; '.join(rules)} }}\n"


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it: 0 for black, 1 for white."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.2 defines it: 1 between the same colours, 21 between black and white."""
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


@door
def sheet(request: HttpRequest) -> HttpResponse:
    """`/embed.css?paper=…&ink=…&link=…`."""
    colours = Colours.read(request.GET)
    text = colours.css() if colours else ""
    headers = {"Cache-Control": f"public, max-age={KEPT}"}
    return HttpResponse(text, content_type="text/css; charset=utf-8", headers=headers)
