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
    """All phrases of some patterns, compiled once."""

    vocab: Any
    matcher: Any
    phrases: dict[str, Phrase]

    def find(self, sentence: Sentence) -> list[Match]:
        """Return the longest matches of each phrase in a sentence, in order."""
        from spacy.tokens import Doc

        words = [token.norm or " " for token in sentence.tokens]
        ents = [f"B-{token.type}" if token.type else "O" for token in sentence.tokens]
        doc = Doc(self.vocab, words=words, lemmas=[t.stem for t in sentence.tokens], ents=ents)
        found: dict[tuple[str, int], tuple[int, int]] = {}
        for key, start, end in self.matcher(doc):
            name = self.vocab.strings[key]
            before = found.get((name, end))
            if before is None or start < before[0]:
                found[name, end] = (start, end)
        by_start: dict[tuple[str, int], int] = {}
        for (name, _), (start, end) in found.items():
            by_start[name, start] = max(end, by_start.get((name, start), 0))
        matches = [Match(self.phrases[name], start, end) for (name, start), end in by_start.items()]
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
    rules = Rules(blank.vocab)
    phrases: dict[str, Phrase] = {}
    for pattern in patterns:
        for number, phrase in enumerate(phrases_of(pattern)):
            name = f"{pattern.name}#{number}"
            phrases[name] = phrase
            rules.add(name, [list(phrase.tokens)])
    return Matcher(blank.vocab, rules, phrases)


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
