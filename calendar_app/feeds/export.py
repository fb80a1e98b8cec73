"""Exporting: the named feeds as files, brought up to the record from a cursor, and proved against it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from calendar_app.models.public import Cursor, Export
from calendar_app.models.public import Head as Front

from . import files
from .feed import Feed
from .large import Large, afresh, kept
from .named import Named, named, touched
from .segments import begin_again

CONSUMER = "exports"


def catch_up(*, root: Path, site: str) -> list[str]:
    """Re-export what the revisions since the cursor touch; returns the paths written or removed, below `root`.

    It may be killed anywhere and run again, or run twice at once: the second waits for the first.
    """
    with _alone(root):
        return _catch_up(root, site)


def verify(*, root: Path, site: str) -> list[str]:
    """Compare every exported file with a fresh rendering; returns what was wrong with each, all of it now repaired."""
    with _alone(root):
        _catch_up(root, site)
        faults = [fault for one in named() for fault in _verified(one, root, site)]
        return faults + _strangers(root)


def _catch_up(root: Path, site: str) -> list[str]:
    cursor, _ = Cursor.objects.get_or_create(consumer=CONSUMER)
    upto = Front.number()
    if cursor.revision >= upto:
        return []
    written = [one.path for one in touched(cursor.revision, upto) if _export(one, root, site, upto)]
    removed = _retire(root)
    Cursor.objects.filter(consumer=CONSUMER, revision__lt=upto).update(revision=upto)
    return written + removed


def _export(one: Named, root: Path, site: str, upto: int) -> bool:
    """Write the feed's files if its bytes changed; a feed that reads as before keeps its files and their time."""
    fresh = kept(one, site=site)
    known = Export.objects.filter(path=one.path, digest=fresh.digest)
    if known.update(revision=upto) and (root / one.path).exists():
        return False
    files.write(root / one.path, fresh)
    _remember(one, fresh, upto)
    return True


def _remember(one: Named, fresh: Feed | Large, upto: int) -> None:
    Export.objects.update_or_create(
        path=one.path,
        defaults={
            "digest": fresh.digest,
            "modified": fresh.modified,
            "revision": upto,
            "size": fresh.size,
        },
    )


def _retire(root: Path) -> list[str]:
    """Remove the files of feeds that are no longer called so."""
    kept = {one.path for one in named()}
    gone = sorted(Export.objects.exclude(path__in=kept).values_list("path", flat=True))
    for path in gone:
        files.remove(root / path)
    Export.objects.filter(path__in=gone).delete()
    return gone


def _verified(one: Named, root: Path, site: str) -> list[str]:
    upto = Front.number()
    fresh = kept(one, site=site)
    faults = files.faults(root / one.path, fresh.codings, lambda: afresh(one, site=site))
    if not Export.objects.filter(path=one.path, digest=fresh.digest).exists():
        faults.append("its digest is not the one remembered")
    if faults:
        if isinstance(fresh, Large):
            begin_again(one)
            fresh = kept(one, site=site)
        files.write(root / one.path, fresh)
        _remember(one, fresh, upto)
    moved_on = Front.number() > Cursor.objects.get(consumer=CONSUMER).revision
    return [] if moved_on else [f"{one.path}: {fault}" for fault in faults]


def _strangers(root: Path) -> list[str]:
    """Remove what no named feed has put there, such as the draft of a killed export."""
    known = {root / f"{one.path}{suffix}" for one in named() for suffix in files.FORMS}
    found = sorted(path for path in root.rglob("*") if path.is_file() and path not in known and path != root / LOCK)
    for path in found:
        path.unlink()
    return [f"{path.relative_to(root)}: no feed of this record" for path in found]


LOCK = ".lock"


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One exporter a folder at a time: an older rendering must not land on a newer one. A killed one lets go."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
