"""Ids: what may be one, that each stands once, and what to say of one that nobody knows."""

from collections.abc import Collection, Iterable
from unicodedata import category

from judge.files.style import clean
from judge.model.place import Place
from judge.model.problem import Problems, listed, nearest

LONGEST = 200
MOST_COMPARED = 1000
MOST_HINTS = 200
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of what stands beside them."""
_FORBIDDEN = {"Cc", "Cs", "Cn", "Co", "Zl", "Zp"}


_NONE = {
    "submission": "no submission is on file: take them in first with `judge import`, or remove the empty list under submissions/"
}
"""What to do where nothing of a kind is declared."""


class Ids:
    """The ids of one kind, such as ``judge``, each with the place where it is declared."""

    def __init__(self, kind: str, problems: Problems) -> None:
        self.kind = kind
        self.problems = problems
        self.places: dict[str, Place] = {}
        self._folded: dict[str, str] = {}

    def add(self, text: str, place: Place) -> str | None:
        """Return an id in its composed form, or None with a problem if it is none or was there before."""
        name = clean(text)
        if not allowed(name, f"the id of a {self.kind}", place, self.problems):
            return None
        if name in self.places:
            self.problems.refuse(
                "duplicate-id",
                place,
                f"the {self.kind} `{name}` is already declared in {self.places[name]}",
                "give one of them another id, or remove it",
                found=name,
            )
            return None
        other = self._folded.setdefault(name.casefold(), name)
        if other != name:
            self.problems.caution(
                "ids-differ-in-case",
                place,
                f"the {self.kind}s `{other}` and `{name}` differ only in capital letters",
                "if they are the same, use one spelling",
            )
        self.places[name] = place
        return name


def allowed(name: str, what: str, place: Place, problems: Problems) -> bool:
    """Whether a text may be an id; if not, there is a problem."""
    if not name:
        problems.refuse("empty-id", place, f"{what} is empty")
        return False
    plain = name.isascii() and name.isprintable()
    bad = None if plain else next((each for each in name if category(each) in _FORBIDDEN or each in _TURNING), None)
    if bad is not None:
        problems.refuse("bad-id", place, f"{what} holds the character U+{ord(bad):04X}, which cannot be shown")
        return False
    if len(name) > LONGEST:
        problems.refuse("bad-id", place, f"{what} has {len(name)} characters; at most {LONGEST} are allowed")
        return False
    return True


def unknown(kind: str, name: str, known: Collection[str], place: Place, problems: Problems, *, more: int = 0) -> None:
    """Refuse a name of a submission, judge, criterion, round … that is not declared."""
    # Among hundreds of problems nobody reads one more hint, and a search for each would take minutes.
    hint = nearest(name, alike(name, known)) if len(problems) < MOST_HINTS else "correct the names above first"
    if hint is None:
        hint = f"known: {listed(sorted(known))}" if known else _NONE.get(kind, f"no {kind} is declared")
    shown = name if len(name) <= 60 else name[:60] + "…"
    problems.refuse(f"unknown-{kind}", place, f"there is no {kind} `{shown}`", hint, found=shown, more=more)


def alike(name: str, known: Collection[str]) -> Iterable[str]:
    """Return the known names that are worth comparing with a misspelt one: all, unless there are very many."""
    if len(known) <= MOST_COMPARED:
        return known
    first = name[:1].casefold()
    close = [each for each in known if each[:1].casefold() == first and abs(len(each) - len(name)) <= 1]
    near = [each for each in close if sum(a != b for a, b in zip(each, name, strict=False)) <= 2]
    return sorted(near or close)[:MOST_COMPARED]
