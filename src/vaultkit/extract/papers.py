"""Papers that a note cites, by address, key or title, and what it says they describe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.extract.found import Found
from vaultkit.extract.lexicon import Entry
from vaultkit.extract.names import fold
from vaultkit.extract.statement import Statement
from vaultkit.graph.facts import EntityId, slug
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.lexicon import Lexicon
    from vaultkit.extract.reading import Page
    from vaultkit.extract.units import Unit
    from vaultkit.extract.view import LinkText
    from vaultkit.notes.note import Link
    from vaultkit.text import Span

THINGS = frozenset(
    {"model", "model-series", "model-variant", "technique", "dataset", "benchmark", "software"}
)
"""What papers introduce."""
_ARXIV = pattern(
    r"(?:arxiv\.org/(?:abs|pdf|html)/|alphaxiv\.org/(?:abs|overview)/|huggingface\.co/papers/|arxiv[:.])"
    r"(?P<id>\d{4}\.\d{4,5})",
    re.IGNORECASE,
)
_DOI = pattern(r"doi\.org/(?P<doi>10\.\d{4,9}/[^\s?#]{1,200})", re.IGNORECASE)
_KEY = pattern(
    r"(?P<author>[a-z]+?)(?:etal)?[-_:]?(?P<year>(?:19|20)\d\d)[-_:]?(?P<tail>[a-z0-9]*)"
)
_STOP = frozenset(
    "a an the of for to and in on with from is are be via by using as at or its do we can".split()
)
_NO_TITLE = pattern(
    r"(?:(?:the\s|original\s|technical\s|full\s)*(?:paper|report|pdf|arxiv|link|here|source|preprint|abs|article|\[?\d+\]?)\b.{0,12}"
    r"|(?:arxiv:)?\d{4}\.\d{4,5}(?:v\d+)?(?:\.pdf)?|https?:\S*)",
    re.IGNORECASE,
)
_LABEL = pattern(
    r"[\s>*-]*(?:(?:the|original|main|source|intro|introducing)\s)*"
    r"(?:paper|(?:technical|tech|system)\s(?:report|card)|report|arxiv|preprint|publication|reference paper)"
    r"(?:\s(?:link|url))?\s*[:\uff1a-]\s*",
    re.IGNORECASE,
)
_VERB = pattern(
    r"[\"'\s)\]]*(?:et al\.?,?\s)?(?:first\s)?(?:introduc|propos|present|describ)(?:e|es|ed|ing)\s(?:the\s|a\s|an\s)?",
    re.IGNORECASE,
)
_BARE = "\ufffc ()[],.:;*"


def read_papers(page: Page) -> None:
    """Read what the papers cited in a note describe."""
    for unit in page.units:
        for one in _of_unit(page, unit):
            page.add(one, unit.view, unit.path)


def cites_of(page: Page) -> tuple[tuple[Entry, str], ...]:
    """Return the papers that a note cites, each with its reading status, in order of place."""
    held: dict[EntityId, tuple[Entry, str]] = {}
    for unit in page.units:
        papers = [
            one
            for link in unit.view.links
            if (one := paper_of(page.reader.lexicon, link.link, _words(unit, link)))
        ]
        papers += [one.entry for one in unit.found if one.entry.kind == "paper"]
        status = _status(page, unit.span) if papers else ""
        for one in papers:
            if one.id not in held or (status and not held[one.id][1]):
                held[one.id] = (one, status)
    return tuple(held.values())


def _status(page: Page, span: Span) -> str:
    """Return how far the reading of what stands in a list item is."""
    for task in page.note.tasks:
        if task.kind != "todo" and task.span.start <= span.start < task.span.end:
            return {"x": "read", "X": "read", "/": "reading"}.get(task.status, "todo")
    return ""


def paper_of(lexicon: Lexicon, link: Link, words: str) -> Entry | None:
    """Return the paper that a link or citation means, known or new; None where it means none."""
    if link.kind == "citation":
        return _by_key(lexicon, link.target)
    address = link.target + link.subpath
    match = _ARXIV.search(address)
    if match:
        key = EntityId(f"paper/arxiv-{match['id']}")
        return lexicon.get(key) or _new(key, words, f"arXiv:{match['id']}")
    match = _DOI.search(address)
    if match:
        key = EntityId(f"paper/doi-{slug(match['doi'])}")
        return lexicon.get(key) or _new(key, words, f"doi:{match['doi']}")
    return None


def _new(key: EntityId, words: str, name: str) -> Entry:
    """Return a paper that no list has, called by the words of its link where they are a title."""
    title = words.strip(_BARE)
    good = len(title.split()) > 2 and not _NO_TITLE.fullmatch(title)
    label = title if good else name
    return Entry(key, "paper", label, tuple(dict.fromkeys((label, name))))


def _by_key(lexicon: Lexicon, key: str) -> Entry:
    """Return the paper of a cite key: a known one whose title the key is made of, else a stub."""
    own = lexicon.find(key, frozenset({"paper"}))  # the vault's bibliography has it
    if own is not None and key in own.forms:
        return own
    for one in lexicon.entries.values():
        if one.kind == "paper" and _made_of(key.lower(), one.id, one.label):
            return one
    return Entry(EntityId(f"paper/citekey-{slug(key)}"), "paper", key, (key,))


def _made_of(key: str, paper: EntityId, title: str) -> bool:
    """Tell whether a key is `author year title-words` of a title: `brown2020languagemodels`."""
    match = _KEY.fullmatch(key)
    if match is None or not match["tail"]:
        return False
    tail = re.sub(r"[^a-z0-9]", "", match["tail"])
    words = re.findall(r"[a-z0-9]+", title.lower().replace("-", ""))
    squeezed = "".join(word for word in words if word not in _STOP)
    if len(tail) >= _SURE:
        return squeezed.startswith(tail) or "".join(words).startswith(tail)
    author, year = match["author"], match["year"]
    arxiv = re.match(r"paper/arxiv-(\d\d)", paper)
    if arxiv and tail == squeezed and int(year) % 100 - int(arxiv[1]) in {0, 1}:
        return True
    return paper == f"paper/{author}-{year}" and squeezed.startswith(tail)


_SURE = 14
"""Letters of a title that can hardly begin two of them."""


def _words(unit: Unit, link: LinkText) -> str:
    return unit.view.text[link.start : link.end]


def _of_unit(page: Page, unit: Unit) -> Iterator[Statement]:
    """Yield what one stretch says of papers."""
    lexicon = page.reader.lexicon
    for link in unit.view.links:
        words = _words(unit, link)
        paper = paper_of(lexicon, link.link, words)
        if paper is not None:
            yield from _of_link(unit, link, paper, words)
    for found in unit.found:
        if found.entry.kind == "paper" and found.entry.shipped:
            yield from _of_title(unit, lexicon, found)
    yield from _by_year(unit, lexicon)
    yield from _by_number(unit, lexicon)


def _of_link(unit: Unit, link: LinkText, paper: Entry, words: str) -> Iterator[Statement]:
    """Yield what a link to a paper, or a citation, says: of the name that it is or stands behind."""
    text = unit.view.text
    for found in unit.found:
        if found.entry.kind not in THINGS or found.style:
            continue
        inside = link.start <= found.start and found.end <= link.end
        if inside and words.strip(_BARE) == text[found.start : found.end]:
            yield _made(unit, found.entry, paper, "described-by", "named-link", link)
            return
        between = text[found.end : link.start]
        near = found.end <= link.start and len(between) <= _NEAR and not between.strip(_BARE)
        if near and ("(" in between or link.link.kind == "citation"):
            yield _made(unit, found.entry, paper, "described-by", "cited-behind-name", link)
            return
    line = text.rfind("\n", 0, link.start) + 1
    subjects = unit.topic.models or unit.topic.others
    if (
        _LABEL.fullmatch(text, line, link.start)
        and len(subjects) == 1
        and subjects[0].kind in THINGS
    ):
        yield _made(unit, subjects[0], paper, "introduced-by", "paper-label", link)
        return
    introduced = _verb_behind(unit, link.end) or _paper_that(unit, line, link.start)
    if introduced is not None:
        yield _made(unit, introduced, paper, "introduced-by", "citation-introduces", link)
        return
    if link.link.kind == "citation" and unit.own_heading and len(unit.topic.models) == 1:
        opening = _OPENING.fullmatch(text, 0, link.start)
        if opening is not None:
            how = "introduced-by" if opening["by"] else "described-by"
            yield _made(unit, unit.topic.models[0], paper, how, "citation-opens", link)
            return
    if words and _NO_TITLE.fullmatch(words.strip(_BARE)):
        named = list(dict.fromkeys(one.entry for one in unit.found if one.entry.is_model))
        only = named or list(subjects)
        if len(only) == 1 and only[0].kind in THINGS:
            yield _made(unit, only[0], paper, "described-by", "paper-link", link)


_NEAR = 4
_OPENING = pattern(
    r"[\s>*-]*(?P<by>(?:first\s)?(?:proposed|introduced|presented|described)\s(?:by|in)\s)?",
    re.IGNORECASE,
)
"""Before the citation that a section of a model begins with."""
_PAPER_THAT = pattern(
    r"\b(?:paper|article|work)\s(?:that|which)\s(?:first\s)?(?:introduced|introduces|proposed|proposes|presented|presents)\s(?:the\s|a\s)?",
    re.IGNORECASE,
)
_AUTHOR_YEAR = pattern(
    r",?\s?\((?:e\.g\.,?\s)?[A-Z][\w'-]{1,24}(?:\set\sal\.?|\s(?:and|&)\s[A-Z][\w'-]{1,24}),?\s(?P<year>(?:19|20)\d\d)[a-z]?\)"
)
_NUMBER = pattern(r"(?<![\w/.])arXiv\s?:\s?(?P<id>\d{4}\.\d{4,5})(?:v\d+)?(?![\d/])", re.IGNORECASE)
_SHORT = 240
"""Characters of a line of authors, house and number below a paper's title, at most."""


