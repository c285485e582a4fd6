"""How far a round is, and a reminder for each judge who has something left."""

from collections.abc import Mapping
from typing import Final

from judge.model.progress import JudgeProgress, Progress
from judge.show.report import Report, Section

_REMINDERS: Final[Mapping[str, str]] = {
    "en": "Subject: {title}: {count} left to judge\n\nDear {judge},\n\n{done} of {asked} submissions of yours are judged; "
    "still waiting: {left}.\nYou can go on where you left off with: judge score {round}\n(if you were sent a packet: judge score {judge}.packet)\n\nThank you for your time.\n",
    "es": "Asunto: {title}: {count} por evaluar\n\nHola, {judge}:\n\nHa evaluado {done} de {asked} candidaturas; "
    "faltan: {left}.\nPuede continuar donde lo dejó con: judge score {round}\n(si recibió un paquete: judge score {judge}.packet)\n\nGracias por su tiempo.\n",
    "fr": "Objet : {title} : {count} à évaluer\n\nBonjour {judge},\n\nVous avez évalué {done} candidatures sur {asked} ; "
    "il reste : {left}.\nVous pouvez reprendre où vous vous étiez arrêté avec : judge score {round}\n(si vous avez reçu un paquet : judge score {judge}.packet)\n\n"
    "Merci pour votre temps.\n",
}

_COMPARISONS: Final[Mapping[str, str]] = {
    "en": "Subject: {title}: {open} comparisons left\n\nDear {judge},\n\n{done} of {asked} comparisons of yours are made; "
    "compared least so far: {left}.\nYou can go on where you left off with: judge score {round}\n(if you were sent a packet: judge score {judge}.packet)\n\nThank you for your time.\n",
    "es": "Asunto: {title}: faltan {open} comparaciones\n\nHola, {judge}:\n\nHa hecho {done} de {asked} comparaciones; las que "
    "menos ha comparado: {left}.\nPuede continuar donde lo dejó con: judge score {round}\n(si recibió un paquete: judge score {judge}.packet)\n\nGracias por su tiempo.\n",
    "fr": "Objet : {title} : {open} comparaisons restantes\n\nBonjour {judge},\n\nVous avez fait {done} comparaisons sur {asked} ; "
    "les moins comparées jusqu'ici : {left}.\nVous pouvez reprendre où vous vous étiez arrêté avec : judge score {round}\n(si vous avez reçu un paquet : judge score {judge}.packet)\n\n"
    "Merci pour votre temps.\n",
}

_SUBMIT: Final[Mapping[str, str]] = {
    "en": "Subject: {title}: to be submitted\n\nDear {judge},\n\n{all}, and your marks "
    "count once you submit them.\nLook at them with: judge score {round}\nor submit at once with: judge submit {round}\n"
    "and send the file it names.\n\nThank you for your time.\n",
    "es": "Asunto: {title}: por entregar\n\nHola, {judge}:\n\n{all}; sus puntuaciones cuentan "
    "cuando las entregue.\nPuede mirarlas con: judge score {round}\no entregar ya con: judge submit {round}\n"
    "y enviar el archivo que nombra.\n\nGracias por su tiempo.\n",
    "fr": "Objet : {title} : à remettre\n\nBonjour {judge},\n\n{all} ; vos notes comptent "
    "quand vous les aurez remises.\nVous pouvez les revoir avec : judge score {round}\nou remettre aussitôt avec : judge submit "
    "{round}\net envoyer le fichier nommé.\n\nMerci pour votre temps.\n",
}

_ALL: Final[Mapping[bool, Mapping[str, str]]] = {
    False: {
        "en": "all {asked} submissions of yours are judged",
        "es": "Ha evaluado sus {asked} candidaturas",
        "fr": "Vous avez évalué vos {asked} candidatures",
    },
    True: {
        "en": "all {asked} comparisons of yours are made",
        "es": "Ha hecho sus {asked} comparaciones",
        "fr": "Vous avez fait vos {asked} comparaisons",
    },
}
"""What a judge has done who has nothing left but to submit: without pairs, and with them."""


def report(found: Progress) -> Report:
    """Return how far a round is, judge by judge and submission by submission."""
    judges = tuple(
        (
            each.judge,
            each.state,
            f"{each.complete} of {each.asked}",
            str(each.begun or ""),
            str(each.recused or ""),
            each.last,
        )
        for each in found.judges
    )
    submissions = tuple(
        (
            each.submission,
            each.title,
            f"{each.complete} of {each.asked}",
            str(each.recused or ""),
            ", ".join(each.waiting),
        )
        for each in found.submissions
    )
    sections = [
        Section(
            "Judges", ("judge", "state", "complete", "begun", "recused", "last entry"), judges, ("begun", "recused")
        ),
        Section(
            "Submissions",
            ("submission", "title", "compared by" if found.pairs else "ballots", "recused", "waiting for"),
            submissions,
            ("recused",),
        ),
    ]
    nothing = "nothing" if not found.sealed else "nothing; the round is sealed"
    word = "What would forbid sealing today" if found.recorded else "Who would be unranked today, and why"
    sections.append(Section(word, lines=found.refuses or (nothing,)))
    if not found.assigned:
        what = "compare" if found.pairs else "mark"
        sections.append(Section(lines=(f"nothing is assigned, so every judge is taken to {what} everything",)))
    if found.hidden:
        sections.append(Section(lines=("marks are hidden until the seal: only counts are shown",)))
    if found.doubts:
        sections.append(Section("To be looked at", lines=found.doubts))
    done, asked = sum(each.complete for each in found.judges), sum(each.asked for each in found.judges)
    what = "comparisons" if found.pairs else "ballots"
    return Report(f"{found.title}: {done} of {asked} {what}", tuple(sections), lambda: data(found))


def data(found: Progress) -> dict[str, object]:
    """Return the same as data."""
    return {
        "round": found.round, "recorded": found.recorded, "hidden": found.hidden, "sealed": found.sealed,
        "complete": found.complete,
        "judges": [
            {"judge": each.judge, "state": each.state, "asked": each.asked, "complete": each.complete, "begun": each.begun,
             "recused": each.recused, "last": each.last or None, "left": list(each.left)}
            for each in found.judges
        ],
        "submissions": [
            {"submission": each.submission, "title": each.title, "asked": each.asked, "complete": each.complete,
             "recused": each.recused, "waiting": list(each.waiting)}
            for each in found.submissions
        ],
        "refuses": list(found.refuses), "doubts": list(found.doubts),
    }  # fmt: skip


def reminder(each: JudgeProgress, found: Progress, language: str) -> str:
    """Return a message to a judge who has something left; it names no mark and nobody else."""
    shown = ", ".join(each.left[:12]) + (" …" if len(each.left) > 12 else "")
    texts = (_COMPARISONS if found.pairs else _REMINDERS) if each.left else _SUBMIT
    spoken = each.language if each.language in texts else language if language in texts else "en"
    return texts[spoken].format(
        all=_ALL[found.pairs][spoken].format(asked=each.asked),
        title=found.title, count=len(each.left), judge=each.judge, done=each.complete, asked=each.asked, left=shown or "–",
        round=found.round, open=each.asked - each.complete,
    )  # fmt: skip
