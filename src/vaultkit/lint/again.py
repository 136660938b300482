"""Judges again what a change may have touched; all else is remembered.

The result is the one of a run over everything: a property test compares them. What a finding may
depend on is declared by its rule (`Rule.reads`) and noted file by file (`lint/trace.py`).
"""

from __future__ import annotations

from vaultkit.lint import trace as marks
from vaultkit.lint.broken import Guess, no_guesses
from vaultkit.lint.lint import judge_files, judge_whole, settle
from vaultkit.lint.memory import (
    ALIASES,
    ROWS,
    Memory,
    pack,
    pack_guesses,
    pack_whole,
    remembered,
    unpack,
)
from vaultkit.lint.rule import is_whole
from vaultkit.lint.scene import NOWHERE, Scene
from vaultkit.lint.trace import Asked, Trace
from vaultkit.text import NotePath
from vaultkit.values import frozen

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date
    from typing import Any

    from vaultkit.config import Config
    from vaultkit.lint.finding import Finding
    from vaultkit.lint.memory import Kept, Packed
    from vaultkit.lint.rule import Gather, Rule
    from vaultkit.lint.scene import Outside
    from vaultkit.notes.note import Note
    from vaultkit.vault.vault import Source, Vault

SHARE = 6
"""Where more than one file of so many is to be judged again, all are."""
LEAST = 60
"""So many files may always be judged again."""


@frozen
class Change:
    """What differs from the vault of the run before."""

    changed: frozenset[str]
    """Files that were written or are new."""
    removed: frozenset[str]
    names: frozenset[str]
    """Files that are new or gone, hidden ones too."""
    skipped: bool = False
    """Other files could not be taken in."""
    day: bool = False
    commit: bool = False


def can_remember(rules: Sequence[Rule]) -> bool:
    """Tell whether every rule says what its findings depend on."""
    return all(one.reads not in {"vault", "graph"} for one in rules)


def lint_all(
    vault: Vault, rules: Sequence[Rule], config: Config, today: date, outside: Outside
) -> tuple[tuple[Finding, ...], dict[str, Any]]:
    """Return what all rules find in all files, and what to remember of it."""
    trace = Trace()
    asked = Asked(outside, trace)
    scene = Scene(vault, config, today, asked, rules[0])
    own = settle(judge_files(scene, _of_files(rules), None, trace), vault, config)
    whole = judge_whole(scene, _of_whole(rules))
    found = own | settle([one for some in whole.values() for one in some], vault, config)
    rows = {one.name: scene.gathered(one) for one in _gatherers(rules)}
    memo = scene.once("guesses", no_guesses)
    sources = sorted([*vault.notes, *vault.others])
    base = remembered(sources, own, whole, trace, rows, memo, asked.names)
    return tuple(sorted(found, key=lambda one: one.order)), base


