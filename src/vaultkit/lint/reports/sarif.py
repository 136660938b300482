"""Findings as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import hashlib
import json
from urllib.parse import quote

from vaultkit import __version__
from vaultkit.lint.finding import RULES_URL
from vaultkit.lint.report import Report, View

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.rule import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render(findings: Sequence[Finding], view: View) -> str:
    """Return one SARIF log with one run: the rules that ran, and what they found."""
    rules = sorted(view.rules, key=lambda one: one.code)
    places = {one.code: at for at, one in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "vaultkit",
                "semanticVersion": __version__,
                "informationUri": RULES_URL.partition("/blob/")[0],
                "rules": [_rule(one) for one in rules],
            }
        },
        # Columns count code points, as everywhere in vaultkit.
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, places, view) for one in findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(one: Rule) -> dict[str, Any]:
    """Return a rule's description with its page as help."""
    return {
        "id": one.code,
        "name": one.name,
        "shortDescription": {"text": one.page.title},
        "fullDescription": {"text": " ".join(one.page.why.split()) or one.page.title},
        "helpUri": f"{RULES_URL}{one.code.lower()}.md",
        "help": {"text": one.page.text, "markdown": one.page.text},
        "defaultConfiguration": {"level": LEVELS[one.severity]},
    }


def _result(one: Finding, places: dict[str, int], view: View) -> dict[str, Any]:
    """Return a finding with its place, a fingerprint that outlives edits above it, and its fix."""
    uri = quote(view.prefix + one.path)
    region = {
        "startLine": one.place.line,
        "startColumn": one.place.column,
        "endLine": one.end.line,
        "endColumn": one.end.column,
    }
    mark = hashlib.blake2b(f"{one.code}\0{one.path}\0{one.text}".encode(), digest_size=8)
    result: dict[str, Any] = {
        "ruleId": one.code,
        "level": LEVELS[one.severity],
        "message": {"text": f"{one.message}; {one.hint}" if one.hint else one.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"},
                    "region": region,
                }
            }
        ],
        "partialFingerprints": {"vaultkit/v1": mark.hexdigest()},
    }
    if one.code in places:
        result["ruleIndex"] = places[one.code]
    if one.fix is not None and all(edit.path == one.path for edit in one.fix.edits):
        replacements = [
            {
                "deletedRegion": {
                    "charOffset": edit.span.start,
                    "charLength": edit.span.end - edit.span.start,
                },
                "insertedContent": {"text": edit.new},
            }
            for edit in one.fix.edits
        ]
        words = "safe fix" if one.fix.safe else "unsafe fix: look at it"
        change = {
            "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"},
            "replacements": replacements,
        }
        result["fixes"] = [{"description": {"text": words}, "artifactChanges": [change]}]
    return result


report = Report(render)
