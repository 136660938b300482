"""One walk over a vault for all rules, and what they found."""

from __future__ import annotations

from vaultkit.lint.judge import Judge
from vaultkit.lint.rule import is_whole
from vaultkit.lint.scene import Nothing, Outside, Scene
from vaultkit.lint.select import options_of
from vaultkit.lint.suppress import Silence, ignorer
from vaultkit.notes.own import MARK, own_spans
from vaultkit.text import NotePath
from vaultkit.values import replace
from vaultkit.vault.vault import note_aliases

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Sequence
    from datetime import date

    from vaultkit.config import Config
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.lint.finding import Finding
    from vaultkit.lint.rule import Rule
    from vaultkit.lint.trace import Trace
    from vaultkit.text import Span
    from vaultkit.vault.vault import Vault


def lint(
    vault: Vault,
    graph: KnowledgeGraph | None,
    rules: Sequence[Rule],
    config: Config,
    today: date,
    *,
    outside: Outside | None = None,
    only: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """Return what the rules find, sorted by path and position.

    Args:
        only: paths to report on; None for all. All notes are read anyway: a link needs them.
    """
    if not rules:
        return ()
    scene = Scene(vault, config, today, outside or Nothing(), rules[0], graph, only=only)
    found = judge_files(scene, [one for one in rules if not is_whole(one)], only)
    for some in judge_whole(scene, [one for one in rules if is_whole(one)]).values():
        found += some
    return tuple(sorted(settle(found, vault, config, only), key=lambda one: one.order))


def judge_whole(scene: Scene, rules: Sequence[Rule]) -> dict[str, list[Finding]]:
    """Return what rules of the whole vault or graph find, by code."""
    found: dict[str, list[Finding]] = {}
    scene.path, scene.note = "", None
    for rule in rules:
        part = scene.graph if rule.needs_graph else scene.vault
        if part is not None:
            scene.rule, scene.options = rule, options_of(rule, scene.config)
            found[rule.code] = list(rule.check(part, scene))
    return found


def judge_files(
    scene: Scene,
    rules: Sequence[Rule],
    only: Collection[str] | None,
    trace: Trace | None = None,
) -> list[Finding]:
    """Return what rules of parts of files find, in all files or in some."""
    vault, judge = scene.vault, Judge(scene, rules, trace)
    found: list[Finding] = []
    if only is None:
        notes = list(vault.notes.values())
    else:
        notes = [vault.notes[path] for path in map(NotePath, sorted(only)) if path in vault.notes]
    for note in notes:
        found += judge.note(note)
        found += judge.links(note.path, note)
        if trace is not None:
            trace.note(note, note_aliases(note))
    scene.note = None
    for path, source in vault.others.items():
        if only is None or path in only:
            scene.path = path
            found += judge.links(path, source)
    return found


def settle(
    found: Iterable[Finding],
    vault: Vault,
    config: Config,
    only: Collection[str] | None = None,
    ours: Container[str] | None = None,
) -> set[Finding]:
    """Leave out what is silenced, and set levels as the settings have them.

    Args:
        ours: the files that may silence something; None: look for yourself.
    """
    silences: dict[str, Silence] = {}
    own: dict[str, tuple[Span, ...]] = {}
    kept: set[Finding] = set()
    ignores = config.lint.per_path_ignores
    ignored = ignorer(ignores) if ignores else None
    for one in found:
        if only is not None and one.path not in only:
            continue
        if ignored is not None and ignored(one):
            continue
        note = None
        if ours is None or one.path in ours:
            note = vault.notes.get(NotePath(one.path))
        if note is not None and MARK in note.text:
            if one.path not in silences:
                silences[one.path] = Silence.of(note)
                own[one.path] = own_spans(note)
            if silences[one.path].covers(one):
                continue
            if one.span.end and any(span.covers(one.span) for span in own[one.path]):
                continue  # what vaultkit wrote is nobody's fault (A8.1)
        level = config.lint.severity.get(one.code) or config.lint.severity.get(one.name)
        kept.add(replace(one, severity=level) if level else one)  # type: ignore[arg-type]  # select.py checked it
    return kept
