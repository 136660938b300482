"""Which family a model belongs to, whom it hangs on, and which ties close a cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vaultkit.export.views.tie import Tie
    from vaultkit.graph.facts import EntityId


def cycle_breakers(ties: Sequence[Tie]) -> list[Tie]:
    """Return the ties to mark so that the others have no cycle: of each cycle the weakest.

    Ties are taken from the strongest to the weakest; one that would close a cycle is marked.
    """
    children: dict[EntityId, list[EntityId]] = {}
    broken = []
    strongest = sorted(
        ties, key=lambda tie: (-tie.confidence, tie.group.rank, tie.parent, tie.child)
    )
    for tie in strongest:
        if _reaches(children, tie.child, tie.parent):
            broken.append(tie)
        else:
            children.setdefault(tie.parent, []).append(tie.child)
    return broken


def _reaches(children: Mapping[EntityId, list[EntityId]], start: EntityId, goal: EntityId) -> bool:
    """Tell whether a walk down from `start` comes to `goal`."""
    stack, seen = [start], {start}
    while stack:
        at = stack.pop()
        if at == goal:
            return True
        for child in children.get(at, ()):
            if child not in seen:
                seen.add(child)
                stack.append(child)
    return False


def main_parents(
    models: Iterable[EntityId],
    ties: Sequence[Tie],
    above: Mapping[EntityId, EntityId],
    months: Mapping[EntityId, float],
) -> dict[EntityId, Tie]:
    """Return for each model the one tie it hangs on.

    A parent that is not younger comes first, then one of its own series, then weights, then the
    surest.
    """
    here = set(models)
    best: dict[EntityId, Tie] = {}

    def order(tie: Tie) -> tuple[bool, bool, int, float, str]:
        late = months.get(tie.parent, 0) > months.get(tie.child, 1 << 20)
        other = series(tie.parent, above) != series(tie.child, above)
        return (late, other, tie.group.rank, -tie.confidence, tie.parent)

    for tie in ties:
        if tie.breaks_cycle or not tie.sure or not tie.group.flows:
            continue
        if tie.parent not in here or tie.child not in here:
            continue
        old = best.get(tie.child)
        if old is None or order(tie) < order(old):
            best[tie.child] = tie
    best = {child: tie for child, tie in best.items() if not order(tie)[0]}
    _adopt(here, ties, above, best)
    return best


def series(key: EntityId, above: Mapping[EntityId, EntityId]) -> EntityId:
    """Climb to the series that a model is part of."""
    seen = {key}
    while key in above and above[key] not in seen:
        key = above[key]
        seen.add(key)
    return key


def _order(tie: Tie) -> tuple[int, float, str]:
    return (tie.group.rank, -tie.confidence, tie.parent)


def families(
    models: Iterable[EntityId],
    parents: Mapping[EntityId, Tie],
    above: Mapping[EntityId, EntityId],
) -> dict[EntityId, EntityId]:
    """Return each model's family: the series of the model it goes back to."""
    found: dict[EntityId, EntityId] = {}
    for key in models:
        at, seen = key, {key}
        while at in parents and parents[at].parent not in seen:
            at = parents[at].parent
            seen.add(at)
        while at in above and above[at] not in seen:
            at = above[at]
            seen.add(at)
        found[key] = at
    return found


def _adopt(
    models: set[EntityId],
    ties: Iterable[Tie],
    above: Mapping[EntityId, EntityId],
    parents: dict[EntityId, Tie],
) -> None:
    """Let a model without kin of its own go with the one it was distilled from or built like."""
    wholes = {tie.parent for tie in parents.values()}
    for tie in sorted(ties, key=_order):
        child = tie.child
        if (
            tie.group.key in {"distilled", "design"}
            and tie.sure
            and not tie.breaks_cycle
            and child not in parents
            and child not in wholes
            and child not in above
            and tie.parent in models
        ):
            parents[child] = tie
