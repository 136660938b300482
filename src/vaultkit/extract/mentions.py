"""Names of entities in prose: known ones, compositions of them, and new ones with a model's shape."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vaultkit.extract.acronyms import Short, short_found
from vaultkit.extract.compounds import read_compound, read_compounds
from vaultkit.extract.found import Found
from vaultkit.extract.listed import read_listed
from vaultkit.extract.names import (
    HARDWARE,
    Tail,
    canonical_size,
    find_shaped,
    fold,
    read_tail,
)
from vaultkit.extract.typos import may_be_misspelt, read_typos
from vaultkit.graph.vocab import words
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vaultkit.extract.gazetteer import Gazetteer, Hit
    from vaultkit.extract.lexicon import Entry, Lexicon
    from vaultkit.extract.view import View

CUE = pattern(
    r"\b(?:models?|LLMs?|SLMs?|parameters?|params|tokens?|pre-?train\w*|train(?:ed|ing)|fine-?tun\w+|context|"
    r"benchmarks?|weights|checkpoints?|chat(?:bot)?|API|outperform\w*|architecture|language|distill\w*|"
    rf"{'|'.join(words('cues'))}|instruct\w*|inference|prompt\w*|transformers?|attention|multimodal|reasoning)\b|\d[BM]\b",
    re.IGNORECASE,
)
"""Words beside which an ambiguous name means a model."""

_LOCAL = pattern(
    r"\b(?:library|framework|dataset|data ?set|corpus|benchmark|tool|company|lab|labs|API|package|repo|evaluated on|trained on|"
    r"developed by|released by|from|using|university|server|engine|store|database)\b",
    re.IGNORECASE,
)
"""Words right beside a name that say what kind of thing it is."""

_SIZE_BEFORE = pattern(
    r"(?<![\w.])(?P<size>(?:\d{1,3}[xX])?\d{1,4}(?:\.\d{1,3})?\s?-?(?:[BbM]|[Bb]illion|[Mm]illion))"
    r"(?:[\s-]parameters?)?[\s-]$"
)
_SIZE_IN_FRONT = pattern(
    r"(?<![\w.])(?P<size>\d{1,4}(?:\.\d{1,3})?[BM])\s+(?:model|version|variant)\s+\($"
)
_ACCOUNT = pattern(r"(?<![\w/.@-])[A-Za-z][\w.-]{1,38}/$")
_DATA_NEXT = pattern(r"[\s-]*(?:data ?sets?|corpus|corpora|collection|data)\b", re.IGNORECASE)
_STYLE_NEXT = pattern(
    r"-(?:style|like|based|inspired|generated|class|level|compatible|powered|driven|sized?)\b",
    re.IGNORECASE,
)
_OTHER_THAN = frozenset({"pre-", "non-", " pre-", " non-", "post-", "anti-"})
"""Before a name: what is meant is something else."""
_ADJECTIVE = pattern(
    r"-(?:based|generated|maintained|free|guided|only|driven|style|like|specific|aware|agnostic|as|in|to|the|level|powered)(?:-|$)|^local-",
    re.IGNORECASE,
)
"""Ends of words that describe, and name nothing."""
COUNTED = pattern(
    r"[\s-]*(?:generated\s|synthetic\s|-?generated\s)?(?:data|samples?|examples|conversations|convs|outputs|entries|responses|"
    r"instructions|completions|prompts|tokens|dialogues?|annotations|queries|pairs|API)\b",
    re.IGNORECASE,
)
"""Behind a name and a count: what of the model's is counted."""
_OWNS = pattern(r"'s\s(?=[A-Z])")
"""Behind a house's name and before its model's: `Acme's Foo`."""
_BY_BEFORE = pattern(r"\b(?:by|from|at|of)\s$", re.IGNORECASE)


