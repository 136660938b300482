"""Reading: what one note says, a pure function of the note and the names it is read with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vaultkit.extract.acronyms import read_short
from vaultkit.extract.anaphora import Memory, begin, held, remember, resolved
from vaultkit.extract.arguments import Frame, begins_with_pronoun
from vaultkit.extract.bare import carried, narrowed
from vaultkit.extract.eastern import is_eastern, read_eastern
from vaultkit.extract.fields import read_fields
from vaultkit.extract.glossed import read_glossed
from vaultkit.extract.headed import name_headed, read_headed
from vaultkit.extract.holders import read_holders
from vaultkit.extract.implied import read_implied
from vaultkit.extract.labels import read_labels
from vaultkit.extract.lead import lead, title_of
from vaultkit.extract.licences import licenced, read_licence
from vaultkit.extract.makers import read_makers
from vaultkit.extract.mentions import Reader, find_unknown, several_sizes
from vaultkit.extract.nlp import matcher
from vaultkit.extract.numeric import read_numbers
from vaultkit.extract.openness import read_openness, read_terms
from vaultkit.extract.papers import cites_of, read_papers
from vaultkit.extract.parents import of_the_made, read_made
from vaultkit.extract.positional import read_positional
from vaultkit.extract.priors import prior
from vaultkit.extract.releases import read_releases
from vaultkit.extract.roles import add_roles, announce, introduce
from vaultkit.extract.settling import settle_page
from vaultkit.extract.sizes import read_sizes, sized
from vaultkit.extract.statement import Statement, read_patterns, settle_sentence
from vaultkit.extract.structure import read_members, read_structure
from vaultkit.extract.subjects import Topic, label_of
from vaultkit.extract.tables import read_tables
from vaultkit.extract.techniques import is_general, read_techniques
from vaultkit.extract.terse import read_terse
from vaultkit.extract.treated import read_treated
from vaultkit.extract.trees import read_trees
from vaultkit.extract.tuned import read_tuned
from vaultkit.extract.units import Unit, is_bare, listed_sizes, name_units, read_units, set_topics
from vaultkit.extract.unnamed import read_unnamed
from vaultkit.extract.users import read_users
from vaultkit.graph.facts import Claim, Mention, NoteFacts
from vaultkit.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vaultkit.extract.found import Found
    from vaultkit.extract.gazetteer import Gazetteer
    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.nlp import Matcher
    from vaultkit.extract.view import View
    from vaultkit.graph.facts import EntityId, Layer
    from vaultkit.notes.note import Note


@dataclass(frozen=True, slots=True)
class Reading:
    """What one note says."""

    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]
    entries: tuple[Entry, ...]
    """Everything that a claim or mention names, and the releases and series above."""
    forms: tuple[tuple[EntityId, str], ...]
    """Names as written here."""
    unknown: tuple[tuple[str, int], ...]
    """Names like a model's that no list has, with their 1-based lines."""
    facts: NoteFacts


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement with the view that its places are of."""

    statement: Statement
    view: View
    path: tuple[str, ...]
    """Headings above."""
    layer: Layer = "asserted"


@dataclass(slots=True)
class Page:
    """A note while it is read."""

    note: Note
    reader: Reader
    units: list[Unit]
    title: Topic
    property_map: Mapping[str, str] = field(default_factory=dict)
    """Keys of this vault, and those of vaultkit's they stand for."""
    statements: list[Placed] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)
    """What the paragraph before was about."""
    heading: int = -2
    """The heading that it stands under."""

    def add(
        self, one: Statement, view: View, path: tuple[str, ...], *, layer: Layer = "asserted"
    ) -> None:
        """Keep a statement with the view that its places are of."""
        self.statements.append(Placed(one, view, path, layer))


def read_note(
    note: Note, gazetteer: Gazetteer, property_map: Mapping[str, str] | None = None
) -> Reading:
    """Return what a note says.

    Raises:
        MissingExtra: a package that reading needs is not installed.
    """
    gazetteer.lexicon.forget()
    page = open_page(note, gazetteer)
    page.property_map = property_map or {}
    rules = matcher()
    for unit in page.units:
        _read_unit(page, unit, rules)
    read_structure(page)
    read_members(page)
    read_positional(page)
    read_makers(page)
    read_tables(page)
    read_users(page)
    read_holders(page)
    read_fields(page)
    read_papers(page)
    if not note.text.isascii():
        read_eastern(page)
    read_terse(page)
    read_glossed(page)
    read_trees(page)
    return close_page(page)


