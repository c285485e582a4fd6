"""The button that counts again, and its answers."""

from collections.abc import Mapping

RECOUNTING: Mapping[str, Mapping[str, str]] = {
    "recount": {
        "en": "Recount in this browser", "es": "Recontar en este navegador", "fr": "Recompter dans ce navigateur",
    },
    "recount-intro": {
        "en": "A second, independent program inside this page works everything out again from the marks. Nothing is sent anywhere.",
        "es": "Un segundo programa, independiente, dentro de esta página lo calcula todo de nuevo a partir de las notas. No se envía nada.",
        "fr": "Un second programme, indépendant, dans cette page refait tous les calculs à partir des notes. Rien n'est envoyé.",
    },
    "recount-large": {
        "en": "The marks are too many to stand in this page; the commands below count them again.",
        "es": "Las notas son demasiadas para esta página; las órdenes de abajo las recuentan.",
        "fr": "Les notes sont trop nombreuses pour cette page ; les commandes ci-dessous les recomptent.",
    },
    "recount-trust": {
        "en": "The program came with the page: whoever does not trust the page uses the commands below.",
        "es": "El programa vino con la página: quien no confíe en ella, que use las órdenes de abajo.",
        "fr": "Ce programme est venu avec la page : qui ne s'y fie pas utilise les commandes ci-dessous.",
    },
    "counting": {"en": "Counting…", "es": "Contando…", "fr": "Calcul en cours…"},
    "same": {
        "en": "Same: everything comes out as this page shows it.",
        "es": "Igual: todo sale como lo muestra esta página.",
        "fr": "Identique : tout ressort comme cette page le montre.",
    },
    "different": {
        "en": "Different: what was published does not follow from the marks. The first difference:",
        "es": "Distinto: lo publicado no sale de las notas. La primera diferencia:",
        "fr": "Différent : ce qui est publié ne découle pas des notes. La première différence :",
    },
    "different-page": {
        "en": "Different: this page does not show what comes out of the marks. The first difference:",
        "es": "Distinto: esta página no muestra lo que sale de las notas. La primera diferencia:",
        "fr": "Différent : cette page ne montre pas ce qui découle des notes. La première différence :",
    },
    "unknown": {
        "en": "Not everything could be counted again. What was checked is the same; not checked:",
        "es": "No se pudo recontar todo. Lo comprobado es igual; no se comprobó:",
        "fr": "Tout n'a pas pu être recompté. Ce qui a été vérifié est identique ; n'a pas été vérifié :",
    },
    "unreadable": {
        "en": "Different: the marks in this page cannot be read.",
        "es": "Distinto: las notas de esta página no se pueden leer.",
        "fr": "Différent : les notes de cette page sont illisibles.",
    },
    "unknown-one": {
        "en": "the program in this page does not know: {what}", "es": "el programa de esta página no conoce: {what}",
        "fr": "le programme de cette page ne connaît pas : {what}",
    },
    "differs": {
        "en": "{what}, {submission}: shown {published}, recounted {recounted}",
        "es": "{what}, {submission}: se muestra {published}, recontado {recounted}",
        "fr": "{what}, {submission} : affiché {published}, recompté {recounted}",
    },
    "nothing": {"en": "nothing", "es": "nada", "fr": "rien"},
    "checked": {"en": "checked: {what}: {count}", "es": "comprobado: {what}: {count}", "fr": "vérifié : {what} : {count}"},
    "checked-page": {
        "en": "checked on this page: {places} places, {scores} scores, {marks} marks, {values} values of criteria, {outcomes} outcomes; not titles and other texts",
        "es": "comprobado en esta página: {places} lugares, {scores} puntajes, {marks} notas, {values} valores de criterios, {outcomes} resultados; no los títulos ni otros textos",
        "fr": "vérifié sur cette page : {places} places, {scores} scores, {marks} notes, {values} valeurs de critères, {outcomes} résultats ; ni les titres ni les autres textes",
    },
    "what mark": {"en": "mark", "es": "nota", "fr": "note"},
    "what weight": {"en": "weights", "es": "pesos", "fr": "poids"},
    "what left out": {"en": "left out", "es": "dejadas fuera", "fr": "laissées de côté"},
    "what step": {"en": "step", "es": "paso", "fr": "étape"},
    "what dimensions": {"en": "step", "es": "paso", "fr": "étape"},
    "what unranked": {"en": "without a place", "es": "sin lugar", "fr": "sans place"},
    "what score": {"en": "score", "es": "puntaje", "fr": "score"},
    "what place": {"en": "place", "es": "lugar", "fr": "place"},
    "what raw score": {"en": "raw score", "es": "puntaje sin ajuste", "fr": "score sans ajustement"},
    "what raw place": {"en": "raw place", "es": "lugar sin ajuste", "fr": "place sans ajustement"},
    "what tie": {"en": "tie", "es": "empate", "fr": "égalité"},
    "what lot": {"en": "lot", "es": "sorteo", "fr": "tirage au sort"},
    "what outcome": {"en": "outcome", "es": "resultado", "fr": "résultat"},
    "what places": {"en": "place", "es": "lugar", "fr": "place"},
    "what scores": {"en": "score", "es": "puntaje", "fr": "score"},
    "what marks": {"en": "mark", "es": "nota", "fr": "note"},
    "what values": {"en": "value of a criterion", "es": "valor de un criterio", "fr": "valeur d'un critère"},
    "what outcomes": {"en": "outcome", "es": "resultado", "fr": "résultat"},
}  # fmt: skip
