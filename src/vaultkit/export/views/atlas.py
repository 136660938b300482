"""Everything of a vault as one graph: notes, what they mention, and what is said of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaultkit.export.views.community import communities
from vaultkit.export.views.escape import clean
from vaultkit.export.views.forces import positions
from vaultkit.export.views.own_notes import own_notes
from vaultkit.export.views.workings import worked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vaultkit.export.views.forces import Place
    from vaultkit.graph.facts import EntityId
    from vaultkit.graph.graph import KnowledgeGraph

KINDS = ("note", "model", "technique", "paper", "dataset", "organization", "other")
LINK, MENTION, SAID = 0, 1, 2
WORDS = ("links to", "mentions", "is said of")
FEW = 60
"""So few spots are one community: there is nothing to tell apart."""
ALL_ENTITIES = 1500
"""With so many entities or fewer all are shown; else those that two notes or more name."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A note or an entity; an entity with a note of its own is one with it."""

    id: str
    """`note/PATH`, or the entity's id."""
    title: str
    kind: str
    path: str
    """Of its note; empty for an entity without one."""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Atlas:
    """Spots sorted by id, links between them, communities and places."""

    spots: tuple[Spot, ...]
    links: tuple[tuple[int, int, int], ...]
    """Two spots and the kind of link (`LINK`, `MENTION`, `SAID`), sorted."""
    groups: tuple[int, ...]
    places: tuple[Place, ...]

    @property
    def names(self) -> dict[int, str]:
        """Return each community's name: its spot with most links."""
        degree: Counter[int] = Counter()
        for a, b, _ in self.links:
            degree[a] += 1
            degree[b] += 1
        best: dict[int, int] = {}
        for at, group in enumerate(self.groups):
            if group >= 0 and (group not in best or degree[at] > degree[best[group]]):
                best[group] = at
        return {group: self.spots[at].title for group, at in best.items()}


def atlas(
    graph: KnowledgeGraph,
    *,
    tags: Mapping[str, Sequence[str]] | None = None,
    before: Mapping[str, Place] | None = None,
    share: bool = False,
    lonely: str = "",
) -> Atlas:
    """Lay a vault out.

    Args:
        graph: what the notes say.
        tags: of each note, by path.
        before: places of an earlier layout by spot's id: what was there stays.
        share: only entities and what is said of them; no note.
        lonely: id of an entity that is shown even where nothing is said of it.
    """
    spots, found = _spots(graph, tags or {}, share=share)
    links = _links(graph, found, share=share)
    if share:
        linked = {end for a, b, _ in links for end in (a, b)}
        kept = [
            number for number in range(len(spots)) if number in linked or spots[number].id == lonely
        ]
        new = {was: number for number, was in enumerate(kept)}
        spots = [spots[number] for number in kept]
        links = [(new[a], new[b], kind) for a, b, kind in links]
    weights = [(a, b, (1.0, 0.5, 1.5)[kind]) for a, b, kind in links]
    groups = worked("communities", (len(spots), weights), lambda: communities(len(spots), weights))
    if len(spots) <= FEW:
        groups = [min(group, 0) for group in groups]
    old = before or {}
    known = {number: old[spot.id] for number, spot in enumerate(spots) if spot.id in old}
    places = worked(
        "positions", (groups, weights, known), lambda: positions(groups, weights, known)
    )
    return Atlas(tuple(spots), tuple(links), tuple(groups), tuple(places))


def _spots(
    graph: KnowledgeGraph, tags: Mapping[str, Sequence[str]], *, share: bool
) -> tuple[list[Spot], dict[str, int]]:
    """Return the spots and where each note (by path) and entity (by id) is found."""
    own: dict[EntityId, str] = {}
    if not share:
        for path, key in own_notes(graph, graph.entities).items():
            own.setdefault(key, path)
    named: dict[str, set[str]] = {}
    for mention in graph.mentions:
        named.setdefault(mention.entity, set()).add(mention.note)
    few = len(graph.entities) <= ALL_ENTITIES
    made: dict[str, tuple[Spot, list[str]]] = {}
    if not share:
        kind_of = {path: graph.entities[key].kind for key, path in own.items()}
        for path, note in graph.notes.items():
            kind = _kind(kind_of[path]) if path in kind_of else "note"
            spot = Spot(
                f"note/{path}",
                clean(note.title, 120),
                kind,
                path,
                tuple(sorted(tags.get(path, ()))),
            )
            made[spot.id] = (spot, [path])
    for key, entity in graph.entities.items():
        if entity.described:
            continue
        if key in own:
            made[f"note/{own[key]}"][1].append(key)
        elif share or few or len(named.get(key, ())) > 1:
            made[key] = (Spot(key, clean(entity.label, 120), _kind(entity.kind), ""), [key])
    spots: list[Spot] = []
    at: dict[str, int] = {}
    for number, name in enumerate(sorted(made)):
        spot, keys = made[name]
        spots.append(spot)
        at.update(dict.fromkeys(keys, number))
    return spots, at


def _kind(kind: str) -> str:
    """Return the few kinds that have a colour and a shape."""
    if kind.startswith("model"):
        return "model"
    if kind == "benchmark":
        return "dataset"
    return kind if kind in KINDS else "other"


def _links(
    graph: KnowledgeGraph, at: Mapping[str, int], *, share: bool
) -> list[tuple[int, int, int]]:
    """Return each pair of spots once, with the strongest of what joins them."""
    best: dict[tuple[int, int], int] = {}

    def add(one: str, other: str, kind: int) -> None:
        a, b = at.get(one), at.get(other)
        if a is None or b is None or a == b:
            return
        pair = (a, b) if a < b else (b, a)
        old = best.get(pair)
        rank = (SAID, LINK, MENTION)
        if old is None or rank.index(kind) < rank.index(old):
            best[pair] = kind

    for claim in graph.accepted():
        if claim.object is not None:
            add(claim.subject, claim.object, SAID)
    if not share:
        for note in graph.notes.values():
            for target in note.links_to:
                add(note.path, target, LINK)
        for mention in graph.mentions:
            add(mention.note, mention.entity, MENTION)
    return sorted((a, b, kind) for (a, b), kind in best.items())


def places_of(what: Atlas) -> dict[str, Place]:
    """Return the places by id, to be kept for the next layout."""
    return {spot.id: place for spot, place in zip(what.spots, what.places, strict=True)}


def read_places(rows: Iterable[object]) -> dict[str, Place]:
    """Return places from kept rows `[id, x, y]`; what is no such row is passed over."""
    found: dict[str, Place] = {}
    for row in rows:
        match row:
            case [str(name), int(x) | float(x), int(y) | float(y)]:
                found[name] = (x, y)
    return found
