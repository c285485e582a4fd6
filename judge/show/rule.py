"""A rule read back: numbered sentences, what each step leaves, and a line to sign."""

from collections.abc import Mapping
from fractions import Fraction

from judge.model.number import plain
from judge.model.regulation import Regulation, Stage
from judge.show.report import Report, Section

WORDS: Mapping[str, Mapping[str, str]] = {
    "title": {"en": "The rule of round {round}", "es": "La regla de la ronda {round}", "fr": "La règle du tour {round}"},
    "number": {"en": "no.", "es": "n.º", "fr": "n°"},
    "sentence": {"en": "what the rule says", "es": "lo que dice la regla", "fr": "ce que dit la règle"},
    "place": {"en": "where", "es": "dónde", "fr": "où"},
    "stages": {"en": "After each step", "es": "Después de cada paso", "fr": "Après chaque étape"},
    "step": {"en": "step", "es": "paso", "fr": "étape"},
    "marks": {"en": "marks", "es": "notas", "fr": "notes"},
    "name": {"en": "name", "es": "nombre", "fr": "nom"},
    "dimensions": {"en": "one value for each", "es": "un valor por cada", "fr": "une valeur par"},
    "low": {"en": "from", "es": "desde", "fr": "de"},
    "high": {"en": "to", "es": "hasta", "fr": "à"},
    "better": {"en": "better", "es": "mejor", "fr": "mieux"},
    "higher": {"en": "higher", "es": "más alto", "fr": "plus haut"},
    "lower": {"en": "lower", "es": "más bajo", "fr": "plus bas"},
    "signing": {"en": "Signature", "es": "Firma", "fr": "Signature"},
    "compared": {
        "en": "I have compared these sentences with the regulations, and they agree.",
        "es": "He comparado estas frases con las bases, y coinciden.",
        "fr": "J'ai comparé ces phrases avec le règlement ; elles concordent.",
    },
    "sign": {
        "en": "Name: {line} Date: {line} Signature: {line}",
        "es": "Nombre: {line} Fecha: {line} Firma: {line}",
        "fr": "Nom : {line} Date : {line} Signature : {line}",
    },
}  # fmt: skip
"""By name, each word of the page in every language."""

_LINE = "." * 24


def report(told: Regulation) -> Report:
    """Return a rule in words as a report."""
    word = {name: texts[told.language] for name, texts in WORDS.items()}
    title = word["title"].format(round=told.title or told.round)
    clauses = tuple((str(number), item.text, str(item.place)) for number, item in enumerate(told.clauses, 1))
    first = Section("", (word["number"], word["sentence"], word["place"]), clauses, (word["number"],))
    return Report(
        f"{title}: {told.challenge}" if told.challenge else title,
        (
            first,
            _stages(told, word),
            Section(word["signing"], lines=(word["compared"], word["sign"].format(line=_LINE))),
        ),
        lambda: data(told),
    )


def _stages(told: Regulation, word: Mapping[str, str]) -> Section:
    headers = tuple(word[name] for name in ("step", "name", "dimensions", "low", "high", "better", "place"))
    rows = tuple(_row(stage, word) for stage in told.stages)
    return Section(word["stages"], headers, rows, (word["low"], word["high"]))


def _row(stage: Stage, word: Mapping[str, str]) -> tuple[str, ...]:
    step = str(stage.step) if stage.step else word["marks"]
    better = word[stage.better] if stage.better is not None else "–"
    ends = (_end(stage.low), _end(stage.high))
    return (step, stage.name or "", ", ".join(stage.dimensions), *ends, better, str(stage.place))


def _end(end: Fraction | None) -> str:
    return "–" if end is None else plain(end)


def data(told: Regulation) -> dict[str, object]:
    """Return a rule in words as data, its numbers exact."""
    return {
        "challenge": told.challenge, "round": told.round, "title": told.title, "language": told.language,
        "clauses": [
            {"number": number, "topic": item.topic, "text": item.text, "file": item.place.file, "line": item.place.line}
            for number, item in enumerate(told.clauses, 1)
        ],
        "stages": [
            {"step": stage.step, "name": stage.name, "dimensions": stage.dimensions, "low": stage.low,
             "high": stage.high, "better": stage.better, "file": stage.place.file, "line": stage.place.line}
            for stage in told.stages
        ],
    }  # fmt: skip
