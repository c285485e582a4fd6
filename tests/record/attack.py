"""Attacks as tests: each makes a bundle, and says which finding must come first."""

from collections.abc import Callable
from functools import cache

import attrs

from judge.record.audit import Audit, Kept
from judge.record.finding import Finding
from judge.record.verify import verify
from tests.record.maker import Files, closed

Made = Files | tuple[Files, Kept]
"""What an attack leaves: the bundle, and what the auditor has from elsewhere."""

ORGANIZERS = "journals/organizer.jsonl"


@attrs.frozen(eq=False)
class Attack:
    """An attack.

    Attributes:
        number: of the list of attacks, as a text: several ways to do one have letters.
        code, file: of the first finding.
        make: makes the bundle.
    """

    number: str
    code: str
    file: str
    make: Callable[[], Made]

    def audit(self, **options: object) -> Audit:
        """Return what an audit finds."""
        made = _made(self)
        files, kept = made if isinstance(made, tuple) else (made, None)
        return verify(files, kept=kept, **options)  # type: ignore[arg-type]


@cache
def _made(attack: Attack) -> Made:
    """Return the bundle of an attack, made once."""
    return attack.make()


ATTACKS: list[Attack] = []


def attack(number: str, code: str, file: str) -> Callable[[Callable[[], Made]], Callable[[], None]]:
    """Return what makes a test of an attack: the first cause found must have this code and name this file."""

    def named(make: Callable[[], Made]) -> Callable[[], None]:
        found = Attack(number, code, file, make)
        ATTACKS.append(found)

        def test() -> None:
            cause = first(found.audit())
            assert cause is not None, "nothing was found"
            assert (code, file) == (cause.code, cause.file), cause

        test.__name__, test.__doc__, test.__module__ = make.__name__, make.__doc__, make.__module__
        return test

    return named


def first(audit: Audit) -> Finding | None:
    """Return the first cause that an audit found."""
    return next((cause for cause, _ in audit.findings.causes()), None)


def judges(judge: str) -> str:
    """Return where a judge's journal stands."""
    return f"journals/judges/{judge}.jsonl"


@cache
def bundle() -> Files:
    """Return an honest bundle: four judges, three submissions, one round, cosigned by all."""
    return closed().publish()