def open_page(note: Note, gazetteer: Gazetteer) -> Page:
    """Find the names and topics of a note."""
    reader = Reader(gazetteer)
    units = read_units(note)
    name_units(units, reader)
    set_topics(note, units, Topic(), gazetteer.lexicon.introduced)
    sized = several_sizes(one for unit in units for one in unit.found) | listed_sizes(units)
    named = {one.entry for unit in units for one in unit.found}
    near = {one.id for one in named}
    near.update(above for one in named for above in gazetteer.lexicon.ancestors(one))
    reader = Reader(gazetteer, read_short(units, gazetteer.lexicon), sized, frozenset(near))
    name_units(units, reader)
    name_headed(units, reader.lexicon, sized)
    title = title_of(note, reader)
    set_topics(note, units, title, gazetteer.lexicon.introduced)
    if not (title.models or title.others):
        lead(units, reader.lexicon)
    announced = announce(units)
    introduce(units, reader.lexicon)
    add_roles(units, reader.lexicon, sized)
    page = Page(note, reader, units, title)
    for unit, said in read_headed(units):
        page.add(said, unit.view, unit.path)
    for unit, part, whole in announced:
        place = next(one.start for one in unit.found if one.entry.id == part.id)
        end = unit.view.text.find("\n", place)
        end = len(unit.view.text) if end < 0 else end
        one = Statement(part, "partOf", whole, None, None, 0, end, "announced", at=place)
        page.add(one, unit.view, unit.path)
    return page


def _read_unit(page: Page, unit: Unit, rules: Matcher) -> None:
    """Read the sentences of one unit."""
    label: tuple[Entry, ...] = ()
    if unit.kind in {"heading", "bold"} or not (unit.found or unit.topic.models):
        return
    models = unit.topic.models
    if len(models) == 1 and models[0].kind == "model-series" and is_eastern(unit.view.text):
        models = ()  # who of the series is meant, its own sentences say (`eastern`)
    memory = head = begin(unit, page.title, page.memory if unit.heading == page.heading else None)
    for written in unit.sentences():
        memory = held(memory, written, head)
        sentence = resolved(written, memory)
        if is_bare(sentence, unit):
            frame = Frame(unit.topic.models, memory.topic, unit.own_heading)
            for one in read_unnamed(sentence, frame, (), page.reader.lexicon):
                page.add(one, unit.view, unit.path)
            continue
        if (
            sentence.start == 0
            or "\n" in unit.view.text[max(0, sentence.start - 2) : sentence.start]
        ):
            label = label_of(unit.view.text, unit.found, sentence.start)
            memory = replace(memory, topic=label) if label else memory
        counted = sentence
        sentence = sized(sentence, memory.topic or unit.topic.models, page.reader.lexicon)
        own = unit.own_heading or bool(label)
        floor = memory.topic if memory.here or begins_with_pronoun(sentence) else ()
        frame = Frame(label or models, floor, own, bool(label))
        frame = narrowed(sentence, frame, page.reader.lexicon)
        told = carried(sentence, frame, memory.topic)
        read = read_patterns(sentence, told if licenced(sentence) else frame, rules)
        if is_general(sentence):
            read = [one for one in read if one.explicit or one.predicate != "usesTechnique"]
        read += read_numbers(sentence, told, page.reader.lexicon)
        read += read_sizes(counted, sentence, page.reader.lexicon)
        read += read_releases(sentence, told)
        read += read_labels(sentence, frame)
        read += read_openness(sentence, frame)
        read += read_terms(sentence, frame)
        read += read_licence(sentence, told)
        read += read_tuned(sentence, frame, page.reader.lexicon)
        read += read_treated(sentence, frame, page.reader.lexicon)
        read += read_implied(sentence, read, page.reader.lexicon)
        read += read_unnamed(sentence, frame, read, page.reader.lexicon)
        known = {
            (one.subject.id, one.object.id)
            for one in read
            if one.object and one.predicate in {"usesTechnique", "lacksTechnique"}
        }
        read += read_techniques(sentence, frame, known, unit)
        read += read_made(sentence, frame, page.reader.lexicon)
        for one in settle_sentence(of_the_made(read)):
            page.add(one, unit.view, unit.path)
        memory = remember(memory, sentence)
    page.memory = memory
    page.heading = unit.heading


