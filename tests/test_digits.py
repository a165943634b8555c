"""Digits: what is written is the nearest such number, can be read back, and has the look that sentences need."""

import math
import re
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorables.digits import (
    BRIEF,
    SPOKEN,
    brief_time,
    degrees,
    fixed,
    from_to,
    listed,
    millimetres,
    percent,
    significant,
    spoken_time,
)

NUMBER = st.floats(-1e15, 1e15).filter(lambda value: value == 0 or abs(value) > 1e-12)
DIGITS = st.integers(1, 17)
SECONDS = st.floats(1e-6, 1e8)
PLAIN = re.compile(r"-?(0|[1-9]\d{0,2}(,\d{3})*)(\.\d*[1-9])?")


def read(text: str) -> Fraction:
    """The number that a text says."""
    return Fraction(text.replace(",", ""))


def unit_of_last_digit(value: float, digits: int) -> Fraction:
    """One unit of the last of so many significant digits of a value that is not zero."""
    return Fraction(10) ** (Decimal(value).adjusted() + 1 - digits)


@given(NUMBER, DIGITS)
def test_what_is_written_is_within_half_a_unit_of_its_last_digit(value, digits):
    written = read(significant(value, digits))
    if value == 0:
        assert written == 0
    else:
        assert abs(written - Fraction(value)) <= unit_of_last_digit(value, digits) / 2
        assert (written / unit_of_last_digit(value, digits)).denominator == 1


@given(NUMBER)
def test_seventeen_digits_are_read_back_as_the_same_float(value):
    assert float(read(significant(value, 17))) == value


@given(NUMBER, DIGITS)
def test_what_was_rounded_stays_when_it_is_rounded_again(value, digits):
    written = significant(value, digits)
    assert significant(float(read(written)), digits) == written


@given(NUMBER, NUMBER, DIGITS)
def test_rounding_keeps_the_order(one, other, digits):
    low, high = sorted((one, other))
    assert read(significant(low, digits)) <= read(significant(high, digits))


@given(NUMBER, DIGITS, st.booleans())
def test_no_exponent_no_zeros_at_the_end_and_commas_between_thousands(value, digits, whole):
    text = significant(value, digits, whole)
    assert PLAIN.fullmatch(text) and text != "-0"
    assert text == (f"-{significant(-value, digits, whole)}" if value < 0 else text)


@given(NUMBER, DIGITS)
def test_whole_keeps_what_stands_before_the_point(value, digits):
    written = read(significant(value, digits, whole=True))
    coarsest = min(unit_of_last_digit(value, digits), Fraction(1)) if value else 1
    assert abs(written - Fraction(value)) <= coarsest / 2


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0, 3, "0"),
        (-0.0, 3, "0"),
        (2, 3, "2"),
        (1200, 3, "1,200"),
        (1234, 3, "1,230"),
        (999.6, 3, "1,000"),
        (0.99951, 3, "1"),
        (1e6, 3, "1,000,000"),
        (1.2345e12, 3, "1,230,000,000,000"),
        (1e-7, 3, "0.0000001"),
        (-0.01234, 2, "-0.012"),
        (312.5, 3, "312"),  # two are equally near: the even one
        (313.5, 3, "314"),
        (0.1, 17, "0.10000000000000001"),
        (np.float64(26.7), 3, "26.7"),
        (10**15, 1, "1,000,000,000,000,000"),
    ],
)
def test_numbers_in_significant_digits(value, digits, text):
    assert significant(value, digits) == text


@pytest.mark.parametrize(
    ("value", "text"), [(9.95, "9.9"), (9.96, "10"), (99.6, "100"), (123, "123"), (0.0456, "0.046"), (-1234, "-1,234")]
)
def test_numbers_whose_whole_digits_are_kept(value, text):
    assert significant(value, 2, whole=True) == text


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: significant(math.nan), "value = nan; allowed: a finite number"),
        (lambda: significant(-math.inf, whole=True), "value = -inf; allowed: a finite number"),
        (lambda: significant(1.0, 0), "digits = 0; allowed: 1 to 17"),
        (lambda: significant(1.0, 18), "digits = 18; allowed: 1 to 17"),
        (lambda: percent(math.nan), "value = nan; allowed: a finite number"),
        (lambda: percent(0.5, 0), "digits = 0; allowed: 1 to 17"),
        (lambda: degrees(math.inf), "value = inf; allowed: a finite number"),
        (lambda: millimetres(0.01, math.nan), "value = nan; allowed: a finite number"),
        (lambda: spoken_time(-1.0), "seconds = -1.0; allowed: a finite number, zero or more"),
        (lambda: spoken_time(math.nan), "seconds = nan; allowed: a finite number, zero or more"),
        (lambda: brief_time(math.inf), "seconds = inf; allowed: a finite number, zero or more"),
        (lambda: brief_time(1.0, 0), "digits = 0; allowed: 1 to 17"),
    ],
)
def test_what_no_sentence_can_say_is_refused(call, words):
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        call()


