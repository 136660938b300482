"""The one door to spaCy: its rule matcher over our own tokens, and a pipe for its users."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from vaultkit.errors import MissingExtra
from vaultkit.extract.pattern import Pattern, Phrase, phrases_of
from vaultkit.plugins import collect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.sentence import Sentence


@dataclass(frozen=True)
class Match:
    """A phrase at a place of a sentence."""

    phrase: Phrase
    start: int
    end: int
    """Tokens of the sentence, half-open."""


@dataclass(frozen=True)
class Matcher:
    """All phrases of some patterns, compiled once, by the type of their objects."""

    vocab: Any
    matchers: tuple[tuple[frozenset[str], Any], ...]
    """Types of object, and spaCy's matcher of the phrases that have one of them."""
    phrases: dict[str, Phrase]

    def find(self, sentence: Sentence) -> list[Match]:
        """Return the longest match of each phrase at each place of a sentence, in order."""
        from spacy.tokens import Doc

        types = {token.type for token in sentence.tokens}
        doc = None
        found: dict[tuple[str, int], int] = {}
        ends: dict[tuple[str, int], int] = {}
        for objects, rules in self.matchers:
            if not objects & types:
                continue
            if doc is None:
                doc = Doc(
                    self.vocab,
                    words=[token.norm or " " for token in sentence.tokens],
                    lemmas=[token.stem for token in sentence.tokens],
                    ents=[f"B-{token.type}" if token.type else "O" for token in sentence.tokens],
                )
            for key, start, end in rules(doc):
                name = self.vocab.strings[key]
                if start < ends.get((name, end), end):
                    ends[name, end] = start
        for (name, end), start in ends.items():
            found[name, start] = max(end, found.get((name, start), 0))
        matches = [Match(self.phrases[name], start, end) for (name, start), end in found.items()]
        matches.sort(key=lambda one: (one.start, -one.end, one.phrase.pattern.name))
        return matches


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
    """Compile patterns."""
    spacy = _spacy()
    from spacy.matcher import Matcher as Rules

    blank = spacy.blank("en")
    phrases: dict[str, Phrase] = {}
    made: dict[frozenset[str], Any] = {}
    for pattern in patterns:
        if pattern.objects not in made:
            made[pattern.objects] = Rules(blank.vocab)
        for number, phrase in enumerate(phrases_of(pattern)):
            name = f"{pattern.name}#{number}"
            phrases[name] = phrase
            made[pattern.objects].add(name, [list(phrase.tokens)])
    return Matcher(blank.vocab, tuple(made.items()), phrases)


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
