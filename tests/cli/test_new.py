"""`new paper`: a note from a bibliography, or from a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.terminal import vaultkit

if TYPE_CHECKING:
    from pathlib import Path

BIB = "@misc{doe2026zork, title={Zork, a Tale}, author={Doe, Jane}, year={2026}, eprint={2699.12345}}\n"


def test_a_note_is_made_once_and_can_be_taken_back(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    ran = vaultkit("new", "paper", "doe2026zork", here=tmp_path)
    assert (ran.code, ran.out) == (0, "Entities/Zork, a Tale.md\n"), ran.err
    made = tmp_path / "Entities" / "Zork, a Tale.md"
    assert 'arxiv: "2699.12345"' in made.read_text(encoding="utf-8")
    again = vaultkit("new", "paper", "2699.12345", here=tmp_path)
    assert (again.code, again.out) == (0, "")
    assert "already" in again.err
    assert vaultkit("undo", here=tmp_path).code == 0
    assert not made.exists()


def test_a_file_outside_gives_all_its_entries(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    (vault / ".obsidian").mkdir(parents=True)
    other = tmp_path / "more.bib"
    other.write_text(
        BIB + BIB.replace("zork", "grue").replace("12345", "54321").replace("Zork", "Grue")
    )
    ran = vaultkit("new", "paper", "--bib", str(other), here=vault)
    assert ran.out == "Entities/Grue, a Tale.md\nEntities/Zork, a Tale.md\n"


def test_what_is_no_paper_is_misuse(tmp_path: Path) -> None:
    assert vaultkit("new", "paper", "nix", here=tmp_path).code == 2
    assert vaultkit("new", "paper", here=tmp_path).code == 2
    assert vaultkit("new", "paper", "2699.1", here=tmp_path).code == 2
    assert vaultkit("new", "poem", "x", here=tmp_path).code == 2
    ran = vaultkit("new", "paper", "2699.12345", "--dry-run", here=tmp_path)
    assert "+type: paper" in ran.out
    assert not list(tmp_path.iterdir())
