"""Exact numbers: read from text, written as text, rounded only where a rule or the eye asks for it.

Clause numbers (§5) are those of ``docs/rules.md``.
"""

import re
from fractions import Fraction
from typing import Literal

import attrs

Exact = int | Fraction
"""A rational number; floats are never used."""

Half = Literal["up", "even", "down", "cut"]
"""Where an exact half goes when it is rounded: away from zero, to the even digit, towards zero; or the rest is cut off."""

MOST_DIGITS = 100
MOST_EXPONENT = 100

_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+", re.ASCII)
_PLAIN = re.compile(r"([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?", re.ASCII)
_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[.,' \u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?", re.ASCII)


@attrs.frozen
class Unreadable:
    """Why a text is no number.

    Attributes:
        code: the problem's code.
        why: what is wrong, as the end of a sentence that begins with the text.
        hint: what to write instead, or None.
    """

    code: str
    why: str
    hint: str | None = None


def parse(text: str, *, comma: bool = False) -> Fraction | Unreadable:
    """Read a plain decimal such as ``7.25`` or ``1e-3`` as the exact fraction that it names.

    Args:
        text: the characters of the number, without white space around them.
        comma: whether the file declares a comma as its decimal sign.
    """
    plain = text.replace(",", ".") if comma and _COMMA.fullmatch(text) else text
    match = _PLAIN.fullmatch(plain)
    if match is None or (comma and _GROUPED.fullmatch(text)):
        return _reason(text, comma)
    sign, whole, decimals, bare, exponent = match.groups()
    digits = (whole or "") + (decimals or bare or "")
    if len(digits) > MOST_DIGITS:
        return Unreadable(
            "number-too-long",
            f"has {len(digits)} digits; at most {MOST_DIGITS} are read",
            "write the number with fewer digits",
        )
    if exponent is not None and (len(exponent) > 4 or abs(int(exponent)) > MOST_EXPONENT):
        return Unreadable(
            "number-exponent",
            f"has an exponent beyond ±{MOST_EXPONENT}",
            "write the number without an exponent",
        )
    power = int(exponent or 0) - len(decimals or bare or "")
    value = Fraction(int(digits) * 10 ** max(power, 0), 10 ** max(-power, 0))
    return -value if sign == "-" else value


def _reason(text: str, comma: bool) -> Unreadable:
    """Say why a text that is no plain decimal cannot be read."""
    bare = text.strip().lower().lstrip("+-")
    ascii_text = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    if bare in {"nan", "inf", "infinity"}:
        return Unreadable(
            "number-not-finite", "is not a number that can be scored", "leave the mark empty if there is none"
        )
    if ascii_text != text and _PLAIN.fullmatch(ascii_text.replace("．", ".")):
        plain = ascii_text.replace("．", ".")
        return Unreadable("number-digits", "is not written with the digits 0 to 9", f"write {plain}")
    if _COMMA.fullmatch(text) and not comma:
        return Unreadable(
            "number-comma",
            "has a decimal comma",
            f'write {text.replace(",", ".")}, or declare `decimal = "comma"` under [tables] in challenge.toml',
        )
    if _THOUSANDS.fullmatch(text):
        return Unreadable(
            "number-thousands", "has separators between its digits", "write the digits without separators"
        )
    if "_" in text and _PLAIN.fullmatch(text.replace("_", "")):
        return Unreadable("number-underscore", "has underscores between its digits", f"write {text.replace('_', '')}")
    if re.fullmatch(r"[+-]?0[xob][0-9a-fA-F]+", text):
        return Unreadable("number-hex", "is not a decimal number", "write it as a decimal number")
    return Unreadable("number-unreadable", "is not a number")


def plain(value: Exact) -> str:
    """Return the one canonical text of a number: ``4``, ``-2.5``, or ``22/7`` where decimals do not end."""
    value = Fraction(value)
    places = _places(value.denominator)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    return _decimal(value.numerator * 10**places // value.denominator, places)


def read_plain(text: str) -> Fraction:
    """Return the number of a canonical text, as :func:`plain` writes it.

    Raises:
        ValueError: if the text is not one that :func:`plain` writes.
    """
    if len(text) > 100_000:
        raise ValueError("too long")
    numerator, _, denominator = text.partition("/")
    if denominator:
        value = Fraction(int(numerator), int(denominator))
    else:
        whole, _, decimals = numerator.partition(".")
        value = Fraction(int(whole + decimals), 10 ** len(decimals))
    if plain(value) != text:
        raise ValueError("not canonical")
    return value


def _places(denominator: int) -> int | None:
    """Return how many decimals a reduced fraction with this denominator has, or None if they do not end."""
    twos = (denominator & -denominator).bit_length() - 1
    fives, rest = 0, denominator >> twos
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    return max(twos, fives) if rest == 1 else None


def ends_within(value: Exact, digits: int) -> int | None:
    """Return how many decimals a number has, or None if they are more than so many or do not end."""
    places = _places(Fraction(value).denominator)
    return places if places is not None and places <= digits else None


def _decimal(scaled: int, places: int) -> str:
    if places <= 0:
        return str(scaled * 10**-places)
    sign, digits = ("-" if scaled < 0 else ""), str(abs(scaled)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def rounded(value: Exact, digits: int, half: Half = "up") -> Fraction:
    """Return a number rounded to so many decimals (tens if negative), or cut, as told (§5.2)."""
    scale = Fraction(10) ** digits
    scaled = abs(Fraction(value)) * scale
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    twice = 2 * rest
    up = half != "cut" and (
        twice > scaled.denominator
        or (twice == scaled.denominator and (half == "up" or (half == "even" and whole % 2 == 1)))
    )
    result = Fraction(whole + up) / scale
    return -result if value < 0 else result


def decimals(value: Exact, digits: int, half: Half = "up") -> str:
    """Return a number rounded for the eye to exactly so many decimals."""
    scaled = rounded(value, digits, half) * 10**digits
    return _decimal(int(scaled), digits)


def shown(value: Exact, digits: int = 4) -> str:
    """Return a number for the eye: whole if it ends within so many decimals, else rounded and marked ``≈``."""
    if ends_within(value, digits) is not None:
        return plain(value)
    return "≈" + decimals(value, digits)
