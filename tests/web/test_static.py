"""What is vendored is what the list says, and styles follow the house's law."""

import hashlib
import re
from pathlib import Path

import pytest

from .catalogue import ROOT

STATIC = ROOT / "static"
STYLES = sorted((STATIC / "css").glob("*.css"))
PHYSICAL = re.compile(
    r"(?<![\w-])((margin|padding|border)-(left|right|top|bottom)|left|right|top|bottom|text-align:\s*(left|right)|float)\s*:"
)


def test_every_vendored_file_is_the_one_on_the_list() -> None:
    lines = (STATIC / "SHA256SUMS").read_text().splitlines()
    listed = {path: digest for digest, path in (line.split("  ") for line in lines)}
    found = {
        str(path.relative_to(STATIC)): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in ("fonts", "map")
        for path in (STATIC / folder).iterdir()
    }
    assert found == listed


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_styles_know_no_left_and_right(style: Path) -> None:
    assert PHYSICAL.findall(style.read_text("utf-8")) == []


@pytest.mark.parametrize("style", [path for path in STYLES if path.name != "tokens.css"], ids=lambda path: path.name)
def test_colours_stand_in_the_tokens_alone(style: Path) -> None:
    colours = re.findall(r"#[0-9a-fA-F]{3,8}\b", style.read_text("utf-8"))
    assert colours in ([], ["#fff"])  # the white under a QR code


def test_nothing_is_fetched_from_another_host() -> None:
    for path in [*STYLES, *(STATIC / "js").glob("*.js"), *(ROOT / "templates" / "web").glob("*.html")]:
        assert re.findall(r"""(?:url\(|src=|href=|import )["']?https?:""", path.read_text("utf-8")) == []


def test_the_page_fits_its_promise() -> None:
    """Styles, script and map together: small enough that a first page stays below 150 KB without fonts."""
    sizes = sum(path.stat().st_size for path in [*STYLES, *(STATIC / "js").glob("*.js")])
    assert sizes < 50_000
