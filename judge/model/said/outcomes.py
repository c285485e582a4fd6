"""What an outcome asks, and why it did not take somebody."""

from collections.abc import Mapping
from typing import Final

from judge.model.wording import Phrase

TERMS: Final[Mapping[str, Phrase]] = {
    "share down": {
        "en": "{share} of {n}, rounded down",
        "es": "{share} de {n}, redondeado hacia abajo",
        "fr": "{share} de {n}, arrondi vers le bas",
    },
    "share up": {
        "en": "{share} of {n}, rounded up",
        "es": "{share} de {n}, redondeado hacia arriba",
        "fr": "{share} de {n}, arrondi vers le haut",
    },
    "share nearest": {
        "en": "{share} of {n}, rounded to the nearest",
        "es": "{share} de {n}, redondeado al más cercano",
        "fr": "{share} de {n}, arrondi au plus proche",
    },
    "places": {"en": "place {n} or better", "es": "lugar {n} o mejor", "fr": "place {n} ou mieux"},
    "after": {"en": "after {what}", "es": "después de {what}", "fr": "après {what}"},
    "by table": {"en": "of {name}", "es": "según {name}", "fr": "selon {name}"},
    "budget": {"en": "a budget of {n}", "es": "un presupuesto de {n}", "fr": "un budget de {n}"},
    "proportion": {
        "en": "{n} of {m} seats in proportion: {exact}",
        "es": "{n} de {m} plazas en proporción: {exact}",
        "fr": "{n} des {m} places à pourvoir en proportion : {exact}",
    },
    "none": {"en": "none", "es": "ninguna", "fr": "aucune"},
    "most": {"en": "at most {n} of {group}", "es": "{n} de {group} como máximo", "fr": "{n} de {group} au plus"},
    "most cost": {"en": "{group} for at most {n}", "es": "{group} por {n} como máximo", "fr": "{group} pour {n} au plus"},
    "counting": {"en": "counting {names}", "es": "contando {names}", "fr": "en comptant {names}"},
    "including": {"en": "including {names}", "es": "incluyendo {names}", "fr": "y compris {names}"},
    "no order": {"en": "in no order", "es": "sin orden", "fr": "sans ordre"},
    "least": {"en": "at least {n} of {group}", "es": "al menos {n} de {group}", "fr": "au moins {n} de {group}"},
}  # fmt: skip
"""What an outcome asks beside seats and a minimum."""
OUTCOMES: Final[Mapping[str, Phrase]] = {
    "below the cut": {"en": "below the cut", "es": "por debajo del corte", "fr": "au-dessous de la limite"},
    "tied out": {
        "en": "tied at the cut, where ties are out",
        "es": "empatada en el corte, donde los empates quedan fuera",
        "fr": "ex æquo à la limite, où les ex æquo ne sont pas retenues",
    },
    "below the minimum": {
        "en": "below the minimum of {n}",
        "es": "por debajo del mínimo de {n}",
        "fr": "au-dessous du minimum de {n}",
    },
    "last place": {
        "en": "place {n}, and the last one taken is {m}",
        "es": "lugar {n}, y el último que se toma es el {m}",
        "fr": "place {n}, et la dernière retenue est la {m}",
    },
    "owed to others": {
        "en": "the seats that are left are owed to {groups}",
        "es": "las plazas que quedan corresponden a {groups}",
        "fr": "les places qui restent à pourvoir reviennent à {groups}",
    },
    "money out": {
        "en": "below one for whom the money did not suffice",
        "es": "por debajo de una para la que no alcanzó el dinero",
        "fr": "au-dessous d'une pour laquelle l'argent n'a pas suffi",
    },
    "costs": {
        "en": "costs {n}, and {m} is left",
        "es": "cuesta {n}, y quedan {m}",
        "fr": "coûte {n}, et il reste {m}",
    },
    "costs part": {
        "en": "costs {n}, and is given {m}: the last of the money",
        "es": "cuesta {n}, y recibe {m}: lo último del dinero",
        "fr": "coûte {n}, et reçoit {m} : ce qui restait de l'argent",
    },
    "costs the group": {
        "en": "costs {n}, and {group} has {m} left of {k}",
        "es": "cuesta {n}, y a {group} le quedan {m} de {k}",
        "fr": "coûte {n}, et il reste à {group} {m} sur {k}",
    },
    "tied in the group": {
        "en": "tied for the last of at most {n} of {group}, where ties are out",
        "es": "empatada por la última plaza de {n} como máximo para {group}, donde los empates quedan fuera",
        "fr": "ex æquo pour la dernière de {n} au plus de {group}, où les ex æquo ne sont pas retenues",
    },
    "full": {
        "en": "{group} is full: at most {n}",
        "es": "{group} está completo: {n} como máximo",
        "fr": "{group} est complet : {n} au plus",
    },
    "waiting": {"en": "waiting list: {n}", "es": "lista de espera: {n}", "fr": "liste d'attente : {n}"},
    "taken by": {"en": "taken by {name}", "es": "ya tomada por {name}", "fr": "déjà retenue par {name}"},
    "not of": {"en": "not of {any}", "es": "no es de {any}", "fr": "n'est pas de {any}"},
    "lacks": {
        "en": "{n} of the {m} owed to {group}",
        "es": "{n} de las {m} que corresponden a {group}",
        "fr": "{n} des {m} qui reviennent à {group}",
    },
    **TERMS,
}
"""By name, what is said of an outcome in every language."""
