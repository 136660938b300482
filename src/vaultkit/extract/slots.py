"""Names of models that no list has, by their place: `Bori is a fine-tune of GPT-2`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.extract.names import HARDWARE, fold
from vaultkit.extract.sentence import normal, stem
from vaultkit.extract.subjects import GENERIC
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vaultkit.extract.lexicon import Entry, Lexicon
    from vaultkit.extract.units import Unit

_MODEL = "\ue000"
_N = r"(?<![\w/.@'-])(?P<{0}>[A-Z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+){{0,4}}(?:\s\d[\w.]{{0,5}})?)(?![\w'/-])"
_COMES = (
    r"(?:fine-?\s?tun\w*|merged?\b|merging|distill\w*|based\son|built\s(?:on|from)|derived\sfrom|initiali[sz]ed\sfrom|instruction-?\s?tun\w*|"
    r"continu\w*|further\s(?:pre-?)?train\w*|on\stop\sof|descend\w*|prun\w*|upcycled|post-?train\w*|version\sof|adapted\sfrom|"
    r"(?:trained|starts?|started|built)\sfrom|LoRA\s(?:of|on)|tun(?:e|ed|ing)\b)"
)
"""Words that say that one model comes from another."""
_START = r"(?:(?:^|(?<=\n)|(?<=[.!?]\s))[\s>*+\d.\[\]x-]*)"
_SLOTS = tuple(
    re.compile(pattern)
    for pattern in (
        # `Bori is a fine-tune of M`, `Bori (Acme) was distilled from M`
        _START
        + _N.format("one")
        + r"(?:\s\([^()\n]{1,40}\))?\s(?:(?:is|was|are|were)\b[^.\n\ue000]{0,80}?"
        + _COMES
        + r"|(?:continues|extends|fine-?tunes|finetunes|adapts|distill?s|prunes|builds\son|starts\sfrom)\b)"
        + r"[^.\n\ue000]{0,40}?\ue000",
        # `Bori and Nuri, two M fine-tunes`
        _N.format("one")
        + r"(?:,\s"
        + _N.format("two")
        + r")?,?\s(?:and|&)\s"
        + _N.format("three")
        + r"(?:,\s|\s\()(?:(?:two|three|both|all|several|the)\s)?(?:\w+\s){0,2}\ue000\s(?:\w+\s)?(?:fine-?tunes?|finetunes?|derivatives?|merges?|descendants?|tunes|LoRAs)\b",
        # `a merge of Bori and Nuri`
        r"merge\sof\s" + _N.format("one") + r"(?:,\s|\sand\s|\s\+\s|\s&\s)" + _N.format("two"),
        # `- Bori <- M`, `- Bori = M + data`
        _START + _N.format("one") + r"\s?(?:<-|<=|\u2190|=)\s?\ue000",
        # `- Bori (Acme): fine-tune of M`
        _START
        + _N.format("one")
        + r"(?:\s\([^()\n]{1,40}\))?(?:\s?:|\s[\u2014-])\s(?:\ue000\s(?:\w+\s)?(?:fine-?tune|finetune|merge|tuned|post-?trained|distilled)"
        + r"|[^.\n\ue000]{0,40}?"
        + _COMES
        + r"[^.\n\ue000]{0,30}?\ue000)",
        # `M was fine-tuned to create Bori`
        r"\ue000[^.\n\ue000]{0,40}?(?:tun|train|distil|merg|prun)\w*[^.\n\ue000]{0,50}?(?:to\s(?:create|get|make|produce|obtain|build)|giving|yielding|resulting\sin|which\sgave|called|named|dubbed)\s(?:the\s)?"
        + _N.format("one"),
        # `M -> Bori`
        r"\ue000\s?(?:->|=>|\u2192|\u27f6)\s?" + _N.format("one") + r"\s*(?:$|\n|\()",
    )
)


_ROW = pattern(
    r"(?:^|(?<=\n))[\s>*+-]*(?P<name>[A-Za-z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+){0,4})(?:\s\([^()\n]{1,40}\))?\s?(?::|->|\u2192|=|\u2014)\s(?P<rest>[^\n]*)"
)
_FIGURE = pattern(
    r"(?<![\w.])\d[\d.,]*\s?[BMT](?:/\d[\d.]*B)?\s(?:total|params?|parameters|act\b|active|activated|toks?\b|tokens)|(?<![\w.])\d{1,4}B-A\d|\d\s?(?:layers|L\b|experts|heads)|\d\s?[kM]\s(?:ctx|context)|ctx\s\d"
)
"""Figures that a model has."""


def read_slots(units: Sequence[Unit], lexicon: Lexicon) -> Iterator[tuple[str, Entry]]:
    """Yield the names that stand where only a model's can, with new entries."""
    plain: str | None = None
    for unit in units:
        if unit.kind in {"heading", "bold"}:
            continue
        for row in _ROW.finditer(unit.view.text):
            name = row["name"]
            shaped = any(char.isdigit() for char in name) and any(
                char.isalpha() for char in name[:2]
            )
            taken = any(
                one.start < row.end("name") and row.start("name") < one.end for one in unit.found
            )
            if (
                shaped
                and not taken
                and not HARDWARE.match(name)
                and len(_FIGURE.findall(row["rest"])) > 1
            ):
                yield name, lexicon.new(name)
        models = [one for one in unit.found if one.entry.is_model and not one.style]
        if not models:
            continue
        text = _masked(unit)
        for slot in _SLOTS:
            for match in slot.finditer(text):
                for name in match.groups():
                    if not name:
                        continue
                    if plain is None:
                        plain = "\n".join(one.view.text for one in units)
                    if _is_name(name, plain, lexicon):
                        yield name, lexicon.new(name)