@dataclass(frozen=True)
class Reader:
    """Finds names with one lexicon, and with what one note adds to it."""

    gazetteer: Gazetteer
    short: Short = field(default_factory=Short)
    """Short forms that this note defines."""
    sized: frozenset[str] = frozenset()
    """Ids of models that this note gives several sizes of."""
    near: frozenset[str] = frozenset()
    """Ids of what this note names, and of the families above."""
    about_models: bool = True
    """The note speaks of models: an ambiguous name needs no further cue."""

    @property
    def lexicon(self) -> Lexicon:
        """Return the lexicon behind."""
        return self.gazetteer.lexicon

    def read(self, view: View, *, cell: bool = False) -> list[Found]:
        """Return the names in a view, in order, not overlapping."""
        text = view.text
        if len(text) < 2:
            return []
        hits = self.gazetteer.find(text)
        if not (hits or self.short.meant or may_be_misspelt(text) or find_shaped(text)):
            return []
        cued = cell or self.about_models or CUE.search(text) is not None
        found: list[Found] = []
        for hit in hits:
            one = self._judge(text, hit, cued=cued, cell=cell)
            if one is not None:
                found.append(one)
        if self.short.meant:
            own = short_found(text, self.short.meant)
            found.extend(Found(start, end, entry, 0.85) for start, end, entry in own)
        found.extend(read_typos(text, found, self.lexicon))
        found.extend(self._shaped(text, found))
        found.extend(read_compounds(text, found, self.lexicon))
        if not found:
            return []
        kept = _longest(found)
        ends = {one.end for one in kept if one.entry.is_model}
        kept = [self._house(text, self._with_account(text, one, ends)) for one in kept]
        return _longest([*kept, *read_listed(text, kept, self.lexicon)])

    def _house(self, text: str, one: Found) -> Found:
        """Return the organisation where a series is named like its house: `released by Foo`."""
        house = self.lexicon.get(one.entry.developer) if one.entry.developer else None
        if house is None or not house.label.startswith(one.entry.label + " "):
            return one
        if _MADE_BY.search(text, max(0, one.start - 32), one.start) is None:
            return one
        return replace(one, entry=house)

    def _with_account(self, text: str, one: Found, ends: set[int]) -> Found:
        """Return a model's name with the account before it, `org/name-7B`, if no name ends there."""
        slash = text[one.start - 1 : one.start] == "/"
        if not one.entry.is_model or not slash or one.start - 1 in ends:
            return one
        before = _ACCOUNT.search(text, max(0, one.start - 40), one.start)
        if before is None:
            return one
        account = before[0][:-1]
        # `GPT-4/Claude` names two models, and `this/Gemini` no account
        other = self.lexicon.find(account) or text[one.start : one.end].isalpha()
        if other and self.lexicon.find(account, _ORGS) is None:
            return one
        return replace(one, start=before.start())

    def _judge(self, text: str, hit: Hit, *, cued: bool, cell: bool) -> Found | None:
        """Return what a hit means here, or None where it means nothing."""
        word = text[hit.start : hit.end]
        if word in self.short.meant or word in self.short.other:
            return None
        best: tuple[float, Entry, Tail] | None = None
        for wanted, form in hit.candidates:
            entry = self.lexicon.entries[wanted]
            if form in entry.cued and not (
                word == form and (self._is_near(entry) or _is_trained(text, hit, entry))
            ):
                continue
            tail = Tail(hit.end)
            if entry.is_model:
                ranged = word[-1:].isdigit() and text[hit.end : hit.end + 1] == "-"
                tail = read_tail(text, hit.end, versions=not ranged)
            if hit.end < len(text) and text[hit.end].isdigit() and tail.end == hit.end:
                continue
            if entry.kind in _PARTED and _COMPOUND.match(text, hit.end):
                continue  # `HumanEval-X` and `LoRA-FA` are things of their own
            beside = cued
            if entry.needs_cue and entry.kind in _CASED:
                beside = (
                    self._is_near(entry)
                    or _LOCAL.search(text, max(0, hit.start - 24), tail.end + 24) is not None
                    or (entry.kind == "dataset" and text[hit.start - 4 : hit.start] == " on ")
                    or (entry.kind == "organization" and text[hit.start - 4 : hit.start] == " by ")
                    or (entry.kind == "organization" and _OWNS.match(text, tail.end) is not None)
                )
                if form != entry.label:
                    beside = True
            score = _fits(word, form, entry, tail, cued=beside, cell=cell)
            if not score:
                continue
            score += _context(text, hit.start, tail.end, entry)
            if best is None or score > best[0]:
                best = (score, entry, tail)
        if best is None:
            return None
        score, entry, tail = best
        if entry.kind == "model-variant" and entry.shipped and tail.size and not tail.variants:
            tail = Tail(hit.end)
        start, size = hit.start, tail.size
        if entry.is_model:
            more = _DASHED.match(text, tail.end) if tail.end == hit.end else None
            member = self.lexicon.find(f"{entry.label} {more['word']}") if more else None
            if more and member and member.part_of == entry.id:
                # `Foo - Python`, as a paper writes it
                entry, tail = member, read_tail(text, more.end(), versions=False)
            whole = read_compound(text, hit.start, hit.end, tail, self.lexicon)
            if whole is not None:
                return whole
            entry, start, size = self._composed(text, hit.start, entry, tail)
            if tail.end > hit.end and not tail.size and entry.id not in self.lexicon.entries:
                score -= 0.04  # `FLAN v2` is the listed dataset before it is a new model
        style = _STYLE_NEXT.match(text, tail.end) is not None or (
            text[start - 1 : start] == "-"
            and text[max(0, start - 5) : start].lower() in _OTHER_THAN
        )
        return Found(start, tail.end, entry, min(1.0, score), style, size)

    def _is_near(self, entry: Entry) -> bool:
        """Tell whether the note speaks of an entry or of the family it is of."""
        return entry.id in self.near or any(
            one in self.near for one in self.lexicon.ancestors(entry)
        )

    def _composed(self, text: str, start: int, base: Entry, tail: Tail) -> tuple[Entry, int, str]:
        """Return the model that base, tail and a size before it name, and where it begins."""
        whole = self.lexicon.with_tail(base, tail)
        if tail.size:
            return whole, start, tail.size
        before = _SIZE_BEFORE.search(text, max(0, start - 32), start)
        if before is None:
            before = _SIZE_IN_FRONT.search(text, max(0, start - 40), start)
        if before is None:
            return whole, start, ""
        size = canonical_size(before["size"])
        variant = self.lexicon.with_tail(whole, Tail(0, size=size))
        several = whole.id in self.sized or whole.id in self.lexicon.sized
        if variant.id == whole.id or COUNTED.match(text, tail.end):
            return whole, start, ""
        if variant.shipped or several:
            return variant, before.start("size"), size
        return whole, start, ""

    def _shaped(self, text: str, known: Iterable[Found]) -> list[Found]:
        """Return new names with a size in them; they become entities of their own."""
        taken = [(one.start, one.end) for one in known]
        found = []
        for start, end, name, sure in find_shaped(text):
            if not sure or HARDWARE.match(name):
                continue
            # a longer new name swallows a known one inside it: `OpenOrca-Platypus2-13B`
            if any(a <= start and end <= b for a, b in taken):
                continue
            base, tail = _split(name)
            if not base:
                continue
            owner = self.lexicon.find(base)
            if owner is not None:
                entry = self.lexicon.with_tail(owner, tail)
            else:
                entry = self.lexicon.find(name) or self.lexicon.new(name)
            found.append(Found(start, end, entry, 0.8, size=tail.size))
        return found


