"""``median``: the middle value of a group."""

from fractions import Fraction

from judge.score.fold import COUNT, exactly, failed, folded, grouped, middle, settled, term
from judge.score.kinds import Choice, Names
from judge.score.plan import Calc, Col, Group, Map
from judge.score.saying import Saying, Sentence
from judge.score.scope import Scope
from judge.score.verb import Cell, Step, Typed, Verb


def _build(step: Step, source: Typed, scope: Scope) -> Typed:
    if not grouped(step, source, scope):
        return failed(step, source)
    seen = settled(step, source, scope, "left out", "left out")
    totals = Group(
        middle(seen, step.over, step.by, step.text("middle")),
        step.over,
        step.by,
        {"total": ("sum", Col()), "number": COUNT},
    )
    shape = folded(step, source.shape, scope, source.shape.low, source.shape.high, source.shape.better)
    return Typed(Map(totals, Calc("/", Col("total"), Col("number"))), shape, seen)


_PHRASES = {
    "": {"en": "the median over {over}", "es": "la mediana de los valores de {over}", "fr": "la médiane sur {over}"},
    "low": {
        "en": "the median over {over}, the lower of two middle ones",
        "es": "la mediana de los valores de {over}, el menor si los centrales son dos",
        "fr": "la médiane sur {over}, la plus petite s'il y a deux valeurs centrales",
    },
    "high": {
        "en": "the median over {over}, the higher of two middle ones",
        "es": "la mediana de los valores de {over}, el mayor si los centrales son dos",
        "fr": "la médiane sur {over}, la plus grande s'il y a deux valeurs centrales",
    },
}


def _sentence(step: Step, say: Saying) -> str:
    return say(step.text("middle"), over=say.over(step))


def _working(step: Step, cells: tuple[Cell, ...], result: Fraction | None) -> str:
    values = sorted(cell.value for cell in cells if cell.value is not None)
    return f"in order {', '.join(term(value) for value in values)}; the middle is {exactly(result)}"


VERB = Verb(
    "median",
    "3.3",
    Names(),
    _build,
    Sentence(_PHRASES, _sentence),
    _working,
    {"middle": Choice(("low", "high"))},
    grouped=True,
    folds=True,
)
