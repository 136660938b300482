"""Which variants of a release fold into it, so that a size or a quantised file is no node."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vaultkit.graph.facts import Claim, Entity, EntityId

_SAME_MODEL = frozenset({"quantizedFrom", "variantOf"})


def fold(
    models: Mapping[EntityId, Entity],
    above: Mapping[EntityId, EntityId],
    lineage: Iterable[Claim],
) -> dict[EntityId, EntityId]:
    """Return for each model the node that stands for it: itself, or the release it is of.

    A variant keeps its own node where a note says how it came from a sibling or from the release
    itself (a chat model tuned from its base): folded, that line would be lost.
    """
    has_releases = {
        whole for key, whole in above.items() if key in models and models[key].kind == "model"
    }
    base = {key: _release(key, models, above, has_releases) for key in models}
    for claim in lineage:
        parent, child = claim.object, claim.subject
        if (
            parent is not None
            and parent != child
            and claim.predicate not in _SAME_MODEL
            and claim.status == "accepted"
            and base[parent] == base[child]
            and base[child] != child
        ):
            base[child] = child
    return base


def _release(
    key: EntityId,
    models: Mapping[EntityId, Entity],
    above: Mapping[EntityId, EntityId],
    has_releases: set[EntityId],
) -> EntityId:
    """Climb from a variant to the release it is of; a release or a lone variant is its own.

    A series without releases is its own release; of one with several nobody can
    tell which was meant.
    """
    at, seen = key, {key}
    while models[at].kind == "model-variant" and at in above:
        up = above[at]
        if up in seen or up in has_releases:
            break
        seen.add(up)
        at = up
    return at
