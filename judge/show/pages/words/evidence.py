"""The stage of an edition, its rule, and by what a reader finds out whether it is what it says."""

from collections.abc import Mapping

EVIDENCE: Mapping[str, Mapping[str, str]] = {
    "unrecorded": {
        "en": "No record stands behind this result: nobody has signed or sealed these marks.",
        "es": "Ningún registro respalda este resultado: nadie ha firmado ni sellado estas notas.",
        "fr": "Aucun registre n'appuie ce résultat : personne n'a signé ni scellé ces notes.",
    },
    "draft": {
        "en": "Draft. The round is not sealed yet, and everything here may change.",
        "es": "Borrador. La ronda aún no está sellada y todo esto puede cambiar.",
        "fr": "Brouillon. Le tour n'est pas encore scellé et tout ceci peut changer.",
    },
    "sealed": {
        "en": "Sealed, and not released yet: not for passing on.",
        "es": "Sellado, pero aún no publicado: no se debe difundir.",
        "fr": "Scellé, mais pas encore publié : à ne pas diffuser.",
    },
    "superseded": {
        "en": "An older result: the seal {newest} took its place.",
        "es": "Un resultado anterior: el sello {newest} ocupó su lugar.",
        "fr": "Un résultat antérieur : le sceau {newest} a pris sa place.",
    },
    "embargoed": {
        "en": "Under embargo until {until}: not to be passed on before.",
        "es": "Bajo embargo hasta {until}: no se debe difundir antes.",
        "fr": "Sous embargo jusqu'au {until} : à ne pas diffuser avant.",
    },
    "embargoed-open": {
        "en": "Under embargo: not to be passed on.", "es": "Bajo embargo: no se debe difundir.",
        "fr": "Sous embargo : à ne pas diffuser.",
    },
    "audience judge": {
        "en": "For the judges of this round only.", "es": "Solo para los jueces de esta ronda.",
        "fr": "Réservé aux juges de ce tour.",
    },
    "audience auditor": {
        "en": "For auditors only.", "es": "Solo para auditores.", "fr": "Réservé aux auditeurs.",
    },
    "edition": {"en": "Edition {n}", "es": "Edición {n}", "fr": "Édition {n}"},
    "replaces": {
        "en": "It takes the place of the edition whose data have this digest:",
        "es": "Reemplaza la edición cuyos datos tienen este resumen:",
        "fr": "Elle remplace l'édition dont les données ont cette empreinte :",
    },
    "moved": {"en": "Place: before → now.", "es": "Lugar: antes → ahora.", "fr": "Place : avant → maintenant."},
    "moved-scores": {
        "en": "Place (score): before → now.", "es": "Lugar (puntaje): antes → ahora.", "fr": "Place (score) : avant → maintenant.",
    },
    "what-changed": {"en": "What changed", "es": "Qué cambió", "fr": "Ce qui a changé"},
    "corrections": {"en": "Corrections of records", "es": "Correcciones de fichas", "fr": "Corrections de dossiers"},
    "before-text": {"en": "Before", "es": "Antes", "fr": "Avant"},
    "after-text": {"en": "Now", "es": "Ahora", "fr": "Maintenant"},
    "rule": {"en": "The rule in words", "es": "La regla en palabras", "fr": "La règle en toutes lettres"},
    "verify": {"en": "How to verify this", "es": "Cómo comprobarlo", "fr": "Comment vérifier"},
    "verify-intro": {
        "en": "Every number here follows from the marks by the rule above, in exact fractions. Anybody can check it.",
        "es": "Cada número sale de las notas por la regla de arriba, en fracciones exactas. Cualquiera puede comprobarlo.",
        "fr": "Chaque nombre découle des notes par la règle ci-dessus, en fractions exactes. Chacun peut le vérifier.",
    },
    "verify-hidden": {
        "en": "This edition does not show the marks, so it cannot be recounted from this page alone; an auditor's edition can.",
        "es": "Esta edición no muestra las notas, así que no se puede recontar solo con esta página; una edición para auditores sí.",
        "fr": "Cette édition ne montre pas les notes : cette page seule ne permet pas de recompter ; une édition pour auditeurs, si.",
    },
    "command-score": {
        "en": "With the challenge's files, score them again: the last line prints the digest of the result.",
        "es": "Con los archivos del concurso, calcule de nuevo: la última línea muestra el resumen del resultado.",
        "fr": "Avec les fichiers du concours, recalculez : la dernière ligne affiche l'empreinte du résultat.",
    },
    "command-bundle": {
        "en": "With the published bundle, verify seals, signatures and the scoring:",
        "es": "Con el paquete publicado, compruebe sellos, firmas y cálculo:",
        "fr": "Avec le lot publié, vérifiez sceaux, signatures et calcul :",
    },
    "command-files": {
        "en": "The data beside this page are those it was made from if this prints the digest of the data:",
        "es": "Los datos junto a esta página son los suyos si esto muestra el resumen de los datos:",
        "fr": "Les données à côté de cette page sont les siennes si ceci affiche l'empreinte des données :",
    },
    "digest": {"en": "Digest of the result", "es": "Resumen del resultado", "fr": "Empreinte du résultat"},
    "data-digest": {"en": "Digest of the data", "es": "Resumen de los datos", "fr": "Empreinte des données"},
    "seal": {"en": "Seal", "es": "Sello", "fr": "Sceau"},
    "sealed-at": {"en": "Sealed at", "es": "Sellado el", "fr": "Scellé le"},
    "root": {"en": "Root of the record", "es": "Raíz del registro", "fr": "Racine du registre"},
    "anchor": {"en": "Anchor", "es": "Ancla", "fr": "Ancre"},
    "versions": {"en": "Versions", "es": "Versiones", "fr": "Versions"},
    "versions-are": {
        "en": "judge {engine}, rule language {language}", "es": "judge {engine}, lenguaje de reglas {language}",
        "fr": "judge {engine}, langage de règles {language}",
    },
    "shows": {"en": "What it shows", "es": "Qué muestra", "fr": "Ce qu'elle montre"},
    "depth outcomes": {
        "en": "who was taken; no places", "es": "quiénes fueron seleccionados; sin lugares", "fr": "qui a été retenu ; sans places",
    },
    "depth places": {"en": "places; no scores", "es": "lugares; sin puntajes", "fr": "les places ; sans scores"},
    "depth scores": {
        "en": "places and scores; no criteria", "es": "lugares y puntajes; sin criterios",
        "fr": "places et scores ; sans critères",
    },
    "depth criteria": {
        "en": "places, scores and criteria; no marks of single judges",
        "es": "lugares, puntajes y criterios; sin notas de cada juez",
        "fr": "places, scores et critères ; sans les notes de chaque juge",
    },
    "depth marks": {
        "en": "everything down to each mark", "es": "todo, hasta cada nota", "fr": "tout, jusqu'à chaque note",
    },
    "reuse": {"en": "The data, for reuse", "es": "Los datos, para reutilizar", "fr": "Les données, à réutiliser"},
    "reuse-intro": {
        "en": "The same numbers stand in files beside this page.", "es": "Los mismos números están en archivos junto a esta página.",
        "fr": "Les mêmes nombres se trouvent dans des fichiers à côté de cette page.",
    },
    "description": {
        "en": "{round} of {challenge}: results, and how they came about.",
        "es": "{round} de {challenge}: resultados y cómo se llegó a ellos.",
        "fr": "{round} de {challenge} : les résultats, et comment ils ont été obtenus.",
    },
    "made": {"en": "Made by judge {engine}.", "es": "Hecho por judge {engine}.", "fr": "Produit par judge {engine}."},
    "file report.pdf": {"en": "report, for paper", "es": "informe, para imprimir", "fr": "rapport, à imprimer"},
    "file results.xlsx": {"en": "workbook, for spreadsheets", "es": "libro de cálculo", "fr": "classeur, pour tableurs"},
    "file results.csv": {
        "en": "the ranking as a table, for spreadsheets", "es": "la clasificación como tabla, para hojas de cálculo",
        "fr": "le classement en tableau, pour tableurs",
    },
    "file marks.csv": {
        "en": "every mark as a table, for spreadsheets", "es": "todas las notas como tabla, para hojas de cálculo",
        "fr": "toutes les notes en tableau, pour tableurs",
    },
    "file results.md": {
        "en": "text, for a forum or a wiki", "es": "texto, para un foro o una wiki", "fr": "texte, pour un forum ou un wiki",
    },
    "file results.json": {"en": "everything, for programs", "es": "todo, para programas", "fr": "tout, pour les programmes"},
    "file results.schema.json": {
        "en": "what may stand in results.json", "es": "qué puede haber en results.json", "fr": "ce que results.json peut contenir",
    },
    "file marks.ndjson": {
        "en": "every mark, a line each, for programs", "es": "todas las notas, una por línea, para programas",
        "fr": "toutes les notes, une par ligne, pour les programmes",
    },
    "file results.tsv": {
        "en": "the ranking, for tools of programming contests", "es": "la clasificación, para herramientas de concursos de programación",
        "fr": "le classement, pour les outils de concours de programmation",
    },
    "file datapackage.json": {
        "en": "what each file is, with its digest", "es": "qué es cada archivo, con su resumen", "fr": "ce qu'est chaque fichier, avec son empreinte",
    },
    "file result.jsonl": {
        "en": "the result line by line, for judge replay", "es": "el resultado línea por línea, para judge replay",
        "fr": "le résultat ligne par ligne, pour judge replay",
    },
    "file other": {"en": "further data", "es": "otros datos", "fr": "autres données"},
}  # fmt: skip
