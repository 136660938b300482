"""Lines of fragments: a model's name, then figures, techniques and data in a row, without a verb."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from vaultkit.extract.fragments import Fragment, made, model_of, read_fragment
from vaultkit.extract.names import Tail, canonical_size
from vaultkit.extract.sentence import bounds
from vaultkit.extract.statement import KINDS_OF_LINEAGE, Statement
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.reading import Page
    from vaultkit.extract.units import Unit

_HEAD = pattern(r"[\s>*+-]*(?:\[[ xX/]\]\s*)?")
_SIGN = pattern(
    r"\s*(?P<sign>:|=|<-|<=|\u2190|\(|\s-{1,2}\s|\s[\u2013\u2014]\s|\u2014|\||/\s|;|,)\s*"
)
_PARTS = pattern(
    r"\s*(?:[,;|&]|(?<!\d)\+|\s\+\s|\s/\s|(?<=[kKMBTbt])/(?=\d)|\s-{1,2}\s|\s?[\u2014\u00b7]\s?|\band\b|\bw/(?=\s))\s*"
)
_CHAIN = pattern(r"\s*(?:-{1,2}>|=>|\u2192|\u27f6|\u21d2)\s*")
_NOT_ROWS = pattern(
    r"\?|\b(?:vs\.?|versus|compared?|unlike|instead|maybe|todo|should|would|could|my|I|we|rumou?r\w*|not\s(?:yet|sure|the)|need)\b",
    re.IGNORECASE,
)
"""Words of a line that weighs, asks or plans: it states nothing."""
_MARKS = pattern(r"[:=<>(|/;,\u2190\u2192\u27f6\u21d2\u2013\u2014-]")
"""One of these stands behind a name that a row begins with."""
_ARROWS = frozenset(">\u2192\u27f6\u21d2")
_WEAK = frozenset({";", ",", "(", ""})
"""Signs that also stand in lists of names and in sentences."""
_MAKERS = 2


def read_terse(page: Page) -> None:
    """Read the lines of a note that are rows of fragments behind a model's name."""
    related = {
        (one.statement.subject.id, one.statement.object.id)
        for one in page.statements
        if one.statement.object and one.statement.predicate in KINDS_OF_LINEAGE
    }
    for unit in page.units:
        if unit.kind in {"heading", "bold"}:
            continue
        about = unit.found or len(unit.topic.models) == 1
        if not about and not _MARKS.search(unit.view.text):
            continue  # no line of it can be of a model
        start = 0
        above: Entry | None = None
        for line in unit.view.text.split("\n"):
            end = start + len(line)
            inset = line.startswith("  ") and above is not None
            if not inset:
                above = model_of(page, _BRACKET.sub("", line).strip(" *_:"))
            pieces = bounds(line, []) or [(0, len(line))]
            read: list[Statement] = []
            for first, last in pieces:
                rows = [start + first, *_row_starts(page, unit, start + first, start + last)]
                for a, b in pairwise([*rows, start + last]):
                    read += _of_line(page, unit, a, b, above if inset else None)
            for one in (*_of_chain(page, unit, start, end), *read):
                lineage = one.predicate in KINDS_OF_LINEAGE
                if not (lineage and one.object and (one.subject.id, one.object.id) in related):
                    page.add(replace(one, start=start, end=end), unit.view, unit.path)
            start = end + 1


def _row_starts(page: Page, unit: Unit, start: int, end: int) -> Iterator[int]:
    """Yield where a further model's row begins on a line: `foo = a, bar = b + c`."""
    for match in _FURTHER.finditer(unit.view.text, start, end):
        if model_of(page, match["name"]) is not None:
            yield match.start("name")


_FURTHER = pattern(r"[,;]\s*(?P<name>[^,;:=()\n]{2,40}?)\s?[:=](?![:=])")


def _of_line(
    page: Page, unit: Unit, start: int, end: int, above: Entry | None = None
) -> Iterator[Statement]:
    """Yield what one line says, where most of its fragments are known for what they are.

    A line without a name of its own is the section's, where all of them are; an inset one is of
    the line above that is a name alone.
    """
    text = unit.view.text
    head = _HEAD.match(text, start, end)
    first = head.end() if head else start
    if _NOT_ROWS.search(text, first, end):
        return
    chain = _CHAIN.search(text, first, end)
    if chain is not None:
        base = model_of(page, text[first : chain.start()])
        if base is None or _CHAIN.search(text, chain.end(), end):
            return
        row = _row(page, unit, chain.end(), end)
        if row is not None and row[1] in {":", "=", "("} and row[0].id != base.id:
            yield from _of_step(page, base, row, chain.end())  # `Foo -> Bar: SFT + DPO`
            return
        if _SHARED.match(text, chain.end(), end) is None:
            return
        row = (base, ":", list(_split(text, chain.end(), end)))  # `Foo 2 -> 7/13/70B, 2T tokens`
    else:
        row = _row(page, unit, first, end, above)
    if row is None:
        return
    named = any(one.start == first and one.entry.is_model for one in unit.found)
    if not named and any(
        one.start == first and one.link.kind == "wikilink" for one in unit.view.links
    ):
        return  # a link with a gloss, in a list of related pages
    owner, sign, parts = row
    prose = text[start:end].rstrip().endswith(".") and sign != "="
    read = [list(read_fragment(page, owner, sign, part)) for part in parts]
    known = sum(bool(one) for one in read)
    strong = sign not in _WEAK
    based = bool(read) and any(one.predicate in _BASES for one in read[0])
    share = 0.0 if based and sign else 0.5 if strong else 2 / 3 if sign else 1.0
    listed = unit.kind == "item" or unit.own_heading
    alone = not sign and listed and len(read) == 1 and _tells(read[0])
    least = 1 if (strong and not prose) or based or alone else 2
    if known < least or known < max(share, 2 / 3 if prose and not based else 0.0) * len(parts):
        return
    yield from _settled(page, owner, read)


