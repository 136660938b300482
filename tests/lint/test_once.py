"""Notes that pass one by one are judged like notes that are held."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from lint.test_again import DAYS, RULES, Past, histories
from vaultkit.cli.cli import run
from vaultkit.config import Config
from vaultkit.lint.again import lint_all
from vaultkit.lint.lint import lint
from vaultkit.lint.once import can_pass, lint_all_once, lint_once
from vaultkit.lint.scene import Nothing
from vaultkit.lint.select import all_rules
from vaultkit.text import NotePath
from vaultkit.vault import contents, files, passing
from vaultkit.vault.cache import open_cache
from vaultkit.vault.files import open_vault
from vaultkit.vault.passing import PassingNotes, PassingVault, open_passing
from vaultkit.vault.vault import Vault

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 6, 1)


def passes(vault: Vault) -> PassingVault:
    """Return a vault whose notes pass, from one that holds them."""
    notes = PassingNotes(vault.notes, lambda path: vault.notes[path], vault.notes.values)
    return PassingVault(
        notes, vault.files, vault.config, vault.settings, vault.others, vault.hidden,
        vault.entries, vault.skipped, vault.papers,
    )  # fmt: skip


@given(histories())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_passing_equals_holding(steps: list[dict[str, str | None]]) -> None:
    texts: dict[str, str | bytes] = {}
    for step in steps:
        texts.update({path: text for path, text in step.items() if text is not None})
    vault, config = Vault.of(texts), Config()

    found, base = lint_all(vault, RULES, config, DAYS[1], Past(1))

    assert lint_once(passes(vault), RULES, config, DAYS[1], Past(1)) == found
    again, other = lint_all_once(passes(vault), RULES, config, DAYS[1], Past(1))
    assert again == found
    assert other == base
    assert lint(vault, None, RULES, config, DAYS[1], outside=Past(1)) == found


def test_rules_that_must_see_all_notes_at_once_do_not_let_them_pass() -> None:
    assert can_pass(RULES)
    assert not can_pass(all_rules())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("vaultkit.vault.cache.RACY_NS", -(10**18))  # what was just written counts
    root = tmp_path / "vault"
    root.mkdir()
    for at in range(30):
        text = f"# Head {at}\n\n[[Note {at + 1}#Head {at + 1}]] [[Nota {at}]] [[N{at}]]\n"
        text += (
            f"[[Note {at}#^none]] [[Note 3#Hed 3]]\n- [ ] t ⛔ a{at % 3}\n- [ ] u 🆔 a{at % 2}\n"
        )
        file = root / f"Note {at}.md"
        file.write_text(f"---\naliases: [N{at}]\n---\n{text}", encoding="utf-8")
        os.utime(file, (1_600_000_000, 1_600_000_000))
    (root / "Map.canvas").write_text('{"nodes":[{"type":"file","file":"Gone.md"}]}')
    return root


@pytest.mark.parametrize("held", [0, 8_000_000])
def test_a_folder_whose_notes_pass_gives_what_it_gives_held(
    folder: Path, held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passing, "HELD", held)
    config = Config()
    wanted = lint(open_vault(folder, config, use_cache=False), None, RULES, config, DAY)

    for use_cache in (False, True, True):
        vault = open_passing(folder, config, use_cache=use_cache)
        assert lint_once(vault, RULES, config, DAY, Nothing()) == wanted
    assert len(wanted) > 100


def test_what_passes_is_kept_for_the_next_run(folder: Path) -> None:
    config = Config()
    lint_once(open_passing(folder, config, use_cache=True), RULES, config, DAY, Nothing())
    (folder / "Note 7.md").rename(folder / "Note seven.md")

    vault = open_passing(folder, config, use_cache=True)
    lint_once(vault, RULES, config, DAY, Nothing())

    assert list(open_cache(folder).gone()) == ["Note 7.md"]
    names = {str(path) for path in open_cache(folder).load(stamps(folder))}
    assert "Note 6.md" in names
    assert "Note 7.md" not in names


def stamps(folder: Path) -> dict[str, tuple[int, int, int, int]]:
    """Return what a walk finds."""
    from vaultkit.vault.files import list_files

    return list_files(str(folder), Config()).files


def test_only_notes_that_will_be_asked_for_are_held(folder: Path) -> None:
    config = Config()
    (folder / "Note 40.md").write_text("[[Note 1#Head 1]] [[Note 2]]\n", encoding="utf-8")
    vault = open_passing(folder, config, use_cache=False)
    lint_once(vault, RULES, config, DAY, Nothing())

    assert isinstance(vault.notes, PassingNotes)
    assert NotePath("Note 1.md") in vault.notes._held
    assert NotePath("Note 40.md") not in vault.notes._held


def test_a_note_that_can_not_be_read_is_said_as_before(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = contents.read_bytes

    def fails(path: str) -> bytes:
        if path.endswith("Note 9.md"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(passing, "read_bytes", fails)
    monkeypatch.setattr(files, "read_bytes", fails)
    run(["--vault", str(folder), "lint", "--no-cache", "--exit-zero", "--format", "json"])

    assert "was left out: Permission denied" in capsys.readouterr().out
