"""What changed is judged again, and the result is that of judging everything."""

from __future__ import annotations

import marshal
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vaultkit.config import Config
from vaultkit.lint.again import Change, can_remember, lint_again, lint_all
from vaultkit.lint.lint import lint
from vaultkit.lint.memory import Memory, pack
from vaultkit.lint.report import FEW, View
from vaultkit.lint.reports.text import render, render_counted
from vaultkit.lint.scene import Nothing
from vaultkit.lint.select import all_rules
from vaultkit.lint.tally import FIRST, Tally, tally
from vaultkit.vault.vault import Vault, is_hidden

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vaultkit.lint.finding import Finding

RULES = [one for one in all_rules() if one.reads not in {"vault", "graph"}]
DAYS = [date(2026, 1, 1), date(2026, 6, 1)]
NAMES = [
    "Orca.md", "orca.md", "orcas.md", "a/Orca.md", "a/Llama 2.md", "Llama-2.md", "b/Vicuna.md",
    "Vicuna.md", "a/b/Index.md", "2024-07-23.md", "2024-07-23 Tuesday.md", "pic.png", "a/pic.png",
    "Map.canvas", "All.base", "what?.md", "x#y.md", ".trash/Orca.md", "a.md", "a/..md", "Bad.canvas",
]  # fmt: skip
LINES = [
    "[[Orca]]", "[[orca]]", "[[a/Orca]]", "[[Orca#Training data]]", "[[Vicuna#^p1]]", "![[pic.png]]",
    "[[Llama 2|it]]", "[[Lama 2]]", "[[Vicunas]]", "[x](../Orca.md)", "[x](Vicuna.md#training-data)",
    "[[The Whale]]", "[[..]]", "[[./Orca]]", "[[Index#Nothing]]", "[[2024-07-23]]", "[[Gone Model]]",
    "[[2024-07-22]]", "# Training data", "## Nothing", "Text. ^p1", "- [ ] do 🆔 t1", "[c](#nothing)",
    "- [ ] wait 🆔 t2 ⛔ t1", "- [ ] wait ⛔ t9", "- [x] done 🆔 t1 ⛔ t2", "- [ ] old ➕ 2025-01-01",  # noqa: RUF001
    "- [ ] due 📅 2026-03-01", "%% vaultkit: off LNK001 %%", "%% vaultkit: off NOT005 %%", "[@key]",
    "<!-- vaultkit: on -->", "status:: wip", "%% vaultkit:begin p v1 sha=0123456789ab %%", "[[.x]]",
    "%% vaultkit:end p %%", "| a | b |\n|---|---|\n| [[Orca|x]] | 1 |", "`code`", "", "[[what?]]",
    "[[.trash/Orca]]", "[[a/]]", "Ω [[Orca\\x]]", "<span>[[Orca]]</span>", "[[Map.canvas]]",
]  # fmt: skip
HEADS = [
    "", "---\naliases: [The Whale]\n---\n", "---\nalias: Gone Model\nyear: 2023\n---\n",
    "---\nyear: 2021\n---\n", "---\nyear: two\ntags: x\n---\n", "---\nup: '[[Orca]]'\nyear: [1]\n---\n",
    "---\nYear: 2022\nstatus: wip\ndate: 2025-01-01\n---\n", "---\nyear: 2020\nx: [[Orca]]\n---\n",
]  # fmt: skip
OTHERS = {
    ".canvas": ['{"nodes":[{"type":"file","file":"Orca.md"}]}', '{"nodes":[{"type":"text","text":"[[Orca]]"}]}', "{"],
    ".base": ['filters: link("Orca")', "x"],
    ".png": ["", "1"],
}  # fmt: skip


