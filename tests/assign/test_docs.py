"""What docs/organizing.md shows is what `judge assign` takes."""

import re
from pathlib import Path

import pytest
import tomli

from judge.assign.wanted import WISHES
from judge.cli import run

PAGE = (Path(__file__).parents[2] / "docs/organizing.md").read_text("utf-8")
FIELDS = 'language = "en"\ntopics = "water"\nseniority = "junior"\nregion = "asia"\n'


def test_the_example_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The round of the page, with three more judges, is assigned."""
    shown = re.search(r"```toml\n(.*?)```", PAGE, re.S)
    assert shown is not None
    more = "".join(f'\n[[judge]]\nid = "J-{at}"\n{FIELDS}' for at in range(2, 6))
    files = {
        "challenge.toml": shown[1] + more,
        "criteria/panel.toml": '[[criterion]]\nid = "quality"\n',
        "submissions/all.csv": "id,language,topics\n" + "".join(f"S-{at},en,water\n" for at in range(1, 6)),
        "facts/bids.csv": "submission,judge,bid\nS-1,J-2,3\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)

    assert run(["check", "-C", str(tmp_path)]) == 0
    assert run(["assign", "-C", str(tmp_path)]) == 0
    assert "submissions of a judge: 2 to 4" in capsys.readouterr().out
    assert tomli.loads(shown[1])["round"][0]["assign"]["judges"] == 3


def test_every_key_is_told() -> None:
    for name in ("judges", "load", "share", "apart", "limits", "wishes", "fixed", "left", *WISHES):
        assert f"`{name}" in PAGE, name
