"""Outcomes, ties, and who has no place."""

from collections.abc import Mapping

OUTCOME: Mapping[str, Mapping[str, str]] = {
    "outcomes": {"en": "Outcomes", "es": "Selección y premios", "fr": "Sélection et prix"},
    "seats": {"en": "{n} seat|{n} seats", "es": "{n} plaza|{n} plazas", "fr": "{n} place à pourvoir|{n} places à pourvoir"},
    "minimum": {"en": "a minimum of {n}", "es": "un mínimo de {n}", "fr": "un minimum de {n}"},
    "taken": {"en": "{n} taken|{n} taken", "es": "{n} seleccionada|{n} seleccionadas", "fr": "{n} retenue|{n} retenues"},
    "more": {"en": "and {n} more, in the table", "es": "y {n} más, en la tabla", "fr": "et {n} autres, dans le tableau"},
    "missed": {
        "en": "Just missed: {title}, by {by}.", "es": "Se quedó a las puertas: {title}, por {by}.",
        "fr": "De justesse non retenue : {title}, à {by}.",
    },
    "why": {"en": "Reason: {why}.", "es": "Motivo: {why}.", "fr": "Motif : {why}."},
    "tied-in": {
        "en": "{names} are equal at the cut; the rule says that equals are in.",
        "es": "{names} son iguales en el corte; la regla dice que las iguales entran.",
        "fr": "{names} sont à égalité à la limite ; la règle dit que les égales sont retenues.",
    },
    "tied-out": {
        "en": "{names} are equal at the cut; the rule says that equals are out.",
        "es": "{names} son iguales en el corte; la regla dice que las iguales no entran.",
        "fr": "{names} sont à égalité à la limite ; la règle dit que les égales ne sont pas retenues.",
    },
    "money": {"en": "Money left: {n}.", "es": "Dinero restante: {n}.", "fr": "Argent restant : {n}."},
    "lack": {"en": "Not filled: {text}.", "es": "Sin cubrir: {text}.", "fr": "Non pourvu : {text}."},
    "chair": {"en": "By the chair: {order}.", "es": "Por la presidencia: {order}.", "fr": "Par la présidence : {order}."},
    "wildcards": {
        "en": "Named by people beside the computed order: {order}.",
        "es": "Nombradas por personas, al margen del orden calculado: {order}.",
        "fr": "Désignées par des personnes, en dehors de l'ordre calculé : {order}.",
    },
    "wildcard": {"en": "wildcard", "es": "invitación", "fr": "invitation"},
    "waiting": {"en": "waiting list {n}", "es": "lista de espera {n}", "fr": "liste d'attente {n}"},
    "not": {"en": "not {name}: {why}", "es": "no {name}: {why}", "fr": "pas {name} : {why}"},
    "before": {"en": "before", "es": "antes que", "fr": "avant"},
    "ties": {"en": "Ties", "es": "Empates", "fr": "Égalités"},
    "tie": {"en": "Equal with {score}", "es": "Iguales con {score}", "fr": "À égalité avec {score}"},
    "tie-same": {"en": "{breaker}: equal ({values})", "es": "{breaker}: iguales ({values})", "fr": "{breaker} : égales ({values})"},
    "tie-parts": {"en": "{breaker}: {order} ({values})", "es": "{breaker}: {order} ({values})", "fr": "{breaker} : {order} ({values})"},
    "tie-passed": {
        "en": "{breaker}: passed over, {why} ({values})", "es": "{breaker}: no se aplica, {why} ({values})",
        "fr": "{breaker} : sans effet, {why} ({values})",
    },
    "tie-shared": {"en": "{names} share the place.", "es": "{names} comparten el lugar.", "fr": "{names} partagent la place."},
    "tie-lot": {
        "en": "By lot, from the recorded seed; the lowest SHA-256 first: {draws}.",
        "es": "Por sorteo, con la semilla registrada; primero el SHA-256 más bajo: {draws}.",
        "fr": "Par tirage au sort, avec la graine enregistrée ; le SHA-256 le plus bas d'abord : {draws}.",
    },
    "shared": {"en": "tie, shared", "es": "empate compartido", "fr": "égalité partagée"},
    "lot": {"en": "lot", "es": "sorteo", "fr": "tirage au sort"},
    "the-chair": {"en": "the chair", "es": "la presidencia", "fr": "la présidence"},
    "no-value": {"en": "no value", "es": "sin valor", "fr": "sans valeur"},
    "without": {"en": "Without a place", "es": "Sin lugar", "fr": "Sans place"},
    "reason": {"en": "Reason", "es": "Motivo", "fr": "Motif"},
    "waived": {"en": "Eligible by decision", "es": "Admitidas por decisión", "fr": "Admises par décision"},
    "waived-one": {
        "en": "{gate} is waived for {order}", "es": "se dispensa de {gate} a {order}", "fr": "{gate} est levé pour {order}",
    },
    "cautions": {"en": "What to look at", "es": "Qué conviene mirar", "fr": "À regarder"},
}  # fmt: skip
