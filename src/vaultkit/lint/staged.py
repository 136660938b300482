"""What a change of some notes breaks in the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.lint.lint import lint
from vaultkit.notes.note import Link
from vaultkit.vault.names import name_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vaultkit.config import Config
    from vaultkit.lint.finding import Finding
    from vaultkit.lint.rule import Rule
    from vaultkit.lint.scene import Outside
    from vaultkit.vault.vault import Vault


def broken_by_change(
    before: Vault,
    after: Vault,
    rules: Sequence[Rule],
    config: Config,
    today: date,
    *,
    outside: Outside | None = None,
) -> tuple[Finding, ...]:
    """Return findings on links that are there after the change, and were not before it.

    Only notes that did not change, and that link to a name of a file that did, are looked at.
    """
    links = [one for one in rules if one.of is Link]
    changed = _changed(before, after)
    names = {_key(path) for path in changed}
    others = {
        path
        for path, some in after.sources()
        if path not in changed and any(_key(one.target) in names for one in some)
    }
    if not others or not links:
        return ()
    now = lint(after, None, links, config, today, outside=outside, only=others)
    then = {
        (one.path, one.code, one.span)
        for one in lint(before, None, links, config, today, outside=outside, only=others)
    }
    return tuple(one for one in now if (one.path, one.code, one.span) not in then)


def _changed(before: Vault, after: Vault) -> set[str]:
    """Return the paths that one of two vaults lacks, or whose notes differ."""
    paths = set(before.files) ^ set(after.files)
    paths |= {path for path, note in after.notes.items() if before.notes.get(path) is not note}
    return paths | {
        path for path, one in after.others.items() if before.others.get(path) is not one
    }


def _key(target: str) -> str:
    """Return what a path and the links to it have in common: the folded last part."""
    last = target.rpartition("/")[2]
    return name_key(last[:-3] if last[-3:].lower() == ".md" else last)
