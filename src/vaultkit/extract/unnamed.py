"""What a sentence says without a name: data, teachers and techniques told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.described import read_described
from vaultkit.extract.teachers import read_teachers
from vaultkit.extract.techniques import is_general
from vaultkit.extract.told import read_told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vaultkit.extract.arguments import Frame
    from vaultkit.extract.lexicon import Lexicon
    from vaultkit.extract.sentence import Sentence
    from vaultkit.extract.statement import Statement


def read_unnamed(
    sentence: Sentence, frame: Frame, read: Iterable[Statement], lexicon: Lexicon
) -> list[Statement]:
    """Return what a sentence says beside what was read of its names; nothing where it is general."""
    if is_general(sentence):
        return []
    held = list(read)
    known = {
        (one.subject.id, one.object.id)
        for one in held
        if one.object and one.predicate in {"usesTechnique", "lacksTechnique"}
    }
    return [
        *read_described(sentence, frame, held),
        *read_teachers(sentence, frame, held),
        *read_told(sentence, frame, known, lexicon),
    ]