def lint_again(
    memory: Memory,
    change: Change,
    vault: Vault,
    rules: Sequence[Rule],
    config: Config,
    today: date,
    outside: Outside,
) -> tuple[tuple[Finding, ...], dict[str, Any]] | None:
    """Return what all rules find now, and what to lay over the base; None: judge everything.

    Args:
        vault: as it is now; of its notes only those are read that are judged or linked to.
    """
    gatherers = _gatherers(rules)
    fresh = _fresh(change, vault, gatherers)
    if fresh is None:
        return None
    taken = {
        one.name
        for one in gatherers
        if any(
            memory.get(path)[ROWS].get(one.name) != (kept[ROWS].get(one.name) if kept else None)
            for path, kept in fresh.items()
        )
    }
    aliased = any(
        memory.get(path)[ALIASES] != (kept[ALIASES] if kept else ()) for path, kept in fresh.items()
    )
    need = _touched(memory, change, taken, aliased=aliased)
    gone = change.removed | {path for path in change.changed if path not in fresh}
    need = {path for path in need if path in vault.notes or path in vault.others}
    if len(need) > max(LEAST, memory.base["count"] // SHARE):
        return None
    fetch = getattr(vault.notes, "fetch", None)
    if fetch is not None:
        fetch(path for path in need if path in vault.notes)

    trace = Trace()
    asked = Asked(outside, trace, None if change.commit else memory.of("gone"))
    scene = Scene(vault, config, today, asked, rules[0])
    scene.taken = lambda gather: memory.rows(gather.name, fresh)
    if not (change.names or aliased or change.commit):
        guesses = {key: Guess(*one) for key, one in memory.of("guesses").items()}
        scene.give("guesses", guesses)
    before = len(scene.once("guesses", no_guesses))
    own = settle(judge_files(scene, _of_files(rules), need, trace), vault, config)
    whole = _whole(memory, change, rules, scene, taken)
    ours = {path for path in change.changed if path in vault.notes} | {
        path for path in memory.flagged(marks.OURS) if path not in change.removed
    }
    wide = settle([one for some in whole.values() for one in some], vault, config, ours=ours)
    fresh_ones: dict[str, list[Finding]] = {}
    for one in sorted({*own, *wide}, key=lambda one: one.order):
        fresh_ones.setdefault(one.path, []).append(one)
    found = tuple(_merged(memory.findings(need | gone), fresh_ones))

    files: dict[str, Kept | None] = {**memory.files, **dict.fromkeys(gone)}
    by_path: dict[str, list[Finding]] = {}
    for one in sorted(own, key=lambda one: one.order):
        by_path.setdefault(one.path, []).append(one)
    for path in need:
        rows = fresh[path][ROWS] if fresh.get(path) else memory.get(path)[ROWS]  # type: ignore[index] # looked at
        files[path] = (
            [pack(one) for one in by_path.get(path, ())],
            trace.flags.get(path, 0),
            trace.aliases.get(path, ()),
            rows,
            sorted(trace.keys.get(path, ())),
        )
    over: dict[str, Any] = {**memory.over, "files": files, "whole": pack_whole(whole)}
    over["gone"] = asked.names
    memo = scene.once("guesses", no_guesses)
    if len(memo) != before or change.names or aliased or change.commit:
        over["guesses"] = pack_guesses(memo)
    return found, over


def _merged(
    kept: Mapping[str, list[Packed]], fresh: Mapping[str, list[Finding]]
) -> Iterator[Finding]:
    """Yield the findings of both, in order."""
    for path in sorted({**kept, **fresh}):
        some = [unpack(path, row) for row in kept.get(path, ())]
        more = fresh.get(path)
        if more:
            some = sorted({*some, *more}, key=lambda one: one.order)
        yield from some


def _fresh(
    change: Change, vault: Vault, gatherers: Collection[Gather]
) -> dict[str, Kept | None] | None:
    """Return aliases and rows of the files that changed; None where bibliographies did."""
    from vaultkit.vault.names import name_key
    from vaultkit.vault.vault import note_aliases

    if any(path[-4:].lower() == ".bib" for path in change.changed | change.removed):
        return None
    fetch = getattr(vault.notes, "fetch", None)
    if fetch is not None:
        fetch(path for path in change.changed if path in vault.notes)
    fresh: dict[str, Kept | None] = dict.fromkeys(change.removed)
    for path in change.changed:
        note = vault.notes.get(NotePath(path))
        part: Note | Source | None = note or vault.others.get(path)
        if part is None:
            continue
        aliases = tuple(map(name_key, note_aliases(note))) if note else ()
        fresh[path] = ([], 0, aliases, _rows(part, vault, gatherers, is_note=note is not None), [])
    return fresh


def _rows(
    part: Note | Source,
    vault: Vault,
    gatherers: Collection[Gather],
    *,
    is_note: bool,
) -> dict[str, Any]:
    """Return what each gatherer takes from a file."""
    links = vault.counted(part)
    chosen = [one for one in gatherers if (one.notes if is_note else one.others)]
    return {one.name: rows for one in chosen if (rows := one.rows(part, links))}


def _touched(
    memory: Memory,
    change: Change,
    taken: Collection[str],
    *,
    aliased: bool,
) -> set[str]:
    """Return the files whose findings may differ now."""
    keys = {marks.key_of_places(path) for path in change.changed | change.removed}
    for path in change.names:
        keys |= marks.keys_of_file(path)
    bits = 0
    if change.names or aliased or change.commit:
        bits |= marks.MISSING
    if change.names:
        bits |= marks.ODD
    if change.day:
        bits |= marks.BY_DAY
    if change.commit:
        bits |= marks.GIT
    if taken:
        bits |= marks.WAITS
    return {*change.changed, *memory.linking(keys), *(memory.flagged(bits) if bits else ())}


def _whole(
    memory: Memory, change: Change, rules: Sequence[Rule], scene: Scene, taken: Collection[str]
) -> dict[str, list[Finding]]:
    """Return what rules of the whole vault find: of those that a change touched, anew."""
    old: Mapping[str, list[tuple[str, Any]]] = memory.of("whole")
    moved = change.changed | change.removed
    found: dict[str, list[Finding]] = {}
    for rule in _of_whole(rules):
        before = [unpack(path, row) for path, row in old[rule.code]]
        anew = (
            change.names
            or (change.skipped and rule.reads == "names")
            or any(one.name in taken for one in rule.gathers)
            or any(one.path in moved and one.span != NOWHERE for one in before)
        )
        if anew:
            scene.known = {
                (one.path, one.span): (one.place, one.end, one.text)
                for one in before
                if one.path not in moved
            }
            before = judge_whole(scene, [rule])[rule.code]
            scene.known = {}
        found[rule.code] = before
    return found


def _of_files(rules: Sequence[Rule]) -> list[Rule]:
    return [one for one in rules if not is_whole(one)]


def _of_whole(rules: Sequence[Rule]) -> list[Rule]:
    return [one for one in rules if is_whole(one)]


def _gatherers(rules: Sequence[Rule]) -> list[Gather]:
    """Return what the rules gather, each once."""
    return list({gather.name: gather for one in rules for gather in one.gathers}.values())
