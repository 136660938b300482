"""The order of the families' bands: relatives near one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Key = TypeVar("Key", bound=str)

ROUNDS = 40
WEIGHT = 0.12
"""How much it counts that a large family stands low."""


def order_bands(
    firsts: Mapping[Key, float],
    members: Mapping[Key, Sequence[object]],
    ties: Iterable[tuple[Key, Key]],
) -> list[Key]:
    """Return families from top to bottom: large ones first, moved so that ties across are short."""
    order = sorted(firsts, key=lambda family: (-len(members[family]), firsts[family], family))
    pull: dict[tuple[Key, Key], int] = {}
    for a, b in ties:
        if a != b and a in firsts and b in firsts:
            pair = (a, b) if a < b else (b, a)
            pull[pair] = pull.get(pair, 0) + 1

    def cost(those: Sequence[Key]) -> float:
        middle, at = {}, 0.0
        for family in those:
            size = 1 + len(members[family]) / 3
            middle[family] = at + size / 2
            at += size
        far = sum(count * abs(middle[a] - middle[b]) for (a, b), count in sorted(pull.items()))
        low = sum(middle[family] * len(members[family]) for family in those)
        return far + WEIGHT * low

    best = cost(order)
    for _ in range(ROUNDS):
        moved = False
        for at in range(len(order)):
            for to in range(len(order)):
                trial = [*order[:at], *order[at + 1 :]]
                trial.insert(to, order[at])
                now = cost(trial)
                if now < best - 1e-9:
                    order, best, moved = trial, now, True
        if not moved or len(order) > ROUNDS:
            break
    return order
