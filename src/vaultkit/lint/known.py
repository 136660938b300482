"""What the rules on knowledge ask of the graph."""

from __future__ import annotations

from vaultkit.vault.resolve import Ambiguous, Found

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.graph.facts import Claim
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.lint.scene import Scene
    from vaultkit.notes.note import Note

SOURCES = frozenset(("source", "sources", "url", "link", "paper", "arxiv", "doi", "citation"))
"""Properties that name a source for a whole note."""
SOURCE_HEADINGS = frozenset(("sources", "source", "references", "bibliography", "literature"))
"""Headings of a section that lists the sources of a whole note."""


def stated(graph: KnowledgeGraph) -> Iterator[Claim]:
    """Yield what notes plainly state: no denials, rumours or plans, and nothing refused."""
    for claim in graph.claims:
        plain = claim.modality == "asserted" and claim.layer in {"asserted", "curated"}
        if plain and claim.status in {"accepted", "disputed"}:
            yield claim


def steps(graph: KnowledgeGraph) -> Iterator[Claim]:
    """Yield the accepted claims that one model comes from another."""
    from vaultkit.graph.vocab import schema  # read only where a rule needs it

    properties = schema().properties
    for claim in graph.accepted():
        prop = properties.get(claim.predicate)
        if prop is None or claim.object is None or claim.modality == "negated":
            continue
        if claim.predicate == "lineage" or "lineage" in prop.supers:
            yield claim


def label(entity: str, graph: KnowledgeGraph) -> str:
    """Return the name of an entity for a reader."""
    found = graph.entities.get(entity)  # type: ignore[call-overload]  # ids are texts
    return found.label if found else entity.partition("/")[2]


def said(claim: Claim, graph: KnowledgeGraph) -> str:
    """Return what a claim says of its subject, for comparison and for a reader."""
    if claim.object is not None:
        return label(claim.object, graph)
    value = claim.value
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def released(graph: KnowledgeGraph) -> dict[str, str]:
    """Return the release date of each model, ISO 8601: the earliest stated, else our own list's."""
    from vaultkit.graph.vocab import knowledge

    days: dict[str, str] = {str(one.id): one.released for one in knowledge() if one.released}
    stated_days: dict[str, str] = {}
    for claim in graph.accepted():
        if claim.predicate == "releaseDate" and isinstance(claim.value, str):
            old = stated_days.get(claim.subject)
            if old is None or claim.value < old:
                stated_days[claim.subject] = claim.value
    return days | stated_days


def _listed(note: Note) -> tuple[int, int]:
    """Return where a note lists the sources of all its sections; an empty stretch if nowhere."""
    for number, heading in enumerate(note.headings):
        if heading.text.strip().lower() in SOURCE_HEADINGS:
            after = [one.span.start for one in note.headings[number + 1 :]]
            return heading.span.end, after[0] if after else len(note.text)
    return 0, 0


def is_sourced(note: Note, start: int, end: int, graph: KnowledgeGraph, scene: Scene) -> bool:
    """Tell whether a stretch of a note, its section of sources, or its properties name a source."""
    if any(one.key.lower() in SOURCES and one.value for one in note.fields if not one.inline):
        return True
    listed = _listed(note)
    for link in note.links:
        at = link.span.start
        if not (start <= at < end or listed[0] <= at < listed[1]):
            continue
        if link.kind in {"url", "citation"}:
            return True
        reached = scene.vault.resolve(note.path, link)
        if isinstance(reached, Found | Ambiguous):
            facts = graph.notes.get(reached.path)  # type: ignore[call-overload]  # paths are texts
            if facts and any(one.startswith("paper/") for one in facts.about):
                return True
            if reached.path.lower().endswith(".pdf"):
                return True
    return False
