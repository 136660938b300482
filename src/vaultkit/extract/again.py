"""Whether a note that changed says anything new: a hash of all that the outputs take from it."""

from __future__ import annotations

import marshal
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from vaultkit.extract.gazetteer import Gazetteer
from vaultkit.extract.nlp import matcher
from vaultkit.extract.packing import pack_reading
from vaultkit.extract.pool import pack_lexicon, unpack_lexicon
from vaultkit.extract.reading import read_note
from vaultkit.notes.own import MARK
from vaultkit.notes.parse import decode_note
from vaultkit.text import NotePath

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vaultkit.extract.lexicon import Lexicon
    from vaultkit.notes.note import Note
    from vaultkit.vault.vault import Vault

DIGEST = 16


@dataclass(slots=True)
class Witness:
    """What a build saw while it read: the names, and the packed reading of each note."""

    lexicon: Lexicon | None = None
    readings: dict[str, bytes] = field(default_factory=dict)


def trace(note: Note, packed: bytes) -> bytes:
    """Return a hash of everything in a note that any output may depend on.

    That is its reading, and of the note itself what its own properties say, what it links to, and
    what links to it may name. Places count only where the reading has them.
    """
    text = note.text
    panels = [one.span for one in note.regions if one.kind == "panel"]
    rows = (
        [(one.key, one.value_span.of(text), one.inline) for one in note.fields],
        [(one.level, one.text, one.nested) for one in note.headings],
        [
            (
                *(one.kind, one.target, one.subpath, one.display, one.embed, one.in_comment),
                *(one.key, one.in_html, one.raw),
                any(span.covers(one.span) for span in panels),
            )
            for one in note.links
        ],
        [row_id for row_id in _ids(note) if row_id],
        [one.name for one in note.tags],
        [(one.date, one.precision) for one in note.dates if one.role == "created"],
        bool(note.problems),
    )
    made = blake2b(marshal.dumps(rows, 2), digest_size=DIGEST)
    made.update(packed)
    return made.digest()


def _ids(note: Note) -> list[str]:
    """Return the block ids of a note, empty texts among them."""
    return [one.id or "" for one in note.blocks] if "^" in note.text else []


def traces(vault: Vault, witness: Witness) -> dict[str, Any] | None:
    """Return what the next build compares with, as plain values; None where nothing is known."""
    if witness.lexicon is None:
        return None
    made = {
        path: trace(vault.notes[NotePath(path)], packed)
        for path, packed in witness.readings.items()
        # What vaultkit wrote into a note counts in ways of its own: such a note is read in full.
        if MARK not in vault.notes[NotePath(path)].text
    }
    rules = matcher()
    return {
        "traces": made,
        "lexicon": pack_lexicon(witness.lexicon),
        "phrases": rules.stamp,
        "sentences": rules.memory,
    }


def says_nothing_new(
    kept: Mapping[str, Any], changed: Mapping[str, bytes], property_map: Mapping[str, str]
) -> bool:
    """Tell whether notes say what they said when `traces` was asked.

    Args:
        kept: what `traces` returned.
        changed: the bytes of each note that was written since.
        property_map: keys of this vault, and those of vaultkit's they stand for.
    """
    before: Mapping[str, bytes] = kept["traces"]
    if any(path not in before for path in changed):
        return False
    notes = [decode_note(NotePath(path), data) for path, data in sorted(changed.items())]
    if any(MARK in note.text for note in notes):
        return False
    gazetteer = Gazetteer(unpack_lexicon(kept["lexicon"]))
    rules = matcher()
    if rules.stamp != kept["phrases"]:
        return False
    rules.memory.update(kept["sentences"])
    return all(
        trace(note, pack_reading(read_note(note, gazetteer, property_map))) == before[note.path]
        for note in notes
    )