_TRAINS = pattern(
    r"\b(?:train\w*|fine-?tun\w*|post-?train\w*|SFT|stage|stages|reward|rewards|policy|reasoning|applied|distill\w*)\b",
    re.IGNORECASE,
)
_NEAR = 32


def _is_trained(text: str, hit: Hit, entry: Entry) -> bool:
    """Tell whether words of training stand beside a short form in capitals: `trained with RL`."""
    word = text[hit.start : hit.end]
    if entry.kind != "technique" or not word.isupper():
        return False
    return _TRAINS.search(text, max(0, hit.start - _NEAR), hit.end + _NEAR) is not None


def _split(name: str) -> tuple[str, Tail]:
    """Split a hyphenated id into base and tail at its size."""
    match = re.search(r"[-_](?:\d{1,3}[xX])?\d{1,4}(?:\.\d{1,3})?[BbMm](?=$|[-_.])", name)
    if match is None:
        return name, Tail(len(name))
    return name[: match.start()], read_tail(name, match.start(), versions=False)


_DASHED = pattern(r"\s[-\u2013\u2014]\s(?P<word>[A-Z][a-z]{2,12})(?![A-Za-z0-9])")
_ORGS = frozenset({"organization"})
_MADE_BY = pattern(
    r"\b(?:released|developed|created|built|made|published|introduced|open-sourced|announced|launched|proposed|designed|presented)"
    r"\s(?:\w+\s){0,2}by\s(?:the\s)?$",
    re.IGNORECASE,
)
_PARTED = frozenset({"technique", "dataset", "benchmark"})
_COMPOUND = pattern(r"-[A-Z]")
_CASED = frozenset({"software", "dataset", "benchmark", "organization", "person", "license"})
"""Kinds whose names keep their capitals."""
_TINY = 3


