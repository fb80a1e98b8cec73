"""The npm packages of the tests: pinned by digest, without an address of any registry."""

import json

from .node import LOCK


def test_the_lock_has_digests_and_no_address() -> None:
    text = LOCK.read_text(encoding="utf-8")
    assert "://" not in text
    packages = json.loads(text)["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []
    assert packages[""]["dependencies"] == {"ical.js": "2.2.1", "node-ical": "0.26.1"}
