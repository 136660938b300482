"""Noun phrases for things without a name: `heavily filtered web data`, `a larger 6B model`."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.extract.words import CLAUSE, NEGATIONS, PREPOSITIONS, RELATIVE, VERBS
from vaultkit.text import pattern

if TYPE_CHECKING:
    from vaultkit.extract.sentence import Sentence, Token

HEADS = frozenset(
    "data dataset datasets corpus corpora text texts textbooks books demonstrations conversations dialogues dialogs instructions prompts "
    "pages webpages code documents articles examples samples pairs transcripts traces trajectories problems images videos posts comments "
    "tweets papers files repositories completions responses captions stories recordings sentences questions queries mixture mix blend "
    "collection sources source content solutions logs emails patents passages chats exercises captures triples descriptions utterances "
    "annotations preferences comparisons".split()
)
"""Nouns that a description of data ends in."""
_TELLING = frozenset(
    "code books textbooks webpages conversations dialogues transcripts tweets images articles".split()
)
"""Of these, those that say enough alone."""
_CONTAINERS = frozenset(
    "mixture mix blend combination collection set corpus corpora dataset datasets variety range amount amounts amalgam".split()
)
"""Nouns behind which `of` tells what the data are."""
_COUNTED = frozenset(
    "instructions samples examples pairs conversations demonstrations dialogues prompts images documents "
    "books problems questions traces trajectories completions responses articles videos".split()
)
"""Nouns that tell enough with their number: `52K instructions`."""
_SEVERAL = frozenset("datasets corpora sources collections".split())
_AMOUNTS = frozenset(
    "tokens token words examples rows gb tb mb hours terabytes gigabytes lines volumes lots lot amounts quantities".split()
)
_EMPTY = frozenset(
    "a an the its their our this these those that all any both such certain several various many multiple numerous different new newer "
    "novel additional further extra much lots lot vast large larger largest huge massive big bigger enormous substantial considerable "
    "small smaller tiny existing only just mostly mainly primarily solely purely exclusively entirely also even up over about around "
    "roughly approximately nearly almost some more very single whole entire full sized scale size broad wide".split()
)
"""Words before a description that say nothing of what the data are."""
_HOLLOW = _EMPTY | frozenset(
    "training pretraining posttraining finetuning train tuning quality high higher highest better best good clean cleaned curated carefully "
    "diverse suitable relevant appropriate sufficient enough resulting final original target downstream task held out real actual raw "
    "previous earlier old older own extensive rich of and or x input natural labelled labeled unlabeled unlabelled combined overall "
    "supervised general initial main basic standard common specific particular respective corresponding necessary available seed".split()
)
"""Words that do not tell one body of data from another."""
_REFERRING = frozenset(
    "same similar this these those such following above below latter former resulting less fewer half twice no not other another that "
    "little few previous aforementioned mentioned unseen insufficient wrong limited none what whatever more own equal remaining rest".split()
)
"""Words that point elsewhere, or only count: nothing is described."""
_AFTER = (
    PREPOSITIONS
    | CLAUSE
    | RELATIVE
    | frozenset(
        "and or then only alone to as plus first followed so rather instead too respectively together along up including such is was are were".split()
    )
)
"""What may follow a description; another noun would make it a description of something else."""
_NO = frozenset(
    "a100 a100s h100 h100s gpu gpus tpu tpus task tasks objective benchmark steps epochs precision".split()
)
_CAPITAL = pattern(r"[A-Z][\w.+-]*")
_ADJECTIVE = pattern(
    r"(?:[A-Z][a-z]+(?:ish|ese|ian|ench|man|an|ic|i)|NLP|QA|STEM|PDF|HTML|SQL|JSON|API|OCR|UI|SFT|RL|CoT|AI|IT|Q&A|English|Web|Internet|Python|Java|German|Dutch|Greek|Thai|Hindi|Reddit|GitHub|Wikipedia|Twitter|YouTube|StackOverflow)"
)
_LONGEST = 11
"""Words of a description, at most."""


class Phrase(NamedTuple):
    """A description at its place."""

    start: int
    end: int
    """Tokens of the sentence, half-open."""
    words: str
    """What tells the thing, as written, without articles and amounts."""
    whole: str
    """All of it, as written, without the article."""
    value: int | None = None
    """The size of a model."""
    raw: str | None = None


def data_phrase(sentence: Sentence, place: int) -> Phrase | None:
    """Return the description of data that begins at a token, if one does."""
    tokens = sentence.tokens
    first = _skip(tokens, place)
    last = _head(sentence, first)
    if last < 0:
        return None
    inner = _inner(sentence, last)
    start = first
    if inner is not None:
        start, last = inner
    else:
        last = _row(sentence, last)
    start = _trim(tokens, start, last)
    body = tokens[start : last + 1]
    several = any(one.type == "NUM" for one in body[:-1]) and body[-1].norm in _SEVERAL
    if several or (body[0].quantity is not None and body[0].quantity.relative):
        return None  # sets that are only counted, or a share
    if not _tells(body) or not closes(sentence, last):
        return None
    text = sentence.view.text
    words = plain(text[body[0].start : body[-1].end])
    whole = plain(text[tokens[_article(tokens, place)].start : body[-1].end])
    return Phrase(start, last + 1, words, whole)


def plain(words: str) -> str:
    """Return words as written, on one line."""
    return " ".join(words.split())


def _article(tokens: tuple[Token, ...], place: int) -> int:
    """Return the token behind an article: what all of a description begins with."""
    while place + 1 < len(tokens) and tokens[place].norm in {
        "a",
        "an",
        "the",
        "its",
        "their",
        "our",
    }:
        place += 1
    return place


def _skip(tokens: tuple[Token, ...], place: int) -> int:
    """Return the token behind articles and amounts: `about 2T tokens of`, `a mix of`."""
    at = place
    while at < len(tokens):
        token = tokens[at]
        of = tokens[at + 1 : at + 2]
        counted = bool(of) and of[0].norm in {"of", "from"} and not of[0].type
        if (
            token.type == "NUM"
            and at + 2 < len(tokens)
            and tokens[at + 1].norm in _AMOUNTS
            and tokens[at + 2].norm in {"of", "from"}
        ):
            at += 3
        elif token.norm in _AMOUNTS and counted and not token.type:
            at += 2
        elif not token.type and token.norm in {
            "a",
            "an",
            "the",
            "its",
            "their",
            "our",
            "about",
            "over",
            "up",
            "to",
            "roughly",
            "only",
            "mostly",
            "~",
            "approximately",
            "around",
            "just",
            "also",
            "both",
            "mainly",
            "primarily",
            "exclusively",
            "solely",
        }:
            at += 1
        else:
            break
    return at


def _head(sentence: Sentence, first: int) -> int:
    """Return the last noun of a description that begins at a token, or -1."""
    tokens, depth = sentence.tokens, sentence.depth
    last = -1
    for at in range(first, min(first + _LONGEST, len(tokens))):
        token = tokens[at]
        if depth[at] != depth[first]:
            break
        if _forbids(token):
            return last if token.type == "CITE" else -1
        if _is_head(sentence, at):
            last = at
            after = tokens[at + 1 : at + 2]
            if not after or after[0].type or after[0].norm not in HEADS:
                return last
        elif last >= 0:
            return last
        elif token.norm == ",":
            if at == first or not _adjective_row(tokens, at):
                return -1
        elif _ends(token):
            return -1
    return last


def _is_head(sentence: Sentence, at: int) -> bool:
    """Tell whether a token is a noun for data, and no part of a compound: `code-related`."""
    token = sentence.tokens[at]
    if sentence.view.text[token.end : token.end + 1] == "-":
        return False
    word = token.norm if not token.type else token.norm.split()[-1]
    return word in HEADS and token.type in {"", "TECH"}


def _forbids(token: Token) -> bool:
    """Tell whether with this token a phrase is a name, or describes no data."""
    if token.type:
        return token.type in {"DATA", "BENCH", "MODEL", "TITLE", "PAPER", "CITE", "DATE"}
    return token.norm in _REFERRING or token.norm in _NO or token.stem in NEGATIONS


def _ends(token: Token) -> bool:
    """Tell whether no noun phrase goes on over a token."""
    word = token.norm
    if token.type:
        return False
    if word in PREPOSITIONS or word in RELATIVE or word in CLAUSE or word in _VERBAL:
        return True
    rules = token.stem in VERBS and not word.endswith(("ed", "ing")) and word not in _NOUNS
    return rules or not word[:1].isalnum()


_VERBAL = frozenset({"to", "is", "are", "was", "were"})
_NOUNS = frozenset("chat web text code open model use test source work host".split())


def _adjective_row(tokens: tuple[Token, ...], comma: int) -> bool:
    """Tell whether a comma stands inside a description: `a general, freely available dataset`, `math, code and text`."""
    for at in range(comma + 1, min(comma + _LONGEST, len(tokens))):
        token = tokens[at]
        if token.norm in HEADS and not token.type:
            return True
        if token.type or (token.norm != "," and _ends(token)) or token.norm == "then":
            return False
    return False


def _inner(sentence: Sentence, last: int) -> tuple[int, int] | None:
    """Return what a container holds: `a mixture of` `web pages and code`."""
    tokens = sentence.tokens
    if (
        tokens[last].norm not in _CONTAINERS
        or last + 2 >= len(tokens)
        or tokens[last + 1].norm != "of"
    ):
        return None
    first = _skip(tokens, last + 2)
    end = _head(sentence, first)
    if end < 0:
        return None
    return first, _row(sentence, end)


def _row(sentence: Sentence, last: int) -> int:
    """Return the last noun of a row of descriptions: `web pages, books and code` are one body of data."""
    tokens = sentence.tokens
    end = last
    while end + 2 < len(tokens):
        at = end + 1
        comma = tokens[at].norm == ","
        at += comma
        joint = tokens[at].norm in {"and", "&"}
        at += joint
        more = _joined(sentence, at) if comma or joint else -1
        if more < 0:
            return last
        end = more
        if joint:
            last = end
    return last


def _joined(sentence: Sentence, place: int) -> int:
    """Return the last token of a second description behind `and`, or -1."""
    tokens = sentence.tokens
    if (
        tokens[place].type == "NUM"
        and tokens[place + 1 : place + 2]
        and tokens[place + 1].norm in _AMOUNTS
    ):
        return -1
    end = _head(sentence, place)
    return end if end >= 0 and closes(sentence, end) else -1


def _trim(tokens: tuple[Token, ...], start: int, last: int) -> int:
    """Return the first token that says what the data are."""
    while start < last and not tokens[start].type and tokens[start].norm in _EMPTY:
        if tokens[start].norm in {"large", "larger", "small"} and tokens[start + 1].norm in {
            "scale",
            "sized",
        }:
            start += 1
        start += 1
    return start


def _tells(body: tuple[Token, ...]) -> bool:
    """Tell whether a description says what the data are, and is no name."""
    if not body:
        return False
    words = [one for one in body if one.norm.isalnum() or one.type]
    if all(one.type == "TECH" for one in words):
        return False  # `synthetic data` is a technique, and read as one
    telling = [
        one for one in words
        if one.type in {"TECH", "LIKE", "ORG", "SOFT"} or (not one.type and one.norm not in _HOLLOW and one.norm not in HEADS and not one.norm.isdigit())
        or (not one.type and one.norm in _TELLING)
        or (not one.type and one.norm in {"text", "books", "web"} and len(words) > 1 and one is not words[-1])
    ]  # fmt: skip
    counted = body[0].type == "NUM" and body[-1].norm in _COUNTED
    if not telling and not counted:
        return False
    for one, two in itertools.pairwise(body):
        named = not one.type and _CAPITAL.fullmatch(one.text) and not _ADJECTIVE.fullmatch(one.text)
        if named and two.norm in {"dataset", "datasets", "corpus", "corpora", "collection"}:
            return False
    return True


def closes(sentence: Sentence, last: int) -> bool:
    """Tell whether a description ends where its noun does."""
    after = sentence.tokens[last + 1 : last + 2]
    if not after or after[0].type in {"CITE", "NUM"}:
        return True
    if after[0].type:
        return False
    word = after[0].norm
    if word in {"per", "each"}:
        return False  # a rate, not a body of data
    return (
        not word.isalnum()
        or word in _AFTER
        or (after[0].stem in VERBS and word.endswith("ed"))
        or word.endswith(("ed", "ly"))
        or word in {"written", "drawn"}
    )
