"""Cells that a spreadsheet would run: harmless on the way out, as they were on the way in."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calendar_app.exchange.events.formulas import FORMULA, harmless, meant


@given(st.text())
@example("'=1")
@example("''=1")
@example("'")
def test_every_text_comes_back_and_none_is_a_formula(text: str) -> None:
    cell = harmless(text)
    assert meant(cell) == text
    assert not cell.startswith(FORMULA)


@pytest.mark.parametrize("begin", FORMULA)
def test_a_cell_that_was_never_made_harmless_is_text(begin: str) -> None:
    assert (harmless(f"{begin}cmd"), meant(f"{begin}cmd"), meant(f"'{begin}cmd")) == (
        f"'{begin}cmd", f"{begin}cmd", f"{begin}cmd",
    )  # fmt: skip


def test_other_texts_stay_as_they_are() -> None:
    assert [harmless(text) for text in ("", "talks", "'quoted'", "5+5")] == ["", "talks", "'quoted'", "5+5"]
