"""A small real graph, written by hand from public facts: Llama, Vicuna, Orca and their kin."""

from __future__ import annotations

from vaultkit.graph.facts import Claim, Entity, EntityId, Kind, Mention, NoteFacts, entity_id
from vaultkit.graph.graph import KnowledgeGraph
from vaultkit.text import NotePath, Span

BASE = "urn:vaultkit:sample:"
A, B, C = NotePath("Orca.md"), NotePath("Reading/Llama notes.md"), NotePath("Daily/2023-09-26.md")
D = NotePath("Loose.md")


def entity(kind: Kind, label: str, *aliases: str, shipped: bool = False, key: str = "") -> Entity:
    made = EntityId(key) if key else entity_id(kind, label)
    return Entity(made, kind, label, tuple(sorted(aliases)), shipped)


ENTITIES = [
    entity("model-series", "Llama", "LLaMA family"),
    entity("model", "LLaMA", "Llama 1", "LLaMA-1", key="model/llama-1"),
    entity("model", "Llama 2", "Llama2"),
    entity("model-variant", "Llama 2 70B"),
    entity("model", "Vicuna"),
    entity("model-variant", "Vicuna 13B", "vicuna-13b"),
    entity("model", "Orca", "Orca 13B"),
    entity("model", "Alpaca"),
    entity("model", "GPT-4"),
    entity("model", "Falcon"),
    entity("model", "Mistral 7B"),
    entity("model", "Mixtral 8x7B"),
    entity("model", "Guanaco"),
    entity("model", "Goliath"),
    entity("model", "Zephyr"),
    entity("organization", "UW", "University of Washington"),
    entity("license", "MIT"),
    entity("dataset", "OASST"),
    entity("paper", "GQA paper", key="paper/arxiv-2305.13245"),
    entity("technique", "GQA", "Grouped-query attention", key="technique/gqa", shipped=True),
    entity("technique", "MoE", "Mixture of experts", key="technique/moe", shipped=True),
    entity("technique", "RoPE", "Rotary embeddings", key="technique/rope", shipped=True),
    entity("technique", "RLHF", key="technique/rlhf", shipped=True),
    entity("technique", "RMSNorm", key="technique/rmsnorm", shipped=True),
    entity("paper", "Orca: Progressive Learning", key="paper/arxiv-2306.02707"),
    entity("paper", "LLaMA paper", key="paper/arxiv-2302.13971"),
    entity("organization", "Meta", "Facebook"),
    entity("organization", "Mistral AI", "Mistral"),
    entity("organization", "TII", "Technology Innovation Institute"),
    entity("dataset", "ShareGPT"),
    entity("dataset", "RefinedWeb"),
    entity("benchmark", "MMLU"),
    entity("license", "Apache 2.0"),
    entity("license", "Llama 2 Community License"),
]

_LINE = 0