def _paper_that(unit: Unit, start: int, end: int) -> Entry | None:
    """Return what a line says that a paper introduced: `the paper that introduced Foo: <link>`."""
    match = _PAPER_THAT.search(unit.view.text, start, end)
    for found in unit.found if match else ():
        if match and found.entry.kind in THINGS and 0 <= found.start - match.end() <= _NEAR:
            return found.entry
    return None


def _by_year(unit: Unit, lexicon: Lexicon) -> Iterator[Statement]:
    """Yield the papers of names with author and year behind, where the listed one is of that year."""
    for found in unit.found:
        paper = lexicon.get(found.entry.paper) if found.entry.paper else None
        if paper is None or found.entry.kind not in THINGS or found.style:
            continue
        match = _AUTHOR_YEAR.match(unit.view.text, found.end)
        dated = re.search(r"arxiv-(\d\d)|-(?:19|20)(\d\d)$", paper.id)
        if match and dated and int(match["year"]) % 100 - int(dated[1] or dated[2]) in {0, 1}:
            yield _made(unit, found.entry, paper, "described-by", "author-year", found)


def _by_number(unit: Unit, lexicon: Lexicon) -> Iterator[Statement]:
    """Yield the paper whose arXiv number stands in the line below a title that names one model."""
    text = unit.view.text
    models = unit.topic.models
    if not unit.own_heading or len(models) != 1 or len(text) > _SHORT or unit.kind != "paragraph":
        return
    title = fold(unit.path[-1]) if unit.path else ""
    if not any(title.startswith(fold(form)) for form in (models[0].label, *models[0].forms)):
        return
    for match in _NUMBER.finditer(text):
        paper = lexicon.get(EntityId(f"paper/arxiv-{match['id']}"))
        paper = paper or _new(EntityId(f"paper/arxiv-{match['id']}"), "", f"arXiv:{match['id']}")
        place = Found(match.start(), match.end(), paper, 0.9)
        yield _made(unit, models[0], paper, "described-by", "number-below-title", place)


