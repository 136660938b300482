"""The rules of one file at a time, called only where what they look for can stand."""

from __future__ import annotations

from vaultkit.lint.select import options_of
from vaultkit.notes import rows
from vaultkit.notes.note import Field, Heading, Link, Note, Panel, Table, Task
from vaultkit.notes.parts import Parts
from vaultkit.vault.resolve import Found, Missing, status

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.rule import Rule
    from vaultkit.lint.scene import Scene
    from vaultkit.lint.trace import Trace
    from vaultkit.vault.resolve import LinkStatus, Resolution
    from vaultkit.vault.vault import Source

    Chosen = list[tuple[Rule, Any]]

PARTS_OF_A_NOTE = ((Heading, "headings"), (Table, "tables"), (Task, "tasks"), (Panel, "panels"))


class Judge:
    """Calls the rules of notes, their parts and links; one for a run."""

    def __init__(
        self,
        scene: Scene,
        rules: Sequence[Rule],
        trace: Trace | None = None,
        *,
        passing: bool = False,
    ) -> None:
        """Sort the rules.

        Args:
            passing: notes pass, and what else is in the vault is not known yet: put off what
                depends on it.
        """
        self._scene = scene
        self._trace = trace
        self._passing = passing
        chosen = [(one, options_of(one, scene.config)) for one in rules]
        self._late = {one.code for one in rules if one.gathers} if passing else frozenset[str]()
        of_notes = [one for one in chosen if one[0].of is Note]
        self._problems = [one for one in of_notes if one[0].kinds]
        self._notes: dict[tuple[str, ...], Chosen] = {}
        """Rules by the texts of which they need one."""
        for one in of_notes:
            if not one[0].kinds:
                self._notes.setdefault(one[0].needs, []).append(one)
        self._fields = [one for one in chosen if one[0].of is Field]
        self._keyed: dict[str, Chosen] = {}
        self._parts = [
            (name, some)
            for kind, name in PARTS_OF_A_NOTE
            if (some := [one for one in chosen if one[0].of is kind])
        ]
        self._links = [one for one in chosen if one[0].of is Link]
        self._by_status: dict[LinkStatus, Chosen] = {}
        self._silent: dict[str, str] = {}
        """Targets of which no rule has anything to say, from everywhere; with the kind of link."""
        self.later: list[tuple[str, Link]] = []
        """Links that were put off, with the file they stand in."""
        self.waiting: list[tuple[str, Rule, Any]] = []
        """Rules that were put off, with the note and their options."""
        self.missing = 0
        """How much was put off that will ask for the note again."""

    def note(self, note: Note) -> list[Finding]:  # noqa: PLR0912 (calls would cost more)
        """Return what rules of a note and its parts find."""
        scene, text = self._scene, note.text
        scene.path, scene.note = note.path, note
        found: list[Finding] = []
        if note.problems:
            kinds = {one.kind for one in note.problems}
            for rule, options in self._problems:
                if not rule.kinds.isdisjoint(kinds):
                    scene.rule, scene.options = rule, options
                    found += rule.check(note, scene)
        kinds = {row[rows.KIND] for row in rows.of_links(note.links)}
        for needs, some in self._notes.items():
            for one in needs:
                if one in text:
                    break
            else:
                if needs:
                    continue
            for rule, options in some:
                if not rule.links or not rule.links.isdisjoint(kinds):
                    scene.rule, scene.options = rule, options
                    found += rule.check(note, scene)
        if self._fields and note.fields:
            self._judge_fields(note, found)
        for name, some in self._parts:
            parts = getattr(note, name)
            if parts:
                for rule, options in some:
                    if rule.needs and not _has(text, rule.needs):
                        continue
                    if rule.code in self._late:
                        self.missing += 1
                        self.waiting.append((note.path, rule, options))
                    else:
                        scene.rule, scene.options = rule, options
                        for part in parts:
                            found += rule.check(part, scene)
        return found

    def part(self, note: Note, rule: Rule, options: Any) -> list[Finding]:
        """Return what one rule of parts finds in a note."""
        scene = self._scene
        scene.path, scene.note, scene.rule, scene.options = note.path, note, rule, options
        name = next(name for kind, name in PARTS_OF_A_NOTE if kind is rule.of)
        return [one for part in getattr(note, name) for one in rule.check(part, scene)]

    def _judge_fields(self, note: Note, found: list[Finding]) -> None:
        """Add what rules of properties and Dataview fields find."""
        scene, fields, text = self._scene, note.fields, note.text
        some = rows.of_fields(fields)
        for at, row in enumerate(some):
            chosen = self._keyed.get(row[0])
            if chosen is None:
                key = row[0].lower().replace("-", "_")
                chosen = [one for one in self._fields if not one[0].keys or key in one[0].keys]
                self._keyed[row[0]] = chosen
            for rule, options in chosen:
                if rule.needs and not any(
                    text.find(one, *fields[at].value_span) >= 0 for one in rule.needs
                ):
                    continue
                scene.rule, scene.options = rule, options
                found += rule.check(fields[at], scene)

    def links(self, path: str, part: Note | Source) -> list[Finding]:
        """Resolve the links of a file, and return what the rules of their status find."""
        found: list[Finding] = []
        links = self._scene.vault.counted(part) if self._links else ()
        if not isinstance(links, Parts):
            for link in links:
                self._judge_link(path, link, found)
            return found
        silent, reach, trace = self._silent, self._scene.vault.reach, self._trace
        for at, row in enumerate(links.rows):
            kind, target, words = row[rows.KIND], row[rows.TARGET], row[rows.DISPLAY]
            if kind in _ELSEWHERE:
                if kind == "url" and not self._speaks("external", kind, target, words):
                    continue
            elif not row[rows.SUBPATH]:
                if words is None and silent.get(target) == kind:
                    if trace is not None:
                        trace.name(path, target)
                    continue
                file = reach(path, target)
                if file.__class__ is Found and not self._speaks("ok", kind, target, words):
                    if trace is not None:
                        trace.name(path, target)
                    if words is None and target in self._scene.vault.anywhere:
                        silent[target] = kind
                    continue
            self._judge_link(path, links.one(at), found)
        self._scene.reached = None
        return found

    def _speaks(self, word: LinkStatus, kind: str, target: str, words: str | None) -> bool:
        """Tell whether some rule may have to say something of a link."""
        for rule, _ in self._of_status(word):
            if rule.glance is None or rule.glance(kind, target, words):
                return True
        return False

    def _judge_link(self, path: str, link: Link, found: list[Finding]) -> None:
        """Resolve one link, and add what the rules of its status find; or put it off."""
        vault = self._scene.vault
        if self._passing and link.kind not in _ELSEWHERE:
            file = vault.reach(path, link.target)
            there = getattr(file, "path", None)
            if isinstance(file, Missing) or (link.subpath and there != path):
                self.missing += there is None
                self.later.append((path, link))
                return
        reached = vault.resolve(path, link)
        word = status(reached)
        if self._trace is not None:
            self._trace.link(path, link, reached, word)
        found += self.judged(link, reached, word)

    def judged(self, link: Link, reached: Resolution, word: LinkStatus) -> list[Finding]:
        """Return what rules find of a link of the file at hand that reaches something."""
        scene = self._scene
        found: list[Finding] = []
        for rule, options in self._of_status(word):
            if rule.glance is None or rule.glance(link.kind, link.target, link.display):
                scene.reached, scene.rule, scene.options = reached, rule, options
                found += rule.check(link, scene)
        return found

    def put_off(self, path: str, link: Link) -> tuple[Resolution, LinkStatus, bool]:
        """Resolve a link that was put off; tell whether some rule may have to say something."""
        reached = self._scene.vault.resolve(path, link)
        word = status(reached)
        if self._trace is not None:
            self._trace.link(path, link, reached, word)
        return reached, word, self._speaks(word, link.kind, link.target, link.display)

    def _of_status(self, word: LinkStatus) -> Chosen:
        """Return the rules of links that have a status."""
        if word not in self._by_status:
            self._by_status[word] = [
                one for one in self._links if one[0].when is None or word in one[0].when
            ]
        return self._by_status[word]


_ELSEWHERE = frozenset({"url", "citation"})
"""Links to no file of the vault."""


def _has(text: str, needs: tuple[str, ...]) -> bool:
    """Tell whether one of some texts stands in a text."""
    for one in needs:  # noqa: SIM110 (three times as fast as any())
        if one in text:
            return True
    return False
