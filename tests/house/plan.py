"""Reads the source tree for the tests of the plan: modules, their imports and captions."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "vaultkit"


@dataclass(frozen=True)
class Import:
    """One import: what is imported, and whether at the module's top level at run time."""

    name: str
    line: int
    eager: bool
    typing_only: bool


@dataclass(frozen=True)
class Module:
    """A Python file of the package."""

    path: Path
    lines: int
    caption: str
    imports: tuple[Import, ...]

    @property
    def place(self) -> str:
        """Return the path below src/vaultkit/."""
        return self.path.relative_to(SOURCE).as_posix()

    @property
    def room(self) -> str:
        """Return the folder (or single file) of the plan it belongs to."""
        return self.path.relative_to(SOURCE).parts[0].removesuffix(".py")


def _imports(tree: ast.Module) -> tuple[Import, ...]:
    found: list[Import] = []

    def walk(node: ast.AST, *, eager: bool, typing_only: bool) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                found.extend(Import(a.name, child.lineno, eager, typing_only) for a in child.names)
            elif isinstance(child, ast.ImportFrom):
                module = child.module or ""
                found.append(Import(module, child.lineno, eager, typing_only))
                found.extend(
                    Import(f"{module}.{a.name}", child.lineno, eager, typing_only)
                    for a in child.names
                )
            elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                walk(child, eager=False, typing_only=typing_only)
            elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                for part in child.body:
                    walk(ast.Module([part], []), eager=eager, typing_only=True)
                for part in child.orelse:
                    walk(ast.Module([part], []), eager=eager, typing_only=typing_only)
            else:
                walk(child, eager=eager, typing_only=typing_only)

    walk(tree, eager=True, typing_only=False)
    return tuple(found)


@cache
def modules() -> tuple[Module, ...]:
    """Return every module of the package, sorted by path."""
    made = []
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        caption = (ast.get_docstring(tree) or "").split("\n", 1)[0]
        made.append(Module(path, text.count("\n"), caption, _imports(tree)))
    return tuple(made)
