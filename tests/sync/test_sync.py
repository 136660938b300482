"""Sync: panels kept up, edits of the user's kept, nothing read back, the same on every machine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from faults.shim import contents, make_vault
from vaultkit.config import Config, SyncConfig
from vaultkit.errors import UnknownName
from vaultkit.extract.extract import extract
from vaultkit.graph.records import claims_jsonl
from vaultkit.lint.lint import lint
from vaultkit.lint.select import find_rule
from vaultkit.sync.panel import panel_hash, panel_kinds
from vaultkit.sync.sync import Asked, SyncPlan, plan_sync
from vaultkit.vault.change import Create, Rewrite
from vaultkit.vault.settings import Settings
from vaultkit.vault.vault import Vault

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("spacy", reason="reading sentences needs vaultkit[nlp]")

NOTES = {
    "Models/Orca.md": "# Orca\n\nOrca was fine-tuned from LLaMA-13B. Orca has 13B parameters. Orca was developed by Microsoft.\n",
    "Models/LLaMA.md": "# LLaMA\n\n## Size\nLLaMA uses RoPE. LLaMA was developed by Meta AI.\n",
    "RoPE.md": "# RoPE\n\nLLaMA uses RoPE.\n",
    "Meta AI.md": "# Meta AI\n",
    "log.md": "Orca has 7B parameters.\n\nLLaMA may use ALiBi.\n",
}
OBSIDIAN = Settings(is_obsidian=True)


def synced(
    files: dict[str, str],
    asked: Asked | None = None,
    config: Config | None = None,
    settings: Settings = OBSIDIAN,
) -> tuple[dict[str, str], SyncPlan]:
    """Return the files after a sync."""
    config = config or Config()
    vault = Vault.of(files, config=config, settings=settings)
    texts = {path: files[path].encode() for path in vault.others}
    plan = plan_sync(vault, extract(vault, config), config, asked, texts)
    made = dict(files)
    for change in plan.changes:
        match change:
            case Rewrite():
                assert made[change.path].encode() == change.before
                made[change.path] = change.after.decode()
            case Create():
                assert change.path not in made
                made[change.path] = change.after.decode()
    return made, plan


def claims(files: dict[str, str], settings: Settings = OBSIDIAN) -> str:
    vault = Vault.of(files, settings=settings)
    return claims_jsonl(extract(vault, vault.config))


def unplaced(lines: str) -> list[dict[str, object]]:
    """Return claims without their line numbers."""
    found = [json.loads(line) for line in lines.split("\n") if line]
    return [{key: value for key, value in one.items() if key != "line"} for one in found]


QUIET = replace(Config(), sync=SyncConfig(review=""))
ADDED = Asked(
    add=(
        ("lineage", "Models/Orca.md"),
        ("facts", "Models/Orca.md"),
        ("models-using", "RoPE"),
        ("models-of", "Meta AI"),
        ("contradictions", "log"),
        ("papers", "log"),
    )
)


def test_every_kind_of_panel_shows_what_is_known() -> None:
    made, plan = synced(NOTES, ADDED, QUIET)
    assert not plan.reports
    orca = made["Models/Orca.md"]
    assert orca.startswith(NOTES["Models/Orca.md"])
    assert "LLaMA" in orca
    assert "fine-tuned from" in orca
    assert "| developed by | Microsoft | [[Orca#Orca\\|here]] |" in orca
    assert "[[LLaMA]]" in made["RoPE.md"]
    assert "[[LLaMA#Size\\|LLaMA]]" in made["Meta AI.md"]
    assert set(panel_kinds()) >= {
        "lineage",
        "facts",
        "models-using",
        "models-of",
        "papers",
        "contradictions",
        "review",
    }


def test_a_second_run_changes_nothing() -> None:
    once, _ = synced(NOTES, ADDED)
    twice, plan = synced(once)
    assert not plan.changes
    assert twice == once


def test_nothing_of_it_is_read_back() -> None:
    before = claims(NOTES)
    config = replace(
        Config(),
        sync=SyncConfig(
            properties=("parameters", "developed_by", "fine_tuned_from", "uses"), mentions=1
        ),
    )
    made, _ = synced(NOTES, replace(ADDED, create=True), config)
    assert len(made) > len(NOTES), "notes were made too"
    assert any(
        "parameters" in text.split("---")[1] for text in made.values() if text.startswith("---")
    )
    assert unplaced(claims(made)) == unplaced(before), "a longer head moves the lines below it"
    panels, _ = synced(NOTES, replace(ADDED, create=True))
    assert claims(panels) == before, "panels move nothing"
    vault, was = Vault.of(made), Vault.of(NOTES)
    now, then = extract(vault, vault.config), extract(was, was.config)
    assert [(m.note, m.text, m.entity) for m in now.mentions] == [
        (m.note, m.text, m.entity) for m in then.mentions
    ]
    assert [one[:2] for one in now.unknown] == [one[:2] for one in then.unknown]
    assert {p: f.links_to for p, f in now.notes.items() if f.links_to} == {
        p: f.links_to for p, f in then.notes.items() if f.links_to
    }


def test_no_finding_comes_of_it() -> None:
    made, _ = synced(NOTES, ADDED, QUIET)
    del made["Models/LLaMA.md"]
    made["log.md"] += "\n[[Models/LLaMA]]\n"
    vault = Vault.of(made, settings=OBSIDIAN)
    rules = [find_rule("LNK001")]
    found = [
        one for one in lint(vault, None, rules, Config(), date(2026, 1, 1)) if "LLaMA" in one.text
    ]
    assert [one.path for one in found] == ["log.md"]


def test_when_the_sentence_goes_the_row_goes() -> None:
    made, _ = synced(NOTES, ADDED, QUIET)
    made["Models/Orca.md"] = made["Models/Orca.md"].replace("Orca was developed by Microsoft.", "")
    again, _ = synced(made, None, QUIET)
    assert "Microsoft" not in again["Models/Orca.md"]


def test_an_edited_panel_is_the_users_until_reset() -> None:
    made, _ = synced(NOTES, ADDED, QUIET)
    edited = made["Models/Orca.md"].replace("| developed by |", "| made by |")
    files = {**made, "Models/Orca.md": edited}
    kept, plan = synced(files, None, QUIET)
    assert kept["Models/Orca.md"] == edited
    assert "edited by hand" in plan.reports[0]
    again, _ = synced(files, Asked(reset=("Orca",)), QUIET)
    assert again["Models/Orca.md"] == made["Models/Orca.md"]
    yours, _ = synced(files, Asked(adopt=("Orca",)), QUIET)
    assert "vaultkit:begin facts" not in yours["Models/Orca.md"]
    assert "| made by |" in yours["Models/Orca.md"]
    assert "vaultkit:begin lineage" in yours["Models/Orca.md"]


def test_a_formatter_does_not_make_a_panel_the_users() -> None:
    made, _ = synced(NOTES, ADDED, QUIET)
    orca = made["Models/Orca.md"]
    lines = []
    for given in orca.split("\n"):
        line = given
        if line.startswith("| ---"):
            line = "|:-----|:--------|------|"
        elif line.startswith("| "):
            line = (
                "|  "
                + "   |  ".join(
                    c.strip() for c in line.strip("|").replace("\\|", "\0").split("|")
                ).replace("\0", "\\|")
                + "  |"
            )
        elif line.startswith("- "):
            line = "* " + line[2:] + "  "
        lines.append(line)
    files = {**made, "Models/Orca.md": "\r\n".join(lines)}
    assert files["Models/Orca.md"] != orca
    kept, plan = synced(files, None, QUIET)
    assert not plan.reports
    assert not plan.changes
    files["log.md"] += "\nOrca was released in June 2023.\n"
    kept, plan = synced(files, None, QUIET)
    assert "June 2023" in kept["Models/Orca.md"] or "2023-06" in kept["Models/Orca.md"]
    assert "\n" not in kept["Models/Orca.md"].replace("\r\n", ""), "line ends are the note's"


@pytest.mark.parametrize(
    "broken",
    [
        "%% vaultkit:begin facts v1 sha=000000000000 %%\nx\n",
        "x\n%% vaultkit:end facts %%\n",
        "%% vaultkit:begin facts v1 sha=000000000000 %%\n%% vaultkit:begin lineage v1 sha=000000000000 %%\n%% vaultkit:end lineage %%\n%% vaultkit:end facts %%\n",
        "%% vaultkit:begin facts v1 sha=000000000000 %%\n%% vaultkit:end facts %%\n" * 2,
    ],
)
def test_damaged_markers_stop_the_note(broken: str) -> None:
    files = {**NOTES, "Models/Orca.md": NOTES["Models/Orca.md"] + broken}
    made, plan = synced(files, Asked(add=(("lineage", "Orca"),)), QUIET)
    assert made == files
    assert plan.reports


@pytest.mark.parametrize("text", ["```\n{}\n```\n", "%%\n{}\n%%\n", "<!--\n{}\n-->\n"])
def test_a_panel_shown_in_code_or_a_comment_is_no_panel(text: str) -> None:
    inner = "%% vaultkit:begin facts v1 sha=000000000000 %%\nx\n%% vaultkit:end facts %%"
    files = {**NOTES, "Models/Orca.md": NOTES["Models/Orca.md"] + text.format(inner)}
    made, _ = synced(files, None, QUIET)
    assert made == files


def test_a_newer_or_unknown_panel_is_left() -> None:
    for name, version in (("facts", 2), ("weather", 1)):
        sha = panel_hash("x\n")
        panel = f"%% vaultkit:begin {name} v{version} sha={sha} %%\nx\n%% vaultkit:end {name} %%\n"
        files = {**NOTES, "Models/Orca.md": NOTES["Models/Orca.md"] + panel}
        made, plan = synced(files, None, QUIET)
        assert made == files
        assert plan.reports


@pytest.mark.parametrize(
    "text",
    [
        "```\nnever closed",
        "---",
        "%%\nnever closed",
        "---\na: [\n---\n# Orca\n",
        "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n",
    ],
)
def test_a_note_that_would_be_misread_gets_no_panel(text: str) -> None:
    files = {**NOTES, "x.md": text}
    made, plan = synced(files, Asked(add=(("contradictions", "x"),)), QUIET)
    assert made["x.md"] == text
    assert plan.reports


def test_text_right_before_and_after_a_panel_stays() -> None:
    made, _ = synced(NOTES, ADDED, QUIET)
    name = "Models/Orca.md"
    files = {
        **made,
        name: made[name]
        .replace("\n\n%% vaultkit:begin lineage", "\nright before\n%% vaultkit:begin lineage")
        .replace("%% vaultkit:end facts %%\n", "%% vaultkit:end facts %%\nright after"),
    }
    files["log.md"] += "\nOrca uses RoPE.\n"
    kept, plan = synced(files, None, QUIET)
    assert not plan.reports
    assert "\nright before\n%% vaultkit:begin lineage" in kept[name]
    assert kept[name].endswith("%% vaultkit:end facts %%\nright after")
    assert kept[name] != files[name]


def test_markers_are_html_comments_outside_obsidian() -> None:
    made, _ = synced(NOTES, ADDED, QUIET, Settings(is_obsidian=False))
    orca = made["Models/Orca.md"]
    assert "%%" not in orca
    assert "<!-- vaultkit:begin facts v1 sha=" in orca
    assert "[here](Orca.md#Orca)" in orca
    assert "[LLaMA](Models/LLaMA.md)" in made["RoPE.md"]
    assert claims(made, Settings(is_obsidian=False)) == claims(NOTES, Settings(is_obsidian=False))


def test_links_in_the_vaults_style_or_none() -> None:
    absolute = Settings(is_obsidian=True, new_link_format="absolute")
    made, _ = synced(NOTES, ADDED, QUIET, absolute)
    assert "[[Models/LLaMA\\|LLaMA]]" in made["RoPE.md"]
    markdown = Settings(is_obsidian=True, use_markdown_links=True, new_link_format="relative")
    made, _ = synced(NOTES, ADDED, QUIET, markdown)
    assert "[LLaMA](Models/LLaMA.md)" in made["RoPE.md"]
    off = replace(Config(), sync=SyncConfig(links=False, review=""))
    made, _ = synced(NOTES, ADDED, off)
    assert "[[" not in made["RoPE.md"] + made["Models/Orca.md"]


def test_panels_by_type_and_their_removal() -> None:
    config = replace(
        Config(),
        sync=SyncConfig(panels={"model": ("facts",), "model-series": ("facts",)}, review=""),
    )
    made, _ = synced(NOTES, None, config)
    assert "vaultkit:begin facts" in made["Models/Orca.md"]
    assert "`Models/Orca.md: facts`" in made["vaultkit.md"]
    files = {**made, "Models/Orca.md": NOTES["Models/Orca.md"]}
    again, _ = synced(files, None, config)
    assert again["Models/Orca.md"] == NOTES["Models/Orca.md"], "the user took it out"
    third, plan = synced(again, None, config)
    assert not plan.changes
    back, _ = synced(third, Asked(add=(("facts", "Orca"),)), config)
    assert "vaultkit:begin facts" in back["Models/Orca.md"]


def test_notes_for_entities_and_what_the_user_deletes() -> None:
    config = replace(Config(), sync=SyncConfig(mentions=1, review=""))
    made, _ = synced(NOTES, Asked(create=True), config)
    new = sorted(set(made) - set(NOTES) - {"vaultkit.md"})
    assert "Entities/Microsoft.md" in new
    assert made["Entities/Microsoft.md"].startswith("---\ntype: organization\nvaultkit: [")
    assert "vaultkit:begin models-of" in made["Entities/Microsoft.md"]
    again, plan = synced(made, Asked(create=True), config)
    assert not plan.changes
    del again["Entities/Microsoft.md"]
    third, _ = synced(again, Asked(create=True), config)
    assert "Entities/Microsoft.md" not in third
    assert "`organization/microsoft`" in third["vaultkit.md"]
    _, plan = synced(third, Asked(create=True), config)
    assert not plan.changes


def test_what_could_not_be_made_is_not_taken_for_deleted(tmp_path: Path) -> None:
    files = {**NOTES, "vaultkit.toml": "[sync]\nmentions = 1\nreview = ''\n"}
    root = make_vault(tmp_path / "v", {path: text.encode() for path, text in files.items()})
    (root / ".obsidian").mkdir()
    # A folder that vaultkit may not enter stands where the new notes would go.
    (tmp_path / "out").mkdir()
    (root / "Entities").symlink_to(tmp_path / "out")
    made = run(root, "sync", "--create", "--yes")
    assert made.returncode == 1
    assert not list((tmp_path / "out").iterdir())
    assert "Entities/" not in (root / "vaultkit.md").read_text()
    (root / "Entities").unlink()
    assert run(root, "sync", "--create", "--yes").returncode == 0
    assert (root / "Entities/Microsoft.md").is_file()
    assert "## Notes not wanted" not in (root / "vaultkit.md").read_text()
    (root / "Entities/Microsoft.md").unlink()
    (root / "Entities").rename(root / "kept")
    (root / "Entities").write_bytes(b"a file")
    assert run(root, "sync", "--create", "--yes").returncode == 0
    assert (root / "Entities").read_bytes() == b"a file"


def test_a_template_is_used() -> None:
    config = replace(
        Config(), sync=SyncConfig(mentions=1, review="", templates={"organization": "T/Org.md"})
    )
    files = {**NOTES, "T/Org.md": "---\nkind: lab\n---\nAbout {{title}}.\n"}
    made, _ = synced(files, Asked(create=True), config)
    assert made["Entities/Microsoft.md"].startswith(
        '---\nkind: lab\nvaultkit: ["about=organization/microsoft"]\n---\n'
        "About Microsoft.\n\n%% vaultkit:begin"
    )


FILL = replace(Config(), sync=SyncConfig(properties=("parameters", "developed_by"), review=""))


def test_properties_three_ways() -> None:
    made, _ = synced(NOTES, None, FILL)
    head = made["Models/Orca.md"].split("---")[1]
    assert "developed_by: Microsoft" in head
    assert made["Models/Orca.md"].endswith(NOTES["Models/Orca.md"])
    _, plan = synced(made, None, FILL)
    assert not plan.changes
    # The user's value stays, and is a fact of the user's.
    files = {
        **made,
        "Models/Orca.md": made["Models/Orca.md"].replace(
            "developed_by: Microsoft", "developed_by: OpenAI  # mine"
        ),
    }
    kept, _ = synced(files, None, FILL)
    assert "developed_by: OpenAI  # mine" in kept["Models/Orca.md"]
    assert '"predicate": "developedBy", "object": "organization/openai"' in claims(kept)
    # A key that the user deleted stays deleted.
    gone = {
        **made,
        "Models/Orca.md": made["Models/Orca.md"].replace("developed_by: Microsoft\n", ""),
    }
    kept, _ = synced(gone, None, FILL)
    assert "developed_by: " not in kept["Models/Orca.md"].split("---")[1]
    # What no sentence says any more goes.
    silent = {
        **made,
        "Models/Orca.md": made["Models/Orca.md"].replace("Orca was developed by Microsoft.", ""),
    }
    kept, _ = synced(silent, None, FILL)
    assert "developed_by" not in kept["Models/Orca.md"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_other_properties_keep_every_byte(end: str) -> None:
    head = "---\n# comment\nver: 1.10 # x\nlist: [a,  'b']\ntext: |\n  block\n\n  scalar\n\ntype: model\n---\n".replace(
        "\n", end
    )
    files = {**NOTES, "Models/Orca.md": head + NOTES["Models/Orca.md"].replace("\n", end)}
    made, plan = synced(files, None, FILL)
    assert not plan.reports
    text = made["Models/Orca.md"]
    at = head.rindex("---")
    assert text.startswith(head[:at])
    assert text.endswith(files["Models/Orca.md"][at:])
    added = text[at : len(text) - len(files["Models/Orca.md"][at:])]
    assert [line.partition(":")[0] for line in added.split(end)] == [
        "developed_by",
        "vaultkit",
        "",
    ] or "parameters" in added


def test_a_doubled_or_unreadable_key_is_left() -> None:
    for head in (
        '---\ndeveloped_by: x\ndeveloped_by: y\nvaultkit: ["developed_by=000000000000"]\n---\n',
        "---\nx: [\n---\n",
    ):
        files = {**NOTES, "Models/Orca.md": head + NOTES["Models/Orca.md"]}
        config = replace(Config(), sync=SyncConfig(properties=("developed_by",), review=""))
        made, _ = synced(files, None, config)
        lines = ("developed_by: x", "developed_by: y", "x: [")
        kept = [line for line in made["Models/Orca.md"].split("\n") if line in lines]
        assert kept == [line for line in files["Models/Orca.md"].split("\n") if line in lines]


def test_review_is_made_and_its_ticks_decide() -> None:
    config = Config()
    files = {
        **NOTES,
        "log.md": NOTES["log.md"] + "\n".join(f"Orca uses {name}." for name in ("RoPE", "ALiBi")),
    }
    vault = Vault.of(files)
    graph = extract(vault, config)
    candidate = replace(graph.claims[0], status="candidate", confidence=0.5)
    other = replace(graph.claims[1], status="candidate", confidence=0.5)
    shown = replace(graph, claims=(candidate, other, *graph.claims[2:]), _of={})
    plan = plan_sync(vault, shown, config)
    review = next(
        one for one in plan.changes if isinstance(one, Create) and one.path == "Review.md"
    )
    text = review.after.decode()
    assert f"- [ ] accept `{candidate.id}`" in text
    ticked_text = text.replace(
        f"- [ ] accept `{candidate.id}`", f"- [x] accept `{candidate.id}`"
    ).replace(f"- [ ] reject `{other.id}`", f"- [X] reject `{other.id}`")
    made, plan = synced({**files, "Review.md": ticked_text})
    assert f"- `{candidate.id}` " in made["vaultkit.md"].split("## Rejected")[0]
    assert f"- `{other.id}` " in made["vaultkit.md"].split("## Rejected")[1]
    assert not [one for one in plan.reports if "edited" in one], "ticking is no edit"
    records = claims(made).split("\n")
    assert any(candidate.id in one and '"accepted"' in one for one in records)
    assert any(other.id in one and '"rejected"' in one for one in records)
    _, plan = synced(made)
    assert not plan.changes


def test_views_are_valid_and_kept_until_edited() -> None:
    config = replace(
        Config(),
        sync=SyncConfig(views=("Lineage.canvas", "v/Models.base", "Papers.base"), review=""),
    )
    made, _ = synced(NOTES, None, config)
    canvas = json.loads(made["Lineage.canvas"])
    ids = {node["id"] for node in canvas["nodes"]}
    assert len(ids) == len(canvas["nodes"]) > 1
    assert all(edge["fromNode"] in ids and edge["toNode"] in ids for edge in canvas["edges"])
    assert {node["type"] for node in canvas["nodes"]} <= {"file", "text"}
    assert made["v/Models.base"].startswith("filters:\n  or:\n")
    _, plan = synced(made, None, config)
    assert not plan.changes
    spaced = {**made, "Lineage.canvas": json.dumps(canvas)}
    _, plan = synced(spaced, None, config)
    assert not plan.changes, "the app may space it anew"
    canvas["nodes"][0]["x"] += 10
    edited = {**made, "Lineage.canvas": json.dumps(canvas)}
    edited["log.md"] += "\nVicuna was fine-tuned from LLaMA.\n"
    kept, plan = synced(edited, None, config)
    assert kept["Lineage.canvas"] == edited["Lineage.canvas"]
    assert "edited by hand" in plan.reports[0]
    del made["Lineage.canvas"]
    kept, _ = synced(made, None, config)
    assert "Lineage.canvas" not in kept
    _, plan = synced(kept, None, config)
    assert not plan.changes


def test_what_is_asked_for_must_be_there() -> None:
    with pytest.raises(UnknownName, match="linage"):
        synced(NOTES, Asked(add=(("linage", "Orca"),)))
    with pytest.raises(UnknownName, match="Nope"):
        synced(NOTES, Asked(add=(("lineage", "Nope"),)))
    made, _ = synced(NOTES, Asked(add=(("papers", "Maps/Papers"),)), QUIET)
    assert made["Maps/Papers.md"].startswith("---\nvaultkit: generated\n---\n")


def run(root: Path, *arguments: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = dict(os.environ)
    if home is not None:
        environment["XDG_STATE_HOME"] = environment["XDG_CACHE_HOME"] = str(home)
    return subprocess.run(
        [sys.executable, "-m", "vaultkit", "--vault", str(root), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=environment,
    )


def test_two_machines_that_share_only_the_vault(tmp_path: Path) -> None:
    one = make_vault(
        tmp_path / "one" / "notes", {path: text.encode() for path, text in NOTES.items()}
    )
    (one / ".obsidian").mkdir()
    assert run(one, "sync", "--add", "facts", "Orca", "--yes", home=tmp_path / "h1").returncode == 0
    two = tmp_path / "two" / "notes"
    shutil.copytree(one, two)
    made = run(two, "sync", "--check", home=tmp_path / "h2")
    assert (made.returncode, made.stdout) == (0, ""), made.stderr
    for root, home in ((one, "h1"), (two, "h2")):
        (root / "log.md").write_bytes(b"Orca uses RoPE.\n")
        assert run(root, "sync", "--check", home=tmp_path / home).returncode == 1
        assert run(root, "sync", "--yes", home=tmp_path / home).returncode == 0
    assert contents(one) == contents(two), "no conflict copy can come of it"


def test_dry_run_writes_nothing_and_shows_what_comes(tmp_path: Path) -> None:
    root = make_vault(tmp_path / "v", {path: text.encode() for path, text in NOTES.items()})
    (root / ".obsidian").mkdir()
    before = contents(root)
    shown = run(root, "sync", "--add", "facts", "Orca", "--dry-run")
    assert shown.returncode == 0, shown.stderr
    assert contents(root) == before
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    subprocess.run(
        ["git", "apply", "-"], cwd=root, input=shown.stdout, text=True, encoding="utf-8", check=True
    )
    shutil.rmtree(root / ".git")
    patched = contents(root)
    for name, data in before.items():
        (root / name).write_bytes(data)
    for name in set(patched) - set(before):
        (root / name).unlink()
    assert run(root, "sync", "--add", "facts", "Orca", "--yes").returncode == 0
    assert contents(root) == patched
    stamps = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    assert run(root, "sync").returncode == 0
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == stamps
    assert run(root, "undo").returncode == 0
    assert contents(root) == before


def test_the_first_sync_only_shows_what_it_would_do(tmp_path: Path) -> None:
    files = {**NOTES, "vaultkit.toml": "[sync]\nproperties = ['parameters']\n"}
    root = make_vault(tmp_path / "v", {path: text.encode() for path, text in files.items()})
    (root / ".obsidian").mkdir()
    before = contents(root)
    shown = run(root, "sync")
    assert shown.returncode == 0, shown.stderr
    assert "+parameters: " in shown.stdout
    assert "--yes" in shown.stderr
    assert contents(root) == before
    assert run(root, "sync", "--yes").returncode == 0
    assert contents(root) != before
    (root / "log.md").write_bytes(b"Orca has 14B parameters.\n")
    assert run(root, "sync").returncode == 0, "from now on it writes"
    assert run(root, "sync", "--check").returncode == 0


def test_links_follow_a_note_renamed_outside(tmp_path: Path) -> None:
    root = make_vault(
        tmp_path / "v", {"a.md": b"[[b|x]] [y](b.md#H)\n", "b.md": b"# H\n[[a]] [[#H]]\n"}
    )
    (root / ".obsidian").mkdir()
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], cwd=root, check=True)
    (root / "d").mkdir()
    (root / "b.md").rename(root / "d/new name.md")
    made = run(root, "sync", "--links", "--yes")
    assert made.returncode == 0, made.stderr
    assert (root / "a.md").read_bytes() == b"[[new name|x]] [y](d/new%20name.md#H)\n"
