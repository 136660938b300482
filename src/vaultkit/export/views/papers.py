"""The papers page: the reading list as a researcher keeps it, by year and by what was read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vaultkit.export.views.dating import paper_month, read_month
from vaultkit.export.views.escape import clean, esc, number
from vaultkit.export.views.evidence import Source, obsidian_link, public_address
from vaultkit.export.views.own_notes import own_notes
from vaultkit.export.views.page import Page, render
from vaultkit.export.views.share import public
from vaultkit.graph.facts import EntityId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vaultkit.export.views.dating import Placed
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.graph.known import Known

STATES = ("read", "reading", "todo", "")
STATE_WORDS = {"read": "read", "reading": "reading", "todo": "to read", "": "noted"}
MOST_PLACES = 5
STYLES = ("page.css", "papers.css")
_ARXIV = re.compile(r"arxiv(?:\.org/(?:abs|pdf|html)/|:)(\d{4}\.\d{4,5})", re.IGNORECASE)
_MARKUP = re.compile(r"\[\[(?:[^\]|]{0,300}\|)?([^\]|]{0,300})\]\]|<https?://[^>\s]{0,300}>")


@dataclass(frozen=True, slots=True)
class ReadingItem:
    """One entry of a reading list: a check box with a title."""

    note: str
    line: int
    text: str
    state: str
    """`read`, `reading` or `todo`."""
    is_title: bool = True
    """Its words are a paper's title; else it counts only where a paper stands on its line."""
    targets: tuple[str, ...] = ()
    """Notes that it links to, or the note itself where it is a property."""


@dataclass
class Entry:
    """One paper as the page shows it."""

    key: str
    title: str
    state: str = ""
    placed: Placed | None = None
    address: str = ""
    introduces: list[tuple[str, str]] = field(default_factory=list)
    """Kind and label of each model, technique or dataset that it introduced."""
    listed: list[tuple[str, str]] = field(default_factory=list)
    """The same from vaultkit's list."""
    places: dict[str, int] = field(default_factory=dict)
    """Notes that name it, each with the first line."""


def papers_page(
    graph: KnowledgeGraph,
    *,
    vault_name: str,
    known: Iterable[Known] = (),
    reading: Iterable[ReadingItem] = (),
    share: bool = False,
    obsidian_links: bool = True,
) -> str:
    """Return the page as one HTML file.

    `reading` are the entries of reading lists in the notes; `share` leaves out paths, private
    notes and what is not yet read.
    """
    known = tuple(known)
    items = tuple(reading)
    if share:
        hidden = {path for path, note in graph.notes.items() if note.private}
        items = tuple(one for one in items if one.note not in hidden)
        graph = public(graph, known)
    source = Source("" if share else vault_name, share, obsidian_links)
    entries = gather(graph, {one.id: one for one in known}, items)
    name = "" if share else vault_name
    title = f"Papers · {name}" if name else "Papers"
    data = {"states": STATE_WORDS}
    return render(
        Page(title, _body(entries, name, source), data, ("common.js", "papers.js"), STYLES)
    )


def gather(
    graph: KnowledgeGraph, known: Mapping[EntityId, Known], items: Sequence[ReadingItem]
) -> list[Entry]:
    """Return every paper that the notes name or list, the newest first."""
    entries: dict[str, Entry] = {}
    for key, entity in graph.entities.items():
        if entity.kind == "paper":
            entries[key] = _entry(key, entity.label, known)
    at_line: dict[tuple[str, int], list[str]] = {}
    for mention in graph.mentions:
        if mention.kind == "paper" and mention.entity in entries:
            places = entries[mention.entity].places
            places[mention.note] = min(mention.line, places.get(mention.note, mention.line))
            at_line.setdefault((mention.note, mention.line), []).append(mention.entity)
    for note in graph.notes.values():
        for paper, state in note.cites:
            entry = entries.setdefault(paper, _entry(paper, paper.partition("/")[2], known))
            entry.places.setdefault(note.path, 1)
            entry.state = _better(entry.state, state)
    own = own_notes(graph, [EntityId(key) for key in entries if key in graph.entities])
    for item in items:
        at: list[str] = [own[path] for path in item.targets if path in own]
        _take_item(item, entries, at or at_line.get((item.note, item.line), []), known)
    _introductions(graph, known, entries)
    return sorted(
        entries.values(),
        key=lambda one: (-(one.placed.low if one.placed else 0), one.title.lower(), one.key),
    )


