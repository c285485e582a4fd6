"""What a judge reads at the terminal, in English, Spanish and French."""

from collections.abc import Mapping
from typing import Final

from judge.show import spoken_of_pairs

Phrase = Mapping[str, str]

PHRASES: Final[Mapping[str, Phrase]] = {
    "begin": {
        "en": "{judge}, round {round}: {marks} of {all_marks} marks, {done} of {all} submissions.",
        "es": "{judge}, ronda {round}: {marks} de {all_marks} puntuaciones, {done} de {all} candidaturas.",
        "fr": "{judge}, tour {round} : {marks} notes sur {all_marks}, {done} candidatures sur {all}.",
    },
    "saved": {
        "en": "Everything you gave is saved. Go on with: {command}",
        "es": "Todo lo que puntuó está guardado. Continúe con: {command}",
        "fr": "Tout ce que vous avez donné est enregistré. Pour continuer : {command}",
    },
    "complete": {
        "en": "Everything is marked.",
        "es": "Todo está puntuado.",
        "fr": "Tout est noté.",
    },
    "submit": {
        "en": "Submit the round now? After that nothing can be changed. [y/n, g go to] ",
        "es": "¿Entregar la ronda ahora? Después no se puede cambiar nada. [s/n, g ir a] ",
        "fr": "Remettre le tour ? Ensuite, plus rien ne peut être modifié. [o/n, g aller à] ",
    },
    "submit-order": {
        "en": "Submit the round now? After that nothing can be changed. [y/n] ",
        "es": "¿Entregar la ronda ahora? Después no se puede cambiar nada. [s/n] ",
        "fr": "Remettre le tour ? Ensuite, plus rien ne peut être modifié. [o/n] ",
    },
    "submitted": {
        "en": "Submitted. Send this file to the organizers: {file}",
        "es": "Entregado. Envíe este archivo a la organización: {file}",
        "fr": "Remis. Envoyez ce fichier aux organisateurs : {file}",
    },
    "submission": {
        "en": "Submission {number} of {all}: {id}",
        "es": "Candidatura {number} de {all}: {id}",
        "fr": "Candidature {number} sur {all} : {id}",
    },
    "criterion": {
        "en": "Criterion {number} of {all}: {title}",
        "es": "Criterio {number} de {all}: {title}",
        "fr": "Critère {number} sur {all} : {title}",
    },
    "weight": {"en": "weight {weight}", "es": "peso {weight}", "fr": "poids {weight}"},
    "scale": {
        "en": "Marks from {low} to {high} in steps of {step}.",
        "es": "Puntuaciones de {low} a {high} en pasos de {step}.",
        "fr": "Notes de {low} à {high} par pas de {step}.",
    },
    "range": {
        "en": "Marks from {low} to {high}.",
        "es": "Puntuaciones de {low} a {high}.",
        "fr": "Notes de {low} à {high}.",
    },
    "free": {"en": "Any number.", "es": "Cualquier número.", "fr": "N'importe quel nombre."},
    "lower": {"en": "Lower is better.", "es": "Menos es mejor.", "fr": "Moins vaut mieux."},
    "code": {"en": "{code}: {meaning}", "es": "{code}: {meaning}", "fr": "{code} : {meaning}"},
    "earlier": {"en": "Your mark now: {mark}", "es": "Su puntuación actual: {mark}", "fr": "Votre note actuelle : {mark}"},
    "ask": {
        "en": "Mark, or s u c g r v p q (? help): ",
        "es": "Puntuación, o s u c g r v p q (? ayuda): ",
        "fr": "Note, ou s u c g r v p q (? aide) : ",
    },
    "help": {
        "en": "Type a mark{enter}. s: leave this one for later. u: take back what you gave last. c: write a remark on this "
        "submission. g: go to another submission. r: step aside for a conflict of interest. v: read the whole record. "
        "p: how far you are. q: stop; everything is saved.",
        "es": "Escriba una puntuación{enter}. s: dejar esta para después. u: deshacer lo último. c: escribir una nota sobre "
        "esta candidatura. g: ir a otra candidatura. r: apartarse por conflicto de intereses. v: leer la ficha entera. "
        "p: cuánto lleva hecho. q: parar; todo queda guardado.",
        "fr": "Tapez une note{enter}. s : laisser celle-ci pour plus tard. u : annuler la dernière. c : écrire une remarque sur "
        "cette candidature. g : aller à une autre candidature. r : se récuser pour conflit d'intérêts. v : lire tout le "
        "dossier. p : où vous en êtes. q : arrêter ; tout est enregistré.",
    },
    "enter": {"en": " and press Enter", "es": " y pulse Intro", "fr": " et appuyez sur Entrée"},
    "accepted": {"en": "{mark} saved", "es": "{mark} guardado", "fr": "{mark} enregistré"},
    "refused": {"en": "Not taken: {why}", "es": "No aceptado: {why}", "fr": "Refusé : {why}"},
    "not-on-scale": {
        "en": "{mark} is not on the scale.",
        "es": "{mark} no está en la escala.",
        "fr": "{mark} n'est pas sur l'échelle.",
    },
    "why-change": {
        "en": "Why do you change it? ",
        "es": "¿Por qué lo cambia? ",
        "fr": "Pourquoi le changez-vous ? ",
    },
    "needs-reason": {
        "en": "A change needs a reason; nothing was changed.",
        "es": "Un cambio necesita un motivo; no se cambió nada.",
        "fr": "Un changement demande un motif ; rien n'a été changé.",
    },
    "undone": {
        "en": "Taken back: {submission}, {criterion}.",
        "es": "Deshecho: {submission}, {criterion}.",
        "fr": "Annulé : {submission}, {criterion}.",
    },
    "nothing-to-undo": {
        "en": "There is nothing to take back.",
        "es": "No hay nada que deshacer.",
        "fr": "Il n'y a rien à annuler.",
    },
    "remark": {
        "en": "Remark on {submission} (a single e opens the editor, empty leaves it): ",
        "es": "Nota sobre {submission} (una e sola abre el editor, vacío la deja): ",
        "fr": "Remarque sur {submission} (un seul e ouvre l'éditeur, vide laisse tel quel) : ",
    },
    "released": {
        "en": "What you write goes to the applicant, without your name.",
        "es": "Lo que escriba llegará a la candidatura, sin el nombre de usted.",
        "fr": "Ce que vous écrivez sera transmis à la candidature, sans votre nom.",
    },
    "editor": {
        "en": "# Your remark on {submission}. Lines that begin with # are not kept; an empty text changes nothing.",
        "es": "# Su nota sobre {submission}. Las líneas que empiezan por # no se guardan; un texto vacío no cambia nada.",
        "fr": "# Votre remarque sur {submission}. Les lignes commençant par # ne sont pas gardées ; un texte vide ne change rien.",
    },
    "remarked": {"en": "Remark saved.", "es": "Nota guardada.", "fr": "Remarque enregistrée."},
    "go": {
        "en": "Which submission? (id or number, empty to stay): ",
        "es": "¿Qué candidatura? (código o número, vacío para quedarse): ",
        "fr": "Quelle candidature ? (code ou numéro, vide pour rester) : ",
    },
    "unknown": {
        "en": "There is no submission {id} here.",
        "es": "Aquí no hay ninguna candidatura {id}.",
        "fr": "Il n'y a pas de candidature {id} ici.",
    },
    "aside": {
        "en": "Why do you step aside for {submission}? Only the organizers read it. (empty to stay): ",
        "es": "¿Por qué se aparta de {submission}? Solo lo lee la organización. (vacío para quedarse): ",
        "fr": "Pourquoi vous récusez-vous pour {submission} ? Seuls les organisateurs le lisent. (vide pour rester) : ",
    },
    "stepped-aside": {
        "en": "You stepped aside for {submission}. It does not count against anybody.",
        "es": "Se apartó de {submission}. No perjudica a nadie.",
        "fr": "Vous vous êtes récusé pour {submission}. Cela ne nuit à personne.",
    },
    "review": {
        "en": "Your ballot for {submission}:",
        "es": "Su papeleta para {submission}:",
        "fr": "Votre bulletin pour {submission} :",
    },
    "unmarked": {"en": "not marked", "es": "sin puntuar", "fr": "non noté"},
    "remark-line": {"en": "remark: {text}", "es": "nota: {text}", "fr": "remarque : {text}"},
    "owed": {
        "en": "A remark is asked for here.",
        "es": "Aquí se pide una nota.",
        "fr": "Une remarque est demandée ici.",
    },
    "same": {
        "en": "You gave {mark} on everything. Is that what you mean?",
        "es": "Puso {mark} en todo. ¿Es lo que quiere decir?",
        "fr": "Vous avez donné {mark} partout. Est-ce bien votre intention ?",
    },
    "stands-out": {
        "en": "{criterion}: {mark} is far from what you gave the others ({low} to {high}). Is that what you mean?",
        "es": "{criterion}: {mark} se aleja de lo que puso a las demás ({low} a {high}). ¿Es lo que quiere decir?",
        "fr": "{criterion} : {mark} est loin de ce que vous avez donné aux autres ({low} à {high}). Est-ce bien votre intention ?",
    },
    "next": {
        "en": "Enter goes on, a number changes that mark, u undo, c remark (? help): ",
        "es": "Intro continúa, un número cambia esa nota, u deshacer, c nota (? ayuda): ",
        "fr": "Entrée continue, un numéro change cette note, u annuler (? aide) : ",
    },
    "review-help": {
        "en": "Enter: go on. 1 to {most}: change the mark of that line. u: take back what you gave last. c: write a remark. "
        "g: go to another submission. r: step aside. v: read the whole record. p: how far you are. q: stop.",
        "es": "Intro: continuar. De 1 a {most}: cambiar la puntuación de esa línea. u: deshacer lo último. c: escribir una "
        "nota. g: ir a otra candidatura. r: apartarse. v: leer la ficha entera. p: cuánto lleva hecho. q: parar.",
        "fr": "Entrée : continuer. De 1 à {most} : changer la note de cette ligne. u : annuler la dernière. c : écrire une "
        "remarque. g : aller à une autre candidature. r : se récuser. v : lire tout le dossier. p : où vous en êtes. "
        "q : arrêter.",
    },
    "point": {
        "en": "Write it with a point: {mark}",
        "es": "Escríbalo con punto: {mark}",
        "fr": "Écrivez-le avec un point : {mark}",
    },
    "left": {
        "en": "Not finished: {list}",
        "es": "Sin terminar: {list}",
        "fr": "Inachevé : {list}",
    },
    "judge": {"en": "Judge", "es": "Juez", "fr": "Juge"},
    "date": {"en": "Date", "es": "Fecha", "fr": "Date"},
    "mark": {"en": "Mark", "es": "Puntuación", "fr": "Note"},
    "remarks": {"en": "Remarks", "es": "Notas", "fr": "Remarques"},
    "signature": {"en": "Signature", "es": "Firma", "fr": "Signature"},
    "not-toml": {
        "en": "Not taken, line {line}: {why}. Nothing is lost: correct it here, or delete everything to give up.",
        "es": "No aceptado, línea {line}: {why}. No se pierde nada: corríjalo aquí, o bórrelo todo para dejarlo.",
        "fr": "Refusé, ligne {line} : {why}. Rien n'est perdu : corrigez ici, ou effacez tout pour renoncer.",
    },
    "order-ask": {
        "en": "Your order, or Enter to save it (? help, q quit): ",
        "es": "Su orden, o Intro para guardarlo (? ayuda, q salir): ",
        "fr": "Votre ordre, ou Entrée pour l'enregistrer (? aide, q quitter) : ",
    },
    "order-help": {
        "en": "Type ids, best first, with = between equals, such as: B A=D C. Move one with: ID up, ID down, ID to 3. "
        "v ID shows its record.",
        "es": "Escriba los códigos, el mejor primero, con = entre iguales, como: B A=D C. Mueva uno con: ID sube, ID baja, "
        "ID a 3. v ID muestra su ficha.",
        "fr": "Tapez les codes, le meilleur d'abord, avec = entre égaux, par exemple : B A=D C. Déplacez avec : ID monte, "
        "ID descend, ID à 3. v ID montre son dossier.",
    },
    "order-most": {
        "en": "At most {most} are asked for.",
        "es": "Se piden como máximo {most}.",
        "fr": "Au plus {most} sont demandés.",
    },
    "order-twice": {
        "en": "{id} stands there twice.",
        "es": "{id} está dos veces.",
        "fr": "{id} y est deux fois.",
    },
    "order-many": {
        "en": "{count} are there, and at most {most} are asked for.",
        "es": "Hay {count}, y se piden como máximo {most}.",
        "fr": "Il y en a {count}, et au plus {most} sont demandés.",
    },
    "order-saved": {"en": "Your order is saved.", "es": "Su orden está guardado.", "fr": "Votre ordre est enregistré."},
    "nothing-assigned": {
        "en": "There is nothing for you to mark in this round.",
        "es": "No hay nada que puntuar en esta ronda.",
        "fr": "Vous n'avez rien à noter dans ce tour.",
    },
    "already-submitted": {
        "en": "You have submitted this round. If something must change, ask the organizers.",
        "es": "Ya entregó esta ronda. Si algo debe cambiar, pregunte a la organización.",
        "fr": "Vous avez remis ce tour. Si quelque chose doit changer, adressez-vous aux organisateurs.",
    },
    **spoken_of_pairs.PHRASES,
}  # fmt: skip
"""By name, a sentence in each language; what stands in braces is filled in."""

YES: Final = frozenset({"y", "yes", "s", "si", "sí", "o", "oui"})


class Spoken:
    """The phrases in one language."""

    def __init__(self, language: str) -> None:
        """Take a code; a language that is not spoken here falls back to English."""
        self.language = language if language in ("en", "es", "fr") else "en"

    def __call__(self, name: str, /, **parts: object) -> str:
        """Return a phrase, filled."""
        return PHRASES[name][self.language].format(**parts)
