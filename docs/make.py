"""Makes the generated pages of docs/ from the code; `make docs` runs it, a test says when one is stale."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "vaultkit"
sys.path.insert(0, str(ROOT / "src"))

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import click

MADE = "<!-- Made by `make docs`; change the code instead. -->\n"


def caption(path: Path) -> str:
    """Return the first line of a module's docstring."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return text.split("\n", 1)[0].replace("|", "\\|")


def architecture() -> str:
    """Return docs/architecture.md: the tree of the source with every module's caption."""
    lines = [
        "# How the code is laid out",
        "",
        MADE,
        "Data runs one way: text, note, vault, graph, and from there to findings, files, answers and",
        "edits. The only loop goes through the disk. A room imports only from the floors below it;",
        "`tests/house/` proves it. Top-level `vault/` and `graph/` are data, `src/vaultkit/vault/` and",
        "`src/vaultkit/graph/` are code.",
        "",
        "| floor | rooms |",
        "|---|---|",
        "| doors | `cli/` |",
        "| table | `workspace.py`, and `api.py` for Python users |",
        "| verbs, strangers to one another | `extract/` `lint/` `export/` `query/` `sync/` |",
        "| all notes | `vault/` |",
        "| nouns, strangers | `notes/` (one note), `graph/` (what notes say) |",
        "| ground | `text.py` `errors.py` `plugins.py` `config.py`, and the data of `knowledge/` |",
        "",
        "To add a rule, a pattern, a kind of attribute, a format, a question, a panel or a command,",
        "write one file in the folder of its kind; it is found by itself.",
        "",
    ]
    folders = sorted({path.parent for path in SOURCE.rglob("*.py")})
    for folder in folders:
        name = folder.relative_to(SOURCE.parent).as_posix()
        lines += [f"## `{name}/`", "", caption(folder / "__init__.py"), ""]
        files = [path for path in sorted(folder.glob("*.py")) if path.name != "__init__.py"]
        if files:
            lines += ["| file | holds |", "|---|---|"]
            lines += [f"| `{path.name}` | {caption(path)} |" for path in files]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def settings() -> Iterator[tuple[str, str, list[tuple[str, str, str]]]]:
    """Yield each settings table with its caption, and name, default and meaning of each setting."""
    tree = ast.parse((SOURCE / "config.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        rows = []
        for one, after in zip(node.body, [*node.body[1:], None], strict=True):
            if not isinstance(one, ast.AnnAssign) or not isinstance(after, ast.Expr):
                continue
            assert isinstance(one.target, ast.Name)
            assert isinstance(after.value, ast.Constant)
            default = ast.unparse(one.value) if one.value else ""
            if "field(" in default:
                default = "{}"
            default = default.replace("()", "[]").replace("'", '"')
            if default.startswith("("):
                default = f"[{default.strip('(),')}]"
            default = {"True": "true", "False": "false"}.get(default, default)
            rows.append((one.target.id, default, " ".join(str(after.value.value).split())))
        words = (ast.get_docstring(node) or "").split("\n\n", 1)[0]
        yield node.name, " ".join(words.split()), rows


def config() -> str:
    """Return docs/config.md: every setting with its default and meaning."""
    lines = ["# Settings", "", MADE]
    lines += [
        "They stand in `vaultkit.toml` at the root of the vault, or in `[tool.vaultkit]` of a",
        "`pyproject.toml` there. None is needed. An unknown key is an error that names the nearest one.",
        "",
    ]
    tables = sorted(settings(), key=lambda one: one[0] != "Config")
    for name, words, rows in tables:
        section = name.removesuffix("Config").lower()
        lines += [f"## `[{section}]`" if section else "## At the top", "", words, ""]
        lines += ["| setting | default | meaning |", "|---|---|---|"]
        lines += [f"| `{key}` | `{default}` | {text} |" for key, default, text in rows]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def cli() -> str:
    """Return docs/cli.md: the help of every command, as the program prints it."""
    import click

    from vaultkit.cli.cli import group

    def help_of(command: click.Command, name: str) -> str:
        context = click.Context(
            command,
            info_name=name,
            max_content_width=100,
            terminal_width=100,
            help_option_names=["-h", "--help"],  # as under the group, whoever asks first
        )
        return command.get_help(context)

    lines = ["# Commands", "", MADE, "```text", help_of(group, "vaultkit"), "```", ""]
    context = click.Context(group, info_name="vaultkit")
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        lines += [f"## `vaultkit {name}`", "", "```text"]
        lines += [help_of(command, f"vaultkit {name}"), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def ontology() -> str:
    """Return docs/ontology.md: every class, property and shape of schema.ttl."""
    import re

    from vaultkit.graph.vocab import PREFIXES, knowledge, schema, schema_path

    def short(iri: str) -> str:
        for prefix, space in PREFIXES.items():
            if iri.startswith(space):
                return f"`{prefix}:{iri.removeprefix(space)}`"
        return f"<{iri}>"

    lines = ["# Ontology", "", MADE.replace("the code", "schema.ttl")]
    lines += [
        "The terms stand in `https://w3id.org/vaultkit/ns#` (prefix `vk:`), entities that vaultkit",
        "ships in `https://w3id.org/vaultkit/id/{kind}/{slug}`. Terms of other vocabularies are",
        "super-terms of ours: a query for `prov:wasDerivedFrom` finds them after RDFS inference.",
        "",
        "## Classes",
        "",
        "| class | is a | means |",
        "|---|---|---|",
    ]
    for one in schema().classes.values():
        above = [f"`vk:{name}`" for name in one.supers] + [short(iri) for iri in one.standard]
        lines.append(f"| `vk:{one.name}` | {' '.join(above)} | {one.comment} |")
    modules = dict.fromkeys(one.module for one in schema().properties.values())
    for module in sorted(modules, key=lambda name: name == "annotation"):
        lines += ["", f"## Properties: {module}", ""]
        lines += ["| property | from | to | below | means |", "|---|---|---|---|---|"]
        for two in schema().properties.values():
            if two.module == module:
                domain = " ".join(two.domain) or "anything"
                to = " ".join(two.range) or two.datatype or "anything"
                below = [f"`vk:{name}`" for name in two.supers] + [short(i) for i in two.standard]
                words = two.comment + (" One value." if two.functional else "")
                cells = (f"`vk:{two.name}`", domain, to, " ".join(below), words)
                lines.append(f"| {' | '.join(cells)} |")
    shapes = re.findall(
        r'vk:(\w+Shape) a sh:NodeShape ; rdfs:comment "([^"]+)"',
        schema_path().read_text(encoding="utf-8"),
    )
    lines += ["", "## Shapes", "", "Checked by `vaultkit build --validate`.", ""]
    lines += ["| shape | asks |", "|---|---|"]
    lines += [f"| `vk:{name}` | {words} |" for name, words in shapes]
    tops = [one for one in knowledge() if one.kind == "technique" and not one.broader]
    below_top: dict[str, int] = {}
    parents = {one.id: one.broader for one in knowledge()}
    for one_id in parents:
        seen, queue = set(), [one_id]
        while queue:
            here = queue.pop()
            if here not in seen:
                seen.add(here)
                queue.extend(parents.get(here, ()))
        for up in seen - {one_id}:
            below_top[up] = below_top.get(up, 0) + 1
    lines += ["", "## Tops of the technique tree", ""]
    lines += ["| top | goes with the weights | techniques below it |", "|---|---|---|"]
    lines += [
        f"| {one.label} (`{one.id}`) | {'yes' if one.heritable else 'no'} | {below_top.get(one.id, 0)} |"
        for one in tops
    ]
    return "\n".join(lines) + "\n"


def cases() -> str:
    """Return docs/cases.md: how many of the labelled sentences are read as they should be."""
    sys.path.insert(0, str(ROOT / "tests"))
    from patterns.cases import all_cases, misses

    known = set(misses())
    lines = [
        "# Sentences that are read, and those that are not",
        "",
        MADE.replace("the code", "tests/patterns"),
    ]
    lines += [
        "`tests/patterns/` holds sentences and small notes of our own, each with exactly what is to be",
        "read out of it; in many of them, nothing is. A case is right when all of that is read and",
        "nothing else. The cases in `apart/` are not looked at when rules are written: their share says",
        "how well the rules do on notes not seen. Those read wrongly are named in `misses.txt`.",
        "",
        "| file | cases | that say nothing | right | wrong |",
        "|---|---:|---:|---:|---:|",
    ]
    groups: dict[str, list[tuple[bool, bool]]] = {}
    for one in all_cases():
        apart = one.file.startswith("apart/")
        for name in (f"`{one.file}.md`", "**apart**" if apart else "**open**"):
            groups.setdefault(name, []).append((one.name in known, not one.wanted))
    for name, held in sorted(groups.items(), key=lambda item: (item[0].startswith("*"), item[0])):
        wrong, silent = (sum(column) for column in zip(*held, strict=True))
        lines.append(f"| {name} | {len(held)} | {silent} | {len(held) - wrong} | {wrong} |")
    return "\n".join(lines) + "\n"


def questions() -> str:
    """Return docs/questions.md: the named questions, what they take, and how to ask them."""
    from vaultkit.query.question import questions as all_questions

    lines = [
        "# Named questions",
        "",
        MADE,
        "`vaultkit query NAME KEY=VALUE ...` asks one by name; `vaultkit ask` finds it by its words.",
        "Names resolve through aliases: `technique=gqa` and `technique='grouped query attention'` are",
        "the same. Each is one file in `src/vaultkit/query/questions/`, which runs on any SPARQL 1.1",
        "engine over `graph.ttl` and `schema.ttl`, with `$name` in place of each parameter.",
        "",
    ]
    for one in all_questions().values():
        lines += [f"## `{one.name}`", "", one.answers, ""]
        if one.parameters:
            lines += ["| parameter | is | default |", "|---|---|---|"]
            lines += [
                f"| `{part.name}` | {part.kind} | {part.default or ''} |" for part in one.parameters
            ]
            lines.append("")
        lines += [f"- {phrase}" for phrase in one.phrases] + [""]
    return "\n".join(lines).rstrip() + "\n"


def rules() -> dict[str, str]:
    """Return docs/rules/: a page for each rule of lint, and their index."""
    from vaultkit.lint.explain import pages
    from vaultkit.lint.select import all_rules

    return pages(all_rules())


PAGES: dict[str, Callable[[], str]] = {
    "architecture.md": architecture,
    "config.md": config,
    "cli.md": cli,
    "ontology.md": ontology,
    "cases.md": cases,
    "questions.md": questions,
}
"""Every generated page of docs/ that is made here, but for those of the rules."""


def main() -> None:
    """Write the pages that changed."""
    texts = {name: make() for name, make in PAGES.items()} | rules()
    for file in (ROOT / "docs" / "rules").glob("*.md"):
        if f"rules/{file.name}" not in texts:
            file.unlink()
    for name, text in texts.items():
        file = ROOT / "docs" / name
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8", newline="\n")
            print(f"made docs/{name}")


if __name__ == "__main__":
    main()
