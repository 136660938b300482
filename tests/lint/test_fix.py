"""Fixes never overlap, are idempotent, leave every other byte alone, and stop when they go in circles."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from vaultkit.cli.mending import small_edit
from vaultkit.config import Config
from vaultkit.lint.fix import choose_fixes, settle, with_texts
from vaultkit.lint.lint import lint
from vaultkit.lint.select import all_rules, find_rule
from vaultkit.text import NotePath, Span, apply_edits
from vaultkit.vault.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.rule import Rule
    from vaultkit.lint.scene import Scene
    from vaultkit.notes.note import Note

DAY = date(2026, 11, 21)
RULES = [one for one in all_rules() if one.fixes and not one.needs_graph]

PIECES = st.sampled_from(
    ["[[deep learning]]", "[[Deep Learning#Data|x]]", "![[deep_learning]]", "[[herd]]", "[a](b c.md)",
     "[[https://e.org]]", "a\u00a0b", "| [[deep learning]] |\n|---|\n", "\r\n", "\n", "\n\n", " ", "`[[deep learning]]`",
     "- [ ] x", "text", "[[Other]]", "[[deep learning"],
)  # fmt: skip
HEADS = st.sampled_from(
    [
        "",
        "---\ntag: x\n---\n",
        '---\nalias: "herd"\nup: [[deep learning]]\n---\n',
        "\ufeff---\ntags: a, b\n---\n",
        "---\r\nup: [[Other]]\r\n---\r\n",
    ]
)
NOTES = st.builds(lambda head, parts: head + "".join(parts), HEADS, st.lists(PIECES, max_size=8))


def vault(text: str) -> Vault:
    return Vault.of(
        {"n.md": text, "deep-learning.md": "# Data\n", "h.md": "---\naliases: [herd]\n---\n"}
    )


@given(NOTES)
@settings(max_examples=150, deadline=None)
def test_fixes_settle_and_stay_settled(text: str) -> None:
    done = settle(vault(text), RULES, Config(), DAY, unsafe=True)
    assert done.circle == ()
    again = settle(done.vault, RULES, Config(), DAY, unsafe=True)
    assert again.texts == {}


@given(NOTES)
@settings(max_examples=150, deadline=None)
def test_what_no_fix_speaks_of_stays_as_it_was(text: str) -> None:
    before = vault(text)
    found = lint(before, None, RULES, Config(), DAY)
    chosen, edits = choose_fixes(found, unsafe=True)
    for some in edits.values():
        spans = sorted(one.span for one in some)
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(one.fix is not None for one in chosen)
    path = NotePath("n.md")
    after = apply_edits(text, edits.get(path, []))
    kept = "".join(
        char
        for at, char in enumerate(text)
        if not any(e.span.start <= at < e.span.end for e in edits.get(path, []))
    )
    rest = after
    for char in kept:
        at = rest.find(char)
        assert at >= 0
        rest = rest[at + 1 :]


@given(NOTES, NOTES)
def test_the_written_edit_is_the_whole_difference(old: str, new: str) -> None:
    edit = small_edit(NotePath("n.md"), old, new)
    assert apply_edits(old, [edit]) == new


def test_safe_fixes_only_unless_asked() -> None:
    files = vault("---\ntags: a, b\n---\n[[deep learning]]\n")
    safe = settle(files, RULES, Config(), DAY)
    assert safe.texts == {"n.md": "---\ntags: a, b\n---\n[[deep-learning|deep learning]]\n"}
    both = settle(files, RULES, Config(), DAY, unsafe=True)
    assert both.texts == {"n.md": "---\ntags: [a, b]\n---\n[[deep-learning|deep learning]]\n"}


def test_line_ends_and_byte_order_mark_stay() -> None:
    text = "\ufeff---\r\nup: [[Other]]\r\n---\r\n[[deep learning]]\r\nlast"
    done = settle(vault(text), RULES, Config(), DAY)
    assert (
        done.texts[NotePath("n.md")]
        == '\ufeff---\r\nup: "[[Other]]"\r\n---\r\n[[deep-learning|deep learning]]\r\nlast'
    )


def test_findings_of_the_baseline_are_not_mended() -> None:
    files = vault("[[deep learning]]\n")
    passed = lint(files, None, RULES, Config(), DAY)
    assert settle(files, RULES, Config(), DAY, skip=passed).texts == {}


def turn(wanted: str, new: str) -> Rule:
    def check(note: Note, scene: Scene) -> Iterator[Finding]:
        if note.text == wanted:
            yield scene.finding(Span(0, 1), "turn", fix=scene.fix((Span(0, 1), new)))

    doc = "t.\n\n## Fix\nf"
    return replace(find_rule("NOT001"), check=check, doc=doc, kinds=frozenset())


def test_rules_that_undo_each_other_are_named_and_nothing_changes() -> None:
    rules = [replace(turn("a", "b"), code="AAA001"), replace(turn("b", "a"), code="AAA002")]
    done = settle(Vault.of({"n.md": "a"}), rules, Config(), DAY)
    assert done.texts == {}
    assert done.circle != ()


def test_two_fixes_of_one_place_are_made_one_after_the_other() -> None:
    rules = [replace(turn("a", "b"), code="AAA001"), replace(turn("b", "c"), code="AAA002")]
    done = settle(Vault.of({"n.md": "a"}), rules, Config(), DAY)
    assert done.texts == {"n.md": "c"}


def test_a_changed_note_is_read_again() -> None:
    after = with_texts(vault("x"), {NotePath("n.md"): "# New\n"})
    assert after.notes[NotePath("n.md")].headings[0].text == "New"
    assert after.notes[NotePath("h.md")] is not None
