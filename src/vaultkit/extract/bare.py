"""Sizes that stand without the word `parameters`: `Foo, the 1.1B rehearsal`, `MoE with 57B`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vaultkit.extract.attribute import all_attributes
from vaultkit.extract.beside import attached
from vaultkit.extract.names import SIZE, Tail, canonical_size
from vaultkit.extract.owners import base_of

if TYPE_CHECKING:
    from vaultkit.extract.arguments import Frame
    from vaultkit.extract.lexicon import Entry, Lexicon
    from vaultkit.extract.sentence import Sentence

NOT_SIZE = frozenset(
    (
        "token context word sample exampl hour gpu imag document pair dollar vram gb tb mb user "
        "download step point instruction sequenc batch row question demonstration sentenc "
        "character pag window demo people line vector"
    ).split()
)
"""Stems of nouns behind a number that is no size of a model."""


def narrowed(sentence: Sentence, frame: Frame, lexicon: Lexicon) -> Frame:
    """Return the frame of a sentence that begins with one size of the section's release.

    `MoE with 57B, of which 14B are active` is about the 57B model.
    """
    if len(frame.section) != 1:
        return frame
    head = sentence.tokens[:4]
    if any(token.type == "MODEL" for token in head) or not any(
        token.type == "TECH" for token in head
    ):
        return frame
    for number, token in enumerate(head):
        quantity = token.quantity
        follower = sentence.tokens[number + 1] if number + 1 < len(sentence.tokens) else None
        if (
            quantity is None
            or quantity.unit != "b"
            or (follower is not None and follower.stem in NOT_SIZE)
        ):
            continue
        if follower is not None and follower.norm in {"-", ",", "and", "/"}:
            continue
        size = canonical_size(quantity.raw.lstrip("~ "))
        return replace(
            frame,
            section=(lexicon.with_tail(base_of(frame.section[0], lexicon), Tail(0, size=size)),),
            topic=(),
        )
    return frame


def bare_size(sentence: Sentence, index: int, group: list[int]) -> Entry | None:
    """Return whose size a bare number is: `Foo, the 1.1B rehearsal`, `Foo is 80B`, `Foo at 17B`."""
    tokens = sentence.tokens
    if len(group) > 1 or index == 0:
        return None
    place = tokens[index].start
    joined = sentence.view.text[place - 1 : place] in {"-", "\u2013", "/"}
    if joined or tokens[index - 1].type == "MODEL":
        return None  # the end of a range, or of a name: `55-305B`, `Foo ~3B`
    whose = attached(
        sentence, index, next(one for one in all_attributes() if one.predicate == "parameterCount")
    )
    if whose is None or SIZE.search(whose.label):
        return None
    before = tokens[index - 1].norm
    after = tokens[index + 1 : index + 5]
    article = before in {"a", "an", "the"}
    for token in after:
        if token.norm in {",", ".", ";", ")", "|", ":", "and", "&", "in", "for", "of", "with"}:
            break
        if token.stem in NOT_SIZE or token.type == "NUM" or not article:
            return None
    return whose
