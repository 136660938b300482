"""Findings as JSON for programs; its shape is versioned, and described in findings.schema.json."""

from __future__ import annotations

import json

from vaultkit.lint.report import Report, View

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from vaultkit.lint.finding import Finding

VERSION = 1


def record(one: Finding) -> dict[str, Any]:
    """Return a finding with the keys of the public format, in order."""
    fix = None
    if one.fix is not None:
        edits = [
            {"path": edit.path, "start": edit.span.start, "end": edit.span.end, "new": edit.new}
            for edit in one.fix.edits
        ]
        fix = {"safe": one.fix.safe, "edits": edits}
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity,
        "message": f"{one.message}; {one.hint}" if one.hint else one.message,
        "path": one.path,
        "line": one.place.line,
        "column": one.place.column,
        "end_line": one.end.line,
        "end_column": one.end.column,
        "fix": fix,
        "url": one.url,
    }


def render(findings: Sequence[Finding], view: View) -> str:
    """Return one JSON object with all findings, one a line."""
    del view
    rows = [json.dumps(record(one), ensure_ascii=False) for one in findings]
    inner = "".join(f"\n  {row}{',' if at < len(rows) else ''}" for at, row in enumerate(rows, 1))
    return f'{{"version": {VERSION}, "findings": [{inner}{chr(10) if rows else ""}]}}\n'


report = Report(render)