def _fits(word: str, form: str, entry: Entry, tail: Tail, *, cued: bool, cell: bool) -> float:
    """Return how well the letters of a word fit a form: 0 where they do not."""
    told = bool(tail.version or tail.size or tail.variants)
    if word == form:
        score = 0.95
    else:
        score = 0.9
        capitals = sum(char.isupper() for char in word)
        wanted = sum(char.isupper() for char in form)
        letters = sum(char.isalpha() for char in form)
        digits = any(char.isdigit() for char in form)
        if len(fold(form)) <= _TINY and not told:
            house = entry.kind == "organization" and word[:1].isupper()  # `Ai2` for `AI2`
            if not house and (digits or capitals < min(2, wanted)):
                return 0.0
        elif cell or (digits and entry.is_model):
            score = 0.9
        elif letters <= _TINY + 1 and wanted == letters and capitals < 2:
            return 0.0
        elif wanted and not capitals and entry.kind in _CASED:
            long = letters >= 2 * _TINY or (digits and letters > _TINY)
            plain = " " not in word and long and wanted <= 2
            if not plain or entry.needs_cue:
                return 0.0
        elif wanted and not capitals and entry.kind != "technique":
            if not told:
                return 0.0 if letters < 4 or (entry.is_model and entry.needs_cue) else 0.6
        elif wanted > 1 and not capitals and letters <= 2 * _TINY:
            return 0.0
    unsure = not cued or (entry.kind in _CASED and word != form)
    if entry.needs_cue and not told and unsure:
        return 0.0
    return score


def _context(text: str, start: int, end: int, entry: Entry) -> float:
    """Return a bonus or malus for the words beside a name that several things share."""
    bonus = 0.0
    if _DATA_NEXT.match(text, end):
        bonus += 0.05 if entry.kind == "dataset" else -0.04 if entry.is_model else 0.0
    elif entry.is_model:
        bonus += 0.02
    if entry.kind == "organization" and _BY_BEFORE.search(text, max(0, start - 6), start):
        bonus += 0.04
    if entry.kind == "paper":
        bonus -= 0.06  # a title that is a thing's name (`Layer Normalization`) means the thing
    return bonus


def _longest(found: list[Found]) -> list[Found]:
    """Keep the longest names, leftmost first, without overlaps."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start, -one.confidence)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def several_sizes(found: Iterable[Found]) -> frozenset[str]:
    """Return the ids of models that stand in two sizes or more among these names."""
    sizes: dict[str, set[str]] = {}
    for one in found:
        if one.size and one.entry.part_of:
            sizes.setdefault(one.entry.part_of, set()).add(one.size)
    return frozenset(key for key, value in sizes.items() if len(value) > 1)


def retarget(found: Found, entry: Entry) -> Found:
    """Return the same place with another meaning."""
    return replace(found, entry=entry)


def find_unknown(text: str, found: Iterable[Found], lexicon: Lexicon) -> list[str]:
    """Return names that look like models and that no list and no note teaches."""
    taken = [
        (one.start, one.end)
        for one in found
        if one.entry.id in lexicon.entries or one.entry.part_of or one.style
    ]
    names = []
    for start, end, name, _ in find_shaped(text):
        if HARDWARE.match(name) or any(a < end and start < b for a, b in taken):
            continue
        if _ADJECTIVE.search(name) or _STYLE_NEXT.match(text, end):
            continue
        names.append(name)
    return names
