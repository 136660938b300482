"""Which files belong to a vault: design rows 23-32, rules B85-B95."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vaultkit.config import BuildConfig, Config
from vaultkit.errors import VaultNotFound
from vaultkit.text import NotePath
from vaultkit.vault.files import open_vault
from vaultkit.vault.globs import matcher

if TYPE_CHECKING:
    from vaultkit.vault.vault import Vault

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


def make(root: Path, *files: str, text: str = "") -> Path:
    for one in files:
        file = root / one
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text or f"# {one}\n", encoding="utf-8")
    return root


def read(root: Path, config: Config | None = None) -> Vault:
    return open_vault(root, config or Config(), use_cache=False)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(VaultNotFound, match="no such folder"):
        read(tmp_path / "nowhere")
    file = make(tmp_path, "a.md") / "a.md"
    with pytest.raises(VaultNotFound):
        read(file)


def test_an_empty_vault(tmp_path: Path) -> None:
    vault = read(tmp_path)
    assert (dict(vault.notes), vault.files, vault.skipped) == ({}, (), ())
    assert not vault.settings.is_obsidian


def test_order_is_by_path(tmp_path: Path) -> None:
    make(tmp_path, "b.md", "a/z.md", "a.md", "Z.md", "a b.md", "i.png")
    vault = read(tmp_path)
    assert list(vault.notes) == ["Z.md", "a b.md", "a.md", "a/z.md", "b.md"]
    assert vault.files == ("Z.md", "a b.md", "a.md", "a/z.md", "b.md", "i.png")


def test_b85_hidden_files_are_known_by_name_only(tmp_path: Path) -> None:
    make(tmp_path, "a.md", ".raw/x.md", ".git/y.md", ".obsidian/z.md", "d/.v.md")
    vault = read(tmp_path)
    assert vault.files == ("a.md",)
    assert vault.hidden == {".raw/x.md", ".obsidian/z.md", "d/.v.md"}


def test_excluded_files_are_not_read(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "node_modules/b.md", "x/node_modules/c.md", "d/e/f.md", "g.tmp.md")
    vault = read(tmp_path, Config(exclude=("node_modules", "d/**", "*.tmp.md")))
    assert vault.files == ("a.md",)


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("Templates/**", "Templates/a.md", True),
        ("Templates/**", "x/Templates/a.md", False),
        ("**/draft.md", "a/b/draft.md", True),
        ("**/draft.md", "draft.md", True),
        ("*.tmp", "a/b.tmp", True),
        ("*.tmp", "a/b.tmp.md", False),
        ("a/*.md", "a/b.md", True),
        ("a/*.md", "a/b/c.md", False),
        ("a", "a/b/c.md", True),
        ("a", "x/a/c.md", True),
        ("a", "ab.md", False),
        ("[ab].md", "b.md", True),
        ("a?c.md", "abc.md", True),
        ("a?c.md", "a/c.md", False),
        ("a.b+c(d)", "a.b+c(d)/x.md", True),
    ],
)
def test_globs(glob: str, path: str, *, expected: bool) -> None:
    assert matcher([glob])(path) is expected


def test_the_output_of_build_is_never_scanned(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "graph/b.md", "out/c.md")
    assert "graph/b.md" in read(tmp_path).notes  # a folder of the user's own
    make(tmp_path, "graph/graph.ttl", "out/facts.ttl")
    assert list(read(tmp_path).notes) == ["a.md", "out/c.md"]
    config = Config(build=BuildConfig(out="out"))
    assert list(read(tmp_path, config).notes) == ["a.md", "graph/b.md"]


@posix
def test_row_23_symbolic_links(tmp_path: Path) -> None:
    outside = make(tmp_path / "outside", "secret.md", "sub/s.md", text="[[secret]]")
    root = make(tmp_path / "vault", "a.md", "d/b.md")
    (root / "out.md").symlink_to(outside / "secret.md")
    (root / "dir").symlink_to(outside)
    (root / "in.md").symlink_to(root / "d/b.md")
    (root / "loop").symlink_to(root)
    (root / "broken.md").symlink_to(root / "nowhere.md")
    vault = read(root)
    assert list(vault.notes) == ["a.md", "d/b.md"]
    assert set(vault.files) == {"a.md", "d/b.md", "out.md", "in.md", "broken.md"}
    assert [name for name, _ in vault.skipped] == ["dir", "loop"]
    assert getattr(vault.reach("a.md", "out"), "path", None) == "out.md"


@posix
def test_row_26_files_that_are_none(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    make(tmp_path, "folder.md/b.md")
    vault = read(tmp_path)
    assert list(vault.notes) == ["a.md", "folder.md/b.md"]
    assert vault.skipped == (("pipe.md", "is no regular file"),)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file system that minds case")
def test_row_27_names_that_differ_in_case(tmp_path: Path) -> None:
    make(tmp_path, "Note.md", "note.md")
    assert list(read(tmp_path).notes) == ["Note.md", "note.md"]


@pytest.mark.skipif(sys.platform != "linux", reason="macOS stores one form only")
def test_row_28_both_forms_of_a_letter(tmp_path: Path) -> None:
    for form in ("NFC", "NFD"):
        root = make(tmp_path / form, unicodedata.normalize(form, "Café.md"))
        for other in ("NFC", "NFD"):
            target = unicodedata.normalize(other, "Café")
            found = getattr(read(root).reach("s.md", target), "path", None)
            assert found == unicodedata.normalize(form, "Café.md")


@pytest.mark.skipif(sys.platform != "linux", reason="needs names of any bytes")
def test_row_30_names_that_are_no_utf8(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.md"))).write_text("x")
    vault = read(tmp_path)
    assert list(vault.notes) == ["a.md"]
    assert vault.skipped == (("bad\\udcff.md", "its name is no UTF-8"),)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user who is not root")
def test_files_that_can_not_be_read(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "b.md")
    (tmp_path / "b.md").chmod(0)
    vault = read(tmp_path)
    assert list(vault.notes) == ["a.md"]
    assert vault.skipped == (("b.md", "Permission denied"),)


def test_a_note_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vaultkit.vault import files

    monkeypatch.setattr(files, "SIZE_LIMIT", 100)
    make(tmp_path, "a.md")
    make(tmp_path, "big.md", text="x" * 101)
    vault = read(tmp_path)
    assert list(vault.notes) == ["a.md"]
    assert vault.skipped == (("big.md", "is larger than 100 bytes"),)


def test_bytes_are_read_whole(tmp_path: Path) -> None:
    text = "é" * 40_000 + "\n[[end]]"
    make(tmp_path, "a.md", text=text)
    assert read(tmp_path).notes[NotePath("a.md")].text == text


@pytest.mark.parametrize(
    "front", ["", "---\nlayout: page\n---\n", "---\ntitle: x\ndraft: true\n---\n"]
)
def test_plain_jekyll_and_hugo_folders_are_vaults(tmp_path: Path, front: str) -> None:
    make(tmp_path, "_posts/2024-01-02-a.md", text=front + "[b](../docs/b.md) {% cite k %}\n")
    make(tmp_path, "docs/b.md")
    (tmp_path / "refs.bib").write_text("@article{k,\n title={T}}\n@comment{x}\n@string{y = 1}\n")
    vault = read(tmp_path)
    reached = [vault.resolve(path, link) for path, links in vault.sources() for link in links]
    assert [getattr(one, "path", None) for one in reached] == ["docs/b.md", "refs.bib"]
    assert vault.entries == {"k": "refs.bib"}


def test_b87_settings_of_the_app(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    folder = tmp_path / ".obsidian"
    folder.mkdir()
    (folder / "app.json").write_text(
        '{"newLinkFormat": "relative", "useMarkdownLinks": true, "attachmentFolderPath": "./x",'
        ' "userIgnoreFilters": ["a/", "/re/", 3]}'
    )
    (folder / "daily-notes.json").write_text('{"format": "YYYY-MM-DD-dddd", "folder": "/Days/"}')
    (folder / "core-plugins.json").write_text('["daily-notes"]')
    found = read(tmp_path).settings
    assert found.is_obsidian
    assert (found.new_link_format, found.use_markdown_links) == ("relative", True)
    assert (found.attachment_folder, found.ignore_filters) == ("./x", ("a/", "/re/"))
    assert (found.daily_format, found.daily_folder) == ("YYYY-MM-DD-dddd", "Days")
    assert found.daily_enabled


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"newLinkFormat": 3}', "[" * 100_000])
def test_broken_settings_of_the_app_count_not(tmp_path: Path, broken: str) -> None:
    make(tmp_path, "a.md")
    (tmp_path / ".obsidian").mkdir()
    for name in ("app.json", "daily-notes.json", "core-plugins.json"):
        (tmp_path / ".obsidian" / name).write_text(broken)
    found = read(tmp_path).settings
    assert (found.new_link_format, found.daily_format) == ("shortest", "YYYY-MM-DD")
