"""Parents that a noun tells: `the base of Foo is Bar`, `the student is Bar, the teacher Baz`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vaultkit.extract.made_of import LEADING, next_model, read_made_of
from vaultkit.extract.modality import is_negated, modality_of
from vaultkit.extract.names import fold
from vaultkit.extract.statement import KINDS_OF_LINEAGE, Statement
from vaultkit.extract.words import NEGATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vaultkit.extract.arguments import Frame
    from vaultkit.extract.lexicon import Entry, Lexicon
    from vaultkit.extract.sentence import Sentence, Token


def read_made(sentence: Sentence, frame: Frame, lexicon: Lexicon) -> list[Statement]:
    """Return what a sentence says of where models come from in ways that no verb tells."""
    if all(token.type != "MODEL" for token in sentence.tokens):
        return []
    parents = (
        *read_parents(sentence),
        *_own_parents(sentence, frame),
        *_kin(sentence, frame),
        *_houses(sentence, lexicon),
    )
    return [*read_made_of(sentence, frame), *parents]


def _own_parents(sentence: Sentence, frame: Frame) -> Iterator[Statement]:
    """Yield the base and teacher of a section's own model: `the student is Bar, the teacher Baz`."""
    tokens = sentence.tokens
    if not (frame.own and len(frame.section) == 1):
        return
    for place, token in enumerate(tokens):
        kind = _OWN_NOUNS.get(token.norm) if not token.type else None
        if kind is None or place == 0 or tokens[place - 1].norm not in {"the", "its", "their", "our", "base", "starting"}:  # fmt: skip
            continue
        opens = place <= 2 or tokens[place - 2].norm in {",", ";", "and", "the"}
        link = place + 1
        if link < len(tokens) and (tokens[link].stem == "be" or tokens[link].norm in {":", "="}):
            link += 1
        elif token.norm != "teacher":
            continue
        target = next_model(tokens, link)
        found = tokens[target].found if target > 0 and opens else None
        if (
            found is None
            or is_negated(sentence, place + 1)
            or found.entry.id == frame.section[0].id
        ):
            continue
        yield Statement(
            frame.section[0], kind, found.entry, None, None, sentence.start, sentence.end, "parent-noun",
            modality_of(sentence, place, target + 1), False, tokens[target].start, 0.95,
        )  # fmt: skip


_OWN_NOUNS = {
    **dict.fromkeys("student base backbone foundation initialization initialisation".split(), "derivedFrom"),
    "teacher": "distilledFrom",
}  # fmt: skip


def _listed(tokens: tuple[Token, ...], first: int) -> Iterator[int]:
    """Yield the tokens of a list of names of one type, from its first on."""
    for index in range(first, len(tokens)):
        if tokens[index].type == tokens[first].type:
            yield index
        elif tokens[index].norm not in {"+", ",", "and", "&", "the", "plus", "/"}:
            return


def read_parents(sentence: Sentence) -> Iterator[Statement]:
    """Yield what is said as the base or data of a model: `the base of Foo is Bar`."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        kind = _NOUNS.get(token.norm) if not token.type else None
        if kind is None or [one.norm for one in tokens[place + 1 : place + 2]] not in (["of"], ["for"], ["behind"]):  # fmt: skip
            continue
        rest = place + 2
        while rest < len(tokens) and tokens[rest].norm in {"the", "both", "'"}:
            rest += 1
        if rest + 1 >= len(tokens) or tokens[rest].type != "MODEL":
            continue
        link = rest + 1
        if tokens[link].stem != "be" and tokens[link].norm != ":":
            continue
        wanted = "MODEL" if kind in KINDS_OF_LINEAGE else "DATA"
        target = next(
            (n for n in range(link + 1, min(link + 5, len(tokens))) if tokens[n].type == wanted), -1
        )
        between = tokens[link + 1 : target]
        owner, found = tokens[rest].found, tokens[target].found if target > 0 else None
        if found is None or owner is None or any(
            one.type or one.stem in NEGATIONS or one.norm not in LEADING for one in between
        ):  # fmt: skip
            continue
        for index in _listed(tokens, target) if wanted == "DATA" else (target,):
            one = tokens[index].found
            if one is not None:
                yield Statement(
                    owner.entry, kind, one.entry, None, None, sentence.start, sentence.end, "parent-noun",
                    modality_of(sentence, place, index + 1), at=tokens[index].start,
                )  # fmt: skip


_NOUNS = {
    **dict.fromkeys("base parent ancestor backbone foundation starting-point start root".split(), "derivedFrom"),
    **dict.fromkeys("teacher teachers".split(), "distilledFrom"),
    **dict.fromkeys("data corpus diet dataset recipe ingredients mix mixture".split(), "trainedOn"),
}  # fmt: skip


def _kin(sentence: Sentence, frame: Frame) -> Iterator[Statement]:
    """Yield the child that a possessive tells: `; its DPO'd offspring is Bar`."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        if token.type or token.norm not in _KIN:
            continue
        owner = next((n for n in range(place - 1, max(-1, place - 7), -1) if tokens[n].norm in {"its", "their"}), -1)  # fmt: skip
        link = place + 1
        if (
            owner < 0
            or link >= len(tokens)
            or not (tokens[link].stem == "be" or tokens[link].norm in {":", ","})
        ):
            continue
        target = next_model(tokens, link + 1)
        before = [one.found.entry for one in tokens[:owner] if one.type == "MODEL" and one.found]
        meant = tuple(before[:1]) or frame.topic or frame.section
        found = tokens[target].found if target > 0 else None
        if found is None or len(meant) != 1 or meant[0].id == found.entry.id:
            continue
        yield Statement(
            found.entry, _KIN[token.norm], meant[0], None, None, sentence.start, sentence.end, "parent-noun",
            modality_of(sentence, place, target + 1), at=tokens[target].start,
        )  # fmt: skip


