"""The stretches of a note that are read one by one, each with its topic."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vaultkit.extract.found import Found
from vaultkit.extract.sentence import Sentence, sentences
from vaultkit.extract.subjects import Topic, heading_topic, is_generic, label_of
from vaultkit.extract.view import LinkText, View, make_view
from vaultkit.text import Span, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.mentions import Reader
    from vaultkit.graph.facts import EntityId
    from vaultkit.notes.note import Block, Note

_BOLD_LINE = pattern(
    r"[ \t>]*(\*\*|__)(?P<text>[^\n*]{1,120}?):?(?:\*\*|__):?(?:[ \t]*\([^()\n]{0,40}\))?[ \t]*"
)
_PROSE = frozenset({"paragraph", "item", "heading", "footnote"})


@dataclass(slots=True)
class Unit:
    """One paragraph, item or heading."""

    kind: str
    """`paragraph`, `item`, `heading`, or `bold` for a line that serves as a heading."""
    span: Span
    view: View
    heading: int
    """Position in `Note.headings`, or -1."""
    block: int
    """Position in `Note.blocks`."""
    depth: int = 0
    found: list[Found] = field(default_factory=list)
    topic: Topic = field(default_factory=Topic)
    own_heading: bool = False
    """The heading right above names the unit's model and little else."""
    path: tuple[str, ...] = ()
    """Texts of the headings above, the outermost first."""
    _sentences: tuple[Sentence, ...] | None = None

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences with the names found in them; ask when all names are found."""
        if self._sentences is None:
            self._sentences = tuple(sentences(self.view, self.found))
        return self._sentences


def is_bare(sentence: Sentence, unit: Unit) -> bool:
    """Tell whether a sentence names nothing and counts nothing: it can only describe."""
    return not any(token.type for token in sentence.tokens) and not any(
        sentence.start <= one.start < sentence.end for one in unit.found
    )


def read_units(note: Note) -> list[Unit]:
    """Return the prose of a note in order of position; panels and comments are left out."""
    units: list[Unit] = []
    hidden = [one.span for one in note.regions if one.kind in {"panel", "comment"}]
    tables = [one.span for one in note.tables]
    for number, block in enumerate(note.blocks):
        if block.kind not in _PROSE or block.content.start >= block.content.end:
            continue
        if any(one.start <= block.content.start < one.end for one in hidden):
            continue
        if any(one.start <= block.content.start < one.end for one in tables):
            continue
        if block.kind in {"paragraph", "item"}:
            for kind, span in _split_bold(note.text, block.content):
                plain = (
                    block.kind
                    if kind == "paragraph" and span.start == block.content.start
                    else kind
                )
                units.append(_unit(note, plain, span, block, number))
        else:
            units.append(_unit(note, block.kind, block.content, block, number))
    return units


def _unit(note: Note, kind: str, span: Span, block: Block, number: int) -> Unit:
    """Return the unit of a stretch."""
    return Unit(kind, span, make_view(note, span), block.heading, number, block.depth)


def _split_bold(text: str, span: Span) -> Iterator[tuple[str, Span]]:
    """Yield the parts of a paragraph: lines that are all bold serve as headings."""
    start = at = span.start
    while at < span.end:
        end = text.find("\n", at, span.end)
        end = span.end if end < 0 else end + 1
        match = _BOLD_LINE.fullmatch(text, at, end - 1 if text[end - 1] == "\n" else end)
        alone = at == span.start and end >= span.end
        headed = text[max(0, span.start - 1) : span.start] in {"", "\n"}
        if match and (headed or not alone):
            if text[start:at].strip():
                yield "paragraph", Span(start, at)
            yield "bold", Span(at, end)
            start = end
        at = end
    if text[start : span.end].strip():
        yield "paragraph", Span(start, span.end)


def name_units(units: list[Unit], reader: Reader) -> None:
    """Find the names of every unit."""
    for unit in units:
        unit.found = [one for one in reader.read(unit.view) if not _in_slug(one, unit)]
        more = [
            found
            for link in unit.view.links
            if (found := _by_target(link, unit, reader)) is not None
        ]
        if more:
            unit.found = sorted([*unit.found, *more], key=lambda one: one.start)


def _in_slug(found: Found, unit: Unit) -> bool:
    """Tell whether a technique is a part of a note's hyphenated name: `[[moe-decomposition]]`."""
    text = unit.view.text
    if found.entry.kind != "technique" or "-" not in (
        text[found.start - 1 : found.start],
        text[found.end : found.end + 1],
    ):
        return False
    return any(
        link.start <= found.start
        and found.end <= link.end
        and link.link.kind == "wikilink"
        and " " not in text[link.start : link.end]
        for link in unit.view.links
    )


def _by_target(link: LinkText, unit: Unit, reader: Reader) -> Found | None:
    """Return the name of a link's target, where its words are no name: `[[Tool use|tools]]`."""
    if link.link.kind != "wikilink" or not link.link.display or link.end <= link.start:
        return None
    if any(one.start < link.end and link.start < one.end for one in unit.found):
        return None
    entry = reader.lexicon.find(link.link.target.rpartition("/")[2], _TARGETS)
    return Found(link.start, link.end, entry, 0.9) if entry else None


