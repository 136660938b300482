"""What a rule found, where it stands, and how to mend it."""

from __future__ import annotations

from vaultkit.values import frozen

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from typing import Literal

    from vaultkit.text import Edit, Place, Span

    Severity = Literal["error", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""Worst first; only errors fail a run."""

RULES_URL = "https://github.com/vaultkit/vaultkit/blob/main/docs/rules/"
"""Where the pages of the rules stand, for reports that carry an address."""


@frozen
class Fix:
    """Changes that mend a finding; all of them are made, or none."""

    edits: tuple[Edit, ...]
    safe: bool
    """The meaning of the note stays: made by `--fix`; others only by `--unsafe-fixes`."""


@frozen
class Finding:
    """One thing that a rule found at one place."""

    path: str
    """Of the note, canvas, base or attachment, from the vault root."""
    span: Span
    """0-based code points of the note's text; empty at 0 where it is about the whole file."""
    code: str
    name: str
    severity: Severity
    message: str
    place: Place
    """1-based line and column of the start."""
    end: Place
    """1-based line and column just past the end."""
    hint: str = ""
    """What to do, such as the nearest existing name."""
    cause: str = ""
    """What findings of one kind have in common, as `links to ...`; the text report groups by it."""
    topic: str = ""
    """What the finding is about within its cause, such as a missing note's name; ranked."""
    text: str = ""
    """The source at the span, on one line; with the path it is the key of the baseline."""
    fix: Fix | None = None

    @property
    def url(self) -> str:
        """Return the address of the rule's page."""
        return f"{RULES_URL}{self.code.lower()}.md"

    @property
    def order(self) -> tuple[str, Span, str, str]:
        """Return the key by which findings are sorted."""
        return (self.path, self.span, self.code, self.message)


def fails(finding: Finding, level: Severity) -> bool:
    """Tell whether a finding is at least as bad as a level."""
    return SEVERITIES.index(finding.severity) <= SEVERITIES.index(level)