def _of_step(
    page: Page, base: Entry, row: tuple[Entry, str, list[Fragment]], at: int
) -> Iterator[Statement]:
    """Yield what a step from one model to the next says, where its fragments tell how it was made."""
    owner, _, parts = row
    read = [list(read_fragment(page, owner, "", part)) for part in parts]
    if any(one.object for found in read for one in found) and not _related(page, base, owner):
        yield made(owner, "derivedFrom", base, None, None, at)
    yield from _settled(page, owner, read)


_SHARED = pattern(r"\d{1,3}(?:\.\d)?B?(?:\s?/\s?\d{1,3}(?:\.\d)?B?){0,5}B(?![A-Za-z0-9])")


def _tells(read: list[Statement]) -> bool:
    """Tell whether an item of one fragment says by itself what it is: `8k ctx`, a licence."""
    words = {"license"} | {
        one.predicate for one in read if re.search(r"[A-Za-z]{3}", one.raw or "")
    }
    return bool(read) and all(one.predicate in words - {"parameterCount"} for one in read)


_BASES = frozenset({"fineTunedFrom", "adapterOf", "derivedFrom"})


def _row(
    page: Page, unit: Unit, first: int, end: int, above: Entry | None = None
) -> tuple[Entry, str, list[Fragment]] | None:
    """Return the model that a line is about, the sign behind its name, and the fragments."""
    text = unit.view.text
    named = next((one for one in unit.found if one.start == first), None)
    owner: Entry | None = None
    place = first
    if named is not None and named.entry.is_model and not named.style and named.end <= end:
        owner, place = named.entry, named.end
    else:
        sign = _SIGN.search(text, first, end)
        if sign is not None:
            owner = model_of(page, text[first : sign.start()])
            place = sign.start()
    if owner is None:
        models = (above,) if above is not None else unit.topic.models
        if len(models) != 1:
            return None
        tail = _behind_links(unit, first, end)
        if tail:
            return models[0], "-", list(_split(text, tail, end))
        return models[0], "", list(_split(text, first, end))
    parts: list[Fragment] = []
    match = _SIGN.match(text, place, end)
    if match is not None and match["sign"] == "(":
        close = _closing(text, match.end(), end)
        if close < 0:
            return None
        parts += _split(text, match.end(), close)
        place = close + 1
        match = _SIGN.match(text, place, end)
        if match is None:
            if text[place:end].strip(" .,;") and not _opens_with_figure(text, place, end):
                return None
            return owner, "(", [*parts, *_split(text, place, end)]
    if match is None:
        if not _opens_with_figure(text, place, end):
            return None
        return owner, ",", [*parts, *_split(text, place, end)]
    said = match["sign"].strip() or "-"
    if said == ":" and "+" in text[match.end() : end]:
        said = "="  # a recipe: `foo: bar + data`
    return owner, said, [*parts, *_split(text, match.end(), end)]


def _behind_links(unit: Unit, first: int, end: int) -> int:
    """Return where the gloss of a paper in a list begins: `**Title** [arXiv](..) - Acme, 7B`; 0: none."""
    last = max((one.end for one in unit.view.links if first <= one.start < end), default=0)
    sign = _SIGN.match(unit.view.text, last, end) if last else None
    return sign.end() if sign is not None and sign["sign"].strip() in _DASHES else 0


_DASHES = frozenset({"-", "--", "\u2013", "\u2014"})


def _opens_with_figure(text: str, place: int, end: int) -> bool:
    """Tell whether a figure follows a name right away: `Foo 540B; ...`."""
    return re.compile(r"\s+[~\u2248]?\d").match(text, place, end) is not None


def _closing(text: str, place: int, end: int) -> int:
    """Return where the bracket that was opened before a place closes, or -1."""
    depth = 1
    for offset in range(place, end):
        depth += (text[offset] == "(") - (text[offset] == ")")
        if depth == 0:
            return offset
    return -1