def close_page(page: Page) -> Reading:
    """Turn what was read into claims and mentions, each at its place in the note."""
    note = page.note
    claims: dict[tuple[object, ...], Claim] = {}
    entries: dict[EntityId, Entry] = {}
    for placed in settle_page(page):
        one = placed.statement
        claim = _claim(note, placed)
        key = (
            claim.subject,
            claim.predicate,
            claim.object,
            repr(claim.value),
            claim.line,
            claim.modality,
        )
        before = claims.get(key)
        if before is None or claim.confidence > before.confidence:
            claims[key] = claim
        entries[one.subject.id] = one.subject
        if one.object:
            entries[one.object.id] = one.object
    mentions: list[Mention] = []
    forms: set[tuple[EntityId, str]] = set()
    unknown: list[tuple[str, int]] = []
    for unit in page.units:
        for found in unit.found:
            entries[found.entry.id] = found.entry
            mentions.append(_mention(note, unit.view, found))
            form = unit.view.text[found.start : found.end]
            if not (found.style or found.part or "\n" in form):
                forms.add((found.entry.id, form.strip("[]")))
        for name in find_unknown(unit.view.text, unit.found, page.reader.lexicon):
            place = unit.view.at[unit.view.text.find(name)]
            unknown.append((name, note.place(place).line))
    cites = cites_of(page)
    entries.update((one.id, one) for one, _ in cites)
    lexicon = page.reader.lexicon
    for entry in list(entries.values()):
        for above in lexicon.ancestors(entry):
            owner = lexicon.get(above)
            if owner:
                entries.setdefault(above, owner)
    facts = NoteFacts(
        note.path,
        note.name,
        about=tuple(sorted(one.id for one in (*page.title.models, *page.title.others))),
        cites=tuple(sorted((one.id, status) for one, status in cites)),
    )
    return Reading(
        tuple(claims.values()),
        tuple(mentions),
        tuple(entries[key] for key in sorted(entries)),
        tuple(sorted(forms)),
        tuple(dict.fromkeys(unknown)),
        facts,
    )


def _claim(note: Note, placed: Placed) -> Claim:
    """Return a statement as a claim at its place."""
    one, view, path = placed.statement, placed.view, placed.path
    start, end = one.start, min(one.end, len(view.text))
    while start < end and view.text[start] in " \n":
        start += 1
    while end > start and view.text[end - 1] in " \n":
        end -= 1
    span = _whole(note, view, start, end)
    place = view.at[min(one.at, len(view.at) - 1)] if one.at else span.start
    return Claim(
        subject=one.subject.id,
        predicate=one.predicate,
        object=one.object.id if one.object else None,
        value=one.value,
        raw=one.raw if one.predicate != "license" else one.raw or _as_written(one, view),
        note=note.path,
        line=note.place(place).line,
        span=span,
        quote=note.text[span.start : span.end],
        heading=" > ".join(path),
        rule=one.rule,
        confidence=1.0 if placed.layer == "curated" else round(prior(one.rule) * one.factor, 3),
        modality=one.modality,
        layer=placed.layer,
        date_precision=_precision(one),
    )


def _as_written(one: Statement, view: View) -> str | None:
    """Return the words that name a licence at its place: `MIT`, for the MIT License."""
    if one.object is None:
        return None
    behind = view.text[one.at : one.at + _LONGEST].casefold()
    forms = [form for form in one.object.forms if behind.startswith(form.casefold())]
    longest = max(forms, key=len, default="")
    return view.text[one.at : one.at + len(longest)] or None


_LONGEST = 80


def _precision(one: Statement) -> str:
    """Return how exact a date is: `day`, `month` or `year`."""
    if one.predicate != "releaseDate":
        return ""
    return {4: "year", 7: "month"}.get(len(str(one.value)), "day")


def _whole(note: Note, view: View, start: int, end: int) -> Span:
    """Return the place of a quote, with the marks and brackets that its first and last words are in."""
    span = view.span(start, end)
    first, last = span.start, span.end
    for one in view.links:
        if one.start == start and one.end > one.start:
            first = min(first, one.link.span.start)
        if one.start < end <= one.end:
            last = max(last, one.link.span.end)
    text = note.text
    while first > 0 and text[first - 1] in "*_`[=~" and text[first - 1] != "\n":
        first -= 1
    while last < len(text) and text[last] in "*_`]=~":
        last += 1
    return Span(first, last)


def _mention(note: Note, view: View, found: Found) -> Mention:
    """Return a name at its place in the note."""
    span = view.span(found.start, found.end)
    start, end = note.place(span.start), note.place(span.end)
    return Mention(
        note=note.path,
        line=start.line,
        column=start.column,
        end_column=end.column if end.line == start.line else start.column + span.end - span.start,
        text=note.text[span.start : span.end],
        entity=found.entry.id,
        kind=found.entry.kind,
        linked=any(
            one.start <= found.start and found.end <= one.end and one.link.kind == "wikilink"
            for one in view.links
        ),
        confidence=round(found.confidence, 3),
        span=span,
    )
