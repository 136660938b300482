"""Techniques told in other words: each entry of told.toml tells, and is silent, where it says so."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from vaultkit.config import Config
from vaultkit.extract.extract import extract
from vaultkit.graph.vocab import knowledge, told_phrases
from vaultkit.vault.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.graph.graph import KnowledgeGraph


def cases() -> Iterator[tuple[str, str, bool]]:
    for row in told_phrases():
        yield from ((row["technique"], text, True) for text in row["tells"])
        yield from ((row["technique"], text, False) for text in row["silent"])


CASES = tuple(cases())


@cache
def graph() -> KnowledgeGraph:
    notes = {f"{number}.md": text + "\n" for number, (_, text, _) in enumerate(CASES)}
    return extract(Vault.of(notes, config=Config()), Config())


def test_every_entry_has_cases_of_both_sorts_and_a_technique_of_the_list() -> None:
    listed = {one.label for one in knowledge() if one.kind == "technique"}
    for row in told_phrases():
        assert row["technique"] in listed
        assert set(row.get("names", ())) <= listed
        assert row["tells"]
        assert row["silent"]


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: CASES[number][1][:60])
def test_a_sentence_tells_of_a_technique_or_is_silent(number: int) -> None:
    technique, text, tells = CASES[number]
    said = {
        (graph().entities[one.subject].label, graph().entities[one.object].label)
        for one in graph().claims
        if one.note == f"{number}.md" and one.predicate == "usesTechnique" and one.object
    }
    assert (("Foo-7B", technique) in said) == tells, text
