"""What a report is made of, whatever its form."""

from __future__ import annotations

from vaultkit.values import frozen

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.rule import Rule
    from vaultkit.lint.tally import Tally


FEW = 12
"""So many findings are shown each with its line, in a report for a person; more are grouped."""


def plain(text: str, **_style: object) -> str:
    """Return a text as it is: the style of what is no terminal."""
    return text


@frozen
class View:
    """What a report may show besides the findings."""

    line: Callable[[str, int], str | None]
    """A line of a file by path and 1-based number; None where it can not be shown."""
    notes: int
    """How many notes were looked at."""
    rules: Sequence[Rule] = ()
    """The rules that ran."""
    prefix: str = ""
    """What leads from the working directory to the vault, `notes/` or empty, for CI."""
    style: Callable[..., str] = plain
    """Puts text in colour: `style(text, fg="red", bold=True)`."""
    everything: bool = False
    """Show each finding with its line, however many there are."""
    command: str = "vaultkit lint"
    """What the user typed, for hints."""


@frozen
class Report:
    """One form of a report; its file is named after it."""

    render: Callable[[Sequence[Finding], View], str]
    counted: Callable[[Tally, View], str] | None = None
    """The same of more than a few findings, where counts and a few of each kind are enough."""
