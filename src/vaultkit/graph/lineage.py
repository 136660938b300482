"""Where models come from: ancestors, descendants, generations, paths and cycles."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vaultkit.graph.quads import closure, is_fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from vaultkit.graph.facts import Claim, EntityId
    from vaultkit.graph.graph import KnowledgeGraph

PART_OF = "partOf"


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a lineage: the child comes from the parent, or is a part of it."""

    child: EntityId
    kind: str
    """The predicate: `fineTunedFrom`, `distilledFrom` ...; `partOf` between levels of a name."""
    parent: EntityId
    claims: tuple[Claim, ...] = ()
    """The accepted claims that say so, best first; none where the name itself says it."""

    @property
    def confidence(self) -> float:
        """Return the confidence of the best claim; 1 where the name itself says it."""
        return max((one.confidence for one in self.claims), default=1.0)

    @property
    def is_lineage(self) -> bool:
        """Tell whether it is a derivation, and not a level of a name."""
        return self.kind != PART_OF


@dataclass(frozen=True, slots=True)
class Lineage:
    """All steps between models, without cycles."""

    up: Mapping[EntityId, tuple[Step, ...]]
    """From a model to what it comes from, sorted by kind and parent."""
    down: Mapping[EntityId, tuple[Step, ...]]
    """From a model to what comes from it, sorted by kind and child."""
    broken: tuple[Step, ...] = field(default=())
    """Steps left out because they closed a cycle: the least certain one of each."""

    def steps(self) -> Iterator[Step]:
        """Yield every step, sorted by child, kind and parent."""
        for child in sorted(self.up):
            yield from self.up[child]

    def climb(self, start: EntityId) -> dict[EntityId, tuple[Step, ...]]:
        """Return each ancestor with the shortest way to it, nearest first."""
        return self._walk(start, self.up, lambda step: step.parent)

    def descend(self, start: EntityId) -> dict[EntityId, tuple[Step, ...]]:
        """Return each descendant (and part) with the shortest way to it, nearest first."""
        return self._walk(start, self.down, lambda step: step.child)

    @staticmethod
    def _walk(
        start: EntityId, steps: Mapping[EntityId, tuple[Step, ...]], end: object
    ) -> dict[EntityId, tuple[Step, ...]]:
        """Walk breadth first; ways of equal length in order of kind and name."""
        assert callable(end)
        ways: dict[EntityId, tuple[Step, ...]] = {start: ()}
        queue = deque([start])
        while queue:
            here = queue.popleft()
            for step in steps.get(here, ()):
                there = end(step)
                if there not in ways:
                    ways[there] = (*ways[here], step)
                    queue.append(there)
        del ways[start]
        return ways

    def speakers(self, model: EntityId) -> tuple[EntityId, ...]:
        """Return who speaks for a model's origin: itself where anything is said, else its parts.

        Notes may say of Vicuna 13B where it comes from, and be asked of Vicuna.
        """
        if self._has_origin(model):
            return (model,)
        found: list[EntityId] = []
        queue, seen = deque([model]), {model}
        while queue:
            parts = [one.child for one in self.down.get(queue.popleft(), ()) if not one.is_lineage]
            for part in parts:
                if part in seen:
                    continue
                seen.add(part)
                if any(one.is_lineage for one in self.up.get(part, ())):
                    found.append(part)
                else:
                    queue.append(part)
        return tuple(sorted(found)) or (model,)

    def levels(self, model: EntityId) -> tuple[EntityId, ...]:
        """Return a model, what it is a part of, and its parts: who may speak for it."""
        found = [model]
        for steps, end in ((self.up, "parent"), (self.down, "child")):
            queue = deque([model])
            while queue:
                for step in steps.get(queue.popleft(), ()):
                    other = getattr(step, end)
                    if not step.is_lineage and other not in found:
                        found.append(other)
                        queue.append(other)
        return tuple(found)

    def _has_origin(self, model: EntityId) -> bool:
        """Tell whether a derivation stands above a model, or above what it is a part of."""
        return any(step.is_lineage for way in self.climb(model).values() for step in way)

    def path(self, child: EntityId, parent: EntityId) -> tuple[Step, ...] | None:
        """Return the shortest way up from one model to another, None where there is none."""
        if child == parent:
            return ()
        return self.climb(child).get(parent)

    def depth(self, model: EntityId) -> int:
        """Return how many derivations lie above a model on the longest way up.

        Levels of a name (`partOf`) do not count.
        """
        known: dict[EntityId, int] = {}
        stack = [model]
        while stack:
            here = stack[-1]
            above = [one for one in self.up.get(here, ()) if one.parent not in known]
            if above:
                stack += [one.parent for one in above]
                continue
            stack.pop()
            known[here] = max(
                (known[one.parent] + one.is_lineage for one in self.up.get(here, ())), default=0
            )
        return known[model]

    def common(self, first: EntityId, second: EntityId) -> tuple[EntityId, ...]:
        """Return the nearest ancestors that both share (each may be one of the two), sorted.

        An ancestor with a shared descendant below it that both also reach is left out.
        """
        one = {first, *self.climb(first)}
        both = one & {second, *self.climb(second)}
        upper = {parent for shared in both for parent in self.climb(shared)}
        return tuple(sorted(both - upper))

    def influence(self) -> dict[EntityId, int]:
        """Return how many models come from each, most first; parts of the model do not count."""
        counts = {
            model: sum(any(step.is_lineage for step in way) for way in self.descend(model).values())
            for model in self.down
        }
        ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        return {model: count for model, count in ranked if count}