def claim(
    subject: str,
    predicate: str,
    said: str | float,
    *,
    note: NotePath = A,
    line: int = 0,
    quote: str = "",
    **more: object,
) -> Claim:
    is_thing = isinstance(said, str) and "/" in said
    text = quote or f"{subject} {predicate} {said}."
    start = line * 100
    return Claim(
        subject=EntityId(f"model/{subject}" if "/" not in subject else subject),
        predicate=predicate,
        object=EntityId(said) if is_thing else None,  # type: ignore[arg-type]
        value=None if is_thing else said,
        raw=None if is_thing else str(said),
        note=note,
        line=line or 1,
        span=Span(start, start + len(text)),
        quote=text,
        heading="Models > " + subject,
        rule=str(more.pop("rule", predicate.lower())),
        confidence=float(more.pop("confidence", 0.9)),  # type: ignore[arg-type]
        status=more.pop("status", "accepted"),  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


CLAIMS = [
    claim("llama-1", "partOf", "model/llama", note=B, line=3, rule="name"),
    claim("llama-2", "partOf", "model/llama", note=B, line=9, rule="name"),
    claim("llama-2-70b", "partOf", "model/llama-2", note=B, line=10, rule="name"),
    claim("vicuna-13b", "partOf", "model/vicuna", note=A, line=5, rule="name"),
    claim("vicuna", "fineTunedFrom", "model/llama-1", note=B, line=69, quote="trained by fine-tuning LLaMA on shared chats", confidence=0.95),
    claim("alpaca", "fineTunedFrom", "model/llama-1", note=B, line=75, quote="Alpaca is LLaMA, tuned"),
    claim("orca", "fineTunedFrom", "model/vicuna-13b", note=A, line=187, quote="Fine-tuned Vicuna-13B"),
    claim("orca", "trainedOnOutputsOf", "model/gpt-4", note=A, line=189, quote="learns from GPT-4"),
    claim("llama-2", "successorOf", "model/llama-1", note=B, line=90),
    claim("vicuna", "fineTunedOn", "dataset/sharegpt", note=B, line=70),
    claim("falcon", "pretrainedOn", "dataset/refinedweb", note=B, line=136),
    claim("falcon", "developedBy", "organization/tii", note=B, line=134),
    claim("llama-1", "developedBy", "organization/meta", note=B, line=74),
    claim("llama-2", "developedBy", "organization/meta", note=B, line=91),
    claim("mistral-7b", "developedBy", "organization/mistral-ai", note=B, line=260),
    claim("mixtral-8x7b", "developedBy", "organization/mistral-ai", note=B, line=270),
    claim("llama-1", "usesTechnique", "technique/rope", note=B, line=76),
    claim("llama-2", "usesTechnique", "technique/gqa", note=B, line=92),
    claim("mistral-7b", "usesTechnique", "technique/gqa", note=B, line=266),
    claim("mistral-7b", "usesTechnique", "technique/rope", note=B, line=267),
    claim("mixtral-8x7b", "usesTechnique", "technique/gqa", note=B, line=275),
    claim("mixtral-8x7b", "usesTechnique", "technique/moe", note=B, line=276),
    claim("llama-2", "lacksTechnique", "technique/moe", note=B, line=95),
    claim("llama-2", "usesTechnique", "technique/rlhf", note=B, line=96),
    claim("orca", "introducedBy", "paper/arxiv-2306.02707", note=A, line=186),
    claim("llama-1", "introducedBy", "paper/arxiv-2302.13971", note=B, line=87),
    claim("orca", "parameterCount", 13_000_000_000, note=A, line=184),
    claim("llama-2-70b", "parameterCount", 70_000_000_000, note=B, line=97),
    claim("mixtral-8x7b", "parameterCount", 47_000_000_000, note=B, line=277),
    claim("mixtral-8x7b", "activeParameterCount", 13_000_000_000, note=B, line=278),
    claim("falcon", "parameterCount", 180_000_000_000, note=B, line=138),
    claim("falcon", "parameterCount", 175_000_000_000, note=C, line=4, status="disputed", confidence=0.8),
    claim("gpt-4", "parameterCount", 1_760_000_000_000, note=B, line=50, status="candidate", confidence=0.4, modality="hedged"),
    claim("llama-2", "contextLength", 4096, note=B, line=98),
    claim("mistral-7b", "contextLength", 32768, note=B, line=268),
    claim("mixtral-8x7b", "contextLength", 32000, note=B, line=279),
    claim("llama-1", "releaseDate", "2023-02", note=B, line=77, date_precision="month"),
    claim("llama-2", "releaseDate", "2023-07-18", note=B, line=93, date_precision="day"),
    claim("falcon", "releaseDate", "2023-09", note=B, line=135, date_precision="month"),
    claim("mistral-7b", "releaseDate", "2023-09-27", note=B, line=261, date_precision="day"),
    claim("mixtral-8x7b", "releaseDate", "2023-12", note=B, line=271, date_precision="month"),
    claim("mistral-7b", "license", "license/apache-2.0", note=B, line=262),
    claim("falcon", "license", "license/apache-2.0", note=B, line=139),
    claim("llama-2", "license", "license/llama-2-community-license", note=B, line=94),
    claim("mistral-7b", "weightsAvailability", "open", note=B, line=263),
    claim("mixtral-8x7b", "weightsAvailability", "open", note=B, line=272),
    claim("gpt-4", "weightsAvailability", "closed", note=B, line=51),
    claim("mistral-7b", "outperforms", "model/llama-2", note=B, line=264),
    claim("mistral-7b", "outperforms", "model/llama-2", note=C, line=6, quote="Mistral is better than Llama 2"),
    claim("vicuna", "judgedBy", "model/gpt-4", note=B, line=71),
    claim("mistral-7b", "evaluatedOn", "benchmark/mmlu", note=B, line=265),
    claim("dataset/sharegpt", "generatedBy", "model/gpt-4", note=B, line=72),
    claim("guanaco", "adapterOf", "model/llama-1", note=B, line=300),
    claim("guanaco", "developedBy", "organization/uw", note=B, line=301),
    claim("guanaco", "fineTunedOn", "dataset/oasst", note=B, line=302),
    claim("goliath", "mergeOf", "model/llama-2-70b", note=B, line=310),
    claim("goliath", "mergeOf", "model/vicuna", note=B, line=311),
    claim("vicuna", "lacksTechnique", "technique/gqa", note=B, line=73),
    claim("zephyr", "fineTunedFrom", "model/mistral-7b", note=B, line=320),
    claim("zephyr", "license", "license/mit", note=B, line=321),
    claim("zephyr", "weightsAvailability", "closed", note=B, line=322),
    claim("zephyr", "fineTunedOn", "dataset/sharegpt", note=B, line=323),
    claim("llama-2", "trainingTokens", 2_000_000_000_000, note=B, line=99),
    claim("llama-2-70b", "trainingTokens", 2_000_000_000_000, note=B, line=100),
    claim("technique/gqa", "introducedBy", "paper/arxiv-2305.13245", note=B, line=105),
    claim("orca", "usesTechnique", "technique/rmsnorm", note=A, line=190, status="candidate", confidence=0.5),
    claim("alpaca", "fineTunedFrom", "model/falcon", note=C, line=9, status="rejected"),
]  # fmt: skip


def mention(note: NotePath, line: int, found: Entity) -> Mention:
    end = 1 + len(found.label)
    return Mention(
        note,
        line,
        1,
        end,
        found.label,
        found.id,
        found.kind,
        linked=False,
        confidence=0.9,
        span=Span(0, end),
    )


def graph(
    claims: list[Claim] | None = None, entities: list[Entity] | None = None
) -> KnowledgeGraph:
    """Return the sample, or a graph of other claims over the same entities."""
    said = CLAIMS if claims is None else claims
    named = ENTITIES if entities is None else entities
    by_id = {str(one.id): one for one in named}
    return KnowledgeGraph(
        entities={one.id: one for one in sorted(named, key=lambda one: one.id)},
        mentions=(*((mention(D, 2, by_id["model/orca"]),) if "model/orca" in by_id else ()), *(
            mention(one.note, one.line, by_id[key])
            for one in said
            for key in (str(one.subject), str(one.object))
            if key in by_id
        )),
        claims=tuple(sorted(said, key=lambda one: (one.note, one.line, one.span, one.predicate))),
        notes={
            A: NoteFacts(A, "Orca", "2023-09-20", "created", (B,), (EntityId("model/orca"),), ((EntityId("paper/arxiv-2306.02707"), "read"),)),
            B: NoteFacts(B, "Llama notes", None, "", (), (EntityId("model/llama"),), ((EntityId("paper/arxiv-2302.13971"), "todo"),)),
            C: NoteFacts(C, "2023-09-26", "2023-09-26", "name", (A,), (), ((EntityId("paper/arxiv-2302.13971"), "reading"),), private=True),
            D: NoteFacts(D, "Loose"),
        },
    )  # fmt: skip
