"""Graphs to draw: a lineage of known models, a generated one of any size, and hostile text."""

from __future__ import annotations

import random

from vaultkit.graph.facts import Claim, Entity, EntityId, Kind, Mention, NoteFacts, entity_id
from vaultkit.graph.graph import KnowledgeGraph
from vaultkit.graph.known import Known
from vaultkit.text import NotePath, Span


def listed(
    key: EntityId,
    part_of: EntityId | None = None,
    released: str | None = None,
    openness: str | None = None,
) -> Known:
    """Return what the shipped list would know."""
    return Known(
        key,
        "model",
        key,
        part_of=part_of,
        released=released,
        openness=openness,  # type: ignore[arg-type]  # rows name it in words
    )


# name, month, maker, openness, series, parents (relation: name)
MODELS = """
Transformer|2017-06|Google|open||
GPT-1|2018-06|OpenAI|open|GPT|architectureFrom Transformer
GPT-2|2019-02|OpenAI|open|GPT|successorOf GPT-1
GPT-3|2020-05|OpenAI|closed|GPT|successorOf GPT-2
Codex|2021-07|OpenAI|closed|GPT|fineTunedFrom GPT-3
InstructGPT|2022-01|OpenAI|closed|GPT|fineTunedFrom GPT-3
GPT-3.5|2022-11|OpenAI|closed|GPT|successorOf GPT-3, derivedFrom Codex, derivedFrom InstructGPT
ChatGPT|2022-11|OpenAI|closed|GPT|fineTunedFrom GPT-3.5
GPT-4|2023-03|OpenAI|closed|GPT|successorOf GPT-3.5
BERT|2018-10|Google|open||architectureFrom Transformer
RoBERTa|2019-07|Meta|open||variantOf BERT
ALBERT|2019-09|Google|open||variantOf BERT
DistilBERT|2019-10|Hugging Face|open||distilledFrom BERT
DeBERTa|2020-06|Microsoft|open||variantOf BERT
T5|2019-10|Google|open||architectureFrom Transformer
mT5|2020-10|Google|open||variantOf T5
Flan-T5|2022-10|Google|open||fineTunedFrom T5
LLaMA|2023-02|Meta|gated|Llama|architectureFrom GPT-3
Alpaca|2023-03|Stanford|open||fineTunedFrom LLaMA, trainedOnOutputsOf GPT-3.5
Vicuna|2023-03|LMSYS|open||fineTunedFrom LLaMA, trainedOnOutputsOf ChatGPT
Koala|2023-04|Berkeley|||fineTunedFrom LLaMA
WizardLM|2023-04|Microsoft|open||fineTunedFrom LLaMA
Guanaco|2023-05|UW|open||adapterOf LLaMA
Orca|2023-06|Microsoft|closed||fineTunedFrom Vicuna, distilledFrom GPT-4
Llama 2|2023-07|Meta|gated|Llama|successorOf LLaMA
Llama-2-chat|2023-07|Meta|gated||fineTunedFrom Llama 2
StableBeluga2|2023-07|Stability|||fineTunedFrom Llama 2, learnedFrom Orca
Platypus2||Boston|||fineTunedFrom Llama 2
Code Llama|2023-08|Meta|gated||continuedFrom Llama 2
OpenOrca-Platypus2|2023-08|||| mergeOf Platypus2, mergeOf OpenOrcaxOpenChat
OpenOrcaxOpenChat|2023-08|||| fineTunedFrom Llama 2, learnedFrom Orca
Mistral 7B|2023-09|Mistral AI|open|Mistral|architectureFrom Llama 2
Zephyr|2023-10|Hugging Face|open||fineTunedFrom Mistral 7B
Mixtral 8x7B|2023-12|Mistral AI|open|Mistral|successorOf Mistral 7B
Orca 2|2023-11|Microsoft|open||fineTunedFrom Llama 2, successorOf Orca
Mixtral 8x22B|2024-04|Mistral AI|open|Mistral|successorOf Mixtral 8x7B
Llama 3|2024-04|Meta|gated|Llama|successorOf Llama 2
Llama 3.1|2024-07|Meta|gated|Llama|successorOf Llama 3
Llama 3.2|2024-09|Meta|gated|Llama|prunedFrom Llama 3.1, distilledFrom Llama 3.1
Claude|2023-03|Anthropic|closed|Claude|
Claude 2|2023-07|Anthropic|closed|Claude|successorOf Claude
Claude 3|2024-03|Anthropic|closed|Claude|successorOf Claude 2
Falcon|2023|TII|open||
Persimmon||Adept|||
phi-1|2023-06|Microsoft|open|phi|
phi-1.5|2023-09|Microsoft|open|phi|successorOf phi-1
phi-2|2023-12|Microsoft|open|phi|successorOf phi-1.5
"""