def test_decimals_are_kept_and_nothing_is_less_than_nothing():
    assert [fixed(0.5, 2), fixed(-0.004, 2), fixed(-0.4), fixed(12345.6)] == ["0.50", "0.00", "0", "12,346"]


@pytest.mark.parametrize(
    ("share", "whole", "two"),
    [(0, "0 %", "0 %"), (0.004, "0 %", "0.4 %"), (0.0717, "7 %", "7.2 %"), (0.123, "12 %", "12 %"), (1.234, "123 %", "123 %")],
)
def test_shares_in_per_cent(share, whole, two):
    assert (percent(share), percent(share, 2)) == (whole, two)


def test_angles_and_lengths_have_their_unit():
    assert [degrees(math.pi / 4), degrees(0.1, 1), degrees(-0.001)] == ["45°", "5.7°", "0°"]
    assert [millimetres(0.0246), millimetres(0.012, 0.03), millimetres(1.2)] == ["25 mm", "12 × 30 mm", "1,200 mm"]


def test_three_digits_are_usual():
    assert [significant(1234.5), brief_time(0.01234)] == ["1,230", "12.3 ms"]


def test_two_ends_that_read_the_same_are_one():
    assert [from_to("2", "3"), from_to("2", "2")] == ["2 to 3", "2"]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 ms"),
        (0.0019, "1.9 ms"),
        (0.453, "450 ms"),
        (1, "1 second"),
        (1.24, "1.2 seconds"),
        (107, "110 seconds"),
        (120, "2 minutes"),
        (95.2 * 60, "95 minutes"),
        (101.2 * 60, "101 minutes"),
        (120 * 60, "2 hours"),
        (47.4 * 3600, "47 hours"),
        (2.5 * 86400, "2.5 days"),
        (1234 * 86400, "3.4 years"),
    ],
)
def test_times_are_spoken_in_the_unit_that_suits(seconds, text):
    assert spoken_time(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 µs"), (1e-5, "10 µs"), (1 / 1200, "833 µs"), (1e-3, "1 ms"), (0.3125, "312 ms"), (1, "1 s"), (60, "1 min"), (1200, "20 min")],
)
def test_brief_times_have_the_unit_that_suits(seconds, text):
    assert brief_time(seconds) == text


@given(SECONDS)
def test_a_time_is_read_back_within_half_a_unit_of_its_last_digit(seconds):
    sizes = {unit.name: unit.seconds for unit in (*SPOKEN, *BRIEF)} | {"second": 1}
    for text, digits in ((spoken_time(seconds), 2), (brief_time(seconds), 3)):
        number, unit = text.split(" ")
        value = seconds / sizes[unit]
        assert abs(read(number) - Fraction(value)) <= unit_of_last_digit(value, digits) / 2


@given(SECONDS)
def test_nothing_is_said_of_one_unit_where_a_larger_one_has_enough(seconds):
    for text, units in ((spoken_time(seconds), SPOKEN), (brief_time(seconds), BRIEF)):
        name = text.split(" ")[1]
        used = next(i for i, unit in enumerate(units) if unit.name in (name, f"{name}s"))
        assert seconds >= units[used].least * units[used].seconds
        assert all(seconds < unit.least * unit.seconds for unit in units[:used])


def test_words_are_listed_as_a_sentence_lists_them():
    assert [listed(words) for words in (["a"], ["a", "b"], ("a", "b", "c"))] == ["a", "a and b", "a, b and c"]
    with pytest.raises(ValueError, match=r"words = \(\); allowed: one or more"):
        listed([])
