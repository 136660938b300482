"""What the example vault says twice, it says alike: notes, their papers, tables, bibliography, names.

No test can tell whether a fact is right. Most faults found by reading, though, showed in a disagreement: a paper
that only goes on from a technique was said to introduce it, a table had kept an old figure, a date had no source.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from vault_content.held import VAULT, Held, fold, hold, open_example
from vaultkit.graph.vocab import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.graph.known import Known

MODELS = {"model", "model-series", "model-variant"}
HOUSES = {"Meta": "Meta AI", "Microsoft": "Microsoft Research", "Google DeepMind": "Google"}
"""Organisations of which one is a part of the other, or grew out of it."""
LATER = {
    "Grok-1": "the weights, months after the service that ran on it",
    "o1": "the model, months after a preview of it",
}
"""Models whose note gives another month than the names of the field, and why."""
NAMESAKES = {"ReALM": "REALM of 2020, a retriever by others"}
"""Models that share their letters with another thing among the names of the field."""
_ROW = re.compile(r"(?<!\\)\|")
_LINKED = re.compile(r"\[\[([^\]|#\\]+)(#)?")
_LINK = re.compile(r"\]\((https?://[^)\s]+)\)")
_ARXIV = re.compile(r"arxiv\.org/abs/(\d{4}\.\d{4,5})")
_FIGURE = re.compile(
    r"\d[\d,.]*\s?(?:%|[BMTKG]B?\b|million|billion|trillion|tokens)|\d{4}-\d\d-\d\d"
)


@pytest.fixture(scope="module")
def notes() -> dict[str, Held]:
    held = map(hold, open_example().notes.values())
    return {one.name: one for one in held}


@pytest.fixture(scope="module")
def known() -> dict[str, Known]:
    """Return the names of the field by label and alias, the first of each kind of thing."""
    found: dict[str, Known] = {}
    for one in knowledge():
        for name in (one.label, *one.aliases):
            found.setdefault(f"{one.id.split('/')[0]} {fold(name)}", one)
    return found


def models(notes: dict[str, Held]) -> Iterator[Held]:
    return (held for held in notes.values() if held.kind in MODELS)


def sources(held: Held) -> str:
    """Return what stands under the heading Sources."""
    return held.body.partition("\n## Sources\n")[2].partition("\n%% vaultkit")[0]


def test_a_model_cites_its_paper(notes: dict[str, Held]) -> None:
    pairs = [
        (held, str(number))
        for held in models(notes)
        for paper in held.texts("paper")
        if (number := notes[paper].fields.get("arxiv"))
    ]
    assert [(h.path, number) for h, number in pairs if number not in sources(h)] == []
    assert len(pairs) >= 80


def test_a_model_is_of_the_house_of_its_paper(notes: dict[str, Held]) -> None:
    checked, wrong = 0, []
    for held in models(notes):
        makers = {HOUSES.get(one, one) for one in held.texts("developed_by")}
        for paper in held.texts("paper"):
            houses = {HOUSES.get(one, one) for one in notes[paper].texts("organization")}
            if makers and houses:
                checked += 1
                if makers != houses:
                    wrong.append((held.name, makers, houses))
    assert wrong == []
    assert checked >= 80


def test_a_date_that_is_not_the_papers_has_a_source(notes: dict[str, Held]) -> None:
    """A paper's own date stands in its note; every other one needs a page that gives it."""
    wrong = []
    for held in models(notes):
        released = held.fields.get("released")
        papers = {str(notes[one].fields["published"]) for one in held.texts("paper")}
        if released is None or str(released) in papers or held.name.endswith(" family"):
            continue
        if not any("arxiv.org" not in link for link in _LINK.findall(sources(held))):
            wrong.append((held.path, released))
    assert wrong == []


def test_a_licence_has_a_source_that_says_so(notes: dict[str, Held]) -> None:
    wrong = [
        held.path
        for held in models(notes)
        if "license" in held.fields and "licen" not in held.body.casefold()
    ]
    assert wrong == []


def test_a_licence_and_the_openness_of_weights_agree(notes: dict[str, Held]) -> None:
    wrong = [
        (held.path, held.fields.get("license"), held.fields.get("weights"))
        for held in models(notes)
        if ("license" in held.fields and held.fields.get("weights") not in {"open", "gated"})
        or (
            held.fields.get("license") in {"MIT", "Apache-2.0"} and held.fields["weights"] != "open"
        )
    ]
    assert wrong == []


def test_a_note_with_figures_has_a_source(notes: dict[str, Held]) -> None:
    """Every figure: a link in its own line, or sources at the end; maps and logs gather from others."""
    gathered = ("Maps/", "Daily/", "Weekly/", "Reading/", "Inbox/", "Templates/")
    wrong = []
    for held in notes.values():
        if held.path.startswith(gathered) or held.name.endswith(" family") or held.kind == "paper":
            continue
        text = held.body.partition("\n## Sources\n")[0].partition("\n%% vaultkit")[0]
        if not _LINK.search(sources(held)):
            wrong += [
                (held.path, line)
                for line in text.split("\n")
                if _FIGURE.search(line)
                and not line.startswith("#")
                and not _LINK.search(line)
                and "[[" not in line
            ]
    assert wrong == []