def model(name: str) -> EntityId:
    return entity_id("model", name)


def claim(  # noqa: PLR0913 (a claim has many parts)
    subject: EntityId,
    predicate: str,
    said: EntityId | None = None,
    value: str | float | None = None,
    *,
    quote: str = "",
    note: str = "Models/Notes on models.md",
    line: int = 12,
    heading: str = "Models > Fine-tuned",
    confidence: float = 0.95,
    status: str = "accepted",
    precision: str = "",
) -> Claim:
    text = quote or f"{subject} {predicate} {said or value}."
    return Claim(
        subject=subject,
        predicate=predicate,
        object=said,
        value=value,
        raw=str(value) if value is not None else None,
        note=NotePath(note),
        line=line,
        span=Span(0, len(text)),
        quote=text,
        heading=heading,
        rule="tuned-from",
        confidence=confidence,
        status=status,  # type: ignore[arg-type]  # cases name it in words
        date_precision=precision,
    )


def graph_of(
    entities: list[Entity], claims: list[Claim], *, private: tuple[str, ...] = ()
) -> KnowledgeGraph:
    notes = sorted({one.note for one in claims} | {NotePath(path) for path in private})
    mentions = tuple(
        Mention(
            c.note,
            c.line,
            1,
            5,
            "name",
            c.subject,
            "model",
            linked=False,
            confidence=1.0,
            span=Span(0, 4),
        )
        for c in claims
    )
    return KnowledgeGraph(
        entities={one.id: one for one in sorted(entities, key=lambda one: one.id)},
        mentions=mentions,
        claims=tuple(claims),
        notes={path: NoteFacts(path, path, private=path in private) for path in notes},
    )


def lineage() -> tuple[KnowledgeGraph, tuple[Known, ...]]:
    """Return 47 models with their ties; dates and openness are the list's but for a few."""
    entities: dict[EntityId, Entity] = {}
    claims: list[Claim] = []
    known: list[Known] = []
    for row in MODELS.strip().splitlines():
        name, month, maker, openness, series, parents = (part.strip() for part in row.split("|"))
        key = model(name)
        entities[key] = Entity(key, "model", name, shipped=True)
        above = None
        if series:
            above = entity_id("model-series", series)
            entities.setdefault(above, Entity(above, "model-series", series, shipped=True))
            if above == key:
                above = None
        known.append(listed(key, above, month or None, openness or None))
        if maker:
            org = entity_id("organization", maker)
            entities.setdefault(org, Entity(org, "organization", maker))
            claims.append(claim(key, "developedBy", org))
        if name in {"Orca", "Vicuna"}:
            claims.append(claim(key, "releaseDate", value=month, precision="month"))
        for number, parent in enumerate(filter(None, parents.split(","))):
            relation, _, other = parent.strip().partition(" ")
            quote = f"{name} is said here, in so many words, to come from {other} ({relation})."
            claims.append(
                claim(key, relation, model(other), quote=quote, line=20 + number, confidence=0.9)
            )
    for size in ("7B", "13B", "70B"):
        key = model(f"Llama 2 {size}")
        entities[key] = Entity(key, "model-variant", f"Llama 2 {size}", shipped=True)
        known.append(listed(key, model("Llama 2")))
        claims.append(claim(key, "parameterCount", value=int(size[:-1]) * 10**9))
    claims.sort(key=lambda one: (one.note, one.line, one.subject, one.predicate))
    return graph_of(list(entities.values()), claims), tuple(known)


