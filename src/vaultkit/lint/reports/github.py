"""Findings as annotations of GitHub Actions, which show them beside the changed lines."""

from __future__ import annotations

from vaultkit.lint.report import Report, View

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence

    from vaultkit.lint.finding import Finding

LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def _data(text: str) -> str:
    """Escape a message as a workflow command asks for."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a property's value as a workflow command asks for."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def render(findings: Sequence[Finding], view: View) -> str:
    """Return one workflow command a finding, errors first: GitHub shows the first ten a level."""
    return "".join(_line(one, view) for one in findings)


def _line(one: Finding, view: View) -> str:
    """Return the workflow command of a finding."""
    where = f"file={_property(view.prefix + one.path)},line={one.place.line}"
    where += f",endLine={one.end.line}"
    if one.end.line == one.place.line:
        where += f",col={one.place.column},endColumn={one.end.column}"
    title = _property(f"{one.code} {one.name}")
    message = f"{one.message}; {one.hint}" if one.hint else one.message
    return f"::{LEVELS[one.severity]} {where},title={title}::{_data(message)}\n"


report = Report(render)
