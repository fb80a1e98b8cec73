"""A small map: a window on the shipped land, with a dot where the meeting is. No borders, for each would be a statement."""

from dataclasses import dataclass
from typing import Any

from calendar_app.wording.names import Text, pick

#: static/map/land.svg: plate carrée, ten units a degree, from 180° west and 90° north.
UNITS, WORLD = 10, 3600
WIDTH, HEIGHT = 320, 200


@dataclass(frozen=True)
class Chart:
    """A window: its corner on the land, the dot within it, and copies of the land where it crosses the date line."""

    x: int
    y: int
    dot_x: int
    dot_y: int
    name: Text
    shifts: list[int]

    @property
    def label_x(self) -> int:
        return self.dot_x + 9

    @property
    def label_y(self) -> int:
        return self.dot_y - 4

    @property
    def box(self) -> str:
        return f"{self.x} {self.y} {WIDTH} {HEIGHT}"


def chart(card: dict[str, Any] | None, language: str) -> Chart | None:
    """The window on a place; None where its coordinates are not known."""
    if not card or card.get("latitude") is None or card.get("longitude") is None:
        return None
    x = round((card["longitude"] + 180) * UNITS)
    y = round((90 - card["latitude"]) * UNITS)
    left = x - WIDTH // 2
    top = min(max(y - HEIGHT // 2, 0), 180 * UNITS - HEIGHT)
    shifts = [shift for shift in (-WORLD, 0, WORLD) if left < WORLD + shift and left + WIDTH > shift]
    return Chart(left, top, x, y, pick(card["name"], language), shifts)
