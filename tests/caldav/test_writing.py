"""What we write is what a reader of XML gets."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from calendar_app.caldav.names import Name, dav
from calendar_app.caldav.writing import document, tag, text

XML_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
    lambda letter: letter in "\t\n\r" or letter >= " "))  # fmt: skip


@given(XML_TEXT)
def test_every_text_arrives_with_its_line_ends(value: str) -> None:
    root = ET.fromstring(document("prop", tag(dav("displayname"), text(value))))
    assert (root[0].text or "") == value


def test_names_of_other_namespaces_are_declared_where_they_stand() -> None:
    names = [Name('urn:a&"b', "x"), Name("", "y"), Name("http://apple.com/ns/ical/", "calendar-color")]
    root = ET.fromstring(document("prop", *map(tag, names)))
    assert [child.tag for child in root] == ['{urn:a&"b}x', "y", "{http://apple.com/ns/ical/}calendar-color"]


def test_the_language_of_a_text() -> None:
    assert tag(dav("displayname"), "АРФ", lang="ru") == '<D:displayname xml:lang="ru">АРФ</D:displayname>'
