"""What one fragment of a terse line says of its model: a figure, technique, base, maker or date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from vaultkit.extract.names import Tail
from vaultkit.extract.numbers import SCALE, whole
from vaultkit.extract.releases import find_dates
from vaultkit.extract.statement import Statement
from vaultkit.extract.view import View
from vaultkit.text import pattern
from vaultkit.text import pattern as later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.reading import Page

ARROWS = frozenset({"=", "<-", "<=", "\u2190"})
"""Signs behind a name that say what it is made of."""

_NUMBER = r"(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d{1,3})?)\s?(?P<unit>[kKMBT]|bn|tn|billion|trillion|million)?(?![A-Za-z0-9])"
_APPROX = r"(?:~|\u2248|about\s|around\s|up\sto\s|approx\.?\s)?\s?"


class _Kind(NamedTuple):
    """How a figure of one attribute is written, and what is plausible for it."""

    predicate: str
    behind: str
    """Words behind the number."""
    before: str
    """Words before the number."""
    units: str
    """Letters of scale that it may have; where there are some, one of them is needed below `least`."""
    least: float
    most: float


_KINDS = (
    _Kind(
        "activeParameterCount",
        r"(?:active|activated|act\.?)(?:\s(?:param\w*|per\s(?:token|tok)))?|(?:param\w*\s)?(?:active|activated)",
        r"active(?:\sparam\w*)?|activated",
        "MBT",
        1e6,
        1e14,
    ),
    _Kind(
        "trainingTokens",
        r"(?:training\s|train\s)?(?:tok|toks|tokens?)(?:\s(?:of\s)?(?:pre-?training|training|data|corpus|text))?",
        r"(?:trained\son|training\stokens|train\stokens|tokens|toks)",
        "MBT",
        1e8,
        1e15,
    ),
    _Kind(
        "contextLength",
        r"(?:ctx|context|context\slen(?:gth)?|context\swindow|ctx\slen(?:gth)?|token\scontext|tokens?\scontext|seq(?:uence)?\slen(?:gth)?)",
        r"(?:ctx|context|context\slen(?:gth)?|context\swindow|ctx\slen(?:gth)?|seq(?:uence)?\slen(?:gth)?|max(?:imum)?\s(?:seq(?:uence)?\s|context\s)?len(?:gth)?)",
        "kKM",
        256,
        1e8,
    ),
    _Kind("layerCount", r"(?:layers?|l|blocks)", r"(?:layers|n_?layers?|depth)", "", 1, 1000),
    _Kind(
        "kvHeadCount",
        r"(?:kv|key-value)[\s-]heads?",
        r"(?:kv[\s-]heads|n_?kv_?heads?)",
        "",
        1,
        1000,
    ),
    _Kind(
        "headCount", r"(?:(?:attention|attn|query|q)\s)?heads?", r"(?:heads|n_?heads?)", "", 1, 1000
    ),
    _Kind(
        "hiddenSize",
        r"(?:hidden(?:\s(?:size|dim\w*|units))?|d_?model|dim|model\sdim\w*)",
        r"(?:hidden(?:\s(?:size|dim\w*))?|d_?model|dim|model\sdim\w*)",
        "",
        64,
        200_000,
    ),
    _Kind(
        "vocabularySize",
        r"(?:vocab(?:ulary)?(?:\ssize)?|token\svocab(?:ulary)?)",
        r"(?:vocab(?:ulary)?(?:\ssize)?)",
        "kK",
        1000,
        5_000_000,
    ),
    _Kind(
        "expertsPerToken",
        r"(?:active\sexperts?|experts?\s(?:active|per\stoken|used))",
        r"(?:active\sexperts)",
        "",
        1,
        1000,
    ),
    _Kind("expertCount", r"(?:total\s|routed\s)?experts?(?:\stotal)?", r"experts", "", 2, 100_000),
    _Kind(
        "parameterCount",
        r"(?:(?:total\s)?(?:params?|parameters?)(?:\stotal)?|total|dense)?",
        r"(?:(?:total\s)?(?:params?|parameters?)|size|total)",
        "MBT",
        1e6,
        1e14,
    ),
)
_FIGURES = tuple(
    (
        kind,
        # Eleven long ones, compiled when a figure is met: a tenth of reading one note otherwise.
        later(
            rf"(?i){_APPROX}{_NUMBER}[\s-]?(?:{kind.behind})|(?:{kind.before})\s?(?:[:=]|of|is)?\s?{_APPROX}"
            + _NUMBER.replace("digits", "digits2").replace("unit", "unit2")
            + ("" if kind.units != "MBT" else "(?:\\stok(?:en)?s?)?"),
        ),
    )
    for kind in _KINDS
)
_NOT = pattern(r"(?:no|w/o|without|not|non|kein|sans)\s+", re.IGNORECASE)
_TUNED = pattern(
    r"\s*\(?(?:finetun\w*|fine-tun\w*|ft|tuned?|sft|instruct|chat)?\)?(?:\s(?:on|of)\b.*)?",
    re.IGNORECASE,
)
_ADAPTED = pattern(r"\s*\(?q?lora\)?(?:\s\w+)?", re.IGNORECASE)
_ARCHITECTURE = pattern(
    r"(?:(?:uses?\s|with\s)?(?:the\s)?(?:same\s)?arch(?:itecture)?(?:\s?[=:]\s?|\s(?:as|of|from|like|follows|is)\s)(?:the\s)?(?P<behind>.+)"
    r"|(?:same\sas\s)?(?P<before>.+?)(?:'s)?[\s-](?:arch(?:itecture)?|arch\.)(?:\sclone)?)",
    re.IGNORECASE,
)
_GLOSS = pattern(
    r"\s*\((?P<inside>[^()]{0,40})\)$|\s+\d+[kK]?$|\s(?:attention|training|layers?|tuning|activations?|embeddings?|corpus|dataset|data|positions?|norm)$",
    re.IGNORECASE,
)
_VERB = pattern(r"(?:uses?|using|with|w/|has|incl\.?|plus|the|by|from|data:|on)\s", re.IGNORECASE)
_ASIDE_SIZES = pattern(r"\d{1,3}(?:\.\d)?B?(?:\s?[/,&]\s?\d{1,3}(?:\.\d)?B?){0,5}(?<=B)")
_SIZES = pattern(r"\d{1,3}(?:\.\d)?B?(?:/\d{1,3}(?:\.\d)?B?){1,6}(?<=B)")
"""Sizes in a row: `7/13/70B`."""
_TOTAL_ACTIVE = pattern(r"(\d{1,4}(?:\.\d{1,2})?)B-A(\d{1,3}(?:\.\d{1,2})?)B")
"""All parameters and those of one token, as names write them: `355B-A32B`."""
_COUNT = pattern(r"~?\d[\d.,]{0,6}\s?[kKM]?\s(?=[A-Z][A-Za-z]{2})")
"""How much of a data set: `70k ShareGPT`."""
_LICENSED = pattern(r"\s?(?:licen[cs]ed?|licen[cs]e)$|^licen[cs]e\s?[:=]?\s", re.IGNORECASE)
_OPENING_SIZE = pattern(r"[~\u2248]?\d{1,4}(?:\.\d{1,3})?[BM]\s(?=[A-Za-z])")
_ACTIVE = pattern(r"\d{1,3} active")
"""Behind a number of experts: so many of them."""
_ANSWER = pattern(
    r"\s?[:=]?\s(?P<answer>yes|no)$|\s?(?P<sign>[\u2713\u2714\u2717\u2718\u2705\u274c])$",
    re.IGNORECASE,
)
_NAYS = frozenset({"no", "\u2717", "\u2718", "\u274c"})
LONG = 6
"""Words of a fragment, at most: more make a sentence."""
_TECHNIQUES = frozenset({"technique"})
_DATA = frozenset({"dataset", "benchmark"})
_ORGS = frozenset({"organization"})
_LICENSES = frozenset({"license"})


class Fragment(NamedTuple):
    """A part of a line between two separators."""

    words: str
    at: int
    """Offset in the view, 0-based code points."""


def read_fragment(page: Page, owner: Entry, sign: str, part: Fragment) -> Iterator[Statement]:
    """Yield what one fragment says of a line's model.

    `sign` is what stands behind the model's name: an arrow or `=` lets a bare name be its base.
    """
    words, at = part
    if not words or len(words.split()) > LONG:
        return
    if _SIZES.fullmatch(words):
        for digits in re.findall(r"\d+(?:\.\d+)?", words):
            value = whole(float(digits) * SCALE["b"])
            yield made(owner, "parameterCount", None, value, f"{digits}B", at)
        return
    both = _TOTAL_ACTIVE.fullmatch(words)
    if both:
        for kind, digits in (("parameterCount", both[1]), ("activeParameterCount", both[2])):
            value = whole(float(digits) * SCALE["b"])
            yield made(owner, kind, None, value, f"{digits}B", at)
        return
    figure = read_figure(words)
    if figure is not None:
        yield made(owner, figure[0], None, figure[1], words, at)
        return
    gloss = _GLOSS.search(words)
    if gloss and gloss["inside"]:
        outside = read_figure(words[: gloss.start()])
        if outside is not None and _ASIDE_SIZES.fullmatch(gloss["inside"]):
            # `1T tok (7/13B)`: of these members
            for digits in re.findall(r"\d+(?:\.\d+)?", gloss["inside"]):
                member = page.reader.lexicon.with_tail(owner, Tail(0, size=f"{digits}B"))
                yield made(member, outside[0], None, outside[1], words, at)
            return
        if outside is not None:
            yield made(owner, outside[0], None, outside[1], words, at)
            more = " experts" if _ACTIVE.fullmatch(gloss["inside"]) else ""
            inside = Fragment(gloss["inside"] + more, at + gloss.start("inside"))
            yield from read_fragment(page, owner, "", inside)
            return
    opening = _OPENING_SIZE.match(words)
    if opening:
        rest = list(_named(page, owner, Fragment(words[opening.end() :], at + opening.end())))
        size = read_figure(opening[0].strip())
        if rest and size is not None:
            yield made(owner, size[0], None, size[1], opening[0].strip(), at)
            yield from rest
            return
    base = _base(page, owner, sign, part)
    if base is not None:
        yield base
        return
    yield from _named(page, owner, part)


def _base(page: Page, owner: Entry, sign: str, part: Fragment) -> Statement | None:
    """Return the statement of a fragment that names the model another one comes from."""
    words, at = part
    design = _ARCHITECTURE.fullmatch(words)
    if design:
        model = model_of(page, design["behind"] or design["before"])
        if model is not None and model.id != owner.id:
            return made(owner, "architectureFrom", model, None, None, at)
    lead = _VERB.match(words) if sign in ARROWS else None
    said = words[lead.end() :].split() if lead else words.split()
    for cut in range(len(said), 0, -1):
        model = model_of(page, " ".join(said[:cut]))
        if model is None:
            continue
        how = _derived(sign, " ".join(said[cut:]))
        if how and model.id != owner.id:
            return made(owner, how, model, None, None, at)
        return None
    return None


def _named(page: Page, owner: Entry, part: Fragment) -> Iterator[Statement]:
    """Yield the statement of a fragment that is a technique, data, a maker, a licence or a date."""
    words, at = part
    lexicon = page.reader.lexicon
    before = _NOT.match(words)
    answer = _ANSWER.search(words)
    name = words[before.end() :] if before else words[: answer.start()] if answer else words
    denied = bool(before) or (answer is not None and answer[0].strip(" :=").lower() in _NAYS)
    verb = _VERB.match(name)
    counted = _COUNT.match(name)
    name = name[counted.end() :] if counted else name
    forms = [name, _GLOSS.sub("", name)]
    if verb:
        forms += [name[verb.end() :], _GLOSS.sub("", name[verb.end() :])]
    for form in dict.fromkeys(forms):
        if len(form) < 2:
            continue
        technique = lexicon.find(form, _TECHNIQUES)
        if _TUNED.fullmatch(form):
            return
        if technique is not None and not technique.general and technique.id != owner.id:
            predicate = "lacksTechnique" if denied else "usesTechnique"
            yield made(owner, predicate, technique, None, None, at)
            inside = _GLOSS.search(name)
            held = lexicon.find(inside["inside"], _DATA) if inside and inside["inside"] else None
            if held is not None and held.kind == "dataset":
                yield made(owner, "trainedOn", held, None, None, at)
            return
        if denied:
            continue
        data = lexicon.find(form, _DATA)
        if data is not None and data.kind == "dataset":
            yield made(owner, "trainedOn", data, None, None, at)
            return
        licence = lexicon.find(_LICENSED.sub("", form), _LICENSES)
        if licence is not None:
            yield made(owner, "license", licence, None, None, at)
            return
        maker = lexicon.find(form, _ORGS)
        if maker is not None and form in maker.forms:
            yield made(owner, "developedBy", maker, None, None, at)
            return
    date = _date(words)
    if date:
        yield made(owner, "releaseDate", None, date, words, at)


def _date(words: str) -> str:
    """Return the date that a fragment is, and nothing else: `Apr 2022`, `2023-07`, `2020`."""
    bare = re.sub(
        r"^(?:released?|out|published)\s?(?:in\s|on\s|:\s?)?", "", words, flags=re.IGNORECASE
    )
    if _YEAR.fullmatch(bare):
        return bare
    for start, end, date in find_dates(bare):
        if start == 0 and end == len(bare):
            return date
    return ""


_YEAR = pattern(r"(?:201[5-9]|202\d|203\d)")


def read_figure(words: str) -> tuple[str, int | float] | None:
    """Return the kind and the value of a fragment that is a figure with its unit."""
    for kind, form in _FIGURES:
        match = form.fullmatch(words.strip())
        if match is None:
            continue
        digits = match["digits"] or match["digits2"]
        unit = (match["unit"] or match["unit2"] or "")[:1]
        unit = "k" if unit in "kK" and unit else unit.upper()
        number = float(digits.replace(",", ""))
        value = number * SCALE.get(unit.lower(), 1)
        if unit and unit.upper() not in kind.units.upper():
            continue
        if kind.units == "MBT" and not unit and "," not in digits:
            continue
        if kind.least <= value <= kind.most:
            return kind.predicate, whole(value)
    letter = _LETTER.fullmatch(words.strip())
    if letter is not None:
        deep = letter["deep"]
        key = "L" if deep else letter["key"]
        return _LETTERS[key], int(deep or letter["count"])
    bare = _BARE_CONTEXT.fullmatch(words.strip())
    return ("contextLength", int(bare[1]) * 1000) if bare else None


_LETTER = pattern(r"(?P<key>[LHA])\s?=\s?(?P<count>\d{1,5})|(?P<deep>\d{1,3})L")
_LETTERS = {"L": "layerCount", "H": "hiddenSize", "A": "headCount"}
"""Letters of the figures of encoders: `L=12, H=768, A=12`; `32L` is 32 layers."""
_BARE_CONTEXT = pattern(r"(1|2|4|8|16|32|64|128|256|512|1024)k", re.IGNORECASE)
"""A power of two in thousands, without a word: in a row about a model, its context."""


def model_of(page: Page, words: str) -> Entry | None:
    """Return the model that some words are the name of, and nothing else."""
    bare = words.strip(" *_`[]")
    if not bare or len(bare.split()) > LONG:
        return None
    found = page.reader.read(View(bare, tuple(range(len(bare) + 1))), cell=True)
    whole_name = [one for one in found if one.start == 0 and one.end == len(bare)]
    if whole_name and whole_name[0].entry.is_model and not whole_name[0].style:
        return whole_name[0].entry
    return page.reader.lexicon.find(bare)


def _derived(sign: str, behind: str) -> str:
    """Return how a model comes from the one that stands in its row, if it does."""
    if _ADAPTED.fullmatch(behind):
        return "adapterOf"
    if behind and _TUNED.fullmatch(behind):
        return "fineTunedFrom"
    return "derivedFrom" if sign in ARROWS and not behind else ""


def made(
    subject: Entry,
    predicate: str,
    target: Entry | None,
    value: str | float | None,
    raw: str | None,
    at: int,
) -> Statement:
    """Return a statement; the line's place is put in by the reader of lines."""
    rule = "fragment-figure" if target is None else "fragment"
    return Statement(subject, predicate, target, value, raw, 0, 0, rule, at=at)
