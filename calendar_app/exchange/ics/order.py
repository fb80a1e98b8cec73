"""Parents before their parts, whatever the order of the file, in linear time."""

from calendar_app.ical import Entry


def parents_first(entries: list[Entry]) -> list[tuple[int, Entry]]:
    """Each entry with the number of entries of this file that it stands under; a circle is cut where it is entered."""
    by_uid = {entry.uid: entry for entry in entries}
    depths: dict[str, int] = {}
    for entry in entries:
        chain: list[str] = []
        uid = entry.uid
        while uid in by_uid and uid not in depths:
            depths[uid] = -1  # so that a circle ends here
            chain.append(uid)
            uid = _parent(by_uid[uid])
        depth = depths.get(uid, -1)
        for below in reversed(chain):
            depth += 1
            depths[below] = depth
    return sorted(((depths[entry.uid], entry) for entry in entries), key=lambda pair: pair[0])


def _parent(entry: Entry) -> str:
    return next((uid for uid, kind in entry.relations if kind == "PARENT"), "")
