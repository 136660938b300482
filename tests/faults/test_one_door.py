"""Only vault/ writes notes: every other call that writes a file is known, and writes none."""

from __future__ import annotations

import ast

from house.plan import modules

KNOWN = {
    "cli/cli.py": "the log of a bug",
    "export/export.py": "outputs of build and export",
    "query/kept.py": "the store of the last questions, in the user's cache folder",
}


def _writes(tree: ast.Module) -> list[int]:
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        modes = [
            one.value
            for one in (*node.args[:2], *(k.value for k in node.keywords if k.arg == "mode"))
            if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        if (
            name == "open" and any(set(mode) & set("wax+") and len(mode) <= 3 for mode in modes)
        ) or name in {"write_text", "write_bytes"}:
            found.append(node.lineno)
    return found


def test_no_other_module_of_the_verbs_writes_files() -> None:
    wrong = {}
    for module in modules():
        if module.place.startswith(("vault/", "cli/")) or module.place in KNOWN:
            continue
        lines = _writes(ast.parse(module.path.read_text(encoding="utf-8")))
        if lines:
            wrong[module.place] = lines
    assert not wrong, "notes are written by vault/write.py only"


def test_ruamel_and_dumpers_never_touch_a_note() -> None:
    for module in modules():
        names = {one.name.split(".")[0] for one in module.imports}
        assert not names & {"ruamel", "yaml"}, module.place
        if not module.place.startswith("vault/"):
            assert "frontmatter.dump" not in module.path.read_text(encoding="utf-8"), module.place
