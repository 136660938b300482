"""The one door to spaCy: its rule matcher over our own tokens, and a pipe for its users."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import blake2b
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from vaultkit.errors import MissingExtra
from vaultkit.extract.pattern import TOLD, Pattern, Phrase, phrases_of
from vaultkit.plugins import collect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.sentence import Sentence

    Memory = dict[bytes, list[tuple[int, int, int]]]
    """Key of a sentence to its matches: number of the phrase, first token, just past the last."""


@dataclass(frozen=True)
class Match:
    """A phrase at a place of a sentence."""

    phrase: Phrase
    start: int
    end: int
    """Tokens of the sentence, half-open."""
    number: int = -1
    """Of the phrase."""


@dataclass(frozen=True)
class Anchored:
    """A phrase with what a sentence must have for it: words by stem or as written, and types."""

    number: int
    phrase: Phrase
    stems: tuple[frozenset[str], ...]
    norms: tuple[frozenset[str], ...]
    types: tuple[frozenset[str], ...]

    def may_stand(self, stems: set[str], norms: set[str], types: set[str]) -> bool:
        """Tell whether a sentence of these words and types has all that the phrase needs."""
        # Loops, as this is asked a hundred times of a sentence.
        for one in self.types:
            if one.isdisjoint(types):
                return False
        for one in self.stems:
            if one.isdisjoint(stems):
                return False
        return all(not one.isdisjoint(norms) for one in self.norms)


@dataclass(frozen=True)
class Matcher:
    """All phrases of some patterns; each is held against the sentences that have its words.

    spaCy is started, and a phrase compiled, when the first sentence needs it.
    """

    by_stem: dict[str, tuple[Anchored, ...]]
    """The phrases by the rarest stem that they need; those that need none at the empty one."""
    phrases: tuple[Phrase, ...] = ()
    """All of them, by number."""
    memory: Memory = field(default_factory=dict, compare=False, repr=False)
    """What was found in sentences; all that is alike for every phrase has one key."""
    _rules: dict[int, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def stamp(self) -> bytes:
        """Return a hash of all phrases, whoever wrote them: their numbers mean nothing to others."""
        said = repr([one.tokens for one in self.phrases]).encode("utf-8", "surrogatepass")
        return blake2b(said, digest_size=KEY).digest()

    def candidates(self, sentence: Sentence) -> list[Anchored]:
        """Return the phrases whose words all stand in a sentence, in their order."""
        types = {token.type for token in sentence.tokens}
        stems = {token.stem for token in sentence.tokens if not token.type}
        norms = {token.norm for token in sentence.tokens}
        by_stem = self.by_stem
        near = {
            one.number: one
            for stem in (*(stems & by_stem.keys()), "")
            for one in by_stem.get(stem, ())
        }
        return [one for _, one in sorted(near.items()) if one.may_stand(stems, norms, types)]

    def find(self, sentence: Sentence) -> list[Match]:
        """Return the longest match of each phrase at each place of a sentence, in order."""
        key = key_of(sentence)
        known = self.memory.get(key)
        if known is None:
            known = self.memory[key] = [
                (one.number, one.start, one.end) for one in self._find(sentence)
            ]
        phrases = self.phrases
        return [Match(phrases[number], start, end, number) for number, start, end in known]

    def _find(self, sentence: Sentence) -> list[Match]:
        """Return the same of a sentence that was not looked at yet."""
        wanted = self.candidates(sentence)
        if not wanted:
            return []
        from spacy.tokens import Doc

        vocab = _vocab()
        doc = Doc(
            vocab,
            words=[token.norm or " " for token in sentence.tokens],
            lemmas=[token.stem for token in sentence.tokens],
            ents=[f"B-{token.type}" if token.type else "O" for token in sentence.tokens],
        )
        matches: list[Match] = []
        for one in wanted:
            rules = self._rules.get(one.number)
            if rules is None:
                rules = self._rules[one.number] = _compiled(one, vocab)
            starts: dict[int, int] = {}
            for _, start, end in rules(doc):
                starts[end] = min(start, starts.get(end, end))
            longest: dict[int, int] = {}
            for end, start in starts.items():
                longest[start] = max(end, longest.get(start, 0))
            matches += [Match(one.phrase, start, end, one.number) for start, end in longest.items()]
        matches.sort(key=_place)
        return matches


def key_of(sentence: Sentence) -> bytes:
    """Return a hash of all that phrases can tell of a sentence: of a name its type, no more."""
    parts = [
        f"{token.norm}\x1f{token.stem}"
        if not token.type or token.norm in TOLD
        else f"\x1e{token.type}"
        for token in sentence.tokens
    ]
    made = "\x1d".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(made, digest_size=KEY).digest()


KEY = 16
"""Bytes of the key of a sentence."""


def _place(one: Match) -> tuple[int, int, str]:
    """Order matches."""
    return (one.start, -one.end, one.phrase.pattern.name)


@cache
def all_patterns() -> tuple[Pattern, ...]:
    """Return every sentence pattern, sorted by name."""
    from vaultkit.extract import patterns

    found = collect(patterns, Pattern)
    return tuple(sorted(found, key=lambda one: one.name))


@cache
def matcher() -> Matcher:
    """Return the matcher of all patterns.

    Raises:
        MissingExtra: spaCy is not installed.
    """
    return make_matcher(all_patterns())


def make_matcher(patterns: tuple[Pattern, ...]) -> Matcher:
    """Index patterns by the words that their phrases need.

    Raises:
        MissingExtra: spaCy is not installed.
    """
    if find_spec("spacy") is None:
        raise MissingExtra("nlp", "reading notes")
    anchored = [
        _anchored(number, phrase)
        for number, phrase in enumerate(
            phrase for pattern in patterns for phrase in phrases_of(pattern)
        )
    ]
    usual = Counter(word for one in anchored for stems in one.stems for word in stems)
    by_stem: dict[str, list[Anchored]] = {}
    for one in anchored:
        rarest = min(
            one.stems, key=lambda stems: (sum(usual[word] for word in stems), sorted(stems)),
            default=frozenset({""}),
        )  # fmt: skip
        for word in rarest:
            by_stem.setdefault(word, []).append(one)
    phrases = tuple(one.phrase for one in anchored)
    return Matcher({word: tuple(those) for word, those in by_stem.items()}, phrases)


def _anchored(number: int, phrase: Phrase) -> Anchored:
    """Return a phrase with what it can not do without."""
    stems: list[frozenset[str]] = []
    norms: list[frozenset[str]] = []
    types = [phrase.pattern.objects] if phrase.pattern.objects else []
    for token in phrase.tokens:
        if "OP" in token:
            continue
        if "LEMMA" in token:
            stems.append(frozenset(token["LEMMA"]["IN"]))
        elif "LOWER" in token:
            word = token["LOWER"]
            norms.append(frozenset([word] if isinstance(word, str) else word["IN"]))
        elif token["ENT_TYPE"]:
            types.append(frozenset(token["ENT_TYPE"]["IN"]))
    return Anchored(number, phrase, tuple(stems), tuple(norms), tuple(types))


@cache
def _vocab() -> Any:
    """Return the words of spaCy's blank English pipeline.

    Raises:
        MissingExtra: it is not installed.
    """
    return _spacy().blank("en").vocab


def _compiled(one: Anchored, vocab: Any) -> Any:
    """Return spaCy's matcher of one phrase."""
    from spacy.matcher import Matcher as Rules

    rules = Rules(vocab)
    rules.add(str(one.number), [list(one.phrase.tokens)])
    return rules


def _spacy() -> Any:
    """Import spaCy.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        import spacy
    except ImportError as error:
        raise MissingExtra("nlp", "reading notes") from error
    return spacy


def __getattr__(name: str) -> Any:
    """Return the factory that spaCy's entry point names; spaCy is imported only then."""
    if name != "component":
        raise AttributeError(name)
    return _component()


@cache
def _component() -> Any:
    """Register `nlp.add_pipe("vaultkit")`."""
    from spacy.language import Language
    from spacy.tokens import Doc

    if not Doc.has_extension("claims"):
        Doc.set_extension("claims", default=())

    def make(nlp: Any, name: str) -> Any:
        from vaultkit.extract.pipe import make_pipe

        return make_pipe(nlp, name)

    return Language.factory("vaultkit", func=make)


def registered() -> Iterator[str]:
    """Yield the names of all patterns."""
    for pattern in all_patterns():
        yield pattern.name
