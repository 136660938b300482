"""Rename: every link follows in its own style, nothing else changes, and nothing is re-targeted."""

from __future__ import annotations

import gzip
import io
import tarfile
from typing import TYPE_CHECKING

import pytest

from vaultkit.config import Config
from vaultkit.sync.ahead import after_edits
from vaultkit.sync.panel import panel_hash
from vaultkit.sync.rename import RenamePlan, RenameRefused, plan_rename
from vaultkit.sync.rename_heading import plan_heading
from vaultkit.sync.rename_words import resolve_new, resolve_old
from vaultkit.text import apply_edits
from vaultkit.vault.files import open_vault
from vaultkit.vault.vault import Vault

if TYPE_CHECKING:
    from pathlib import Path


def renamed(files: dict[str, str], old: str, new: str, *, folder: bool = False) -> dict[str, str]:
    """Return the files after a rename."""
    vault = Vault.of(files)
    plan = plan_rename(vault, others(vault, files), old, new, folder=folder)
    return applied(files, plan, {old: new} if not folder else {})


def others(vault: Vault, files: dict[str, str]) -> dict[str, str]:
    return {path: files[path] for path in vault.others}


def applied(files: dict[str, str], plan: RenamePlan, moved: dict[str, str]) -> dict[str, str]:
    made = {}
    for path, text in files.items():
        to = moved.get(path, path)
        if plan.old and path.startswith(f"{plan.old}/"):
            to = plan.new + path[len(plan.old) :]
        made[to] = apply_edits(text, [edit for edit in plan.edits if edit.path == path])
    return made


def reheaded(files: dict[str, str], old: str, new: str) -> dict[str, str]:
    vault = Vault.of(files)
    return applied(files, plan_heading(vault, others(vault, files), old, new), {})


A = {"d/Old note.md": "# H\n[[#H]]\n"}

LINKS = [
    ("[[Old note]]", "[[New]]"),
    ("[[ Old note |shown]]", "[[ New |shown]]"),
    ("![[Old note#H|100]]", "![[New#H|100]]"),
    ("[[old NOTE.md#^x]]", "[[New.md#^x]]"),
    ("[[d/Old note]]", "[[d/New]]"),
    ("[[/d/Old note]]", "[[/d/New]]"),
    ("[[./d/Old note]]", "[[./d/New]]"),
    ("| [[Old note\\|x]] |\n|---|", "| [[New\\|x]] |\n|---|"),
    ("[t](d/Old%20note.md#H)", "[t](d/New.md#H)"),
    ("[t](<d/Old note.md>)", "[t](<d/New.md>)"),
    ('![t](Old%20note "title")', '![t](New "title")'),
    ("[t][r]\n\n[r]: <d/Old note.md> 'x'", "[t][r]\n\n[r]: <d/New.md> 'x'"),
    ("[t][r]\n\n[r]: d/Old%20note.md", "[t][r]\n\n[r]: d/New.md"),
    ("%% [[Old note]] %%", "%% [[New]] %%"),
    ("up:: [[Old note]]", "up:: [[New]]"),
    (
        '---\nup: "[[Old note|x]]"\nrel: ["[[Old note]]"]\n---\n',
        '---\nup: "[[New|x]]"\nrel: ["[[New]]"]\n---\n',
    ),
    ("---\nup: '[t](d/Old%20note.md)'\n---\n", "---\nup: '[t](d/New.md)'\n---\n"),
]
SAME = [
    "`[[Old note]]`",
    "```\n[[Old note]]\n```",
    "\\[[Old note]]",
    "<!-- [[Old note]] -->",
    "[t](https://x.org/Old%20note.md)",
    "Old note, in words",
]


