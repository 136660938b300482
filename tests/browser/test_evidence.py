"""What a card offers holds when it is pasted: links and commands, whatever a note is named."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from conftest import ROOT
from vaultkit.export.views.lineage import lineage_page
from vaultkit.graph.vocab import knowledge
from vaultkit.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser.conftest import Opened

ODD = (
    "*starred note.md",
    "a  b 'single' \"double\" `tick` $HOME.md",
    "50% of #1 & [x] {y} ^z.md",
    "Ünïcode 漢字 🦙.md",
    "sub dir/-- -rf;echo.md",
)
SENTENCE = 'Orca was fine-tuned from Vicuna, as "{}" & <b>others</b> say.'


@pytest.mark.parametrize("name", ODD)
def test_link_and_command_hold_when_pasted(
    open_page: Callable[..., Opened], tmp_path: Path, name: str
) -> None:
    pytest.importorskip("spacy")
    vault = tmp_path / "My vault & co's"
    note = vault / name
    note.parent.mkdir(parents=True)
    said = SENTENCE.format(len(name))
    note.write_text(f"# Top\n\n## A *B* & `C`\n\n{said}\n", encoding="utf-8")
    work = open_workspace(str(vault), use_cache=False)
    opened = open_page(
        lineage_page(work.graph, vault_name=work.name, known=knowledge()), at="#n=orca"
    )
    card = opened.page.locator(".card.on")
    assert card.locator("blockquote").first.text_content() == said
    link = urlsplit(card.locator(".where a").first.get_attribute("href") or "")
    assert (link.scheme, link.netloc, link.fragment) == ("obsidian", "open", "")
    values = parse_qs(link.query, strict_parsing=True)
    assert values["vault"] == [vault.name]
    path, _, heading = values["file"][0].partition("#Top")
    assert path == name.removesuffix(".md")
    assert heading.startswith("#A ")
    assert " ".join(name.split()) in (card.locator(".where a").first.text_content() or "")
    opened.run("() => { navigator.clipboard.writeText = async (t) => { window.said = t } }")
    card.locator("button", has_text="reject").first.click()
    command = opened.until("() => window.said")
    assert re.fullmatch(r"vaultkit reject [0-9a-f]{12}", command)
    shell = command.replace("vaultkit", f'"{sys.executable}" -m vaultkit', 1)
    done = subprocess.run(
        ["sh", "-c", shell],
        cwd=vault,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    after = open_workspace(str(vault), use_cache=False)
    told = [c for c in after.graph.claims if c.id == command.rpartition(" ")[2]]
    assert [c.status for c in told] == ["rejected"]
    again = lineage_page(after.graph, vault_name=after.name, known=knowledge())
    assert command.rpartition(" ")[2] not in again
    opened.quiet()


def test_written_in_any_language_and_never_half(tmp_path: Path) -> None:
    """Criterion 2: under LC_ALL=C, and what was there stays if writing fails."""
    pytest.importorskip("spacy")
    vault = tmp_path / "v"
    vault.mkdir()
    (vault / "Ünïcode 漢字.md").write_text(
        "Orca was fine-tuned from Vicuna 漢字.\n", encoding="utf-8"
    )
    page = tmp_path / "ein Ordner #1" / "ü%41.html"
    page.parent.mkdir()

    def run(out: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "vaultkit", "graph", "--lineage", "-o", str(out)],
            cwd=vault,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
        )

    done = run(page)
    assert done.returncode == 0, done.stderr
    written = page.read_bytes()
    assert "Ünïcode 漢字.md".encode() in written
    folder = tmp_path / "a folder"
    folder.mkdir()
    (folder / "kept").write_text("kept")
    done = run(folder)
    assert done.returncode in {1, 2, 3}
    assert (folder / "kept").read_text() == "kept"
    assert list(tmp_path.rglob("*.tmp")) == []
    assert run(page).returncode == 0
    assert page.read_bytes() == written
