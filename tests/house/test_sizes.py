"""Small files with one subject, small functions: figures that only get better."""

from __future__ import annotations

import ast
from statistics import median, quantiles

from tests.house.source import ROOT, body_lines, depth, functions, n_lines, python_files, where

# Named with their reason; the list only shrinks.
LONG_FUNCTIONS: dict[str, str] = {}


def test_files_are_short():
    sizes = [n_lines(path) for path in python_files() if n_lines(path)]
    assert median(sizes) < 80
    assert quantiles(sizes, n=10)[-1] < 250


def test_no_file_is_above_400_lines():
    kinds = ("*.py", "*.html", "*.js", "*.css", "*.typ")
    files = {
        path for kind in kinds for folder in ("src", "tests", "benchmarks") for path in (ROOT / folder).rglob(kind)
    }
    written = [path for path in files if "vendor" not in path.parts and "migrations" not in path.parts]
    assert [where(path) for path in sorted(written) if n_lines(path) > 400] == []


def test_functions_are_short():
    sizes = [body_lines(function) for path in python_files() for function in functions(path)]
    assert quantiles(sizes, n=10)[-1] < 30


def test_no_function_is_above_60_lines():
    long = [
        where(path, function)
        for path in python_files()
        for function in functions(path)
        if body_lines(function) > 60 and function.name not in LONG_FUNCTIONS
    ]
    assert long == []


def test_nothing_is_nested_deeper_than_3():
    deep = [where(p, f) for p in python_files() for f in functions(p) if depth(f) > 3]
    assert deep == []


def test_at_most_4_positional_parameters_and_no_boolean_among_them():
    bad = []
    for path in python_files():
        for function in functions(path):
            positional = [a for a in (*function.args.posonlyargs, *function.args.args) if a.arg not in ("self", "cls")]
            is_free = any(_is_free(ast_name(decorator)) for decorator in function.decorator_list)
            booleans = [a for a in positional if a.annotation is not None and ast_name(a.annotation) == "bool"]
            if (len(positional) > 4 and not is_free) or booleans:
                bad.append(where(path, function))
    assert bad == []


def _is_free(decorator: str) -> bool:
    """A compiled kernel takes arrays one by one; the words of a command stand in an order that is promised."""
    return "compiled" in decorator or "jit" in decorator or decorator.startswith("app.command")


def ast_name(node: object) -> str:
    """Return the dotted text of a decorator or annotation."""
    return ast.unparse(node) if isinstance(node, ast.AST) else ""