_KIN = {
    **dict.fromkeys("offspring child children descendant derivative fork progeny".split(), "derivedFrom"),
    **dict.fromkeys("finetune tune finetunes".split(), "fineTunedFrom"),
}  # fmt: skip


def _houses(sentence: Sentence, lexicon: Lexicon) -> Iterator[Statement]:
    """Yield the maker that goes by the name of its models: `Mathstral, Mistral's own model`."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        maker = _maker(token, lexicon)
        if maker is None:
            continue
        before, behind = tokens[:place], tokens[place + 1 :]
        named = _model_before(before)
        if [one.norm for one in behind[:2]] == ["'", "s"]:
            onward = next(
                (one for one in behind[2:5] if one.norm not in {"own", "new", "first", "latest"}),
                None,
            )
            if onward is not None and onward.type == "MODEL" and onward.found:
                named = onward
            elif not (before and before[-1].norm == "," and _names_model(behind[2:])):
                continue
        elif before and before[-1].norm == "(" and behind and behind[0].norm in {")", ",", ";"}:
            named = before[-2] if len(before) > 1 and before[-2].type == "MODEL" else None
        elif not (
            len(before) > 1 and before[-1].norm in {"by", "from"} and before[-2].type == "MODEL"
        ) or (behind and (behind[0].type or behind[0].norm.isalnum())):
            continue
        if (
            named is None
            or named.found is None
            or named.found.entry.developer not in {None, maker.id}
        ):
            continue
        if named.found.entry.id != token.found.entry.id if token.found else False:
            yield Statement(
                named.found.entry, "developedBy", maker, None, None, sentence.start, sentence.end, "house-name",
                modality_of(sentence, place, place + 1), at=named.start,
            )  # fmt: skip


def _maker(token: Token, lexicon: Lexicon) -> Entry | None:
    """Return the house that a model's bare name is also the name of: `Mistral` of Mistral AI."""
    if token.type != "MODEL" or token.found is None or any(one.isdigit() for one in token.norm):
        return None
    entry = token.found.entry
    maker = lexicon.get(entry.developer) if entry.developer else None
    return maker if maker and fold(maker.label).startswith(fold(token.text)) else None


def _model_before(tokens: tuple[Token, ...]) -> Token | None:
    """Return the model right before a comma at the end of some tokens."""
    if len(tokens) > 1 and tokens[-1].norm in {",", "by", "from"} and tokens[-2].type == "MODEL":
        return tokens[-2]
    return None


def _names_model(tokens: tuple[Token, ...]) -> bool:
    """Tell whether a noun for a model follows soon."""
    for one in tokens[:8]:
        if one.type == "MODEL" or one.norm in {",", ".", ";", "("}:
            return False
        if one.norm in {
            "model",
            "llm",
            "chatbot",
            "flagship",
            "release",
            "series",
            "family",
            "assistant",
        }:
            return True
    return False


def of_the_made(found: Iterable[Statement]) -> list[Statement]:
    """Give what is said behind the base of a made model to that model: the base was there before."""
    held = list(found)
    made = [one for one in held if one.rule in _RULES and one.object]
    for base in made:
        held = [
            replace(one, subject=base.subject, explicit=base.explicit)
            if base.object
            and one.subject.id == base.object.id
            and one.at > base.at
            and one.predicate in _MOVED
            else one
            for one in held
        ]
    return [one for one in held if one.object is None or one.object.id != one.subject.id]


_RULES = frozenset({"made-of", "labelled-recipe"})
_MOVED = frozenset("usesTechnique lacksTechnique trainedOn fineTunedOn pretrainedOn trainingTokens contextLength evaluatedOn outperforms trainedOnOutputsOf".split())  # fmt: skip
