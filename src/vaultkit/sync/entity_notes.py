"""Notes for entities that have none: proposed, named safely, and never made twice."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from vaultkit.notes.own import MARK, value_hash
from vaultkit.sync.panel import block
from vaultkit.sync.place import appended
from vaultkit.text import NotePath
from vaultkit.vault.change import Change, Create
from vaultkit.vault.decisions import MADE, UNWANTED, Decisions
from vaultkit.vault.names import name_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vaultkit.graph.facts import Entity
    from vaultkit.sync.panel import PanelKind
    from vaultkit.sync.scene import Scene

LONGEST = 120
"""Bytes of a made name."""
_FORBIDDEN = '*"\\/<>:|?#^[]%'
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{one}{n}" for one in ("com", "lpt") for n in range(10))}
)
PANELS: Mapping[str, tuple[str, ...]] = {
    "model": ("lineage", "facts"),
    "model-series": ("lineage", "facts"),
    "model-variant": ("lineage", "facts"),
    "technique": ("models-using",),
    "organization": ("models-of",),
    "person": ("models-of",),
}


def safe_name(label: str) -> str:
    """Return a file name without ending for a title: valid everywhere, linkable, not too long.

    B94 and Windows: no reserved name or mark, no dot or blank at either end, 120 bytes at most.
    """
    text = unicodedata.normalize("NFC", label)
    text = "".join("-" if one in _FORBIDDEN else one for one in text)
    text = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in text)
    text = " ".join(text.split()).strip(". ")
    while len(text.encode("utf-8")) > LONGEST:
        text = text[:-1]
    text = text.strip(". ")
    stem, dot, rest = text.partition(".")
    if stem.strip().lower() in _RESERVED:
        text = f"{stem}_{dot}{rest}"
    return text or "unnamed"


def made_here(key: str) -> bool:
    """Tell whether a file that vaultkit made is a note (views are kept by their own rules)."""
    return key.lower().endswith(".md")


def proposals(
    scene: Scene, decisions: Decisions, kinds: Mapping[str, PanelKind], *, html: bool
) -> tuple[list[Change], Decisions, list[str]]:
    """Return new notes for entities that are mentioned often and have none."""
    counts = Counter(mention.entity for mention in scene.graph.mentions)
    made: list[Change] = []
    reports: list[str] = []
    taken = {name_key(path.rpartition("/")[2]) for path in scene.vault.files}
    folder = scene.config.sync.folder.strip("/")
    for key in sorted(counts, key=lambda one: (-counts[one], one)):
        entity = scene.entity(key)
        if entity is None or counts[key] < scene.config.sync.mentions:
            continue
        if key in scene.note_of or key in decisions.of(UNWANTED):
            continue
        if any(key in facts.about for facts in scene.graph.notes.values()):
            continue  # a note is about it under another name
        name = f"{safe_name(entity.label)}.md"
        path = NotePath(f"{folder}/{name}" if folder else name)
        if name_key(name) in taken:
            reports.append(f"{path}: not made, a file of this name exists (B90)")
            continue
        taken.add(name_key(name))
        text = _text(scene, entity, path, kinds, html=html)
        made.append(Create(path, text.encode("utf-8")))
        decisions = decisions.with_items(MADE, {path: key})
    return made, decisions, reports


def _text(
    scene: Scene, entity: Entity, path: NotePath, kinds: Mapping[str, PanelKind], *, html: bool
) -> str:
    """Return a new note: the user's template or a head, then its panels."""
    template = scene.config.sync.templates.get(entity.kind, "")
    note = scene.vault.notes.get(NotePath(template)) if template else None
    name = path.rpartition("/")[2][:-3]
    if note is not None:
        text = note.text.replace("{{title}}", name)
    else:
        values: dict[str, str] = {"type": entity.kind}
        if entity.label != name:
            values["aliases"] = f"[{_quoted(entity.label)}]"
        marks = ", ".join(f'"{key}={value_hash(value)}"' for key, value in values.items())
        lines = [f"{key}: {value}" for key, value in values.items()]
        text = "\n".join(["---", *lines, f"{MARK}: [{marks}]", "---", ""])
    view = scene.view_as(path, entity.id)
    for panel in scene.config.sync.panels.get(entity.kind, PANELS.get(entity.kind, ("facts",))):
        text = appended(text, block(panel, kinds[panel].make(view), html=html))
    return text


def _quoted(text: str) -> str:
    """Return a text as a double-quoted YAML value."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