def _entry(key: str, title: str, known: Mapping[EntityId, Known]) -> Entry:
    listed = known.get(EntityId(key))
    placed = paper_month(key)
    if placed is None and listed is not None and listed.released:
        placed = read_month(listed.released, "list")
    address = public_address(key)
    if not address and listed is not None and listed.source.startswith("https://"):
        address = listed.source
    return Entry(key, clean(title, 300), placed=placed, address=address)


def _better(one: str, other: str) -> str:
    """Return the state that says more: read, then reading, then to read."""
    return min(one, other, key=lambda state: STATES.index(state) if state in STATES else 9)


def _take_item(
    item: ReadingItem,
    entries: dict[str, Entry],
    at: Sequence[str],
    known: Mapping[EntityId, Known],
) -> None:
    """Join an entry of a reading list to its paper, or keep it under its own words."""
    keys = list(dict.fromkeys(at))
    found = _ARXIV.search(item.text)
    if found:
        keys = [f"paper/arxiv-{found[1]}"]
    words = " ".join(_MARKUP.sub(lambda one: one[1] or "", item.text).split())
    if not keys and item.is_title:
        keys = [f"reading/{words.lower()}"]
    for key in keys:
        listed = known.get(EntityId(key))
        entry = entries.setdefault(key, _entry(key, listed.label if listed else words, known))
        entry.state = _better(entry.state, item.state)
        entry.places.setdefault(item.note, item.line)


def _introductions(
    graph: KnowledgeGraph, known: Mapping[EntityId, Known], entries: Mapping[str, Entry]
) -> None:
    """Add what each paper introduced: said in the notes, else known from the list."""
    said: set[tuple[str, str]] = set()
    for claim in graph.accepted():
        paper = claim.object
        if claim.predicate == "introducedBy" and paper is not None and paper in entries:
            thing = graph.entities.get(claim.subject)
            if thing is not None and (paper, thing.id) not in said:
                said.add((paper, thing.id))
                entries[paper].introduces.append((thing.kind, thing.label))
    for key, entity in graph.entities.items():
        listed = known[key].paper if key in known else None
        if listed is not None and listed in entries and (listed, key) not in said:
            entries[listed].listed.append((entity.kind, entity.label))
    for entry in entries.values():
        entry.introduces.sort(key=lambda one: one[1].lower())
        entry.listed.sort(key=lambda one: one[1].lower())


def _body(entries: Sequence[Entry], name: str, source: Source) -> str:
    of = f" in <b>{esc(name, 80)}</b>" if name else ""
    counts = {state: sum(one.state == state for one in entries) for state in STATES}
    parts = [f"{counts[state]} {STATE_WORDS[state]}" for state in STATES if counts[state] and state]
    tail = f": {', '.join(parts)}" if parts else ""
    total = f"{len(entries):,} paper{'' if len(entries) == 1 else 's'}"
    if not entries:
        stage = (
            '<div class="empty"><h2>No paper yet</h2><p>These notes name no paper. A link to arXiv '
            "or a check box with a paper's title is enough.</p></div>"
        )
    else:
        stage = f"{_chart(entries)}{_table(entries, source)}"
    return (
        f'<header class="top"><div class="title"><h1>Papers</h1><p>{total}{of}{tail}</p></div>'
        "</header>\n<noscript><p class=bar>Filters and sorting need JavaScript; the list does not."
        f'</p></noscript>\n<main class="single"><section class="sheet">{stage}</section></main>'
    )


CHART_TALL = 96.0
BAR = 30.0


