"""Items of reading lists: a title with its link, then fragments on the model it introduces."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vaultkit.extract.fragments import Fragment, made, model_of, read_fragment
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.reading import Page
    from vaultkit.extract.statement import Statement
    from vaultkit.extract.units import Unit

_HEAD = pattern(r"[\s>*+-]*(?:\[[ xX/]\]\s*)?")
_TAIL = pattern(
    r"[\s)\]]*(?:\[?(?:code|site|pdf|blog|page|project|hf|github)\]?\s*)*\s?[-\u2014\u2013:]\s+"
)
_OPENS = pattern(r"\s*(?:[.,;:(]|-\s)\s*")
_CUT = pattern(r"\s*(?:[,;()]|\.(?=\s|$)|\s\+\s|\s/\s|\band\b)\s*")
_FROM = pattern(
    r"(?:(?:fine-?\s?tuned|finetuned|tuned|initiali[sz]ed|init|derived|distilled|pruned|built|trained)\s)?(?:from|on\stop\sof)\s|(?:built|based)\son\s",
    re.IGNORECASE,
)
_CONTINUED = pattern(r"(?:continued|continues)\s(?:from\s)?", re.IGNORECASE)
_INIT = pattern(r"\s(?:init|initiali[sz]ation|initiali[sz]ed)$", re.IGNORECASE)
_FOR = pattern(r"\sfor\s")
_DOUBT = pattern(
    r"\?|\b(?:vs\.?|versus|compared?|unlike|instead|maybe|todo|should|not|no|I|we|my|they|did)\b"
)


def read_glossed(page: Page) -> None:
    """Read what the items of a note's reading lists say behind their links."""
    for unit in page.units:
        if unit.kind != "item" or not unit.view.links:
            continue
        for one in _of_item(page, unit):
            page.add(replace(one, start=0, end=len(unit.view.text)), unit.view, unit.path)


def _of_item(page: Page, unit: Unit) -> Iterator[Statement]:
    """Yield what the fragments behind the last link of an item say."""
    text = unit.view.text
    line = text.find("\n")
    end = len(text) if line < 0 else line
    links = [one for one in unit.view.links if one.end <= end and one.link.kind != "wikilink"]
    if not links:
        return
    tail = _TAIL.match(text, links[-1].end, end)
    if tail is None:
        return
    place = tail.end()
    owner: Entry | None = None
    first = next((one for one in unit.found if one.start == place), None)
    if first is not None and first.entry.is_model and not first.style:
        opens = _OPENS.match(text, first.end, end)
        if opens is not None or first.end >= end:
            owner, place = first.entry, opens.end() if opens else end
    if owner is None:
        owner = _titled(page, unit, links[0].start)
    if owner is None:
        return
    yield from _fragments(page, owner, text, place, end)


def _titled(page: Page, unit: Unit, end: int) -> Entry | None:
    """Return the model that the title of an item names, or whose paper it is."""
    text = unit.view.text
    head = _HEAD.match(text)
    start = head.end() if head else 0
    title = re.sub(r"\s?\([^()]{2,40}\)\s*$", "", text[start:end].strip()).strip(" *_")
    named = model_of(page, title.split(":", maxsplit=1)[0])
    if named is not None:
        return named
    if len(unit.topic.models) == 1 and any(one.entry.kind == "paper" for one in unit.found):
        return unit.topic.models[0]
    return None


def _fragments(page: Page, owner: Entry, text: str, start: int, end: int) -> Iterator[Statement]:
    """Yield what the fragments of a gloss say of its model."""
    said: set[str] = set()
    at = start
    for match in [*_CUT.finditer(text, start, end), None]:
        stop = match.start() if match else end
        words = text[at:stop].strip(" .*")
        place = text.find(words, at) if words else at
        at = match.end() if match else end
        if not words or _DOUBT.search(words):
            continue
        for one in _of_fragment(page, owner, Fragment(words, place)):
            if one.object is None:
                if one.predicate in said:
                    continue
                said.add(one.predicate)
            yield replace(one, rule="gloss" if one.object else "gloss-figure")


def _of_fragment(page: Page, owner: Entry, part: Fragment) -> Iterator[Statement]:
    """Yield what one fragment says: where the model comes from, or as in any terse line."""
    words, at = part
    for form, predicate in ((_CONTINUED, "continuedFrom"), (_FROM, "derivedFrom")):
        lead = form.match(words)
        base = _base(page, words[lead.end() :]) if lead else None
        if base is not None and base.id != owner.id:
            tuned = re.match(r"(?i)(?:fine-?\s?|fine)?tuned", words) is not None
            yield made(owner, "fineTunedFrom" if tuned else predicate, base, None, None, at)
            return
    behind = _INIT.search(words)
    base = model_of(page, words[: behind.start()]) if behind else None
    if base is not None and base.id != owner.id:
        yield made(owner, "initializedFrom", base, None, None, at)
        return
    by = _FOR.search(words)
    base = model_of(page, words[by.end() :]) if by else None
    if by is not None and base is not None and base.id != owner.id:
        uses = [
            one
            for one in read_fragment(page, owner, "", Fragment(words[: by.start()], at))
            if one.predicate == "usesTechnique"
        ]
        if uses:
            yield from uses
            yield made(owner, "derivedFrom", base, None, None, at)
        return
    yield from read_fragment(page, owner, "", part)


def _base(page: Page, words: str) -> Entry | None:
    """Return the model that words begin with; what it was tuned on may follow."""
    bare = re.split(r"\s(?:on|with|using|by|via|in|to)\s", words, maxsplit=1)[0]
    return model_of(page, bare)
