"""A sync on its way to the disk: planned on what was just read, and proven before it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaultkit.sync.sync import Asked, SyncPlan
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
    from vaultkit.sync.sync import plan_sync

    vault, graph = workspace.vault, workspace.graph
    plan = plan_sync(vault, graph, workspace.config, asked, other_texts(workspace))
    yours = plan.adopted
    plan.changes, more = proven(vault, graph, plan.changes, workspace.read, yours)
    plan.reports = list(dict.fromkeys([*plan.reports, *more]))
    return plan
