"""`vaultkit list WHAT`: what the vault holds, as records."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import click

from vaultkit import plugins
from vaultkit.cli import listings
from vaultkit.cli.command import Session, example, format_option, pass_session, write_records
from vaultkit.cli.listing import Listing, chosen_paths
from vaultkit.errors import UnknownName

if TYPE_CHECKING:
    from datetime import datetime


def find_listing(name: str) -> Listing:
    """Return the listing with this name; only its file is imported.

    Raises:
        UnknownName: there is none.
    """
    known = [one.removesuffix("_") for one in plugins.names(listings)]
    if name not in known:
        raise UnknownName("list", name, known, hint=f"one of: {', '.join(known)}")
    files = {one.removesuffix("_"): one for one in plugins.names(listings)}
    module = importlib.import_module(f"{listings.__name__}.{files[name]}")
    listing = module.listing
    assert isinstance(listing, Listing)
    return listing


@click.command(
    epilog=example(
        "vaultkit list links --format jsonl    every link and what it reaches",
        "vaultkit list tasks Reading/          tasks of the notes in a folder",
        "vaultkit list wanted                  notes that links ask for, by count",
    )
)
@click.argument("what")
@click.argument("paths", nargs=-1)
@click.option("--since", metavar="REV", help="Only notes that changed since a revision of git.")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Count ages up to this day (YYYY-MM-DD).",
)
@format_option()
@pass_session
def command(
    session: Session,
    what: str,
    paths: tuple[str, ...],
    since: str | None,
    today: datetime | None,
    form: str,
) -> None:
    """List what the vault holds: links, headings, tags, tasks, entities, claims ...

    WHAT is one of: notes links headings tags tasks dates wanted orphans (read from the notes), and
    entities mentions claims contradictions unknown unlinked (read from the graph). PATHS are notes
    or folders; without them the whole vault is listed.
    """
    listing = find_listing(what)
    session.today = today.date() if today else None
    chosen = chosen_paths(session, paths)
    if since:
        changed = changed_since(session, since)
        chosen = dict.fromkeys(path for path in chosen if path in changed)
    records, keys = listing.rows(session, chosen), listing.keys
    if form == "table" and listing.seen:
        rows = [row for record in records for row in listing.seen(record)]
        records, keys = rows, tuple(rows[0]) if rows else keys
    write_records(records, keys, form, session)


def changed_since(session: Session, revision: str) -> frozenset[str]:
    """Return the vault's files that differ from a revision of git, new ones included."""
    from vaultkit.vault.revisions import changed_files

    return changed_files(session.workspace.root, revision)