def lineage(graph: KnowledgeGraph, under: str = "lineage") -> Lineage:
    """Return the lineage of a graph's models from its accepted claims.

    Args:
        graph: the graph.
        under: the property that steps must stand under: `lineage` for all, `derivedFrom` for
            weights only. Levels of names (`partOf`) are always steps.
    """
    claims: dict[tuple[EntityId, str, EntityId], list[Claim]] = defaultdict(list)
    for claim in graph.claims:
        if (
            is_fact(claim)
            and claim.object is not None
            and claim.object != claim.subject
            and (claim.predicate == PART_OF or under in closure(claim.predicate))
        ):
            claims[claim.subject, claim.predicate, claim.object].append(claim)
    _narrow(claims)
    for child, parent in levels(graph):
        claims.setdefault((child, PART_OF, parent), [])
    steps = [
        Step(*key, tuple(sorted(said, key=lambda one: (-one.confidence, one.note, one.line))))
        for key, said in sorted(claims.items())
    ]
    kept, broken = without_cycles(steps)
    return Lineage(_by(kept, "child"), _by(kept, "parent"), tuple(broken))


def _narrow(claims: dict[tuple[EntityId, str, EntityId], list[Claim]]) -> None:
    """Let a narrower kind speak for a wider one between the same two models.

    "Built on LLaMA" beside "fine-tuned from LLaMA" is more evidence of one step, not another.
    """
    kinds: dict[tuple[EntityId, EntityId], set[str]] = defaultdict(set)
    for child, kind, parent in claims:
        kinds[child, parent].add(kind)
    for key in sorted(claims):
        child, kind, parent = key
        held = kinds[child, parent]
        narrower = min((one for one in held if one != kind and kind in closure(one)), default="")
        if narrower:
            claims[child, narrower, parent] += claims[key]
            del claims[key]
            held.remove(kind)


def levels(graph: KnowledgeGraph) -> list[tuple[EntityId, EntityId]]:
    """Return the levels of shipped names that both stand in the graph: part, whole; sorted."""
    from vaultkit.graph.vocab import knowledge

    return sorted(
        (one.id, one.part_of)
        for one in knowledge()
        if one.part_of
        and one.kind.startswith("model")
        and one.id in graph.entities
        and one.part_of in graph.entities
        and graph.entities[one.id].shipped
    )