def _verb_behind(unit: Unit, end: int) -> Entry | None:
    """Return what stands behind `introduces` or the like, right behind a place."""
    match = _VERB.match(unit.view.text, end)
    if match is None:
        return None
    for found in unit.found:
        if found.entry.kind in THINGS and 0 <= found.start - match.end() <= _NEAR:
            return found.entry
    return None


def _of_title(unit: Unit, lexicon: Lexicon, found: Found) -> Iterator[Statement]:
    """Yield what a paper's title says: it introduces Foo in `Foo: A Model for Bars`."""
    paper = found.entry
    head, colon, _ = paper.label.partition(":")
    named = lexicon.find(head, THINGS) if colon else None
    if named is not None and named.paper == paper.id:
        yield _made(unit, named, paper, "introduced-by", "title-names", found)
    introduced = _verb_behind(unit, found.end)
    if introduced is not None:
        yield _made(unit, introduced, paper, "introduced-by", "title-introduces", found)
    line = unit.view.text.find("\n", found.end)
    told = {one.part_of: one for one in lexicon.introduced.get(paper.id, ()) if one.part_of}
    for one in unit.found:
        behind = found.end <= one.start and (line < 0 or one.end <= line)
        if behind and one.entry.paper == paper.id and one.entry not in {named, introduced}:
            yield _made(unit, one.entry, paper, "described-by", "title-beside-name", found)
        elif behind and one.entry.id in told:  # `GPT` behind the title of its first release's paper
            yield _made(unit, told[one.entry.id], paper, "described-by", "title-beside-name", found)
            break


def _made(
    unit: Unit, subject: Entry, paper: Entry, how: str, rule: str, at: LinkText | Found
) -> Statement:
    """Return a statement of the line that a link or title stands in."""
    text = unit.view.text
    start = text.rfind("\n", 0, at.start) + 1
    end = text.find("\n", at.end)
    predicate = {"described-by": "describedBy", "introduced-by": "introducedBy"}[how]
    return Statement(
        subject,
        predicate,
        paper,
        None,
        None,
        start,
        len(text) if end < 0 else end,
        rule,
        at=at.start,
    )
