"""Models below a heading such as `Derivatives`: they come from the model of the page or section."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.extract.modality import modality_of
from vaultkit.extract.sentence import sentences
from vaultkit.extract.statement import KINDS_OF_LINEAGE, Statement
from vaultkit.extract.subjects import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.reading import Page
    from vaultkit.extract.units import Unit
    from vaultkit.graph.facts import EntityId

_HEADING = re.compile(
    r"\W*(?:(?:notable|known|popular|community|some|its|main|famous)\s)*"
    r"(?:derivatives?|derived\smodels?|fine-?tunes?|fine-?tuned\s(?:models?|versions?|variants?)|finetuned\s(?:models?|versions?|variants?)|descendants?|children|offspring"
    r"|downstream\smodels?|models?\s(?:based|built|trained)\son\s(?:it|this|top)|파생\s?모델|衍生模型|下游模型)\W*(?:\([^()]*\)\W*)?",
    re.IGNORECASE,
)
_KINDS = (
    ("quantizedFrom", re.compile(r"\b(?:quanti[sz]ed|gguf|gptq|awq)\b", re.IGNORECASE)),
    ("mergeOf", re.compile(r"\bmerge[ds]?\b|\bmerging\b", re.IGNORECASE)),
    ("distilledFrom", re.compile(r"\bdistill?(?:ed|ation)\sfrom\b", re.IGNORECASE)),
    ("adapterOf", re.compile(r"\bq?lora\b|\badapter\b", re.IGNORECASE)),
    (
        "continuedFrom",
        re.compile(r"\b(?:further|continu\w+)\s(?:pre-?train|trained|train)", re.IGNORECASE),
    ),
    ("successorOf", re.compile(r"\bsuccessor\b", re.IGNORECASE)),
    (
        "fineTunedFrom",
        re.compile(
            r"\b(?:fine-?tun\w+|tuned|finetun\w+|aligned|sft|dpo|rlhf|instruct\w*|chat)\b",
            re.IGNORECASE,
        ),
    ),
)
_NOT = re.compile(
    r"\?|\b(?:not|instead|unlike|unrelated|todo|none|no\slonger|see|vs)\b", re.IGNORECASE
)


def read_descendants(page: Page) -> None:
    """Read the items below headings that call for models made from the one of the page."""
    above: list[tuple[int, tuple[Entry, ...], str]] = []
    title = page.title.models
    told = {
        one.statement.subject.id
        for one in page.statements
        if one.statement.predicate in KINDS_OF_LINEAGE and one.statement.object
    }
    for unit in page.units:
        if unit.kind == "heading":
            level = page.note.headings[max(unit.heading, 0)].level
            above = [one for one in above if one[0] < level]
            named = tuple(
                dict.fromkeys(
                    one.entry for one in unit.found if one.entry.is_model and not one.style
                )
            )
            above.append((level, named, unit.view.text.strip()))
            continue
        if unit.kind != "item" or not above or not _HEADING.fullmatch(above[-1][2]):
            continue
        base = next((one for _, one, _ in reversed(above) if one), title)
        if len(base) != 1 or page.note.blocks[unit.block].depth > 1:
            continue
        for one in _of_item(page, unit, base[0], told):
            page.add(one, unit.view, unit.path)


def _of_item(page: Page, unit: Unit, base: Entry, told: set[EntityId]) -> Iterator[Statement]:
    """Yield that the model which an item begins with comes from the base."""
    text = unit.view.text
    first = next(iter(unit.found), None)
    named = label_of(text, unit.found)
    if first is None or not first.entry.is_model or text[: first.start].strip(" *_[`"):
        return
    if not named and text[first.end :].lstrip(" *_]`")[:1] not in {
        "",
        ",",
        "-",
        "(",
        "\u2013",
        "\u2014",
    }:
        return
    members = named or (first.entry,)
    above = set(page.reader.lexicon.ancestors(base)) | {base.id}
    if _NOT.search(text):
        return
    others = [one.entry for one in unit.found if one.entry.is_model and one.entry not in members]
    sentence = next(iter(sentences(unit.view, unit.found)), None)
    for member in members:
        if member.id in above or member.id in told or sentence is None:
            continue
        lexicon = page.reader.lexicon
        strange = [
            one for one in others if one.id not in above and member.id not in lexicon.ancestors(one)
        ]
        if strange or above & set(lexicon.ancestors(member)):
            continue
        kind = next(
            (name for name, words in _KINDS if words.search(text, first.end)), "derivedFrom"
        )
        yield Statement(
            member, kind, base, None, None, sentence.start, sentence.end, "descendant",
            modality_of(sentence, 0, 1), at=first.start, factor=0.95,
        )  # fmt: skip
