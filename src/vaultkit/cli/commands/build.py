"""`build`: the vault to its graph."""

from __future__ import annotations

import importlib.util
from collections import Counter
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultkit.cli.command import Session, example, pass_session
from vaultkit.errors import EXIT_FINDINGS, MissingExtra, VaultkitError

if TYPE_CHECKING:
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.vault.shelf import Shelf
    from vaultkit.vault.vault import Vault


@click.command(
    epilog=example(
        "vaultkit build                      writes graph/ beside vaultkit.toml",
        "vaultkit build --out /tmp/kg        writes there",
        "vaultkit build --check              exits 1 where graph/ is out of date (for CI)",
    )
)
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR",
              help="Folder of the outputs [default: setting build.out, or graph/].")  # fmt: skip
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if the outputs are out of date.")
@click.option("--validate", is_flag=True, help="Check the graph against the shapes of schema.ttl.")
@pass_session
def command(session: Session, out: Path | None, *, check: bool, validate: bool) -> None:
    """Read the vault and write its graph: facts.ttl, graph.ttl, claims.jsonl and the pages.

    The same vault gives the same bytes. Only files that vaultkit made are replaced.
    """
    from vaultkit.export.export import out_of_date, texts, write_files
    from vaultkit.export.views.workings import remembered
    from vaultkit.graph.digest import digest
    from vaultkit.vault.files import lasting
    from vaultkit.vault.shelf import open_shelf

    if importlib.util.find_spec("spacy") is None:
        raise MissingExtra("nlp", "reading notes into a graph")
    work = session.workspace
    folder = out if out is not None else work.out
    if folder.exists() and not folder.is_dir():
        raise VaultkitError("is no folder", where=str(folder), hint="give a folder with --out")
    kept = _Keeping(session, out) if work.use_cache and not (check or validate) else None
    vault = work.vault
    graph = work.read(vault, kept.witness) if kept else work.graph
    with lasting():
        shelf = open_shelf(work.root, "outputs", "") if work.use_cache else None
        key = digest(graph, work.base, work.name, sorted(_tags(vault).items())) if shelf else b""
        files: dict[str, bytes] = {}
        if not (shelf and is_written(folder, shelf, key)):
            workings = open_shelf(work.root, "workings", "export") if work.use_cache else None
            with remembered(workings):
                files = texts(graph, work.base) | _pages(session, vault, graph)
            if shelf and not check:
                shelf.keep(((name, key, hashed(data)) for name, data in files.items()), files)
    if check:
        old = out_of_date(folder, files)
        for name in old:
            click.echo(f"{name} is out of date")
        if old:
            session.exit_code = EXIT_FINDINGS
            session.note("vaultkit: run `vaultkit build` to bring them up to date")
    else:
        write_files(folder, files)
        said = summary(vault, graph)
        for line in said:
            click.echo(line)
        told = f"wrote {', '.join(FILES)} to {folder}"
        session.note(told)
        if kept:
            kept.keep(vault, folder, said, told)
    if validate:
        _validate(session, graph)


class _Keeping:
    """What the next build needs so as to tell whether anything that changed says something new."""

    def __init__(self, session: Session, out: Path | None) -> None:
        from vaultkit.extract.again import Witness
        from vaultkit.vault import replay

        self.session = session
        self.out = "" if out is None else str(out)
        self.witness = Witness()
        began = replay.now()
        config = session.workspace.config
        watched = tuple(config.knowledge.vocabulary)
        question = (list(config.exclude), config.build.out.strip("/"), watched)
        seen = replay.look(str(session.workspace.root), *question)
        self.look = (question, seen, began)

    def keep(self, vault: Vault, folder: Path, said: list[str], told: str) -> None:
        """Keep it, now that the outputs stand."""
        from vaultkit.cli import rebuilding
        from vaultkit.extract.again import traces

        base = traces(vault, self.witness)
        if base is None:
            return
        quiet = self.session.quiet
        streams = "".join(f"{line}\n" for line in said), "" if quiet else f"{told}\n"
        out, err = (one.encode("utf-8", "surrogatepass") for one in streams)
        files = [str((folder / name).absolute()) for name in FILES]
        key = rebuilding.key_of(self.out, quiet=quiet)
        root = str(self.session.workspace.root)
        rebuilding.keep(root, key, self.look, (out, err), files, base)


FILES = ("claims.jsonl", "facts.ttl", "graph.ttl", "lineage.html", "vault.html")


def hashed(data: bytes) -> bytes:
    """Return the hash of an output."""
    return blake2b(data, digest_size=32).digest()


def is_written(folder: Path, shelf: Shelf, key: bytes) -> bool:
    """Tell whether all outputs of such a graph stand in a folder as they were written."""
    kept = shelf.load(dict.fromkeys(FILES, key))
    try:
        return all(
            not (folder / name).is_symlink()
            and kept.get(name) == hashed((folder / name).read_bytes())
            for name in FILES
        )
    except OSError:
        return False


def _tags(vault: Vault) -> dict[str, tuple[str, ...]]:
    """Return the tags of each note."""
    return {str(path): tuple(tag.name for tag in note.tags) for path, note in vault.notes.items()}


def _pages(session: Session, vault: Vault, graph: KnowledgeGraph) -> dict[str, bytes]:
    """Return the pages that people open, by name."""
    from vaultkit.export.views.lineage import lineage_page
    from vaultkit.export.views.vault_map import vault_page
    from vaultkit.graph.vocab import knowledge

    name, known = session.workspace.name, knowledge()
    pages = {
        "lineage.html": lineage_page(graph, vault_name=name, known=known),
        "vault.html": vault_page(graph, vault_name=name, known=known, tags=_tags(vault)),
    }
    return {file: page.encode("utf-8", "replace") for file, page in pages.items()}


def summary(vault: Vault, graph: KnowledgeGraph) -> list[str]:
    """Return what was found, one line for each kind of thing."""
    from vaultkit.graph.lineage import lineage
    from vaultkit.vault.resolve import status

    links = broken = 0
    for source, found in vault.sources():
        for link in found:
            word = status(vault.resolve(source, link))
            links += 1
            broken += word.startswith("missing")
    kinds = Counter(one.kind for one in graph.entities.values())
    statuses = Counter(one.status for one in graph.claims)
    steps = [step for step in lineage(graph).steps() if step.is_lineage]
    by_kind = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    by_status = ", ".join(f"{count} {word}" for word, count in sorted(statuses.items()))
    return [
        f"notes          {len(vault.notes)}",
        f"links          {links}",
        f"broken links   {broken}",
        f"entities       {len(graph.entities)}" + (f" ({by_kind})" if by_kind else ""),
        f"claims         {len(graph.claims)}" + (f" ({by_status})" if by_status else ""),
        f"lineage edges  {len(steps)}",
    ]


def _validate(session: Session, graph: KnowledgeGraph) -> None:
    """Check the graph against the shapes, and print what does not fit."""
    from vaultkit.graph.shapes import validate
    from vaultkit.query.lexicon import short_id

    found = validate(graph, session.workspace.base)
    for one in found:
        value = f" ({one.value})" if one.value else ""
        click.echo(f"{one.severity}: {short_id(one.thing)}: {one.message}{value}")
    if any(one.severity == "violation" for one in found):
        session.exit_code = EXIT_FINDINGS
    if not found:
        session.note("the graph fits the shapes of schema.ttl")
