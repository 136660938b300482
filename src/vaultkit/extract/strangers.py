"""Subjects that are nobody's model: language models at large, people, six models of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.words import KIN, VERBS
from vaultkit.text import pattern

if TYPE_CHECKING:
    from vaultkit.extract.sentence import Sentence, Token


def is_at_large(sentence: Sentence, place: int) -> bool:
    """Tell whether a verb's own subject is no model of anybody's: `and language models use`."""
    tokens = sentence.tokens
    back = place - 1
    while back > 0 and tokens[back].norm in {
        "also",
        "often",
        "then",
        "usually",
        "typically",
        "now",
    }:
        back -= 1
    plural = tokens[back].norm[-1:] == "s" if back >= 0 else False
    if back > 0 and tokens[back].norm == "s":
        back -= 1
    named = tokens[back].norm.endswith(("model", "models")) if back >= 0 else False
    if plural and named and tokens[back].type == "TECH":
        return place < len(tokens) and tokens[place].stem in VERBS
    if back < 0 or tokens[back].type or place >= len(tokens) or tokens[place].norm.endswith("ing"):
        return False
    if tokens[place].stem not in VERBS or tokens[place].norm.endswith("ed"):
        return False
    noun = tokens[back].norm
    before = tokens[back - 1] if back else None
    if noun in _PEOPLE:
        return True
    if noun not in _KINDS_OF or before is None:
        return False
    if before.type:
        return before.type == "TECH"
    return before.norm in _GENERIC and tokens[place].stem != "be"


_PEOPLE = frozenset(
    "researchers people users annotators labelers humans works papers students practitioners".split()
)
_KINDS_OF = frozenset(
    "models llms methods approaches systems architectures transformers chatbots".split()
)
_GENERIC = frozenset(
    (
        "language many most some modern recent existing popular other such newer older current several various sota "
        "frontier neural generative open proprietary commercial state-of-the-art today's standard conventional"
    ).split()
)


def is_of_others(sentence: Sentence, region: list[int]) -> bool:
    """Tell whether a phrase is about some models without a name: `we tuned six models, based on`."""
    words = [sentence.tokens[index] for index in region]
    if _is_of_kin(words) or (region[:1] == [0] and _opens_with_stranger(sentence)):
        return True
    for number, token in enumerate(words):
        if token.type or token.norm not in _GROUPS:
            continue
        if number and _opens_with_others(sentence, region[number]):
            return True
        before = words[max(0, number - 4) : number]
        counted = next(
            (n for n, one in enumerate(before) if one.norm in _COUNTED or one.type == "NUM"), -1
        )
        if counted >= 0 and any(
            one.stem in _DONE_TO for one in words[: number - len(before) + counted]
        ):
            return True
    return False


def _opens_with_stranger(sentence: Sentence) -> bool:
    """Tell whether a sentence opens with a name that no list has: `mBar is the multilingual one`."""
    tokens = sentence.tokens
    match = _NAMED.match(sentence.text)
    if match is None or not _SHAPED.search(match["name"]):
        return False
    end = sentence.start + match.end("name")
    own = [one for one in tokens if one.start < end]
    after = next((one for one in tokens if one.start >= end), None)
    if any(one.type for one in own) or after is None or after.type:
        return False
    return after.norm in {",", "(", ":"} or (after.stem in VERBS and not after.norm.endswith("ing"))


_NAMED = pattern(r"[\s*_\[]{0,4}(?P<name>[A-Za-z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+){0,4})")
_SHAPED = pattern(r"[a-z]{1,12}[A-Z]|[A-Z][a-z]+[A-Za-z]*-?\d|-\d{1,4}(?:\.\d)?[BM]\b")
"""Shapes of names inside a word: a capital behind a small letter, a figure."""


def _is_of_kin(words: list[Token]) -> bool:
    """Tell whether a phrase begins with a relative that it does not name: `Its successor uses`."""
    lead = [one.norm for one in words[:5]]
    if len(lead) < 3 or lead[0] not in {"its", "their", "a", "the"}:
        return False
    if lead[0] == "its" and lead[1] in _ONE_OF and lead[2:3] and lead[2] in _MEMBERS:
        return True
    near = next((number for number, word in enumerate(lead) if word in KIN), 0)
    if not near or any(one.type == "MODEL" for one in words):
        return False
    return lead[0] in {"its", "their"} or words[near + 1 : near + 2] == []


def _opens_with_others(sentence: Sentence, place: int) -> bool:
    """Tell whether a sentence opens with models made of another: `Six models distilled from Foo`."""
    tokens = sentence.tokens
    first, after = tokens[0], tokens[place + 1 : place + 2]
    counted = first.norm in _COUNTED or first.type == "NUM"
    if (
        first.norm in _UNCOUNTED
        and place <= _NEAR + 1
        and (after and after[0].norm not in {"of", ":"})
    ):
        return True
    near = place <= _NEAR and tokens[place].norm in {"models", "llms", "students"}
    return counted and near and bool(after) and after[0].stem in _MADE_OF


_NEAR = 3
_MADE_OF = frozenset("distil bas build built deriv finetun tun".split())
_GROUPS = frozenset("models versions variants checkpoints llms systems baselines students".split())
_COUNTED = frozenset(
    "two three four five six seven eight nine ten several some other many various different".split()
)
_ONE_OF = frozenset(
    "largest biggest smallest larger smaller first latest second small large".split()
)
_MEMBERS = frozenset(
    "version versions model models variant variants member members release".split()
)
_UNCOUNTED = frozenset("several many some most other various numerous".split())
_DONE_TO = frozenset("finetun tun train distil compar evaluat test prompt query sampl ask".split())
"""Stems of verbs whose object is no model of the section: `they also fine-tuned six models`."""
