"""Does the reader find in sentences what the properties of the example vault state?

Run it to see each statement that no sentence of the vault was read to say:
`python -m vault_content.read_back` (from `tests/`, with `src` on the path).
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault_content.held import VAULT, fold, open_example
from vaultkit.config import read_config
from vaultkit.extract.extract import extract
from vaultkit.graph.vocab import schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vaultkit.graph.facts import Claim, EntityId
    from vaultkit.graph.graph import KnowledgeGraph

MEASURED = {
    "contextLength": "contextLength",
    "derivedFrom": "derivedFrom",
    "developedBy": "developedBy",
    "evaluatedOn": "evaluatedOn",
    # any step that passes weights on says it: an adapter and a merge are tuned models, too
    "fineTunedFrom": "derivedFrom",
    "learnedFrom": "learnedFrom",
    "parameterCount": "parameterCount",
    "releaseDate": "releaseDate",
    "successorOf": "successorOf",
    "trainedOn": "trainedOn",
    "usesTechnique": "usesTechnique",
}
"""What properties state, and the term under which a sentence may say it."""
_SIZED = re.compile(r"\d+b(?:instruct|chat|base)?")
TOLERANCE = {"contextLength": 0.05, "parameterCount": 0.01}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements of properties were read from sentences, too."""

    total: Mapping[str, int]
    read: Mapping[str, int]
    missed: tuple[Claim, ...]

    @property
    def share(self) -> float:
        """Return the share of statements read."""
        return sum(self.read.values()) / sum(self.total.values())

    def lines(self) -> Iterable[str]:
        """Yield the figures in words."""
        for name in sorted(self.total):
            yield f"{name} {self.read.get(name, 0)}/{self.total[name]}"
        yield f"all {sum(self.read.values())}/{sum(self.total.values())} = {self.share:.3f}"


def read_back(graph: KnowledgeGraph) -> Tally:
    """Compare what properties state with what was read from sentences."""
    wider = _wider(graph)
    said: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in graph.claims:
        if claim.layer == "asserted" and claim.modality == "asserted":
            for subject in wider[claim.subject]:
                said[subject, claim.predicate].append(claim)
    properties = schema().properties
    total: Counter[str] = Counter()
    read: Counter[str] = Counter()
    missed = []
    for claim in graph.claims:
        term = MEASURED.get(claim.predicate)
        if claim.layer != "curated" or term is None:
            continue
        total[claim.predicate] += 1
        names = [term, *(one for one, kept in properties.items() if term in kept.supers)]
        found = (one for name in names for one in said[claim.subject, name])
        if any(_same(claim, one, wider) for one in found):
            read[claim.predicate] += 1
        else:
            missed.append(claim)
    return Tally(total, read, tuple(missed))


def _wider(graph: KnowledgeGraph) -> Mapping[EntityId, frozenset[EntityId]]:
    """Return each entity with what it is a size or tuning of."""
    parents: dict[EntityId, set[EntityId]] = defaultdict(set)
    for claim in graph.claims:
        if claim.predicate in {"partOf", "variantOf"} and claim.object is not None:
            parents[claim.subject].add(claim.object)
    by_form: dict[str, EntityId] = {}
    for key, entity in graph.entities.items():
        if entity.kind.startswith("model"):
            by_form.setdefault(fold(entity.label), key)
    for form, key in by_form.items():
        # `llama-7b` is of `llama`, whether or not a sentence says so
        for cut in range(len(form) - 1, max(len(form) - 12, 2), -1):
            if form[:cut] in by_form and _SIZED.fullmatch(form, cut):
                parents[key].add(by_form[form[:cut]])
    found = {}
    for key in graph.entities:
        seen, todo = {key}, [key]
        while todo:
            for one in parents[todo.pop()] - seen:
                seen.add(one)
                todo.append(one)
        found[key] = frozenset(seen)
    return found


def _same(claim: Claim, other: Claim, wider: Mapping[EntityId, frozenset[EntityId]]) -> bool:
    """Tell whether a sentence says what a property states."""
    if claim.object is not None:
        return other.object is not None and claim.object in wider[other.object]
    if isinstance(claim.value, str):
        return str(other.value)[:7] == claim.value[:7]
    if not isinstance(claim.value, int | float) or not isinstance(other.value, int | float):
        return False
    return abs(other.value - claim.value) <= TOLERANCE[claim.predicate] * claim.value


def table(tally: Tally) -> Iterable[str]:
    """Yield the figures as a section of docs/accuracy.md."""
    yield "| property says | statements | read from a sentence, too | share |"
    yield "|---|---|---|---|"
    for name in sorted(tally.total):
        of, read = tally.total[name], tally.read.get(name, 0)
        yield f"| `{name}` | {of} | {read} | {read / of:.3f} |"
    of, read = sum(tally.total.values()), sum(tally.read.values())
    yield f"| all | {of} | {read} | {tally.share:.3f} |"


def main() -> None:
    """Print the figures, and every statement that was missed; `--table` for the docs."""
    tally = read_back(extract(open_example(), read_config(VAULT)))
    if "--table" in sys.argv:
        sys.stdout.write("\n".join(table(tally)) + "\n")
        return
    for claim in tally.missed:
        sys.stdout.write(f"{claim.note}: {claim.predicate} {claim.object or claim.value}\n")
    sys.stdout.write("\n".join(tally.lines()) + "\n")


if __name__ == "__main__":
    main()
