"""The command line: a lazy group of commands, and errors turned into exit codes."""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vaultkit import __version__, plugins
from vaultkit.cli import commands
from vaultkit.cli.command import Session, example, shared_options
from vaultkit.errors import (
    EXIT_BUG,
    EXIT_INTERRUPTED,
    EXIT_MISUSE,
    UnknownName,
    VaultkitError,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


class LazyGroup(click.Group):
    """Commands by file name; a command's file is imported only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands: one for each file of cli/commands/."""
        del ctx
        return [name.removesuffix("_").replace("_", "-") for name in plugins.names(commands)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's file and give the command the shared options."""
        names = {name.removesuffix("_").replace("_", "-"): name for name in plugins.names(commands)}
        if cmd_name not in names:
            ctx.fail(str(UnknownName("command", cmd_name, names, hint="see vaultkit --help")))
        module = importlib.import_module(f"{commands.__name__}.{names[cmd_name]}")
        command = module.command
        assert isinstance(command, click.Command)
        if not any(option.name == "vault" for option in command.params):
            command.params.extend(shared_options())
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List each command with the first line of its file's help."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, command.get_short_help_str(limit=90)))
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=example(
        "vaultkit demo                         a small vault, built, asked and shown",
        "vaultkit lint                         what is broken in the vault around this folder",
        'vaultkit ask "models using GQA"       a question in plain words',
        "vaultkit build && vaultkit graph --lineage --open",
    ),
)
@click.version_option(__version__, "-V", "--version", message="vaultkit %(version)s")
@click.pass_context
def group(context: click.Context) -> None:
    """Read a vault of notes on language models into a graph whose every fact shows its line."""
    session = context.ensure_object(Session)
    level = {0: logging.WARNING, 1: logging.INFO}.get(session.verbose, logging.DEBUG)
    logging.basicConfig(level=level, format="%(name)s: %(message)s", stream=sys.stderr)


group.params.extend(shared_options())


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code (design/interface)."""
    _survive_narrow_consoles()
    session = Session()
    try:
        group.main(list(arguments), prog_name="vaultkit", standalone_mode=False, obj=session)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return EXIT_MISUSE
    except VaultkitError as error:
        click.echo(f"vaultkit: {error}", err=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("vaultkit: interrupted", err=True)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader went away (`vaultkit list links | head`): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return session.exit_code
    except Exception as error:  # noqa: BLE001 (the last door: a bug becomes one line and a log)
        return _bug(error)
    return session.exit_code


def _survive_narrow_consoles() -> None:
    """Write what a console's encoding lacks (cp1252) as escapes instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _bug(error: Exception) -> int:
    """Keep the traceback of a bug in a log, and tell the user where it is."""
    import platformdirs

    text = "".join(traceback.format_exception(error))
    log: Any = Path(platformdirs.user_log_dir("vaultkit", appauthor=False)) / "bug.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(text, encoding="utf-8")
    except OSError:
        click.echo(text, err=True)
        log = "the lines above"
    kind = type(error).__name__
    click.echo(f"vaultkit: a bug in vaultkit ({kind}: {error}); its traceback: {log}", err=True)
    return EXIT_BUG
