"""The words of states, and the words that join."""

from collections.abc import Mapping
from typing import Final

from judge.model.wording import Phrase

STATES: Final[Mapping[str, Phrase]] = {
    "missing": {"en": "missing", "es": "ausente", "fr": "absente"},
    "recused": {"en": "recused", "es": "apartada por recusación", "fr": "écartée par récusation"},
    "conflict": {
        "en": "conflict",
        "es": "apartada por conflicto de intereses",
        "fr": "écartée pour conflit d'intérêts",
    },
    "void": {"en": "void", "es": "anulada", "fr": "annulée"},
    "late": {"en": "late", "es": "tardía", "fr": "tardive"},
    "not assigned": {"en": "not assigned", "es": "no asignada", "fr": "non attribuée"},
    "unranked": {"en": "unranked", "es": "sin lugar", "fr": "sans place"},
}
"""The states of a mark, by their words."""
WORDS: Final[Mapping[str, Phrase]] = {
    **STATES,
    "quorum": {"en": "quorum", "es": "quórum", "fr": "quorum"},
    "withdrawn": {"en": "withdrawn", "es": "retirada", "fr": "retirée"},
    "disqualified": {"en": "disqualified", "es": "descalificada", "fr": "disqualifiée"},
    "not an entrant": {"en": "not an entrant", "es": "no participa", "fr": "ne participe pas"},
    "calibration": {"en": "calibration", "es": "calibración", "fr": "étalonnage"},
    "ineligible": {"en": "ineligible", "es": "no admisible", "fr": "non admissible"},
    "guest": {"en": "guest", "es": "invitada", "fr": "invitée"},
    "worked out": {"en": "worked out", "es": "calculada", "fr": "calculée"},
    "left out": {
        "en": "left out by step {n}",
        "es": "dejada fuera por el paso {n}",
        "fr": "laissée de côté par l'étape {n}",
    },
    "or": {"en": " or ", "es": " o ", "fr": " ou "},
    "more": {"en": " and {n} more", "es": " y {n} más", "fr": " et {n} de plus"},
    "next": {"en": "; ", "es": "; ", "fr": " ; "},
}
"""The same with why a submission has no place, and with why a mark does not count."""
