"""Whose a number of a sentence is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.arguments import Frame, find_subjects
from vaultkit.extract.beside import attached, behind, conflicts, nearest_subjects
from vaultkit.extract.names import canonical_size
from vaultkit.extract.parts import OF_PARTS, is_tried, of_anybody, of_part

if TYPE_CHECKING:
    from vaultkit.extract.attribute import Attribute
    from vaultkit.extract.lexicon import Entry, Lexicon
    from vaultkit.extract.sentence import Sentence

_MODEL = frozenset({"MODEL"})


def fitting(owners: tuple[Entry, ...], value: float) -> tuple[Entry, ...]:
    """Return the models whose names say no other size than a number of parameters."""
    return tuple(one for one in owners if not conflicts(one, value))


def owners_of(
    sentence: Sentence, index: int, frame: Frame, attribute: Attribute, *, near: bool = True
) -> tuple[tuple[Entry, ...], bool]:
    """Return whose a number is: the name it stands with, else the subject of its clause.

    `near`: the nearest clause's subject goes before the sentence's.
    """
    if of_anybody(sentence, index) or is_tried(sentence):
        return (), False
    if attribute.predicate in OF_PARTS and of_part(sentence, index):
        return (), False
    tokens = sentence.tokens
    beside_it = attached(sentence, index, attribute)
    for at in range(index + 1, min(index + 6, len(tokens))):
        token = tokens[at]
        if token.norm in {",", ";", ".", "|", "("}:
            break
        if token.type == "MODEL" and token.found and _adjective(sentence, index, at):
            described = beside_it is not None and tokens[index - 1].norm in {"a", "an"}
            return (beside_it if described and beside_it else token.found.entry,), True
    if index > 1 and tokens[index - 1].norm in {"is", "was", ":", "=", "of"}:
        named = tokens[index - 2]
        of = tokens[index - 3].norm if index > 2 else ""
        if named.type == "MODEL" and named.found and of in {"of", "for", "in"}:
            return (named.found.entry,), True
    after = behind(sentence, index)
    if after is not None:
        return (after,), True
    beside = _in_brackets(sentence, index)
    if beside:
        return beside, True
    quantity = tokens[index].quantity
    sized = attribute.predicate == "parameterCount" and quantity is not None
    if beside_it is not None and not (
        sized and quantity is not None and conflicts(beside_it, quantity.value)
    ):
        return (beside_it,), True
    if beside_it is None and near:
        nearest = nearest_subjects(sentence, index)
        if nearest:
            return nearest, True
    subjects = find_subjects(sentence, index, _MODEL, frame, loose=True)
    return subjects.entries, subjects.explicit


def _in_brackets(sentence: Sentence, index: int) -> tuple[Entry, ...]:
    """Return the models in brackets right behind a number and its name: `2T tokens (Foo 2)`."""
    tokens = sentence.tokens
    at = index + 1
    while (
        at < len(tokens) and at <= index + 3 and not tokens[at].type and tokens[at].norm.isalpha()
    ):
        at += 1
    if at >= len(tokens) or tokens[at].norm != "(":
        return ()
    named: list[Entry] = []
    for token in tokens[at + 1 :]:
        if token.norm == ")":
            return tuple(named)
        if token.type == "MODEL" and token.found:
            named.append(token.found.entry)
        elif token.norm not in {
            ",",
            "and",
            "/",
            "&",
            "for",
            "the",
            "in",
            "model",
            "models",
            "both",
        }:
            return ()
    return ()


def sizes_in_brackets(sentence: Sentence, index: int) -> list[str]:
    """Return the sizes in brackets right behind a number and its name: `8T tokens (9B)`."""
    tokens = sentence.tokens
    at = index + 1
    while (
        at < len(tokens) and at <= index + 3 and not tokens[at].type and tokens[at].norm.isalpha()
    ):
        at += 1
    if at >= len(tokens) or tokens[at].norm != "(":
        return []
    sizes: list[str] = []
    for token in tokens[at + 1 :]:
        if token.norm == ")":
            unit = sizes[-1][-1:] if sizes else ""
            return (
                [one + unit if one[-1:].isdigit() else one for one in sizes]
                if unit.isalpha()
                else []
            )
        if token.quantity is not None and token.quantity.unit in {"b", "m", ""}:
            # only the last may have the unit: `1T tokens (7/13B)`
            sizes.append(canonical_size(token.quantity.raw.lstrip("~ ")))
        elif token.norm not in {",", "and", "/", "&", "for", "the", "model", "models", "version"}:
            return []
    return []


def counts_data(sentence: Sentence, index: int) -> bool:
    """Tell whether tokens in brackets are counted of the data before: `released: Foo (3T tokens)`."""
    tokens = sentence.tokens
    if _is_of_a_sum(sentence, index):
        return True
    before = [one.norm for one in tokens[max(0, index - 5) : index]]
    if "of" in before and {"collection", "dataset", "corpus", "subset"} & set(before):
        return not any(one in {"on", "saw"} for one in before)
    opening = next((n for n in range(index - 1, -1, -1) if tokens[n].norm == "("), 0)
    if not opening or sentence.depth[index] == 0 or tokens[opening - 1].type != "DATA":
        return False
    return not any("train" in token.norm or token.norm == "on" for token in tokens[:opening])


def _is_of_a_sum(sentence: Sentence, index: int) -> bool:
    """Tell whether tokens are a part of the data only: `6B tokens of code and 1B of text`, `were added`."""
    behind = sentence.tokens[index + 1 : index + 11]
    if [one.norm for one in behind[:2]] != ["tokens", "of"]:
        return False
    joined = any(
        one.norm in {"and", "plus"} and two.quantity is not None and three.norm == "of"
        for one, two, three in zip(behind, behind[1:], behind[2:], strict=False)
    )
    return joined or any(one.norm in {"added", "appended"} for one in behind)


def counts_window(sentence: Sentence) -> bool:
    """Tell whether a sentence counts the window of an attention, not the context of the model."""
    local = any(
        token.type == "TECH" and ("window" in token.norm or "local" in token.norm)
        for token in sentence.tokens
    )
    return local and not any(
        token.norm.startswith(("context", "ctx", "sequence")) for token in sentence.tokens
    )


def _adjective(sentence: Sentence, index: int, name: int) -> bool:
    """Tell whether a number describes the name behind it: `the 70B parameter Foo model`."""
    return all(token.norm in _DESCRIBING for token in sentence.tokens[index + 1 : name])


_DESCRIBING = frozenset(
    "parameter parameters param - layer token context dense open model language [ large version of the".split()
)


def called_at(sentence: Sentence, index: int) -> tuple[Entry, ...]:
    """Return the names that a number's models are given behind it: `..., called A and B`."""
    tokens = sentence.tokens
    for at in range(index + 1, min(index + 8, len(tokens))):
        if tokens[at].stem in {"call", "nam", "name", "dub", "dubb", "nicknam"}:
            named = []
            for token in tokens[at + 1 :]:
                if token.type == "MODEL" and token.found:
                    named.append(token.found.entry)
                elif token.norm not in {",", "and", "&", "the", "respectively"}:
                    break
            return tuple(named)
        if tokens[at].norm in {";", "."} or tokens[at].type == "MODEL":
            break
    return ()


def called_behind(sentence: Sentence, index: int) -> tuple[Entry, ...]:
    """Return the names behind a list of sizes, up to the end of the sentence."""
    for at in range(index, min(index + 10, len(sentence.tokens))):
        called = called_at(sentence, at)
        if called:
            return called
    return ()


def base_of(entry: Entry, lexicon: Lexicon) -> Entry:
    """Return the release of a size variant, else the entry itself."""
    if entry.kind == "model-variant" and entry.part_of:
        return lexicon.get(entry.part_of) or entry
    return entry
