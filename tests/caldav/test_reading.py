"""XML from strangers: what can be read is read as written, and nothing else gets far."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.caldav.errors import Refusal
from calendar_app.caldav.names import Name, dav
from calendar_app.caldav.reading import DEEPEST, LARGEST, MOST, read


def test_names_attributes_and_texts() -> None:
    root = read(b"""
        <?xml version="1.0" encoding="utf-8"?>
        <D:prop xmlns:D="DAV:" xmlns:x="urn:x" a="1" x:b="2">one<!-- no --> <x:y/><z>&lt;&#1583;&gt;</z> two</D:prop>""")
    assert root is not None
    assert (root.name, root.attributes) == (dav("prop"), {"a": "1"})
    assert [child.name for child in root.children] == [Name("urn:x", "y"), Name("", "z")]
    assert root.text == "one  two"
    assert root.children[1].text == "<د>"
    assert root.first(Name("", "z")) is root.children[1]
    assert root.first(Name("DAV:", "z")) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_encodings_that_xml_knows(encoding: str) -> None:
    root = read(f'<?xml version="1.0" encoding="{encoding}"?><a>é</a>'.encode(encoding))
    assert root is not None
    assert root.text == "é"


@pytest.mark.parametrize("body", [b"", b" \r\n\t"])
def test_an_empty_body_is_no_element(body: bytes) -> None:
    assert read(body) is None


BOMB = '<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
OUTSIDE = '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd"><a/>'
FILE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


@pytest.mark.parametrize("body", [BOMB, OUTSIDE, FILE, "<!DOCTYPE a><a/>"])
def test_a_document_type_is_refused(body: str) -> None:
    with pytest.raises(Refusal, match="document type") as refused:
        read(body.encode())
    assert refused.value.status == 400


@pytest.mark.parametrize(
    "body",
    [
        b"{", b"<a>", b"<a></b>", b"<a/><b/>", b"<a b=1/>", b"<x:a/>", b"<a>&b;</a>", b"<a>\x00</a>", b"<a>\xff</a>", b"\xff\xfe<",
        b'<?xml version="1.0" encoding="rot13"?><a/>', b'<?xml version="1.0" encoding="nothing"?><a/>',
        b'<?xml version="1.0" encoding="utf-7"?><a/>', b'<?xml version="1.0" encoding="shift_jis"?><a/>',
        b'<a xmlns:x="a}b"><x:c/></a>', b"[" * 100_000, b"<a>\xed\xa0\x80</a>",
    ],
)  # fmt: skip
def test_what_is_no_xml(body: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        read(body)
    assert refused.value.status == 400


def nested(deep: int) -> bytes:
    return b"<a>" * deep + b"</a>" * deep


def test_depth_has_a_limit() -> None:
    assert read(nested(DEEPEST)) is not None
    for deep in (DEEPEST + 1, 100_000):
        with pytest.raises(Refusal, match=f"{DEEPEST} deep") as refused:
            read(nested(deep))
        assert refused.value.status == 400


def test_number_and_size_have_limits() -> None:
    assert read(b"<a>" + b"<b/>" * (MOST - 1) + b"</a>") is not None
    assert read(b"<a>" + b" " * (LARGEST - 7) + b"</a>") is not None
    for body in (b"<a>" + b"<b/>" * MOST + b"</a>", b"<a>" + b" " * (LARGEST - 6) + b"</a>"):
        with pytest.raises(Refusal) as refused:
            read(body)
        assert refused.value.status == 413


def outcome(body: bytes) -> int:
    try:
        read(body)
    except Refusal as refusal:
        return refusal.status
    return 200


@given(st.binary(max_size=200) | st.text(alphabet="<>/a:b=\"'&;#x!-?[] D", max_size=60).map(str.encode))
def test_no_bytes_do_harm(body: bytes) -> None:
    assert outcome(body) in (200, 400)
