"""The gate that stopped a submission: what it is, and what it should have been."""

from collections.abc import Mapping
from typing import Final

from judge.model.wording import Phrase

IS: Final[Mapping[str, Phrase]] = {
    "of": {"en": "{table} of {key} is {value}", "es": "{table} de {key} es {value}", "fr": "{table} de {key} est {value}"},
    "is": {"en": "{what} is {value}", "es": "{what} es {value}", "fr": "{what} est {value}"},
}  # fmt: skip
"""What something is; what it should have been stands behind it."""
NOT: Final[Mapping[str, Phrase]] = {
    "not below": {"en": "not below {n}", "es": "no menor que {n}", "fr": "pas inférieur à {n}"},
    "not above": {"en": "not above {n}", "es": "no mayor que {n}", "fr": "pas supérieur à {n}"},
    "not at_least": {"en": "not at least {n}", "es": "no al menos {n}", "fr": "pas au moins {n}"},
    "not at_most": {"en": "not at most {n}", "es": "no {n} como máximo", "fr": "pas {n} au plus"},
    "not before": {"en": "not before {date}", "es": "no anterior a {date}", "fr": "pas antérieur à {date}"},
    "not one of": {"en": "not one of {texts}", "es": "ninguna de {texts}", "fr": "aucun de {texts}"},
    "not": {"en": "not {text}", "es": "no {text}", "fr": "pas {text}"},
}
"""What it should have been and is not; the last one is for all that the others are not."""
LATER: Final[Mapping[str, Phrase]] = {
    "later": {
        "en": "{kept} of {group} was sent later ({date})",
        "es": "{kept} de {group} se envió después ({date})",
        "fr": "{kept} de {group} a été envoyée plus tard ({date})",
    },
    "earlier": {
        "en": "{kept} of {group} was sent earlier ({date})",
        "es": "{kept} de {group} se envió antes ({date})",
        "fr": "{kept} de {group} a été envoyée plus tôt ({date})",
    },
}
"""Another entry of the same group stands in its place."""
GATES: Final[Mapping[str, Phrase]] = {
    **LATER,
    "answers": {
        "en": "{fact} has {n} yes of {m}, not {k}",
        "es": "{fact} tiene {n} sí de {m}, no {k}",
        "fr": "{fact} a {n} oui sur {m}, pas {k}",
    },
    "no value": {"en": "{gate}no value of {what}", "es": "{gate}sin valor de {what}", "fr": "{gate}pas de valeur de {what}"},
    "state of": {
        "en": "{table} of {key} is {known}",
        "es": "{table} de {key} está {known}",
        "fr": "{table} de {key} est {known}",
    },
    "state": {"en": "{what} is {known}", "es": "{what} está {known}", "fr": "{what} est {known}"},
    **IS,
    **NOT,
}  # fmt: skip
"""By name, what is said of a gate in every language."""
