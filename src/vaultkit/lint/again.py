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
    Guesses,
    Memory,
    pack,
    pack_guesses,
    remembered,
    unpack,
)
from vaultkit.lint.rule import is_whole
from vaultkit.lint.scene import NOWHERE, Scene
from vaultkit.lint.tally import Tally, order, tally
from vaultkit.lint.trace import Asked, Trace
from vaultkit.text import NotePath
from vaultkit.values import frozen, replace
from vaultkit.vault.asked import Aliases, IndexVault

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Collection, Container, Mapping, Sequence
    from datetime import date
    from typing import Any

    from vaultkit.config import Config
    from vaultkit.lint.finding import Finding
    from vaultkit.lint.memory import Kept, Packed, Whole
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
    rows = {one.name: scene.gathered(one) for one in all_gatherers(rules)}
    return kept_of(scene, own, whole, found, rows, trace, asked, None)


def kept_of(  # noqa: PLR0913, PLR0917 (a run leaves that much)
    scene: Scene,
    own: Collection[Finding],
    whole: Mapping[str, Sequence[Finding]],
    found: Collection[Finding],
    rows: Mapping[str, Mapping[str, Any]],
    trace: Trace,
    asked: Asked,
    ours: Container[str] | None,
) -> tuple[tuple[Finding, ...], dict[str, Any]]:
    """Return what a run over all files found, in order, and what to remember of it."""
    vault, config = scene.vault, scene.config
    trace.flags = dict(sorted(trace.flags.items()))
    memo = scene.once("guesses", no_guesses)
    sources = sorted([*vault.notes, *vault.others])
    packed = {code: _settled(some, vault, config, ours) for code, some in whole.items()}
    base = remembered(sources, own, packed, trace, rows, memo, asked.names)
    ordered = tuple(sorted(found, key=lambda one: one.order))
    base["tally"] = tally((one.path, pack(one)) for one in ordered).plain()
    return ordered, base


@frozen
class Again:
    """What a run over what changed found."""

    tally: Tally
    """All findings, counted."""
    over: dict[str, Any]
    """What to lay over the base."""
    _memory: Memory
    _codes: tuple[str, ...]

    def findings(self) -> tuple[Finding, ...]:
        """Return all findings, sorted by path and position."""
        memory = self._memory
        by_path = memory.all_findings()
        wide = [one for code in self._codes for one in memory.whole(code)]
        for path, _, row in wide:
            if row is not None:
                by_path[path] = [*by_path.get(path, ()), row]
        for path in {path for path, _, row in wide if row is not None}:
            by_path[path].sort(key=order)
        return tuple(unpack(path, row) for path in sorted(by_path) for row in by_path[path])


