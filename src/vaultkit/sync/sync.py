"""The verb: what the graph knows, brought back into the notes as edits of vaultkit's own parts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vaultkit.errors import UnknownName, VaultkitError
from vaultkit.graph.settle import settle
from vaultkit.notes.own import MARK, made_about
from vaultkit.sync.ahead import vault_after
from vaultkit.sync.decide import decisions_change, words_of
from vaultkit.sync.entity_notes import made_here, made_note, proposals
from vaultkit.sync.panel import PanelKind, block, panel_kinds
from vaultkit.sync.place import keep_panels
from vaultkit.sync.properties import keep_properties
from vaultkit.sync.rename import check_name
from vaultkit.sync.review import NOTHING_WAITS, ticked
from vaultkit.sync.scene import Scene
from vaultkit.sync.views import keep_views
from vaultkit.text import NotePath
from vaultkit.vault.change import Change, Create, Rewrite
from vaultkit.vault.decisions import MADE, PLACED, REMOVED, UNWANTED, Decisions, read_decisions
from vaultkit.vault.guards import is_conflict_copy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vaultkit.config import Config
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.notes.note import Note
    from vaultkit.sync.entity_notes import Proposed
    from vaultkit.vault.vault import Vault


CONFLICT = "a sync client's conflict copy: it is neither read nor written; merge it by hand"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a user asks of one sync."""

    add: tuple[tuple[str, str], ...] = ()
    """Panel and note, to be put in."""
    create: bool = False
    """Propose notes for entities that have none."""
    reset: tuple[str, ...] = ()
    """Notes whose edited panels are written anew."""
    adopt: tuple[str, ...] = ()
    """Notes whose edited panels become the user's text."""
    without: frozenset[str] = frozenset()
    """Notes that can not be made."""
    review: bool = True
    """Make the review note where there is none (a check asks for none)."""


@dataclass(slots=True)
class SyncPlan:
    """What a sync changes, and what it leaves alone."""

    changes: list[Change] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    """Each begins with its path."""
    adopted: frozenset[str] = frozenset()
    """Notes whose edited panels become the user's text."""


def plan_sync(
    vault: Vault,
    graph: KnowledgeGraph,
    config: Config,
    asked: Asked | None = None,
    texts: Mapping[str, bytes] | None = None,
) -> SyncPlan:
    """Return the changes that make a vault agree with its graph.

    Args:
        vault: the vault.
        graph: what it says.
        config: its settings.
        asked: what the user asks besides keeping things up.
        texts: bytes of canvases and bases.

    Raises:
        UnknownName: there is no such panel or note.
    """
    asked = asked or Asked()
    plan = SyncPlan()
    decisions, graph = _with_ticks(vault, graph, config)
    scene = Scene(vault, graph, config, decisions.of(MADE))
    kinds = panel_kinds()
    html = not vault.settings.is_obsidian
    add = _added(scene, asked, kinds, plan, html=html)
    reset = {_note(vault, given) for given in asked.reset}
    adopt = {_note(vault, given) for given in asked.adopt}
    plan.adopted = frozenset(adopt)
    decisions = _forget_removed(vault, decisions)
    decisions = _forget_deleted(vault, decisions)
    new: list[Proposed] = []
    if asked.create:
        new, decisions, more = proposals(scene, decisions, asked.without)
        plan.reports += more
        # All panels are made in the vault as it will be, so that a second run has nothing to do.
        made_so = [Create(one.path, one.head.encode("utf-8")) for one in new]
        scene = Scene(vault_after(vault, made_so), graph, config, decisions.of(MADE))
    for path, note in vault.notes.items():
        if path == config.decisions_note:
            continue
        if is_conflict_copy(path):
            plan.reports.append(f"{path}: {CONFLICT}")
            continue
        wanted = [*add.get(path, ()), *_by_type(scene, note, decisions, kinds)]
        names = {panel.name for panel in note.panels}
        fresh = [one for one in wanted if one not in names]
        view = scene.view(path)
        made = keep_panels(
            note,
            lambda kind, view=view: kind.make(view),  # type: ignore[misc]
            kinds,
            html=html,
            add=wanted,
            reset=path in reset,
            adopt=path in adopt,
        )
        reports = made.reports
        text, more = keep_properties(scene, note, made.text)
        plan.reports += [f"{path}: {one}" for one in (*reports, *more)]
        if text != note.text:
            plan.changes.append(_rewrite(note, text))
        if not made.reports:
            there = [one for one in wanted if one in fresh or one in names]
            decisions = _remember(decisions, path, there, add.get(path, ()))
    review: list[Change] = []
    if asked.review:
        review, decisions = _review(scene, decisions, kinds, html=html)
    made_now = {change.path for change in plan.changes}
    plan.changes += [change for change in review if change.path not in made_now]
    plan.changes += [made_note(scene, one, kinds, html=html) for one in new]
    views, decisions, more = keep_views(scene, decisions, texts or {}, asked.reset)
    plan.changes += views
    plan.reports += more
    plan.changes += decisions_change(vault, config, decisions)
    plan.changes.sort(key=lambda one: (one.path == config.decisions_note, one.path))
    return plan


def is_first(vault: Vault) -> bool:
    """Tell whether vaultkit never wrote in a vault: no panel, no mark, no note of decisions."""
    return vault.config.decisions_note not in vault.notes and not any(
        note.panels or note.field(MARK) is not None for note in vault.notes.values()
    )


