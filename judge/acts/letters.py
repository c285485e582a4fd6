"""``judge letters``: a letter for each applicant, written into a folder; it sends nothing."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import attrs

from judge.acts import appending
from judge.acts.edition import Source, source
from judge.acts.loading import Mistaken, Refused, load
from judge.acts.released import before
from judge.acts.releasing import corrections
from judge.acts.remarks import doubts, written
from judge.edition.letters import Letters
from judge.edition.remarks import released
from judge.files.durable import make_folder, remove, write_together, write_whole
from judge.files.whole_folder import write_folder
from judge.model.challenge import Challenge, Submission
from judge.model.letter import Letter
from judge.model.place import Place
from judge.model.problem import Problems, nearest
from judge.model.publishing import CONTACT, Feedback
from judge.show.letter import merge
from judge.show.letter.letter import paper
from judge.show.pages.filename import filename
from judge.show.paper import html, markdown, pdf
from judge.show.zipped import zipped

Kind = Literal["markdown", "html", "pdf"]
SUFFIXES: Mapping[Kind, str] = {"markdown": ".md", "html": ".html", "pdf": ".pdf"}
FOLDER, MERGE, ZIP = "letters", "merge.csv", "letters.zip"


@attrs.frozen
class Wish:
    """How letters are wanted.

    Attributes:
        output: the folder, or None for ``letters/<round>``.
        kind: what they are written as.
        language: of all of them, or None for each applicant's own.
        only: the one submission whose letter is wanted, or None for all.
        archive: whether an archive of all is wanted beside them.
        draft: whether letters are wanted before the round is sealed.
    """

    output: Path | None
    kind: Kind = "markdown"
    language: str | None = None
    only: str | None = None
    archive: bool = False
    draft: bool = False


@attrs.frozen
class Posted:
    """Letters that were written.

    Attributes:
        folder: where they stand.
        files: their names, in the order of the submissions.
        promised: what the round promises, or None where it says nothing.
        draft: whether they are marked as a draft.
        left: how many submissions took no part in the round, and have no letter on it.
        doubts: remarks that name somebody, in words.
        until: the end of an embargo that stands, or empty.
    """

    folder: Path
    files: tuple[str, ...]
    promised: tuple[Feedback, ...] | None
    draft: bool
    left: int
    doubts: tuple[str, ...]
    until: str = ""


def letters(directory: Path, round_id: str | None, wish: Wish) -> Posted:
    """Write the letters of a round.

    Raises:
        Refused: if the data is wrong, or PDFs are wanted and cannot be set.
        Mistaken: if the round is not sealed, there is no such submission, or the folder holds something else.
        FileRefused: if the system refuses to write.
    """
    found = source(directory, round_id)
    if found.stage == "draft" and not wish.draft:
        waiting = found.found.source.removeprefix("a draft from the record: ")
        raise Mistaken(
            f"the round is not sealed ({waiting}): `judge seal` closes it, and --draft writes letters marked as a draft"
        )
    challenge, round_ = found.scored.result.challenge, found.scored.setting.round
    remarks = released(found.scored, written(found)) if round_.publishing.releases_remarks else {}
    until = embargo(directory, found)
    every = Letters(
        found.scored, found.evidence, remarks, corrections(found),
        draft=found.stage == "draft", most=found.deepest("public"), until=until,
    )  # fmt: skip
    records = {each.id: each for each in challenge.submissions}
    chosen = [_in_language(each, wish.language) for each in every if wish.only in (None, each.submission)]
    if wish.only is not None and not chosen:
        known = f"{wish.only} took no part in the round `{round_.id}`" if wish.only in records else None
        raise Mistaken(
            known or f"there is no submission `{wish.only}`; {nearest(wish.only, records) or 'see `judge rank`'}"
        )
    folder = wish.output or directory / FOLDER / round_.id
    _only_letters(folder, records)
    files = list(_files(chosen, wish.kind))
    if wish.only is not None:
        make_folder(folder)
        write_whole(folder / files[0][0], files[0][1])
    else:
        _write(folder, _whole(files, chosen, _contacts(directory, challenge), wish))
    told = tuple(doubts(directory, found, remarks, {each.submission for each in chosen}))
    return Posted(
        folder, tuple(name for name, _ in files), round_.publishing.feedback, found.stage == "draft",
        0 if wish.only else len(records) - len(chosen), told, until,
    )  # fmt: skip


def embargo(directory: Path, found: Source) -> str:
    """Return the moment before which nobody may pass on what the last release for everybody holds, or nothing if it is over."""
    until = before(directory, found, "public").until
    return until if appending.clock() < until else ""


def _in_language(letter: Letter, language: str | None) -> Letter:
    return letter if language is None else attrs.evolve(letter, language=language)


def _files(chosen: Sequence[Letter], kind: Kind) -> Iterator[tuple[str, bytes]]:
    """Yield each letter by its name.

    Raises:
        Refused: if PDFs cannot be set here.
    """
    writers: Mapping[Kind, Callable[[Letter], bytes]] = {
        "markdown": lambda letter: markdown.markdown(paper(letter)).encode(),
        "html": lambda letter: html.html(paper(letter)).encode(),
        "pdf": lambda letter: pdf.pdf(paper(letter)),
    }
    for letter in chosen:
        try:
            yield filename(letter.submission) + SUFFIXES[kind], writers[kind](letter)
        except pdf.NotInstalled as missing:
            problems = Problems()
            problems.refuse(
                "pdf-not-installed",
                Place(""),
                str(missing),
                "or write letters as --format html: any browser prints them",
            )
            raise Refused(problems) from missing


def _whole(
    files: Sequence[tuple[str, bytes]], chosen: Sequence[Letter], contacts: Mapping[str, str], wish: Wish
) -> list[tuple[str, bytes]]:
    """Return everything that stands in the folder."""
    rows = (
        (letter, contacts.get(letter.submission, ""), name) for letter, (name, _) in zip(chosen, files, strict=True)
    )
    every = [*files, (MERGE, "".join(merge.table(rows)).encode())]
    return [*every, (ZIP, zipped(every))] if wish.archive else every


def _write(folder: Path, files: Sequence[tuple[str, bytes]]) -> None:
    """Write a folder; of letters that stand there from before, none is left."""
    if not folder.exists():
        write_folder(folder, files)
        return
    there = {each.name for each in folder.iterdir()}
    write_together([(folder / name, data) for name, data in files])
    for name in sorted(there - {name for name, _ in files}):
        remove(folder / name)


def _contacts(directory: Path, challenge: Challenge) -> dict[str, str]:
    """Return how applicants are reached, as the files of the folder say it: a record of judging does not hold it."""
    try:
        here = load(directory).challenge
    except Refused:
        here = challenge
    return {each.id: contact(each) for each in here.submissions}


def contact(record: Submission) -> str:
    """Return how a record says that its applicant is reached, or nothing."""
    fields = {key.casefold(): text for key, text in record.texts.items()}
    return next((fields[key] for key in CONTACT if fields.get(key)), "")


def _only_letters(folder: Path, submissions: Collection[str]) -> None:
    """Refuse a folder that holds anything but letters of this challenge, for it is written anew.

    Raises:
        Mistaken: if it does.
    """
    if not folder.exists():
        return
    own = {filename(each) + suffix for each in submissions for suffix in SUFFIXES.values()} | {MERGE, ZIP}
    other = sorted(each.name for each in folder.iterdir() if each.name not in own) if folder.is_dir() else [folder.name]
    if other:
        raise Mistaken(f"{folder} holds something else than letters ({other[0]}); name another folder with -o")
