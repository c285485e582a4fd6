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
        "en": "Same: every place, score, mark, value of a criterion, outcome and tie that this page shows in its boxes, tables, cards and heads comes out of the marks again.",
        "es": "Igual: cada lugar, puntaje, nota, valor de un criterio, resultado y empate que esta página muestra en sus recuadros, tablas, fichas y encabezados vuelve a salir de las notas.",
        "fr": "Identique : chaque place, score, note, valeur d'un critère, résultat et égalité que cette page montre dans ses encadrés, tableaux, fiches et en-têtes ressort des notes.",
    },
    "not-looked-at": {
        "en": "not looked at: titles (only that each is the same everywhere), reasons and other sentences (of some the numbers), the rule in words, the steps of each score, charts, summaries, weights beside criteria, how the page is drawn and what was added to it, the files beside it, and this program itself",
        "es": "no se miró: los títulos (solo que cada uno sea igual en todas partes), los motivos y demás frases (de algunas, los números), la regla en palabras, los pasos de cada puntaje, los gráficos, los resúmenes, los pesos junto a los criterios, cómo se dibuja la página y qué se le añadió, los archivos que la acompañan, y este mismo programa",
        "fr": "non regardé : les titres (seulement que chacun soit partout le même), les motifs et autres phrases (de certaines, les nombres), la règle en mots, les étapes de chaque score, les graphiques, les résumés, les poids à côté des critères, le dessin de la page et ce qu'on y a ajouté, les fichiers qui l'accompagnent, et ce programme lui-même",
    },
    "digest-is": {
        "en": "digest of the result, worked out here from the trail in this page; compare it with a certificate, the record or a newspaper: {digest}",
        "es": "resumen del resultado, calculado aquí a partir del rastro de esta página; compárelo con un certificado, el registro o un periódico: {digest}",
        "fr": "empreinte du résultat, calculée ici à partir de la trace de cette page ; comparez-la à un certificat, au registre ou à un journal : {digest}",
    },
    "trail": {"en": "trail in this page", "es": "rastro de esta página", "fr": "trace de cette page"},
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
        "en": "checked on this page: {places} places, {scores} scores, {marks} marks, {values} values of criteria, {outcomes} parts of outcomes, {ties} lines of ties, {left} without a place",
        "es": "comprobado en esta página: {places} lugares, {scores} puntajes, {marks} notas, {values} valores de criterios, {outcomes} partes de resultados, {ties} líneas de empates, {left} sin lugar",
        "fr": "vérifié sur cette page : {places} places, {scores} scores, {marks} notes, {values} valeurs de critères, {outcomes} parties de résultats, {ties} lignes d'égalités, {left} sans place",
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
    "what digest": {"en": "digest of the result", "es": "resumen del resultado", "fr": "empreinte du résultat"},
    "what order": {"en": "order", "es": "orden", "fr": "ordre"},
    "what parts": {"en": "parts in sight", "es": "partes a la vista", "fr": "parties visibles"},
    "what title": {"en": "title", "es": "título", "fr": "titre"},
    "what cut": {"en": "cut", "es": "corte", "fr": "limite"},
    "what left": {"en": "without a place", "es": "sin lugar", "fr": "sans place"},
    "what values": {"en": "value of a criterion", "es": "valor de un criterio", "fr": "valeur d'un critère"},
    "what outcomes": {"en": "outcome", "es": "resultado", "fr": "résultat"},
}  # fmt: skip
