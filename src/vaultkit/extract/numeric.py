"""Numbers in sentences: whose they are, and what they count."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vaultkit.extract.attribute import Attribute, all_attributes, name_of
from vaultkit.extract.bare import NOT_SIZE, bare_size
from vaultkit.extract.beside import elliptic, in_order
from vaultkit.extract.grouping import (
    goes_on,
    group_of,
    is_bound,
    is_denied,
    is_meant,
    is_ratio,
    is_said_of,
    is_sized_list,
    lower_end,
    upper_end,
)
from vaultkit.extract.modality import modality_of
from vaultkit.extract.names import SIZE, Tail, canonical_size
from vaultkit.extract.numbers import find_quantities, whole
from vaultkit.extract.owners import (
    base_of,
    called_at,
    called_behind,
    counts_data,
    counts_window,
    fitting,
    owners_of,
    sizes_in_brackets,
)
from vaultkit.extract.parts import is_share
from vaultkit.extract.statement import Statement
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.arguments import Frame
    from vaultkit.extract.lexicon import Entry, Lexicon
    from vaultkit.extract.sentence import Sentence

_SIZE_NOUNS = frozenset(
    ("model version variant size checkpoint llm parameter param releas weights").split()
)


@dataclass(frozen=True, slots=True)
class Named:
    """A number of a sentence with its name."""

    index: int
    attribute: Attribute
    distance: int


def read_numbers(sentence: Sentence, frame: Frame, lexicon: Lexicon) -> list[Statement]:
    """Return the numbers of models that a sentence gives."""
    named = _named(sentence)
    found: list[Statement] = []
    done: set[int] = set()
    for number, kind, entry in elliptic(sentence, [(one.index, one.attribute) for one in named]):
        done.add(number)
        found.extend(_made(sentence, number, kind, (entry,), explicit=True))
    for one in named:
        if one.index in done:
            continue
        paired = _paired(sentence, one, frame)
        if paired:
            done.update(number for number, _ in paired)
            for number, entry in paired:
                found.extend(_made(sentence, number, one.attribute, (entry,), explicit=True))
            continue
        several = one.attribute.predicate == "parameterCount"
        group = group_of(sentence, one.index) if several else [one.index]
        done.update(group)
        found.extend(_attach(sentence, group, one.attribute, frame, lexicon))
    found.extend(_members(sentence, lexicon))
    sized = any(one.predicate == "parameterCount" for one in found)
    found.extend(_sizes(sentence, done, frame, lexicon, sized=sized))
    return found


def _paired(sentence: Sentence, one: Named, frame: Frame) -> list[tuple[int, Entry]]:
    """Pair a list of numbers with a list of names: `Foo and Bar have 12 and 24 layers`."""
    numbers = group_of(sentence, one.index)
    if len(numbers) == 1:
        return []
    owners, explicit = owners_of(sentence, numbers[0], frame, one.attribute)
    return in_order(sentence, numbers, owners) if explicit else []


def _members(sentence: Sentence, lexicon: Lexicon) -> Iterator[Statement]:
    """Yield the sizes by which a sentence calls members of its release: `the 13B model was ...`."""
    for token in sentence.tokens:
        if token.type != "MODEL" or token.found is None or not token.found.size:
            continue
        if not token.text[:1].isdigit() or token.text != token.found.size:
            continue
        value = find_quantities(token.text)
        member = token.found.entry
        owner = base_of(member, lexicon)
        if not value:
            continue
        one = Statement(
            member, "parameterCount", None, whole(value[0].value), token.text, sentence.start, sentence.end,
            _parameters().name, modality_of(sentence, 0, 1), at=token.start,
        )  # fmt: skip
        yield one
        if owner.id != member.id:
            yield replace(
                one, predicate="partOf", object=owner, value=None, raw=None, rule="size-list"
            )


_STAGE = pattern(
    r"[^:]{0,30}(?:lengthen|anneal|cool-?down|decay|warm-?up|mid-train|stage|extension|continued)[^:]{0,20}:",
    re.IGNORECASE,
)
"""Labels of stages: their tokens are not all of the training."""


def _named(sentence: Sentence) -> list[Named]:
    """Return the numbers that are called something, each by the nearest name."""
    attributes = all_attributes()
    named: list[Named] = []
    for index, token in enumerate(sentence.tokens):
        if token.type != "NUM" or token.quantity is None or token.quantity.relative:
            continue
        if is_ratio(sentence, index) or is_bound(sentence, index) or is_denied(sentence, index):
            continue
        if is_share(sentence, index):
            continue
        best = name_of(sentence, index, attributes)
        if (
            best is not None
            and best[0].predicate == "trainingTokens"
            and _STAGE.match(sentence.text)
        ):
            continue
        if best is not None and best[0].predicate == "contextLength" and counts_window(sentence):
            continue
        if best is not None:
            named.append(Named(index, best[0], best[1]))
    return named


def _attach(
    sentence: Sentence, group: list[int], attribute: Attribute, frame: Frame, lexicon: Lexicon
) -> Iterator[Statement]:
    """Yield the statements of a number, or of a list of numbers, with one name."""
    tokens = sentence.tokens
    if attribute.predicate == "parameterCount" and len(group) > 1:
        yield from _several(sentence, group, frame, lexicon)
        return
    index = group[-1] if attribute.predicate == "contextLength" else group[0]
    before = tokens[index - 1].norm if index else ""
    if attribute.predicate == "contextLength" and before == "to" and goes_on(sentence, index):
        return  # `first to 32K and then to 128K`: the last one counts
    if before in {"to", "->", "\u2192"} and attribute.predicate in {
        "contextLength",
        "trainingTokens",
    }:
        pass  # `from 8k to 128k`: the target counts
    elif (
        index + 1 < len(tokens)
        and tokens[index + 1].norm == "to"
        and index + 2 < len(tokens)
        and tokens[index + 2].quantity
    ):
        index += 2
    if attribute.predicate == "trainingTokens" and counts_data(sentence, index):
        return
    owners, explicit = owners_of(sentence, index, frame, attribute)
    number = tokens[index].quantity
    if number is not None and attribute.predicate == "parameterCount":
        owners = fitting(owners, number.value)
    sizes = sizes_in_brackets(sentence, index) if attribute.predicate != "parameterCount" else []
    bases = {base_of(one, lexicon).id for one in owners}
    if sizes and len(bases) == 1:
        base = base_of(owners[0], lexicon)
        owners = tuple(lexicon.with_tail(base, Tail(0, size=size)) for size in sizes)
    elif attribute.predicate != "parameterCount":
        called = called_at(sentence, index)
        if called:
            owners, explicit = called, True
    if len(owners) == 1 and "respectively" in {one.norm for one in tokens[-2:]}:
        return  # `They saw 3T, 4T and 5T tokens respectively`: each is another one's
    yield from _made(sentence, index, attribute, owners, explicit=explicit)


_PAIR = 2
_ACTIVE = frozenset({"act", "active", "activated", "activ"})


def _several(
    sentence: Sentence, group: list[int], frame: Frame, lexicon: Lexicon
) -> Iterator[Statement]:
    """Yield one variant for each size of a list: `available in 7B and 13B`."""
    parallel = called_behind(sentence, group[-1])
    if len(parallel) == len(group):
        for index, entry in zip(group, parallel, strict=True):
            yield from _made(sentence, index, _parameters(), (entry,), explicit=True)
        return
    owners, explicit = owners_of(sentence, group[0], frame, _parameters())
    if len(owners) == len(group) > 1:
        for index, entry in zip(group, owners, strict=True):
            yield from _made(sentence, index, _parameters(), (entry,), explicit=explicit)
        return
    if len(owners) != 1:
        return
    behind = sentence.tokens[group[-1] + 1 : group[-1] + 2]
    if len(group) == _PAIR and behind and behind[0].norm.strip(".") in _ACTIVE:
        # `Foo: 117B/5.1B active`: all of them, and those of one token
        yield from _made(sentence, group[0], _parameters(), owners, explicit=explicit)
        return
    owner = base_of(owners[0], lexicon)
    parameters = _parameters()
    for index in group:
        token = sentence.tokens[index]
        assert token.quantity is not None
        size = canonical_size(token.quantity.raw.lstrip("~ "))
        variant = lexicon.with_tail(owner, Tail(0, size=size))
        if variant.id == owner.id:
            continue
        yield from _made(sentence, index, parameters, (variant,), explicit=explicit)
        yield Statement(
            variant,
            "partOf",
            owner,
            None,
            None,
            sentence.start,
            sentence.end,
            "size-list",
            modality_of(sentence, index, index + 1),
            explicit,
            token.start,
        )


def _parameters() -> Attribute:
    """Return the attribute that counts parameters."""
    return next(one for one in all_attributes() if one.predicate == "parameterCount")


def _made(
    sentence: Sentence,
    index: int,
    attribute: Attribute,
    owners: tuple[Entry, ...],
    *,
    explicit: bool,
) -> Iterator[Statement]:
    """Yield the statements that a number holds for some models."""
    token = sentence.tokens[index]
    assert token.quantity is not None
    upper = upper_end(sentence, index)
    lower = lower_end(sentence, index)
    if upper is None and lower is not None and attribute.predicate == "parameterCount":
        index, upper = lower, index
        token = sentence.tokens[index]
    values = [(attribute.predicate, token)]
    if upper is not None and attribute.predicate == "parameterCount":
        values = [
            (attribute.predicate + "Min", token),
            (attribute.predicate + "Max", sentence.tokens[upper]),
        ]
    for owner in owners:
        for predicate, number in values:
            assert number.quantity is not None
            yield Statement(
                owner,
                predicate,
                None,
                whole(number.quantity.value),
                number.quantity.raw,
                sentence.start,
                sentence.end,
                attribute.name,
                modality_of(sentence, index, index + 1),
                explicit,
                number.start,
                1.0 if explicit else 0.95,
            )


def _sizes(
    sentence: Sentence, done: set[int], frame: Frame, lexicon: Lexicon, *, sized: bool
) -> Iterator[Statement]:
    """Yield the sizes that stand without the word `parameters`: `8B & 70B`, `the 405B model`."""
    tokens = sentence.tokens
    parameters = _parameters()
    seen: set[int] = set(done)
    for index, token in enumerate(tokens):
        number = token.quantity
        if index in seen or number is None or number.relative:
            continue
        if (
            number.unit not in {"b", "m"}
            or " " in number.raw.strip("~ ")
            or not 1e7 <= number.value <= 5e12
        ):
            continue
        if is_bound(sentence, index) or is_ratio(sentence, index) or is_share(sentence, index):
            continue
        group = [one for one in group_of(sentence, index) if one == index or one not in done]
        seen.update(group)
        follower = tokens[index + 1] if index + 1 < len(tokens) else None
        behind = tokens[index - 2] if index > 1 and tokens[index - 1].norm == "(" else None
        if (
            behind is not None
            and behind.found
            and behind.type == "MODEL"
            and follower is not None
            and follower.norm == ")"
        ):
            whose = behind.found.entry
            if whose.id in lexicon.sized:
                whose = lexicon.with_tail(
                    whose, Tail(0, size=canonical_size(number.raw.lstrip("~ ")))
                )
            yield from _made(sentence, index, parameters, (whose,), explicit=True)
            continue
        whose_it_is = bare_size(sentence, index, group)
        if whose_it_is is not None:
            if whose_it_is.id in lexicon.sized:
                size = canonical_size(number.raw.lstrip("~ "))
                whose_it_is = lexicon.with_tail(whose_it_is, Tail(0, size=size))
            yield from _made(sentence, index, parameters, (whose_it_is,), explicit=True)
            continue
        if len(group) == 1 and follower is not None and follower.type == "MODEL" and follower.found:
            yield from _made(sentence, index, parameters, (follower.found.entry,), explicit=True)
            continue
        after = tokens[group[-1] + 1 : group[-1] + 4]
        nouns = {one.stem for one in after}
        if nouns & NOT_SIZE:
            continue
        beside = bool(after) and after[0].stem in _SIZE_NOUNS
        alone = index == 0 and (
            not after or after[0].norm in {",", ";", ".", "and", "|", "-", "(", ")"}
        )
        if (sized and not after[:1]) or (
            sized and after[0].norm in {"for", "in", ",", ";", ".", ")", "as"}
        ):
            alone = True
        if len(group) > 1 and (beside or alone or is_sized_list(sentence, index)):
            yield from _several(sentence, group, frame, lexicon)
        elif len(group) == 1 and (alone or beside):
            owners, explicit = owners_of(sentence, index, frame, parameters, near=False)
            if not (explicit or alone or is_meant(sentence, index)):
                continue
            if len(owners) == 1:
                owner = base_of(owners[0], lexicon)
                if explicit and owner.id != owners[0].id and not SIZE.search(owners[0].label):
                    yield from _made(sentence, index, parameters, owners, explicit=True)
                    continue
                if SIZE.search(owner.label) and not lexicon.members(owner.id):
                    continue  # a name with a size gets no second one
                if is_said_of(sentence, index) and owner.id not in lexicon.sized:
                    yield from _made(sentence, index, parameters, owners, explicit=explicit)
                elif owner.id in lexicon.sized or beside:
                    variant = lexicon.with_tail(
                        owner, Tail(0, size=canonical_size(number.raw.lstrip("~ ")))
                    )
                    yield from _made(sentence, index, parameters, (variant,), explicit=explicit)
                    if variant.id != owner.id:
                        yield Statement(
                            variant, "partOf", owner, None, None, sentence.start, sentence.end, "size-list",
                            modality_of(sentence, index, index + 1), explicit, token.start,
                        )  # fmt: skip
                else:
                    yield from _made(sentence, index, parameters, owners, explicit=explicit)
