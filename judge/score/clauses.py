"""A round's rule read back: what is marked, each step, how places are made, and what a score can be."""

from collections.abc import Iterator, Mapping

from judge.model.challenge import Challenge, Round
from judge.model.number import plain
from judge.model.place import Node, Place
from judge.model.regulation import Clause, Regulation, Stage
from judge.model.rubric import Criterion, Rubric, Scale
from judge.score.admission import admission, retention
from judge.score.check import Prepared
from judge.score.follows import clause as outcome
from judge.score.places import places
from judge.score.saying import Phrase, Saying, one
from judge.score.sentence import of_step, terms
from judge.score.shape import Bound, Shape

PHRASES: Mapping[str, Phrase] = {
    "no marks": {
        "en": "This round has no marks of its own.",
        "es": "Esta ronda no tiene notas propias.",
        "fr": "Ce tour n'a pas de notes propres.",
    },
    "rubric": {
        "en": "Each judge marks each submission by the rubric {title}, on {n} criteria.",
        "es": "Cada juez califica cada candidatura según la rúbrica {title}, en {n} criterios.",
        "fr": "Chaque juge note chaque candidature selon la grille {title}, sur {n} critères.",
    },
    "rubric of one": {
        "en": "Each judge gives each submission one mark by the rubric {title}.",
        "es": "Cada juez da a cada candidatura una sola nota según la rúbrica {title}.",
        "fr": "Chaque juge donne à chaque candidature une seule note selon la grille {title}.",
    },
    "rubric of pairs": {
        "en": "Each judge says of two submissions at a time which one is better, by the rubric {title}; equal is an answer where the scale has a middle.",
        "es": "Cada juez dice, de dos candidaturas a la vez, cuál es mejor según la rúbrica {title}; iguales es una respuesta si la escala tiene un punto medio.",
        "fr": "Chaque juge dit de deux candidatures à la fois laquelle est la meilleure selon la grille {title} ; égales est une réponse si l'échelle a un milieu.",
    },
    "scale": {"en": "Marks go {scale}.", "es": "Notas posibles: {scale}.", "fr": "Notes possibles : {scale}."},
    "both": {"en": "from {low} to {high}", "es": "de {low} a {high}", "fr": "de {low} à {high}"},
    "low": {"en": "from {low} up", "es": "de {low} en adelante", "fr": "à partir de {low}"},
    "high": {"en": "up to {high}", "es": "hasta {high}", "fr": "jusqu'à {high}"},
    "open": {"en": "without bounds", "es": "sin límites", "fr": "sans bornes"},
    "in steps": {"en": ", in steps of {n}", "es": ", de {n} en {n}", "fr": ", par pas de {n}"},
    "higher": {"en": "; higher is better", "es": "; más es mejor", "fr": " ; plus haut vaut mieux"},
    "lower": {"en": "; lower is better", "es": "; menos es mejor", "fr": " ; plus bas vaut mieux"},
    "codes": {
        "en": "Instead of a mark there may be: {codes}.",
        "es": "En lugar de una nota puede haber: {codes}.",
        "fr": "À la place d'une note, il peut y avoir : {codes}.",
    },
    "weights percent": {
        "en": "The weights are percentages.",
        "es": "Los pesos son porcentajes.",
        "fr": "Les poids sont des pourcentages.",
    },
    "weights parts": {
        "en": "The weights are parts of their sum.",
        "es": "Los pesos son partes de su suma.",
        "fr": "Les poids sont des parts de leur somme.",
    },
    "weights coefficients": {
        "en": "The weights are coefficients, used as they are.",
        "es": "Los pesos son coeficientes y se usan tal cual.",
        "fr": "Les poids sont des coefficients, utilisés tels quels.",
    },
    "criterion": {"en": "Criterion {title}{more}.", "es": "Criterio {title}{more}.", "fr": "Critère {title}{more}."},
    "derived": {
        "en": ", worked out on each ballot from the other marks",
        "es": ", calculado en cada boleta a partir de las demás notas",
        "fr": ", calculé sur chaque bulletin à partir des autres notes",
    },
    "weight": {"en": ", weight {n}", "es": ", peso {n}", "fr": ", poids {n}"},
    "feedback": {"en": ", for feedback only", "es": ", solo como comentario", "fr": ", à titre d'avis seulement"},
    "own scale": {"en": ", marked {scale}", "es": ", con notas {scale}", "fr": ", notes possibles {scale}"},
    "panel": {"en": "The panel is: {judges}.", "es": "Forman el jurado: {judges}.", "fr": "Le jury : {judges}."},
    "ballots": {
        "en": "Of each submission that a judge has marked at all, a mark on every criterion is expected.",
        "es": "De cada candidatura que un juez haya calificado se espera una nota en todos los criterios.",
        "fr": "Pour chaque candidature qu'un juge a notée, une note est attendue sur tous les critères.",
    },
    "all": {
        "en": "Every judge is expected to mark every submission on every criterion.",
        "es": "Se espera que cada juez califique todas las candidaturas en todos los criterios.",
        "fr": "Chaque juge est censé noter toutes les candidatures sur tous les critères.",
    },
    "assigned": {
        "en": "A judge is expected to mark the submissions assigned to that judge, on every criterion; other ballots do not count.",
        "es": "Se espera que cada juez califique las candidaturas que se le asignaron, en todos los criterios; las demás boletas no cuentan.",
        "fr": "Chaque juge est censé noter les candidatures qui lui sont attribuées, sur tous les critères ; les autres bulletins ne comptent pas.",
    },
    "marks": {"en": "No mark is expected.", "es": "No se espera ninguna nota.", "fr": "Aucune note n'est attendue."},
    "expects": {
        "en": "Of each submission that a judge has marked at all, a mark is expected on the criteria that have `{fact}`.",
        "es": "De cada candidatura que un juez haya calificado se espera una nota en los criterios que tienen `{fact}`.",
        "fr": "Pour chaque candidature qu'un juge a notée, une note est attendue sur les critères qui ont `{fact}`.",
    },
    "quorum": {
        "en": "A submission needs {n} counted ballots; with fewer it has no place.",
        "es": "Una candidatura necesita {n} boletas contadas; con menos queda sin lugar.",
        "fr": "Une candidature a besoin de {n} bulletins comptés ; avec moins, elle n'a pas de place.",
    },
    "no quorum": {
        "en": "There is no quorum: one ballot is enough.",
        "es": "No hay quórum: basta una boleta.",
        "fr": "Il n'y a pas de quorum : un bulletin suffit.",
    },
    "step": {"en": "Step {n}: {words}{name}.", "es": "Paso {n}: {words}{name}.", "fr": "Étape {n} : {words}{name}."},
    "called": {"en": "; called `{name}`", "es": "; se llama `{name}`", "fr": " ; nom : `{name}`"},
    "default": {
        "en": "The rule declares no steps; the usual ones hold.",
        "es": "La regla no declara pasos; valen los habituales.",
        "fr": "La règle ne déclare pas d'étapes ; les étapes habituelles s'appliquent.",
    },
    "range": {"en": "A score goes {scale}.", "es": "Puntaje posible: {scale}.", "fr": "Score possible : {scale}."},
    "no range": {
        "en": "The rule sets no bounds to a score.",
        "es": "La regla no pone límites a un puntaje.",
        "fr": "La règle ne fixe pas de bornes au score.",
    },
    "formula": {
        "en": "The fact `{name}` is worked out as `{formula}`.",
        "es": "El dato `{name}` se calcula como `{formula}`.",
        "fr": "La donnée `{name}` se calcule comme `{formula}`.",
    },
    "quoted": {"en": "“{text}”", "es": "«{text}»", "fr": "« {text} »"},
}


