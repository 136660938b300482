"""Communities of a graph by modularity (Louvain), the same on every run: no random, fixed order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Edge = tuple[int, int, float]

MOST_PASSES = 12
LEAST_MOVES = 0.002
SMALL = 5
"""A community of at most so many nodes joins the neighbour it has most links to."""
LARGE = 320
"""A community larger than this is split once more, so that its layout stays quick."""


def communities(count: int, edges: Sequence[Edge]) -> list[int]:
    """Return the community of each node: 0 is the largest; -1 for nodes without a link."""
    labels = _louvain(count, edges, 1.0)
    labels = _split(labels, edges)
    labels = _join_small(labels, edges)
    linked = {end for a, b, _ in edges if a != b for end in (a, b)}
    size = Counter(label for node, label in enumerate(labels) if node in linked)
    first: dict[int, int] = {}
    for node, label in enumerate(labels):
        first.setdefault(label, node)
    order = sorted(size, key=lambda label: (-size[label], first[label]))
    rank = {label: at for at, label in enumerate(order)}
    return [rank[label] if node in linked else -1 for node, label in enumerate(labels)]


def _louvain(count: int, edges: Sequence[Edge], resolution: float) -> list[int]:
    """Move nodes to the neighbouring community that gains most, then do the same with those."""
    labels = list(range(count))
    level_edges = list(edges)
    size = count
    while True:
        found, moved = _one_level(size, level_edges, resolution)
        if not moved:
            return labels
        names = {label: at for at, label in enumerate(dict.fromkeys(found))}
        labels = [names[found[label]] for label in labels]
        merged: dict[tuple[int, int], float] = {}
        for a, b, weight in level_edges:
            x, y = names[found[a]], names[found[b]]
            pair = (x, y) if x <= y else (y, x)
            merged[pair] = merged.get(pair, 0.0) + weight
        level_edges = [(a, b, weight) for (a, b), weight in merged.items()]
        if len(names) == size:
            return labels
        size = len(names)


def _one_level(count: int, edges: Sequence[Edge], resolution: float) -> tuple[list[int], bool]:
    """Return the community of each node after local moves, and whether any was worth it."""
    near: list[dict[int, float]] = [{} for _ in range(count)]
    degree = [0.0] * count
    total = 0.0
    for a, b, weight in edges:
        total += 2 * weight
        degree[a] += weight
        degree[b] += weight
        if a != b:
            near[a][b] = near[a].get(b, 0.0) + weight
            near[b][a] = near[b].get(a, 0.0) + weight
    label = list(range(count))
    inside = degree.copy()
    any_moved = False
    for _ in range(MOST_PASSES):
        moves = 0
        for node in range(count):
            if not near[node]:
                continue
            own, weight = label[node], degree[node]
            inside[own] -= weight
            links: dict[int, float] = {}
            for other, strength in near[node].items():
                links[label[other]] = links.get(label[other], 0.0) + strength
            scale = resolution * weight / total
            best, gain = own, links.get(own, 0.0) - inside[own] * scale
            for group, strength in links.items():
                now = strength - inside[group] * scale
                if now > gain + 1e-12 or (now > gain - 1e-12 and group < best and group != own):
                    best, gain = group, now
            inside[best] += weight
            if best != own:
                label[node] = best
                moves += 1
        any_moved = any_moved or moves > 0
        if moves <= LEAST_MOVES * count:
            break
    return label, any_moved


def _split(labels: list[int], edges: Sequence[Edge]) -> list[int]:
    """Split communities that are too large, by the same means with a finer grain."""
    members: dict[int, list[int]] = {}
    for node, label in enumerate(labels):
        members.setdefault(label, []).append(node)
    within: dict[int, list[Edge]] = {}
    for a, b, weight in edges:
        if labels[a] == labels[b] and len(members[labels[a]]) > LARGE:
            within.setdefault(labels[a], []).append((a, b, weight))
    fresh = max(labels, default=0) + 1
    out = list(labels)
    for label, those in members.items():
        if len(those) <= LARGE:
            continue
        at = {node: number for number, node in enumerate(those)}
        inner = [(at[a], at[b], weight) for a, b, weight in within.get(label, ())]
        parts = _louvain(len(those), inner, 1.0 + len(those) / LARGE)
        for node, part in zip(those, parts, strict=True):
            out[node] = fresh + part
        fresh += len(those)
    return out


def _join_small(labels: list[int], edges: Sequence[Edge]) -> list[int]:
    """Let small communities join the neighbour that they have most links to."""
    out = list(labels)
    size = Counter(out)
    pull: dict[int, Counter[int]] = {}
    for a, b, weight in edges:
        x, y = out[a], out[b]
        if x != y:
            for one, other in ((x, y), (y, x)):
                if size[one] <= SMALL:
                    pull.setdefault(one, Counter())[other] += int(weight * 16)
    goes: dict[int, int] = {}
    for small in sorted(pull, key=lambda one: (size[one], one)):
        goal = min(pull[small], key=lambda other: (-pull[small][other], other))
        while goal in goes:
            goal = goes[goal]
        if goal != small:
            goes[small] = goal

    def end(label: int) -> int:
        while label in goes:
            label = goes[label]
        return label

    return [end(label) for label in out]
