"""Finds every name under which the code can record an act, by reading the code."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("assessments", "ui", "cli")
Code = dict[Path, ast.Module]


def code() -> Code:
    files = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in files}


def carriers(modules: Code) -> dict[str, set[int]]:
    """Functions that take an `act` and a moment, by name: at which places it stands in calls."""
    found: dict[str, set[int]] = {}
    for tree in modules.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names = [argument.arg for argument in node.args.args]
                if "act" in names and {"now", "knock"} & {*names}:
                    found.setdefault(node.name, set()).add(names.index("act") - (names[0] == "self"))
    return found


def names(modules: Code) -> dict[str, str]:
    """Every name of an act with where it is recorded. Raises AssertionError for one that cannot be read there."""
    known = carriers(modules)
    found: dict[str, str] = {}
    for path, tree in modules.items():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            given = [call.args[at] for at in known.get(called, ()) if at < len(call.args)]
            given += [word.value for word in call.keywords if called in known and word.arg == "act"]
            where = f"{path.relative_to(ROOT)}:{call.lineno}"
            found |= {name: where for argument in given for name in _texts(argument, tree, where)}
    return found


def _texts(node: ast.expr, tree: ast.Module, where: str) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from _texts(one, tree, where)
            yield from _texts(other, tree, where)
        case ast.Subscript(value=ast.Name(id=table)):
            yield from _values(table, tree)
        case ast.JoinedStr() | ast.BinOp():
            raise AssertionError(f"{where}: the name of an act is put together; write each out in a table of names")


def _values(table: str, tree: ast.Module) -> Iterator[str]:
    """The texts of a table of this module."""
    for node in tree.body:
        given = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        targets = (
            [node.target] if isinstance(node, ast.AnnAssign) else node.targets if isinstance(node, ast.Assign) else []
        )
        if isinstance(given, ast.Dict) and any(isinstance(one, ast.Name) and one.id == table for one in targets):
            yield from (
                value.value
                for value in given.values
                if isinstance(value, ast.Constant) and isinstance(value.value, str)
            )
