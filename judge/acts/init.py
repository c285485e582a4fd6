"""``judge init``: a new challenge folder from a template."""

import os
from pathlib import Path

from judge.acts.loading import Refused
from judge.files.shipped import rubric_text, template_texts
from judge.files.whole_folder import add_to_folder
from judge.model.place import Place
from judge.model.problem import Problems

TEMPLATES = (
    "local2030", "mayoral-forum", "hackathon", "grant", "prize", "city-innovation", "awards-10", "feasibility",
    "co-investment", "school-fair", "blank",
)  # fmt: skip

_CHALLENGE = """\
title = "A new challenge"
languages = ["en"]

[[round]]
id = "final"
title = "Final"
rubric = "{template}"
# seed = "…"                       # what a lot is drawn from: say what was thrown or drawn, where and when

# The panel. Without any [[judge]], every judge in the marks is one.
# [[judge]]
# id = "J-01"
# panel = "jury"

# A declared conflict of interest: that judge's ballot never counts.
# [[conflict]]
# judge = "J-01"
# submission = "S-01"
# type = "employment"
# reason = "worked for the applicant until last year"

# Foreign tables: which header means what, and how their numbers are written.
# [columns]
# judge = "Evaluator"
# [tables]
# decimal = "comma"
"""
_SUBMISSIONS = "id,title\n"
_README = """\
# A challenge for `judge`

1. `criteria/{template}.toml`: edit criteria, weights and scale.
2. `submissions/submissions.csv`: one row a submission, with `id` and `title`; or `judge import FILE`.
3. `ballots/`: put the marks here as CSV or XLSX: one row a mark (submission, judge, criterion, mark), or one row a
   ballot (submission, judge, and a column for each criterion).
4. `judge check` says what is wrong, `judge rank` ranks, `judge explain ID` shows why.
"""


def start(directory: Path, template: str) -> tuple[str, ...]:
    """Make a challenge in a folder that has none yet, whole or not at all, and return the files written.

    Some templates are a whole challenge with fictional submissions and marks, so that they can be ranked at once; the others
    are a rubric, and wait for both. Each TOML file begins with a line that leads an editor to its schema, which lies beside.

    Raises:
        Refused: if the folder already holds one of these files.
        FileRefused: if the system refuses to write.
    """
    from judge.schema import shelf  # only here: no other command needs it

    texts = {f"criteria/{template}.toml": rubric_text(template)} | (template_texts(template) or _empty(template))
    files = {path: shelf.directed(path, text) for path, text in texts.items()} | shelf.files()
    problems = Problems()
    for name in dict.fromkeys(path.partition("/")[0] for path in files):
        if os.path.lexists(directory / name):
            problems.refuse(
                "already-there", Place(name), f"there is already a `{name}` in {directory}", "name a new folder"
            )
    if problems.refused:
        raise Refused(problems)
    add_to_folder(directory, {name: text.encode() for name, text in files.items()})
    return tuple(files)


def _empty(template: str) -> dict[str, str]:
    """Return the files around a rubric that has no sample."""
    return {
        "submissions/submissions.csv": _SUBMISSIONS,
        "ballots/README.md": _README.format(template=template),
        "challenge.toml": _CHALLENGE.format(template=template),
    }
