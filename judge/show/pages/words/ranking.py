"""The page's frame and its ranking."""

from collections.abc import Mapping

RANKING: Mapping[str, Mapping[str, str]] = {
    "results": {"en": "Results", "es": "Resultados", "fr": "Résultats"},
    "skip": {"en": "Skip to the results", "es": "Ir a los resultados", "fr": "Aller aux résultats"},
    "languages": {"en": "Languages", "es": "Idiomas", "fr": "Langues"},
    "contents": {"en": "On this page", "es": "En esta página", "fr": "Sur cette page"},
    "colon": {"en": ": ", "es": ": ", "fr": " : "},
    "semicolon": {"en": "; ", "es": "; ", "fr": " ; "},
    "and": {"en": "and", "es": "y", "fr": "et"},
    "first": {"en": "First place", "es": "Primer lugar", "fr": "Première place"},
    "first-shared": {
        "en": "First place, shared", "es": "Primer lugar, compartido", "fr": "Première place, partagée",
    },
    "ranked": {
        "en": "{n} submission with a place|{n} submissions with a place",
        "es": "{n} candidatura con lugar|{n} candidaturas con lugar",
        "fr": "{n} candidature classée|{n} candidatures classées",
    },
    "left": {
        "en": "{n} without a place|{n} without a place",
        "es": "{n} sin lugar|{n} sin lugar",
        "fr": "{n} non classée|{n} non classées",
    },
    "criteria-count": {
        "en": "{n} criterion|{n} criteria", "es": "{n} criterio|{n} criterios", "fr": "{n} critère|{n} critères",
    },
    "judges-count": {"en": "{n} judge|{n} judges", "es": "{n} juez|{n} jueces", "fr": "{n} juge|{n} juges"},
    "taken-count": {
        "en": "{n} submission taken|{n} submissions taken",
        "es": "{n} candidatura seleccionada|{n} candidaturas seleccionadas",
        "fr": "{n} candidature retenue|{n} candidatures retenues",
    },
    "ranking": {"en": "Ranking", "es": "Clasificación", "fr": "Classement"},
    "ranking-of": {"en": "Ranking: {track}", "es": "Clasificación: {track}", "fr": "Classement : {track}"},
    "taken-list": {"en": "Who was taken", "es": "Quiénes fueron seleccionados", "fr": "Qui a été retenu"},
    "taken-order": {
        "en": "In the order of their ids: this edition shows no places.",
        "es": "En el orden de sus códigos: esta edición no muestra lugares.",
        "fr": "Dans l'ordre de leurs codes : cette édition ne montre pas les places.",
    },
    "nobody": {
        "en": "No submission has a place.", "es": "Ninguna candidatura tiene lugar.",
        "fr": "Aucune candidature n'est classée.",
    },
    "nobody-taken": {
        "en": "Nobody was taken.", "es": "Nadie fue seleccionado.", "fr": "Personne n'a été retenu.",
    },
    "higher": {
        "en": "Higher scores come first.", "es": "Primero los puntajes más altos.",
        "fr": "Les scores les plus élevés d'abord.",
    },
    "lower": {
        "en": "Lower scores come first.", "es": "Primero los puntajes más bajos.",
        "fr": "Les scores les plus bas d'abord.",
    },
    "equals": {
        "en": "= marks a shared place.", "es": "= indica un lugar compartido.", "fr": "= indique une place partagée.",
    },
    "nearly": {
        "en": "≈ marks a number rounded for the eye; it was ranked exactly.",
        "es": "≈ indica un número redondeado para la vista; se clasificó con el exacto.",
        "fr": "≈ indique un nombre arrondi pour l'œil ; le classement a pris le nombre exact.",
    },
    "place": {"en": "Place", "es": "Lugar", "fr": "Place"},
    "submission": {"en": "Submission", "es": "Candidatura", "fr": "Candidature"},
    "code": {"en": "Id", "es": "Código", "fr": "Code"},
    "score": {"en": "Score", "es": "Puntaje", "fr": "Score"},
    "raw-place": {"en": "Raw place", "es": "Lugar sin ajuste", "fr": "Place sans ajustement"},
    "raw-score": {"en": "Raw score", "es": "Puntaje sin ajuste", "fr": "Score sans ajustement"},
    "raw-note": {
        "en": "Scores are adjusted between judges; raw is what they would be without that.",
        "es": "Los puntajes están ajustados entre jueces; al lado está lo que serían sin ajuste.",
        "fr": "Les scores sont ajustés entre juges ; à côté figure ce qu'ils seraient sans ajustement.",
    },
    "outcome": {"en": "Outcome", "es": "Resultado", "fr": "Résultat"},
    "decided": {"en": "Decided by", "es": "Decidido por", "fr": "Départagé par"},
    "cut": {"en": "Cut: {name}", "es": "Corte: {name}", "fr": "Limite : {name}"},
    "cut-next": {
        "en": "{title} is next, {by} away", "es": "sigue {title}, a {by}", "fr": "{title} suit, à {by}",
    },
    "search": {"en": "Search", "es": "Buscar", "fr": "Chercher"},
    "filter": {"en": "Show", "es": "Mostrar", "fr": "Montrer"},
    "filter-all": {"en": "all", "es": "todas", "fr": "toutes"},
    "filter-none": {
        "en": "none of these outcomes", "es": "ninguno de estos resultados", "fr": "aucun de ces résultats",
    },
    "matching": {
        "en": "{n} of {all} rows shown", "es": "{n} de {all} filas mostradas", "fr": "{n} lignes sur {all} affichées",
    },
    "sorted": {"en": "Sort by {column}", "es": "Ordenar por {column}", "fr": "Trier par {column}"},
    "distribution": {"en": "The scores at a glance", "es": "Los puntajes de un vistazo", "fr": "Les scores en un coup d'œil"},
    "distribution-title": {
        "en": "How many submissions have each score", "es": "Cuántas candidaturas tienen cada puntaje",
        "fr": "Combien de candidatures ont chaque score",
    },
    "distribution-told": {
        "en": "From {low} to {high}; the middle is {middle}.", "es": "De {low} a {high}; la mediana es {middle}.",
        "fr": "De {low} à {high} ; la médiane est {middle}.",
    },
    "from": {"en": "From", "es": "Desde", "fr": "De"},
    "below": {"en": "to below", "es": "hasta menos de", "fr": "à moins de"},
    "how-many": {"en": "Submissions", "es": "Candidaturas", "fr": "Candidatures"},
    "in-numbers": {"en": "The same in numbers", "es": "Lo mismo en números", "fr": "La même chose en chiffres"},
    "field": {"en": "Field", "es": "Campo", "fr": "Champ"},
    "field-title": {"en": "title", "es": "título", "fr": "titre"},
}  # fmt: skip
