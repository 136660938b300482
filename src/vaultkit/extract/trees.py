"""Lists whose heading says what they are: family trees, derivatives of a model, timelines."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from vaultkit.extract.fragments import made, model_of
from vaultkit.extract.releases import find_dates
from vaultkit.extract.statement import KINDS_OF_LINEAGE
from vaultkit.extract.view import View
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.reading import Page
    from vaultkit.extract.statement import Statement
    from vaultkit.extract.units import Unit

_TREE = pattern(
    r"\b(?:family\s(?:tree|line)|lineages?|genealogy|pedigree|ancestry|tree\sof\s(?:models|descent)|who\scomes\sfrom\swhom)\b|계보|家谱|谱系",
    re.IGNORECASE,
)
_BELOW = pattern(
    r"\s*(?:its\s|the\s|notable\s|known\s|main\s|popular\s|some\s)?(?:(?P<tuned>fine-?\s?tun(?:es|ed\s(?:models|versions|variants|derivatives))|파인튜닝\s?모델|微调模型)"
    r"|derivatives?(?:\sand\svariants)?|derived\smodels|descendants|children(?:\sof\s(?:it|this))?|offspring|spin-?offs|forks|built\son\s(?:it|this)|models\s(?:based|built)\son\s(?:it|this)|파생\s?모델|衍生模型)\s*:?\s*",
    re.IGNORECASE,
)
_OF = pattern(
    r"\s*(?:(?:the|all|some|other|notable|known|popular|main|more|direct)\s)*"
    r"(?:(?P<tuned>(?:chat\s|instruction\s)?(?:fine-?\s?tun(?:es|ed\s(?:models|versions|variants))|tunes))"
    r"|(?:derivatives?|derived\smodels|descendants?|children|offspring|spin-?\s?offs|forks|grandchildren|progeny|heirs)|(?P<merged>merges)|(?P<quant>quants|quanti[sz](?:ations|ed\sversions))"
    r"|(?:(?:models|things|what)\s)?(?:was\s|were\s|is\s|are\s)?(?:built|based|made|stand|trained|sit|came|comes?|grew|born))"
    r"\s(?:(?:of|from|on|upon|for|off|out\sof|on\stop\sof)\s)+(?:the\s)?\0(?:\s(?:models?|family|weights|base))?\s*[:.]?\s*"
    r"|\s*(?:the\s)?\0(?:'s)?[\s-](?:\w{1,12}\s){0,2}?(?:(?P<tuned2>fine-?\s?tunes|finetuned\smodels)|children|derivatives|descendants|offspring|litter|brood|branch|offshoots|spin-?offs|grandchildren|forks|progeny)\s*:?\s*"
    r"|\s*\0\sand\s(?:what\s(?:people|others|they)\s(?:made|built|did)\s(?:of|from|on|with)\sit|its\s(?:children|descendants|derivatives|offspring|(?P<tuned3>fine-?\s?tunes)|spin-?offs|forks|progeny))\s*:?\s*",
    re.IGNORECASE,
)
"""What a list is of, with the name of the parent put as a zero: `Children of Foo:`, `Foo's offspring`."""
_LABEL = pattern(r"[\s>*+-]*(?P<label>[^:\n]{4,40}):\s")
_TIMELINE = pattern(
    r"\b(?:time\s?line|release\s(?:dates|history|timeline)|releases|chronology)\b|연표|타임라인|时间线|时间轴",
    re.IGNORECASE,
)
_DATED = pattern(
    r"[\s>*+-]*(?P<date>(?:19|20)\d{2}(?:-\d{2}(?:-\d{2})?)?(?![\d-])|[A-Z][a-z]{2,8}\.?(?:\s\d{1,2},?)?\s(?:19|20)\d{2})\s*(?::|-{1,2}|\u2013|\u2014|\||,|\s)\s*"
)
_BRACKETS = pattern(r"\s?\([^()\n]{0,80}\)")
_CAME_OUT = pattern(
    r"\s(?:is\s|was\s|gets\s)?(?:released?|launch(?:ed)?|announced|published|open-?sourced|comes?\sout|out)\b.{0,60}$",
    re.IGNORECASE,
)
_NAMES = pattern(r"\s*(?:,|&|\band\b|\+|/)\s*")


def read_trees(page: Page) -> None:
    """Read the lists of a note whose heading or label tells the relation of their lines."""
    told = {
        (one.statement.subject.id, one.statement.object.id)
        for one in page.statements
        if one.statement.object and one.statement.predicate in KINDS_OF_LINEAGE
    }
    cue = ""
    line: list[tuple[int, Entry]] = []
    for unit in page.units:
        if unit.kind != "item":
            line = []
            cue = _last_line(unit) if unit.kind not in {"heading", "bold"} else ""
        found = (
            *_of_item(page, unit, cue, line),
            *_labelled(unit),
            *_of_timeline(page, unit, cue),
        )
        for one in found:
            if one.object is None or (one.subject.id, one.object.id) not in told:
                page.add(one, unit.view, unit.path)


def _last_line(unit: Unit) -> str:
    """Return the last line of a paragraph, which may say what the list below it is."""
    text = unit.view.text.rstrip()
    return text.rpartition("\n")[2] if text.endswith(":") or len(text) <= _SHORT else ""


_SHORT = 60
"""A line of so many characters before a list is its heading, even without a colon."""


@lru_cache(maxsize=1 << 8)
def _below(text: str) -> re.Match[str] | None:
    """Return how what stands below a line comes from its model; asked for each line below it."""
    return _BELOW.fullmatch(text)


@lru_cache(maxsize=1 << 8)
def _is_tree(text: str) -> bool:
    """Tell whether a line says that a tree of models stands below it."""
    return _TREE.search(text) is not None


@lru_cache(maxsize=1 << 8)
def _is_timeline(text: str) -> bool:
    """Tell whether a line says that dates of releases stand below it."""
    return _TIMELINE.search(text) is not None


def _of_item(
    page: Page, unit: Unit, cue: str, line: list[tuple[int, Entry]]
) -> Iterator[Statement]:
    """Yield that an item comes from the item above it, or from the model that the list is of."""
    if unit.kind != "item":
        return
    heading = unit.path[-1] if unit.path else ""
    told = _told_parent(page, cue) or _told_parent(page, heading)
    below = _below(cue) or _below(heading)
    if not (told or below or _is_tree(cue) or _is_tree(heading)):
        return
    named = _names(page, unit)
    if named is None:
        return
    while line and line[-1][0] >= unit.depth:
        line.pop()
    parent = told[0] if told else _owner(page, unit) if below else None
    base = line[-1][1] if line else parent
    line.append((unit.depth, named))
    if base is None or base.id == named.id or _of_one_family(page, base, named):
        return
    how = "fineTunedFrom" if below and below["tuned"] else "derivedFrom"
    how = told[1] if told and not (line[:-1]) else how
    yield _placed(made(named, how, base, None, None, 0), unit, "list-of-descent")


def _told_parent(page: Page, text: str) -> tuple[Entry, str] | None:
    """Return the model that a list's heading says its items come from, and how they do."""
    if not text or len(text) > _LONG or not _KIN.search(text):
        return None
    plain = text.strip(" *_#")
    found = page.reader.read(View(plain, tuple(range(len(plain) + 1))), cell=True)
    models = [one for one in found if one.entry.is_model and not one.style]
    if len(models) != 1:
        return None
    one = models[0]
    match = _OF.fullmatch(f"{plain[: one.start]}\0{plain[one.end :]}")
    if match is None:
        return None
    if match["merged"] or match["quant"]:
        return one.entry, "mergeOf" if match["merged"] else "quantizedFrom"
    tuned = match["tuned"] or match["tuned2"] or match["tuned3"]
    return one.entry, "fineTunedFrom" if tuned else "derivedFrom"


