"""Fixes chosen so that they never overlap, and made again and again until none is left."""

from __future__ import annotations

from bisect import bisect_left, insort

from vaultkit.lint.lint import lint
from vaultkit.notes.parse import parse_note
from vaultkit.text import NotePath, apply_edits
from vaultkit.values import frozen, replace

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from vaultkit.config import Config
    from vaultkit.lint.finding import Finding
    from vaultkit.lint.rule import Rule
    from vaultkit.lint.scene import Outside
    from vaultkit.text import Edit, Span
    from vaultkit.vault.vault import Vault

ROUNDS = 10
"""So often fixes are made and the vault is judged anew; rules that still differ go in circles."""


@frozen
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
    taken: dict[NotePath, list[Span]] = {}
    made: set[Edit] = set()
    for one in findings:
        if one.fix is None or not (one.fix.safe or unsafe):
            continue
        if all(_is_free(edit.span, taken.get(edit.path, [])) for edit in one.fix.edits):
            chosen.append(one)
            for edit in one.fix.edits:
                edits.setdefault(edit.path, []).append(edit)
                insort(taken.setdefault(edit.path, []), edit.span)
                made.add(edit)
        elif made.issuperset(one.fix.edits):
            chosen.append(one)  # by another finding's fix
    return chosen, edits


def _is_free(span: Span, taken: list[Span]) -> bool:
    """Tell whether a span touches none of those taken, which are sorted and do not meet."""
    at = bisect_left(taken, span)
    return all(_apart(span, other) for other in taken[max(0, at - 1) : at + 1])


def _apart(one: Span, other: Span) -> bool:
    """Tell whether two spans share nothing; an insertion next to another edit is not apart."""
    if one.end < other.start or other.end < one.start:
        return True
    both = one.start < one.end and other.start < other.end
    return both and (one.end == other.start or other.end == one.start)


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
