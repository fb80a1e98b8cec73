"""Cells that no spreadsheet takes for a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.feeds.faces.csv_file import FORMULA, cell


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (True, "true"), (False, "false"), (32, "32"), (-1, "'-1"), ("plain", "plain"), ("a=b", "a=b"),
        ("=1+1", "'=1+1"), ("\tx", "'\tx"), ("\rx", "'\nx"), ("\x00=1", "'=1"), ("'=1", "'=1"),
    ],
)  # fmt: skip
def test_cells(value: object, text: str) -> None:
    assert cell(value) == text


@given(st.text(st.characters(codec="utf-8")))
def test_no_text_begins_like_a_formula(text: str) -> None:
    assert not cell(text).startswith(FORMULA)
