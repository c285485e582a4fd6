"""The laws of exact numbers and canonical bytes."""

import json
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from judge.model.canonical import encode
from judge.model.number import decimals, parse, plain, read_plain, rounded

FRACTIONS = st.fractions() | st.builds(Fraction, st.integers(), st.sampled_from((1, 2, 3, 8, 25, 700, 10**30)))
DECIMALS = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=12
) | st.builds(Decimal, st.integers(-(10**6), 10**6)).flatmap(
    lambda whole: st.integers(0, 6).map(lambda places: whole.scaleb(-places))
)
MODES = {"up": ROUND_HALF_UP, "even": ROUND_HALF_EVEN, "down": ROUND_HALF_DOWN, "cut": ROUND_DOWN}
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


def exact(value: object) -> object:
    """Return a value so that 1, true and a list of them are told apart."""
    if isinstance(value, dict):
        return ("table", {key: exact(item) for key, item in value.items()})
    return ("list", [exact(item) for item in value]) if isinstance(value, list) else (type(value).__name__, value)


@given(FRACTIONS)
def test_a_canonical_number_is_read_as_it_was_written(value: Fraction) -> None:
    """read_plain(plain(x)) is x, for every fraction."""
    assert value == read_plain(plain(value))


@given(FRACTIONS, FRACTIONS)
def test_two_numbers_have_two_spellings(one: Fraction, other: Fraction) -> None:
    """Canonical texts are equal exactly where the numbers are."""
    assert (one == other) == (plain(one) == plain(other))


@given(DECIMALS)
def test_a_decimal_is_read_exactly(value: Decimal) -> None:
    """parse(plain(x)) is x, for every decimal; so is the decimal's own text."""
    assert Fraction(value) == parse(plain(Fraction(value)))
    assert Fraction(value) == parse(f"{value:f}")
    assert Fraction(value) == parse(f"{value:f}".replace(".", ","), comma=True)


@given(DECIMALS, st.integers(-3, 8), st.sampled_from(sorted(MODES)))
def test_rounding_is_that_of_the_decimal_standard(value: Decimal, digits: int, half: str) -> None:
    """Halves go up, to even or down, or the rest is cut off, as in the General Decimal Arithmetic specification (§5)."""
    context = Context(prec=100, rounding=MODES[half])
    expected = Fraction(context.quantize(value, Decimal(1).scaleb(-digits)))

    assert expected == rounded(Fraction(value), digits, half)  # type: ignore[arg-type]


@given(FRACTIONS, st.integers(-3, 8), st.sampled_from(sorted(MODES)))
def test_rounding_moves_a_number_by_half_a_unit_at_most(value: Fraction, digits: int, half: str) -> None:
    """A rounded number lies on the grid, within half a unit, and is symmetric about zero; rounding again keeps it (§5).

    One that is cut lies less than a unit away, towards zero.
    """
    unit = Fraction(10) ** -digits
    once = rounded(value, digits, half)  # type: ignore[arg-type]

    assert (once / unit).denominator == 1
    assert abs(once) <= abs(value) < abs(once) + unit if half == "cut" else abs(once - value) <= unit / 2
    assert -once == rounded(-value, digits, half)  # type: ignore[arg-type]
    assert once == rounded(once, digits, half)  # type: ignore[arg-type]


@given(FRACTIONS, st.integers(0, 8))
def test_decimals_for_the_eye_are_the_rounded_number(value: Fraction, digits: int) -> None:
    """A number shown with so many decimals reads as the rounded number."""
    assert rounded(value, digits) == Fraction(decimals(value, digits))


@given(VALUES)
def test_canonical_bytes_are_one_to_one(value: object) -> None:
    """What is read from canonical bytes is what was written, so two values never have the same bytes."""
    assert exact(value) == exact(json.loads(encode(value)))


@given(FRACTIONS)
def test_a_fraction_stands_as_its_canonical_text(value: Fraction) -> None:
    """In canonical bytes a fraction is its canonical text."""
    assert encode(plain(value)) == encode(value)


@given(st.dictionaries(st.text(max_size=4), st.integers(), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_keys_is_not_in_the_bytes(table: dict[str, int], random) -> None:  # type: ignore[no-untyped-def]
    """A table has one spelling, in whatever order its keys came."""
    assert encode(table) == encode({key: table[key] for key in random.sample(list(table), len(table))})
