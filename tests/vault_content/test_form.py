"""The example vault is well-formed: links, types, dates, and sentences that say what properties say."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from vault_content.held import LOGS, VAULT, Held, hold, open_example
from vaultkit.vault.resolve import Found

if TYPE_CHECKING:
    from vaultkit.vault.vault import Vault

LINEAGE = ("fine_tuned_from", "derived_from", "learned_from", "successor_of")
MODELS = {"model", "model-series", "model-variant"}
REACHES: dict[str, set[str]] = {
    "part_of": MODELS,
    "developed_by": {"organization"},
    "organization": {"organization"},
    "fine_tuned_from": MODELS,
    "derived_from": MODELS,
    "learned_from": MODELS,
    "successor_of": MODELS,
    "uses": {"technique", "software"},
    "broader": {"technique"},
    "trained_on": {"dataset"},
    "evaluated_on": {"benchmark"},
    "paper": {"paper"},
    "introduced_by": {"paper"},
    "introduces": {*MODELS, "technique", "dataset", "benchmark", "software"},
}
STATED = ("developed_by", "uses", "trained_on", "evaluated_on", "parameters", "introduced_by")
KINDS = {
    *MODELS,
    *("technique", "paper", "dataset", "benchmark", "organization", "software"),
    *("map", "glossary", "reading-list", "essay", "note", "daily", "weekly"),
}


@pytest.fixture(scope="module")
def vault() -> Vault:
    return open_example()


@pytest.fixture(scope="module")
def notes(vault: Vault) -> dict[str, Held]:
    return {path: hold(note) for path, note in vault.notes.items()}


@pytest.fixture(scope="module")
def by_name(notes: dict[str, Held]) -> dict[str, Held]:
    return {held.name: held for held in notes.values()}


def test_there_is_enough_to_fork(notes: dict[str, Held]) -> None:
    assert len(notes) >= 250
    assert sum(held.kind in MODELS for held in notes.values()) >= 90
    assert sum(held.kind == "paper" for held in notes.values()) >= 100


def test_every_link_reaches_its_place(vault: Vault) -> None:
    missed = [
        (source, link.raw)
        for source, links in vault.sources()
        for link in links
        if link.kind not in {"url", "citation"}
        and not isinstance(vault.resolve(source, link), Found)
    ]
    assert missed == []


def test_names_are_unique_whatever_their_case(notes: dict[str, Held]) -> None:
    seen: dict[str, str] = {}
    twice = []
    for held in notes.values():
        key = held.name.casefold()
        if key in seen:
            twice.append((held.path, seen[key]))
        seen[key] = held.path
    assert twice == []


def test_an_alias_names_one_note(notes: dict[str, Held]) -> None:
    owners: dict[str, str] = {}
    clash = []
    for held in notes.values():
        for name in held.names:
            other = owners.setdefault(name, held.path)
            if other != held.path:
                clash.append((name, other, held.path))
    assert clash == []


def test_every_note_has_a_known_type(notes: dict[str, Held]) -> None:
    assert {held.path: held.kind for held in notes.values() if held.kind not in KINDS} == {}


def test_properties_have_the_types_obsidian_is_told(notes: dict[str, Held]) -> None:
    told = json.loads((VAULT / ".obsidian/types.json").read_text(encoding="utf-8"))["types"]
    kinds = {
        "text": lambda one: isinstance(one, str),
        "date": lambda one: isinstance(one, str) and bool(date.fromisoformat(one)),
        "number": lambda one: isinstance(one, int) and not isinstance(one, bool),
        **dict.fromkeys(
            ("multitext", "aliases", "tags"),
            lambda one: (
                isinstance(one, list) and bool(one) and all(isinstance(i, str) for i in one)
            ),
        ),
    }
    wrong = [
        (held.path, key, value)
        for held in notes.values()
        for key, value in held.fields.items()
        if key not in told or not kinds[told[key]](value)
    ]
    assert wrong == []


def test_link_properties_reach_notes_of_their_kind(
    notes: dict[str, Held], by_name: dict[str, Held]
) -> None:
    wrong = [
        (held.path, key, target)
        for held in notes.values()
        for key, kinds in REACHES.items()
        for target in held.texts(key)
        if target not in by_name or by_name[target].kind not in kinds
    ]
    assert wrong == []


def test_what_a_paper_introduces_names_it_too(
    notes: dict[str, Held], by_name: dict[str, Held]
) -> None:
    """A later paper on a thing does not introduce it: both notes must say so, if both say."""
    pairs = [
        (held, target, {*target.texts("introduced_by"), *target.texts("paper")})
        for held in notes.values()
        for target in map(by_name.__getitem__, held.texts("introduces"))
    ]
    wrong = [
        (held.path, target.path)
        for held, target, papers in pairs
        if papers and held.name not in papers
    ]
    assert wrong == []
    assert sum(bool(papers) for _, _, papers in pairs) >= 100


def test_values_are_of_their_form(notes: dict[str, Held]) -> None:
    wrong = []
    for held in notes.values():
        wrong += [
            (held.path, size)
            for size in held.texts("parameters")
            if not re.fullmatch(r"\d+(\.\d+)?[MBT]", size)
        ]
        for key in ("released", "published"):
            value = held.fields.get(key)
            if value is not None and not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", str(value)):
                wrong.append((held.path, str(value)))
        weights = held.fields.get("weights")
        if weights not in {None, "open", "gated", "closed"}:
            wrong.append((held.path, str(weights)))
    assert wrong == []


def test_arxiv_numbers_and_dates_agree(notes: dict[str, Held]) -> None:
    """The number has the month of announcement, some days after a paper was sent in.

    Where more time lies between, the note says so in words.
    """
    checked, wrong = 0, []
    for held in notes.values():
        number = held.fields.get("arxiv")
        if number is None:
            continue
        found = re.fullmatch(r"(\d\d)(\d\d)\.(\d{4,5})", str(number))
        assert found is not None, held.path
        # Since 2015 the last part has five digits.
        assert len(found[3]) == 5 or found[1] < "15", held.path
        month = f"20{found[1]}-{found[2]}"
        sent = str(held.fields["published"])
        later = str(date.fromisoformat(sent) + timedelta(days=3))[:7] if len(sent) == 10 else sent
        checked += 1
        late = f"numbered in {date.fromisoformat(f'{month}-01'):%B}" in held.body
        if month not in {sent[:7], later} and not late:
            wrong.append((held.path, number, sent))
    assert wrong == []
    assert checked >= 100


def test_one_note_for_each_arxiv_number(notes: dict[str, Held]) -> None:
    numbers = [str(held.fields["arxiv"]) for held in notes.values() if "arxiv" in held.fields]
    assert len(numbers) == len(set(numbers))


def test_children_are_not_older_than_their_parents(
    notes: dict[str, Held], by_name: dict[str, Held]
) -> None:
    wrong = [
        (held.name, released, parent)
        for held in notes.values()
        for key in LINEAGE
        for parent in held.texts(key)
        if (released := held.fields.get("released"))
        and (before := by_name[parent].fields.get("released"))
        and str(before) > str(released)
    ]
    assert wrong == []


def test_every_lineage_property_has_a_sentence(
    notes: dict[str, Held], by_name: dict[str, Held]
) -> None:
    pairs = [
        (held, key, parent)
        for held in notes.values()
        for key in LINEAGE
        for parent in held.texts(key)
    ]
    silent = [
        (held.path, key, parent)
        for held, key, parent in pairs
        if not held.says(held.names, by_name[parent].names)
    ]
    assert silent == []
    assert len(pairs) >= 50


def test_what_properties_state_stands_in_the_text(
    notes: dict[str, Held], by_name: dict[str, Held]
) -> None:
    silent = []
    for held in notes.values():
        for key in STATED:
            for value in held.texts(key):
                names = by_name[value].names if value in by_name else (value,)
                if not held.says(names):
                    silent.append((held.path, key, value))
        context = held.fields.get("context_length")
        if (
            context is not None
            and f"{context:,}" not in held.body
            and str(context) not in held.body
        ):
            silent.append((held.path, "context_length", str(context)))
        released = held.fields.get("released")
        if released is not None and str(released) not in held.body:
            silent.append((held.path, "released", str(released)))
    assert silent == []


def test_lineage_has_no_circle(notes: dict[str, Held]) -> None:
    parents = {
        held.name: {one for key in LINEAGE for one in held.texts(key)} for held in notes.values()
    }

    def above(name: str, seen: frozenset[str]) -> bool:
        return any(one in seen or above(one, seen | {one}) for one in parents.get(name, ()))

    assert [name for name in parents if above(name, frozenset({name}))] == []


def test_every_thing_gives_its_sources(notes: dict[str, Held]) -> None:
    need = {"model", "model-variant", "technique", "dataset", "benchmark", "software"}
    assert [
        held.path
        for held in notes.values()
        if held.kind in need and ("## Sources\n- " not in held.body)
    ] == []


def test_notes_of_days_are_named_and_headed_by_them(notes: dict[str, Held]) -> None:
    days = [held for held in notes.values() if held.kind == "daily"]
    for held in days:
        day = date.fromisoformat(held.name)
        assert held.headings[0] == f"{day:%A}, {day.day} {day:%B %Y}", held.path
        assert held.fields["created"] == held.name
    assert len(days) >= 40
    assert all(one.path.startswith(LOGS) for one in days)


def test_canvases_pictures_and_bibliography_are_well_formed(vault: Vault) -> None:
    canvases = [name for name in vault.files if name.endswith(".canvas")]
    pictures = [name for name in vault.files if name.endswith(".svg")]
    assert canvases
    assert pictures
    for name in canvases:
        board = json.loads((VAULT / name).read_text(encoding="utf-8"))
        nodes = {one["id"] for one in board["nodes"]}
        assert len(nodes) == len(board["nodes"])
        assert all({one["fromNode"], one["toNode"]} <= nodes for one in board["edges"])
        assert all(one["file"] in vault.files for one in board["nodes"] if one["type"] == "file")
    for name in pictures:
        ET.fromstring((VAULT / name).read_text(encoding="utf-8"))  # noqa: S314 - our own pictures
    keys = re.findall(
        r"^@\w+\{([^,]+),", (VAULT / "references.bib").read_text("utf-8"), re.MULTILINE
    )
    assert len(keys) == len(set(keys)) >= 40
    for file in (VAULT / ".obsidian").glob("*.json"):
        json.loads(file.read_text(encoding="utf-8"))
