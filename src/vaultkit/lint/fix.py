"""Fixes chosen so that they never overlap, and made again and again until none is left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vaultkit.lint.lint import lint
from vaultkit.notes.parse import parse_note
from vaultkit.text import NotePath, apply_edits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from vaultkit.config import Config
    from vaultkit.lint.finding import Finding, Fix
    from vaultkit.lint.rule import Rule
    from vaultkit.lint.scene import Outside
    from vaultkit.text import Edit
    from vaultkit.vault.vault import Vault

ROUNDS = 10
"""So often fixes are made and the vault is judged anew; rules that still differ go in circles."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A vault after its fixes."""

    vault: Vault
    texts: Mapping[NotePath, str]
    """New texts of the notes that changed."""
    made: tuple[Finding, ...]
    """Findings whose fix was made, in order of making."""
    left: tuple[Finding, ...]
    """What is still found."""
    circle: tuple[str, ...] = ()
    """Codes of rules whose fixes undo each other; their notes are left as they were."""


def choose_fixes(
    findings: Iterable[Finding], *, unsafe: bool
) -> tuple[list[Finding], dict[NotePath, list[Edit]]]:
    """Return the findings to mend in one round, and their edits by note; no two edits meet.

    Of two fixes that meet, the first by position is made; the other waits for the next round.
    """
    chosen: list[Finding] = []
    edits: dict[NotePath, list[Edit]] = {}
    for one in findings:
        if one.fix is None or not (one.fix.safe or unsafe):
            continue
        if all(_free(edit, edits.get(edit.path, [])) for edit in one.fix.edits):
            chosen.append(one)
            for edit in one.fix.edits:
                edits.setdefault(edit.path, []).append(edit)
        elif _same(one.fix, edits):
            chosen.append(one)
    return chosen, edits


def _free(edit: Edit, taken: list[Edit]) -> bool:
    """Tell whether an edit touches none of those taken."""
    return all(
        edit.span.end < other.span.start
        or other.span.end < edit.span.start
        or (edit.span.end == other.span.start and edit.span.start < edit.span.end)
        or (other.span.end == edit.span.start and other.span.start < other.span.end)
        for other in taken
    )


def _same(fix: Fix, edits: Mapping[NotePath, list[Edit]]) -> bool:
    """Tell whether every edit of a fix is made already, by another finding's."""
    return all(edit in edits.get(edit.path, []) for edit in fix.edits)


def with_texts(vault: Vault, texts: Mapping[NotePath, str]) -> Vault:
    """Return a vault whose notes at some paths have other texts."""
    changed = {path: parse_note(path, text) for path, text in texts.items()}
    return replace(
        vault, notes={path: changed.get(path, note) for path, note in vault.notes.items()}
    )


def settle(  # noqa: PLR0913 (the inputs of lint, and whether unsafe fixes are wanted)
    vault: Vault,
    rules: Sequence[Rule],
    config: Config,
    today: date,
    *,
    unsafe: bool = False,
    outside: Outside | None = None,
    only: Collection[str] | None = None,
    skip: Collection[Finding] = (),
) -> Mended:
    """Make fixes and judge anew until none is left; nothing is written.

    Args:
        skip: findings that are not to be mended, such as those of the baseline.
    """
    usual = [one for one in rules if not one.needs_graph]
    first = {path: note.text for path, note in vault.notes.items()}
    passed = {(one.path, one.code, one.text) for one in skip}
    made: list[Finding] = []
    touched: set[NotePath] = set()
    last: list[Finding] = []
    for _ in range(ROUNDS):
        found = lint(vault, None, usual, config, today, outside=outside, only=only)
        open_ones = [one for one in found if (one.path, one.code, one.text) not in passed]
        last, edits = choose_fixes(open_ones, unsafe=unsafe)
        if not last:
            texts = {path: vault.notes[path].text for path in sorted(touched)}
            texts = {path: text for path, text in texts.items() if text != first[path]}
            return Mended(vault, texts, tuple(made), found)
        made += last
        touched |= set(edits)
        new = {path: apply_edits(vault.notes[path].text, some) for path, some in edits.items()}
        vault = with_texts(vault, new)
    return Mended(vault, {}, (), (), tuple(sorted({one.code for one in last})))
