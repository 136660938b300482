"""Entity, Mention, Claim: what was read, each statement at its place."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NewType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vaultkit.text import NotePath, Span

EntityId = NewType("EntityId", str)
"""`{kind}/{slug}` as in the IRI after `/id/`: `model/vicuna-13b`, `technique/gqa`."""

IriKind = Literal[
    "model",
    "technique",
    "dataset",
    "benchmark",
    "paper",
    "organization",
    "person",
    "license",
    "evaluation-task",
    "software",
]
Kind = Literal[
    "model-series",
    "model",
    "model-variant",
    "technique",
    "paper",
    "dataset",
    "benchmark",
    "organization",
    "person",
    "software",
    "license",
    "evaluation-task",
]
Modality = Literal["asserted", "hedged", "rumoured", "planned", "negated"]
Status = Literal["accepted", "candidate", "disputed", "rejected"]
Layer = Literal["asserted", "curated", "background", "inferred"]

ACCEPTED_FROM = 0.7
"""The least confidence of an accepted claim, where the settings say nothing."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A model, technique, paper ...: one thing that notes speak of."""

    id: EntityId
    kind: Kind
    label: str
    """The form most used in the field."""
    aliases: tuple[str, ...] = ()
    """Every other form, sorted."""
    shipped: bool = False
    """Named by vaultkit's own list (its IRI then stands under vaultkit's base, not the vault's)."""
    described: bool = False
    """It has no name: the words of one note for it stand there, for one model only."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity's name at one place of a note."""

    note: NotePath
    line: int
    column: int
    end_column: int
    """1-based, code points; just past the name."""
    text: str
    entity: EntityId
    kind: Kind
    linked: bool
    """Stands in a link to the entity's own note."""
    confidence: float
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement, read at one place (or, in layer `curated`, made by the user there)."""

    subject: EntityId
    predicate: str
    """Local name of the term in schema.ttl."""
    object: EntityId | None
    """None where the claim is about a number, a text or a date."""
    value: str | int | float | None
    """Normalised: absolute numbers, ISO dates; None where `object` is set."""
    raw: str | None
    """The value as written."""
    note: NotePath
    line: int
    span: Span
    """Of the quote in the note's text."""
    quote: str
    """The sentence, item, row or property that says it, exactly as in the note."""
    heading: str
    """Heading path of the section, joined by ` > `; empty before the first heading."""
    rule: str
    """Name of the pattern or attribute that read it."""
    confidence: float
    modality: Modality = "asserted"
    layer: Layer = "asserted"
    status: Status = "candidate"
    date_precision: str = ""
    """Of a date: `day`, `month` or `year`; else empty."""

    @property
    def id(self) -> str:
        """Return the claim's id, which edits above it, renames and other machines leave alone.

        It comes from subject, predicate, object or value, modality and the normalised quote
        (design: identity of a claim), never from path or line.
        """
        said = self.object if self.object is not None else repr(self.value)
        return _identity(self.subject, self.predicate, said, self.modality, self.quote)


@lru_cache(maxsize=1 << 16)
def _identity(subject: str, predicate: str, said: str, modality: str, quote: str) -> str:
    """Return the hash of what a claim says; every output asks for it anew."""
    parts = (subject, predicate, said, modality, normalise(quote))
    said_at = "\x1f".join(parts).encode("utf-8", "replace")
    return hashlib.blake2b(said_at, digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """What the graph keeps of a note itself."""

    path: NotePath
    title: str
    date: str | None = None
    """When it was noted (stated, else its daily name, else git), ISO 8601."""
    date_source: str = ""
    links_to: Sequence[NotePath] = ()
    """Sorted; a vault resolves them when somebody looks."""
    about: tuple[EntityId, ...] = ()
    cites: tuple[tuple[EntityId, str], ...] = ()
    """Papers with their reading status: `read`, `reading`, `todo` or empty."""
    private: bool = False
    """`publish: false`, or left out by a setting: nothing of it goes into a page for others."""


def slug(name: str) -> str:
    """Return the last part of an entity's IRI for a name (design/knowledge A1).

    NFKC, lower case, blanks, `_` and dashes become `-`, dots stay, `+` becomes `-plus`, and every
    other mark goes.
    """
    text = unicodedata.normalize("NFKC", name).lower().replace("+", "-plus")
    text = re.sub(r"[\s_/–—-]+", "-", text)  # noqa: RUF001 (the dashes are meant)
    text = "".join(char for char in text if char.isalnum() or char in "-.")
    return text.strip("-.") or "unnamed"


def entity_id(kind: Kind, name: str) -> EntityId:
    """Return the id of an entity from its kind and name."""
    return EntityId(f"{iri_kind(kind)}/{slug(name)}")


def iri_kind(kind: Kind) -> IriKind:
    """Return the kind that stands in an IRI: the level of a model is in its type only."""
    match kind:
        case "model-series" | "model-variant":
            return "model"
        case _:
            return kind


_SPACE = re.compile(r"[\s*_`>]+")


@lru_cache(maxsize=1 << 16)
def normalise(quote: str) -> str:
    """Fold white space, Markdown emphasis and case, so that reformatting keeps a claim's id."""
    text = unicodedata.normalize("NFKC", quote)
    return _SPACE.sub(" ", text).strip().lower()
