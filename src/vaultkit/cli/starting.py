"""The text of a new vaultkit.toml: every setting with its meaning and default, none switched on."""

from __future__ import annotations

import ast
import json
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from vaultkit import config

HEAD = """\
# Settings of vaultkit for this vault. None is needed; take a `#` away to change one.
# What is not known is an error that names the nearest setting.
"""


def settings_text() -> str:
    """Return the settings file, read off the code that reads it."""
    words = _meanings()
    top: list[str] = [HEAD]
    tables: list[str] = []
    for one in fields(config.Config):
        default = one.default_factory() if one.default_factory is not MISSING else one.default
        if is_dataclass(default):
            tables += ["", f"[{one.name}]", *_table(type(default), words)]
        else:
            top += _setting(one.name, default, words.get(("Config", one.name), ""))
    return "\n".join([*top, *tables]) + "\n"


def _table(kind: type[Any], words: dict[tuple[str, str], str]) -> list[str]:
    """Return the lines of one table."""
    lines: list[str] = []
    for one in fields(kind):
        default = one.default_factory() if one.default_factory is not MISSING else one.default
        lines += _setting(one.name, default, words.get((kind.__name__, one.name), ""))
    return lines


def _setting(name: str, default: object, meaning: str) -> list[str]:
    """Return a setting's meaning and its default, both as comments."""
    value = [*default] if isinstance(default, tuple) else default
    return [f"# {meaning}", f"# {name} = {json.dumps(value)}"]


def _meanings() -> dict[tuple[str, str], str]:
    """Return what each setting means: the text under it in config.py."""
    from pathlib import Path

    tree = ast.parse(Path(config.__file__).read_text(encoding="utf-8"))
    found: dict[tuple[str, str], str] = {}
    for node in tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        for one, after in zip(node.body, node.body[1:], strict=False):
            if isinstance(one, ast.AnnAssign) and isinstance(after, ast.Expr):
                assert isinstance(one.target, ast.Name)
                assert isinstance(after.value, ast.Constant)
                text = " ".join(str(after.value.value).split())
                found[node.name, one.target.id] = text
    return found
