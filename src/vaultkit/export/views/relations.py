"""How each lineage relation is drawn and said: its group, its words, and the words backwards."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """Relations that share a line style and a check box."""

    key: str
    """Short name in the address and the style sheet."""
    words: str
    flows: bool
    """Weights flow, or it is the same line of releases: the child belongs to the family."""
    rank: int
    """Which parent a child hangs on, lowest first."""


GROUPS = {
    group.key: group
    for group in (
        Group("next", "successor", flows=True, rank=1),
        Group("tuned", "fine-tuned", flows=True, rank=0),
        Group("merge", "merged", flows=True, rank=2),
        Group("derived", "other derivation", flows=True, rank=3),
        Group("distilled", "distilled", flows=False, rank=4),
        Group("data", "trained on outputs", flows=False, rank=5),
        Group("design", "same design", flows=False, rank=6),
    )
}

_RELATIONS = {
    # term of schema.ttl: group, child's words, parent's words, how special (lower wins)
    "successorOf": ("next", "successor of", "succeeded by", 0),
    "fineTunedFrom": ("tuned", "fine-tuned from", "fine-tuned into", 0),
    "continuedFrom": ("tuned", "training continued from", "continued as", 0),
    "adapterOf": ("tuned", "adapter of", "has adapter", 0),
    "initializedFrom": ("tuned", "initialised from", "start of", 0),
    "mergeOf": ("merge", "merged from", "merged into", 0),
    "quantizedFrom": ("derived", "quantised from", "quantised as", 0),
    "prunedFrom": ("derived", "pruned from", "pruned to", 0),
    "variantOf": ("derived", "variant of", "has variant", 0),
    "derivedFrom": ("derived", "derived from", "led to", 1),
    "lineage": ("derived", "comes from", "led to", 2),
    "distilledFrom": ("distilled", "distilled from", "distilled into", 0),
    "trainedOnOutputsOf": ("data", "trained on outputs of", "made data for", 0),
    "learnedFrom": ("data", "learned from", "taught", 1),
    "architectureFrom": ("design", "has the design of", "gave its design to", 0),
}


def is_lineage(predicate: str) -> bool:
    """Tell whether a term of schema.ttl says where a model comes from."""
    return predicate in _RELATIONS


def group_of(predicate: str) -> Group:
    """Return the group a relation is drawn in."""
    return GROUPS[_RELATIONS[predicate][0]]


def words_up(predicate: str) -> str:
    """Return how a child speaks of its parent: `fine-tuned from`."""
    return _RELATIONS[predicate][1]


def words_down(predicate: str) -> str:
    """Return how a parent speaks of its child: `fine-tuned into`."""
    return _RELATIONS[predicate][2]


def vagueness(predicate: str) -> int:
    """Return 0 for a relation of its own, more for one that others imply."""
    return _RELATIONS[predicate][3]