@pytest.mark.parametrize(("before", "after"), LINKS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_link_follows_in_its_own_style(before: str, after: str, end: str) -> None:
    files = {
        **A,
        "s.md": f"a {end}\n{before}{end} z  ".replace("\n", end)
        if "---" not in before[:3]
        else before,
    }
    wanted = files["s.md"].replace(
        before.replace("\n", end) if "---" not in before[:3] else before,
        after.replace("\n", end) if "---" not in before[:3] else after,
    )
    made = renamed(files, "d/Old note.md", "d/New.md")
    assert made["s.md"] == wanted
    assert made["d/New.md"] == A["d/Old note.md"]


@pytest.mark.parametrize("text", SAME)
def test_what_is_no_link_stays(text: str) -> None:
    assert renamed({**A, "s.md": text}, "d/Old note.md", "d/New.md")["s.md"] == text


def test_new_names_are_encoded_where_the_link_needs_it() -> None:
    files = {"a.md": "", "s.md": "[x](a.md) [[a]] ![y](<a.md>)"}
    made = renamed(files, "a.md", "über (1) 50%.md")
    assert (
        made["s.md"] == "[x](über%20%281%29%2050%25.md) [[über (1) 50%]] ![y](<über (1) 50%25.md>)"
    )
    assert not any(one.links == () for one in Vault.of(made).notes.values() if one.path == "s.md")


def test_a_bare_name_that_would_be_taken_gets_its_path() -> None:
    files = {"d/a.md": "", "x/b.md": "", "s.md": "[[a]]"}
    made = renamed(files, "d/a.md", "d/b.md")
    assert made["s.md"] == "[[d/b]]"


def test_relative_links_of_a_note_that_moves() -> None:
    files = {
        "d/a.md": "[b](b.md) [[./b]] [[../c]] ![](img.png)",
        "d/b.md": "",
        "c.md": "",
        "d/img.png": "",
    }
    made = renamed(files, "d/a.md", "e/f/a.md")
    assert made["e/f/a.md"] == "[b](b.md) [[../../d/b]] [[../../c]] ![](img.png)"


def test_a_folder_moves_with_what_names_it() -> None:
    files = {
        "d/a.md": "[[d/b]] [[b]]",
        "d/b.md": "[t](../s.md)",
        "s.md": "[[d/a]] ![[d/i.png]]",
        "d/i.png": "",
        "q.base": 'filters: file.inFolder("d") && file.hasLink("d/a")',
    }
    made = renamed(files, "d", "e/new", folder=True)
    assert made["e/new/a.md"] == "[[e/new/b]] [[b]]"
    assert made["e/new/b.md"] == "[t](../../s.md)"
    assert made["s.md"] == "[[e/new/a]] ![[e/new/i.png]]"
    assert made["q.base"] == 'filters: file.inFolder("e/new") && file.hasLink("e/new/a")'


def test_bases_in_code_blocks_follow() -> None:
    note = '```base\nfilters: file.inFolder("d") && file.hasLink("Old note")\n```\n```\nfile.hasLink("Old note")\n```\n'
    made = renamed({**A, "s.md": note}, "d/Old note.md", "d/New.md")
    assert made["s.md"] == note.replace('hasLink("Old note")\n```\n```', 'hasLink("New")\n```\n```')
    made = renamed({**A, "s.md": note}, "d", "e", folder=True)
    assert made["s.md"] == note.replace('inFolder("d")', 'inFolder("e")')


def test_canvas_cards_and_files_keep_every_other_byte() -> None:
    canvas = '{"nodes":[\t{"id":"1","type":"file","file":"d/Old note.md","x":1e3},\n{"id":"2","type":"text","text":"\\u00e9 [[Old note|x]] \\"q\\"\\n[t](d/Old%20note.md)"}],"edges":[], "big":12345678901234567890}'
    made = renamed({**A, "c.canvas": canvas}, "d/Old note.md", "d/Né.md")["c.canvas"]
    wanted = canvas.replace('"d/Old note.md"', '"d/Né.md"').replace(
        "[[Old note|x]]", "[[N\\u00e9|x]]"
    )
    assert made == wanted.replace("d/Old%20note.md", "d/N\\u00e9.md")


def test_refuses_to_take_a_name_or_a_meaning() -> None:
    with pytest.raises(RenameRefused, match="exists already"):
        renamed({"a.md": "", "b.md": ""}, "a.md", "b.md")
    # `[[b]]` in x/ reaches y/b.md now; b.md at the root would take it (B5).
    with pytest.raises(RenameRefused, match="would reach"):
        renamed({"a.md": "", "y/b.md": "", "x/s.md": "[[b]]"}, "a.md", "b.md")
    for name in ("x|y.md", "x#y.md", "a:b.md", "../a.md", ".hid.md", "x/ .md"):
        with pytest.raises(RenameRefused):
            renamed({"a.md": ""}, "a.md", name)


def test_links_to_an_unwritten_note_are_told() -> None:
    vault = Vault.of({"draft.md": "", "s.md": "[[Orca]] [[Orca]]"})
    assert plan_rename(vault, {}, "draft.md", "Orca.md").now_found == 2


def test_a_referrer_that_can_not_be_read_is_not_written() -> None:
    with pytest.raises(RenameRefused, match="does not write what it can not read"):
        renamed({"a.md": "", "s.md": "---\nx: [\n---\n[[a]]"}, "a.md", "b.md")


def test_a_panel_with_the_link_stays_vaultkits_own() -> None:
    inner = "- [[a]]\n"
    text = (
        f"%% vaultkit:begin facts v1 sha={panel_hash(inner)} %%\n{inner}%% vaultkit:end facts %%\n"
    )
    made = renamed({"a.md": "", "s.md": text}, "a.md", "bb.md")["s.md"]
    assert made == text.replace("[[a]]", "[[bb]]").replace(
        panel_hash(inner), panel_hash("- [[bb]]\n")
    )
    edited = text.replace("- [[a]]", "- [[a]] mine")
    made = renamed({"a.md": "", "s.md": edited}, "a.md", "bb.md")["s.md"]
    assert made == edited.replace("[[a]]", "[[bb]]"), "the user's edit still shows"


def test_what_a_user_may_type() -> None:
    vault = Vault.of({"d/a.md": "", "d/i.png": "", "e/b.md": "", "x/a.md": ""})
    assert resolve_old(vault, "d/a") == ("d/a.md", False)
    assert resolve_old(vault, "e/") == ("e", True)
    assert resolve_old(vault, "i.png") == ("d/i.png", False)
    with pytest.raises(RenameRefused, match="not unique"):
        resolve_old(vault, "a")
    with pytest.raises(RenameRefused, match="no such"):
        resolve_old(vault, "zzz")
    assert resolve_new(vault, "d/a.md", "c", folder=False) == "d/c.md"
    assert resolve_new(vault, "d/a.md", "/c", folder=False) == "c.md"
    assert resolve_new(vault, "d/a.md", "e", folder=False) == "e/a.md"
    assert resolve_new(vault, "d/i.png", "f/", folder=False) == "f/i.png"
    assert resolve_new(vault, "d", "e/d2", folder=True) == "e/d2"


HEADS = {
    "n.md": "# Top\n## Old: one ##\ntext ^b\n### Sub\n[[#Old one]]\n",
    "s.md": "[[n#Old one]] [[n#Top#old one#Sub|x]] [t](n.md#Old%20one) [[n#^b]] [[n#Sub]]\n",
}


def test_a_heading_takes_its_links_along() -> None:
    made = reheaded(HEADS, "n#Old one", "n#New: two")
    assert made["n.md"] == HEADS["n.md"].replace("Old: one", "New: two").replace(
        "Old one", "New two"
    )
    assert made["s.md"] == (
        "[[n#New two]] [[n#Top#New two#Sub|x]] [t](n.md#New%20two) [[n#^b]] [[n#Sub]]\n"
    )


def test_a_heading_in_a_canvas_card() -> None:
    canvas = '{"nodes":[{"id":"2","type":"text","text":"[[n#Old one]]\\n"}]}'
    made = reheaded({**HEADS, "c.canvas": canvas}, "n#Old one", "New")
    assert made["c.canvas"] == canvas.replace("Old one", "New")


def test_a_heading_does_not_take_anothers_links() -> None:
    files = {"n.md": "# A\n# B\n", "s.md": "[[n#B]]"}
    with pytest.raises(RenameRefused, match="another heading"):
        reheaded(files, "n#A", "B")
    with pytest.raises(RenameRefused, match="no heading"):
        reheaded(files, "n#Z", "B")


VAULTS = [
    "kepano",
    "hannah-wiki",
    "hyperv0id-llm-wiki",
    "fxmartin-ai",
    "dswok",
    "tasks-demo",
    "hzl-domain-vault",
]


def unpack(shared: Path, name: str, to: Path) -> Path:
    data = gzip.decompress((shared / "vaults" / f"{name}.tar.gz").read_bytes())
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        tar.extractall(to, filter="data")
    found = [path for path in to.iterdir() if path.is_dir()]
    return found[0] if len(found) == 1 and not list(to.glob("*.md")) else to


@pytest.mark.parametrize("name", VAULTS)
def test_there_and_back_is_every_byte_over_real_vaults(
    shared: Path, tmp_path: Path, name: str
) -> None:
    root = unpack(shared, name, tmp_path)
    vault = open_vault(root, Config(), use_cache=False)
    texts = {path: (root / path).read_bytes().decode("utf-8", "replace") for path in vault.others}
    linked: dict[str, int] = {}
    for source, links in vault.sources():
        for link in links:
            if link.kind in {"url", "citation"}:
                continue
            path = getattr(vault.resolve(source, link), "path", None)
            if path:
                linked[path] = linked.get(path, 0) + 1
    # A name that is not unique is written with its path when it comes back (B88).
    linked = {path: n for path, n in linked.items() if len(vault.names.same_name(path)) == 1}
    ranked = sorted(linked, key=lambda path: (-linked[path], path))
    chosen = ranked[:4] + ranked[4 :: max(1, len(ranked) // 3)]
    done, refused = 0, list[str]()
    for number, old in enumerate(chosen):
        ending = old[old.rfind(".") :]
        new = f"{old.rpartition('/')[0]}/zz renamed {number}{ending}".lstrip("/")
        try:
            plan = plan_rename(vault, texts, old, new)
        except RenameRefused as error:
            refused.append(str(error))
            continue
        there = after_edits(vault, texts, plan.edits, {old: new})
        there_texts = {
            path: apply_edits(text, [edit for edit in plan.edits if edit.path == path])
            for path, text in texts.items()
        }
        back = plan_rename(there, there_texts, new, old)
        again = after_edits(there, there_texts, back.edits, {new: old})
        for path, note in vault.notes.items():
            # A link that spelt the old name in another case (B10) has the name's own case now.
            assert again.notes[path].text.lower() == note.text.lower()
        for path, text in there_texts.items():
            assert (
                apply_edits(text, [edit for edit in back.edits if edit.path == path]) == texts[path]
            )
        done += 1
    assert done >= len(chosen) // 2
    known = ("can not read", "can not be rewritten", "B94")
    assert all(any(words in one for words in known) for one in refused)
