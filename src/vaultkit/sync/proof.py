"""Nothing is read back: what the notes would say after a sync is compared before it is written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from vaultkit.sync.ahead import vault_after
from vaultkit.vault.change import Change, Create, Rewrite

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Sequence

    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.vault.vault import Vault

NOTE = ".md"
READ_BACK = "what would be written there would be read back as knowledge; it is not written"


def proven(
    vault: Vault,
    graph: KnowledgeGraph,
    changes: Sequence[Change],
    read: Callable[[Vault], KnowledgeGraph],
    yours: Collection[str] = (),
) -> tuple[list[Change], list[str]]:
    """Return the changes after which the notes say what they said, and reports of the others.

    A claim, a mention, an unknown name or a link of the graph that comes, goes or changes (but for
    the line it stands on) stops the change that it comes of (design/knowledge A8.1).

    Args:
        vault: the vault.
        graph: what it says.
        changes: what a sync would do.
        read: says what another state of the vault would say.
        yours: notes whose panels the user takes over: their text counts from now on.
    """
    kept = list(changes)
    reports: list[str] = []
    decisions = vault.config.decisions_note
    while mine := [one for one in kept if _is_note(one) and one.path != decisions]:
        said = read(vault_after(vault, mine))
        new = {one.path for one in mine if isinstance(one, Create)}
        wrong = differing(graph, said, new) - set(yours)
        if not wrong:
            break
        # What a new note does to others is nobody's but the new notes'.
        bad = {one.path for one in mine} & wrong or new or {one.path for one in mine}
        kept = [one for one in kept if one.path not in bad]
        reports += [f"{path}: {READ_BACK}" for path in sorted(bad)]
    return kept, reports


def _is_note(change: Change) -> bool:
    return isinstance(change, Rewrite | Create) and change.path.lower().endswith(NOTE)


def differing(
    before: KnowledgeGraph, after: KnowledgeGraph, new: Container[str] = frozenset()
) -> set[str]:
    """Return the notes of which two graphs say different things, but for lines.

    Args:
        before: what the notes say.
        after: what they would say.
        new: notes that are made; a user's template may name things in them, and claim nothing.
    """
    one, two = _said(before, new), _said(after, new)
    return {path for path in {*one, *two} if one.get(path) != two.get(path)}


def _said(graph: KnowledgeGraph, new: Container[str]) -> dict[str, Counter[object]]:
    """Return what is read in each note, without the lines it stands on.

    That a link reaches a note that is made now is no new claim.
    """
    found: dict[str, Counter[object]] = {}
    for claim in graph.claims:
        parts = (
            claim.id,
            claim.raw,
            claim.confidence,
            claim.status,
            claim.layer,
            claim.rule,
            claim.quote,
        )
        found.setdefault(claim.note, Counter())[parts] += 1
    for mention in graph.mentions:
        if mention.note in new:
            continue
        found.setdefault(mention.note, Counter())[mention.text, mention.entity] += 1
    for text, path, _ in graph.unknown:
        if path in new:
            continue
        found.setdefault(path, Counter())["unknown", text] += 1
    for path, facts in graph.notes.items():
        if path in new:
            continue
        for target in (one for one in facts.links_to if one not in new):
            found.setdefault(path, Counter())["links to", target] += 1
    return found
