"""What follows from the places, read back: each ``[[outcome]]`` as one sentence (§8)."""

from collections.abc import Iterator, Mapping

from judge.model.number import plain
from judge.model.regulation import Clause
from judge.score.quotas import PlannedSeats, Quota
from judge.score.saying import Phrase, Saying, one
from judge.score.seats import Seats, share_in_words
from judge.score.sentence import Called

PHRASES: Mapping[str, Phrase] = {
    "outcome": {"en": "Outcome `{name}`: {terms}.", "es": "Resultado `{name}`: {terms}.", "fr": "Suite `{name}` : {terms}."},
    "seats": {"en": "{n} seats", "es": "{n} plazas", "fr": "{n} places à pourvoir"},
    "1 seat": {"en": "1 seat", "es": "1 plaza", "fr": "1 place à pourvoir"},
    "places": {"en": "places 1 to {n}", "es": "del lugar 1 al {n}", "fr": "de la place 1 à la place {n}"},
    "share": {
        "en": "{n} of those ranked, rounded {way}",
        "es": "el {n} de las clasificadas, redondeado {way}",
        "fr": "{n} des classées, arrondi {way}",
    },
    "down": {"en": "down", "es": "hacia abajo", "fr": "vers le bas"},
    "up": {"en": "up", "es": "hacia arriba", "fr": "vers le haut"},
    "nearest": {"en": "to the nearest", "es": "al más cercano", "fr": "au plus proche"},
    "including": {
        "en": "those whom {names} took are part of them",
        "es": "incluidas las que tomó {names}",
        "fr": "y compris celles que {names} a retenues",
    },
    "higher minimum": {
        "en": "a value of at least {n}",
        "es": "un valor de al menos {n}",
        "fr": "une valeur d'au moins {n}",
    },
    "lower minimum": {
        "en": "a value of at most {n}",
        "es": "un valor de {n} como máximo",
        "fr": "une valeur de {n} au plus",
    },
    "award": {
        "en": "it gives the award “{title}”",
        "es": "otorga el premio «{title}»",
        "fr": "donne le prix « {title} »",
    },
    "higher of": {
        "en": "in the order of `{table}`, higher first",
        "es": "en el orden de `{table}`, primero el valor más alto",
        "fr": "dans l'ordre de `{table}`, la valeur la plus haute d'abord",
    },
    "lower of": {
        "en": "in the order of `{table}`, lower first",
        "es": "en el orden de `{table}`, primero el valor más bajo",
        "fr": "dans l'ordre de `{table}`, la valeur la plus basse d'abord",
    },
    "ranking": {
        "en": "in the order of the ranking",
        "es": "en el orden de la clasificación",
        "fr": "dans l'ordre du classement",
    },
    "where": {
        "en": "only where {name} is {wanted}",
        "es": "solo donde {name} es {wanted}",
        "fr": "seulement si {name} est {wanted}",
    },
    "by": {"en": "apart for each `{field}`", "es": "por separado para cada `{field}`", "fr": "séparément pour chaque `{field}`"},
    "after": {
        "en": "without those whom `{name}` took",
        "es": "sin las que tomó `{name}`",
        "fr": "sans celles que `{name}` a retenues",
    },
    "most": {"en": "at most {n} of `{member}`", "es": "a lo sumo {n} de `{member}`", "fr": "au plus {n} de `{member}`"},
    "least": {"en": "at least {n} of `{member}`", "es": "al menos {n} de `{member}`", "fr": "au moins {n} de `{member}`"},
    "most each": {
        "en": "at most {n} for each value of `{member}`",
        "es": "a lo sumo {n} por cada valor de `{member}`",
        "fr": "au plus {n} pour chaque valeur de `{member}`",
    },
    "least each": {
        "en": "at least {n} for each value of `{member}`",
        "es": "al menos {n} por cada valor de `{member}`",
        "fr": "au moins {n} pour chaque valeur de `{member}`",
    },
    "most cost": {
        "en": "those of `{member}` may cost {n} together",
        "es": "las de `{member}` pueden costar {n} en conjunto",
        "fr": "celles de `{member}` peuvent coûter {n} ensemble",
    },
    "most cost each": {
        "en": "those of each value of `{member}` may cost {n} together",
        "es": "las de cada valor de `{member}` pueden costar {n} en conjunto",
        "fr": "celles de chaque valeur de `{member}` peuvent coûter {n} ensemble",
    },
    "counting": {
        "en": "what {names} took counts as well",
        "es": "cuenta también lo que tomó {names}",
        "fr": "ce que {names} a retenu compte aussi",
    },
    "proportion": {
        "en": "the seats are shared out in proportion to those ranked of each `{field}`, the rest to the largest remainders; {equal}",
        "es": "las plazas se reparten en proporción a las clasificadas de cada `{field}`, y las restantes a los restos mayores; {equal}",
        "fr": "les places à pourvoir sont réparties en proportion des classées de chaque `{field}`, le reste aux plus forts restes ; {equal}",
    },
    "remainders refuse": {
        "en": "with equal remainders there is no result",
        "es": "con restos iguales no hay resultado",
        "fr": "à restes égaux, il n'y a pas de résultat",
    },
    "remainders larger": {
        "en": "of equal remainders the larger group comes first",
        "es": "con restos iguales, primero el grupo mayor",
        "fr": "à restes égaux, le groupe le plus grand d'abord",
    },
    "remainders smaller": {
        "en": "of equal remainders the smaller group comes first",
        "es": "con restos iguales, primero el grupo menor",
        "fr": "à restes égaux, le groupe le plus petit d'abord",
    },
    "unordered": {
        "en": "those taken are in no order",
        "es": "las tomadas no llevan orden",
        "fr": "celles qui sont retenues sont sans ordre",
    },
    "waiting": {
        "en": "a waiting list of {n}",
        "es": "una lista de espera de {n}",
        "fr": "une liste d'attente de {n}",
    },
    "budget skip": {
        "en": "a budget of {n}, where each costs its `{cost}`, and one that costs more than is left is passed over",
        "es": "un presupuesto de {n}, donde cada una cuesta su `{cost}`, y se pasa por alto la que cuesta más de lo que queda",
        "fr": "un budget de {n}, où chacune coûte son `{cost}`, et celle qui coûte plus que le reste est sautée",
    },
    "budget stop": {
        "en": "a budget of {n}, where each costs its `{cost}`, and from the first that costs more than is left nobody is taken",
        "es": "un presupuesto de {n}, donde cada una cuesta su `{cost}`, y desde la primera que cuesta más de lo que queda no se toma ninguna",
        "fr": "un budget de {n}, où chacune coûte son `{cost}`, et dès la première qui coûte plus que le reste aucune n'est retenue",
    },
    "budget part": {
        "en": "a budget of {n}, where each costs its `{cost}`; the first that costs more than is left is given what is left, and nobody below is taken",
        "es": "un presupuesto de {n}, donde cada una cuesta su `{cost}`; la primera que cuesta más de lo que queda recibe lo que queda, y por debajo no se toma ninguna",
        "fr": "un budget de {n}, où chacune coûte son `{cost}` ; la première qui coûte plus que le reste reçoit ce reste, et aucune n'est retenue au-dessous",
    },
    "in": {
        "en": "of a tie at the cut all are taken",
        "es": "de un empate en el corte se toman todas",
        "fr": "en cas d'égalité à la limite, toutes sont retenues",
    },
    "out": {
        "en": "of a tie at the cut none is taken, and nobody below",
        "es": "de un empate en el corte no se toma ninguna, ni a nadie por debajo",
        "fr": "en cas d'égalité à la limite, aucune n'est retenue, ni personne au-dessous",
    },
    "refuse": {
        "en": "with a tie at the cut there is no result",
        "es": "con un empate en el corte no hay resultado",
        "fr": "en cas d'égalité à la limite, il n'y a pas de résultat",
    },
    "chair": {
        "en": "the chair orders a tie at the cut",
        "es": "la presidencia ordena un empate en el corte",
        "fr": "la présidence départage une égalité à la limite",
    },
}  # fmt: skip