def read_back(challenge: Challenge, round_: Round, prepared: Prepared, language: str) -> Regulation:
    """Return a round's rule in words.

    Args:
        prepared: the rule, proved.
        language: ``en``, ``es`` or ``fr``.
    """
    say = Saying(PHRASES, language)
    rubric = challenge.rubrics.get(round_.rubric) if round_.rubric else None
    clauses = (
        *admission(round_, rubric, language),
        *_marks(round_, rubric, prepared, say),
        *_steps(rubric, prepared, say),
        *retention(prepared.gates, language, lambda name, text: _called(rubric, name, text, say)),
        *places(round_, prepared, language, lambda criterion: _called(rubric, "criterion", criterion, say)),
        *(outcome(item, language, lambda name, text: _called(rubric, name, text, say)) for item in prepared.outcomes),
        _range(prepared, say),
    )
    stages, shape = [], prepared.marks
    if shape is not None and rubric is not None:
        stages.append(_stage(0, None, shape, _at(rubric.source, "scale", rubric.place), language))
    for planned in prepared.steps:
        step = planned.step
        stages.append(_stage(step.number, step.name, planned.typed.shape, step.place, language))
    return Regulation(
        challenge.title.in_language(language), round_.id, round_.title.in_language(language), language, clauses, tuple(stages)
    )  # fmt: skip