def _chart(entries: Sequence[Entry]) -> str:
    """Draw how many papers of each year were read, are being read, or wait."""
    years: dict[int, dict[str, int]] = {}
    for one in entries:
        if one.placed is not None:
            at = years.setdefault(one.placed.low // 12, dict.fromkeys(STATES, 0))
            at[one.state] += 1
    if len(years) < 2:  # noqa: PLR2004 (one bar says nothing)
        return ""
    most = max(6, *(sum(at.values()) for at in years.values()))
    first, last = min(years), max(years)
    width = (last - first + 1) * (BAR + 14) + 20
    out = [
        (
            f'<svg class="bars" viewBox="0 0 {number(width)} {number(CHART_TALL + 40)}" '
            f'width="{number(width)}" height="{number(CHART_TALL + 40)}" role="img" '
            'aria-label="Papers by year and state">'
        )
    ]
    for year in range(first, last + 1):
        x = 10 + (year - first) * (BAR + 14)
        y = CHART_TALL + 16
        at = years.get(year, {})
        total = sum(at.values())
        for state in STATES:
            tall = at.get(state, 0) / most * CHART_TALL
            if tall:
                y -= tall
                out.append(
                    f'<rect class="s-{state or "noted"}" x="{number(x)}" y="{number(y)}" '
                    f'width="{number(BAR)}" height="{number(max(tall - 1, 1))}" rx="2"><title>'
                    f"{year}: {at[state]} {STATE_WORDS[state]}</title></rect>"
                )
        mid = number(x + BAR / 2)
        if total:
            out.append(
                f'<text class="count" x="{mid}" y="{number(y - 4)}" text-anchor="middle">'
                f"{total}</text>"
            )
        out.append(
            f'<text class="year y1" x="{mid}" y="{number(CHART_TALL + 32)}" '
            f'text-anchor="middle">{year}</text>'
        )
    keys = "".join(
        f'<li><span class="chip s-{state or "noted"}"></span>{STATE_WORDS[state]}</li>'
        for state in STATES
        if any(at[state] for at in years.values())
    )
    # On a narrow screen the picture scrolls: it must be in reach of the keyboard.
    opening = '<figure class="chart wide" tabindex="0" role="group" aria-label="Papers by year">'
    return f'{opening}{"".join(out)}</svg><ul class="legend">{keys}</ul></figure>'


def _table(entries: Sequence[Entry], source: Source) -> str:
    heads = ("Year", "Paper", "State", "Introduces", "Named in")
    head = "".join(f'<th scope="col">{one}</th>' for one in heads)
    rows = "".join(_row(one, source) for one in entries)
    return (
        f'<div class="wide"><table id="papers"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>'
        "</table></div>"
    )


def _row(one: Entry, source: Source) -> str:
    title = esc(one.title, 300)
    if one.address:
        title = f'<a href="{esc(one.address)}" rel=noreferrer>{title}</a>'
    when = one.placed.words if one.placed else ""
    kinds = " ".join(sorted({kind for kind, _ in [*one.introduces, *one.listed]}))
    things = [
        f"<span class=chip-{_sort(kind)}>{esc(label, 80)}</span>" for kind, label in one.introduces
    ]
    things += [
        f'<span class="chip-{_sort(kind)} listed" title="from vaultkit\'s list">{esc(label, 80)}'
        "</span>"
        for kind, label in one.listed[: max(0, 8 - len(things))]
    ]
    places = "" if source.share else _places(one, source)
    count = len(one.places)
    return (
        f'<tr data-s="{one.state}" data-k="{kinds}"><td class=when data-v="{when}">{when}'
        f'<th scope=row class=paper>{title}<td><span class="state s-{one.state or "noted"}">'
        f"{STATE_WORDS.get(one.state, '')}</span><td class=things>{' '.join(things)}"
        f'<td class=places data-v="{count or ""}">{places or count or ""}'
    )


def _sort(kind: str) -> str:
    """Return the three sorts of things that a paper introduces."""
    if kind.startswith("model"):
        return "model"
    return kind if kind == "technique" else "other"


def _places(one: Entry, source: Source) -> str:
    out = []
    for note, line in sorted(one.places.items())[:MOST_PLACES]:
        words = esc(note.removesuffix(".md").rpartition("/")[2], 60)
        link = obsidian_link(source, note)
        out.append(
            f'<a href="{esc(link)}" title="{esc(note, 200)}, line {line}">{words}</a>'
            if link
            else f'<span title="{esc(note, 200)}, line {line}">{words}</span>'
        )
    more = len(one.places) - MOST_PLACES
    return ", ".join(out) + (f" and {more} more" if more > 0 else "")
