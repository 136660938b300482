"""The grammar of model names: base, version, size, variant, quantisation."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from vaultkit.graph.vocab import words
from vaultkit.text import pattern

VARIANTS = frozenset(
    (
        "base chat instruct it sft dpo rlhf rm reward tiny nano mini small medium large xl xxl "
        "ultra pro flash lite turbo preview thinking reasoning coder code math vision vl omni "
        "audio embed hf zero distill plus max scout maverick behemoth opus sonnet haiku server "
        "device on-device think non-think exp transcribe realtime deep-research long high low mt "
        "pt uncensored"
    ).split()
)
"""Words that, after a name, name a variant of it."""
QUANTS = frozenset(
    (
        "gguf ggml gptq awq exl2 mlx fp8 fp16 bf16 int8 int4 4bit 8bit 4-bit 8-bit q4_k_m q5_k_m "
        "q8_0 q4_0 w4a16"
    ).split()
)
"""Words that name a quantised copy."""

_SEP = r"[ \t\u00a0_-]{0,3}"
_COUNTED = (
    r"(?!\s?(?:[Tt]okens?|tok|toks|words?|data|(?:more\s)?samples?|examples?|conv\w*|context|images?|pairs|documents|generated|"
    r"synthetic|entries|instructions|outputs|prompts|steps|downloads|users|hours)\b)"
)
"""A count of other things than parameters is no size of a name."""
SIZE = pattern(
    r"(?<![\w.])(?:(?P<experts>\d{1,3})[xX])?(?P<size>\d{1,4}(?:\.\d{1,3})?)\s?(?P<unit>[BbMT])(?![A-Za-z0-9])(?:[-\s]?[aA](?P<active>\d{1,3}(?:\.\d)?)[bB]\b)?"
)
_VERSION = pattern(r"[vV]?\d{1,2}(?:[._]\d{1,2}){0,2}(?![\d%BbMTxXkK]|[.,]\d|\s?[xX]\d)")
_TAIL_SIZE = pattern(
    rf"{_SEP}(?P<name>(?:\d{{1,3}}[xX])?\d{{1,4}}(?:\.\d{{1,3}})?\s?[BbMT](?:[-_\s]?[aA]\d{{1,3}}(?:\.\d)?[bB])?)(?![A-Za-z0-9]){_COUNTED}"
)
_LATE_VERSION = pattern(r"[-_ ]v(?P<name>\d{1,2}(?:[._]\d{1,2}){0,2})(?![A-Za-z0-9]|\.\d)")
_SHARED_UNIT = pattern(
    r"\d{1,3}(?:\.\d)?(?:\s?[/,]\s?\d{1,3}(?:\.\d)?){0,6}\s?(?:[/,]|,?\sand\s|\s&\s)\s?\d{1,4}(?:\.\d)?[BM]\b"
)
"""Sizes of which only the last has its unit: `LLaMA 7/13/33/65B`."""
_TAIL_VERSION = pattern(
    rf"(?P<sep>{_SEP})(?P<name>[vV]\d{{1,2}}(?:[._]\d{{1,2}}){{0,2}}|\d{{1,2}}(?:[._]\d){{0,2}})(?![\d%A-Za-z]|[.,]\d|[\s-]?(?:[xX]\d|billion|million|trillion|tokens?|layers?|parameters?|params?|models?|%|th\b))"
)
_TAIL_WORD = pattern(
    r"(?P<sep>\s?[-_\u2013]\s?|\s)(?P<name>[A-Za-z][A-Za-z0-9]*(?:-device|-think|-research)?)(?![A-Za-z0-9])"
)


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows the base of a name."""

    end: int
    """Just past it, in the text it was read from."""
    version: str = ""
    size: str = ""
    """Upper case, without blanks: `7B`, `8x7B`, `30B-A3B`."""
    variants: tuple[str, ...] = ()
    quant: str = ""
    late: str = ""
    """A version behind the size or variant: `0.2` of `7B-Instruct-v0.2`."""


def fold(name: str) -> str:
    """Return a name without case, blanks, hyphens and underscores: what is the same is equal."""
    text = unicodedata.normalize("NFKC", name).lower()
    return unicodedata.normalize("NFKC", re.sub(r"[\s_\-\u2010-\u2015\u2212]+", "", text))


def read_tail(text: str, start: int, *, versions: bool = True) -> Tail:
    """Read version, size, variants and quantisation that follow a base name at `start`.

    A number is a version only where it has at most two digits and no unit; a size needs its unit
    (B, M, T). Common words count as variants only in the ways that names have: after a hyphen, in
    capitals, or where a size or another variant stands beside them.
    """
    end = start
    version, size, quant, late = "", "", "", ""
    variants: list[str] = []
    while True:
        found = _TAIL_SIZE.match(text, end)
        if found and not size:
            size = re.sub(r"[\s_]", "", found["name"])
            size = size[:-1] + size[-1].upper() if "x" not in size.lower() else size
            size = size.replace("X", "x").replace("b", "B").replace("m", "M").replace("a", "A")
            end = found.end()
            continue
        found = _TAIL_VERSION.match(text, end)
        fresh = versions and not (version or size or variants)
        if found and fresh and _SHARED_UNIT.match(text, found.start("name")):
            break
        if found and fresh and "\n" not in found["sep"] and found["sep"] != "  ":
            version = found["name"].lstrip("vV").replace("_", ".")
            end = found.end()
            continue
        found = _LATE_VERSION.match(text, end)
        if found and (size or variants) and not (version or late):
            late, end = found["name"].replace("_", "."), found.end()
            continue
        found = _TAIL_WORD.match(text, end)
        if not found or len(variants) > 3:
            break
        word = found["name"]
        plain = word.lower()
        if plain in QUANTS:
            quant, end = plain, found.end()
            continue
        if plain not in VARIANTS or not _joins(found["sep"], word, bool(size or variants)):
            break
        if plain != "hf":  # the mark of a converted copy, not of a variant
            variants.append(plain)
        end = found.end()
    return Tail(end, version, size, tuple(variants), quant, late)


