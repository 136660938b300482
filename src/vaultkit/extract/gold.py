"""Labelled notes: what notes say, labelled by hand, to measure the reading against."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vaultkit.errors import VaultkitError
from vaultkit.graph.vocab import word_groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from vaultkit.graph.facts import Entity

HOW: Mapping[str, str] = {
    "fineTunedFrom": "finetune",
    "adapterOf": "finetune",
    "mergeOf": "merge",
    "quantizedFrom": "quantize",
    "prunedFrom": "distill",
    "continuedFrom": "continue-pretrain",
    "initializedFrom": "continue-pretrain",
    "derivedFrom": "any",
    "distilledFrom": "distill",
    "learnedFrom": "distill",
    "trainedOnOutputsOf": "distill",
    "architectureFrom": "architecture",
    "successorOf": "successor",
    "variantOf": "variant",
    "lineage": "any",
}
"""Our predicate to the labelled kind of derivation."""
SAME: Mapping[str, str] = {
    "usesTechnique": "usesTechnique",
    "partOf": "partOfFamily",
    "developedBy": "developedBy",
    "trainedOn": "trainedOn",
    "pretrainedOn": "trainedOn",
    "fineTunedOn": "trainedOn",
    "evaluatedOn": "evaluatedOn",
    "outperforms": "outperforms",
    "comparedWith": "comparedWith",
    "introducedBy": "describedBy",
    "describedBy": "describedBy",
}
"""Our predicate to the labelled one, where it is not lineage."""
NUMBERS: Mapping[str, str] = {
    "parameterCount": "parameters",
    "parameterCountMin": "parameters",
    "parameterCountMax": "parameters",
    "activeParameterCount": "activeParameters",
    "trainingTokens": "trainingTokens",
    "contextLength": "contextLength",
    "layerCount": "layers",
    "vocabularySize": "vocabularySize",
    "expertCount": "experts",
    "expertsPerToken": "activeExperts",
    "hiddenSize": "hiddenSize",
    "headCount": "attentionHeads",
    "kvHeadCount": "kvHeads",
    "releaseDate": "releaseDate",
    "license": "license",
    "licenseNote": "license",
}
"""Our predicate to the labelled attribute."""
_UNIT = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}


def plain(name: str) -> str:
    """Return a name without case, blanks and marks, but with its dots and pluses."""
    text = unicodedata.normalize("NFKC", name or "").lower()
    return re.sub(r"[^\w.+]|_", "", text)


def number(value: object) -> float | None:
    """Return 7B, 1.4T, 128k or 70,000 as a number."""
    match = re.fullmatch(r"\s*~?([\d.,]+)\s*([kmbt]?)\w*\s*", str(value).lower())
    if not match or not match[1].strip(".,"):
        return None
    try:
        return float(match[1].replace(",", "")) * _UNIT.get(match[2], 1)
    except ValueError:
        return None


def close(one: object, two: object) -> bool:
    """Tell whether two values agree: numbers within 5 %, texts by their letters."""
    first, second = number(one), number(two)
    if first is None or second is None:
        return plain(str(one)) == plain(str(two))
    return abs(first - second) <= 0.05 * max(abs(first), abs(second))


@dataclass(frozen=True, slots=True)
class Gold:
    """Labels of some notes."""

    relations: tuple[dict[str, Any], ...]
    attributes: tuple[dict[str, Any], ...]
    traps: tuple[dict[str, Any], ...]
    notes: Mapping[str, str]
    """File name of a note to its number in the labels."""
    lines: Mapping[str, tuple[int, int]]
    """Number of a note to the first and last line that the labels cover."""
    aliases: dict[str, set[str]] = field(default_factory=dict)
    """A plain name to the labelled names that it may stand for."""

    def seed(self, note: str, line: int) -> str | None:
        """Return the number of a note, where the labels cover the line."""
        found = self.notes.get(note.rpartition("/")[2])
        if found is None:
            return None
        first, last = self.lines[found]
        return found if first <= line <= last else None

    def same(self, said: str, meant: str) -> bool:
        """Tell whether a name stands for a labelled one."""
        if plain(said) == plain(meant) or meant in self.aliases.get(plain(said), ()):
            return True
        ids = [re.search(r"\d{4}\.\d{4,5}", one or "") for one in (said, meant)]
        return bool(ids[0] and ids[1] and ids[0][0] == ids[1][0])

    def learn(self, entities: Iterable[Entity]) -> None:
        """Let every name of an entity stand for what any of its names stands for."""
        for entity in entities:
            forms = (entity.label, *entity.aliases)
            meant: set[str] = set().union(*(self.aliases.get(plain(one), set()) for one in forms))
            self.aliases.setdefault(plain(entity.label), set()).update(meant)


def read_gold(folder: Path) -> Gold:
    """Read labels from a folder, or from `labels/` in it.

    Raises:
        VaultkitError: a file of the labels is missing or can not be read.
    """
    where = folder / "labels" if (folder / "labels").is_dir() else folder

    def rows(name: str) -> tuple[dict[str, Any], ...]:
        text = (where / f"{name}.jsonl").read_text(encoding="utf-8")
        return tuple(json.loads(line) for line in text.split("\n") if line.strip())

    try:
        scope = json.loads((where / "scope.json").read_text(encoding="utf-8"))
        held = {name: rows(name) for name in ("entities", "relations", "attributes", "traps")}
    except (OSError, ValueError) as error:
        raise VaultkitError(
            f"holds no labels that can be read ({error.__class__.__name__})",
            where=str(folder),
            hint="give a folder with labels/scope.json, entities, relations, attributes and traps .jsonl",
        ) from error
    gold = Gold(
        held["relations"],
        held["attributes"],
        held["traps"],
        scope["notes"],
        {key: (int(first), int(last)) for key, (first, last) in scope["lines"].items()},
    )
    for entity in held["entities"]:
        loose = entity.get("context_only")
        apart = set(loose) if isinstance(loose, list) else set()
        for form in (entity["name"], *entity.get("mentions", ())):
            if form not in apart:
                gold.aliases.setdefault(plain(form), set()).add(entity["name"])
    for group in word_groups("same_in_labels"):
        for form in group:
            gold.aliases.setdefault(plain(form), set()).update(group)
    return gold