def _by(steps: Iterable[Step], end: str) -> dict[EntityId, tuple[Step, ...]]:
    """Index steps by one of their ends."""
    found: dict[EntityId, list[Step]] = defaultdict(list)
    for step in steps:
        found[getattr(step, end)].append(step)
    return {key: tuple(value) for key, value in sorted(found.items())}


def without_cycles(steps: Iterable[Step]) -> tuple[list[Step], list[Step]]:
    """Return the steps to keep, and those left out: of each cycle the least certain one.

    Levels of names are certain, so a cycle through one is broken elsewhere where it can be.
    """
    held = list(steps)
    knots = _knots(held)
    within = [
        number
        for number, one in enumerate(held)
        if knots[one.child] == knots[one.parent] and one.child != one.parent
    ]
    # What lies in a cycle only ever gets less, so each step is looked at once, the least certain
    # first: it goes if at that moment it still lies in a cycle.
    up: dict[EntityId, dict[int, EntityId]] = defaultdict(dict)
    for number in within:
        up[held[number].child][number] = held[number].parent
    gone = []
    for number in sorted(within, key=lambda one: _worst(held[one])):
        one = held[number]
        if _leads(up, one.parent, one.child):
            del up[one.child][number]
            gone.append(number)
    out = set(gone)
    kept = [one for number, one in enumerate(held) if number not in out]
    return kept, [held[number] for number in gone]


def _worst(step: Step) -> tuple[float, bool, str, str, str]:
    """Order steps: the least certain first, levels of names last among equals."""
    return (step.confidence, not step.is_lineage, *_key(step))


def _leads(up: Mapping[EntityId, Mapping[int, EntityId]], start: EntityId, end: EntityId) -> bool:
    """Tell whether steps lead from one model to another."""
    seen, stack = {start}, [start]
    while stack:
        for there in up.get(stack.pop(), {}).values():
            if there == end:
                return True
            if there not in seen:
                seen.add(there)
                stack.append(there)
    return False


def _key(step: Step) -> tuple[str, str, str]:
    """Order steps."""
    return (step.child, step.kind, step.parent)


def _knots(steps: Iterable[Step]) -> dict[EntityId, int]:
    """Number the strongly connected components (Tarjan, without recursion)."""
    out: dict[EntityId, list[EntityId]] = defaultdict(list)
    for step in steps:
        out[step.child].append(step.parent)
        out.setdefault(step.parent, [])
    index: dict[EntityId, int] = {}
    low: dict[EntityId, int] = {}
    knot: dict[EntityId, int] = {}
    open_: list[EntityId] = []
    for root in sorted(out):
        if root in index:
            continue
        work: list[tuple[EntityId, Iterator[EntityId]]] = [(root, iter(out[root]))]
        index[root] = low[root] = len(index)
        open_.append(root)
        while work:
            here, rest = work[-1]
            there = next(rest, None)
            if there is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[here])
                if low[here] == index[here]:
                    while True:
                        one = open_.pop()
                        knot[one] = index[here]
                        if one == here:
                            break
            elif there not in index:
                index[there] = low[there] = len(index)
                open_.append(there)
                work.append((there, iter(out[there])))
            elif there not in knot:
                low[here] = min(low[here], index[there])
    return knot


def weights(graph: KnowledgeGraph) -> dict[EntityId, dict[EntityId, tuple[Claim, ...]]]:
    """Return for each model the ancestors whose weights it carries, with the claims on the way.

    A way that only climbs levels of a name passes nothing on (A7).
    """
    lines = lineage(graph, "derivedFrom")
    made: dict[EntityId, dict[EntityId, tuple[Claim, ...]]] = {}
    for model in lines.up:
        above = {
            ancestor: tuple(step.claims[0] for step in way if step.claims)
            for ancestor, way in lines.climb(model).items()
            if any(step.is_lineage for step in way)
        }
        if above:
            made[model] = above
    return made
