"""Sizes that stand without the word `parameters`: `Foo, the 1.1B rehearsal`, `MoE with 57B`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vaultkit.extract.attribute import all_attributes
from vaultkit.extract.beside import attached, nearest_subjects
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


def carried(sentence: Sentence, frame: Frame, topic: tuple[Entry, ...]) -> Frame:
    """Return the frame of a sentence about a part of the one model spoken of: `The weights are under MIT`."""
    if frame.section or len(topic) != 1:
        return frame
    for number, token in enumerate(sentence.tokens[:_HEAD]):
        if token.type == "MODEL":
            return frame
        if token.norm in _PARTS and (number or not token.type):
            led = all(one.norm in _LEADING or one.type == "NUM" for one in sentence.tokens[:number])
            return replace(frame, section=topic) if led else frame
    return frame


_HEAD = 6
_LEADING = frozenset(
    "the its their all both every these maximum max native training total four five six seven eight ten twelve sixteen - ( open".split()
)
_PARTS = frozenset(
    "weights model models context training vocabulary vocab tokenizer parameters sizes versions license licence window checkpoints pretraining trained pretrained layers tokens".split()
)


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
        base = base_of(frame.section[0], lexicon)
        if not (base.id in lexicon.sized or lexicon.members(base.id)):
            return frame
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
    parameters = next(one for one in all_attributes() if one.predicate == "parameterCount")
    whose = attached(sentence, index, parameters) or _grown(sentence, index)
    if whose is None or SIZE.search(whose.label):
        return None
    article = tokens[index - 1].norm in {"a", "an", "the"}
    for token in tokens[index + 1 : index + 5]:
        if token.norm in _ENDS:
            break
        if token.stem in NOT_SIZE or token.type == "NUM" or not article:
            return None
    return whose


_ENDS = frozenset(", . ; ) | : and & in for of with the a an but while".split())


def _grown(sentence: Sentence, index: int) -> Entry | None:
    """Return whose size is told by a verb of growing, or behind what it is: `Foo doubles it to 2.7B`."""
    tokens = sentence.tokens
    before = [token.norm for token in tokens[max(0, index - 4) : index]]
    stems = {token.stem for token in tokens[max(0, index - 5) : index] if not token.type}
    made = before[-2:] == ["made", "it"]
    grown = before[-1:] == ["to"] and bool(stems & _GROWING)
    after = tokens[index + 1].norm if index + 1 < len(tokens) else "."
    gloss = before[-1:] == [","] and after in {",", "."}
    if not (made or grown or gloss):
        return None
    nearest = nearest_subjects(sentence, index)
    if gloss and not _is_told(sentence, index, nearest):
        return None
    return nearest[0] if len(nearest) == 1 else None


_GROWING = frozenset("doubl scal grow grew increas rais shrink size bring brought".split())


def _is_told(sentence: Sentence, index: int, subjects: tuple[Entry, ...]) -> bool:
    """Tell whether a clause only says what its subject is: `Foo is the QLoRA demo, 65B,`."""
    tokens = sentence.tokens
    at = next(
        (
            n
            for n in range(index - 1, -1, -1)
            if tokens[n].type == "MODEL" and (found := tokens[n].found) and found.entry in subjects
        ),
        -1,
    )
    return at >= 0 and at + 1 < index and tokens[at + 1].stem == "be"
