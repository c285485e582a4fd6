"""What a letter says in English, Spanish and French."""

import re
from collections.abc import Mapping

from judge.show.pages.words import said as pages

WORDS: Mapping[str, Mapping[str, str]] = {
    "submission": {"en": "Submission {id}", "es": "Candidatura {id}", "fr": "Candidature {id}"},
    "draft": {
        "en": "A draft: the round is not sealed, and everything here may still change. Not to be sent.",
        "es": "Un borrador: la ronda no está sellada y todo esto aún puede cambiar. No debe enviarse.",
        "fr": "Un brouillon : le tour n'est pas scellé, et tout ceci peut encore changer. À ne pas envoyer.",
    },
    "embargo": {
        "en": "Under embargo until {until}: do not pass it on before.",
        "es": "Bajo embargo hasta {until}: no la difunda antes.",
        "fr": "Sous embargo jusqu'à {until} : ne la diffusez pas avant.",
    },
    "result": {"en": "The result", "es": "El resultado", "fr": "Le résultat"},
    "place": {"en": "Place {place} of {of}.", "es": "Lugar {place} de {of}.", "fr": "Place {place} sur {of}."},
    "place shared": {
        "en": "Place {place} of {of}, shared.",
        "es": "Lugar {place} de {of}, compartido.",
        "fr": "Place {place} sur {of}, partagée.",
    },
    "in track": {"en": "In {track}: {told}", "es": "En {track}: {told}", "fr": "Dans {track} : {told}"},
    "band": {
        "en": "In the ranking it lies in the {band}.",
        "es": "En la clasificación está en {band}.",
        "fr": "Dans le classement, elle se trouve dans {band}.",
    },
    "1 of 4": {"en": "top quarter", "es": "el primer cuarto", "fr": "le premier quart"},
    "2 of 4": {"en": "second quarter", "es": "el segundo cuarto", "fr": "le deuxième quart"},
    "3 of 4": {"en": "third quarter", "es": "el tercer cuarto", "fr": "le troisième quart"},
    "4 of 4": {"en": "last quarter", "es": "el último cuarto", "fr": "le dernier quart"},
    "1 of 2": {"en": "upper half", "es": "la mitad superior", "fr": "la moitié supérieure"},
    "2 of 2": {"en": "lower half", "es": "la mitad inferior", "fr": "la moitié inférieure"},
    "score": {"en": "Score: {score}{range}.", "es": "Puntaje: {score}{range}.", "fr": "Score : {score}{range}."},
    "range both": {"en": "possible: {low} to {high}", "es": "posible: de {low} a {high}", "fr": "possible : de {low} à {high}"},
    "range low": {"en": "possible: {low} and up", "es": "posible: de {low} en adelante", "fr": "possible : à partir de {low}"},
    "range high": {"en": "possible: up to {high}", "es": "posible: hasta {high}", "fr": "possible : jusqu'à {high}"},
    "range lower": {"en": "lower is better", "es": "menos es mejor", "fr": "plus bas vaut mieux"},
    "raw": {
        "en": "Without the steps that even out the judges it would be place {place}.",
        "es": "Sin los pasos que igualan a los jueces sería el lugar {place}.",
        "fr": "Sans les étapes qui harmonisent les juges, ce serait la place {place}.",
    },
    "nothing": {
        "en": "The organizers do not tell places or scores in their letters.",
        "es": "La organización no comunica lugares ni puntajes en sus cartas.",
        "fr": "Les organisateurs ne communiquent ni places ni scores dans leurs lettres.",
    },
    "taken": {
        "en": "Taken: {name} ({taken}).",
        "es": "Elegida: {name} ({taken}).",
        "fr": "Retenue : {name} ({taken}).",
    },
    "award": {"en": "Award: {name}.", "es": "Premio: {name}.", "fr": "Prix : {name}."},
    "wildcard": {
        "en": "{name}: named by the organizers, beside the computed order.",
        "es": "{name}: designada por la organización, al margen del orden calculado.",
        "fr": "{name} : désignée par les organisateurs, en dehors de l'ordre calculé.",
    },
    "passed": {
        "en": "Not taken: {name} ({taken}).",
        "es": "No elegida: {name} ({taken}).",
        "fr": "Non retenue : {name} ({taken}).",
    },
    "passed why": {
        "en": "Not taken: {name} ({taken}). Reason: {why}.",
        "es": "No elegida: {name} ({taken}). Motivo: {why}.",
        "fr": "Non retenue : {name} ({taken}). Motif : {why}.",
    },
    "count": {"en": "{taken} taken", "es": "elegidas: {taken}", "fr": "retenues : {taken}"},
    "count of": {
        "en": "{taken} taken, for {seats} seats",
        "es": "elegidas: {taken}, para {seats} plazas",
        "fr": "retenues : {taken}, pour {seats} places à pourvoir",
    },
    "count tied": {
        "en": "{taken} taken for {seats} seats, since those at the cut were equal",
        "es": "elegidas: {taken} para {seats} plazas, porque en el corte había un empate",
        "fr": "retenues : {taken} pour {seats} places à pourvoir, car il y avait égalité à la limite",
    },
    "cut": {
        "en": "The last one taken has the score {cut}: {behind} ahead of yours.",
        "es": "La última elegida tiene el puntaje {cut}: {behind} por delante del suyo.",
        "fr": "La dernière retenue a le score {cut} : {behind} d'avance sur le vôtre.",
    },
    "cut level": {
        "en": "The last one taken has the same score, {cut}.",
        "es": "La última elegida tiene el mismo puntaje, {cut}.",
        "fr": "La dernière retenue a le même score, {cut}.",
    },
    "no award": {"en": "Not awarded: {name}.", "es": "Sin este premio: {name}.", "fr": "Sans ce prix : {name}."},
    "waiting": {
        "en": "{name}: on the waiting list.",
        "es": "{name}: en lista de espera.",
        "fr": "{name} : sur la liste d'attente.",
    },
    "waiting at": {
        "en": "{name}: number {number} on the waiting list.",
        "es": "{name}: número {number} de la lista de espera.",
        "fr": "{name} : numéro {number} de la liste d'attente.",
    },
    "note": {"en": "{name}: {note}.", "es": "{name}: {note}.", "fr": "{name} : {note}."},
    "without": {"en": "It has no place: {state}.", "es": "No tiene lugar: {state}.", "fr": "Elle n'a pas de place : {state}."},
    "reason": {"en": "Reason: {why}.", "es": "Motivo: {why}.", "fr": "Motif : {why}."},
    "entered": {
        "en": "Your entry says: {text}.",
        "es": "Su candidatura dice: {text}.",
        "fr": "Votre candidature indique : {text}.",
    },
    "reached": {"en": "Yours has {value}.", "es": "La suya tiene {value}.", "fr": "La vôtre a {value}."},
    "stopped": {"en": "What the rule asks:", "es": "Lo que pide la regla:", "fr": "Ce que demande la règle :"},
    "state missing": {"en": "marks are missing", "es": "faltan notas", "fr": "des notes manquent"},
    "state quorum": {
        "en": "too few ballots count",
        "es": "cuentan muy pocas boletas",
        "fr": "trop peu de bulletins comptent",
    },
    "state withdrawn": {"en": "it was withdrawn", "es": "fue retirada", "fr": "elle a été retirée"},
    "state disqualified": {"en": "it was disqualified", "es": "fue descalificada", "fr": "elle a été disqualifiée"},
    "state ineligible": {
        "en": "it does not meet the conditions",
        "es": "no cumple las condiciones",
        "fr": "elle ne remplit pas les conditions",
    },
    "state guest": {"en": "it took part out of competition", "es": "participó fuera de concurso", "fr": "elle a participé hors concours"},
    "state other": {
        "en": "it has no score that counts",
        "es": "no tiene un puntaje que cuente",
        "fr": "elle n'a pas de score qui compte",
    },
    "equals": {
        "en": "Other submissions with the same score: {others}.",
        "es": "Otras candidaturas con el mismo puntaje: {others}.",
        "fr": "Autres candidatures avec le même score : {others}.",
    },
    "parting": {
        "en": "{breaker}: ahead of yours {ahead}, behind it {behind}, still equal {level}.",
        "es": "{breaker}: por delante de la suya {ahead}, por detrás {behind}, aún iguales {level}.",
        "fr": "{breaker} : devant la vôtre {ahead}, derrière elle {behind}, encore à égalité {level}.",
    },
    "parting value": {
        "en": "{breaker}: yours is {value}; ahead of yours {ahead}, behind it {behind}, still equal {level}.",
        "es": "{breaker}: el suyo es {value}; por delante de la suya {ahead}, por detrás {behind}, aún iguales {level}.",
        "fr": "{breaker} : la vôtre est {value} ; devant {ahead}, derrière {behind}, encore à égalité {level}.",
    },
    "end shared": {
        "en": "What is still equal shares the place.",
        "es": "Las que siguen iguales comparten el lugar.",
        "fr": "Celles qui restent à égalité partagent la place.",
    },
    "end alone": {
        "en": "They share the place with yours.",
        "es": "Comparten el lugar con la suya.",
        "fr": "Elles partagent la place avec la vôtre.",
    },
    "end lot": {
        "en": "The lot decided, drawn from the recorded seed.",
        "es": "Decidió el sorteo, hecho con la semilla registrada.",
        "fr": "Le tirage au sort a décidé, à partir de la graine consignée.",
    },
    "end chair": {"en": "The chair decided.", "es": "Decidió la presidencia.", "fr": "La présidence a tranché."},
    "criteria": {"en": "Criterion by criterion", "es": "Criterio por criterio", "fr": "Critère par critère"},
    "criteria told": {
        "en": "Your results, and where they lie among those of all submissions with a place",
        "es": "Sus resultados, y dónde están entre los de todas las candidaturas con lugar",
        "fr": "Vos résultats, et où ils se situent parmi ceux de toutes les candidatures classées",
    },
    "criteria own": {"en": "Your results", "es": "Sus resultados", "fr": "Vos résultats"},
    "criterion": {"en": "Criterion", "es": "Criterio", "fr": "Critère"},
    "weight": {"en": "Weight", "es": "Peso", "fr": "Poids"},
    "yours": {"en": "Yours", "es": "La suya", "fr": "La vôtre"},
    "scale": {"en": "Scale", "es": "Escala", "fr": "Échelle"},
    "ends": {"en": "{low} to {high}", "es": "{low} a {high}", "fr": "{low} à {high}"},
    "better": {"en": "Better", "es": "Mejores", "fr": "Meilleures"},
    "equal": {"en": "Equal", "es": "Iguales", "fr": "Égales"},
    "worse": {"en": "Below", "es": "Por debajo", "fr": "Au-dessous"},
    "part": {"en": "Lies in the", "es": "Está en", "fr": "Se trouve dans"},
    "middle": {"en": "Middle half of all", "es": "Mitad central de todas", "fr": "Moitié centrale de toutes"},
    "out": {"en": "not counted", "es": "no cuenta", "fr": "non compté"},
    "out told": {
        "en": "“Not counted”: the rule leaves this criterion out of your score.",
        "es": "«No cuenta»: la regla deja este criterio fuera de su puntaje.",
        "fr": "« Non compté » : la règle laisse ce critère hors de votre score.",
    },
    "lower": {
        "en": "On these criteria lower is better: {names}.",
        "es": "En estos criterios menos es mejor: {names}.",
        "fr": "Sur ces critères, moins vaut mieux : {names}.",
    },
    "levels": {"en": "Levels reached", "es": "Niveles alcanzados", "fr": "Niveaux atteints"},
    "no level": {
        "en": "below the lowest level that is described",
        "es": "por debajo del nivel más bajo descrito",
        "fr": "au-dessous du plus bas niveau décrit",
    },
    "working": {"en": "How the score came about", "es": "Cómo se llegó al puntaje", "fr": "Comment le score a été obtenu"},
    "summed": {
        "en": "your results, each times its weight",
        "es": "sus resultados, cada uno por su peso",
        "fr": "vos résultats, chacun multiplié par son poids",
    },
    "summed alike": {
        "en": "your results, all with the same weight",
        "es": "sus resultados, todos con el mismo peso",
        "fr": "vos résultats, tous de même poids",
    },
    "called": {"en": "{words}, called {name}", "es": "{words}, llamado {name}", "fr": "{words}, appelé {name}"},
    "quote": {"en": "“{text}”", "es": "«{text}»", "fr": "« {text} »"},
    "remarks": {"en": "What the judges wrote", "es": "Lo que escribieron los jueces", "fr": "Ce que les juges ont écrit"},
    "remarks told": {
        "en": "As they were written, without names, in an order that tells nothing about who wrote them.",
        "es": "Tal como se escribieron, sin nombres, en un orden que no dice nada de quién las escribió.",
        "fr": "Telles qu'elles ont été écrites, sans noms, dans un ordre qui ne dit rien de leurs auteurs.",
    },
    "no remarks": {"en": "No judge wrote a remark.", "es": "Ningún juez escribió una nota.", "fr": "Aucun juge n'a écrit de remarque."},
    "on": {"en": "On {criterion}:", "es": "Sobre {criterion}:", "fr": "Sur {criterion} :"},
    "rule": {"en": "How places are made", "es": "Cómo se forman los lugares", "fr": "Comment les places sont établies"},
    "asked": {
        "en": "The judges marked these criteria:",
        "es": "Los jueces calificaron estos criterios:",
        "fr": "Les juges ont noté ces critères :",
    },
    "asked weight": {"en": "weight {weight}", "es": "peso {weight}", "fr": "poids {weight}"},
    "asked scale": {
        "en": "marks from {low} to {high}",
        "es": "notas de {low} a {high}",
        "fr": "notes de {low} à {high}",
    },
    "evidence": {"en": "What stands behind this letter", "es": "Qué respalda esta carta", "fr": "Ce qui appuie cette lettre"},
    "digest": {"en": "Result (SHA-256)", "es": "Resultado (SHA-256)", "fr": "Résultat (SHA-256)"},
    "seal": {"en": "Seal", "es": "Sello", "fr": "Sceau"},
    "engine": {"en": "Rendered by", "es": "Elaborado con", "fr": "Établi par"},
    "check numbers": {
        "en": "Every number here follows from the marks by the rule above, in exact fractions; ≈ stands before one that is rounded "
        "for the eye.",
        "es": "Cada número sale de las notas por la regla de arriba, en fracciones exactas; ≈ precede al que se redondea para la "
        "vista.",
        "fr": "Chaque nombre découle des notes par la règle ci-dessus, en fractions exactes ; ≈ précède celui qui est arrondi pour "
        "l'œil.",
    },
    "check record": {
        "en": "What is published of this round names the same digest; with the published bundle anybody can check it: judge verify.",
        "es": "Lo que se publica de esta ronda lleva el mismo resumen; con el paquete publicado cualquiera puede comprobarlo: "
        "judge verify.",
        "fr": "Ce qui est publié de ce tour porte la même empreinte ; avec le dossier publié, chacun peut le vérifier : judge verify.",
    },
    "check page": {
        "en": "The page that is published of this round names the same digest.",
        "es": "La página que se publica de esta ronda lleva el mismo resumen.",
        "fr": "La page publiée de ce tour porte la même empreinte.",
    },
    "check button": {
        "en": "Its button “{button}” works everything out again from the marks.",
        "es": "Su botón «{button}» vuelve a calcularlo todo a partir de las notas.",
        "fr": "Son bouton « {button} » recalcule tout à partir des notes.",
    },
}  # fmt: skip
"""By name, each sentence of a letter in every language; what stands in braces is filled in."""


_NAME = re.compile(r"`([^`]*)`")


class Said:
    """The sentences in one language."""

    def __init__(self, language: str) -> None:
        self.language, self.page = language, pages.Said(language)

    def __call__(self, name: str, /, **parts: object) -> str:
        """Return a sentence, filled."""
        return WORDS[name][self.language].format(**parts)

    def engine(self, sentence: str) -> str:
        """Return a sentence of the result, such as a reason, in this language."""
        return self.quoted(self.page.engine(sentence))

    def reason(self, state: str, sentence: str) -> str:
        """Return why a submission has no place; what people wrote stays as it is."""
        return self.quoted(self.page.reason(state, sentence))

    def quoted(self, sentence: str) -> str:
        """Return a sentence of a rule with the names in it between quotation marks, as people write them."""
        return _NAME.sub(lambda found: self("quote", text=found[1]), sentence)
