"""`vaultkit rule`: lists the rules of lint, or explains one."""

from __future__ import annotations

import click

from vaultkit.cli.command import Session, example, format_option, pass_session, write_records

KEYS = ("code", "name", "severity", "default", "fix", "title")


@click.command(
    epilog=example(
        "vaultkit rule                   every rule by family",
        "vaultkit rule LNK001            why, an example, and what the fix does",
        "vaultkit rule broken-link       the same by name",
    )
)
@click.argument("code", required=False)
@click.option("--explain", "named", metavar="CODE", help="The same as `rule CODE`.")
@format_option()
@pass_session
def command(session: Session, code: str | None, named: str | None, form: str) -> None:
    """List the rules of lint, or explain one."""
    from vaultkit.lint.explain import page
    from vaultkit.lint.select import all_rules, find_rule

    wanted = code or named
    if wanted:
        click.echo(page(find_rule(wanted)).rstrip())
        return
    rows = [
        {
            "code": one.code,
            "name": one.name,
            "severity": one.severity,
            "default": "graph" if one.needs_graph else one.default,
            "fix": one.fixes,
            "title": one.page.title,
        }
        for one in all_rules()
    ]
    write_records(rows, KEYS, form, session)
