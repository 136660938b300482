"""What a sync writes is never read back: proven before it is written, and over real vaults after."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sync.test_rename import unpack
from sync.test_sync import NOTES, OBSIDIAN, synced
from vaultkit.config import Config, SyncConfig
from vaultkit.export.export import texts
from vaultkit.extract.extract import extract
from vaultkit.graph.records import claims_jsonl
from vaultkit.sync.ahead import vault_after
from vaultkit.sync.proof import proven
from vaultkit.sync.properties import PREDICATES
from vaultkit.sync.sync import Asked, plan_sync
from vaultkit.vault.change import Create, Rewrite
from vaultkit.vault.files import open_vault
from vaultkit.vault.shelf import open_shelf
from vaultkit.vault.vault import Vault

if TYPE_CHECKING:
    from pathlib import Path

    from vaultkit.graph.graph import KnowledgeGraph

pytest.importorskip("spacy", reason="reading sentences needs vaultkit[nlp]")

PANELS = ("facts", "lineage", "models-using", "models-of", "papers", "contradictions", "review")


def placed(lines: str) -> list[tuple[str, int, str]]:
    """Return each claim with its line."""
    found = [json.loads(line) for line in lines.split("\n") if line]
    return [(one["quote"].split("\n")[0], one["line"], one["note"]) for one in found]


def unplaced(lines: str) -> Counter[str]:
    """Return claims without their line."""
    found = [json.loads(line) for line in lines.split("\n") if line]
    return Counter(json.dumps({**one, "line": 0}, sort_keys=True) for one in found)


def lines_are_true(vault: Vault, graph: KnowledgeGraph) -> None:
    """Look every claim up in its note: the line holds the beginning of the quote."""
    for claim in graph.claims:
        note = vault.notes[claim.note]
        first = claim.quote.split("\n")[0].strip()
        assert claim.span.of(note.text) == claim.quote
        assert first in note.line(claim.line), (claim.note, claim.line)


@pytest.mark.parametrize("name", ["", "hannah-wiki", "dswok", "fxmartin-ai"])
def test_a_sync_of_everything_changes_no_claim(
    request: pytest.FixtureRequest, tmp_path: Path, name: str
) -> None:
    """All panels, notes for entities, views and then properties, over real vaults."""
    config = replace(Config(), sync=SyncConfig(mentions=1, views=("Lineage.canvas", "Models.base")))
    shelf = open_shelf(tmp_path, "readings", "extract", "graph", "notes", "knowledge")
    if name:
        root = unpack(request.getfixturevalue("shared"), name, tmp_path)
        vault = open_vault(root, config, use_cache=False)
    else:
        vault = Vault.of(NOTES, config=config, settings=OBSIDIAN)
    graph = extract(vault, config, shelf)
    before = claims_jsonl(graph)
    paths = list(vault.notes)[:: max(1, len(vault.notes) // 50)]
    add = tuple((panel, path) for path in paths for panel in PANELS)
    plan = plan_sync(vault, graph, config, Asked(add=add, create=True), {})
    changes, reports = proven(vault, graph, plan.changes, lambda one: extract(one, config, shelf))
    assert not reports, "the proof stops nothing: nothing is laundered in the first place"
    assert len(changes) > len(paths) // 2
    vault = vault_after(vault, changes)
    graph = extract(vault, config, shelf)
    assert claims_jsonl(graph) == before, "nothing was put above a claim, so no byte changes"
    lines_are_true(vault, graph)
    # Now properties, which stand above, in all notes of entities, the new ones too.
    config = replace(config, sync=SyncConfig(properties=tuple(PREDICATES)))
    plan = plan_sync(vault, graph, config, None, {})
    changes, reports = proven(vault, graph, plan.changes, lambda one: extract(one, config, shelf))
    assert not reports
    assert changes
    after = vault_after(vault, changes)
    said = extract(after, config, shelf)
    assert unplaced(before) == unplaced(claims_jsonl(said))
    assert texts(graph, "urn:x:")["facts.ttl"] == texts(said, "urn:x:")["facts.ttl"]
    lines_are_true(after, said)
    again = plan_sync(after, said, config, None, {})
    assert not again.changes, "a second run has nothing to do"


def test_what_would_be_read_back_is_not_written() -> None:
    """A panel without its markers (a bug of a writer) is a claim: the change is stopped."""
    config = Config()
    vault = Vault.of(NOTES, settings=OBSIDIAN)
    graph = extract(vault, config)
    note = vault.notes["log.md"]  # type: ignore[index]
    before = note.text.encode()
    bad = Rewrite("log.md", before, before + b"\nOrca was developed by Microsoft.\n")
    fine = Rewrite("RoPE.md", NOTES["RoPE.md"].encode(), NOTES["RoPE.md"].encode() + b"\nno name\n")
    kept, reports = proven(vault, graph, [bad, fine], lambda one: extract(one, config))
    assert kept == [fine]
    assert [one.split(":")[0] for one in reports] == ["log.md"]
    kept, reports = proven(vault, graph, [bad], lambda one: extract(one, config), {"log.md"})
    assert kept == [bad], "a panel that becomes the user's counts"


def test_a_note_made_from_a_template_teaches_no_name() -> None:
    """`type` in a user's template is copied by vaultkit: it says nothing about the entity."""
    config = replace(
        Config(),
        sync=SyncConfig(
            mentions=1, review="", templates={"model": "T/Model.md", "model-series": "T/Model.md"}
        ),
    )
    template = "---\ntype: model\naliases: []\n---\nSee {{title}}.\n"
    files = {
        "log.md": "Zorblax-7B uses RoPE. Orca was fine-tuned from Zorblax-7B.\n",
        "T/Model.md": template,
    }
    vault = Vault.of(files, config=config, settings=OBSIDIAN)
    graph = extract(vault, config)
    plan = plan_sync(vault, graph, config, Asked(create=True), {})
    changes, reports = proven(vault, graph, plan.changes, lambda one: extract(one, config))
    assert not reports
    made = {one.path: one.after.decode() for one in changes if isinstance(one, Create)}
    orca = made["Entities/Orca.md"]
    assert orca.startswith("---\ntype: model\naliases: []\nvaultkit: [")
    after = vault_after(vault, changes)
    said = extract(after, config)
    assert claims_jsonl(said) == claims_jsonl(graph)
    again = plan_sync(after, said, config, None, {})
    assert not again.changes


