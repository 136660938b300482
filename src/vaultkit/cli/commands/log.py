"""vaultkit log: the runs that changed the vault from this machine."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from vaultkit.cli.command import Session, example, format_option, pass_session, write_records

KEYS = ("run", "time", "what", "files", "state")
FILE_KEYS = ("path", "change", "to", "made")


@click.command(
    "log",
    short_help="The runs that changed the vault.",
    epilog=example(
        "vaultkit log         the runs of the last 30 days on this machine",
        "vaultkit log 12      what run 12 did, file by file",
    ),
)
@click.argument("run", required=False)
@format_option()
@pass_session
def command(session: Session, run: str | None, form: str) -> None:
    """List the runs that changed the vault, or what RUN did, file by file."""
    from vaultkit.vault.undo import find_run, runs_of

    runs = runs_of(session.workspace.root)
    if run is not None:
        found = find_run(runs, run)
        rows = [
            {
                "path": step.path,
                "change": step.kind,
                "to": step.to or None,
                "made": number in found.done,
            }
            for number, step in enumerate(found.steps)
            if step.kind not in {"mkdir", "rmdir"}
        ]
        write_records(rows, FILE_KEYS, form, session)
        return
    records = [
        {
            "run": int(one.id),
            "time": datetime.fromtimestamp(one.time, UTC).astimezone().isoformat(" ", "minutes"),
            "what": one.label,
            "files": sum(one.steps[n].kind not in {"mkdir", "rmdir"} for n in one.done),
            "state": "undone" if one.undone else (one.end or "broken off"),
        }
        for one in reversed(runs)
    ]
    write_records(records, KEYS, form, session)
