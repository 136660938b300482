"""Statements of a note, settled among themselves: what can hold, of a subject as exact as can be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vaultkit.extract.names import SIZE
from vaultkit.extract.statement import KINDS_OF_LINEAGE
from vaultkit.extract.tuned import is_tuned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.reading import Page, Placed
    from vaultkit.graph.facts import EntityId

_SIDEWAYS = frozenset({"successorOf", "variantOf"})
"""What no model is of its own family."""


def settle_page(page: Page) -> Iterator[Placed]:
    """Yield the statements that can hold, their subjects as exact as the note allows.

    No model comes from a part of itself. Where a section's release is said to come from a size of
    another one, and the note names the release in that size, that one is meant.
    """
    lexicon = page.reader.lexicon
    sized = {
        (found.entry.part_of, found.size): found.entry
        for unit in page.units
        for found in unit.found
        if found.size and found.entry.part_of
    }
    based: dict[EntityId, set[EntityId]] = {}
    for placed in page.statements:
        told = placed.statement
        if (
            told.object is not None
            and told.predicate in KINDS_OF_LINEAGE
            and told.rule != "tuned-variant"
            and told.modality == "asserted"
        ):
            based.setdefault(told.subject.id, set()).add(told.object.id)
    for placed in _without_implied(page):
        one = placed.statement
        target = one.object
        made = one
        bases = based.get(one.subject.id) if one.rule == "tuned-variant" else None
        if bases and target is not None and target.id not in bases:
            continue  # the note says what else it was tuned from
        if target is not None and one.predicate in KINDS_OF_LINEAGE:
            if one.subject.id in lexicon.ancestors(target):
                continue
            family = {one.subject.id, one.subject.part_of} - {None}
            if target.kind == "model-variant" and target.part_of in family and is_tuned(target):
                continue
            if one.predicate in _SIDEWAYS and target.id in lexicon.ancestors(one.subject):
                first = lexicon.find(f"{target.label} 1")
                if first is None or first.id == one.subject.id or one.predicate != "successorOf":
                    continue
                made = replace(made, object=first)
            size = SIZE.search(target.label)
            if not one.explicit and size and one.subject.kind == "model":
                exact = sized.get((one.subject.id, size[0]))
                made = replace(made, subject=exact) if exact else made
        yield placed if made is one else replace(placed, statement=made)


def _without_implied(page: Page) -> Iterator[Placed]:
    """Yield the statements but techniques that are only implied where a finer one is named.

    Under `Foo uses a sparse mixture of experts`, eight experts tell nothing more.
    """
    named: dict[str, list[str]] = {}
    for placed in page.statements:
        one = placed.statement
        if one.predicate == "usesTechnique" and one.object and one.rule != "implied-technique":
            family = {one.subject.id, *page.reader.lexicon.ancestors(one.subject)}
            for key in family:
                named.setdefault(key, []).append(one.object.label.lower())
    for placed in page.statements:
        one = placed.statement
        if one.rule == "implied-technique" and one.object:
            wide = one.object.label.lower()
            family = {one.subject.id, *page.reader.lexicon.ancestors(one.subject)}
            if any(wide in fine and wide != fine for key in family for fine in named.get(key, ())):
                continue
        yield placed
