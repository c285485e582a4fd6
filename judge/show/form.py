"""A ballot as a form: on paper, to be filled in by hand, and as TOML, to be filled in with an editor."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from judge.model.challenge import Submission
from judge.model.rubric import Criterion
from judge.show import question
from judge.show.spoken import Spoken

WIDTH = 78


def paper(
    title: str,
    item: Submission,
    criteria: Sequence[Criterion],
    shows: Sequence[str] | None,
    judge: str,
    say: Spoken,
    *,
    released: bool = False,
) -> str:
    """Return a form for one submission, 78 characters wide, with a line for each mark.

    Args:
        title: of the challenge and the round.
        shows: the fields of a record that judges may see, or None for all.
        judge: who fills it in, or empty.
        released: whether the applicant will read the remarks.
    """
    lines = [title, "=" * min(len(title), WIDTH), "", f"{item.id}"]
    lines += [item.title] if shows is None or "title" in shows else []
    for key, text in item.texts.items():
        if shows is None or key in shows:
            lines += wrap(f"{key}: {text}", WIDTH, subsequent_indent="  ")
    lines += ["", f"{say('judge')}: {judge or '_' * 30}    {say('date')}: {'_' * 16}", ""]
    for number, each in enumerate(criteria, 1):
        told = list(question.criterion(each, number, len(criteria), None, say))
        lines += [
            line for text in told for line in wrap(text, WIDTH, subsequent_indent="        ", drop_whitespace=False)
        ]
        lines += [f"  {say('mark')}: {'_' * 10}", ""]
    lines += wrap(say("released"), WIDTH) if released else []
    lines += [
        f"{say('remarks')}: {'_' * 60}",
        "",
        "_" * WIDTH,
        "",
        "_" * WIDTH,
        "",
        f"{say('signature')}: {'_' * 40}",
        "",
    ]
    return "\n".join(line.rstrip() for line in lines)


def table(submissions: Sequence[str], criteria: Sequence[Criterion], judge: str) -> str:
    """Return an empty table, into which forms are typed and which `judge import` reads."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["submission", "judge", *(each.id for each in criteria), "remark"])
    writer.writerows([each, judge, *("" for _ in criteria), ""] for each in submissions)
    return text.getvalue()


def toml(
    item: Submission,
    criteria: Sequence[Criterion],
    given: Mapping[str, object],
    remark: str | None,
    shows: Sequence[str] | None,
    say: Spoken,
    wrong: Sequence[str] = (),
    *,
    released: bool = False,
) -> str:
    """Return a ballot as TOML, the rubric as comments; what was wrong with an earlier try stands on top.

    Args:
        released: whether the applicant will read the remark.
    """
    lines = [f"# {each}" for each in wrong]
    lines += [f"# {line}" for line in question.submission(item, 1, 1, shows, say)]
    for number, each in enumerate(criteria, 1):
        lines += ["", *(f"# {line}" for line in question.criterion(each, number, len(criteria), None, say))]
        mark = given.get(each.id)
        lines.append(f'{json.dumps(each.id)} = "{"" if mark is None else mark}"')
    lines += ["", *_remark(remark, say, released), ""]
    return "\n".join(lines)


def _remark(remark: str | None, say: Spoken, released: bool) -> Iterator[str]:
    yield f"# {say('remarks')}"
    if released:
        yield f"# {say('released')}"
    yield f"remark = {json.dumps(remark or '', ensure_ascii=False)}"
