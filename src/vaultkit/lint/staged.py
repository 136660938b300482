"""What a change of some notes breaks in the others."""

from __future__ import annotations

from vaultkit.lint.lint import lint
from vaultkit.notes.note import Link

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from vaultkit.config import Config
    from vaultkit.lint.finding import Finding
    from vaultkit.lint.rule import Rule
    from vaultkit.lint.scene import Outside
    from vaultkit.vault.vault import Vault


def broken_by_change(
    before: Vault,
    after: Vault,
    others: Collection[str],
    rules: Sequence[Rule],
    config: Config,
    today: date,
    *,
    outside: Outside | None = None,
) -> tuple[Finding, ...]:
    """Return findings on links of other files that are there after a change, and were not before.

    Args:
        others: the files that may link to what changed.
    """
    links = [one for one in rules if one.of is Link]
    if not others or not links:
        return ()
    now = lint(after, None, links, config, today, outside=outside, only=others)
    then = {
        (one.path, one.code, one.span)
        for one in lint(before, None, links, config, today, outside=outside, only=others)
    }
    return tuple(one for one in now if (one.path, one.code, one.span) not in then)
