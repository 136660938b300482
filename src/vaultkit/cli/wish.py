"""What a user asks of lint, and what is to be judged for it: values that its doors share."""

from __future__ import annotations

from vaultkit.values import frozen

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from datetime import date

    from vaultkit.lint.finding import Severity
    from vaultkit.lint.rule import Rule
    from vaultkit.lint.scene import Outside
    from vaultkit.vault.vault import Vault


@frozen
class Wish:
    """The options of `vaultkit lint`, one field each."""

    paths: tuple[str, ...] = ()
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    graph: bool = False
    form: str = "text"
    fail_on: Severity = "error"
    exit_zero: bool = False
    baseline: str | None = None
    write_baseline: bool = False
    statistics: bool = False
    today: str | None = None
    staged: bool = False
    from_ref: str | None = None
    to_ref: str | None = None


@frozen
class Task:
    """What is to be judged, and by what."""

    vault: Vault
    rules: tuple[Rule, ...]
    today: date
    outside: Outside
    only: frozenset[str] | None = None
    """Paths to report on; None for all."""
    before: Vault | None = None
    """The vault without the staged changes, in which links of other notes are looked at again."""
    others: frozenset[str] = frozenset()
    """Files besides those, in which only links that the staged changes break are reported."""
    can_write: bool = True
    """The vault is the one on disk."""
