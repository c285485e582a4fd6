"""``judge diff``: two results, or two bundles, side by side."""

from pathlib import Path

from judge.acts.loading import Mistaken, Refused
from judge.acts.replay import read_trail
from judge.files import evidence
from judge.model.comparison import Bundles, Comparison
from judge.model.problem import Problems
from judge.record import reading
from judge.record.difference import compare_results
from judge.record.reading import Trail


def diff(first: Path, second: Path) -> Comparison:
    """Return who moved from one result to another, and what caused it.

    Raises:
        Refused: if one of them is no result, or cannot be read.
    """
    problems = Problems()
    found = compare_results(read_trail(first), read_trail(second), problems)
    if found is None:
        raise Refused(problems)
    return found


def diff_bundles(first: Path, second: Path) -> Bundles:
    """Return in which entries two bundles differ, and what that did to the places; neither is verified.

    Raises:
        Refused: if a result in one of them cannot be read.
        Mistaken: if one of them is no bundle.
    """
    from judge.record import divergence

    files = [evidence.read(folder).files for folder in (first, second)]
    for folder, found in zip((first, second), files, strict=True):
        if not any(name.startswith("journals/") for name in found):
            raise Mistaken(f"{folder} is no bundle: it holds no journals")
    results = [_result(found, folder) for found, folder in zip(files, (first, second), strict=True)]
    problems = Problems()
    mine, other = results
    compared = compare_results(mine, other, problems) if mine is not None and other is not None else None
    if problems.refused:
        raise Refused(problems)
    others = [
        name for name in sorted(files[0].keys() | files[1].keys()) if not name.startswith(("journals/", "results/"))
    ]
    changed = tuple(name for name in others if files[0].get(name) != files[1].get(name))
    return Bundles(tuple(divergence.entries(files[0], files[1])), changed, compared)


def _result(files: dict[str, bytes], folder: Path) -> Trail | None:
    """Return the result that a bundle publishes: the one its manifest names, else the last version of the last round."""
    from judge.record import manifest
    from judge.record.note import NotANote

    names = sorted(name for name in files if name.startswith("results/"))
    try:
        said = manifest.read(files[manifest.FILE])[0] if manifest.FILE in files else None
    except NotANote:
        said = None
    name = f"results/{said.round}.{said.version}.jsonl" if said is not None else (names[-1] if names else "")
    if name not in files:
        return None
    problems = Problems()
    found = reading.read(files[name], f"{folder.as_posix()}/{name}", problems)
    if found is None:
        raise Refused(problems)
    return found
