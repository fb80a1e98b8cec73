"""What the record accepts as a date, how it is spelled back, and what is refused with which remedy."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.dates import DateError, EdtfDate, Span, parse, partial_bounds
from calendar_app.dates import edtf as rules

D = date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-07-10", EdtfDate("2025-07-10", "day", Span(D(2025, 7, 10), D(2025, 7, 11)))),
        ("2025-07-10?", EdtfDate("2025-07-10?", "day", Span(D(2025, 7, 10), D(2025, 7, 11)), uncertain=True)),
        ("2024-02-29", EdtfDate("2024-02-29", "day", Span(D(2024, 2, 29), D(2024, 3, 1)))),
        ("1900-01-01", EdtfDate("1900-01-01", "day", Span(D(1900, 1, 1), D(1900, 1, 2)))),
        ("2199-12-31", EdtfDate("2199-12-31", "day", Span(D(2199, 12, 31), D(2200, 1, 1)))),
        (
            "2025-07-10/2025-07-11",
            EdtfDate("2025-07-10/2025-07-11", "days", Span(D(2025, 7, 10), D(2025, 7, 12))),
        ),
        (
            "2025-12-30/2026-01-02",
            EdtfDate("2025-12-30/2026-01-02", "days", Span(D(2025, 12, 30), D(2026, 1, 3))),
        ),
        ("2025-07", EdtfDate("2025-07", "month", Span(D(2025, 7, 1), D(2025, 8, 1)))),
        ("2025-12", EdtfDate("2025-12", "month", Span(D(2025, 12, 1), D(2026, 1, 1)))),
        ("2025-07?", EdtfDate("2025-07?", "month", Span(D(2025, 7, 1), D(2025, 8, 1)), uncertain=True)),
        ("2025-33", EdtfDate("2025-33", "quarter", Span(D(2025, 1, 1), D(2025, 4, 1)))),
        ("2025-34", EdtfDate("2025-34", "quarter", Span(D(2025, 4, 1), D(2025, 7, 1)))),
        ("2025-35", EdtfDate("2025-35", "quarter", Span(D(2025, 7, 1), D(2025, 10, 1)))),
        ("2025-36?", EdtfDate("2025-36?", "quarter", Span(D(2025, 10, 1), D(2026, 1, 1)), uncertain=True)),
        ("2025", EdtfDate("2025", "year", Span(D(2025, 1, 1), D(2026, 1, 1)))),
        ("2199?", EdtfDate("2199?", "year", Span(D(2199, 1, 1), D(2200, 1, 1)), uncertain=True)),
        (
            "[2025-10-08,2025-10-24]",
            EdtfDate(
                "[2025-10-08,2025-10-24]",
                "choice",
                Span(D(2025, 10, 8), D(2025, 10, 25)),
                choices=(D(2025, 10, 8), D(2025, 10, 24)),
            ),
        ),
    ],
)
def test_reads(text: str, expected: EdtfDate) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2025-07-10/2025-07-10", "2025-07-10"),
        ("2025-07-10/2025-07-11?", "2025-07-10?/2025-07-11?"),
        ("2025-07-10?/2025-07-11", "2025-07-10?/2025-07-11?"),
        ("2025-07-10?/2025-07-10", "2025-07-10?"),
        ("[2025-10-24,2025-10-08]", "[2025-10-08,2025-10-24]"),
        ("[2025-10-08,2025-10-08,2025-10-24]", "[2025-10-08,2025-10-24]"),
        ("[2025-10-08,2025-10-24]?", "[2025-10-08?,2025-10-24?]"),
        ("[2025-10-08?,2025-10-24]", "[2025-10-08?,2025-10-24?]"),
    ],
)
def test_spells_one_date_one_way(text: str, canonical: str) -> None:
    assert parse(text).text == canonical
    assert parse(canonical) == parse(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", rules.SHAPE),
        ("?", rules.SHAPE),
        ("2025-07-10??", rules.SHAPE),
        ("~2025", rules.SHAPE),
        ("2025~", rules.SHAPE),
        ("2025%", rules.SHAPE),
        ("202X", rules.SHAPE),
        ("25-07-10", rules.SHAPE),
        ("2025-7-10", rules.SHAPE),
        ("20250710", rules.SHAPE),
        ("2025-07-10T11:10", rules.SHAPE),
        ("2025-07-10 ", rules.SHAPE),
        (" 2025-07-10", rules.SHAPE),
        ("2025-07-10\n", rules.SHAPE),
        ("2025-07-10\x00", rules.SHAPE),
        ("2025\u201007\u201010", rules.SHAPE),
        ("\u202e2025-07-10", rules.SHAPE),
        ("10.07.2025", rules.SHAPE),
        ("-2025", rules.SHAPE),
        ("Y2025", rules.SHAPE),
        ("2025-07/2025-08", rules.SHAPE),
        ("2025-07-10/..", rules.SHAPE),
        ("2025-07-10/", rules.SHAPE),
        ("/2025-07-10", rules.SHAPE),
        ("2025-07-10/2025-07-11/2025-07-12", rules.SHAPE),
        ("2025-07-10/P1D", rules.SHAPE),
        ("[2025-10-08..2025-10-24]", rules.SHAPE),
        ("[2025-10,2025-11]", rules.SHAPE),
        ("[]", rules.SHAPE),
        ("[2025-10-08,2025-10-24", rules.SHAPE),
        ("{2025-10-08,2025-10-24}", rules.SHAPE),
        ("[2025-10-08, 2025-10-24]", rules.SHAPE),
        ("[2025-10-08]", rules.CHOICES),
        ("[2025-10-08,2025-10-08]", rules.CHOICES),
        ("2025-07-11/2025-07-10", rules.ORDER),
        ("1899", rules.YEAR),
        ("2200-01", rules.YEAR),
        ("0000-01-01", rules.YEAR),
        ("2199-12-31/2200-01-01", rules.YEAR),
        ("2025-00", rules.MONTH),
        ("2025-13", rules.MONTH),
        ("2025-21", rules.MONTH),
        ("2025-32", rules.MONTH),
        ("2025-37", rules.MONTH),
        ("2025-02-29", rules.DAY),
        ("2025-06-31", rules.DAY),
        ("2025-33-01", rules.DAY),
        ("2025-00-10", rules.DAY),
        ("[2025-10-08,2025-10-32]", rules.DAY),
        ("٢٠٢٥-٠٧-١٠", rules.DIGITS),
        ("2025-07-۱۰", rules.DIGITS),
        ("2025-07-1０", rules.DIGITS),
        ("2025-07-1²", rules.DIGITS),
        ("2025-07-10" * 21, rules.TOO_LONG),
        (f"[{','.join(f'2025-10-{day}' for day in range(10, 27))}]?", rules.TOO_LONG),
    ],
)
def test_refuses_with_the_remedy(text: str, why: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert (caught.value.text, caught.value.why) == (text, why)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2025-07-10", Span(D(2025, 7, 10), D(2025, 7, 11))),
        ("2025-07", Span(D(2025, 7, 1), D(2025, 8, 1))),
        ("2025", Span(D(2025, 1, 1), D(2026, 1, 1))),
    ],
)
def test_partial_dates_have_bounds(text: str, span: Span) -> None:
    assert partial_bounds(text) == span


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", rules.PARTIAL_SHAPE),
        ("2025-35", rules.PARTIAL_SHAPE),
        ("2025?", rules.PARTIAL_SHAPE),
        ("2025-0?", rules.PARTIAL_SHAPE),
        ("202X", rules.PARTIAL_SHAPE),
        ("2025-07-10/2025-07-11", rules.PARTIAL_SHAPE),
        ("2025-13", rules.MONTH),
        ("1600", rules.YEAR),
        ("2025-02-30", rules.DAY),
        ("٢٠٢٥", rules.DIGITS),
        ("9" * 1000, rules.TOO_LONG),
    ],
)
def test_partial_dates_refuse_the_rest(text: str, why: str) -> None:
    with pytest.raises(DateError) as caught:
        partial_bounds(text)
    assert (caught.value.text, caught.value.why) == (text, why)


@pytest.mark.parametrize(
    ("text", "known"),
    [("2025-07-10", True), ("2025-07-10/2025-07-11", True), ("2025-07", False), ("2025-35", False), ("2025", False),
     ("[2025-10-08,2025-10-24]", False)],
)  # fmt: skip
def test_knows_whether_the_day_is_known(text: str, known: bool) -> None:
    assert parse(text).known_to_day is known


days = st.dates(D(1900, 1, 1), D(2199, 12, 31))
doubt = st.sampled_from(["", "?"])
texts = st.one_of(
    st.builds("{}{}".format, days, doubt),
    st.builds(lambda a, b, q: f"{min(a, b)}{q}/{max(a, b)}{q}", days, days, doubt),
    st.builds(lambda d, q: f"{d:%Y-%m}{q}", days, doubt),
    st.builds(lambda d, n, q: f"{d.year}-{n}{q}", days, st.integers(33, 36), doubt),
    st.builds(lambda d, q: f"{d.year}{q}", days, doubt),
    st.builds(
        lambda some, q: f"[{','.join(map(str, some))}]{q}", st.lists(days, min_size=2, max_size=16, unique=True), doubt
    ),
)


@given(texts)
def test_round_trip(text: str) -> None:
    when = parse(text)
    assert parse(when.text) == when
    assert when.uncertain is ("?" in text)
    assert when.span.days >= 1


@given(days, st.integers(0, 400))
def test_a_span_holds_the_days_between_its_two_texts(first: date, more: int) -> None:
    last = min(first + timedelta(days=more), D(2199, 12, 31))
    assert parse(f"{first}/{last}").span == Span(first, last + timedelta(days=1))


@given(st.text(alphabet="0123456789-/?[],. ٠\n\x00", max_size=40))
def test_whatever_is_given_it_reads_or_says_why(text: str) -> None:
    try:
        when = parse(text)
    except DateError:
        return
    assert parse(when.text) == when
