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
}  # fmt: skip
