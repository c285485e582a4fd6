"""Expressions of ``[facts]``: numbers, names, + - * / ( ), min, max and abs, worked out exactly (§7.4)."""

import ast
from collections.abc import Mapping
from fractions import Fraction

import attrs

from judge.model.number import Unreadable, parse

LONGEST = 500

_TWO = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_FUNCTIONS = {"min": min, "max": max, "abs": abs}


class Wrong(Exception):
    """An expression that cannot be read or worked out; its text says why, as the end of a sentence."""


@attrs.frozen
class Expression:
    """An expression that was read.

    Attributes:
        text: as it was written.
        names: the names it uses, in the order of the text; dotted ones as a whole.
        tree: what it does.
    """

    text: str
    names: tuple[str, ...]
    tree: ast.expr

    def value(self, given: Mapping[str, Fraction]) -> Fraction:
        """Return its number.

        Args:
            given: a number for each of its names.

        Raises:
            Wrong: for a division by zero.
        """
        return _worked_out(self.tree, self.text, given)


def read(text: str) -> Expression:
    """Return an expression.

    Raises:
        Wrong: if it holds anything else than numbers, names, the four operations, parentheses, min, max and abs.
    """
    if len(text) > LONGEST:
        raise Wrong(f"has more than {LONGEST} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Wrong("cannot be read as a calculation") from None
    names: dict[str, None] = {}
    _walk(tree, text.strip(), names)
    return Expression(text.strip(), tuple(names), tree)


def _walk(node: ast.expr, text: str, names: dict[str, None]) -> None:
    match node:
        case ast.BinOp() if type(node.op) in _TWO:
            _walk(node.left, text, names)
            _walk(node.right, text, names)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd()):
            _walk(node.operand, text, names)
        case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]) if function in _FUNCTIONS and arguments:
            if function == "abs" and len(arguments) > 1:
                raise Wrong("gives `abs` more than one number")
            for argument in arguments:
                _walk(argument, text, names)
        case ast.Constant():
            _number(node, text)
        case ast.Name() | ast.Attribute():
            names[_name(node)] = None
        case _:
            raise Wrong("holds more than numbers, names, + - * / ( ), min, max and abs")


def _number(node: ast.Constant, text: str) -> Fraction:
    written = ast.get_source_segment(text, node) or ""
    value = parse(written)
    if isinstance(value, Unreadable):
        raise Wrong(f"holds {written[:20]}, which is no number")
    return value


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_name(node.value)}.{node.attr}"
    raise Wrong("holds more than numbers, names, + - * / ( ), min, max and abs")


def _worked_out(node: ast.expr, text: str, given: Mapping[str, Fraction]) -> Fraction:
    match node:
        case ast.BinOp():
            left, right = _worked_out(node.left, text, given), _worked_out(node.right, text, given)
            return _calculated(_TWO[type(node.op)], left, right)
        case ast.UnaryOp():
            inner = _worked_out(node.operand, text, given)
            return -inner if isinstance(node.op, ast.USub) else inner
        case ast.Call():
            arguments = [_worked_out(argument, text, given) for argument in node.args]
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            return abs(arguments[0]) if name == "abs" else min(arguments) if name == "min" else max(arguments)
        case ast.Constant():
            return _number(node, text)
        case _:
            return given[_name(node)]


def _calculated(sign: str, left: Fraction, right: Fraction) -> Fraction:
    if sign == "/":
        if not right:
            raise Wrong("divides by zero")
        return left / right
    return left + right if sign == "+" else left - right if sign == "-" else left * right