def _joins(sep: str, word: str, known: bool) -> bool:
    """Tell whether a variant word belongs to the name before it."""
    if "\n" in sep:
        return False
    if sep in "-_":
        return True
    if sep.strip():
        return known or word[:1].isupper()
    return word[:1].isupper() or (known and word not in _WORDS)


_WORDS = frozenset({"plus", "long", "high", "low"})
"""Variants that are common words in small letters: `Foo 7B plus 1k examples`."""


def canonical_size(text: str) -> str:
    """Return a size as names write it: `70B`, `0.5B`, `8x7B`."""
    plain = re.sub(r"[\s_-]", "", text).replace("X", "x")
    plain = re.sub(r"(?i)billion", "B", plain)
    plain = re.sub(r"(?i)million", "M", plain)
    return plain[:-1] + plain[-1:].upper()


def compose(base: str, tail: Tail) -> str:
    """Return the label of base and tail together: `Llama 2 70B Chat`."""
    parts = [base]
    if tail.version:
        parts.append(tail.version)
    if tail.size:
        parts.append(tail.size)
    parts.extend(word.capitalize() if len(word) > 2 else word.upper() for word in tail.variants)
    if tail.quant:
        parts.append(tail.quant.upper())
    if tail.late:
        parts.append(f"v{tail.late}")
    return " ".join(parts)


HARDWARE = pattern(
    r"(?i)^(?:[ahblv]\d{2,3}s?|rtx.*|gtx.*|tpu.*|gb\d+|mi\d{3}\w*|m[1-4]|fp\d+|bf\d+|int\d+|nf4|utf-?\d+|sha-?\d+|md5|"
    r"iso-?\d+|cuda.*|python\d*|ipv\d|http\d?|mp[34]|h26\d|gen\d|v\d+|[a-z]{1,2}\d{1,2}|covid-?\d+|ps\d|web\d|phase-?\d|"
    r"step-?\d+|top-?\d+|level-?\d+|stage-?\d+|part-?\d+|chapter-?\d+|fig\w*-?\d+|table-?\d+|section-?\d+|q\d|w\d+)$"
)
"""Shapes of hardware, number formats and counters: never a model."""

_SHAPED = pattern(
    r"(?:(?<![\w/.@#-])|(?<=[\u3400-\u9fff\uac00-\ud7a3]))(?P<org>[A-Za-z][\w.-]{1,38}/)?"
    r"(?P<name>[A-Z][A-Za-z]*[A-Za-z0-9]*(?:[-_.][A-Za-z0-9]+){0,6}|[a-z][A-Za-z0-9]*(?:[-_.][A-Za-z0-9]+){1,6})(?:(?![\w/@])|(?=[\u3400-\u9fff\uac00-\ud7a3]))"
)
_SHAPED_AT_ALL = pattern(r"[0-9]|[A-Z][A-Za-z0-9_.-]{0,200}[A-Z]")
"""What every shape has somewhere: a digit, or two capitals in one word."""
_HAS_SIZE = pattern(r"(?:^|[-_])(?:\d{1,3}[xX])?\d{1,4}(?:\.\d{1,3})?[BbM](?:$|[-_.])")
_MODEL_WORD = pattern(
    rf"(?:{'|'.join(words('model_endings'))})(?:$|[-_\d])|^(?:{'|'.join(words('model_beginnings'))})"
)
_CAMEL_NUMBER = pattern(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+[-]?\d(?:\.\d)?$")


@lru_cache(maxsize=1 << 10)
def find_shaped(text: str) -> list[tuple[int, int, str, bool]]:
    """Return names with the shape of a model that stand in a text: start, end, name, sure.

    Sure are those with a size (`StableFoo-13B`, `org/foo-7b-chat`); the others have a version or
    a word that models have in their names.
    """
    found: list[tuple[int, int, str, bool]] = []
    if not _SHAPED_AT_ALL.search(text):
        return found
    for match in _SHAPED.finditer(text):
        name = match["name"]
        if len(name) < 4 or not any(char.isalpha() for char in name[:2]):
            continue
        if _HAS_SIZE.search(name) and not SIZE.fullmatch(name):
            letters = re.sub(r"[^A-Za-z]", "", _HAS_SIZE.sub("", name))
            if len(letters) >= 3:
                found.append((match.start("name"), match.end(), name, True))
        elif _CAMEL_NUMBER.match(name) or (
            _MODEL_WORD.search(name) and re.search(r"[A-Z].*[A-Z]", name) and len(name) >= 5
        ):
            found.append((match.start("name"), match.end(), name, False))
    return found
