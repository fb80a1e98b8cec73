"""Plain text as XHTML."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from calendar_app.feeds.faces.atom import tag
from calendar_app.feeds.faces.paragraphs import xhtml
from calendar_app.ical.text import clean

OPEN = '<div xmlns="http://www.w3.org/1999/xhtml" xml:lang="ar" dir="rtl">'


def test_paragraphs_lines_and_addresses() -> None:
    text = "a & b\nhttps://x.example/?a=1&b=2\n\nsee https://x.example/\n\n\njavascript:alert(1)"
    assert xhtml(text, "ar") == (
        f'{OPEN}<p>a &amp; b<br/><a href="https://x.example/?a=1&amp;b=2">https://x.example/?a=1&amp;b=2</a></p>'
        "<p>see https://x.example/</p><p>javascript:alert(1)</p></div>"
    )


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_well_formed_and_holds_no_other_element(text: str) -> None:
    read = ET.fromstring(xhtml(text, "en"))
    assert {element.tag.rpartition("}")[2] for element in read.iter()} <= {"div", "p", "br", "a"}


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_comes_back_from_an_element_and_an_attribute(text: str) -> None:
    read = ET.fromstring(tag("x", text, y=f"y{text}"))
    assert (read.text or "", read.get("y")) == (clean(text), f"y{clean(text)}")
