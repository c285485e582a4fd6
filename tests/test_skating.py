"""Several dances by the Skating System: examples M, N and P of Arthur Dawson's textbook, rules 9 to 11."""

from pathlib import Path

import pytest

from tests.challenges import scored

RULE = """
scale = { low = 1, step = 1, better = "lower" }
criterion = [{ id = "waltz" }, { id = "tango" }, { id = "foxtrot" }, { id = "quickstep" }]
[score]
steps = [{ placements = "judge", as = "dances" }, { sum = "criterion" }]
[rank]
ties = [{ placements = "dances", then = "marks" }, "refuse"]
"""
A_11ABC = {
    "25": "11253 12234 22515 26261", "35": "22525 53122 11252 15152", "45": "45311 31313 56323 32424",
    "55": "33636 44441 33136 51513", "65": "66144 25555 64664 44636", "75": "54462 66666 45441 63345",
}  # fmt: skip
A_11B = {
    "26": "11253 12234 11252 15152", "36": "22525 53122 56323 32424", "46": "33636 44441 22515 26261",
    "56": "45311 31313 33136 51513", "66": "66144 25555 45441 63345", "76": "54462 66666 64664 44636",
}  # fmt: skip
A_11D = {
    "27": "22525 12234 33136 26261", "37": "33636 31313 11252 44636", "47": "45311 25555 45441 15152",
    "57": "11253 44441 56323 63345", "67": "66144 66666 22515 51513", "77": "54462 53122 64664 32424",
}  # fmt: skip


@pytest.mark.parametrize(
    ("marks", "order"),
    [
        (A_11ABC, ["35", "25", "45", "55", "75", "65"]),  # equal by rule 10: a larger majority, a majority alone, a lower sum
        (A_11B, ["26", "36", "46", "56", "66", "76"]),  # two of three go to rule 11; the second of them stays before the third
        (A_11D, ["27", "37", "47", "57", "67", "77"]),  # rule 11 takes one of three, and the other two begin again with rule 10
    ],
    ids=["11(a)(b)(c)", "11(b)", "11(d)"],
)  # fmt: skip
def test_equals_over_several_dances_are_parted_as_in_the_textbook(
    marks: dict[str, str], order: list[str], tmp_path: Path
) -> None:
    """The sum of places; then more dances with that place or better; then all marks as one dance (rules 9 to 11)."""
    (tmp_path / "criteria").mkdir()
    (tmp_path / "ballots").mkdir()
    (tmp_path / "criteria" / "final.toml").write_text(RULE, encoding="utf-8")
    lines = [
        f"{couple},{judge},{','.join(dance[judge] for dance in text.split())}"
        for couple, text in marks.items()
        for judge in range(5)
    ]
    (tmp_path / "ballots" / "marks.csv").write_text(
        "\n".join(["submission,judge,waltz,tango,foxtrot,quickstep", *lines]), encoding="utf-8"
    )
    assert [item.submission for item in scored(tmp_path).result.standings] == order
