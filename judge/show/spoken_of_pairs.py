"""What a judge of a round of pairs reads at the terminal, in English, Spanish and French."""

from collections.abc import Mapping
from typing import Final

PHRASES: Final[Mapping[str, Mapping[str, str]]] = {
    "pairs-begin": {
        "en": "{judge}, round {round}: {done} of {all} comparisons.",
        "es": "{judge}, ronda {round}: {done} de {all} comparaciones.",
        "fr": "{judge}, tour {round} : {done} comparaisons sur {all}.",
    },
    "pairs-help": {
        "en": "Type 1 if the first is better, 2 if the second is{equal}{enter}. s: leave this pair for later. u: take back "
        "what you answered last. r: step aside for one of the two for a conflict of interest. v: read both records. p: how far "
        "you are. q: stop; everything is saved.",
        "es": "Escriba 1 si la primera es mejor, 2 si lo es la segunda{equal}{enter}. s: dejar este par para después. u: deshacer "
        "lo último. r: apartarse de una de las dos por conflicto de intereses. v: leer las dos fichas. p: cuánto lleva hecho. "
        "q: parar; todo queda guardado.",
        "fr": "Tapez 1 si la première est meilleure, 2 si c'est la seconde{equal}{enter}. s : laisser cette paire pour plus tard. "
        "u : annuler la dernière réponse. r : se récuser pour l'une des deux, pour conflit d'intérêts. v : lire les deux "
        "dossiers. p : où vous en êtes. q : arrêter ; tout est enregistré.",
    },
    "pairs-equal": {
        "en": ", = if they are equal",
        "es": ", = si son iguales",
        "fr": ", = si elles sont égales",
    },
    "pair": {
        "en": "Comparison {number} of {all}: {question}",
        "es": "Comparación {number} de {all}: {question}",
        "fr": "Comparaison {number} sur {all} : {question}",
    },
    "pair-again": {
        "en": "Again: {question}",
        "es": "Otra vez: {question}",
        "fr": "Encore une fois : {question}",
    },
    "pair-ask": {
        "en": "Which one? {keys} or s u r v p q (? help): ",
        "es": "¿Cuál? {keys} o s u r v p q (? ayuda): ",
        "fr": "Laquelle ? {keys} ou s u r v p q (? aide) : ",
    },
    "pair-wrong": {
        "en": "{typed} is no answer. {help}",
        "es": "{typed} no es una respuesta. {help}",
        "fr": "{typed} n'est pas une réponse. {help}",
    },
    "pair-better": {
        "en": "{one} before {other}, saved",
        "es": "{one} antes que {other}, guardado",
        "fr": "{one} devant {other}, enregistré",
    },
    "pair-equals": {
        "en": "{one} and {other} equal, saved",
        "es": "{one} y {other} iguales, guardado",
        "fr": "{one} et {other} à égalité, enregistré",
    },
    "pair-undone": {
        "en": "Taken back: {one} and {other}.",
        "es": "Deshecho: {one} y {other}.",
        "fr": "Annulé : {one} et {other}.",
    },
    "pair-which": {
        "en": "For which one do you step aside, 1 or 2? (empty to stay): ",
        "es": "¿De cuál se aparta, 1 o 2? (vacío para quedarse): ",
        "fr": "Pour laquelle vous récusez-vous, 1 ou 2 ? (vide pour rester) : ",
    },
    "pairs-review": {
        "en": "Your answers:",
        "es": "Sus respuestas:",
        "fr": "Vos réponses :",
    },
    "pairs-circle": {
        "en": "You put {one} before {other}, {other} before {third}, and {third} before {one}. Is that what you mean?",
        "es": "Puso {one} antes que {other}, {other} antes que {third} y {third} antes que {one}. ¿Es lo que quiere decir?",
        "fr": "Vous avez mis {one} devant {other}, {other} devant {third} et {third} devant {one}. Est-ce bien votre intention ?",
    },
    "pairs-circles": {
        "en": "And {count} more such circles.",
        "es": "Y {count} círculos más como estos.",
        "fr": "Et {count} autres cercles de ce genre.",
    },
    "pairs-next": {
        "en": "Enter goes on, a number changes that answer, u undo, q stop (? help): ",
        "es": "Intro continúa, un número cambia esa respuesta, u deshacer, q parar (? ayuda): ",
        "fr": "Entrée continue, un numéro change cette réponse, u annuler, q arrêter (? aide) : ",
    },
    "pairs-next-help": {
        "en": "Enter: go on to submit. 1 to {most}: answer that line again. u: take back what you answered last. q: stop.",
        "es": "Intro: pasar a la entrega. De 1 a {most}: responder otra vez esa línea. u: deshacer lo último. q: parar.",
        "fr": "Entrée : passer à la remise. De 1 à {most} : répondre de nouveau à cette ligne. u : annuler la dernière. q : arrêter.",
    },
    "pairs-left": {
        "en": "{count} comparisons are left.",
        "es": "Quedan {count} comparaciones.",
        "fr": "Il reste {count} comparaisons.",
    },
}  # fmt: skip
"""By name, a sentence in each language; what stands in braces is filled in."""
