"""One submission: its criteria, its marks and the steps of its score."""

from collections.abc import Mapping

SUBMISSION: Mapping[str, Mapping[str, str]] = {
    "every-score": {
        "en": "Every score, step by step", "es": "Cada puntaje, paso a paso", "fr": "Chaque score, étape par étape",
    },
    "every-criteria": {
        "en": "Each submission by criterion", "es": "Cada candidatura por criterio", "fr": "Chaque candidature par critère",
    },
    "open-all": {"en": "Open all", "es": "Abrir todo", "fr": "Tout ouvrir"},
    "close-all": {"en": "Close all", "es": "Cerrar todo", "fr": "Tout fermer"},
    "place-of": {
        "en": "Place {place} of {all}", "es": "Lugar {place} de {all}", "fr": "Place {place} sur {all}",
    },
    "place-in": {
        "en": "Place {place} of {all} in {track}", "es": "Lugar {place} de {all} en {track}",
        "fr": "Place {place} sur {all}, {track}",
    },
    "score-is": {"en": "score {score}", "es": "puntaje {score}", "fr": "score {score}"},
    "raw-is": {
        "en": "without the adjustment between judges: place {place}, score {score}",
        "es": "sin el ajuste entre jueces: lugar {place}, puntaje {score}",
        "fr": "sans l'ajustement entre juges : place {place}, score {score}",
    },
    "criteria": {"en": "Criteria", "es": "Criterios", "fr": "Critères"},
    "criteria-marks": {"en": "Criteria and marks", "es": "Criterios y notas", "fr": "Critères et notes"},
    "criterion": {"en": "Criterion", "es": "Criterio", "fr": "Critère"},
    "weight": {"en": "Weight", "es": "Peso", "fr": "Poids"},
    "value": {"en": "Value", "es": "Valor", "fr": "Valeur"},
    "mean-of-marks": {
        "en": "Values are the means of the marks that count.",
        "es": "Los valores son las medias de las notas que cuentan.",
        "fr": "Les valeurs sont les moyennes des notes qui comptent.",
    },
    "from-step": {
        "en": "Values are those of step {n} of the rule.", "es": "Los valores son los del paso {n} de la regla.",
        "fr": "Les valeurs sont celles de l'étape {n} de la règle.",
    },
    "marks": {"en": "Marks", "es": "Notas", "fr": "Notes"},
    "few": {
        "en": "kept back: too few marks", "es": "reservado: muy pocas notas", "fr": "non publié : trop peu de notes",
    },
    "spread": {"en": "Chart", "es": "Gráfico", "fr": "Graphique"},
    "chart": {"en": "{criterion}: {value}", "es": "{criterion}: {value}", "fr": "{criterion} : {value}"},
    "chart-none": {"en": "{criterion}: no value", "es": "{criterion}: sin valor", "fr": "{criterion} : sans valeur"},
    "chart-scale": {"en": "scale {low} to {high}", "es": "escala de {low} a {high}", "fr": "échelle de {low} à {high}"},
    "chart-marks": {"en": "marks {marks}", "es": "notas {marks}", "fr": "notes {marks}"},
    "chart-middle": {
        "en": "middle of all submissions {n}", "es": "mediana de todas las candidaturas {n}",
        "fr": "médiane de toutes les candidatures {n}",
    },
    "legend": {
        "en": "Bar: the value. Dots: each judge's mark. Line: the middle of all submissions.",
        "es": "Barra: el valor. Puntos: la nota de cada juez. Línea: la mediana de todas las candidaturas.",
        "fr": "Barre : la valeur. Points : la note de chaque juge. Trait : la médiane de toutes les candidatures.",
    },
    "legend-plain": {
        "en": "Bar: the value. Line: the middle of all submissions.",
        "es": "Barra: el valor. Línea: la mediana de todas las candidaturas.",
        "fr": "Barre : la valeur. Trait : la médiane de toutes les candidatures.",
    },
    "steps": {"en": "From the marks to the score", "es": "De las notas al puntaje", "fr": "Des notes au score"},
    "leaves-out": {"en": "without {parts}", "es": "sin {parts}", "fr": "sans {parts}"},
    "in-place-of": {"en": "in place of {what}", "es": "en lugar de {what}", "fr": "à la place de {what}"},
    "left-out": {"en": "left out: {what}", "es": "dejado fuera: {what}", "fr": "laissé de côté : {what}"},
    "asides": {"en": "Set aside", "es": "Apartadas", "fr": "Mises à part"},
    "back": {"en": "Back to the ranking", "es": "Volver a la clasificación", "fr": "Retour au classement"},
    "no-story": {
        "en": "It was left out before any mark counted.", "es": "Quedó fuera antes de que contara ninguna nota.",
        "fr": "Elle a été laissée de côté avant que toute note compte.",
    },
}  # fmt: skip
