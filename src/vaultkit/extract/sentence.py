"""Sentences as tokens: names and numbers are one token each, words come with their stem."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from vaultkit.extract.numbers import Quantity, find_quantities
from vaultkit.extract.view import CITE, View
from vaultkit.graph.vocab import told_phrases
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.extract.found import Found

KINDS = {
    "model-series": "MODEL",
    "model": "MODEL",
    "model-variant": "MODEL",
    "technique": "TECH",
    "dataset": "DATA",
    "benchmark": "BENCH",
    "organization": "ORG",
    "paper": "PAPER",
    "person": "PERSON",
    "license": "LICENSE",
    "software": "SOFT",
    "evaluation-task": "TASK",
}
"""Kind of an entity to the type of its token."""

IRREGULAR = {
    "am": "be", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be",
    "has": "have", "had": "have", "having": "have",
    "use": "use", "uses": "use", "used": "use", "using": "use",
    "built": "build", "building": "build", "builds": "build",
    "made": "make", "makes": "make", "making": "make", "led": "lead", "leads": "lead",
    "taught": "teach", "teaches": "teach", "beat": "beat", "beaten": "beat", "beating": "beat", "beats": "beat",
    "won": "win", "wins": "win", "took": "take", "taken": "take", "takes": "take", "drew": "draw", "drawn": "draw",
    "grew": "grow", "grown": "grow", "comes": "come", "came": "come", "coming": "come",
    "brought": "bring", "saw": "see", "seen": "see", "sees": "see", "began": "begin", "begun": "begin", "rose": "raise",
    "underwent": "undergo", "overtook": "overtake", "does": "do", "did": "do", "done": "do", "don't": "dont", "didn't": "didnt", "doesn't": "doesnt",
    "without": "without", "lacks": "lack", "lacking": "lack", "wrote": "write", "written": "write", "writes": "write", "writing": "write", "gave": "give", "given": "give", "kept": "keep",
    "its": "its", "this": "this", "as": "as", "was.": "be", "ran": "run", "running": "run", "runs": "run",
    "better": "better", "larger": "larger", "smaller": "smaller", "based": "based", "bases": "base", "base": "base",
    "less": "less", "bias": "bias", "loss": "loss", "series": "series", "weights": "weights", "weighted": "weight",
    "previous": "previous", "various": "various", "distilled": "distil", "distill": "distil", "distilling": "distil",
    "distills": "distil", "distils": "distil", "distilling.": "distil", "merged": "merg", "swapped": "swap",
    "instead": "instead", "unlike": "unlike", "than": "than", "hence": "hence", "while": "while", "whereas": "whereas",
    "release": "releas", "open": "open", "model": "model", "models": "model", "modeling": "modeling", "modelling": "modeling",
    "training": "train", "embedding": "embed", "exceeds": "exceed", "need": "need", "indeed": "indeed", "speed": "speed",
    "succeed": "succeed", "exceed": "exceed", "proceed": "proceed", "feed": "feed", "embed": "embed", "data": "data", "never": "never", "thing": "thing", "during": "during", "following": "follow", "string": "string", "red": "red",
}  # fmt: skip
_JOINED = (
    ("fine-tun", "finetun"),
    ("fine tun", "finetun"),
    ("pre-train", "pretrain"),
    ("pre train", "pretrain"),
    ("post-train", "posttrain"),
    ("co-distil", "distil"),
    ("codistil", "distil"),
    ("up-cycl", "upcycl"),
    ("re-train", "retrain"),
    ("sft'd", "finetuned"),
    ("out-perform", "outperform"),
)
_TOKEN = pattern(
    r"w/o?(?=\s)|\d{4}-\d{2}(?:-\d{2})?(?:-\w+)*|[A-Za-z\u00c0-\u024f][\w\u00c0-\u024f]*(?:[-'./+][A-Za-z0-9_]+)*|\d[\w.,]*\w|\w|[^\w\s]"
)
_ITEM = pattern(r"(?:[-*+]|\d+[.)]|\$|>)\s")
_DATED = pattern(r"\d{4}-\d{2}")
_JOINTS = pattern(r"([-/])")
_BREAK = pattern(r"[.!?]+[\"')\]]*(?=\s)|\n")
_ABBREVIATION = pattern(
    r"(?:\b(?:e\.g|i\.e|vs|cf|al|approx|Fig|fig|Sec|No|etc|Dr|Prof|incl|ca|resp|eq|Eq|Tab|St|Inc|Ltd|Co)|\b[A-Z])$"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a name, a number or a mark."""

    text: str
    norm: str
    """Lower case, with joined forms made one: `finetuned`."""
    stem: str
    start: int
    end: int
    """0-based code points of the view's text."""
    type: str = ""
    """`MODEL` `TECH` `DATA` ... of a name, `NUM` of a number, `CITE`, `DATE`; else empty."""
    found: Found | None = None
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a view."""

    view: View
    tokens: tuple[Token, ...]
    depth: tuple[int, ...]
    """For each token how many parentheses are open around it."""

    @property
    def start(self) -> int:
        """Return where it begins in the view's text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Return where it ends in the view's text."""
        return self.tokens[-1].end

    @property
    def text(self) -> str:
        """Return its words."""
        return self.view.text[self.start : self.end]


_BASES = frozenset(IRREGULAR.values())
"""Words that are their own stem: `take`, for `took`."""


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return a word without the endings of verbs and plurals."""
    known = IRREGULAR.get(word)
    if known is not None:
        return known
    if word in _BASES:
        return word
    for ending in ("ing", "ied", "ies", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            if ending == "s" and word[-2] in "su":
                continue
            root = word[: -len(ending)]
            return root + "y" if ending in {"ied", "ies"} else root
    return word


@lru_cache(maxsize=1 << 16)
def normal(word: str) -> str:
    """Return a word in lower case with the spellings of one verb made one."""
    low = word.lower()
    for written, joined in _JOINED:
        if low.startswith(written):
            return joined + low[len(written) :]
    for written, joined in _JOINED[:1]:
        if written in low:
            return low.replace(written, joined)
    return low


_TITLE = 5
"""A link of so many words shows the title of a page: what it names is not said here."""


def sentences(view: View, found: list[Found]) -> Iterator[Sentence]:
    """Yield the sentences of a view with the names found in it."""
    text = view.text
    quantities = [
        one
        for one in find_quantities(text)
        if not any(name.start < one.end and one.start < name.end for name in found)
    ]
    ends = {one.end for one in view.links}
    titles = [
        (one.start, one.end)
        for one in view.links
        if len(text[one.start : one.end].split()) >= _TITLE
    ]
    marks = [one.start for one in found] + [one.start for one in quantities]
    marks += [one.start() for one in _DESCRIBED.finditer(text)]
    marks += [one.start() for one in _told().finditer(text)]
    if not marks:
        return
    for start, end in bounds(text, found, ends):
        # What names nothing, counts nothing and describes no data says nothing that could be read.
        if not any(start <= mark < end for mark in marks):
            continue
        tokens = tuple(_tokens(text, start, end, found, quantities, titles))
        if tokens:
            yield Sentence(view, tokens, depths(tokens))


_DESCRIBED = pattern(
    r"(?:[Tt]rain|[Tt]un|[Dd]ata|[Cc]orpus)\w*[^\n]{0,90}?\s(?:data|texts?|\w*books|corpus|corpora|code|pages|"
    r"demonstrations|conversations|dialogues|instructions|documents|articles|images|transcripts|prompts|examples|samples|pairs)\b"
)
"""Data that may only be described, behind a word of training."""


@cache
def _told() -> re.Pattern[str]:
    """Return what marks a sentence that may tell of a technique in other words."""
    words = sorted({mark for row in told_phrases() for mark in row.get("marks", ())})
    return re.compile("|".join(map(re.escape, words)))


def bounds(text: str, found: list[Found], links: Collection[int] = ()) -> list[tuple[int, int]]:
    """Return start and end of each sentence of a text.

    A line break ends a sentence unless the next line goes on in lower case, as wrapped text does.
    """
    ends = []
    spans = [(one.start, one.end) for one in found]
    for match in _BREAK.finditer(text):
        if any(a < match.end() and match.start() < b - 1 for a, b in spans):
            continue
        if match[0] == "\n":
            rest = text[match.end() : match.end() + 40].lstrip()
            before = text[: match.start()].rstrip()
            wrapped = bool(rest) and (rest[0].islower() or rest[0] in "(,;") and len(before) > 30
            wrapped = wrapped and len(before) not in links
            if any(a - 2 <= match.end() <= a and _LABELLED.match(text, b) for a, b in spans):
                wrapped = False
            if wrapped and before[-1] not in ".!?:;)" and not _listed(rest):
                continue
        else:
            before = text[max(0, match.start() - 12) : match.start()]
            if _ABBREVIATION.search(before) and match[0][0] == ".":
                continue
            rest = text[match.end() : match.end() + 3].lstrip()
            if (
                rest
                and rest[0].islower()
                and match[0][0] == "."
                and "\n" not in text[match.end() : match.end() + 2]
            ):
                continue
        ends.append(match.end())
    ends.append(len(text))
    found_bounds, start = [], 0
    for end in ends:
        if text[start:end].strip():
            found_bounds.append((start, end))
        start = end
    return found_bounds


_LABELLED = pattern(r"\s?(?:[;:|=\u2190\u2014\u2013]|<-|--|-\s)")


def _listed(rest: str) -> bool:
    """Tell whether a line begins like an item of its own."""
    return _ITEM.match(rest) is not None


def _tokens(
    text: str,
    start: int,
    end: int,
    found: list[Found],
    quantities: list[Quantity],
    titles: list[tuple[int, int]],
) -> Iterator[Token]:
    """Yield the tokens of one sentence."""
    fixed: list[tuple[int, int, Token | None]] = []
    for one in found:
        if start <= one.start and one.end <= end and not _is_verb(text, one):
            word = text[one.start : one.end]
            kind = KINDS[one.entry.kind] if not one.style else "LIKE"
            if any(a <= one.start and one.end <= b for a, b in titles):
                kind = "TITLE"
            token = Token(word, word.lower(), word.lower(), one.start, one.end, kind, one)
            fixed.append((one.start, one.end, token))
    for number in quantities:
        if start <= number.start and number.end <= end:
            token = Token(number.raw, "#", "#", number.start, number.end, "NUM", None, number)
            fixed.append((number.start, number.end, token))
    fixed.sort(key=lambda one: one[0])
    at = start
    for begin, stop, fixed_token in [*fixed, (end, end, None)]:
        if begin < at:
            continue
        for match in _TOKEN.finditer(text, at, begin):
            word = match[0]
            if word == CITE:
                yield Token(word, word, word, match.start(), match.end(), "CITE")
            elif _DATED.match(word):
                yield Token(word, word, word, match.start(), match.end(), "DATE")
            else:
                yield from _word(word, match.start())
        if fixed_token is not None:
            yield fixed_token
        at = max(at, stop)


def _is_verb(text: str, found: Found) -> bool:
    """Tell whether a technique's name is only a verb here: `by fine-tuning Foo`, `quantized`."""
    if found.entry.kind != "technique":
        return False
    word = normal(text[found.start : found.end])
    if word.endswith(_TUNED):
        return True
    return word.endswith(("ing", "ed")) and stem(word) in _VERBAL


_TUNED = ("tuned", "trained", "aligned", "pruned", "distilled", "quantized", "quantised", "merged")
"""Ends of participles: `instruction-tuned on Foo` says more than the name of a technique."""
_VERBAL = frozenset(
    {
        "finetun",
        "pretrain",
        "posttrain",
        "distil",
        "prun",
        "quantiz",
        "quantis",
        "align",
        "adapt",
        "train",
        "merg",
        "tun",
    }
)
"""Stems of verbs that are also names of techniques."""


_SHORT = {"w/": "with", "w/o": "without"}


def _word(word: str, start: int) -> Iterator[Token]:
    """Yield a word; a hyphenated one in parts where its parts are words of their own."""
    low = _SHORT.get(word.lower()) or normal(word)
    possessive = low.endswith("'s")
    if possessive:
        low = low[:-2]
    if "-" in low or "/" in low:
        at = start
        for part in _JOINTS.split(word):
            plain = normal(part)
            if part and part not in "-/":
                yield Token(part, plain, stem(plain), at, at + len(part))
            elif part == "/":
                yield Token(part, "/", "/", at, at + 1)
            at += len(part)
        return
    end = start + len(word) - (2 if possessive else 0)
    yield Token(word[: end - start], low, stem(low), start, end)


def depths(tokens: tuple[Token, ...]) -> tuple[int, ...]:
    """Return how deep in parentheses each token stands; the marks count as inside."""
    found = []
    depth = 0
    for token in tokens:
        if token.norm in "([":
            depth += 1
            found.append(depth)
        elif token.norm in ")]":
            found.append(depth)
            depth = max(0, depth - 1)
        else:
            found.append(depth)
    return tuple(found)
