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

_SUBMIT: Final[Mapping[str, str]] = {
    "en": "Subject: {title}: to be submitted\n\nDear {judge},\n\nall {asked} submissions of yours are judged, and your marks "
    "count once you submit them.\nLook at them with: judge score {round}\nor submit at once with: judge submit {round}\n"
    "and send the file it names.\n\nThank you for your time.\n",
    "es": "Asunto: {title}: por entregar\n\nHola, {judge}:\n\nHa evaluado sus {asked} candidaturas; sus puntuaciones cuentan "
    "cuando las entregue.\nPuede mirarlas con: judge score {round}\no entregar ya con: judge submit {round}\n"
    "y enviar el archivo que nombra.\n\nGracias por su tiempo.\n",
    "fr": "Objet : {title} : à remettre\n\nBonjour {judge},\n\nVous avez évalué vos {asked} candidatures ; vos notes comptent "
    "quand vous les aurez remises.\nVous pouvez les revoir avec : judge score {round}\nou remettre aussitôt avec : judge submit "
    "{round}\net envoyer le fichier nommé.\n\nMerci pour votre temps.\n",
}


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
        Section("Submissions", ("submission", "title", "ballots", "recused", "waiting for"), submissions, ("recused",)),
    ]
    nothing = "nothing" if not found.sealed else "nothing; the round is sealed"
    word = "What would forbid sealing today" if found.recorded else "Who would be unranked today, and why"
    sections.append(Section(word, lines=found.refuses or (nothing,)))
    if not found.assigned:
        sections.append(Section(lines=("nothing is assigned, so every judge is taken to mark everything",)))
    if found.hidden:
        sections.append(Section(lines=("marks are hidden until the seal: only counts are shown",)))
    if found.doubts:
        sections.append(Section("To be looked at", lines=found.doubts))
    done, asked = sum(each.complete for each in found.judges), sum(each.asked for each in found.judges)
    return Report(f"{found.title}: {done} of {asked} ballots", tuple(sections), lambda: data(found))


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
    texts = _REMINDERS if each.left else _SUBMIT
    text = texts[each.language if each.language in texts else language if language in texts else "en"]
    return text.format(
        title=found.title, count=len(each.left), judge=each.judge, done=each.complete, asked=each.asked, left=shown or "–",
        round=found.round,
    )  # fmt: skip
