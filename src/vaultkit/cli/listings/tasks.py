"""Every task, open or done, with its dates and its age."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from vaultkit.cli.listing import Listing, notes_of
from vaultkit.lint.age import age_of
from vaultkit.lint.scene import Scene
from vaultkit.vault.history import History

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.cli.command import Session
    from vaultkit.lint.rule import Rule


def rows(session: Session, paths: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield one record for each task; the age is counted from what `date_source` names."""
    space = session.workspace
    today = session.today or date.today()  # noqa: DTZ011 (the user's own day)
    outside = History(space.root, str.lower)
    rule = cast("Rule", None)  # the age of a task is asked for by no rule here
    scene = Scene(space.vault, space.config, today, outside, rule)
    for note in notes_of(session, paths):
        scene.path, scene.note = note.path, note
        for task in note.tasks:
            where = note.place(task.span.start)
            since = age_of(task, scene)
            yield {
                "note": note.path,
                "line": where.line,
                "column": where.column,
                "text": task.text,
                "status": task.status,
                "kind": task.kind,
                "created": task.created,
                "scheduled": task.scheduled,
                "due": task.due,
                "done": task.done,
                "age_days": (today - since.day).days if since else None,
                "date_source": since.source if since else None,
            }


listing = Listing(
    (
        "note",
        "line",
        "column",
        "text",
        "status",
        "kind",
        "created",
        "scheduled",
        "due",
        "done",
        "age_days",
        "date_source",
    ),
    rows,
    "every task, with its age",
)