@st.composite
def texts(draw: st.DrawFn, path: str) -> str:
    """Return a text for a file of this name."""
    ending = "." + path.rpartition(".")[2]
    if ending in OTHERS:
        return draw(st.sampled_from(OTHERS[ending]))
    lines = draw(st.lists(st.sampled_from(LINES), max_size=5))
    return draw(st.sampled_from(HEADS)) + "\n\n".join(lines) + "\n"


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, str | None]]:
    """Return a first vault and some changes of it: texts by path, None for a file that goes."""
    first: dict[str, str | None] = {
        path: draw(texts(path)) for path in draw(st.lists(st.sampled_from(NAMES), min_size=3))
    }
    steps = [first]
    for _ in range(draw(st.integers(1, 4))):
        step: dict[str, str | None] = {}
        for path in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3)):
            step[path] = draw(st.none() | texts(path))
        steps.append(step)
    return steps


class Past(Nothing):
    """An outside that knows a name git once had."""

    def __init__(self, commit: int) -> None:
        self._commit = commit

    def gone(self) -> Mapping[str, str]:
        """Know one name, where the newer commit gives another path."""
        return {"gonemodel": "Orca.md" if self._commit else ""}

    def written(self, path: str, line: int) -> date | None:
        """Know a day for every line."""
        del path
        return date(2025, 1 + self._commit, 1 + line % 20)


def kept(values: Any) -> Any:
    """Return what a cache gives back."""
    return marshal.loads(marshal.dumps(values))  # noqa: S302 (made in this test)


def same_counts(counted: Tally, full: tuple[Finding, ...]) -> None:
    """Look whether a tally that was told of changes is that of all findings."""
    whole = tally((one.path, pack(one)) for one in full)
    assert counted.files == whole.files
    assert counted.groups.keys() == whole.groups.keys()
    for key, group in counted.groups.items():
        first = whole.groups[key][FIRST]
        assert group[:FIRST] == whole.groups[key][:FIRST]
        assert group[FIRST] == first[: len(group[FIRST])]
    view = View(line=lambda *_: None, notes=9)
    if counted.can_show and len(full) > FEW:
        assert render_counted(counted, view) == render(full, view)


def differ(old: dict[str, str], new: dict[str, str], *, day: bool, commit: bool) -> Change:
    """Return the change between two vaults."""
    return Change(
        frozenset(p for p, one in new.items() if old.get(p) != one and not is_hidden(p)),
        frozenset(p for p in old if p not in new and not is_hidden(p)),
        frozenset(old.keys() ^ new.keys()),
        day=day,
        commit=commit,
    )


@given(
    histories(), st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=5, max_size=5)
)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_incremental_equals_full(
    steps: list[dict[str, str | None]], world: list[tuple[int, int]]
) -> None:
    config = Config()
    files = {path: one for path, one in steps[0].items() if one is not None}
    vault = Vault.of(files, config)
    found, base = lint_all(vault, RULES, config, DAYS[world[0][0]], Past(world[0][1]))
    assert found == lint(vault, None, RULES, config, DAYS[world[0][0]], outside=Past(world[0][1]))
    base, over = kept(base), None
    for number, step in enumerate(steps[1:], 1):
        before = dict(files)
        for path, text in step.items():
            if text is None:
                files.pop(path, None)
            else:
                files[path] = text
        vault = Vault.of(files, config)
        (old_day, old_commit), (day, commit) = world[number - 1], world[number]
        change = differ(before, files, day=day != old_day, commit=commit != old_commit)
        memory = Memory(base, over)
        made = lint_again(memory, change, vault, RULES, config, DAYS[day], Past(commit))
        full = lint(vault, None, RULES, config, DAYS[day], outside=Past(commit))
        assert made is not None
        assert list(map(repr, made.findings())) == list(map(repr, full))
        same_counts(made.tally, full)
        over = kept(made.over)


