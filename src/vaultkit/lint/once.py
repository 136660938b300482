"""A run of lint over notes that pass: each is judged as it comes by, and let go.

What depends on other notes (a link to a heading, a link that reaches no file, a task that waits) is
put off until all have passed.
"""

from __future__ import annotations

import gc

from vaultkit.lint.judge import Judge
from vaultkit.lint.lint import judge_whole, settle
from vaultkit.lint.rule import is_ours, is_whole
from vaultkit.lint.scene import Scene
from vaultkit.lint.trace import Trace
from vaultkit.text import NotePath
from vaultkit.vault.passing import PassingNotes
from vaultkit.vault.vault import note_aliases

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from typing import Any

    from vaultkit.config import Config
    from vaultkit.lint.finding import Finding
    from vaultkit.lint.rule import Gather, Rule
    from vaultkit.lint.scene import Outside
    from vaultkit.notes.note import Link, Note
    from vaultkit.vault.passing import PassingVault


def can_pass(rules: Sequence[Rule]) -> bool:
    """Tell whether the rules are content with seeing each note once."""
    return all(one.reads not in {"vault", "graph"} and is_ours(one) for one in rules)


def lint_once(
    vault: PassingVault, rules: Sequence[Rule], config: Config, today: date, outside: Outside
) -> tuple[Finding, ...]:
    """Return what the rules find, sorted by path and position.

    Raises:
        OSError: a note can not be read.
    """
    run = Once(Scene(vault, config, today, outside, rules[0]), rules)
    run.run()
    return run.findings


def lint_all_once(
    vault: PassingVault, rules: Sequence[Rule], config: Config, today: date, outside: Outside
) -> tuple[tuple[Finding, ...], dict[str, Any]]:
    """Return the same, and what to remember of it, as `again.lint_all` has it."""
    from vaultkit.lint.again import all_gatherers, kept_of
    from vaultkit.lint.trace import Asked

    trace = Trace()
    asked = Asked(outside, trace)
    scene = Scene(vault, config, today, asked, rules[0])
    run = Once(scene, rules, trace)
    run.run()
    rows = {one.name: run.rows(one) for one in all_gatherers(rules)}
    return kept_of(scene, run.own, run.whole, run.findings, rows, trace, asked, run.ours)


class Once:
    """One run, and what it found."""

    def __init__(self, scene: Scene, rules: Sequence[Rule], trace: Trace | None = None) -> None:
        self._scene, self._trace = scene, trace
        self._files = [one for one in rules if not is_whole(one)]
        self._whole = [one for one in rules if is_whole(one)]
        vault = scene.vault
        every = {gather.name: gather for one in rules for gather in one.gathers}.values()
        self.gatherers: list[Gather] = [
            one for one in every if trace is not None or one.asked is None or one.asked(vault)
        ]
        self._rows: dict[str, dict[str, Any]] = {one.name: {} for one in self.gatherers}
        self.ours: set[str] = set()
        """Notes that may silence something."""
        self.own: set[Finding] = set()
        """What rules of files found."""
        self.whole: dict[str, list[Finding]] = {}
        """What rules of the vault found, before anything was silenced."""
        self.findings: tuple[Finding, ...] = ()

    def run(self) -> None:
        """Judge everything."""
        scene = self._scene
        vault = scene.vault
        assert isinstance(vault.notes, PassingNotes)
        judge = Judge(scene, self._files, self._trace, passing=True)
        collecting = gc.isenabled()
        gc.disable()  # what passes is let go without it
        try:
            for note in vault.notes.passing():
                many = judge.missing
                found = judge.note(note)
                found += judge.links(note.path, note)
                self._pass(note, found)
                if many != judge.missing:
                    vault.notes.hold(note)
            scene.taken = self.rows
            self._catch_up(judge)
        finally:
            if collecting:
                gc.enable()
        self.whole = judge_whole(scene, self._whole)
        wide = [one for some in self.whole.values() for one in some]
        settled = settle(wide, vault, scene.config, ours=self.ours)
        self.findings = tuple(sorted(self.own | settled, key=lambda one: one.order))

    def rows(self, gather: Gather) -> dict[str, Any]:
        """Return what a gatherer took, in order of path."""
        taken = self._rows[gather.name]
        if gather.others:
            vault = self._scene.vault
            for path, part in vault.others.items():
                rows = gather.rows(part, vault.counted(part))
                if rows:
                    taken[path] = rows
        return {path: taken[path] for path in sorted(taken)}

    def _pass(self, note: Note, found: list[Finding]) -> None:
        """Keep what is needed of a note that was judged."""
        vault, path = self._scene.vault, str(note.path)
        if found:
            self.own |= settle(found, vault, self._scene.config)
        if "vaultkit" in note.text:
            self.ours.add(path)
        for gather in self.gatherers:
            rows = gather.rows(note, vault.counted(note)) if gather.notes else None
            if rows:
                self._rows[gather.name][path] = rows
        if self._trace is not None:
            self._trace.note(note, note_aliases(note))

    def _catch_up(self, judge: Judge) -> None:
        """Judge what was put off, and the files besides notes."""
        scene = self._scene
        vault, late = scene.vault, Judge(scene, self._files, self._trace)
        for where, rule, options in judge.waiting:
            found = late.part(vault.notes[NotePath(where)], rule, options)
            self.own |= settle(found, vault, scene.config)
        for where, links in _by_path(judge.later):
            found = []
            for link in links:
                scene.path = where  # a link without a path leads to its own note
                reached, word, speaks = late.put_off(where, link)
                if speaks:
                    scene.note = vault.notes[NotePath(where)]
                    found += late.judged(link, reached, word)
            if found:
                self.own |= settle(found, vault, scene.config)
        scene.note = None
        for where, source in vault.others.items():
            scene.path = where
            self.own |= settle(late.links(where, source), vault, scene.config)


def _by_path(later: Iterable[tuple[str, Link]]) -> Iterator[tuple[str, list[Link]]]:
    """Put together the links of a file; they stand in order of path."""
    some: list[Link] = []
    last = ""
    for path, link in later:
        if path != last and some:
            yield last, some
            some = []
        last = path
        some.append(link)
    if some:
        yield last, some
