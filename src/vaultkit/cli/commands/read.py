"""`read`: what was just read from a note."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from vaultkit.cli.command import Session, example, pass_session
from vaultkit.cli.listing import chosen_paths
from vaultkit.cli.listings import contradictions, unknown, unlinked
from vaultkit.errors import VaultkitError
from vaultkit.graph.records import claim_record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


@click.command(
    short_help="Show what was just read from a note.",
    epilog=example(
        'vaultkit read "Models/Orca.md"        claims with their ids, new names, links to set',
        "vaultkit reject 1a2b3c4d5e6f          what was read wrongly is said once, and kept",
    ),
)
@click.argument("notes", metavar="NOTE...", nargs=-1, required=True)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How to print it.",
)  # fmt: skip
@pass_session
def command(session: Session, notes: tuple[str, ...], form: str) -> None:
    """Show what was read from notes: claims, names not known, links to set, contradictions."""
    paths = [path for path in chosen_paths(session, notes) if path in session.workspace.vault.notes]
    if not paths:
        raise VaultkitError("names no note of the vault", where=", ".join(notes))
    found = [_read(session, path) for path in paths]
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    click.echo("\n\n".join(_text(session, one) for one in found))


def _read(session: Session, path: str) -> dict[str, Any]:
    """Return everything that one note gave."""
    graph = session.workspace.graph
    only: Collection[str] = {path}
    return {
        "note": path,
        "claims": [claim_record(graph, one) for one in graph.claims if one.note == path],
        "unknown": [row["text"] for row in unknown.listing.rows(session, only)],
        "unlinked": list(unlinked.listing.rows(session, only)),
        "contradictions": list(contradictions.listing.rows(session, only)),
    }


def _text(session: Session, found: Mapping[str, Any]) -> str:
    """Return what one note gave, for a person."""
    claims = found["claims"]
    lines = [session.style(f"{found['note']}: {len(claims)} claims", bold=True)]
    for one in claims:
        said = one["object_label"] if one["object"] else one["raw"] or one["value"]
        doubts = [one[key] for key, usual in (("modality", "asserted"), ("status", "accepted"))
                  if one[key] != usual]  # fmt: skip
        mark = session.style(f"  ({', '.join(doubts)})", fg="yellow") if doubts else ""
        head = f"  {one['line']:>4}  {one['subject_label']} {one['predicate']} {said}{mark}"
        lines.append(f"{head}  {session.style(one['id'], dim=True)}")
    lines += _part("names that no list has", (f"{text}" for text in found["unknown"]))
    lines += _part(
        "links that could be set",
        (f"{one['line']:>4}:{one['column']}  {one['text']} -> {one['target']}"
         for one in found["unlinked"]),
    )  # fmt: skip
    lines += _part(
        "contradictions",
        (f"{one['subject_label']} {one['predicate']}: {_values(one)}"
         for one in found["contradictions"]),
    )  # fmt: skip
    return "\n".join(lines)


def _part(title: str, rows: Iterable[str]) -> list[str]:
    """Return a titled part; nothing where it has no rows."""
    held = [f"  {row}" for row in rows]
    return [f"{title} ({len(held)})", *held] if held else []


def _values(one: Mapping[str, Any]) -> str:
    """Return the values of a contradiction with their places; the fact is marked."""
    parts = []
    for value in one["values"]:
        places = ", ".join(f"{claim['note']}:{claim['line']}" for claim in value["claims"])
        words = value["claims"][0]["raw"] or value["value"]
        parts.append(f"{words}{' (taken)' if value['fact'] else ''} at {places}")
    return "; ".join(parts)