def run(files: dict[str, str], step: dict[str, str]) -> tuple[tuple[Finding, ...], set[str]]:
    """Return what is found after a change, and which notes were judged."""
    config = Config()
    _, base = lint_all(Vault.of(files, config), RULES, config, DAYS[0], Nothing())
    new = {**files, **step}
    judged: set[str] = set()

    class Seen(dict[Any, Any]):
        def __getitem__(self, key: Any) -> Any:
            judged.add(key)
            return super().__getitem__(key)

        def get(self, key: Any, default: Any = None) -> Any:
            if key in self:
                judged.add(key)
            return super().get(key, default)

    whole = Vault.of(new, config)
    vault = Vault(
        Seen(whole.notes), whole.files, config, whole.settings, whole.others, whole.hidden,
        whole.entries, whole.skipped,
    )  # fmt: skip
    change = differ(files, new, day=False, commit=False)
    made = lint_again(Memory(kept(base)), change, vault, RULES, config, DAYS[0], Nothing())
    assert made is not None
    return made.findings(), judged


MANY = {f"n{number}.md": f"[[n{number + 1}]] and [[Orca#A]]\n" for number in range(30)}


def test_a_change_of_words_reads_no_other_note() -> None:
    files = {**MANY, "n30.md": "", "Orca.md": "# A\n"}
    assert run(files, {"n5.md": "[[n6]] other words\n"})[1] == {"n5.md"}


def test_a_heading_that_goes_is_missed_by_all_that_link_to_it() -> None:
    files = {**MANY, "n30.md": "", "Orca.md": "# A\n"}
    found, judged = run(files, {"Orca.md": "# B\n"})
    assert {one.path for one in found if one.code == "LNK004"} == set(MANY)
    assert judged == {*MANY, "Orca.md"}


def test_a_new_name_is_seen_by_those_that_name_it() -> None:
    files = {**MANY, "n30.md": "", "Orca.md": "# A\n"}
    _, judged = run(files, {"x/n9.md": ""})
    assert judged == {"n8.md", "x/n9.md", "Orca.md"}


LEADS: dict[str, tuple[dict[str, str], dict[str, str | None]]] = {
    "an alias comes": ({"a.md": "[[The Whale]]"}, {"b.md": "---\naliases: [The Whale]\n---\n"}),
    "an alias goes": (
        {"a.md": "[[The Whale]]", "b.md": "---\naliases: [The Whale]\n---\n"},
        {"b.md": "text"},
    ),
    "a note with an alias goes": (
        {"a.md": "[[The Whale]]", "b.md": "---\naliases: [The Whale]\n---\n"},
        {"b.md": None},
    ),
    "a heading goes": ({"a.md": "[[b#H]]", "b.md": "# H\n"}, {"b.md": "# I\n"}),
    "a heading comes": ({"a.md": "[[b#H]]", "b.md": "# I\n"}, {"b.md": "# H\n"}),
    "a block goes": ({"a.md": "[[b#^x]]", "b.md": "Text. ^x\n"}, {"b.md": "Text.\n"}),
    "a block of another name": ({"a.md": "[[b#^x]]", "b.md": "T. ^y\n"}, {"b.md": "T. ^z\n"}),
    "a folder's own name": ({"d/a.md": "[[.]]", "d.md": ""}, {"d.md": None}),
    "a hidden note": ({"a.md": "[[b]]"}, {".trash/b.md": ""}),
    "a task that is waited for": ({"a.md": "- [ ] x ⛔ t\n"}, {"b.md": "- [ ] y 🆔 t\n"}),
    "a task that is no more": (
        {"a.md": "- [ ] x ⛔ t\n", "b.md": "- [ ] y 🆔 t\n"},
        {"b.md": "- [ ] y\n"},
    ),
    "a circle closes": (
        {"a.md": "- [ ] x 🆔 s ⛔ t\n", "b.md": "- [ ] y 🆔 t\n"},
        {"b.md": "- [ ] y 🆔 t ⛔ s\n"},
    ),
    "an id twice": ({"a.md": "- [ ] x 🆔 s\n"}, {"b.md": "\n- [ ] y 🆔 s\n"}),
    "a type of few": (
        {**{f"{n}.md": "---\nyear: 1\n---\n" for n in range(4)}, "5.md": "---\nyear: 1\n---\n"},
        {"5.md": "---\nyear: x\n---\n"},
    ),
    "a type of few, silenced": (
        {
            **{f"{n}.md": "---\nyear: 1\n---\n" for n in range(4)},
            "5.md": "---\nyear: x\n---\n%% vaultkit: off NOT005 %%\n",
        },
        {"6.md": "---\nyear: 1\n---\n"},
    ),
    "a silence comes": (
        {"Con.md": "text"},
        {"Con.md": "%% vaultkit: off NOT009 %%\ntext"},
    ),
    "the same span, another line": (
        {
            **{f"{n}.md": "---\nyear: 1\n---\n" for n in range(4)},
            "5.md": "---\na: 'x  z'\nyear: x\n---\n",
        },
        {"5.md": "---\na: 'x\n z'\nyear: x\n---\n"},
    ),
    "a name twice": ({"a.md": "[[Orca]]", "x/Orca.md": ""}, {"y/Orca.md": ""}),
    "a name once": ({"a.md": "[[Orca]]", "x/Orca.md": "", "y/Orca.md": ""}, {"y/Orca.md": None}),
    "a nearer note": ({"x/a.md": "[[Orca]]", "y/Orca.md": "# A\n"}, {"x/Orca.md": "# B\n"}),
    "a slip that is none": ({"a.md": "[[Orcas x]]", "Orcas y.md": ""}, {"Orcas x.md": ""}),
    "a fix that names a path": (
        {"a.md": "[[x/the orca]]", "y/The-Orca.md": ""},
        {"z/The-Orca.md": ""},
    ),
    "a canvas that is none": ({"a.canvas": "{}", "a.md": ""}, {"a.canvas": "{"}),
    "a canvas to a note that goes": (
        {"a.canvas": '{"nodes":[{"type":"file","file":"b.md"}]}', "b.md": ""},
        {"b.md": None},
    ),
    "a case that collides": ({"a.md": "[[Orca]]", "Orca.md": ""}, {"orca.md": ""}),
    "a picture comes": ({"a.md": "![[p.png]] ![](q/p.png)"}, {"q/p.png": ""}),
}


