"""Reads the case files of the rules: title, files, what is expected.

A case is a heading and a fenced block. In the block a line `=== Name.md` begins a file; `=== today`,
`=== settings` (TOML of `[lint]`), `=== expect` (`path:line:column`, then words of the message) and
`=== fixed Name.md` say the rest. A case that expects nothing must be silent.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from vaultkit.config import Config, LintConfig, read_table

HERE = Path(__file__).parent
TODAY = "2026-11-21"


@dataclass(frozen=True)
class Case:
    code: str
    title: str
    files: dict[str, str]
    expect: tuple[str, ...]
    fixed: dict[str, str]
    today: str
    config: Config

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"


def read_cases(path: Path) -> list[Case]:
    cases: list[Case] = []
    title, fence = "", ""
    inside: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if fence and line == fence:
            cases.append(_case(path.stem.upper(), title, "\n".join(inside)))
            fence, inside = "", []
        elif fence:
            inside.append(line)
        elif line.startswith("## "):
            title = line[3:].strip()
        elif line.startswith("```"):
            fence = line
    return cases


def _case(code: str, title: str, inner: str) -> Case:
    parts: dict[str, str] = {}
    name = "Note.md"
    for line in inner.split("\n"):
        if line.startswith("=== "):
            name = line[4:].strip()
            parts.setdefault(name, "")
        else:
            parts[name] = parts.get(name, "") + line + "\n"
    unescape = {
        key: value.replace("␍", "\r").replace("␣", "\u00a0") for key, value in parts.items()
    }
    expect = tuple(one for one in unescape.pop("expect", "").split("\n") if one.strip())
    today = unescape.pop("today", TODAY).strip()
    settings = tomllib.loads(unescape.pop("settings", ""))
    fixed = {
        key.removeprefix("fixed "): unescape.pop(key)
        for key in list(unescape)
        if key.startswith("fixed ")
    }
    lint = read_table(LintConfig, settings, "lint.")
    return Case(code, title, unescape, expect, fixed, today, Config(lint=lint))


def all_cases() -> list[Case]:
    return [case for path in sorted(HERE.glob("*.md")) for case in read_cases(path)]
