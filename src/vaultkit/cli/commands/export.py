"""`export`: the graph for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultkit.cli.answers import layers_option
from vaultkit.cli.command import Session, example, pass_session
from vaultkit.errors import VaultkitError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vaultkit.export.format import Format
    from vaultkit.graph.facts import Layer


@click.command(
    epilog=example(
        "vaultkit export --to graphml -o graph.graphml",
        "vaultkit export --to csv -o tables/            nodes.csv and edges.csv",
        "vaultkit export --to turtle --share > for-others.ttl",
        "vaultkit export --list",
    )
)
@click.option("--to", "name", metavar="FORMAT", help="The format; --list shows all.")
@click.option("--list", "listed", is_flag=True, help="List the formats.")
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="FILE",
              help="A file, or the folder for several [default: stdout].")  # fmt: skip
@click.option("--share", is_flag=True,
              help="For others: no quotes, note paths, vault name or private notes.")  # fmt: skip
@click.option("--force", is_flag=True, help="Replace a file that vaultkit did not make.")
@layers_option
@pass_session
def command(
    session: Session,
    name: str | None,
    out: Path | None,
    layers: tuple[Layer, ...],
    *,
    listed: bool,
    share: bool,
    force: bool,
) -> None:
    """Write the graph in a format: sorted, the same bytes for the same vault."""
    from vaultkit.export.format import Source, find_format, for_others, format_names

    if listed or name is None:
        for one in format_names():
            click.echo(f"{one:10} {find_format(one).about}")
        if not listed:
            raise VaultkitError("no format was given", hint="vaultkit export --to turtle")
        return
    chosen = find_format(name)
    work = session.workspace
    source = Source(work.graph, work.base, layers)
    _put(session, chosen, chosen.write(for_others(source) if share else source), out, force=force)


def _put(
    session: Session,
    chosen: Format,
    made: str | Mapping[str, str],
    out: Path | None,
    *,
    force: bool,
) -> None:
    """Write what a format made to stdout, a file or a folder."""
    from vaultkit.export.export import refuse_foreign, replace, write_files

    if out is None or str(out) == "-":
        texts = [made] if isinstance(made, str) else [made[key] for key in sorted(made)]
        click.echo("".join(texts).encode("utf-8", "replace"), nl=False)
        if len(texts) > 1:
            session.note(f"vaultkit: {len(texts)} files in one; -o DIR writes them apart")
        return
    if isinstance(made, str):
        if out.is_dir():
            out /= f"graph{chosen.suffix}"
        if not force:
            refuse_foreign(out)
        try:
            replace(out, made.encode("utf-8", "replace"))
        except OSError as error:
            raise VaultkitError(f"can not be written: {error.strerror}", where=str(out)) from error
        session.note(f"wrote {out}")
        return
    if out.exists() and not out.is_dir():
        raise VaultkitError("is no folder", where=str(out), hint=f"{chosen.name} is several files")
    files = {key: text.encode("utf-8", "replace") for key, text in made.items()}
    if force:
        for key in files:
            (out / key).unlink(missing_ok=True)
    write_files(out, files)
    session.note(f"wrote {len(files)} files to {out}")
