"""Notes for entities that have none: proposed, named safely, and never made twice."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaultkit.notes.own import ABOUT, MARK, value_hash
from vaultkit.notes.parse import parse_note
from vaultkit.sync.panel import block
from vaultkit.sync.place import appended
from vaultkit.sync.properties import insertion
from vaultkit.text import NotePath, apply_edits
from vaultkit.vault.change import Create
from vaultkit.vault.decisions import MADE, UNWANTED, Decisions
from vaultkit.vault.names import name_key

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from vaultkit.graph.facts import Entity, EntityId
    from vaultkit.sync.panel import PanelKind
    from vaultkit.sync.scene import Scene

LONGEST = 120
"""Bytes of a made name."""
_FORBIDDEN = '*"\\/<>:|?#^[]%'
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{one}{n}" for one in ("com", "lpt") for n in range(10))}
)
NAMING = ("type", "title", "aliases")
"""Properties by which a note of a user teaches a name."""
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


@dataclass(frozen=True, slots=True)
class Proposed:
    """A note that is to be made for an entity."""

    path: NotePath
    entity: EntityId
    head: str
    """The user's template or a head: what stands above the panels."""
    panels: tuple[str, ...]


def proposals(
    scene: Scene, decisions: Decisions, without: Collection[str] = ()
) -> tuple[list[Proposed], Decisions, list[str]]:
    """Return new notes for entities that are mentioned often and have none.

    Args:
        scene: the vault and its graph.
        decisions: what the user does not want.
        without: paths that can not be made.
    """
    counts = Counter(mention.entity for mention in scene.graph.mentions)
    made: list[Proposed] = []
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
        if any(folder == one or folder.startswith(f"{one}/") for one in scene.vault.files):
            reports.append(f"{path}: not made, its folder is a file")
            continue
        if path in without:
            continue
        if name_key(name) in taken:
            reports.append(f"{path}: not made, a file of this name exists (B90)")
            continue
        taken.add(name_key(name))
        panels = scene.config.sync.panels.get(entity.kind, PANELS.get(entity.kind, ("facts",)))
        made.append(Proposed(path, key, _head(scene, entity, path), tuple(panels)))
        decisions = decisions.with_items(MADE, {path: key})
    return made, decisions, reports


def made_note(scene: Scene, one: Proposed, kinds: Mapping[str, PanelKind], *, html: bool) -> Create:
    """Return the new note with its panels, in a scene that knows all the other new notes."""
    text = one.head
    view = scene.view(one.path)
    for panel in one.panels:
        text = appended(text, block(panel, kinds[panel].make(view), html=html))
    return Create(one.path, text.encode("utf-8"))


def _head(scene: Scene, entity: Entity, path: NotePath) -> str:
    """Return what stands above the panels of a new note: the user's template, or a head."""
    template = scene.config.sync.templates.get(entity.kind, "")
    note = scene.vault.notes.get(NotePath(template)) if template else None
    name = path.rpartition("/")[2][:-3]
    if note is not None:
        return _marked(path, note.text.replace("{{title}}", name), entity.id)
    values: dict[str, str] = {"type": entity.kind}
    if entity.label != name:
        values["aliases"] = f"[{_quoted(entity.label)}]"
    marks = ", ".join(
        [f'"{ABOUT}={entity.id}"', *(f'"{key}={value_hash(one)}"' for key, one in values.items())]
    )
    lines = [f"{key}: {value}" for key, value in values.items()]
    return "\n".join(["---", *lines, f"{MARK}: [{marks}]", "---", ""])


def _marked(path: NotePath, text: str, entity: EntityId) -> str:
    """Mark what a template says of the note's entity: vaultkit wrote it there, so it says nothing.

    Without the mark, a note made for a name would teach that name to every other note (A8.1).
    """
    note = parse_note(path, text)
    fields = [one for key in NAMING if (one := note.field(key)) and not one.inline]
    if note.field(MARK) is not None:
        return text
    marks = [f"{ABOUT}={entity}"]
    marks += [f"{one.key.lower()}={value_hash(one.value_span.of(text))}" for one in fields]
    line = f"{MARK}: [{', '.join(_quoted(one) for one in marks)}]\n"
    head = next((one.span for one in note.regions if one.kind == "frontmatter"), None)
    return apply_edits(text, [insertion(note, head, line)])


def _quoted(text: str) -> str:
    """Return a text as a double-quoted YAML value."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
