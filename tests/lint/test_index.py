"""The vault read from git's index as it is asked for equals the same files read at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from lint.repo import make_repo
from vaultkit.config import Config
from vaultkit.lint.lint import lint
from vaultkit.lint.select import all_rules
from vaultkit.lint.staged import broken_by_change
from vaultkit.notes.note import Link
from vaultkit.vault.staged import read_staged, restrict, staged_changes
from vaultkit.vault.vault import Vault

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 21)
QUICK = [one for one in all_rules() if not one.needs_graph and (one.of is not Vault or one.narrow)]
FIRST = {
    "Llama.md": "---\naliases: [Herd of Meta]\n---\n# Data\n\nText. ^size\n",
    "deep/Orca.md": "[[Llama#Data]] [[llama#^size]] ![[figure one.png]] [it](../Llama.md#Data)\n",
    "deep/Wall.canvas": '{"nodes": [{"type": "file", "file": "Llama.md"}]}',
    "figure one.png": "x",
    "refs.bib": "@misc{touvron, title={x}}",
    ".hidden/x.md": "x\n",
    "Café.md": "[[Café#Menu]]\n\n## Menu\n",
    "index.md": "![[Café]] [[Orca]]\n",
}
CHANGES: dict[str, dict[str, str | None]] = {
    "a note that links to everything": {
        "new.md": "[[Llama#Data]] [[Llama#None]] [[Herd of Meta]] [[never]] ![[gone.png]] [[.hidden/x]] [@touvron] [@lama] [[orca]]\n"
    },
    "a deleted note": {"Llama.md": None},
    "a deleted attachment": {"figure one.png": None},
    "a renamed note": {"Llama.md": None, "models/Llama 1.md": "# Data\n"},
    "lost headings and blocks": {"Llama.md": "# Other\n"},
    "a second note of the name": {"deep/Llama.md": "nothing here\n"},
    "an accented name": {"Café.md": None},
    "a deleted canvas and a new one": {"deep/Wall.canvas": None, "W.canvas": '{"nodes": [{"type": "file", "file": "no.md"}]}'},
    "a broken canvas": {"deep/Wall.canvas": "{"},
    "a deleted bibliography": {"refs.bib": None, "c.md": "[@touvron]\n"},
}  # fmt: skip


@pytest.mark.parametrize("change", sorted(CHANGES))
def test_the_same_is_found(tmp_path: Path, change: str) -> None:
    repo = make_repo(tmp_path)
    repo.commit(FIRST)
    for path, text in CHANGES[change].items():
        if text is None:
            repo.git("rm", "-q", "--", path)
        else:
            repo.write({path: text})
    repo.git("add", "-A")
    repo.write({"untracked.md": "[[x]]\n"})
    changes = staged_changes(tmp_path)
    both = read_staged(tmp_path, Config(), changes)
    now = {path: text for path, text in {**FIRST, **CHANGES[change]}.items() if text is not None}
    whole_now, whole_then = (Vault.of(files) for files in (now, FIRST))
    assert both.after.files == whole_now.files
    assert both.before.files == whole_then.files
    assert both.changed == {path for path, text in CHANGES[change].items() if text is not None}

    def judged(vault: Vault, only: frozenset[str] | None = None) -> set[tuple[object, ...]]:
        settings = whole_now.settings
        found = lint(_with(vault, settings), None, QUICK, Config(), DAY, only=only)
        return {(one.path, one.code, one.span, one.message) for one in found}

    assert judged(both.after, both.changed) == judged(whole_now, both.changed)
    links = {one.code for one in QUICK if one.of is Link}
    broken = {
        one
        for one in judged(whole_now) - judged(whole_then)
        if one[1] in links and one[0] not in both.changed
    }
    settings = whole_now.settings
    quick = broken_by_change(
        _with(both.before, settings), _with(both.after, settings), both.others, QUICK, Config(), DAY
    )
    assert {(one.path, one.code, one.span, one.message) for one in quick} == broken


def _with(vault: Vault, settings: object) -> Vault:
    from dataclasses import replace

    return replace(vault, settings=settings)  # type: ignore[arg-type]  # settings of a vault


def test_the_index_over_the_working_tree(tmp_path: Path) -> None:
    from vaultkit.vault.files import open_vault

    repo = make_repo(tmp_path)
    repo.commit(FIRST)
    repo.write({"untracked.md": "x\n", "index.md": "not staged\n"})
    (tmp_path / "Llama.md").unlink()
    vault = restrict(tmp_path, open_vault(tmp_path, Config(), use_cache=False))
    whole = Vault.of(FIRST)
    assert vault.files == whole.files
    assert {path: note.text for path, note in vault.notes.items()} == {
        path: note.text for path, note in whole.notes.items()
    }
