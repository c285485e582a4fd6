"""The cautions that stay in a result: what to look at, though it changes no score."""

from collections.abc import Mapping
from typing import Final

from judge.model.wording import Phrase

TIED: Final[Mapping[str, Phrase]] = {
    "conflict of interest": {
        "en": "conflict of interest",
        "es": "conflicto de intereses",
        "fr": "conflit d'intérêts",
    },
    "conflict of a kind": {
        "en": "conflict of interest ({kind})",
        "es": "conflicto de intereses ({kind})",
        "fr": "conflit d'intérêts ({kind})",
    },
    "recusal": {"en": "recusal", "es": "recusación", "fr": "récusation"},
    "deadline": {"en": "deadline", "es": "cierre del plazo", "fr": "clôture du délai"},
}
"""In spite of what a ballot was given."""
CAUTIONS: Final[Mapping[str, Phrase]] = {
    "minimum-out-of-range": {
        "en": "a minimum of {n} lies outside the scores there can be ({low} to {high})",
        "es": "un mínimo de {n} está fuera de los puntajes posibles (de {low} a {high})",
        "fr": "un minimum de {n} est en dehors des scores possibles (de {low} à {high})",
    },
    "waive-unused": {
        "en": "waiving {name} for {submission} changes nothing",
        "es": "dispensar a {submission} de {name} no cambia nada",
        "fr": "dispenser {submission} de {name} ne change rien",
    },
    "not-an-entrant": {
        "en": "submission {submission} has marks but does not take part in round {round}",
        "es": "la candidatura {submission} tiene notas pero no participa en la ronda {round}",
        "fr": "la candidature {submission} a des notes mais ne participe pas au tour {round}",
    },
    "mark-set-aside": {
        "en": "judge {judge} marked submission {submission} despite a {tie}; the ballot does not count",
        "es": "{judge} calificó la candidatura {submission} pese a esto: {tie}; la boleta no cuenta",
        "fr": "{judge} a noté la candidature {submission} malgré ceci : {tie} ; le bulletin ne compte pas",
    },
    "not-assigned": {
        "en": "judge {judge} marked submission {submission}, which is not assigned to that judge in round {round}; the ballot does not count",
        "es": "{judge} calificó la candidatura {submission}, que no tiene asignada en la ronda {round}; la boleta no cuenta",
        "fr": "{judge} a noté la candidature {submission}, qui ne lui est pas attribuée au tour {round} ; le bulletin ne compte pas",
    },
    "not-assigned and more": {
        "en": "judge {judge} marked submission {submission}, which is not assigned to that judge in round {round}; "
        "the ballot does not count (and {n} more such ballots)",
        "es": "{judge} calificó la candidatura {submission}, que no tiene asignada en la ronda {round}; "
        "la boleta no cuenta (y {n} boletas más como esta)",
        "fr": "{judge} a noté la candidature {submission}, qui ne lui est pas attribuée au tour {round} ; "
        "le bulletin ne compte pas (et {n} autres bulletins de même)",
    },
    "percent-over-100": {
        "en": "this percentage can reach {value}",
        "es": "este porcentaje puede llegar a {value}",
        "fr": "ce pourcentage peut atteindre {value}",
    },
    "quota-short of one": {
        "en": "{group} is owed {n} seats, and has 1 submission",
        "es": "a {group} le corresponden {n} plazas, y tiene 1 candidatura",
        "fr": "{n} places à pourvoir reviennent à {group}, qui a 1 candidature",
    },
    "quota-short": {
        "en": "{group} is owed {n} seats, and has {m} submissions",
        "es": "a {group} le corresponden {n} plazas, y tiene {m} candidaturas",
        "fr": "{n} places à pourvoir reviennent à {group}, qui a {m} candidatures",
    },
    "order-unused": {
        "en": "the order of {names} changes nothing: no tie asks for it",
        "es": "el orden de {names} no cambia nada: ningún empate lo pide",
        "fr": "l'ordre de {names} ne change rien : aucune égalité ne le demande",
    },
    "missing-as-zero": {
        "en": "a missing mark counts as zero: a judge who forgets a mark sinks a submission",
        "es": "una nota ausente cuenta como cero: quien olvida una nota hunde una candidatura",
        "fr": "une note absente compte pour zéro : un oubli de note fait sombrer une candidature",
    },
    "guest-beside": {
        "en": "step {n} (`{verb}`) sets submissions beside one another, {names} among them",
        "es": "el paso {n} (`{verb}`) compara candidaturas entre sí, entre ellas {names}",
        "fr": "l'étape {n} (`{verb}`) compare des candidatures entre elles, dont {names}",
    },
    "penalty-before-trim": {
        "en": "step {n} trims marks from which step {m} has taken {name} away",
        "es": "el paso {n} recorta notas de las que el paso {m} ya restó {name}",
        "fr": "l'étape {n} rogne des notes dont l'étape {m} a déjà retiré {name}",
    },
    "uneven-sum": {
        "en": "step {n}: a sum over judges, who differ in number: {m} here, {k} elsewhere ({where_at})",
        "es": "paso {n}: una suma sobre los jueces, que no son los mismos en número: {m} aquí, {k} en otra parte ({where_at})",
        "fr": "étape {n} : une somme sur les juges, qui ne sont pas en même nombre : {m} ici, {k} ailleurs ({where_at})",
    },
    "few-values": {
        "en": "step {n}: a mean and a deviation of fewer than {m} values say little ({where_at})",
        "es": "paso {n}: un promedio y una desviación de menos de {m} valores dicen poco ({where_at})",
        "fr": "étape {n} : une moyenne et un écart-type de moins de {m} valeurs disent peu ({where_at})",
    },
    "few-values at all": {
        "en": "step {n}: a mean and a deviation of fewer than {m} values say little",
        "es": "paso {n}: un promedio y una desviación de menos de {m} valores dicen poco",
        "fr": "étape {n} : une moyenne et un écart-type de moins de {m} valeurs disent peu",
    },
    **TIED,
}
"""By code, each caution of a scoring in every language."""
