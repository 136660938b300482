"""What proves an edge or a value: the sentence, its place, and a link that opens it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from vaultkit.export.views.escape import clean

if TYPE_CHECKING:
    from vaultkit.graph.facts import Claim


@dataclass(frozen=True, slots=True)
class Source:
    """Where pages find and hide the places of claims."""

    vault_name: str
    share: bool = False
    """For others: no quote, path, vault name or link into the vault."""
    obsidian_links: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim as a page shows it."""

    claim: str
    """Its id; empty on a page for others."""
    subject: str
    object: str
    predicate: str
    quote: str
    note: str
    line: int
    heading: str
    link: str
    """`obsidian://` address, or empty."""
    layer: str
    status: str
    modality: str
    confidence: float
    rule: str


def evidence(claim: Claim, source: Source) -> Evidence:
    """Return a claim as evidence: on a page for others, only that it was said."""
    shown = not source.share
    return Evidence(
        claim=claim.id if shown else "",
        subject=claim.subject,
        object=claim.object or "",
        predicate=claim.predicate,
        quote=clean(claim.quote, 600) if shown else "",
        note=claim.note if shown else "",
        line=claim.line if shown else 0,
        heading=clean(claim.heading, 200) if shown else "",
        link=obsidian_link(source, claim.note, claim.heading),
        layer=claim.layer,
        status=claim.status,
        modality=claim.modality,
        confidence=claim.confidence,
        rule=claim.rule if shown else "",
    )


def obsidian_link(source: Source, note: str, heading: str = "") -> str:
    """Return the address that opens a note at a heading in Obsidian; empty where none is wanted.

    `file=` takes the path without `.md`; `path=` would need an absolute one, which never enters
    a page. A heading path becomes `#A#B`.
    """
    start = opener(source)
    if not start:
        return ""
    file = note[:-3] if note[-3:].lower() == ".md" else note
    parts = [part.replace("#", " ").strip() for part in heading.split(" > ")] if heading else []
    anchor = "".join(f"#{part}" for part in parts if part)
    return start + _part(file + anchor)


def opener(source: Source) -> str:
    """Return the address that opens a note, up to the note; empty where none is wanted."""
    if source.share or not source.obsidian_links:
        return ""
    return f"obsidian://open?vault={_part(source.vault_name)}&file="


def public_address(paper: str) -> str:
    """Return the public address of a paper by its id (`paper/arxiv-2307.09288`), or empty."""
    name = paper.partition("/")[2]
    if name.startswith("arxiv-"):
        return f"https://arxiv.org/abs/{quote(name.removeprefix('arxiv-'), safe='/.')}"
    return ""


def _part(text: str) -> str:
    """Encode as encodeURIComponent does; lone surrogates become question marks."""
    return quote(text.encode("utf-8", "replace"), safe="!'()*-._~")
