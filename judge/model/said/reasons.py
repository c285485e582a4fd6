"""Why a submission has no place, where no gate stopped it."""

from collections.abc import Mapping
from typing import Final

from judge.model.wording import Phrase

REASONS: Final[Mapping[str, Phrase]] = {
    "few marks": {
        "en": "a step that drops marks had too few of them",
        "es": "un paso que descarta notas tenía muy pocas",
        "fr": "une étape qui écarte des notes en avait trop peu",
    },
    "no score": {"en": "its score is {state}", "es": "sin puntaje: {state}", "fr": "pas de score : {state}"},
    "only aside": {
        "en": "no mark that counts: {state}",
        "es": "ninguna nota que cuente: {state}",
        "fr": "aucune note qui compte : {state}",
    },
    "no marks": {"en": "no marks", "es": "ninguna nota", "fr": "aucune note"},
    "1 ballot": {
        "en": "1 counted ballot, and the quorum is {n}",
        "es": "1 boleta contada, y el quórum es {n}",
        "fr": "1 bulletin compté, et le quorum est de {n}",
    },
    "ballots": {
        "en": "{m} counted ballots, and the quorum is {n}",
        "es": "{m} boletas contadas, y el quórum es {n}",
        "fr": "{m} bulletins comptés, et le quorum est de {n}",
    },
    "out of competition": {
        "en": "out of competition ({reason}), with a score of {n}",
        "es": "fuera de concurso ({reason}), con un puntaje de {n}",
        "fr": "hors concours ({reason}), avec un score de {n}",
    },
    "not taken": {
        "en": "not taken by round {round}",
        "es": "la ronda {round} no la dejó pasar",
        "fr": "non retenue au tour {round}",
    },
    "calibrating": {
        "en": "marked for calibration only",
        "es": "calificada solo para acordar la escala",
        "fr": "notée seulement pour s'accorder sur l'échelle",
    },
}
"""By name, each reason in every language."""