def lint_again(
    memory: Memory,
    change: Change,
    vault: Vault,
    rules: Sequence[Rule],
    config: Config,
    today: date,
    outside: Outside,
) -> Again | None:
    """Return what all rules find now, and what to lay over the base; None: judge everything.

    Args:
        vault: as it is now; of its notes only those are read that are judged or linked to.
    """
    gatherers = all_gatherers(rules)
    fresh = _fresh(change, vault, gatherers)
    if fresh is None:
        return None
    before = {path: memory.rows_of(path) for path in fresh}
    taken = {
        one.name
        for one in gatherers
        if any(
            before[path].get(one.name) != (kept[ROWS].get(one.name) if kept else None)
            for path, kept in fresh.items()
        )
    }
    aliased = any(
        memory.aliases_of(path) != (kept[ALIASES] if kept else ()) for path, kept in fresh.items()
    )
    need = _touched(memory, change, taken, aliased=aliased)
    gone = change.removed | {path for path in change.changed if path not in fresh}
    need = {path for path in need if path in vault.notes or path in vault.others}
    if len(need) > max(LEAST, memory.base["count"] // SHARE):
        return None
    if isinstance(vault, IndexVault):
        vault = replace(vault, by_alias=Aliases(lambda: memory.aliases(fresh)))
    fetch = getattr(vault.notes, "fetch", None)
    if fetch is not None:
        fetch(path for path in need if path in vault.notes)

    trace = Trace()
    asked = Asked(outside, trace, None if change.commit else memory.of("gone"))
    scene = Scene(vault, config, today, asked, rules[0])
    scene.taken = lambda gather: memory.rows(gather.name, fresh)
    guesses = Guesses(lambda: memory.of("guesses"), Guess)
    moved = bool(change.names or aliased or change.commit)
    if not moved:
        scene.give("guesses", guesses)
    own = settle(judge_files(scene, _of_files(rules), need, trace), vault, config)
    whole = _whole(memory, change, rules, scene, taken)

    files: dict[str, Kept | None] = {**memory.files, **dict.fromkeys(gone)}
    by_path: dict[str, list[Packed]] = {}
    for one in sorted(own, key=lambda one: one.order):
        by_path.setdefault(one.path, []).append(pack(one))
    for path in need:
        kept = fresh.get(path)
        files[path] = (
            by_path.get(path, []),
            trace.flags.get(path, 0),
            trace.aliases.get(path, ()),
            kept[ROWS] if kept else memory.rows_of(path),
            sorted(trace.keys.get(path, ())),
        )
    over: dict[str, Any] = {**memory.over, "files": files, "gone": asked.names}
    over["whole"] = {**memory.over["whole"], **whole}
    more = pack_guesses(scene.once("guesses", no_guesses)) if moved else guesses.more()
    if more is not None:
        over["guesses"] = more
    after = Memory(memory.base, over)
    codes = tuple(one.code for one in _of_whole(rules))
    counted = _counted(memory, after, {*need, *gone}, whole, codes)
    over["tally"] = counted.plain()
    return Again(counted, over, after, codes)


def _counted(
    before: Memory,
    after: Memory,
    paths: Collection[str],
    whole: Collection[str],
    codes: Collection[str],
) -> Tally:
    """Return all findings counted.

    Args:
        paths: the files that were judged again, or are gone.
        whole: the rules of the whole vault that ran again; `codes`: all of them.
    """
    counted = Tally.of(before.of("tally"))
    rows = [row for code in whole for row in (*before.whole(code), *after.whole(code))]
    touched = {*paths, *(path for path, _, reported in rows if reported is not None)}
    for memory, tell in ((before, counted.take), (after, counted.put)):
        wide: dict[str, list[Packed]] = {}
        for code in codes:
            for path, _, row in memory.whole(code):
                if row is not None and path in touched:
                    wide.setdefault(path, []).append(row)
        for path in touched:
            tell(path, [*memory.findings(path), *wide.get(path, ())])
    return counted


def _settled(
    found: Sequence[Finding], vault: Vault, config: Config, ours: Container[str] | None
) -> list[Whole]:
    """Return what a rule of the whole vault found, each as it is reported; None: it is not."""
    kept = settle(found, vault, config, ours=ours)
    rows: dict[tuple[str, Packed], Whole] = {}
    for one in found:
        level: Any = config.lint.severity.get(one.code) or config.lint.severity.get(one.name)
        reported = replace(one, severity=level) if level else one
        row = pack(one)
        rows[one.path, row] = (one.path, row, pack(reported) if reported in kept else None)
    return list(rows.values())


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
) -> dict[str, list[Whole]]:
    """Return what those rules of the whole vault find that a change touched."""
    moved = change.changed | change.removed
    vault, config = scene.vault, scene.config
    found: dict[str, list[Whole]] = {}
    for rule in _of_whole(rules):
        rows = memory.whole(rule.code)
        anew = (
            change.names
            or (change.skipped and rule.reads == "names")
            or any(one.name in taken for one in rule.gathers)
            or any(path in moved and (row[0], row[1]) != NOWHERE for path, row, _ in rows)
        )
        if not anew and not any(path in moved for path, _, _ in rows):
            continue
        before = [unpack(path, row) for path, row, _ in rows]
        if anew:
            scene.known = {
                (one.path, one.span): (one.place, one.end, one.text)
                for one in before
                if one.path not in moved
            }
            before = judge_whole(scene, [rule])[rule.code]
            scene.known = {}
        ours = {path for path in change.changed if path in vault.notes} | {
            path for path in memory.flagged(marks.OURS) if path not in change.removed
        }
        found[rule.code] = _settled(before, vault, config, ours)
    return found


def _of_files(rules: Sequence[Rule]) -> list[Rule]:
    return [one for one in rules if not is_whole(one)]


def _of_whole(rules: Sequence[Rule]) -> list[Rule]:
    return [one for one in rules if is_whole(one)]


def all_gatherers(rules: Sequence[Rule]) -> list[Gather]:
    """Return what the rules gather, each once."""
    return list({gather.name: gather for one in rules for gather in one.gathers}.values())
