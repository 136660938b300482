"""What every command shares: the vault it works on, how it prints, and its options."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from vaultkit.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date


@dataclass
class Session:
    """One run of the command line: options given before or after the command."""

    vault_option: str | None = None
    quiet: bool = False
    verbose: int = 0
    color_option: str = "auto"
    no_cache: bool = False
    exit_code: int = field(default=0)
    """What the process returns; a command sets 1 for findings or out of date."""
    today: date | None = None
    """The day that ages are counted to (`--today`); None for the user's own."""

    @cached_property
    def workspace(self) -> Workspace:
        """Open the vault (settings are read, notes not yet)."""
        return open_workspace(self.vault_option, use_cache=not self.no_cache, several=True)

    @property
    def color(self) -> bool:
        """Tell whether stdout is coloured: by `--color`, NO_COLOR, or being a terminal."""
        if self.color_option != "auto":
            return self.color_option == "always"
        return not os.environ.get("NO_COLOR") and sys.stdout.isatty()

    def style(self, text: str, **style: Any) -> str:
        """Return text in a style where stdout is coloured, else as it is."""
        return click.style(text, **style) if self.color else text

    def say(self, text: str) -> None:
        """Print a result as it is."""
        click.echo(text, nl=False)

    def note(self, text: str) -> None:
        """Tell the user something that is no result (stderr), unless `--quiet`."""
        if not self.quiet:
            click.echo(text, err=True)


pass_session = click.make_pass_decorator(Session, ensure=True)


def _remember(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """Make a callback that keeps a shared option's value in the session."""

    def callback(context: click.Context, _parameter: click.Parameter, value: Any) -> Any:
        session = context.ensure_object(Session)
        if value not in (None, False, 0):
            setattr(session, name, value)
        return value

    return callback


def shared_options() -> list[click.Option]:
    """Return fresh copies of the options that stand before or after any command."""
    return [
        click.Option(
            ["--vault"],
            metavar="DIR",
            expose_value=False,
            callback=_remember("vault_option"),
            help="The folder of notes [default: $VAULTKIT_VAULT, else found upward from here].",
        ),
        click.Option(
            ["--quiet", "-q"],
            is_flag=True,
            expose_value=False,
            callback=_remember("quiet"),
            help="Print results only.",
        ),
        click.Option(
            ["--verbose", "-v"],
            count=True,
            expose_value=False,
            callback=_remember("verbose"),
            help="Say more on stderr; -vv for all.",
        ),
        click.Option(
            ["--color"],
            type=click.Choice(["auto", "always", "never"]),
            expose_value=False,
            callback=_remember("color_option"),
            help="Colour of the output [default: auto].",
        ),
        click.Option(
            ["--no-cache"],
            is_flag=True,
            expose_value=False,
            callback=_remember("no_cache"),
            help="Read every note anew, and keep nothing.",
        ),
    ]


def example(*lines: str) -> str:
    """Return an epilog that shows commands as a user would type them."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def write_records(
    records: Iterable[Mapping[str, Any]],
    keys: Sequence[str],
    form: str,
    session: Session,
) -> None:
    """Print records as `table`, `jsonl` or `csv`, keys in the given order.

    A table leaves keys whose values are all empty out and is cut to the terminal's width; jsonl
    and csv hold everything.
    """
    from vaultkit.cli.render import csv_text, table_text

    if form == "jsonl":
        for record in records:
            row = {key: record[key] for key in keys}
            click.echo(json.dumps(row, ensure_ascii=False, separators=(", ", ": ")))
    elif form == "csv":
        click.echo(csv_text(records, keys), nl=False)
    else:
        click.echo(table_text(list(records), keys, color=session.color), nl=False)


def format_option(default: str = "table") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option `--format table|jsonl|csv`, passed to the command as `form`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "jsonl", "csv"]),
        default=default,
        show_default=True,
        help="How to print the records.",
    )