_TARGETS = frozenset(
    "model model-series model-variant technique dataset benchmark organization software".split()
)
"""Kinds of notes that a link may speak of by other words."""


def set_topics(
    note: Note,
    units: list[Unit],
    title: Topic,
    introduced: Mapping[EntityId, tuple[Entry, ...]],
) -> None:
    """Give every unit what it is about: by headings, lines that serve as such, and items."""
    stack: list[tuple[int, Topic, str]] = []
    bold: Topic | None = None
    bold_text = ""
    bold_at = -1
    items: dict[int, Topic] = {}
    own_items: set[int] = set()
    owned = bool(title.models)
    path: tuple[str, ...] = ()
    for unit in units:
        above = stack[-1][1] if stack else title
        if unit.kind == "heading":
            level = note.headings[max(unit.heading, 0)].level
            while stack and stack[-1][0] >= level:
                stack.pop()
            above = stack[-1][1] if stack else title
            topic = heading_topic(unit.view.text, unit.found, above, introduced)
            unit.topic = topic
            stack.append((level, topic, unit.view.text.strip()))
            unit.path = path = tuple(text for _, _, text in stack)
            bold = None
            owned = _owns(unit, topic, above if owned else Topic())
            items.clear()
            continue
        if unit.kind == "bold":
            bold = heading_topic(unit.view.text, unit.found, above, introduced)
            bold_text = unit.view.text.strip()
            unit.topic = bold
            path = (*(text for _, _, text in stack), bold_text)
            unit.path = path
            items.clear()
            bold_at = unit.span.start
            owned = _owns(unit, bold, above if owned else Topic())
            continue
        topic = bold if bold is not None else above
        unit.path = path
        block = note.blocks[unit.block]
        parent = block.parent
        while parent >= 0:
            if parent in items and note.blocks[parent].content.start > bold_at:
                topic = items[parent]
                break
            parent = note.blocks[parent].parent
        named = label_of(unit.view.text, unit.found) or _of_paper(unit, introduced)
        inherited = block.parent in items and block.parent in own_items
        if named:
            topic = Topic(named, (), topic.vendors, topic.family)
        unit.topic = topic
        unit.own_heading = bool(topic.models) and (owned or bool(named) or inherited)
        if unit.own_heading:
            own_items.add(unit.block)
        if unit.kind == "item":
            items[unit.block] = topic


def _of_paper(unit: Unit, introduced: Mapping[EntityId, tuple[Entry, ...]]) -> tuple[Entry, ...]:
    """Return the model of the paper that an item begins with: `Title - Author Year - **Foo**`."""
    first = next(iter(unit.found), None)
    if first is None or first.entry.kind != "paper" or first.start > _HEAD:
        return ()
    told = introduced.get(first.entry.id, ())
    near = {one.entry.id for one in unit.found}
    return tuple(one for one in told if one.id in near) or told[:1]


_HEAD = 6
"""Characters before a title that marks of a list may take."""


_TITLED = pattern(r"\s*(?::|\(|-\s|\||aka\b|\u2014)")


def _owns(unit: Unit, topic: Topic, above: Topic) -> bool:
    """Tell whether a heading is the name of its model, or one of common words below such one."""
    named = [one for one in unit.found if one.entry.is_model]
    papers = sum(one.end - one.start for one in unit.found if one.entry.kind == "paper")
    if topic.models and papers * 2 >= len(unit.view.text.strip()):
        return True
    if not named:
        return bool(topic.models) and topic.models == above.models
    text = unit.view.text
    covered = sum(one.end - one.start for one in unit.found)
    first = named[0]
    titled = first.start <= _HEAD * 2 and _TITLED.match(text, first.end)
    rest = text[: first.start] + " " + text[first.end :]
    common = len(named) == 1 and is_generic(rest) and bool(rest.strip())
    short = text[first.end :].strip() == ")" and text[: first.start].endswith("(")
    return covered * 2 >= len(text.strip()) or bool(titled) or short or common


def listed_sizes(units: list[Unit]) -> frozenset[str]:
    """Return the ids of releases of which a note lists several sizes: `7B, 13B and 70B`."""
    found: set[str] = set()
    for unit in units:
        for match in _SIZE_LIST.finditer(unit.view.text) if _SIZED.search(unit.view.text) else ():
            named = [one for one in unit.found if one.end <= match.start() and one.entry.is_model]
            owners = unit.topic.models or tuple(one.entry for one in named[-1:])
            found.update(one.id for one in owners[:1])
            found.update(one.entry.id for one in named[-1:])
    return frozenset(found)


_SIZED = pattern(r"\d[BM]")
"""What every such list ends with."""
_SIZE_LIST = pattern(
    r"(?<![\w.])\d{1,4}(?:\.\d{1,2})?[BM]?\s?(?:,|and|&|/|to|-)\s?(?:and\s)?\d{1,4}(?:\.\d{1,2})?[BM](?![A-Za-z0-9])"
)