def _added(
    scene: Scene, asked: Asked, kinds: Mapping[str, PanelKind], plan: SyncPlan, *, html: bool
) -> dict[NotePath, list[str]]:
    """Return the panels that are asked for, by note; a note that is not there is planned."""
    add: dict[NotePath, list[str]] = {}
    for name, given in asked.add:
        if name not in kinds:
            raise UnknownName("panel", name, kinds, hint=f"one of {', '.join(kinds)}")
        try:
            add.setdefault(_note(scene.vault, given), []).append(name)
        except UnknownName:
            if not kinds[name].anywhere:
                raise
            path = NotePath(given if given.lower().endswith(".md") else f"{given}.md")
            check_name(path, linkable=True)
            plan.changes.append(_new_note(scene, path, kinds[name], html=html))
    return add


def _rewrite(note: Note, text: str) -> Rewrite:
    """Return the change of a note's text; what goes is vaultkit's own, so it may shrink."""
    return Rewrite(note.path, note.text.encode("utf-8"), text.encode("utf-8"), may_shrink=True)


def _with_ticks(
    vault: Vault, graph: KnowledgeGraph, config: Config
) -> tuple[Decisions, KnowledgeGraph]:
    """Return the decisions with what is ticked in a review, and the graph that follows from it."""
    decisions = read_decisions(vault, config)
    known = {claim.id: claim for claim in graph.claims}
    changed = decisions
    for note in vault.notes.values():
        if not any(panel.name == "review" for panel in note.panels):
            continue
        yes, no = ticked(note)
        accepted = {one: words_of(graph, known[one]) for one in yes if one in known}
        rejected = {one: words_of(graph, known[one]) for one in no if one in known}
        if accepted:
            changed = changed.accept(accepted)
        if rejected:
            changed = changed.reject(rejected)
    if changed == decisions:
        return decisions, graph
    claims = settle(
        graph.claims,
        graph.notes,
        accepted_from=config.knowledge.accepted_from,
        accepted=changed.accepted,
        rejected=changed.rejected,
    )
    return changed, replace(graph, claims=claims, _of={})


def _note(vault: Vault, given: str) -> NotePath:
    """Return the note that a user names.

    Raises:
        UnknownName: there is none.
    """
    for path in (given, f"{given}.md"):
        if path in vault.notes:
            return NotePath(path)
    reached = vault.reach("", given)
    found = getattr(reached, "path", None)
    if found not in vault.notes:
        raise UnknownName("note", given, vault.notes)
    if len(getattr(reached, "candidates", ())) > 1:
        raise VaultkitError("the name is not unique", where=given, hint="give its path")
    return NotePath(str(found))


def _by_type(
    scene: Scene, note: Note, decisions: Decisions, kinds: Mapping[str, PanelKind]
) -> list[str]:
    """Return the panels that the settings want in a note of its type, but for removed ones."""
    entity = scene.entity_of.get(note.path)
    stated = note.field("type")
    types = {str(stated.value).lower()} if stated and isinstance(stated.value, str) else set()
    if entity is not None:
        types.add(scene.kind(entity))
    found = []
    for kind in sorted(types):
        for name in scene.config.sync.panels.get(kind, ()):
            if name not in kinds:
                raise UnknownName("panel", name, kinds, hint="see the setting sync.panels")
            if _key(note.path, name) not in decisions.of(REMOVED):
                found.append(name)
    return found


def _key(path: str, panel: str) -> str:
    return f"{path}: {panel}"


def _remember(
    decisions: Decisions, path: str, fresh: Sequence[str], by_hand: Sequence[str]
) -> Decisions:
    """Note which panels the settings put in, so that a user's removal shows on every machine."""
    again = [key for name in by_hand if (key := _key(path, name)) in decisions.of(REMOVED)]
    if again:
        decisions = decisions.without(REMOVED, *again)
    placed = {_key(path, name): "" for name in fresh if name not in by_hand}
    return decisions.with_items(PLACED, placed) if placed else decisions


def _forget_removed(vault: Vault, decisions: Decisions) -> Decisions:
    """Turn panels that the user took out of a note into panels not wanted there."""
    for key in decisions.of(PLACED):
        path, _, name = key.rpartition(": ")
        note = vault.notes.get(NotePath(path))
        if note is None:
            decisions = decisions.without(PLACED, key)
        elif name not in {panel.name for panel in note.panels} and name not in note.text:
            decisions = decisions.with_items(REMOVED, {key: ""}).without(PLACED, key)
    return decisions


def _forget_deleted(vault: Vault, decisions: Decisions) -> Decisions:
    """Turn notes that vaultkit made and the user deleted into notes not wanted."""
    marked = {about: str(path) for path, note in vault.notes.items() if (about := made_about(note))}
    for key, words in decisions.of(MADE).items():
        if key not in vault.files and made_here(key) and words not in marked:
            decisions = decisions.with_items(UNWANTED, {words or key: ""}).without(MADE, key)
        elif key not in vault.files and words in marked:
            decisions = decisions.without(MADE, key)  # it was moved
    held = set(decisions.of(MADE))
    lost = {path: about for about, path in marked.items() if path not in held}
    return decisions.with_items(MADE, lost) if lost else decisions


def _review(
    scene: Scene, decisions: Decisions, kinds: Mapping[str, PanelKind], *, html: bool
) -> tuple[list[Change], Decisions]:
    """Return the review note, where there is none yet and something waits."""
    path = NotePath(scene.config.sync.review)
    if not path or path in scene.vault.files or path in decisions.of(UNWANTED):
        return [], decisions
    if kinds["review"].make(scene.view(path)) == NOTHING_WAITS:
        return [], decisions
    made = _new_note(scene, path, kinds["review"], html=html)
    return [made], decisions.with_items(MADE, {path: ""})


def _new_note(scene: Scene, path: NotePath, kind: PanelKind, *, html: bool) -> Create:
    """Return a new note that holds one panel and is vaultkit's as a whole."""
    content = block(kind.name, kind.make(scene.view(path)), html=html)
    return Create(path, f"---\nvaultkit: generated\n---\n\n{content}\n".encode())
