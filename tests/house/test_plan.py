"""The plan of the house: floors, doors, sizes and captions (docs/architecture.md)."""

from __future__ import annotations

import pytest

from house.plan import SOURCE, Module, modules

FLOOR = {
    "errors": 0, "values": 0, "text": 1, "plugins": 1, "config": 1, "knowledge": 1,
    "notes": 2, "graph": 2,
    "vault": 3,
    "extract": 4, "lint": 4, "export": 4, "query": 4, "sync": 4,
    "workspace": 5,
    "serve": 6, "api": 6,
    "cli": 7, "__main__": 8, "__init__": 9,
}  # fmt: skip

DOORS = {
    "pyoxigraph": {"graph/store.py"},
    "rdflib": {"graph/rdf.py"},
    "networkx": {"graph/network.py"},
    "spacy": {"extract/nlp.py"},
    "pyvis": {"export/formats/pyvis.py"},
    "numpy": {"export/views/forces.py", "export/views/sweep.py"},
    "pyromark": {"notes/blocks.py", "notes/commonmark.py", "notes/structure.py"},
    "yaml12": {"notes/frontmatter.py", "notes/yaml.py"},
    "frontmatter": {"notes/frontmatter.py", "notes/post.py"},
    "ahocorasick_rs": {"extract/gazetteer.py"},
    "platformdirs": {"vault/cache.py", "vault/places.py", "cli/cli.py"},
    "pyshacl": {"graph/shapes.py"},
    "watchfiles": {"sync/watch.py", "serve/watch.py"},
}
HEAVY = {"pyoxigraph", "rdflib", "networkx", "spacy", "pyvis", "pyshacl", "watchfiles"}
MOST_LINES = 400
A_LITTLE_OVER = 430
"""Where splitting a file would tear one thing apart, it may be a little over."""

every_module = pytest.mark.parametrize("module", modules(), ids=lambda one: one.place)


def room_of(name: str) -> str | None:
    parts = name.split(".")
    if parts[0] != "vaultkit":
        return None
    if len(parts) == 1:
        return None
    return parts[1] if parts[1] in FLOOR else None


@every_module
def test_imports_only_from_floors_below(module: Module) -> None:
    here = FLOOR[module.room]
    wrong = []
    for one in module.imports:
        room = room_of(one.name)
        if room is None or room == module.room:
            continue
        if FLOOR[room] >= here:
            wrong.append(f"line {one.line}: {one.name}")
    assert not wrong, f"{module.place} (floor {here}) imports from its own floor or above: {wrong}"


@every_module
def test_heavy_libraries_enter_by_their_door(module: Module) -> None:
    wrong = [
        f"line {one.line}: {one.name}"
        for one in module.imports
        for library in [one.name.split(".")[0]]
        if library in DOORS and module.place not in DOORS[library] and not one.typing_only
    ]
    assert not wrong, f"{module.place} is not their door: {wrong}"


@every_module
def test_heavy_libraries_are_imported_where_they_are_used(module: Module) -> None:
    wrong = [
        f"line {one.line}: {one.name}"
        for one in module.imports
        if one.name.split(".")[0] in HEAVY and one.eager and not one.typing_only
    ]
    assert not wrong, f"import them inside the function that needs them: {wrong}"


@every_module
def test_no_file_outgrows_its_caption(module: Module) -> None:
    assert module.lines <= A_LITTLE_OVER, (
        f"{module.place}: {module.lines} lines, {MOST_LINES} meant"
    )


@every_module
def test_every_module_has_a_caption(module: Module) -> None:
    assert module.caption, f"{module.place} does not say what it holds"
    assert len(module.caption) <= 100


@every_module
def test_nothing_prints_outside_the_command_line(module: Module) -> None:
    if module.room in {"cli", "__main__"}:
        return
    text = module.path.read_text(encoding="utf-8")
    assert "click.echo(" not in text
    assert "\nprint(" not in text


def test_every_room_is_in_the_plan() -> None:
    assert {module.room for module in modules()} <= set(FLOOR)


def test_scripts_of_the_pages_are_small_files_too() -> None:
    long = [
        f"{path.relative_to(SOURCE)}: {count}"
        for path in sorted(SOURCE.rglob("*"))
        if path.suffix in {".js", ".css"} and "vendor" not in path.parts
        for count in [path.read_text(encoding="utf-8").count("\n")]
        if count > A_LITTLE_OVER
    ]
    assert not long
