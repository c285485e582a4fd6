"""A ranking: places, scores exactly as they were ranked, outcomes, ties and who was left out."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction

from judge.model.number import decimals, ends_within, plain
from judge.model.result import Compared, Result, Standing, Tie, TieStep
from judge.show import outcomes
from judge.show.report import Report, Section
from judge.show.told import in_language

WORDS: Mapping[str, Mapping[str, str]] = {
    "shared": {"en": "tie shared", "es": "empate compartido", "fr": "égalité partagée"},
    "lot": {"en": "lot", "es": "sorteo", "fr": "tirage au sort"},
    "chair": {"en": "the chair", "es": "la presidencia", "fr": "la présidence"},
    "passed": {"en": "passed over", "es": "no aplicado", "fr": "non appliqué"},
    "equal": {"en": "equal", "es": "iguales", "fr": "à égalité"},
    "no value": {"en": "no value", "es": "sin valor", "fr": "sans valeur"},
}
"""By name, what decided a place in every language."""


def report(result: Result) -> Report:
    """Return a result as a report."""
    titles = {item.id: item.title for item in result.challenge.submissions}
    sections = [_places(result, titles)]
    if result.ties:
        lines = tuple(line for tie in result.ties for line in _tie(tie))
        sections.append(Section("Ties", lines=lines))
    sections += [outcomes.section(outcome) for outcome in result.outcomes]
    if result.unranked:
        rows = tuple((item.submission, titles.get(item.submission, ""), item.reason) for item in result.unranked)
        sections.append(Section("Without a place", ("submission", "title", "reason"), rows))
    if result.waived:
        lines = tuple(f"{item.about} is waived for {outcomes.order(item)}" for item in result.waived)
        sections.append(Section("Eligible by decision", lines=lines))
    title = f"{_title(result)}: ranking of {outcomes.counted(len({item.submission for item in result.standings}), 'submission')}"
    return Report(title, tuple(sections), lambda: data(result))


def _title(result: Result) -> str:
    language = result.challenge.languages[0] if result.challenge.languages else "en"
    round_ = next(item for item in result.challenge.rounds if item.id == result.round)
    names = [result.challenge.title.in_language(language), round_.title.in_language(language) or result.round]
    return ", ".join(name for name in names if name)


def place(standing: Standing) -> str:
    """Return a place for the eye: ``=3`` where it is shared."""
    return ("=" if standing.shared else "") + plain(standing.place)


def score_texts(scores: Iterable[Fraction]) -> dict[Fraction, str]:
    """Return scores with the same number of decimals, enough for different scores to look different.

    A score whose decimals end within four is shown whole; one that is longer still is marked ``≈``. The exact one stands in
    the result and the explanation.
    """
    distinct = set(scores)
    digits = digits_apart(distinct)
    return {score: ("" if score * 10**digits % 1 == 0 else "≈") + decimals(score, digits) for score in distinct}


def digits_apart(scores: Collection[Fraction]) -> int:
    """Return how many decimals distinct scores need to look different, at most 12; all of those that end within four."""
    ending = [digits for score in scores if (digits := ends_within(score, 4)) is not None]
    least = max([2 if any(ending) or len(ending) < len(scores) else 0, *ending])
    return next((n for n in range(least, 13) if len({decimals(score, n) for score in scores}) == len(scores)), 12)


def _places(result: Result, titles: dict[str, str]) -> Section:
    texts = score_texts([standing.score for standing in result.standings])
    deciding = decided(result.ties)
    taken = outcomes.beside(result.outcomes)
    headers = [*([result.by] if result.by else []), "place", "submission", "title", "score"]
    raw = {(item.track, item.submission): item for item in result.raw}
    if raw:
        headers.append("raw place")
    if result.outcomes:
        headers.append("outcome")
    if deciding:
        headers.append("decided by")
    rows = []
    for standing in result.standings:
        name = standing.submission
        row = [
            *([standing.track] if result.by else []),
            place(standing),
            name,
            titles.get(name, ""),
            texts[standing.score],
        ]
        if raw:
            row.append(place(raw[standing.track, name]) if (standing.track, name) in raw else "")
        if result.outcomes:
            row.append(taken.get((standing.track, name), ""))
        if deciding:
            row.append(deciding.get((standing.track, name), ""))
        rows.append(tuple(row))
    return Section("", tuple(headers), tuple(rows), ("place", "score", "raw place"))


def decided(ties: Iterable[Tie], language: str = "en") -> dict[tuple[str, str], str]:
    """Return, for each track and submission of a tie, what decided its place, with the number."""
    return {(tie.track, name): text for tie in ties for name, text in _deciding(tie, language)}


def _deciding(tie: Tie, language: str) -> Iterator[tuple[str, str]]:
    """Yield each submission of a tie with what decided its place."""
    shared = {name for block in tie.blocks if len(block) > 1 for name in block}
    parting = [(step.breaker, dict(step.values)) for step in reversed(tie.steps) if len(step.blocks) > 1]
    draws = dict(tie.draws) if tie.end == "lot" else {}
    ordered = {name for decision in tie.decisions for name in decision.submissions}
    colon = outcomes.WORDS["colon"][language]
    for name in tie.submissions:
        values = next(((breaker, values[name]) for breaker, values in parting if name in values), None)
        told = (
            [f"{in_language(values[0], language)}{colon}{_number(values[1], language)}"] if values is not None else []
        )
        if name in draws:
            told.append(f"{WORDS['lot'][language]} {draws[name][:8]}…")
        elif name in ordered and name not in shared:
            told.append(WORDS["chair"][language])
        elif name in shared or (not tie.steps and tie.end == "shared"):
            told.append(WORDS["shared"][language])
        yield name, "; ".join(told)


def _number(value: Compared, language: str = "en") -> str:
    if value is None:
        return WORDS["no value"][language]
    if isinstance(value, tuple):
        return " ".join(_number(each, language) for each in value)
    text = decimals(value, 4).rstrip("0").rstrip(".")
    return text if value * 10**4 % 1 == 0 else f"≈{text}"


def _tie(tie: Tie) -> list[str]:
    """Return how a tie was decided, in lines."""
    head = f"{tie.track}: " if tie.track else ""
    lines = [f"{head}{outcomes.listed(tie.submissions)} are equal with {_number(tie.score)}:"]
    lines += [f"  {tie_step(step)}" for step in tie.steps]
    if tie.end == "lot":
        lines.append("  by lot: " + ", ".join(f"{name} {number[:12]}…" for name, number in tie.draws))
    lines += [f"  by the chair: {outcomes.order(decision)}" for decision in tie.decisions]
    shared = [block for block in tie.blocks if len(block) > 1]
    lines += [f"  the place is shared by {outcomes.listed(block)}" for block in shared]
    return lines


def tie_step(step: TieStep, language: str = "en") -> str:
    """Return one tie-break in words, with its numbers."""
    values = ", ".join(f"{name} {_number(value, language)}" for name, value in step.values)
    if step.duels:
        values += "; " + ", ".join(f"{one} {ahead}:{behind} {other}" for one, other, ahead, behind in step.duels)
    breaker = in_language(step.breaker, language) + outcomes.WORDS["colon"][language]
    if step.passed:
        return f"{breaker}{WORDS['passed'][language]}, {in_language(step.passed, language)} ({values})"
    if len(step.blocks) == 1:
        return f"{breaker}{WORDS['equal'][language]} ({values})"
    before = f" {outcomes.WORDS['before'][language]} "
    return f"{breaker}{before.join(' = '.join(block) for block in step.blocks)} ({values})"


def data(result: Result) -> dict[str, object]:
    """Return a result as data, its numbers exact."""
    titles = {item.id: item.title for item in result.challenge.submissions}
    taken = outcomes.beside(result.outcomes)
    deciding = decided(result.ties)
    raw = {(item.track, item.submission): item.place for item in result.raw}
    return {
        "round": result.round,
        "better": result.better,
        "ranking": [
            {"place": item.place, "shared": item.shared, "submission": item.submission, "title": titles.get(item.submission, ""),
             "score": item.score, "outcome": taken.get((item.track, item.submission)), "decided_by": deciding.get((item.track, item.submission))}
            | ({"track": item.track} if item.track else {})
            | ({"raw_place": raw.get((item.track, item.submission))} if raw else {})
            for item in result.standings
        ],
        "without_a_place": [{"submission": item.submission, "state": item.state, "reason": item.reason} for item in result.unranked],
        "waived": [outcomes.decision_data(item) | {"gate": item.about} for item in result.waived],
        "ties": [
            {"submissions": tie.submissions, "score": tie.score, "order": tie.blocks, "end": tie.end, "draws": dict(tie.draws),
             "decisions": [outcomes.decision_data(item) for item in tie.decisions],
             "steps": [{"by": step.breaker, "values": dict(step.values), "order": step.blocks, "passed": step.passed,
                        "duels": step.duels} for step in tie.steps]}
            for tie in result.ties
        ],
        "outcomes": [
            outcomes.data(item)
            for item in result.outcomes
        ],
        "cautions": [{"code": item.code, "message": item.message} for item in result.cautions],
    }  # fmt: skip
