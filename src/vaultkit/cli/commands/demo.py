"""`demo`: a small vault of its own, built, asked and shown."""

from __future__ import annotations

from pathlib import Path

import click

from vaultkit.cli.cli import group
from vaultkit.cli.command import Session, example, pass_session
from vaultkit.errors import VaultNotFound

QUESTIONS = (
    ("What did Orca come from?", ["lineage", "Orca", "--up"]),
    ("Which models use grouped-query attention?", ["ask", "models using GQA"]),
)
"""What the demo asks, in words, and as a user would type it."""


def demo_vault() -> Path:
    """Return the example vault: in an installed copy beside the package, else the checkout's.

    Raises:
        VaultNotFound: neither is there.
    """
    package = Path(__file__).resolve().parents[2]
    for folder in (package / "example_vault", package.parents[1] / "vault"):
        if folder.is_dir():
            return folder
    raise VaultNotFound("this copy of vaultkit has no example vault", hint="reinstall vaultkit")


@click.command(
    epilog=example(
        "vaultkit demo                 writes vaultkit-demo/ in this folder",
        "vaultkit demo --out /tmp/kg   writes there",
    )
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("vaultkit-demo"),
    show_default=True,
    help="Folder of the graph and its pages.",
)
@pass_session
def command(session: Session, out: Path) -> None:
    """Build the example vault's graph, ask it two questions, and say what to open."""
    session.vault_option = str(demo_vault())
    _run(session, ["build", "--out", str(out)])
    for words, arguments in QUESTIONS:
        click.echo(f"\n{session.style(words, bold=True)}")
        click.echo(session.style(f"$ vaultkit {_typed(arguments)}", dim=True))
        _run(session, arguments)
    page = (out / "lineage.html").resolve()
    click.echo(f"\n{session.style('Open the lineage page:', bold=True)} {page.as_uri()}")


def _run(session: Session, arguments: list[str]) -> None:
    """Run another command in this process, with the notes already read."""
    context = click.Context(group, obj=session)
    found = group.get_command(context, arguments[0])
    assert found is not None
    found.main(arguments[1:], standalone_mode=False, obj=session, parent=context)


def _typed(arguments: list[str]) -> str:
    """Return arguments as one would type them."""
    return " ".join(f'"{one}"' if " " in one else one for one in arguments)
