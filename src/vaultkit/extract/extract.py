"""The verb: what the notes of a vault say, read, merged and settled."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from vaultkit.extract.own import vault_lexicon
from vaultkit.extract.packing import unpack_reading
from vaultkit.extract.pool import read_all
from vaultkit.extract.recall import recalled
from vaultkit.extract.targets import targets_of
from vaultkit.graph.graph import KnowledgeGraph
from vaultkit.graph.settle import settle
from vaultkit.notes.own import is_generated
from vaultkit.text import NotePath
from vaultkit.vault.dates import note_date
from vaultkit.vault.decisions import Decisions, read_decisions
from vaultkit.vault.globs import matcher
from vaultkit.vault.guards import is_conflict_copy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from vaultkit.config import Config
    from vaultkit.extract.again import Witness
    from vaultkit.extract.lexicon import Lexicon
    from vaultkit.extract.pool import Pool
    from vaultkit.extract.reading import Reading
    from vaultkit.graph.facts import Claim, Entity, EntityId, NoteFacts
    from vaultkit.notes.note import Note
    from vaultkit.vault.shelf import Shelf
    from vaultkit.vault.vault import Vault


def extract(
    vault: Vault,
    config: Config,
    shelf: Shelf | None = None,
    pool: Pool | None = None,
    witness: Witness | None = None,
    sentences: Shelf | None = None,
) -> KnowledgeGraph:
    """Return what the notes say; notes that did not change come read from the shelf.

    Args:
        vault: the notes.
        config: the settings.
        shelf: where readings are kept.
        pool: gives the executor to read many notes with; without it they are read one by one.
        witness: is told the names and the packed readings.
        sentences: where is kept what was found in sentences.

    Raises:
        MissingExtra: a package that reading needs is not installed.
    """
    held = {
        path: note
        for path, note in sorted(vault.notes.items())
        if path != config.decisions_note
        and not is_generated(note)
        # The other half of a conflict says everything twice, or what is past (matrix, row 33).
        and not is_conflict_copy(path)
    }
    lexicon = vault_lexicon(vault.notes.values(), config, vault.papers.values())
    readings = _readings(held, lexicon, config, shelf, pool, witness, sentences)
    is_private = matcher(config.private)
    notes = {one.facts.path: _with_vault(one.facts, vault, config, is_private) for one in readings}
    return merge(readings, notes, config, read_decisions(vault, config))


def _readings(
    notes: Mapping[NotePath, Note],
    lexicon: Lexicon,
    config: Config,
    shelf: Shelf | None,
    pool: Pool | None = None,
    witness: Witness | None = None,
    sentences: Shelf | None = None,
) -> list[Reading]:
    """Return what each note says, in order of path."""
    key = lexicon.key() + repr(sorted(config.knowledge.property_map.items())).encode()
    key = blake2b(key).digest()
    stamps = {
        path: blake2b(note.text.encode("utf-8", "surrogatepass"), key=key).digest()
        for path, note in notes.items()
    }
    kept = shelf.load({str(path): stamp for path, stamp in stamps.items()}) if shelf else {}
    wanted = [note for path, note in notes.items() if path not in kept]
    with recalled(sentences if wanted or witness else None):
        executor = pool(len(wanted)) if pool else None
        with executor or contextlib.nullcontext():
            read = read_all(wanted, lexicon, config.knowledge.property_map, executor)
            fresh = dict(zip((str(note.path) for note in wanted), read, strict=True))
    if shelf and (fresh or len(kept) < len(notes)):
        shelf.keep(((path, stamps[NotePath(path)], made) for path, made in fresh.items()), notes)
    packed = {str(path): kept.get(path) or fresh[path] for path in notes}
    if witness is not None:
        witness.lexicon, witness.readings = lexicon, packed
    return [unpack_reading(one) for one in packed.values()]


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


def _with_vault(
    facts: NoteFacts, vault: Vault, config: Config, is_private: Callable[[str], bool]
) -> NoteFacts:
    """Add to a note's facts what the vault tells: its links, its date, whether it is private."""
    note = vault.notes[facts.path]
    dated = note_date(note, config, vault.settings)
    return replace(
        facts,
        links_to=targets_of(note, vault),
        date=dated.date[:10] if dated else facts.date,
        date_source=dated.source if dated else facts.date_source,
        private=is_private(facts.path) or _kept_back(note),
    )


_OPEN = {"publish": False, "published": False, "draft": True}
"""Properties that keep a note off a site, with the value that does so (Obsidian, Jekyll, Hugo)."""


def _kept_back(note: Note) -> bool:
    """Tell whether a property of the note says that it is not for others."""
    for key, kept in _OPEN.items():
        field = note.field(key)
        if field is not None and str(field.value).strip().lower() == str(kept).lower():
            return True
    return False
