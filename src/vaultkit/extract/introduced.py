"""Names that a note itself introduces as models: `Zork, a 7B language model`, `# Zork: Open Models`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.extract.names import fold
from vaultkit.graph.vocab import words
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vaultkit.extract.lexicon import Entry, Lexicon
    from vaultkit.extract.units import Unit

_NAME = r"(?<![\w/.@-])(?P<name>[A-Z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+){0,3})"
_NOUN = (
    r"(?:(?:large\s|small\s|multimodal\s|vision[- ])?language\smodels?|LLMs?|SLMs?|VLMs?|MLLMs?|chat\smodels?|code\smodels?|"
    r"(?:base|embedding|reasoning|foundation|generative|encoder|decoder|seq2seq|transformer|diffusion|dense|MoE|bilingual|multilingual|open)\smodels?|\d+(?:\.\d+)?[BM](?:-parameter)?\s(?:\w+\s)?models?|chatbot|text\sencoder)"
)
_PARTS = ("model", "LM", "chatbot", "encoder")
"""One of these stands in each such noun: most prose has none, and costs nothing then."""
_NOT = r"(?:to|for|that|of|with|in|on|by|from|and|or|system|method|tool|way|platform|framework|library|dataset|benchmark|company)"
"""Words behind which the noun is no longer what the name is said to be: `a system to connect LLMs`."""
_APPOSED = pattern(
    rf"{_NAME}(?:\s\([^()\n]{{1,60}}\))?(?:,\s|\sis\s|\swas\s|\s[\u2013\u2014-]\s|:\s)"
    rf"(?:an?|the\sfirst|our(?:\snew)?|its(?:\snew)?)\s(?:(?!{_NOT}\b)[\w+-]+(?:\.\w+)*,?\s){{0,7}}?{_NOUN}(?![\w-])(?!\s(?:that\s)?(?:benchmark|evaluation|framework|toolkit|library|agent|dataset))"
)
"""A name and what it is said to be."""
_TITLE = pattern(rf"\s*{_NAME}\s?:\s(?P<rest>[^\n]{{8,160}})")
_TITLE_NOUN = pattern(
    r"\b(?:Language|Foundation|Diffusion|Vision-Language|Vision-Language-Action|Multimodal|Code|Chat|Embedding|Reasoning|Reward|World)\sModels?\b"
    r"|\b(?:LLMs?|VLMs?|MLLMs?|Transformers?|Pre-?training|Pretrained|Chatbot)\b"
)
_OTHER_NOUN = pattern(
    r"\b(?:benchmark|dataset|corpus|survey|review|framework|library|toolkit|evaluat\w+|assess\w+|attention|optimi[sz]\w+|tuning|fine-?tun\w+|adaptation|"
    r"quantiz\w+|compress\w+|decoding|serving|inference|sampling|prompt\w*|jailbreak\w*|attack\w*|editing|alignment|retriev\w+|agents?|via|for|of|in|on|with|using|towards?|by)\b",
    re.IGNORECASE,
)


def read_introduced(units: Sequence[Unit], lexicon: Lexicon) -> dict[str, Entry]:
    """Return the names that a note introduces as models and that no list has."""
    found: dict[str, Entry] = {}
    for number, unit in enumerate(units):
        text = unit.view.text
        for match in _APPOSED.finditer(text) if any(one in text for one in _PARTS) else ():
            if _is_new(match["name"], lexicon):
                found[match["name"]] = lexicon.new(match["name"])
        if number == 0 and unit.kind == "heading":
            for name in titled(text):
                if _is_new(name, lexicon, titled=name.lower().endswith(_ENDINGS)):
                    found[name] = lexicon.new(name)
    return found


def titled(text: str) -> Iterator[str]:
    """Yield the name that a paper's title calls a model: `Zork: Open Language Models`."""
    match = _TITLE.match(text)
    if match is None:
        return
    noun = _TITLE_NOUN.search(match["rest"])
    # what stands behind `for` is what the named thing is for: `Zork: Tuning for Language Models`
    if noun and not _OTHER_NOUN.search(match["rest"], 0, noun.start()):
        yield match["name"]


def _is_new(name: str, lexicon: Lexicon, *, titled: bool = False) -> bool:
    """Tell whether a name can be a model's and is no known word, known thing or beginning of a sentence."""
    capitals = sum(char.isupper() for char in name)
    shaped = titled or any(char.isdigit() for char in name) or "-" in name or capitals > 1
    if not shaped or len(name) < _SHORT or (name.isupper() and len(name) < _LONG):
        return False
    return not any(lexicon.forms.get(fold(one)) for one in (name, name.split("-", maxsplit=1)[0]))


_ENDINGS = tuple(one.lower() for one in words("model_endings") if len(one) > 2)
_SHORT = 3
_LONG = 4
