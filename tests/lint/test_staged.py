"""`lint --staged` judges what git is about to commit, in real repositories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lint.repo import Repo, make_repo

if TYPE_CHECKING:
    from pathlib import Path

STAGED = ("--staged", "--select", "LNK,NOT", "--ignore", "LNK002")


@pytest.fixture(params=["", "my notes/vault"], ids=["root", "sub-folder"])
def repo(tmp_path: Path, request: pytest.FixtureRequest) -> Repo:
    made = make_repo(tmp_path / "répo", request.param)
    made.commit(
        {
            "vaultkit.toml": "",
            "a.md": "[[b#Data]] [[b#^x]]\n",
            "b.md": "# Data\n\nText ^x\n",
            "old.md": "![[gone.png]]\n",
        }
    )
    return made


def test_a_clean_note_passes_and_old_errors_elsewhere_are_left_alone(repo: Repo) -> None:
    repo.write({"c.md": "[[a]]\n"})
    repo.git("add", "-A")
    assert repo.lint(*STAGED)[0] == 0


def test_an_error_in_a_staged_note(repo: Repo) -> None:
    repo.write({"c.md": "![[lost.png]]\n"})
    repo.git("add", "-A")
    code, text = repo.lint(*STAGED)
    assert code == 1
    assert "c.md:1:1 error LNK001" in text
    assert "old.md" not in text


def test_staged_text_counts_not_the_file_on_disk(repo: Repo) -> None:
    repo.write({"c.md": "![[lost.png]]\n"})
    repo.git("add", "-A")
    repo.write({"c.md": "mended, but not staged\n"})
    assert repo.lint(*STAGED)[0] == 1
    repo.git("add", "-A")
    repo.write({"c.md": "![[lost.png]]\n"})
    assert repo.lint(*STAGED)[0] == 0


def test_a_deletion_breaks_links_in_notes_that_did_not_change(repo: Repo) -> None:
    repo.commit({"d.md": "![[b]]\n"})
    repo.git("rm", "-q", "--", f"{repo.folder}/b.md".lstrip("/"))
    code, text = repo.lint(*STAGED)
    assert code == 1
    assert "d.md:1:1 error LNK001" in text
    assert "old.md" not in text


def test_a_deleted_file_that_still_lies_on_disk_is_gone(repo: Repo) -> None:
    repo.commit({"d.md": "![[b]]\n"})
    repo.git("rm", "-q", "--cached", "--", f"{repo.folder}/b.md".lstrip("/"))
    assert (repo.vault / "b.md").is_file()
    assert repo.lint(*STAGED)[0] == 1


def test_a_rename_breaks_links_and_says_the_new_name(repo: Repo) -> None:
    source, target = (f"{repo.folder}/{one}.md".lstrip("/") for one in ("b", "Llama"))
    repo.git("mv", source, target)
    code, text = repo.lint("--staged")
    assert code == 0 or "LNK001" in text
    repo.git("commit", "-qm", "rename")
    repo.write({"a.md": "[[b]] again\n"})
    repo.git("add", "-A")
    code, text = repo.lint(*STAGED)
    assert code == 1
    assert "Llama.md" in text


def test_a_removed_heading_and_block_break_links_elsewhere(repo: Repo) -> None:
    repo.write({"b.md": "# Other\n\nText\n"})
    repo.git("add", "-A")
    code, text = repo.lint(*STAGED)
    assert code == 1
    assert "a.md:1:1 error LNK004" in text
    assert "a.md:1:12 error LNK005" in text


def test_a_link_to_an_untracked_note_is_broken_for_others(repo: Repo) -> None:
    repo.write({"c.md": "![[new]]\n"})
    repo.git("add", "-A")
    repo.write({"new.md": "not added\n"})
    assert repo.lint(*STAGED)[0] == 1
    repo.git("add", "-A")
    assert repo.lint(*STAGED)[0] == 0


@pytest.mark.parametrize(
    "name", ["日本語 メモ.md", "naïve — café.md", "with 'quotes' and\ttab.md", "-dash.md"]
)
def test_names_of_every_kind(repo: Repo, name: str) -> None:
    repo.write({name: "![[lost.png]]\n"})
    repo.git("add", "-A")
    code, text = repo.lint(*STAGED, "--format", "json")
    assert code == 1
    import json

    paths = [one["path"] for one in json.loads(text)["findings"] if one["code"] == "LNK001"]
    assert paths == [name]


def test_nothing_staged_means_the_whole_vault(repo: Repo) -> None:
    code, text = repo.lint(*STAGED)
    assert code == 1
    assert "old.md:1:1 error LNK001" in text


def test_with_revisions_the_whole_vault_as_git_has_it(repo: Repo) -> None:
    repo.commit({"c.md": "![[untracked]]\n"})
    repo.write({"untracked.md": "x\n"})
    code, text = repo.lint("--from-ref", "HEAD~1", "--to-ref", "HEAD", "--select", "LNK001")
    assert code == 1
    assert "c.md:1:1" in text
    assert "old.md:1:1" in text


def test_before_the_first_commit(tmp_path: Path) -> None:
    repo = make_repo(tmp_path)
    repo.write({"a.md": "![[gone.png]]\n", "b.md": "[[a]]\n"})
    repo.git("add", "-A")
    assert repo.lint(*STAGED)[0] == 1


def test_outside_of_git_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x\n")
    code, text = Repo(tmp_path).lint("--staged")
    assert code == 2
    assert "git" in text


def test_fixes_do_not_go_with_staged(repo: Repo) -> None:
    code, text = repo.lint("--staged", "--fix")
    assert code == 2
    assert "working tree" in text


def test_ages_come_from_git_and_never_fail(repo: Repo) -> None:
    repo.commit({"t.md": "- [ ] read it\n"})
    code, text = repo.lint("--select", "TSK001", "--today", "2026-11-21")
    assert code == 0
    assert "open for 323 days (git blame 2026-01-02)" in text
