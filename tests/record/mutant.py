"""Mutants of the audit: one check that finds something, never made."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType, FunctionType, ModuleType

import attrs

from judge.record import layers


@attrs.frozen
class Check:
    """A condition under which a layer finds something.

    Attributes:
        module: of the layer.
        function: in which it stands, with its class if it has one.
        line: of the module.
        codes: of what it finds.
        text: the condition.
    """

    module: ModuleType
    function: str
    line: int
    codes: frozenset[str]
    text: str

    @property
    def name(self) -> str:
        """Return what to call it: layer, function and condition."""
        return f"{self.module.__name__.rpartition('.')[2]}.{self.function}: {self.text}"


def checks() -> Iterator[Check]:
    """Yield every check of every layer."""
    for found in pkgutil.iter_modules(layers.__path__):
        module = importlib.import_module(f"{layers.__name__}.{found.name}")
        for name, function in _functions(ast.parse(inspect.getsource(module))):
            for node in ast.walk(function):
                codes = frozenset(_codes(node.body)) if isinstance(node, ast.If) else frozenset()
                if isinstance(node, ast.If) and codes:
                    yield Check(module, name, node.lineno, codes, ast.unparse(node.test))


def _functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield f"{prefix}{node.name}", node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{node.name}.")


def _codes(body: list[ast.stmt]) -> Iterator[str]:
    """Yield the codes of findings in statements, but for those under a further condition."""
    for statement in body:
        if not isinstance(statement, ast.If):
            for node in ast.walk(statement):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("E_"):
                    yield node.value


@contextmanager
def never(check: Check) -> Iterator[None]:
    """Run the audit without a check."""
    tree = ast.parse(inspect.getsource(check.module))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and node.lineno == check.line and ast.unparse(node.test) == check.text:
            node.test = ast.copy_location(ast.Constant(False), node.test)
    function = _of(check)
    before = function.__code__
    function.__code__ = _code(compile(tree, check.module.__file__ or "", "exec"), before.co_qualname)
    try:
        yield
    finally:
        function.__code__ = before


def _of(check: Check) -> FunctionType:
    found: object = check.module
    for part in check.function.split("."):
        found = getattr(found, part)
    assert isinstance(found, FunctionType)
    return found


def _code(code: CodeType, name: str) -> CodeType:
    """Return the code of a function by its full name."""
    waiting = [code]
    while waiting:
        code = waiting.pop()
        if code.co_qualname == name:
            return code
        waiting += [each for each in code.co_consts if isinstance(each, CodeType)]
    raise LookupError(name)
