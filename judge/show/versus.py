"""Two submissions beside each other, and the answers of a round of pairs, as lines."""

from collections.abc import Iterator, Sequence

from judge.model.challenge import Submission
from judge.model.rubric import Criterion
from judge.show.question import short
from judge.show.spoken import Spoken

MOST_CIRCLES = 5

Answer = tuple[str, str, int]
"""Two submissions, and 1 where the first is better, -1 where the second is, 0 where they are equal."""


def two(first: Submission, second: Submission, shows: Sequence[str] | None) -> Iterator[str]:
    """Yield the lines of two submissions, each under its number.

    Args:
        shows: the fields of a record that judges may see, or None for all.
    """
    for number, item in enumerate((first, second), 1):
        title = item.title if shows is None or "title" in shows else ""
        yield f"{number}  {item.id}  {title}".rstrip()
        yield from short(item, shows)


def question(criterion: Criterion, number: int | None, count: int, say: Spoken) -> str:
    """Return the question of a comparison; ``number`` is None where it is asked again."""
    title = criterion.title.in_language(say.language)
    return (
        say("pair-again", question=title) if number is None else say("pair", number=number, all=count, question=title)
    )


def saved(answer: Answer, say: Spoken) -> str:
    """Return an answer that was saved, in words."""
    one, other, sign = answer
    if not sign:
        return say("pair-equals", one=one, other=other)
    return say("pair-better", one=one if sign > 0 else other, other=other if sign > 0 else one)


def review(answers: Sequence[Answer], circles: Sequence[tuple[str, str, str]], say: Spoken) -> Iterator[str]:
    """Yield all answers, a numbered line each, and questions about those that go round in a circle."""
    yield say("pairs-review")
    for number, (one, other, sign) in enumerate(answers, 1):
        first, second = (other, one) if sign < 0 else (one, other)
        yield f"  {number:>2}. {first} {'=' if not sign else '>'} {second}"
    for one, other, third in circles[:MOST_CIRCLES]:
        yield say("pairs-circle", one=one, other=other, third=third)
    if len(circles) > MOST_CIRCLES:
        yield say("pairs-circles", count=len(circles) - MOST_CIRCLES)
