"""The one error of this room: it names the text it could not read and says what to write instead."""

import unicodedata

SHOWN = 60


class DateError(ValueError):
    """A date, time, week or zone that cannot be read.

    `text` is what was given, whole; `why` is a fixed English sentence (a key for translations) with the remedy.
    """

    def __init__(self, text: str, why: str) -> None:
        super().__init__(text, why)
        self.text = text
        self.why = why

    def __str__(self) -> str:
        return f"“{shown(self.text)}”: {self.why}."


def shown(text: str) -> str:
    """The text fit for one line of a message: control and format characters escaped, cut after 60 characters."""
    cut = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return "".join(_escaped(character) for character in cut)


def _escaped(character: str) -> str:
    if unicodedata.category(character)[0] != "C" and unicodedata.category(character) not in ("Zl", "Zp"):
        return character
    return character.encode("unicode_escape").decode("ascii")