def _split(text: str, start: int, end: int) -> Iterator[Fragment]:
    """Yield the fragments of a row; commas inside brackets divide nothing."""
    place = start
    for match in _PARTS.finditer(text, start, end):
        inside = text[place : match.start()]
        thousands = match[0] == "," and text[match.end() : match.end() + 3].isdigit()
        if thousands or inside.count("(") > inside.count(")"):
            continue
        if inside.strip():
            yield _fragment(text, place, match.start())
        place = match.end()
    if text[place:end].strip(" .)"):
        yield _fragment(text, place, end)


def _fragment(text: str, start: int, end: int) -> Fragment:
    """Return the part of a line between two places, without the marks around it."""
    words = text[start:end].strip(" .*")
    if words.endswith(")") and "(" not in words:
        words = words[:-1].rstrip()
    return Fragment(words, text.find(words, start) if words else start)


def _settled(page: Page, owner: Entry, read: list[list[Statement]]) -> Iterator[Statement]:
    """Yield the statements of a row: several sizes are its members', a size in the name stands."""
    lexicon = page.reader.lexicon
    flat = [one for found in read for one in found]
    sizes = [one for one in flat if one.predicate == "parameterCount"]
    several = len({one.value for one in sizes}) > 1
    named = bool(_SIZED.search(owner.label))
    sparse = any(one.predicate == "activeParameterCount" for one in flat)
    makers = 0
    said: set[str] = set()
    for one in flat:
        if one.predicate == "parameterCount" and several:
            if named or "total" in (one.raw or ""):
                continue
            size = _SIZED.search((one.raw or "").upper())
            if size is None:
                continue
            member = lexicon.with_tail(owner, Tail(0, size=canonical_size(size[0])))
            yield replace(one, subject=member)
            if member.id != owner.id:
                yield made(member, "partOf", owner, None, None, one.at)
            continue
        if (
            one.predicate == "parameterCount"
            and named
            and not sparse
            and not re.search(r"[A-Za-z]{3}", one.raw or "")
        ):
            size = _SIZED.search(owner.label)
            own = canonical_size((one.raw or "").upper().strip("~ "))
            if size is not None and size[0].upper() != own.upper():
                continue  # a bare figure beside a size in the name is something else: data, another model
        if one.predicate == "developedBy":
            makers += 1
            if makers > _MAKERS:
                continue
        if one.object is None:
            if one.predicate in said:
                continue
            said.add(one.predicate)
        yield one


_SIZED = pattern(r"(?<![\w.])\d{1,4}(?:\.\d{1,3})?\s?[BM](?![A-Za-z0-9])")


def _of_chain(page: Page, unit: Unit, start: int, end: int) -> Iterator[Statement]:
    """Yield the steps of a line of arrows between names: `Foo -> Bar (data) -> Baz`."""
    text = unit.view.text
    line = text[start:end]
    if "?" in line or not _ARROWS & set(line) or not _CHAIN.search(text, start, end):
        return
    head = _HEAD.match(text, start, end)
    place = head.end() if head else start
    label = _LABEL.match(text, place, end)
    if label is not None:
        place = label.end()
    steps: list[tuple[Entry, int]] = []
    for match in [*_CHAIN.finditer(text, place, end), None]:
        stop = match.start() if match else end
        bare = _BRACKET.sub("", text[place:stop]).strip(" .*")
        model = model_of(page, bare) or model_of(page, _SIZES.sub("", bare))
        if model is None:
            if not (steps and _NEW.fullmatch(bare)):
                return
            model = page.reader.lexicon.new(bare)
        steps.append((model, text.find(bare, place) if bare else place))
        place = match.end() if match else end
    if len({one.id for one, _ in steps}) != len(steps):
        return
    if any(_related(page, one, two) for (one, _), (two, _) in pairwise(steps)):
        return  # a line of generations, each after the other
    for (base, _), (model, at) in pairwise(steps):
        one = made(model, "derivedFrom", base, None, None, at)
        yield replace(one, rule="chain", modality="asserted" if len(steps) > _LINK else "hedged")


def _related(page: Page, one: Entry, two: Entry) -> bool:
    """Tell whether two models are of one family."""
    lexicon = page.reader.lexicon
    return bool({one.id, *lexicon.ancestors(one)} & {two.id, *lexicon.ancestors(two)})


_LINK = 2
"""Names of a line with one arrow: it may as well be a move from one tool to another."""
_NEW = pattern(r"[A-Z][\w.-]{1,30}[ -]\d{1,3}(?:\.\d{1,2})?[BM](?:[ -][A-Za-z]\w{1,12})?")
"""A name with a size, in the row of known ones: a model that no list has."""
_LABEL = pattern(
    r"(?:lineage|family|tree|line|chain|descent|genealogy|history)\w*\s?(?::|=|-)\s", re.IGNORECASE
)
_BRACKET = pattern(r"\s?\([^()]{0,80}\)")
_SIZES = pattern(r"\s\d[\d.]*[BM]?(?:/\d[\d.]*[BM]?)+$")
