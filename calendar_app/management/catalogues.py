"""Message catalogues compiled in pure Python, for machines without gettext."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po


class CatalogueError(ValueError):
    """A catalogue cannot be compiled; names the file, the line and what is wrong."""


def stale(root: Path) -> list[Path]:
    """The .po files below the root's two locale folders whose .mo is missing or older, in a stable order."""
    found = sorted(
        each for folder in ("calendar_app", "templates") for each in (root / folder / "locale").rglob("*.po")
    )
    return [po for po in found if not fresh(po)]


def fresh(po: Path) -> bool:
    """Whether the .mo beside the .po is at least as new."""
    mo = po.with_suffix(".mo")
    return mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns


def compile_file(po: Path) -> Path:
    """Write the .mo beside the .po by rename, and return it; raises CatalogueError for a torn file or a broken placeholder."""
    try:
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parent.parent.name, abort_invalid=True)
    except (PoFileError, ValueError) as problem:
        raise CatalogueError(f"{po}: {problem}") from problem
    for message, errors in catalogue.check():
        raise CatalogueError(f"{po}:{message.lineno or 0}: {message.id!r}: {errors[0]}")
    mo = po.with_suffix(".mo")
    draft = mo.with_suffix(".draft")
    with draft.open("wb") as target:
        write_mo(target, catalogue)
    return draft.replace(mo)