def test_a_new_note_that_changes_what_others_say_is_not_made() -> None:
    config = Config()
    files = {**NOTES, "log.md": NOTES["log.md"] + "\nZorblax uses RoPE.\n"}
    vault = Vault.of(files, settings=OBSIDIAN)
    graph = extract(vault, config)
    made = Create("Zorblax.md", b"---\ntype: model\n---\n")
    assert proven(vault, graph, [made], lambda one: extract(one, config))[0] == []


def test_properties_move_lines_and_nothing_else() -> None:
    config = replace(Config(), sync=SyncConfig(properties=("developed_by",), review=""))
    made, _ = synced(NOTES, None, config)
    was, now = Vault.of(NOTES), Vault.of(made)
    before, after = extract(was, config), extract(now, config)
    assert made["Models/Orca.md"] != NOTES["Models/Orca.md"]
    assert claims_jsonl(before) != claims_jsonl(after)
    assert unplaced(claims_jsonl(before)) == unplaced(claims_jsonl(after))
    moved = {
        one[2]
        for one, two in zip(placed(claims_jsonl(before)), placed(claims_jsonl(after)), strict=True)
        if one != two
    }
    assert moved == {"Models/LLaMA.md", "Models/Orca.md"}
    lines_are_true(now, after)
    # From then on the value changes in its place, and no line moves.
    files = {**made, "log.md": made["log.md"] + "\nOrca was developed by OpenAI.\n"}
    again, _ = synced(files, None, config)
    assert again["Models/Orca.md"] != made["Models/Orca.md"]
    one, two = (extract(Vault.of(texts), config) for texts in (files, again))
    assert claims_jsonl(one) == claims_jsonl(two)
