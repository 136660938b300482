"""Sentences and small notes, and exactly what is read out of each."""

from __future__ import annotations

from collections import Counter

import pytest

from patterns.cases import Case, all_cases, misses, wrong
from vaultkit.graph.vocab import schema

CASES = all_cases()
KNOWN = frozenset(misses())


def test_there_are_hundreds_of_cases_and_many_of_them_say_nothing() -> None:
    assert len(CASES) >= 300
    assert sum(not case.wanted for case in CASES) >= 100
    assert sum(case.file.startswith("apart/") for case in CASES) >= 80


def test_every_case_has_a_name_of_its_own() -> None:
    assert [name for name, count in Counter(case.name for case in CASES).items() if count > 1] == []
    assert {case.name for case in CASES} >= KNOWN


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}:{case.line}")
def test_cases_speak_of_terms_of_the_schema(case: Case) -> None:
    terms = {*case.checks, *(name for wanted in case.wanted for name in wanted.predicates)}
    assert terms <= set(schema().properties)
    below = {name for one in case.checks for name in schema().below(one)}
    assert {name for wanted in case.wanted for name in wanted.predicates} <= below


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}:{case.line}")
def test_a_case_is_read_as_it_should_be(case: Case) -> None:
    found = wrong(case)
    if found and case.name in KNOWN:
        pytest.skip("a known miss (misses.txt)")
    assert not found, "\n".join([case.text, *found])


def test_every_pattern_has_a_name_of_its_own() -> None:
    # The matcher keeps patterns by name: of two with one name, the first would be lost.
    from vaultkit.extract.nlp import all_patterns

    assert [name for name, n in Counter(one.name for one in all_patterns()).items() if n > 1] == []