def test_tables_repeat_what_the_notes_say(notes: dict[str, Held]) -> None:
    """A row that begins with a model and has a column of dates, contexts or sizes repeats its note."""
    checked, wrong = 0, []
    for held in notes.values():
        for name, column, cell in cells(held, notes):
            other = notes[name]
            plain = cell.replace(",", "").replace("K", "000")
            if column in {"released", "date"}:
                right = cell == str(other.fields.get("released"))
            elif column == "context" and "context_length" in other.fields:
                right = plain == str(other.fields["context_length"])
            elif column in {"sizes", "parameters"} and other.texts("parameters"):
                right = {one.strip() for one in cell.split(",")} == set(other.texts("parameters"))
            elif column == "total":
                right = cell in other.texts("parameters")
            else:
                continue
            checked += 1
            if not right:
                wrong.append((held.path, name, column, cell))
    assert wrong == []
    assert checked >= 40


def cells(held: Held, notes: dict[str, Held]) -> Iterator[tuple[str, str, str]]:
    """Yield model, column and text of the filled cells of tables that have a model in each row."""
    columns: list[str] = []
    for line in held.body.partition("%% vaultkit")[0].split("\n"):
        if not line.startswith("|"):
            columns = []
            continue
        row = [one.strip() for one in _ROW.split(line)[1:-1]]
        first = _LINKED.match(row[0])
        if not columns:
            columns = [one.casefold() for one in row]
        elif first and not first[2] and notes[first[1]].kind in MODELS:
            filled = zip(columns, row, strict=True)
            yield from ((first[1], *pair) for pair in filled if pair[1] and pair[1] != "see there")


def test_bibliography_agrees_with_the_notes_of_papers(notes: dict[str, Held]) -> None:
    by_number = {str(one.fields["arxiv"]): one for one in notes.values() if "arxiv" in one.fields}
    text = (VAULT / "references.bib").read_text(encoding="utf-8")
    entries = [one for one in re.split(r"\n(?=@)", text) if "eprint" in one]
    wrong = []
    for entry in entries:
        number, title = _part(entry, r"eprint = \{(.+?)\}"), _part(entry, r"title = \{\{(.+)\}\}")
        year, url = _part(entry, r"year = \{(\d+)"), _part(entry, r"url = \{(.+?)\}")
        held = by_number[number]
        names = {fold(one) for one in (*held.names, held.headings[0])}
        if (
            fold(title) not in names
            or year != str(held.fields["published"])[:4]
            or number not in url
        ):
            wrong.append((number, title, year))
    assert wrong == []
    assert len(entries) >= 40


def test_notes_agree_with_the_names_of_the_field(
    notes: dict[str, Held], known: dict[str, Known]
) -> None:
    """The names were written apart, each from its own source: a check by another hand."""
    checked, wrong = 0, []
    for held in models(notes):
        one = known.get(f"model {fold(held.name)}")
        if one is None or held.name in NAMESAKES:
            continue
        checked += 1
        released = str(held.fields.get("released", ""))
        if one.released and released and released[:7] != one.released and held.name not in LATER:
            wrong.append((held.name, "date", released, one.released))
        numbers = [str(notes[paper].fields.get("arxiv")) for paper in held.texts("paper")]
        if one.paper and "arxiv" in one.paper and not any(n in one.paper for n in numbers):
            wrong.append((held.name, "paper", str(numbers), one.paper))
        weights = str(held.fields.get("weights", ""))
        if one.openness and weights and weights != one.openness:
            wrong.append((held.name, "weights", weights, one.openness))
    for held in notes.values():
        title = held.names[1] if ":" in "".join(held.names[1:2]) else held.name
        one = known.get(f"paper {fold(title)}")
        if held.kind == "paper" and one is not None and "arxiv" in held.fields:
            checked += 1
            if str(held.fields["arxiv"]) not in one.id:
                wrong.append((held.name, "number", str(held.fields["arxiv"]), one.id))
    assert wrong == []
    assert checked >= 190


def test_a_paper_introduces_what_is_not_older_than_it(notes: dict[str, Held]) -> None:
    """No model that a paper introduces came out more than half a year before the paper."""
    pairs = [
        (held, notes[name])
        for held in notes.values()
        if held.kind == "paper"
        for name in held.texts("introduces")
        if "released" in notes[name].fields
    ]
    far = [
        (paper.name, model.name)
        for paper, model in pairs
        if abs((_day(paper.fields["published"]) - _day(model.fields["released"])).days) > 190
    ]
    assert far == []
    assert len(pairs) >= 80


def _part(entry: str, pattern: str) -> str:
    found = re.search(pattern, entry)
    assert found is not None, (entry, pattern)
    return found[1]


def _day(value: object) -> date:
    """Return a day; the end of the month where only a month is known."""
    text = str(value)
    return date.fromisoformat(text if len(text) == 10 else f"{text}-28")


def test_every_arxiv_number_named_has_a_month(notes: dict[str, Held]) -> None:
    numbers = {one for held in notes.values() for one in _ARXIV.findall(held.body)}
    assert [one for one in sorted(numbers) if not 1 <= int(one[2:4]) <= 12] == []
    assert len(numbers) >= 150