def clause(item: PlannedSeats, language: str, called: Called) -> Clause:
    """Return an outcome as a sentence; ``called`` says what to call members that are named."""
    say = Saying(PHRASES, language)
    terms = [*_limits(item, say), *_order(item, say, called), *_further(item, say)]
    terms += [say(item.seats.ties)] if _cuts(item.seats) else []
    separator = " ; " if language == "fr" else "; "
    return Clause("outcome", say("outcome", name=item.seats.name, terms=separator.join(terms)), item.seats.place)


def _cuts(seats: Seats) -> bool:
    """Return whether equals can meet a cut: a minimum or a number of places takes or leaves them together (§8.2)."""
    limits = (seats.seats, seats.share, seats.budget)
    return any(limit is not None for limit in limits) or bool(seats.most or seats.least or seats.most_cost)


def _limits(item: PlannedSeats, say: Saying) -> Iterator[str]:
    seats = item.seats
    if seats.seats is not None:
        yield say("1 seat" if seats.seats == 1 else "seats", n=str(seats.seats))
    if seats.places is not None:
        yield say("places", n=str(seats.places))
    if seats.share is not None:
        yield say("share", n=share_in_words(seats.share), way=say(seats.rounded))
    if seats.including:
        yield say("including", names=say.all(f"`{name}`" for name in seats.including))
    if seats.minimum is not None:
        yield say(f"{item.better} minimum", n=plain(seats.minimum))
    if seats.budget is not None:
        yield say(f"budget {seats.short}", n=plain(seats.budget), cost=seats.cost or "")


def _order(item: PlannedSeats, say: Saying, called: Called) -> Iterator[str]:
    seats = item.seats
    yield say("ranking") if seats.of is None else say(f"{item.better} of", table=seats.of)
    for name, wanted in seats.where.items():
        texts = (wanted,) if isinstance(wanted, str) else wanted
        told = say.either(called(name, text) for text in texts)
        yield say("where", name=one(name, say.language), wanted=told)
    if seats.by is not None:
        yield say("by", field=seats.by)
    if seats.remainders is not None:
        yield say("proportion", field=seats.by or "", equal=say(f"remainders {seats.remainders}"))
    if seats.after is not None:
        yield say("after", name=seats.after)


def _further(item: PlannedSeats, say: Saying) -> Iterator[str]:
    seats = item.seats
    quotas: tuple[tuple[str, Mapping[str, object], tuple[Quota, ...]], ...] = (
        ("most", seats.most, item.most), ("least", seats.least, item.least), ("most cost", seats.most_cost, item.most),
    )  # fmt: skip
    for kind, declared, planned in quotas:
        fields = {quota.field for quota in planned}
        for name, number in declared.items():
            yield say(f"{kind} each" if name in fields else kind, n=str(number), member=name)
    if seats.counting:
        yield say("counting", names=say.all(f"`{name}`" for name in seats.counting))
    if seats.unordered:
        yield say("unordered")
    if seats.waiting:
        yield say("waiting", n=str(seats.waiting))
    if seats.award is not None:
        yield say("award", title=seats.award)
