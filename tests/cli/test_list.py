"""`vaultkit list` and `vaultkit resolve`: what they print of a small vault."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from cli.terminal import vaultkit

if TYPE_CHECKING:
    from pathlib import Path

NOTES = {
    ".obsidian/app.json": '{"userIgnoreFilters": ["old/"]}',
    "a.md": "---\naliases: [Al]\ntags: [X/y]\n---\n# A\n[[b#H|it]] [[gone]] [[gone]] #x ![[p.png]]\n",
    "b.md": "# H\n- [ ] read it 📅 2026-01-05\n- [x] done ✅ 2026-01-02\n[[No Such]]\n",
    "c/d.md": "## Sub\n[[a]] #X/y/z\n",
    "nosuch.md": "alone\n",
    "old/e.md": "#old\n",
    "p.png": "",
    "q.png": "",
}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    for name, text in NOTES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def records(vault: Path, *words: str) -> list[dict[str, Any]]:
    """Return what `vaultkit list` prints as records."""
    done = vaultkit("list", *words, "--format", "jsonl", here=vault)
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def test_links(vault: Path) -> None:
    first = records(vault, "links", "a.md")[0]
    assert first == {
        "source": "a.md",
        "line": 6,
        "column": 1,
        "kind": "wikilink",
        "raw": "[[b#H|it]]",
        "target": "b",
        "subpath": "#H",
        "display": "it",
        "embed": False,
        "in_comment": False,
        "status": "ok",
        "resolved": "b.md",
        "rule": "B5",
    }


def test_headings_dates_and_tasks(vault: Path) -> None:
    assert records(vault, "headings", "c") == [
        {"note": "c/d.md", "line": 1, "level": 2, "text": "Sub"}
    ]
    assert [(one["raw"], one["role"]) for one in records(vault, "dates")] == [
        ("2026-01-05", "task"),
        ("2026-01-02", "task"),
    ]
    tasks = records(vault, "tasks", "--today", "2026-02-01")
    assert [(one["text"], one["status"], one["due"], one["done"]) for one in tasks] == [
        ("read it", " ", "2026-01-05", None),
        ("done", "x", None, "2026-01-02"),
    ]


def test_b52_b54_b59_tags(vault: Path) -> None:
    assert [(one["tag"], one["count"], one["notes"]) for one in records(vault, "tags")] == [
        ("#X", 3, 2),
        ("#X/y", 2, 2),
        ("#X/y/z", 1, 1),
    ]


def test_wanted_and_orphans(vault: Path) -> None:
    assert records(vault, "wanted") == [
        {"target": "gone", "count": 2, "notes": 1, "near": []},
        {"target": "No Such", "count": 1, "notes": 1, "near": ["nosuch.md"]},
    ]
    assert records(vault, "orphans") == [
        {"path": "c/d.md", "kind": "note"},
        {"path": "nosuch.md", "kind": "note"},
        {"path": "old/e.md", "kind": "note"},
        {"path": "q.png", "kind": "attachment"},
    ]


def test_an_unknown_list_names_the_nearest(vault: Path) -> None:
    done = vaultkit("list", "link", here=vault)
    assert done.code == 2
    assert "links" in done.err


def test_paths_that_are_not_there(vault: Path) -> None:
    done = vaultkit("list", "links", "nowhere.md", here=vault)
    assert done.code == 2
    assert "nowhere.md" in done.err


def test_only_what_changed_since_a_revision(vault: Path) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *words], cwd=vault, check=True)
    (vault / "b.md").write_text("# Changed\n", encoding="utf-8")
    (vault / "new.md").write_text("# New\n", encoding="utf-8")
    found = records(vault, "headings", "--since", "HEAD")
    assert [one["text"] for one in found] == ["Changed", "New"]
    done = vaultkit("list", "headings", "--since", "nothing-like-it", here=vault)
    assert done.code == 2


RESOLVED = (
    ("[[b#H]]", "a.md", 0, "b.md:1  ok B5"),
    ("b", "a.md", 0, "b.md  ok B5"),
    ("[t](c/d.md)", "a.md", 0, "c/d.md  ok B5"),
    ("[[b#Nope]]", "a.md", 1, "b.md  missing-heading B25"),
    ("[[Al]]", "a.md", 1, "-  missing-file B6"),
    ("https://a.b", "a.md", 0, "https://a.b  external B23"),
)


@pytest.mark.parametrize(("link", "source", "code", "line"), RESOLVED)
def test_resolve(link: str, source: str, code: int, line: str, vault: Path) -> None:
    done = vaultkit("resolve", link, "--from", source, here=vault)
    assert (done.code, done.out.strip()) == (code, line)


def test_resolve_explains_itself(vault: Path) -> None:
    for name in ("x/n.md", "yy/n.md"):
        (vault / name).parent.mkdir()
        (vault / name).write_text("", encoding="utf-8")
    done = vaultkit("resolve", "n", "--from", "a.md", "--explain", here=vault)
    assert done.out.splitlines() == [
        "x/n.md  ambiguous B8",
        "  path 'n', subpath '', from 'a.md'",
        "  looked for 'n.md', 'n' (case ignored, B10; B13 orders them)",
        "  -> x/n.md (6 characters)",
        "     yy/n.md (7 characters)",
        "  B8: of several, the shortest path wins",
    ]
    done = vaultkit("resolve", "Al", "--from", "b.md", "--explain", here=vault)
    assert "an alias of a.md; aliases are no link targets (B67)" in done.out
    done = vaultkit("resolve", "b#x", "--from", "a.md", "--explain", here=vault)
    assert "none of its 1 headings fits:" in done.out
