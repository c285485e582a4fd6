"""The texts of marks: each distinct one is read once, against the scale of its criterion."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from judge.files.scale import described, word
from judge.files.style import clean
from judge.model.number import Unreadable, parse, plain
from judge.model.rubric import Scale
from judge.model.state import FIRST_CODE, LATE, MISSING, RECUSED, VALUE, VOID

WORDS = {"recused": RECUSED, "void": VOID, "late": LATE}


@attrs.frozen
class Outcome:
    """What a text comes to: a state, and the mark if it is a value."""

    state: int
    mark: Fraction = Fraction(0)


@attrs.frozen
class Wrong:
    """Why a text is no mark."""

    code: str
    message: str
    hint: str | None = None
    expected: str | None = None


class MarkTexts:
    """Reads the texts of one round's marks."""

    def __init__(self, codes: Iterable[str], comma: bool) -> None:
        """``codes`` are the rubric's own words; ``comma`` whether a comma is the decimal sign."""
        self.codes = tuple(codes)
        self.comma = comma
        self._words: Mapping[str, int] = {
            **{code.casefold(): FIRST_CODE + number for number, code in enumerate(self.codes)},
            **WORDS,
            "": MISSING,
        }

    def read(self, text: str, scale: Scale) -> Outcome | Wrong:
        """Return what a text comes to on a scale."""
        state = self._words.get(text.casefold())
        if state is not None:
            return Outcome(state)
        said = scale.words.get(clean(text).casefold()) if scale.words else None
        mark = parse(text, comma=self.comma) if said is None else said
        shown = text if len(text) <= 40 else text[:40] + "…"
        if isinstance(mark, Unreadable):
            return self._unreadable(shown, mark)
        if scale.allows(mark):
            return Outcome(VALUE, mark)
        expected = described(scale)
        if scale.step is not None and attrs.evolve(scale, step=None).allows(mark):
            near = _neighbours(mark, scale)
            return Wrong("mark-off-step", f"the mark {shown} is not on the scale {expected}", near, expected)
        return Wrong("mark-out-of-scale", f"the mark {shown} is not on the scale {expected}", None, expected)

    def _unreadable(self, shown: str, why: Unreadable) -> Wrong:
        if why.code != "number-unreadable":
            return Wrong(why.code, f"the mark `{shown}` {why.why}", why.hint)
        return Wrong("unknown-mark", f"the mark `{shown}` is neither a number nor a word that is known")

    def hint(self, text: str) -> str:
        """Return what may have been meant by a text that is no mark."""
        return word(text, dict.fromkeys(self.codes, "")) or (
            "a mark is a number, empty, `recused`, `void`, `late`, or a word declared under `codes` of the scale"
        )


def _neighbours(mark: Fraction, scale: Scale) -> str | None:
    step, start = scale.step or Fraction(1), scale.low or Fraction(0)
    below = start + (mark - start) // step * step
    return f"the nearest are {plain(below)} and {plain(below + step)}"


def distinct_scales(scales: Sequence[Scale]) -> tuple[list[Scale], list[int]]:
    """Return the scales that differ in their marks, and for each criterion the number of its own."""
    found: dict[tuple[object, ...], int] = {}
    kept: list[Scale] = []
    numbers = []
    for scale in scales:
        key = (scale.low, scale.high, scale.step, tuple(sorted(scale.words.items())))
        if key not in found:
            found[key] = len(kept)
            kept.append(scale)
        numbers.append(found[key])
    return kept, numbers
