"""What a judge reads before giving a mark: the record, the criterion with its levels, and the ballot to be reviewed."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from judge.model.challenge import Submission
from judge.model.number import plain
from judge.model.rubric import Criterion, Scale
from judge.show.spoken import Spoken

_SHORT = ("summary", "abstract", "resumen", "résumé", "description", "link", "url", "website")


def submission(item: Submission, number: int, count: int, shows: Sequence[str] | None, say: Spoken) -> Iterator[str]:
    """Yield the lines that introduce a submission: its title and the short fields of its record.

    Args:
        shows: the fields of a record that judges may see, or None for all.
    """
    yield say("submission", number=number, all=count, id=item.id)
    if shows is None or "title" in shows:
        yield item.title
    yield from short(item, shows)


def short(item: Submission, shows: Sequence[str] | None) -> Iterator[str]:
    """Yield the short fields of a record, or those that judges may see."""
    for key, text in item.texts.items():
        if (shows is None and key.casefold() in _SHORT) or (shows is not None and key in shows):
            yield f"  {key}: {text}"


def record(item: Submission, shows: Sequence[str] | None) -> str:
    """Return the whole record that a judge may see."""
    lines = [item.title] if shows is None or "title" in shows else [item.id]
    lines += [f"{key}: {text}" for key, text in item.texts.items() if shows is None or key in shows]
    return "\n\n".join(lines) + "\n"


def criterion(item: Criterion, number: int, count: int, mark: object, say: Spoken) -> Iterator[str]:
    """Yield the lines of a criterion: its title and weight, and each level with what it means beside its mark."""
    weight = "" if item.weight is None else f" ({say('weight', weight=plain(item.weight))})"
    yield say("criterion", number=number, all=count, title=item.title.in_language(say.language)) + weight
    own = {level.mark: level for level in item.levels}
    for mark_ in sorted({*own, *(level.mark for level in item.scale.levels)}):
        named = next((level for level in item.scale.levels if level.mark == mark_), None)
        level = own.get(mark_, named)
        assert level is not None
        title = (named or level).title.in_language(say.language)
        descriptor = level.descriptor or (named.descriptor if named is not None else None)
        words = [title, descriptor.in_language(say.language) if descriptor is not None else ""]
        yield f"  {plain(mark_):>4}  {': '.join(word for word in words if word)}"
    yield "  " + scale(item.scale, say)
    for code, meaning in item.scale.codes.items():
        yield "  " + say("code", code=code, meaning=meaning)
    if mark is not None:
        yield "  " + say("earlier", mark=mark)


def scale(item: Scale, say: Spoken) -> str:
    """Return the allowed marks in words."""
    if item.words:
        return ", ".join(sorted(item.words, key=lambda word: (-item.words[word], word)))
    if item.low is None or item.high is None:
        words = say("free")
    elif item.step is None:
        words = say("range", low=plain(item.low), high=plain(item.high))
    else:
        words = say("scale", low=plain(item.low), high=plain(item.high), step=plain(item.step))
    return words + (" " + say("lower") if item.better == "lower" else "")


def one_key(item: Scale) -> bool:
    """Whether each mark of a scale is one digit, so that no Enter is needed."""
    return (
        not item.words
        and all(len(code) == 1 for code in item.codes)
        and item.step == 1
        and item.low is not None
        and item.high is not None
        and 0 <= item.low <= item.high <= 9
    )


def review(
    submission_id: str, criteria: Sequence[Criterion], given: Mapping[str, object], remark: str | None, say: Spoken
) -> Iterator[str]:
    """Yield a ballot, a numbered line for each criterion."""
    yield say("review", submission=submission_id)
    for number, item in enumerate(criteria, 1):
        mark = given.get(item.id)
        yield f"  {number:>2}. {item.title.in_language(say.language)}: {say('unmarked') if mark is None else mark}"
    if remark:
        yield "  " + say("remark-line", text=remark)


def doubts(
    criteria: Sequence[Criterion], given: Mapping[str, object], others: Mapping[str, Sequence[Fraction]], say: Spoken
) -> Iterator[str]:
    """Yield questions about a ballot: equal marks on everything, and marks far from the judge's own others.

    Args:
        others: by criterion, the judge's marks for other submissions; far is outside of their range by more than half of
            it, where there are at least five.
    """
    marks = {str(value) for value in given.values() if value is not None}
    if len(criteria) > 2 and len(given) == len(criteria) and len(marks) == 1:
        yield say("same", mark=next(iter(marks)))
    for item in criteria:
        value = _number(given.get(item.id))
        known = others.get(item.id, ())
        if value is None or len(known) < 5:
            continue
        low, high = min(known), max(known)
        margin = max((high - low) / 2, item.scale.step or Fraction(0))
        if value < low - margin or value > high + margin:
            title = item.title.in_language(say.language)
            yield say("stands-out", criterion=title, mark=plain(value), low=plain(low), high=plain(high))


def _number(value: object) -> Fraction | None:
    try:
        return Fraction(str(value))
    except ValueError:
        return None
