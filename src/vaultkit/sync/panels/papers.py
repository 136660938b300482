"""The papers behind the note's entity, or of the whole vault, and whether they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.sync.panel import PanelKind

if TYPE_CHECKING:
    from vaultkit.graph.facts import EntityId
    from vaultkit.sync.scene import View

WORDS = {"read": "read", "reading": "being read", "todo": "to read", "": "not noted as read"}


def make(view: View) -> str:
    """Return a list of papers with their reading status."""
    scene = view.scene
    papers: set[EntityId] = set()
    if view.entity is not None:
        facts = scene.graph.notes.get(view.path)
        papers |= {paper for paper, _ in facts.cites} if facts else set()
        for claim in scene.graph.about(view.entity):
            if claim.status == "accepted" and claim.predicate in {"introducedBy", "describedBy"}:
                papers |= {claim.object} if claim.object else set()
        papers.discard(view.entity)
    else:
        papers |= set(scene.reading)
    ranked = sorted(papers, key=lambda one: (scene.label(one).lower(), one))
    return "\n".join(f"- {view.name(one)}: {WORDS[scene.reading.get(one, '')]}" for one in ranked)


panel = PanelKind("papers", "Papers, and whether they are read", make, anywhere=True)
