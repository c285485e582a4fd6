"""The scale of a rubric or of one criterion: its bounds, its codes and its levels."""

from collections.abc import Mapping

from judge.files import bands, scale_words
from judge.files.scale_words import WORDS
from judge.files.style import clean
from judge.model.fields import Fields
from judge.model.number import plain
from judge.model.place import Node, Place
from judge.model.problem import Problems, nearest
from judge.model.rubric import Level, Scale, Sense

MOST_CODES = 200


def read(node: Node | None, problems: Problems, outer: Scale | None = None) -> Scale:
    """Return the scale that a table declares; ``outer`` is the rubric's, which a criterion's own one follows."""
    if node is None:
        return outer or Scale(None, None, None)
    fields = Fields(node, problems, "the scale" if outer is None else "a criterion's scale")
    places = {key: item.place for key, item in node.value.items()} if isinstance(node.value, dict) else {}
    low, high, step = fields.number("low"), fields.number("high"), fields.number("step")
    default: Sense = "higher" if outer is None else outer.better
    better: Sense = "lower" if fields.choice("better", ("higher", "lower"), default) == "lower" else "higher"
    codes = _codes(fields, problems) if outer is None else outer.codes
    words = scale_words.read(fields, codes, problems)
    if words and low is None and high is None and step is None:
        low, high, step = scale_words.bounds(words)
    scale = _consistent(Scale(low, high, step, better, codes), places, node.place, problems)
    scale_words.fit(scale, words, fields.place, problems)
    found = levels(fields, scale, problems)
    fields.finish()
    return Scale(
        scale.low, scale.high, scale.step, better, codes, found, {name.casefold(): x for name, x in words.items()}
    )


def _consistent(scale: Scale, places: Mapping[str, Place], place: Place, problems: Problems) -> Scale:
    """Return the scale, without the step or the bound that cannot be."""
    low, high, step = scale.low, scale.high, scale.step
    if low is not None and high is not None and low >= high:
        found = f"from {plain(low)} to {plain(high)}"
        problems.refuse(
            "scale-bounds",
            places.get("high", place),
            f"the scale goes {found}, but `low` must be below `high`",
            'if 1 is the best mark, write low = 1, high = 5 and better = "lower"',
            found=found,
        )
        return Scale(None, None, None, scale.better, scale.codes)
    if step is not None and step <= 0:
        problems.refuse("scale-step", places.get("step", place), f"the step {plain(step)} is not above zero")
        return Scale(low, high, None, scale.better, scale.codes)
    if step is not None and low is not None and high is not None and (high - low) % step:
        problems.refuse(
            "scale-step",
            places.get("step", place),
            f"steps of {plain(step)} from {plain(low)} never reach {plain(high)}",
            "make `high` minus `low` a whole number of steps",
            found=plain(step),
        )
        return Scale(low, high, None, scale.better, scale.codes)
    return scale


def _codes(fields: Fields, problems: Problems) -> dict[str, str]:
    codes: dict[str, str] = {}
    folded: dict[str, str] = {}
    for key, node in fields.mapping("codes").items():
        name = clean(key)
        why = scale_words.fault(name, folded)
        if why:
            problems.refuse("bad-code", node.place, f"the code `{name}` {why}", "choose another word", found=name)
        elif not isinstance(node.value, str):
            problems.refuse("wrong-kind", node.place, f"the meaning of the code `{name}` is {node.kind()}, not a text")
        else:
            folded[name.casefold()] = name
            codes[name] = node.value
    if len(codes) > MOST_CODES:
        problems.refuse("bad-code", fields.place, f"the scale has {len(codes)} codes; at most {MOST_CODES} are read")
        return {}
    return codes


def levels(fields: Fields, scale: Scale, problems: Problems) -> tuple[Level, ...]:
    """Take ``[[level]]``: each on the scale, none twice; the lowest comes first."""
    found: dict[object, tuple[Level, Place]] = {}
    for node in fields.tables("level"):
        each = Fields(node, problems, "a level")
        level = bands.read(each)
        if level is not None and not scale.allows(level.mark):
            problems.refuse(
                "level-off-scale",
                node.place,
                f"the level {plain(level.mark)} is not on the scale {described(scale)}",
                found=plain(level.mark),
                expected=described(scale),
            )
        elif level is not None and level.mark in found:
            first = found[level.mark][1]
            problems.refuse(
                "level-twice",
                node.place,
                f"the level {plain(level.mark)} is already declared in {first}",
                found=plain(level.mark),
            )
        elif level is not None:
            found[level.mark] = level, node.place
            each.finish()
    bands.check(sorted(found.values(), key=lambda pair: pair[0].mark), scale, problems)
    return tuple(sorted((level for level, _ in found.values()), key=lambda level: level.mark))


def described(scale: Scale) -> str:
    """Return the allowed marks in words, such as ``from 0 to 5 in steps of 0.5``."""
    low, high, step = scale.low, scale.high, scale.step
    bounds = "of any number"
    if low is not None and high is not None:
        bounds = f"from {plain(low)} to {plain(high)}"
    elif low is not None:
        bounds = f"from {plain(low)} up"
    elif high is not None:
        bounds = f"up to {plain(high)}"
    return bounds if step is None else f"{bounds} in steps of {plain(step)}"


def word(text: str, codes: Mapping[str, str]) -> str | None:
    """Return a hint with the word that a mark may have meant."""
    return nearest(text, [*codes, *WORDS])
