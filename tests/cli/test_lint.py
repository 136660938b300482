"""`vaultkit lint` and `vaultkit rule`, run as a user runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cli.terminal import Ran, vaultkit

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "vaultkit.toml": "",
    "a.md": "[[deep learning]]\r\n![[gone.png]]\r\n",
    "sub/b.md": "---\ntags: a, b\n---\n[[never written]]\n",
    "deep-learning.md": "",
}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    return tmp_path


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())


def lint(here: Path, *arguments: str, given: str | None = None) -> Ran:
    if given is None:
        return vaultkit("lint", *arguments, here=here)
    done = subprocess.run(
        [sys.executable, "-m", "vaultkit", "lint", *arguments],
        cwd=here, input=given.encode(), capture_output=True, check=False,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def codes(ran: Ran) -> list[str]:
    return [one["code"] for one in json.loads(ran.out)["findings"]]


def test_errors_fail_and_are_shown_with_their_line(here: Path) -> None:
    ran = lint(here)
    assert ran.code == 1
    assert ran.err == ""
    assert "a.md:2:1 error LNK001 no file `gone.png`" in ran.out
    assert "     2 | ![[gone.png]]\n       | ^^^^^^^^^^^^^" in ran.out


def test_the_level_that_fails_is_chosen(here: Path) -> None:
    (here / "a.md").write_text("fine\n")
    assert lint(here).code == 0
    assert lint(here, "--fail-on", "warning").code == 0
    assert lint(here, "--fail-on", "info").code == 1
    (here / "a.md").write_text("![[gone.png]]\n")
    assert lint(here, "--exit-zero").code == 0


def test_rules_are_chosen_by_code_family_and_name(here: Path) -> None:
    assert set(codes(lint(here, "--format", "json", "--select", "NOT"))) == {"NOT004"}
    assert codes(lint(here, "--format", "json", "--select", "broken-link")) == ["LNK001", "LNK001"]
    assert "LNK002" not in codes(lint(here, "--format", "json", "--ignore", "LNK002,NOT"))
    assert "LNK012" in codes(lint(here, "--format", "json", "--extend-select", "LNK012"))
    assert lint(here, "--select", "LNK9").code == 2
    assert "did you mean" in lint(here, "--select", "broken-lnik").err


def test_paths_are_reported_alone_but_all_notes_are_read(here: Path) -> None:
    ran = lint(here, "--format", "json", "sub")
    assert ran.code == 0
    assert set(codes(ran)) == {"LNK002", "NOT004"}
    assert lint(here / "sub", "--format", "json", "b.md").out == ran.out
    missing = lint(here, "nowhere.md")
    assert missing.code == 2
    assert "nowhere.md" in missing.err


def test_safe_fixes_are_made_and_nothing_else_changes(here: Path) -> None:
    ran = lint(here, "--fix")
    assert (here / "a.md").read_bytes() == b"[[deep-learning|deep learning]]\r\n![[gone.png]]\r\n"
    assert (here / "sub/b.md").read_text() == FILES["sub/b.md"]
    assert ran.code == 1
    assert "1 mended in 1 note" in ran.err
    assert lint(here, "--fix").err == ""


def test_unsafe_fixes_only_when_asked(here: Path) -> None:
    lint(here, "--unsafe-fixes")
    assert (here / "sub/b.md").read_text() == "---\ntags: [a, b]\n---\n[[never written]]\n"


def test_a_diff_changes_nothing_and_can_be_applied(here: Path) -> None:
    ran = lint(here, "--unsafe-fixes", "--diff")
    assert ran.code == 1
    assert (
        "-[[deep learning]]\r" in ran.out.replace("\n", "\r\n") or "-[[deep learning]]" in ran.out
    )
    assert (here / "a.md").read_bytes() == FILES["a.md"].encode()
    assert lint(here, "--fix", "--diff", "--select", "NOT001").code == 0


def test_standard_input_is_a_note_of_the_vault(here: Path) -> None:
    ran = lint(here, "-", given="[[a]] [[deep learning]]\n")
    assert ran.code == 1
    assert "-:1:7 error LNK001" in ran.out
    mended = lint(here, "--fix", "-", given="[[a]] [[deep learning]]\n")
    assert mended.out == "[[a]] [[deep-learning|deep learning]]\n"


def test_statistics_count_by_rule(here: Path) -> None:
    ran = lint(here, "--statistics")
    assert ran.out.splitlines()[0].split() == ["2", "LNK001", "error", "broken-link"]


def test_a_baseline_is_found_and_shrinks(here: Path) -> None:
    ran = lint(here, "--write-baseline")
    assert ran.code == 0
    assert lint(here).code == 0
    write(here, {"a.md": "New line.\n\n" + FILES["a.md"], "c.md": "![[gone2.png]]\n"})
    ran = lint(here)
    assert ran.code == 1
    assert "gone2.png" in ran.out
    assert "gone.png" not in ran.out
    before = (here / ".vaultkit-baseline.json").read_text()
    write(here, {"a.md": "mended\n", "c.md": "mended\n"})
    ran = lint(here)
    assert "2 mended" in ran.err
    assert len((here / ".vaultkit-baseline.json").read_text()) < len(before)
    assert lint(here).err.count("mended") == 0


def test_a_baseline_given_by_name(here: Path, tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    assert lint(here, "--baseline", str(file)).code == 2
    assert lint(here, "--baseline", str(file), "--write-baseline").code == 0
    assert lint(here, "--baseline", str(file)).code == 0
    assert lint(here).code == 1


def test_fixes_leave_what_the_baseline_passes_over(here: Path) -> None:
    lint(here, "--write-baseline")
    lint(here, "--fix")
    assert (here / "a.md").read_bytes() == FILES["a.md"].encode()


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("%% vaultkit: off LNK001 %%", 0),
        ("<!-- vaultkit: off LNK001 -->", 0),
        ("%% vaultkit: off %%", 0),
        ("%% vaultkit: off LNK %%", 0),
        ("%% vaultkit: off broken-link %%", 0),
        ("%% vaultkit: off NOT001 %%", 2),
        ("`%% vaultkit: off LNK001 %%`", 2),
        ("%% vaultkit: off LNK001 %%\n%% vaultkit: on LNK001 %%", 2),
    ],
)
def test_comments_silence_rules(here: Path, comment: str, left: int) -> None:
    (here / "a.md").write_text(f"text\n\n{comment}\n\n![[gone.png]]\n![[gone2.png]]\n")
    assert len(codes(lint(here, "--format", "json", "--select", "LNK001"))) == left


def test_a_comment_at_the_end_of_a_line_is_for_that_line(here: Path) -> None:
    (here / "a.md").write_text("![[gone.png]] %% vaultkit: off LNK001 %%\n![[gone2.png]]\n")
    assert len(codes(lint(here, "--format", "json", "--select", "LNK001"))) == 1


def test_a_comment_at_the_top_is_for_the_properties_too(here: Path) -> None:
    (here / "a.md").write_text("---\na: [1\nb: 2\n---\n\n%% vaultkit: off NOT001 %%\n")
    assert codes(lint(here, "--format", "json", "--select", "NOT001")) == []


def test_settings_choose_levels_and_pass_paths_over(here: Path) -> None:
    (here / "vaultkit.toml").write_text(
        '[lint]\nextend_select = ["LNK012"]\nseverity = {LNK001 = "warning"}\n'
        'per_path_ignores = {"sub/**" = ["NOT", "unwritten-note"]}\n'
    )
    ran = lint(here, "--format", "json")
    assert ran.code == 0
    assert set(codes(ran)) == {"LNK001", "LNK012"}


@pytest.mark.parametrize(
    "settings",
    [
        'severity = {LNK001 = "fatal"}',
        'select = ["NOPE"]',
        "[lint.rules.NOT005]\nleasd = 1",
        "[lint.rules.LNK001]\nx = 1",
        'baseline = "../out.json"',
    ],
)
def test_wrong_settings_are_said(here: Path, settings: str) -> None:
    (here / "vaultkit.toml").write_text(f"[lint]\n{settings}\n")
    ran = lint(here)
    assert ran.code == 2
    assert len(ran.err.strip().splitlines()) <= 2


def test_today_makes_ages_the_same_on_every_day(here: Path) -> None:
    (here / "t.md").write_text("- [ ] read 📅 2026-01-01\n")
    ran = lint(here, "--select", "TSK", "--today", "2026-01-31")
    assert "due 2026-01-01, 30 days ago" in ran.out
    assert ran.code == 0
    assert lint(here, "--today", "soon").code == 2


def test_verbose_shows_every_finding_with_its_line(here: Path) -> None:
    (here / "a.md").write_text("![[gone.png]]\n\n" * 30)
    assert lint(here).out.count("| ^^^") == 0
    assert lint(here, "-v").out.count("| ^^^") >= 30


def test_rules_are_listed_and_explained(here: Path) -> None:
    listed = vaultkit("rule", here=here)
    assert listed.code == 0
    assert "LNK001" in listed.out
    page = vaultkit("rule", "LNK001", here=here)
    assert page.out.startswith("# LNK001 broken-link\n")
    assert vaultkit("rule", "--explain", "broken-link", here=here).out == page.out
    assert vaultkit("rule", "LNK", here=here).code == 2


def test_an_empty_vault_and_a_missing_one(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    ran = vaultkit("--vault", str(tmp_path / "vault"), "lint", here=tmp_path)
    assert (ran.code, ran.out) == (0, "no findings in 0 notes\n")
    assert vaultkit("--vault", str(tmp_path / "none"), "lint", here=tmp_path).code == 2


def test_the_graph_is_not_built_where_no_rule_needs_it(here: Path) -> None:
    code = (
        "import sys; sys.argv[1:] = ['lint', '--exit-zero']\n"
        "from vaultkit.__main__ import main\nmain()\n"
        "sys.exit(any(name.startswith('vaultkit.extract.') for name in sys.modules))"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", code], cwd=here, check=False, capture_output=True
        ).returncode
        == 0
    )


def test_rules_on_knowledge_run_when_selected(here: Path) -> None:
    pytest.importorskip("spacy", reason="rules on knowledge need the extra nlp")
    (here / "a.md").write_text("LLaMA is fine-tuned from Vicuna.\n")
    assert "KNO003" in codes(lint(here, "--select", "KNO", "--format", "json"))
    assert "KNO003" in codes(lint(here, "--graph", "--format", "json"))
    assert "KNO003" not in codes(lint(here, "--format", "json"))


def test_what_the_settings_leave_out_is_there_all_the_same(here: Path) -> None:
    write(here, {"old/b.md": "", "old/c.png": "", "a.md": "![[b]] ![[c.png]] ![[gone.png]]\n"})
    (here / "vaultkit.toml").write_text('exclude = ["old"]\n')
    assert codes(lint(here, "--select", "LNK001,LNK002", "--format", "json", "a.md")) == ["LNK001"]
