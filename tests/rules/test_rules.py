"""Every rule says what its page says, and what its case file says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from rules.cases import HERE, TODAY, Case, all_cases
from vaultkit.config import Config
from vaultkit.lint.fix import settle
from vaultkit.lint.lint import lint
from vaultkit.lint.rule import read_files
from vaultkit.lint.select import all_rules, find_rule
from vaultkit.text import NotePath
from vaultkit.vault.vault import Vault

if TYPE_CHECKING:
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.lint.rule import Rule

every_rule = pytest.mark.parametrize("rule", all_rules(), ids=lambda one: one.code)


def vault_of(files: dict[str, str], config: Config) -> Vault:
    r"""Make a vault; `\xFF` in a text stands for that byte."""
    data = {path: text.encode().replace(b"\\xFF", b"\xff") for path, text in files.items()}
    return Vault.of(data, config=config)


def read_graph(vault: Vault, config: Config) -> KnowledgeGraph:
    """Read what the notes say, as `lint --graph` does."""
    pytest.importorskip("spacy", reason="rules on knowledge need the extra nlp")
    from vaultkit.extract.extract import extract

    return extract(vault, config)


def run(
    rule: Rule, files: dict[str, str], config: Config | None = None, today: str = TODAY
) -> list[str]:
    config = config or Config()
    vault = vault_of(files, config)
    graph = read_graph(vault, config) if rule.needs_graph else None
    found = lint(vault, graph, [rule], config, date.fromisoformat(today))
    return [f"{one.path}:{one.place.line}:{one.place.column} {one.message}" for one in found]


@every_rule
def test_what_the_page_calls_bad_is_reported(rule: Rule) -> None:
    assert rule.page.bad, "the page has no example"
    assert run(rule, read_files(rule.page.bad))


@every_rule
def test_what_the_page_calls_good_is_silent(rule: Rule) -> None:
    assert rule.page.good, "the page does not show what to write instead"
    assert run(rule, read_files(rule.page.good)) == []


@every_rule
def test_the_fix_makes_the_good_example_of_the_bad_one(rule: Rule) -> None:
    if not rule.fixes:
        return
    bad, good = read_files(rule.page.bad), read_files(rule.page.good)
    config = Config()
    done = settle(vault_of(bad, config), [rule], config, date.fromisoformat(TODAY), unsafe=True)
    after = {**bad, **{str(path): text for path, text in done.texts.items()}}
    assert after == good


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_case(case: Case) -> None:
    rule = find_rule(case.code)
    found = run(rule, case.files, case.config, case.today)
    assert len(found) == len(case.expect), found
    for line, wanted in zip(found, case.expect, strict=True):
        place, _, words = wanted.partition(" ")
        assert line.split(" ", 1)[0] == place, found
        assert words in line
    if case.fixed:
        vault = vault_of(case.files, case.config)
        day = date.fromisoformat(case.today)
        done = settle(vault, [rule], case.config, day, unsafe=True)
        for path, text in case.fixed.items():
            assert done.texts.get(NotePath(path), case.files[path]) == text
        assert set(map(str, done.texts)) <= set(case.fixed)


@every_rule
def test_every_rule_has_cases_of_its_own(rule: Rule) -> None:
    assert (HERE / f"{rule.code.lower()}.md").is_file()


@every_rule
def test_every_page_says_why(rule: Rule) -> None:
    assert rule.page.why
    assert rule.page.fix
    assert rule.page.title.endswith(".")


def test_codes_and_names_are_unique_and_files_are_named_after_them() -> None:
    rules = all_rules()
    assert len({one.code for one in rules}) == len({one.name for one in rules}) == len(rules)
    for one in rules:
        module = one.check.__module__.rpartition(".")[2]
        assert module == f"{one.code.lower()}_{one.name.replace('-', '_')}"


def test_errors_by_default_are_at_most_a_dozen() -> None:
    errors = [one.code for one in all_rules() if one.default and one.severity == "error"]
    assert len(errors) <= 12, errors
