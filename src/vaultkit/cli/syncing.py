"""A sync on its way to the disk: planned on what was just read, and proven before it is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vaultkit.workspace import open_workspace

if TYPE_CHECKING:
    from vaultkit.cli.command import Session
    from vaultkit.sync.sync import Asked, SyncPlan
    from vaultkit.vault.change import Report
    from vaultkit.workspace import Workspace


def other_texts(workspace: Workspace) -> dict[str, bytes]:
    """Return the bytes of every canvas and base; one that went since is left out."""
    found = {}
    for path in workspace.vault.others:
        try:
            found[path] = (workspace.root / path).read_bytes()
        except OSError:
            continue
    return found


def planned(workspace: Workspace, asked: Asked | None = None) -> SyncPlan:
    """Return what a sync changes: only what leaves all that the notes say as it is."""
    from vaultkit.sync.proof import proven
    from vaultkit.sync.sync import Asked, plan_sync
    from vaultkit.vault.change import Create

    vault, graph = workspace.vault, workspace.graph
    plan = plan_sync(vault, graph, workspace.config, asked, other_texts(workspace))
    changes, more = proven(vault, graph, plan.changes, workspace.read, plan.adopted)
    unmade = {one.path for one in plan.changes if isinstance(one, Create)} - {
        one.path for one in changes
    }
    if unmade:
        # What is not made must not stand among the notes that vaultkit made.
        asked = replace(asked or Asked(), without=frozenset(unmade))
        plan = plan_sync(vault, graph, workspace.config, asked, other_texts(workspace))
        changes, _ = proven(vault, graph, plan.changes, workspace.read, plan.adopted)
    plan.changes = changes
    plan.reports = list(dict.fromkeys([*plan.reports, *more]))
    return plan


def forget_unmade(session: Session, report: Report) -> None:
    """Take out of the note of decisions what the run could not make (a full disk, a race).

    Else the next sync would think that the user deleted it, and never make it again.
    """
    from vaultkit.sync.decide import decisions_change
    from vaultkit.vault.decisions import MADE, read_decisions
    from vaultkit.vault.write import write_changes

    left = {one.path for one in report.left}
    if not left:
        return
    workspace = open_workspace(str(session.workspace.root), use_cache=session.workspace.use_cache)
    decisions = read_decisions(workspace.vault, workspace.config)
    unmade = [path for path in decisions.of(MADE) if path in left]
    unmade = [path for path in unmade if path not in workspace.vault.files]
    if unmade:
        kept = decisions.without(MADE, *unmade)
        changes = decisions_change(workspace.vault, workspace.config, kept)
        write_changes(workspace.root, changes, label="sync: what could not be made")
