"""The page of a rule, as `vaultkit rule CODE` and docs/rules/ show it."""

from __future__ import annotations

import ast
import inspect
import json
from dataclasses import fields
from itertools import pairwise

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence

    from vaultkit.lint.rule import Rule

FAMILIES = {
    "LNK": "Links",
    "NOT": "Notes",
    "TSK": "Tasks and dates",
    "TAB": "Tables",
    "CIT": "Citations",
    "KNO": "Knowledge, from the graph",
    "SUP": "Suppressions",
}
MADE = "<!-- Made by `make docs` from the rule's docstring; change that instead. -->"


def page(rule: Rule) -> str:
    """Return a rule's page as Markdown."""
    title, _, rest = rule.page.text.partition("\n")
    lines = [f"# {rule.code} {rule.name}", "", title.strip(), "", _facts(rule), ""]
    lines += [rest.strip(), ""]
    if rule.options is not None:
        lines += ["## Options", "", f"In `[lint.rules.{rule.code}]` of `vaultkit.toml`:", ""]
        lines += ["| option | default | meaning |", "|---|---|---|"]
        words = _meanings(type(rule.options))
        for one in fields(rule.options):
            value = getattr(rule.options, one.name)
            shown = json.dumps([*value] if isinstance(value, tuple) else value)
            lines.append(f"| `{one.name}` | `{shown}` | {words.get(one.name, '')} |")
        lines.append("")
    return "\n".join(lines)


def _meanings(options: type) -> dict[str, str]:
    """Return what each option means: the text under it in the rule's file."""
    body = ast.parse(inspect.getsource(options)).body[0]
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for one, after in pairwise(body.body):
        if isinstance(one, ast.AnnAssign) and isinstance(after, ast.Expr):
            assert isinstance(one.target, ast.Name)
            assert isinstance(after.value, ast.Constant)
            found[one.target.id] = " ".join(str(after.value.value).split())
    return found


def _facts(rule: Rule) -> str:
    """Return what can be said of a rule in one line."""
    facts = [f"level: {rule.severity}", f"looks at: {rule.of.__name__}"]
    if rule.needs_graph:
        facts.append("runs with `--graph` or `--select KNO`")
    elif not rule.default:
        facts.append(f"off unless selected: `--extend-select {rule.code}`")
    facts.append("some findings have a fix" if rule.fixes else "no fix")
    return f"*{'; '.join(facts)}*"


def index(rules: Sequence[Rule]) -> str:
    """Return the page that lists all rules by family."""
    lines = ["# Rules", "", MADE, ""]
    lines += [
        "`vaultkit lint` runs those marked *on*. Only findings of level `error` fail a run.",
        "In the examples a line `=== Name.md` begins another file of the same vault.",
        "A comment `%% vaultkit: off LNK001 %%` (or `<!-- vaultkit: off LNK001 -->`) silences a",
        "rule: at the end of a line for that line, alone on a line from there on, until",
        "`%% vaultkit: on LNK001 %%`; at the top of a note for the whole note.",
        "",
    ]
    for family, words in FAMILIES.items():
        some = [one for one in rules if one.code.startswith(family)]
        if not some:
            continue
        lines += [f"## {words} ({family})", "", "| rule | what it finds | level | on | fix |"]
        lines.append("|---|---|---|---|---|")
        for one in some:
            on = "graph" if one.needs_graph else "on" if one.default else ""
            mark = "yes" if one.fixes else ""
            link = f"[{one.code} {one.name}]({one.code.lower()}.md)"
            lines.append(f"| {link} | {one.page.title} | {one.severity} | {on} | {mark} |")
        lines.append("")
    return "\n".join(lines)


def pages(rules: Sequence[Rule]) -> dict[str, str]:
    """Return every generated page below docs/ by its path there."""
    made = {"rules/index.md": index(rules)}
    for one in rules:
        head, _, rest = page(one).partition("\n")
        made[f"rules/{one.code.lower()}.md"] = f"{head}\n\n{MADE}\n{rest.rstrip()}\n"
    made["rules/index.md"] = made["rules/index.md"].rstrip() + "\n"
    return made