_LONG = 80
_KIN = pattern(
    r"tun(?:e|ed)|deriv|descend|child|offspring|spin|fork|progeny|heir|merge|quant|built|based|made|stand|trained|sit|c[ao]me|grew|born|litter|brood|branch|offshoot",
    re.IGNORECASE,
)


def _names(page: Page, unit: Unit) -> Entry | None:
    """Return the model that an item begins with."""
    first = next((one for one in unit.found if not unit.view.text[: one.start].strip(" *_[")), None)
    if first is not None:
        behind = unit.view.text[first.end :].lstrip(" *_]")
        alone = not behind or behind[0] in ":;,(-\u2013\u2014|\n"
        return first.entry if first.entry.is_model and not first.style and alone else None
    return model_of(page, _BRACKETS.sub("", unit.view.text.partition("\n")[0]))


def _owner(page: Page, unit: Unit) -> Entry | None:
    """Return the one model that the section above a list of descendants is about."""
    for place in range(page.units.index(unit), -1, -1):
        above = page.units[place]
        if above.kind == "heading" and above.view.text.strip() in unit.path:
            models = {one.entry.id: one.entry for one in above.found if one.entry.is_model}
            if len(models) == 1:
                return next(iter(models.values()))
    return page.title.models[0] if len(page.title.models) == 1 else None