@pytest.mark.parametrize("name", LEADS)
def test_what_leads_from_one_file_to_another(name: str) -> None:
    files, step = LEADS[name]
    config = Config()
    calm = {f"calm {n}.md": "[[calm 1]]\n" for n in range(3)}
    old = {**files, **calm}
    new = {path: one for path, one in {**old, **step}.items() if one is not None}
    before, base = lint_all(Vault.of(old, config), RULES, config, DAYS[0], Nothing())
    change = differ(old, new, day=False, commit=False)
    vault = Vault.of(new, config)
    made = lint_again(Memory(kept(base)), change, vault, RULES, config, DAYS[0], Nothing())
    full = lint(vault, None, RULES, config, DAYS[0])
    assert made is not None
    assert list(map(repr, made.findings())) == list(map(repr, full))
    same_counts(made.tally, full)
    assert list(map(repr, before)) != list(map(repr, full)) or "silenced" in name


@pytest.mark.parametrize("rule", all_rules(), ids=lambda one: one.code)
def test_every_rule_says_what_it_reads(rule: Any) -> None:
    assert rule.reads in {"note", "names", "links", "gathered", "vault", "graph"}
    if rule.reads == "graph":
        assert rule.needs_graph
    if rule.reads == "vault":
        assert not can_remember([rule])
        assert not rule.default, "one such rule has every run judge everything"


def test_only_what_runs_by_default_is_imported() -> None:
    from vaultkit.lint import rules
    from vaultkit.lint.select import default_rules, is_default

    files: dict[str, list[bool]] = {}
    for one in all_rules():
        files.setdefault(one.check.__module__.rpartition(".")[2], []).append(is_default(one))
    assert {name for name, some in files.items() if not any(some)} == rules.OFF
    assert default_rules() == tuple(one for one in all_rules() if is_default(one))
