"""Claims accepted or refused: what is written into the note of decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.errors import UnknownName
from vaultkit.sync.style import one_line
from vaultkit.text import NotePath
from vaultkit.vault.change import Change, Create, Rewrite
from vaultkit.vault.decisions import Decisions, decisions_text, read_decisions

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from vaultkit.config import Config
    from vaultkit.graph.facts import Claim, EntityId
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.sync.rename import RenamePlan
    from vaultkit.vault.vault import Vault

MOST_WORDS = 120


def find_claims(graph: KnowledgeGraph, ids: Iterable[str]) -> dict[str, Claim]:
    """Return the claims of these ids; the beginning of an id will do where it is the only one.

    Raises:
        UnknownName: there is no such claim, or more than one.
    """
    by = {claim.id: claim for claim in graph.claims}
    found = {}
    for given in ids:
        near = [one for one in by if one.startswith(given)] if given not in by else [given]
        if len(near) != 1:
            raise UnknownName("claim", given, by, hint="see vaultkit list claims")
        found[near[0]] = by[near[0]]
    return found


def words_of(graph: KnowledgeGraph, claim: Claim) -> str:
    """Say a claim in a few words, for people who read the note of decisions."""
    said = claim.raw or str(claim.value) if claim.object is None else label(graph, claim.object)
    words = one_line(f"{label(graph, claim.subject)} {claim.predicate} {said}".replace("`", "'"))
    return words if len(words) <= MOST_WORDS else words[: MOST_WORDS - 1] + "…"


def label(graph: KnowledgeGraph, key: EntityId) -> str:
    """Return what an entity is called."""
    entity = graph.entities.get(key)
    return entity.label if entity else key.partition("/")[2]


def decide(
    vault: Vault,
    config: Config,
    graph: KnowledgeGraph,
    *,
    accepted: Iterable[str] = (),
    rejected: Iterable[str] = (),
) -> list[Change]:
    """Return the change of the note of decisions that confirms and refuses these claims."""
    before = read_decisions(vault, config)
    yes = {one: words_of(graph, claim) for one, claim in find_claims(graph, accepted).items()}
    no = {one: words_of(graph, claim) for one, claim in find_claims(graph, rejected).items()}
    return decisions_change(vault, config, before.accept(yes).reject(no))


def moved_decisions(
    vault: Vault, config: Config, plan: RenamePlan, taken: Container[str]
) -> list[Change]:
    """Return the change that lets decisions about files follow a rename.

    The note of decisions is left alone where the rename itself changes or moves it.
    """
    to = {
        path: plan.new + path[len(plan.old) :]
        for path in vault.files
        if path == plan.old or path.startswith(f"{plan.old}/")
    }
    if config.decisions_note in taken or config.decisions_note in to:
        return []
    return decisions_change(vault, config, read_decisions(vault, config).moved(to))


def decisions_change(vault: Vault, config: Config, decisions: Decisions) -> list[Change]:
    """Return the change that makes the note of decisions say this; none where it does."""
    if decisions == read_decisions(vault, config):
        return []
    path = NotePath(config.decisions_note)
    note = vault.notes.get(path)
    text = decisions_text(note.text if note else None, decisions)
    if note is None:
        return [Create(path, text.encode("utf-8"))]
    return [Rewrite(path, note.text.encode("utf-8"), text.encode("utf-8"), may_shrink=True)]
