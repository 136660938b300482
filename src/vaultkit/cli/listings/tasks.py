"""Every task, open or done, with its dates and its age."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from vaultkit.cli.listing import Listing, notes_of
from vaultkit.vault.dates import age, task_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.cli.command import Session


def rows(session: Session, paths: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield one record for each task; the age is counted from what `date_source` names."""
    vault = session.workspace.vault
    today = session.today or date.today()  # noqa: DTZ011 (the user's own day)
    for note in notes_of(session, paths):
        for task in note.tasks:
            where = note.place(task.span.start)
            since = task_date(vault, note, task)
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
                "age_days": age(since.date, today) if since else None,
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