def _of_one_family(page: Page, one: Entry, two: Entry) -> bool:
    """Tell whether two models are one of the other's family."""
    lexicon = page.reader.lexicon
    return one.id in lexicon.ancestors(two) or two.id in lexicon.ancestors(one)


def _labelled(unit: Unit) -> Iterator[Statement]:
    """Yield what a line such as `Derivatives: Foo, Bar` says of the section's model."""
    if unit.kind in {"heading", "bold"} or len(unit.topic.models) != 1:
        return
    owner, start = unit.topic.models[0], 0
    for text in unit.view.text.split("\n"):
        match = _LABEL.match(text)
        below = _BELOW.fullmatch(match["label"].strip(" *_")) if match else None
        if match and below:
            how = "fineTunedFrom" if below["tuned"] else "derivedFrom"
            for one in unit.found:
                inside = start + match.end() <= one.start and one.end <= start + len(text)
                if inside and one.entry.is_model and not one.style and one.entry.id != owner.id:
                    yield replace(
                        made(one.entry, how, owner, None, None, one.start),
                        start=start,
                        end=start + len(text),
                        rule="list-of-descent",
                    )
        start += len(text) + 1


def _of_timeline(page: Page, unit: Unit, cue: str) -> Iterator[Statement]:
    """Yield the dates of a list that is a timeline of releases: `2023-07: Foo 2, Bar 2`."""
    heading = unit.path[-1] if unit.path else ""
    if unit.kind in {"heading", "bold"} or not (_is_timeline(cue) or _is_timeline(heading)):
        return
    start = 0
    for text in unit.view.text.split("\n"):
        match = _DATED.match(text)
        if match:
            date = match["date"]
            known = find_dates(date)
            iso = known[0][2] if known else date if date.isdigit() else ""
            place = match.end()
            for name in _NAMES.split(_BRACKETS.sub("", text[match.end() :])):
                model = model_of(page, _CAME_OUT.sub("", name).strip(" .*")) if iso else None
                if model is None:
                    break
                at = start + max(place, text.find(name.strip(" .*"), place))
                yield replace(
                    made(model, "releaseDate", None, iso, date, at),
                    start=start,
                    end=start + len(text),
                    rule="timeline",
                )
        start += len(text) + 1


def _placed(one: Statement, unit: Unit, rule: str) -> Statement:
    """Return a statement as the first line's of a unit."""
    end = unit.view.text.find("\n")
    return replace(one, start=0, end=len(unit.view.text) if end < 0 else end, rule=rule)
