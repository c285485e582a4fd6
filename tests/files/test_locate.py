"""The lines of TOML values."""

import contextlib
import time

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from judge.files.locate import Spot, TooDeep, locate


class Writer:
    """Writes a TOML document in every syntax there is; each key and each scalar holds a word found nowhere else."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.count = 0

    def word(self) -> str:
        self.count += 1
        return f"k{self.count}x"

    def any(self, *options: str) -> str:
        return self.draw(st.sampled_from(options))

    def gap(self) -> str:
        return self.any("", " ", "\t", "  ")

    def key(self) -> str:
        word = self.word()
        return self.any(word, f'"{word}"', f"'{word}'", f'"{word}\\u0041"', f'"{word}.b # ="', f"'{word} ] ['")

    def dotted(self) -> str:
        parts = [self.key() for _ in range(self.draw(st.integers(1, 3)))]
        return f"{self.gap()}.{self.gap()}".join(parts)

    def scalar(self) -> str:
        word = self.word()
        return self.any(
            f'"{word}"',
            f"'{word} \\'",
            f'"{word} \\" # ] }} \\\\"',
            f'"""{word}\n# no = comment\n[no]\n""x\\"" ""\\\\"""',
            f"'''{word}\n''x' [[no]]\n'''''",
            f'"""{word}"""""',
            f"{self.count}00.25 # {word}\n",
            f"{self.count}_000 # {word}\n",
            f"1979-05-27 07:32:00 # {word}\n",
            f"nan # {word}\n",
            f"true # {word}\n",
        )

    def value(self, depth: int) -> str:
        kind = self.any("scalar", "scalar", "array", "table") if depth else "scalar"
        if kind == "scalar":
            return self.scalar()
        if kind == "array":
            gaps = [self.any("", " ", "\n", "\n # [ \" '\n", "\r\n\t") for _ in range(9)]
            items = [self.value(depth - 1) for _ in range(self.draw(st.integers(0, 3)))]
            inner = f"{gaps[1]},{gaps[2]}".join(items)
            return f"[{gaps[0]}{inner}{gaps[3]}{',' if items and self.draw(st.booleans()) else ''}{gaps[4]}]"
        pairs = [f"{self.key()}{self.gap()}={self.gap()}{self.flat()}" for _ in range(self.draw(st.integers(0, 3)))]
        return "{" + ", ".join(pairs) + "}"

    def flat(self) -> str:
        return self.any(f'"{self.word()}"', f"'''{self.word()}\n'''", "[1, 2]", "{}", "12", "{ a.b = 1 }")

    def pairs(self) -> str:
        lines = []
        for _ in range(self.draw(st.integers(0, 3))):
            value = self.value(3)
            end = "" if value.endswith("\n") else self.any("\n", " # c = 1\n", "\r\n", "\n\n")
            lines.append(f"{self.gap()}{self.dotted()}{self.gap()}={self.gap()}{value}{end}")
        return "".join(lines)

    def document(self) -> str:
        text = self.any("", "# first\n", "\n\n") + self.pairs()
        arrays: list[str] = []
        for _ in range(self.draw(st.integers(0, 4))):
            kind = self.any("table", "array", "again", "under")
            if kind == "table":
                text += f"[{self.dotted()}]\n"
            elif kind == "array" or not arrays:
                arrays.append(self.key())
                text += f"[[{arrays[-1]}]] # new\n"
            elif kind == "again":
                text += f"[[ {arrays[-1]} ]]\n"
            else:
                text += f"[{arrays[-1]}.{self.key()}]\n"
            text += self.pairs()
        return text


@st.composite
def documents(draw: st.DrawFn) -> str:
    return Writer(draw).document()


def _check(value: object, spot: Spot, lines: list[str], path: tuple[object, ...]) -> None:
    assert 1 <= spot.line <= len(lines)
    if path and isinstance(path[-1], str) and path[-1].startswith("k"):
        word = path[-1].partition("x")[0] + "x"
        assert word in lines[spot.line - 1], (path, spot.line)
    if isinstance(value, str) and value.startswith("k") and path and isinstance(path[-1], int):
        assert value.partition("x")[0] + "x" in lines[spot.line - 1], (path, spot.line)
    if isinstance(value, dict):
        assert isinstance(spot.inner, dict)
        assert set(value) == set(spot.inner)
        for key, item in value.items():
            _check(item, spot.inner[key], lines, (*path, key))
    elif isinstance(value, list):
        assert isinstance(spot.inner, list)
        assert len(value) == len(spot.inner)
        for number, item in enumerate(value):
            _check(item, spot.inner[number], lines, (*path, number))
    else:
        assert spot.inner is None


@given(documents())
@settings(max_examples=400, deadline=None)
def test_every_value_is_on_the_line_of_its_key(text: str) -> None:
    """Every path that tomli returns is located, on a line that holds its key or element."""
    _check(tomli.loads(text), locate(text), text.split("\n"), ())


@given(st.text(alphabet="ab.=[]{}\"'\\\n\r \t,#1", max_size=60))
@settings(max_examples=500, deadline=None)
def test_any_text_is_scanned_and_valid_ones_agree(text: str) -> None:
    """The scanner ends on any text, and on valid TOML it has the shape that tomli has."""
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError:
        locate(text)
        return
    _check(data, locate(text), text.split("\n"), ())


def test_array_of_tables_and_the_table_below_it() -> None:
    """A table below an array of tables belongs to its last element."""
    spot = locate("[[a]]\nx = 1\n[[a]]\n[a.b]\ny = 2\n")
    assert Spot(1, {"a": Spot(1, [Spot(1, {"x": Spot(2)}), Spot(3, {"b": Spot(4, {"y": Spot(5)})})])}) == spot


@pytest.mark.parametrize("text", ["x = " + "[" * 100, ".".join("a" * 100) + " = 1", "[" + ".".join("a" * 100) + "]"])
def test_too_deep(text: str) -> None:
    """Depth has a bound that does not depend on the stack."""
    with pytest.raises(TooDeep):
        locate("\n" + text)


@pytest.mark.parametrize(
    "text",
    [
        "a = 1\n" * 200_000,
        "x = [" + "1,\n" * 200_000 + "]",
        'x = """' + '""\\"\n' * 100_000 + '"""',
        "#" * 500_000,
        "x = '''" + "''a" * 200_000,
        'x = "' + "\\" * 500_000,
        "x = {" + "a = 1, " * 100_000,
        " " * 500_000 + "\t" * 500_000,
        "[" * 500_000,
        "=" * 500_000,
    ],
)
def test_time_is_linear(text: str) -> None:
    """Half a megabyte of anything takes seconds at most, where quadratic time would take hours."""
    before = time.monotonic()
    with contextlib.suppress(TooDeep):
        locate(text)
    assert time.monotonic() - before < 60
