"""The verb: what the notes of a vault say, read, merged and settled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vaultkit.extract.gazetteer import Gazetteer
from vaultkit.extract.own import vault_lexicon
from vaultkit.extract.reading import Reading, read_note
from vaultkit.graph.graph import KnowledgeGraph
from vaultkit.graph.settle import settle
from vaultkit.notes.own import is_generated, is_own_value
from vaultkit.vault.decisions import Decisions, read_decisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vaultkit.config import Config
    from vaultkit.graph.facts import Claim, Entity, EntityId, NoteFacts
    from vaultkit.text import NotePath
    from vaultkit.vault.vault import Vault


def extract(vault: Vault, config: Config) -> KnowledgeGraph:
    """Return what the notes say.

    Raises:
        MissingExtra: a package that reading needs is not installed.
    """
    gazetteer = Gazetteer(vault_lexicon(vault.notes.values(), config))
    readings = [
        read_note(note, gazetteer, config.knowledge.property_map)
        for path, note in sorted(vault.notes.items())
        if path != config.decisions_note and not is_generated(note)
    ]
    notes = {one.facts.path: _with_links(one.facts, vault) for one in readings}
    return merge(readings, notes, config, read_decisions(vault, config))


def merge(
    readings: Iterable[Reading],
    notes: Mapping[NotePath, NoteFacts],
    config: Config,
    decisions: Decisions | None = None,
) -> KnowledgeGraph:
    """Return one graph of the readings of all notes, with what the user decided about claims."""
    held = list(readings)
    claims: list[Claim] = [claim for one in held for claim in one.claims]
    decisions = decisions or Decisions()
    settled = settle(
        claims,
        notes,
        accepted_from=config.knowledge.accepted_from,
        accepted=decisions.accepted,
        rejected=decisions.rejected,
    )
    mentions = sorted(
        (mention for one in held for mention in one.mentions),
        key=lambda one: (one.note, one.span, one.entity),
    )
    unknown = sorted((text, one.facts.path, line) for one in held for text, line in one.unknown)
    return KnowledgeGraph(
        entities=_entities(held),
        mentions=tuple(mentions),
        claims=settled,
        notes=dict(sorted(notes.items())),
        unknown=tuple(unknown),
    )


def _entities(readings: Iterable[Reading]) -> dict[EntityId, Entity]:
    """Return everything named, with all its forms."""
    forms: dict[EntityId, set[str]] = {}
    entries = {}
    for reading in readings:
        for entry in reading.entries:
            entries[entry.id] = entry
        for entity, form in reading.forms:
            forms.setdefault(entity, set()).add(form)
    return {key: entries[key].entity(forms.get(key, ())) for key in sorted(entries)}


def _with_links(facts: NoteFacts, vault: Vault) -> NoteFacts:
    """Add to a note's facts the notes that it links to."""
    note = vault.notes[facts.path]
    targets = set()
    own = [one.span for one in note.regions if one.kind == "panel"]
    own += [one.span for one in note.fields if is_own_value(note, one)]
    for link in note.links:
        if any(span.covers(link.span) for span in own):
            continue  # vaultkit's own text says nothing (A8.1)
        reached = vault.resolve(facts.path, link)
        path = getattr(reached, "path", None)
        if path and path in vault.notes and path != facts.path:
            targets.add(path)
    return replace(facts, links_to=tuple(sorted(targets)))
