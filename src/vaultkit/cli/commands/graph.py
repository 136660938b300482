"""`graph`: pages to look at, each one file that opens from disk without a network."""

from __future__ import annotations

import contextlib
import json
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultkit.cli.command import Session, example, pass_session, shared_options
from vaultkit.errors import VaultkitError
from vaultkit.vault.places import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vaultkit.export.views.atlas import Atlas
    from vaultkit.export.views.papers import ReadingItem
    from vaultkit.vault.vault import Vault

VAULT_PAGE = "\x00page"
"""What `--vault` without a folder stands for (with one, it is the vault, as everywhere)."""


def _remember_vault(
    context: click.Context, _parameter: click.Parameter, value: str | None
) -> str | None:
    """Keep the folder of `--vault DIR`; without one it asks for the vault's page."""
    if value not in (None, VAULT_PAGE):
        context.ensure_object(Session).vault_option = value
        return None
    return value


@click.command(
    epilog=example(
        "vaultkit graph --lineage --open          models over time, with their evidence",
        "vaultkit graph --lineage -o lineage.html",
        "vaultkit graph --around Orca --depth 1    one model and what is said of it",
        "vaultkit graph --vault                    the whole vault",
        "vaultkit graph --lineage --share -o for-a-colleague.html",
    )
)
@click.option("--lineage", "page", flag_value="lineage", help="Models over time [default].")
@click.option("--papers", "page", flag_value="papers", help="The reading list, by year.")
@click.option("--time", "page", flag_value="time", help="Sizes, context and techniques by date.")
@click.option(
    "--vault",
    metavar="[DIR]",
    is_flag=False,
    flag_value=VAULT_PAGE,
    callback=_remember_vault,
    help="The whole vault; with DIR: the folder of notes, as for every command.",
)
@click.option("--around", metavar="NAME", help="One thing and what is near it.")
@click.option(
    "--depth",
    type=click.IntRange(1, 6),
    default=2,
    show_default=True,
    help="How many facts away, with --around.",
)
@click.option(
    "--engine",
    type=click.Choice(["native", "pyvis"]),
    default="native",
    show_default=True,
    help="Draw with vaultkit's own pages, or with pyvis (at most 3,000 things).",
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The page's file; - for stdout [default: PAGE.html in the folder of `build`].",
)
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@click.option(
    "--share",
    is_flag=True,
    help="For others: without quotes, note paths, the vault's name and private notes.",
)
@click.option("--no-obsidian-links", is_flag=True, help="Leave out links that open Obsidian.")
@pass_session
def command(  # noqa: PLR0913 (one argument for each option)
    session: Session,
    page: str | None,
    vault: str | None,
    out: Path | None,
    around: str | None,
    depth: int,
    engine: str,
    *,
    show: bool,
    share: bool,
    no_obsidian_links: bool,
) -> None:
    """Make a page to look at: one HTML file that needs no network and no server."""
    from vaultkit.export.export import refuse_foreign, replace

    name = page or ("vault" if vault else "lineage")
    links = not no_obsidian_links
    if engine == "pyvis":
        html = _pyvis(session, around, depth, share=share)
        name = "pyvis"
    elif around is not None:
        html = _around(session, around, depth, share=share, links=links)
        name = "around"
    else:
        html = PAGES[name](session, share=share, links=links)
    if out is not None and str(out) == "-":
        click.echo(html, nl=False)
        return
    file = out if out is not None else session.workspace.out / f"{name}.html"
    refuse_foreign(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace(file, html.encode("utf-8", "replace"))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise VaultkitError(f"can not be written: {why}", where=str(file)) from error
    click.echo(str(file))
    if show:
        webbrowser.open(file.resolve().as_uri())


def _lineage(session: Session, *, share: bool, links: bool) -> str:
    from vaultkit.export.views.lineage import lineage_page
    from vaultkit.graph.vocab import knowledge

    work = session.workspace
    return lineage_page(
        work.graph, vault_name=work.name, known=knowledge(), share=share, obsidian_links=links
    )


def _time(session: Session, *, share: bool, links: bool) -> str:
    from vaultkit.export.views.over_time import time_page
    from vaultkit.graph.vocab import knowledge

    work = session.workspace
    return time_page(
        work.graph, vault_name=work.name, known=knowledge(), share=share, obsidian_links=links
    )


def _around(session: Session, name: str, depth: int, *, share: bool, links: bool) -> str:
    from vaultkit.export.views.around import around_page
    from vaultkit.graph.vocab import knowledge

    work = session.workspace
    return around_page(
        work.graph,
        name,
        vault_name=work.name,
        depth=depth,
        known=knowledge(),
        share=share,
        obsidian_links=links,
    )


def _pyvis(session: Session, name: str | None, depth: int, *, share: bool) -> str:
    from vaultkit.export.formats.pyvis import network_page, to_pyvis
    from vaultkit.export.views.share import public
    from vaultkit.graph.vocab import knowledge

    work = session.workspace
    graph = public(work.graph, knowledge()) if share else work.graph
    return network_page(to_pyvis(graph, name, depth=depth), title=name or "Everything said")


def _vault(session: Session, *, share: bool, links: bool) -> str:
    from vaultkit.export.views.atlas import atlas
    from vaultkit.export.views.share import public
    from vaultkit.export.views.vault_map import atlas_page
    from vaultkit.graph.vocab import knowledge

    work = session.workspace
    graph = public(work.graph, knowledge()) if share else work.graph
    notes = work.vault.notes
    tags = {str(path): tuple(tag.name for tag in note.tags) for path, note in notes.items()}
    kept = cache_folder(work.root) / "places.json"
    before = _kept_places(kept) if work.use_cache and not share else {}
    what = atlas(graph, tags=tags, before=before, share=share)
    if work.use_cache and not share:
        _keep_places(kept, what)
    return atlas_page(what, vault_name=work.name, share=share, obsidian_links=links)


def _kept_places(file: Path) -> dict[str, tuple[float, float]]:
    """Return where everything stood the last time; nothing where that can not be read."""
    from vaultkit.export.views.atlas import read_places

    try:
        rows = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return read_places(rows) if isinstance(rows, list) else {}


def _keep_places(file: Path, what: Atlas) -> None:
    """Keep the places for the next time, in the user's cache."""
    from vaultkit.export.export import replace
    from vaultkit.export.views.atlas import places_of

    rows = [[name, x, y] for name, (x, y) in places_of(what).items()]
    with contextlib.suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace(file, json.dumps(rows, ensure_ascii=True).encode())


def _papers(session: Session, *, share: bool, links: bool) -> str:
    from vaultkit.export.views.papers import papers_page
    from vaultkit.graph.vocab import knowledge

    work = session.workspace
    return papers_page(
        work.graph,
        vault_name=work.name,
        known=knowledge(),
        reading=_reading(work.vault),
        share=share,
        obsidian_links=links,
    )


def _reading(vault: Vault) -> Iterator[ReadingItem]:
    """Yield the entries of reading lists, and the states that notes about papers have."""
    from vaultkit.export.views.papers import ReadingItem
    from vaultkit.vault.resolve import Ambiguous, Found

    for path, note in vault.notes.items():
        reached: dict[int, list[str]] = {}
        for link in note.links:
            if isinstance(there := vault.resolve(path, link), Found | Ambiguous):
                reached.setdefault(note.place(link.span.start).line, []).append(there.path)
        for task in note.tasks:
            if task.kind in {"reading", "checkbox"} and task.status in BOXES:
                line = note.place(task.span.start).line
                yield ReadingItem(
                    path,
                    line,
                    task.text,
                    BOXES[task.status],
                    is_title=task.kind == "reading",
                    targets=tuple(reached.get(line, ())),
                )
        status = note.field("status")
        state = STATUSES.get(str(status.value).lower()) if status else None
        if status is not None and state is not None:
            line = note.place(status.span.start).line
            yield ReadingItem(path, line, "", state, is_title=False, targets=(path,))


BOXES = {" ": "todo", "/": "reading", "x": "read", "X": "read"}
"""What a check box says of a paper."""
STATUSES = {
    "read": "read",
    "done": "read",
    "reading": "reading",
    "in progress": "reading",
    "unread": "todo",
    "to read": "todo",
    "to-read": "todo",
    "todo": "todo",
}
"""What the property `status` says of the paper that a note is about."""
PAGES: dict[str, Callable[..., str]] = {
    "lineage": _lineage,
    "papers": _papers,
    "time": _time,
    "vault": _vault,
}

command.params.extend(option for option in shared_options() if option.name != "vault")
