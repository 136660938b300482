"""Whose a number is by where it stands: behind a name, in the nearest clause, in a list."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vaultkit.extract.attribute import Attribute, all_attributes
from vaultkit.extract.clauses import is_part, opens_own_clause
from vaultkit.extract.names import SIZE
from vaultkit.extract.numbers import find_quantities
from vaultkit.extract.sentence import normal, stem
from vaultkit.extract.words import COMPARING, MODEL_NOUNS, PREPOSITIONS, VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.sentence import Sentence, Token

_HAVING = frozenset(
    "has have had is was are were be having there weighs weighed comes came clocks remains".split()
)
"""Verbs that lead from a name to its figures."""
_LINKS = frozenset(
    (
        ", ( ) [ ] : = ~ ' \u2019 s - & / and plus with at a an the of its their also both each only just merely about around roughly "
        "approximately nearly up some now still whopping mere full total in all long wide deep"
    ).split()
)
"""Words and marks between a name and a figure of its own."""
_LISTED = frozenset({"TECH", "DATA", "LICENSE", "BENCH"})
_BESIDE = frozenset({"ORG", "CITE", "DATE", "PERSON", "NUM"})
_TRAINING = frozenset("trainingTokens contextLength".split())
"""What a training gives, not the name that is trained."""
_TAUGHT = frozenset(
    "train finetun pretrain posttrain tun continu extend distil adapt prun quantiz initializ".split()
)
_ADVERBS = frozenset("also only now itself then even already actually models series family".split())
_MORE_VERBS = frozenset(
    stem(normal(word))
    for word in (
        "see saw sees seen double doubles hold holds stack stacks touch weigh weighs process processes went goes got consume "
        "consumed count counts activate activates route routes pick picks feature features read reads accept accepts follow "
        "cost costs fire carry carries span spans total totals pack packs sport sports boast boasts digest ingest ingested"
    ).split()
)
_VERSIONS = frozenset(
    "version versions model models variant variants size sizes training pretraining weights release family checkpoint checkpoints "
    "architecture authors encoder decoder tokenizer vocabulary context".split()
)
_REACH = 24
_SIZE_NEAR = (0.7, 1.45)


@cache
def spoken() -> frozenset[str]:
    """Return the stems of the words that attributes are called by."""
    words = {
        word
        for one in all_attributes()
        for group in (*one.after, *one.before)
        for word in group.split()
    }
    stems = {stem(normal(word)) for word in words}
    return frozenset(stems - VERBS - _TAUGHT - {"on", "for", "per", "with", "us", "activat"})


def conflicts(entry: Entry, value: float) -> bool:
    """Tell whether a name says another size than a number of parameters: `Foo-7B` and 70B."""
    size = SIZE.search(entry.label)
    if size is None or "x" in size[0].lower():
        return False
    named = find_quantities(size[0])
    low, high = _SIZE_NEAR
    return bool(named) and not low <= value / named[0].value <= high


def attached(sentence: Sentence, index: int, attribute: Attribute) -> Entry | None:
    """Return the name that a number hangs on: `Foo with 7B`, `Foo (Acme, 7B)`, `Foo, which has 7B`."""
    tokens, depth = sentence.tokens, sentence.depth
    at, steps, verb, comma, relative = index - 1, 0, False, False, False
    dashes = 0
    while at >= 0 and steps < _REACH:
        token = tokens[at]
        steps += 1
        if token.norm == ")" and depth[at] > depth[index]:
            at = _opening(sentence, at) - 1
            continue
        dashes += token.norm == "-"
        if dashes > 1:
            return None  # a row of a table that lost its bars
        if token.type == "MODEL" and token.found:
            return _host(sentence, at, index, attribute, comma=comma, verb=verb)
        if token.norm in {"which", "that", "who"} and not token.type:
            relative, verb = True, False
        elif verb and not token.type and token.norm in {"and", ",", "but", ";", "&"}:
            return None  # `Foo beats Bar and has 7B`
        elif token.norm in _HAVING and not token.type:
            verb = True
        elif token.type in _LISTED:
            after = tokens[at + 1].norm
            if after not in {",", ")", ";"} or depth[at] == 0:
                return None
        elif (
            token.type in _BESIDE
            or token.stem in spoken()
            or (token.norm in {"by", "from"} and tokens[at + 1].type == "ORG")
            or (relative and token.norm in MODEL_NOUNS)
        ):
            pass
        elif token.norm not in _LINKS:
            return None
        comma = comma or (token.norm == "," and depth[at] == 0)
        at -= 1
    return None


def _opening(sentence: Sentence, close: int) -> int:
    """Return the token that opens the bracket which closes at a token."""
    level = sentence.depth[close]
    return next(
        (
            n
            for n in range(close - 1, -1, -1)
            if sentence.tokens[n].norm in "([" and sentence.depth[n] == level
        ),
        0,
    )


def _host(
    sentence: Sentence,
    at: int,
    index: int,
    attribute: Attribute,
    *,
    comma: bool,
    verb: bool,
) -> Entry | None:
    """Return the name at a token where a number can hang on it."""
    tokens = sentence.tokens
    found = tokens[at].found
    assert found is not None
    link = tokens[at + 1]
    if link.norm in {"and", "or", "&", "/"} or (verb and link.norm == ","):
        return None
    if is_part(sentence, at):
        return None
    before = at - 1
    while before >= 0 and (
        tokens[before].type == "NUM" or tokens[before].norm in {"the", "a", "an"}
    ):
        before -= 1
    head = tokens[before] if before >= 0 else None
    if head is not None and not head.type:
        if comma and (head.norm in PREPOSITIONS or head.norm == "compared"):
            return None  # `Unlike Foo, the 7B model`
        taught = head.stem in _TAUGHT or head.norm in {"from", "on", "of", "by"}
        if attribute.predicate in _TRAINING and link.norm in {"with", "at"} and taught:
            return None  # `continued Foo with 100B tokens`
        if link.norm == "with" and not {"its", "their"} & {t.norm for t in tokens[at:index]}:
            comparing = head.stem in COMPARING or head.norm in {
                "than",
                "to",
                "of",
                "match",
                "matches",
            }
            rival = any(token.type == "MODEL" for token in tokens[:before])
            if comparing and rival:
                return None  # `Foo matches Bar with only 7B`: whose it is is not said
    return found.entry


def nearest_subjects(sentence: Sentence, index: int) -> tuple[Entry, ...]:
    """Return the subject of the nearest clause before a number: a name with its verb right behind."""
    tokens, depth = sentence.tokens, sentence.depth
    for at in range(index - 1, -1, -1):
        token = tokens[at]
        if token.norm in {";", ".", "!", "?", "|"}:
            return ()
        if token.type != "MODEL" or token.found is None or depth[at] > depth[index]:
            continue
        verb = at + 1
        while verb < index and (tokens[verb].norm in _ADVERBS or depth[verb] > depth[at]):
            verb += 1
        word = tokens[verb]
        acts = word.stem in VERBS or word.stem in _MORE_VERBS
        if word.type != "NUM" and not acts and opens_own_clause(sentence, at):
            return (token.found.entry,)
        if word.type or not acts or word.norm.endswith("ing"):
            continue
        named = _joined(sentence, at)
        first = named[0] - 1
        if word.norm.endswith("ed") and first >= 0 and tokens[first].norm not in _OPENING:
            return ()  # `Foo is Bar finetuned at 65k`
        while first >= 0 and (tokens[first].type == "NUM" or tokens[first].norm in {"the", "both"}):
            first -= 1
        head = tokens[first] if first >= 0 else None
        if head is not None and not head.type and head.norm in PREPOSITIONS - {"before", "after"}:
            kind = tokens[first - 1].norm if first else ""
            if not (head.norm == "of" and kind in _VERSIONS):
                return ()
        return tuple(
            dict.fromkeys(one.entry for n in named if (one := tokens[n].found) is not None)
        )
    return ()


_OPENING = frozenset({",", "and", ";", ":", "-", "the", "&", "but"})


def _joined(sentence: Sentence, last: int) -> list[int]:
    """Return the names of a list that ends at a token: `Foo, Bar and Baz`."""
    tokens = sentence.tokens
    named = [last]
    at = last - 1
    while at > 0 and tokens[at].norm in {",", "and", "&", "/", "the"}:
        joins = at
        while joins > 0 and tokens[joins].norm in {",", "and", "&", "/", "the"}:
            joins -= 1
        if tokens[joins].type != "MODEL" or joins == at:
            break
        marks = {tokens[n].norm for n in range(joins + 1, at + 1)}
        if marks == {","} and len(named) == 1:
            break  # `Unlike Foo, Bar has`
        named.insert(0, joins)
        at = joins - 1
    return named


def behind(sentence: Sentence, index: int) -> Entry | None:
    """Return the name behind a number that it goes into or belongs to: `36T tokens went into Foo`."""
    tokens = sentence.tokens
    at = index + 1
    while at < len(tokens) and at <= index + 4 and tokens[at].stem in spoken():
        at += 1
    bare = at == index + 1 and tokens[at : at + 1] and tokens[at].norm == "for"
    if (at == index + 1 and not bare) or at + 1 >= len(tokens):
        return None
    left = at
    while left < len(tokens) and tokens[left].norm in {"are", "is", "were", "left", "remain"}:
        left += 1
    if left > at and left < len(tokens) and tokens[left].norm == "in":
        at = left + 1
        named = tokens[at] if at < len(tokens) else None
        return named.found.entry if named and named.type == "MODEL" and named.found else None
    norms = [token.norm for token in tokens[at : at + 4]]
    if norms[:1] in (["of"], ["for"]):
        at += 1
    elif norms[:2] in (["went", "into"], ["go", "into"]):
        at += 2
    elif norms[:3] == ["were", "fed", "to"]:
        at += 3
    else:
        return None
    if at < len(tokens) and tokens[at].norm == "the":
        at += 1
    named = tokens[at] if at < len(tokens) else None
    return named.found.entry if named and named.type == "MODEL" and named.found else None


def in_order(
    sentence: Sentence, numbers: list[int], owners: tuple[Entry, ...]
) -> list[tuple[int, Entry]]:
    """Pair numbers of a list with as many names: `Foo and Bar have 12 and 24 layers`."""
    if len(numbers) != len(owners) or len(owners) < _PAIR:
        return []
    between = sentence.tokens[numbers[0] : numbers[-1] + 1]
    if any(token.norm == "or" for token in between):
        return []
    return list(zip(numbers, owners, strict=True))


_PAIR = 2


def elliptic(
    sentence: Sentence, named: list[tuple[int, Attribute]]
) -> Iterator[tuple[int, Attribute, Entry]]:
    """Yield numbers right behind a name, called as those before it: `Foo has 12 layers, Bar 24`."""
    tokens = sentence.tokens
    called = dict(named)
    for at, token in enumerate(tokens):
        if token.type != "MODEL" or token.found is None:
            continue
        earlier = [(n, one) for n, one in named if n < at]
        bare = _bare_numbers(sentence, at + 1, called)
        if not earlier or not bare or sentence.depth[at] != sentence.depth[earlier[-1][0]]:
            continue
        since = next(
            (
                n
                for n in range(earlier[-1][0], -1, -1)
                if tokens[n].type == "MODEL" and sentence.depth[n] <= sentence.depth[at]
            ),
            0,
        )
        pattern = [(n, one) for n, one in earlier if n > since]
        if not pattern:
            continue
        if len(bare) == len(pattern):
            pairs = list(zip(bare, pattern, strict=True))
        elif len(bare) == 1:
            fits = [one for one in pattern if _alike(tokens[bare[0]], tokens[one[0]])]
            pairs = [(bare[0], fits[0])] if len(fits) == 1 else []
        else:
            pairs = []
        if all(_alike(tokens[number], tokens[like]) for number, (like, _) in pairs):
            for number, (_, attribute) in pairs:
                yield number, attribute, token.found.entry


def _bare_numbers(sentence: Sentence, start: int, called: dict[int, Attribute]) -> list[int]:
    """Return the numbers that stand alone right behind a name: `Bar 24 and 340M`."""
    tokens = sentence.tokens
    found: list[int] = []
    at = start
    while at < len(tokens):
        token = tokens[at]
        if token.type == "NUM" and token.quantity and not token.quantity.relative:
            if at in called:
                return []
            found.append(at)
        elif (not found and token.norm == "with" and tokens[at - 1].norm == "do") or (
            token.norm in _AFTER_NAME if not found else token.norm in {"and", ",", "&", "a"}
        ):
            pass
        else:
            break
        at += 1
    if not found:
        return []
    ends = tokens[found[-1] + 1] if found[-1] + 1 < len(tokens) else None
    goes_on = ends is not None and (ends.type in {"MODEL", "NUM"} or ends.norm.isalpha())
    if goes_on and ends is not None and ends.norm not in _GOING_ON:
        return []
    return found


_GOING_ON = frozenset({"and", "while", "but", "respectively", "or", "with"})


_AFTER_NAME = frozenset(
    "only just about even model models went up to had do got , has a have saw an ~ roughly around by contrast instead however though".split()
)


def _alike(one: Token, two: Token) -> bool:
    """Tell whether two numbers can count the same thing."""
    a, b = one.quantity, two.quantity
    if a is None or b is None:
        return False
    classes = ({"", "k"}, {"b", "m"}, {"t", "b"}, {"k", "m"})
    near = a.value / b.value if b.value else 0.0
    return (
        a.unit == b.unit or any({a.unit, b.unit} == one for one in classes)
    ) and 1e-3 < near < 1e3