def _masked(unit: Unit) -> str:
    """Return the text with one sign in the place of each known model; of the same length."""
    text = unit.view.text
    for one in unit.found:
        if one.entry.is_model and not one.style:
            text = text[: one.start] + _MODEL + " " * (one.end - one.start - 1) + text[one.end :]
    return re.sub(r"(?<=\ue000) +", lambda gap: " " if gap.end() < len(text) else "", text)


def _is_name(name: str, text: str, lexicon: Lexicon) -> bool:
    """Tell whether a word is a proper name: not known for another thing, no word of the language."""
    word = name.split(" ", maxsplit=1)[0]
    if len(word) < _SHORT or any(lexicon.forms.get(fold(one)) for one in (name, word)):
        return False
    if word.lower() in _WORDS or stem(normal(word)) in GENERIC:
        return False
    shaped = sum(char.isupper() for char in word) > 1 or any(char.isdigit() for char in word)
    if shaped and not word.isupper():
        return True
    # a word of the language stands in small letters, too, in most notes
    return not re.search(rf"(?<![\w-]){re.escape(word.lower())}(?![\w-])", text)


_SHORT = 4
_WORDS = frozenset(
    (
        "this that these those they them their there here then thus both each all most many some such same other another "
        "first second third later finally however also instead currently recently originally initially after before when "
        "while since with without from into using only even just note notes model models paper papers authors team people "
        "everything nothing something which what where whose result results step stage phase idea recipe baseline student "
        "teacher base chat instruct large small mini finetune finetunes fine-tuned finetuned merged merges distilled pruned "
        "everyone anyone someone researchers users version versions variant variants release releases table figure section "
        "chapter part question answer summary claim claims fact facts trick tricks today yesterday year month week goal task tasks "
        "english chinese korean german french japanese spanish python code math open source weights size sizes type types date "
        "author title tags status link links compare compared comparison unlike like about lineage tree family families "
        "encoder decoder tokenizer attention pretraining training tuning alignment inference quantized quantization"
    ).split()
)
"""Words that begin sentences and items, and name nothing."""
