"""What people read in the files of an edition, in English, Spanish and French."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "ranking": {"en": "Ranking", "es": "Clasificación", "fr": "Classement"},
    "taken": {"en": "Taken", "es": "Seleccionadas", "fr": "Retenues"},
    "marks": {"en": "Marks", "es": "Notas", "fr": "Notes"},
    "rule": {"en": "Rule", "es": "Regla", "fr": "Règle"},
    "place": {"en": "place", "es": "lugar", "fr": "place"},
    "shared": {"en": "shared", "es": "compartido", "fr": "partagée"},
    "submission": {"en": "submission", "es": "candidatura", "fr": "candidature"},
    "title": {"en": "title", "es": "título", "fr": "titre"},
    "track": {"en": "track", "es": "categoría", "fr": "catégorie"},
    "score": {"en": "score", "es": "puntaje", "fr": "score"},
    "exactly": {"en": "score exactly", "es": "puntaje exacto", "fr": "score exact"},
    "raw place": {"en": "raw place", "es": "lugar sin ajuste", "fr": "place sans ajustement"},
    "raw shared": {"en": "raw shared", "es": "compartido sin ajuste", "fr": "partagée sans ajustement"},
    "raw score": {"en": "raw score", "es": "puntaje sin ajuste", "fr": "score sans ajustement"},
    "outcome": {"en": "outcome", "es": "resultado", "fr": "résultat"},
    "outcome of": {"en": "outcome: {name}", "es": "resultado: {name}", "fr": "résultat : {name}"},
    "decided by": {"en": "decided by", "es": "decidido por", "fr": "départagé par"},
    "state": {"en": "state", "es": "estado", "fr": "état"},
    "reason": {"en": "reason", "es": "motivo", "fr": "motif"},
    "judge": {"en": "judge", "es": "juez", "fr": "juge"},
    "criterion": {"en": "criterion", "es": "criterio", "fr": "critère"},
    "weight": {"en": "weight", "es": "peso", "fr": "poids"},
    "total": {"en": "ballot", "es": "boleta", "fr": "bulletin"},
    "recounted": {"en": "recounted here", "es": "recalculado aquí", "fr": "recalculé ici"},
    "agrees": {"en": "agrees", "es": "coincide", "fr": "concorde"},
    "yes": {"en": "yes", "es": "sí", "fr": "oui"},
    "no": {"en": "no", "es": "no", "fr": "non"},
    "ties": {"en": "Ties", "es": "Empates", "fr": "Égalités"},
    "equal": {"en": "{names}: equal with {score}", "es": "{names}: empate con {score}", "fr": "{names} : à égalité avec {score}"},
    "by lot": {"en": "by lot: {draws}", "es": "por sorteo: {draws}", "fr": "par tirage au sort : {draws}"},
    "by chair": {"en": "by the chair: {order}", "es": "por la presidencia: {order}", "fr": "par la présidence : {order}"},
    "place shared": {"en": "the place is shared by {names}", "es": "comparten el lugar {names}", "fr": "la place est partagée par {names}"},
    "unranked": {"en": "Without a place", "es": "Sin lugar", "fr": "Sans place"},
    "waived": {"en": "Eligible by decision", "es": "Admitidas por decisión", "fr": "Admises par décision"},
    "waives": {"en": "{gate} is waived for {order}", "es": "{gate}: se dispensa a {order}", "fr": "{gate} : dispense pour {order}"},
    "missed": {"en": "Nearest below the cut", "es": "Primera bajo el corte", "fr": "Première sous la limite"},
    "by": {"en": "by", "es": "por", "fr": "de"},
    "seats": {"en": "seats: {n}", "es": "plazas: {n}", "fr": "places : {n}"},
    "taken names": {"en": "taken: {names}", "es": "seleccionadas: {names}", "fr": "retenues : {names}"},
    "nobody": {"en": "nobody", "es": "ninguna", "fr": "aucune"},
    "waiting": {"en": "waiting list: {names}", "es": "lista de espera: {names}", "fr": "liste d'attente : {names}"},
    "wildcard": {"en": "wildcard, beside the computed order: {order}", "es": "invitación, fuera del orden calculado: {order}", "fr": "invitation, hors de l'ordre calculé : {order}"},
    "corrections": {"en": "Corrected records", "es": "Fichas corregidas", "fr": "Dossiers corrigés"},
    "field": {"en": "field", "es": "campo", "fr": "champ"},
    "before": {"en": "before", "es": "antes", "fr": "avant"},
    "after": {"en": "after", "es": "después", "fr": "après"},
    "evidence": {"en": "Evidence", "es": "Comprobación", "fr": "Preuves"},
    "digest": {"en": "SHA-256 of the result: {digest}", "es": "SHA-256 del resultado: {digest}", "fr": "SHA-256 du résultat : {digest}"},
    "seal": {"en": "seal {seal}, root {root}, {at}", "es": "sello {seal}, raíz {root}, {at}", "fr": "sceau {seal}, racine {root}, {at}"},
    "anchor": {"en": "anchor: {anchor}", "es": "ancla: {anchor}", "fr": "ancre : {anchor}"},
    "engine": {"en": "judge {engine}, rule language {language}", "es": "judge {engine}, lenguaje de reglas {language}", "fr": "judge {engine}, langage de règles {language}"},
    "edition": {"en": "edition {number}", "es": "edición {number}", "fr": "édition {number}"},
    "stage unrecorded": {"en": "not recorded: nothing proves that these are the marks given", "es": "sin registro: nada prueba que estas sean las notas dadas", "fr": "sans registre : rien ne prouve que ce sont les notes données"},
    "stage draft": {"en": "draft: not sealed, may still change", "es": "borrador: sin sellar, puede cambiar", "fr": "brouillon : non scellé, peut encore changer"},
    "stage sealed": {"en": "sealed, not published", "es": "sellado, sin publicar", "fr": "scellé, non publié"},
    "stage superseded": {"en": "an older result: the seal {newest} took its place", "es": "un resultado anterior: el sello {newest} ocupó su lugar", "fr": "un résultat antérieur : le sceau {newest} a pris sa place"},
    "stage embargoed": {"en": "embargoed until {until}: not to be passed on before", "es": "embargado hasta {until}: no difundir antes", "fr": "sous embargo jusqu'au {until} : ne pas diffuser avant"},
    "stage public": {"en": "published", "es": "publicado", "fr": "publié"},
    "replaces": {"en": "takes the place of {digest}: {why}", "es": "sustituye a {digest}: {why}", "fr": "remplace {digest} : {why}"},
    "moved": {"en": "what changed; place: before → now", "es": "qué cambió; lugar: antes → ahora", "fr": "ce qui a changé ; place : avant → maintenant"},
    "moved scores": {"en": "what changed; place (score): before → now", "es": "qué cambió; lugar (puntaje): antes → ahora", "fr": "ce qui a changé ; place (score) : avant → maintenant"},
    "too long": {"en": "The marks are too many for a sheet; they are in marks.csv.", "es": "Las notas no caben en una hoja; están en marks.csv.", "fr": "Les notes sont trop nombreuses pour une feuille ; elles sont dans marks.csv."},
}  # fmt: skip
"""By name, each text in every language; what stands in braces is filled in."""


class Words:
    """The texts in one language."""

    def __init__(self, language: str) -> None:
        """Take a code; a language that is not there falls back to English."""
        self.language = language if language in WORDS["place"] else "en"

    def __call__(self, name: str, /, **parts: object) -> str:
        """Return a text, filled."""
        return WORDS[name][self.language].format(**parts)