def _marks(round_: Round, rubric: Rubric | None, prepared: Prepared, say: Saying) -> Iterator[Clause]:
    if rubric is None:
        yield Clause("marks", say("no marks"), round_.place)
        return
    title, number = say("quoted", text=rubric.title.in_language(say.language)), len(rubric.criteria)
    asked = "rubric of pairs" if round_.ballot == "pairs" else "rubric" if number > 1 else "rubric of one"
    yield Clause(
        "marks",
        say(asked, title=title, n=str(number)),
        _at(rubric.source, "title", rubric.place),
    )
    yield Clause("marks", say("scale", scale=_scale(rubric.scale, say)), _at(rubric.source, "scale", rubric.place))
    yield from _codes(rubric, say)
    steps = (planned.step for planned in prepared.steps)
    if any(item.weight is not None for item in rubric.criteria) or any("weights" in step.keys for step in steps):
        yield Clause("marks", say(f"weights {rubric.weights}"), _at(rubric.source, "weights", rubric.place))
    for item in rubric.criteria:
        yield Clause("marks", _criterion(item, rubric, say), item.place)
    if round_.panel is not None:
        yield Clause("marks", say("panel", judges=", ".join(round_.panel)), round_.place)
    rule = prepared.rule
    known = rule.expects in ("ballots", "assigned", "all", "marks")
    expected = say(rule.expects) if known else say("expects", fact=rule.expects)
    for name, node in rubric.formulas.items():
        yield Clause("marks", say("formula", name=name, formula=str(node.data())), node.place)
    score = round_.score or rubric.score
    yield Clause("marks", expected, _at(score, "expects", rule.quorum_place))
    yield Clause(
        "marks",
        say("quorum" if rule.quorum > 1 else "no quorum", n=str(rule.quorum)),
        _at(score, "quorum", rule.quorum_place),
    )


def _at(node: Node | None, key: str, place: Place) -> Place:
    """Return where a key of a table stands, or else a place."""
    table = node.value if node is not None else None
    return table[key].place if isinstance(table, dict) and key in table else place


def _codes(rubric: Rubric, say: Saying) -> Iterator[Clause]:
    if rubric.scale.codes:
        codes = ", ".join(f"{code} ({meaning})" for code, meaning in rubric.scale.codes.items())
        yield Clause("marks", say("codes", codes=codes), _at(rubric.source, "scale", rubric.place))


def _scale(scale: Scale, say: Saying) -> str:
    step = say("in steps", n=plain(scale.step)) if scale.step is not None else ""
    return _ends(scale.low, scale.high, say) + step + say(scale.better)


def _ends(low: Bound, high: Bound, say: Saying) -> str:
    kind = "open" if low is None and high is None else "high" if low is None else "low" if high is None else "both"
    return say(kind, low="" if low is None else plain(low), high="" if high is None else plain(high))


def _criterion(item: Criterion, rubric: Rubric, say: Saying) -> str:
    more = "" if item.weight is None else say("weight", n=plain(item.weight)) if item.weight else say("feedback")
    more += "".join(f", {field} {text}" for field, text in item.fields.items())
    more += say("derived") if item.derived is not None else ""
    if item.scale != rubric.scale:
        more += say("own scale", scale=_scale(item.scale, say))
    return say("criterion", title=_called(rubric, "criterion", item.id, say), more=more)


def _called(rubric: Rubric | None, dimension: str, member: str, say: Saying) -> str:
    """Return a criterion by its title and id; other members by their id."""
    found = [item for item in rubric.criteria if item.id == member] if rubric and dimension == "criterion" else []
    title = found[0].title.in_language(say.language) if found else ""
    return f"{say('quoted', text=title)} (`{member}`)" if title and title != member else member


def _steps(rubric: Rubric | None, prepared: Prepared, say: Saying) -> Iterator[Clause]:
    rule = prepared.rule
    if not rule.declared and rubric is not None and rubric.criteria:
        yield Clause("step", say("default"), rule.quorum_place)

    def called(dimension: str, member: str) -> str:
        return _called(rubric, dimension, member, say)

    for planned in prepared.steps:
        step = planned.step
        words = of_step(planned, say.language, called) + terms(step, say.language, called)
        name = say("called", name=step.name) if step.name is not None else ""
        yield Clause("step", say("step", n=str(step.number), words=words, name=name), step.place)


def _range(prepared: Prepared, say: Saying) -> Clause:
    shape, rule = prepared.score, prepared.rule
    place = prepared.steps[-1].step.place if prepared.steps else rule.rank.place
    if shape.low is None and shape.high is None:
        return Clause("score", say("no range"), place)
    return Clause("score", say("range", scale=_ends(shape.low, shape.high, say)), place)


def _stage(number: int, name: str | None, shape: Shape, place: Place, language: str) -> Stage:
    dimensions = tuple(one(dimension, language) for dimension in shape.dimensions)
    return Stage(number, name, dimensions, shape.low, shape.high, shape.better, place)