def generated(count: int, seed: int = 7) -> tuple[KnowledgeGraph, tuple[Known, ...]]:
    """Return a lineage of any size, shaped like real ones: a few models have many children."""
    rng = random.Random(seed)  # noqa: S311 (a drawing)
    relations = (
        ["fineTunedFrom"] * 5
        + ["successorOf"] * 3
        + ["distilledFrom", "trainedOnOutputsOf", "mergeOf", "architectureFrom"]
    )
    entities, claims, known, months = [], [], [], []
    for at in range(count):
        name = f"{rng.choice(['Nova', 'Atlas', 'Lyra', 'Orion', 'Vega', 'Juno'])}-{at}{rng.choice(['', 'B', '-chat', '-instruct', ' v2'])}"
        key = model(name)
        entities.append(Entity(key, "model", name))
        months.append(2018 * 12 + int(90 * (at / count) ** 0.6) + rng.randint(0, 2))
        known.append(
            listed(
                key,
                None,
                f"{months[-1] // 12}-{months[-1] % 12 + 1:02}",
                openness=rng.choice(["open", "closed", "gated", None]),
            )
        )
        if at > count // 12:
            older = [p for p in range(at) if months[p] <= months[at]]
            for parent in {
                older[int(len(older) * rng.random() ** 1.6)]
                for _ in range(rng.choice([1, 1, 1, 2]))
            }:
                said = rng.choice(relations)
                claims += [claim(key, said, entities[parent].id, line=at + 1)]
    return graph_of(entities, claims), tuple(known)


HOSTILE = (
    "</script><script>window.__pwn=1</script>",
    '<img src=x onerror="window.__pwn=1">',
    '"><svg onload=window.__pwn=1>',
    "javascript:window.__pwn=1",
    "a\u2028b\u2029c \ud800 \x00\x1b",
    'href="x" {{7*7}} ]]> <!--<script>',
    "__proto__",
    "constructor",
    "' onfocus='window.__pwn=1",
    "x" * 100_000,
)


def hostile() -> KnowledgeGraph:
    """Return a graph in which every text is an attack."""
    kind: Kind = "model"
    entities, claims = [], []
    for at, text in enumerate(HOSTILE):
        key = EntityId(f"model/{text[:200]}")
        entities.append(Entity(key, kind, text, aliases=(text, "href")))
        org = EntityId(f"organization/{text[:200]}")
        entities.append(Entity(org, "organization", text))
        note = f"{text[:80]}.md"
        claims.append(claim(key, "developedBy", org, quote=text, note=note, heading=text))
        claims.append(claim(key, "releaseDate", value=f"2023-{at + 1:02}", quote=text, note=note))
        claims.append(claim(key, "license", value=text, quote=text, note=note))
        if at:
            claims.append(
                claim(key, "fineTunedFrom", entities[0].id, quote=text, note=note, heading=text)
            )
    return graph_of(entities, claims)


def vault(count: int, links: int, seed: int = 1) -> KnowledgeGraph:
    """Return a vault of any size: notes in communities, some much linked, as in real ones."""
    rng = random.Random(seed)  # noqa: S311 (a drawing)
    groups = [rng.randrange(max(3, count // 180)) for _ in range(count)]
    paths = [NotePath(f"Folder {group}/Note {at} of {group}.md") for at, group in enumerate(groups)]
    members: dict[int, list[int]] = {}
    for at, group in enumerate(groups):
        members.setdefault(group, []).append(at)
    made: set[tuple[int, int]] = set()
    while len(made) < links:
        a = int(count * rng.random() ** 1.7)
        those = members[groups[a]]
        b = (
            those[int(len(those) * rng.random() ** 1.7)]
            if rng.random() < 0.8
            else int(count * rng.random() ** 1.7)
        )
        if a != b:
            made.add((min(a, b), max(a, b)))
    out: dict[int, list[NotePath]] = {}
    for a, b in sorted(made):
        out.setdefault(a, []).append(paths[b])
    notes = {
        path: NoteFacts(path, path.rpartition("/")[2][:-3], links_to=tuple(out.get(at, ())))
        for at, path in enumerate(paths)
    }
    return KnowledgeGraph(entities={}, mentions=(), claims=(), notes=notes)


def hostile_vault() -> KnowledgeGraph:
    """Return a vault whose note names and titles are attacks."""
    base = hostile()
    paths = [NotePath(f"{text[:90]}.md") for text in HOSTILE]
    notes = {
        path: NoteFacts(path, text[:300], links_to=(paths[0],))
        for path, text in zip(paths, HOSTILE, strict=True)
    }
    return KnowledgeGraph(base.entities, base.mentions, base.claims, {**base.notes, **notes})
